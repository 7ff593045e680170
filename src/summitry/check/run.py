"""Running the rules: once, or again and again over a dossier held open.

``check`` looks at everything. A `Checker` holds a session's findings and looks again only where
something a rule had read was changed, or where time has passed that matters; both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

from summitry.check.accepts import Accepting, accepting
from summitry.check.rule import Rule, Sieve
from summitry.check.rules import RULES
from summitry.dossier.index import Change
from summitry.dossier.record import Record
from summitry.dossier.session import Session, Turn
from summitry.dossier.value import Dossier, Whole
from summitry.foundation.collecting import without_collecting
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.values import dataclass

_FAULTS = ("", "")
"""Stands for the unit of what is wrong with the files."""
Unit = tuple[str, str]
"""A rule's code and the id of the record it looked at (empty for the whole dossier)."""


Filled = dict[tuple[bool, str, frozenset[str], str, Sieve | None], tuple[Record, ...]]
"""Of the whole or of the day, by kind: the records that have one of some fields filled, another blank,
and pass a sieve."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found on a day: faults, findings, and findings somebody has accepted.

    Sorted by severity, then code, then the ids of the records.
    """

    day: date
    found: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...] = ()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Only what is about the files."""
        return tuple(d for d in self.found if d.is_fault)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Only what is about the negotiation."""
        return tuple(d for d in self.found if not d.is_fault)


def check(dossier: Dossier, rules: Sequence[Rule] = RULES) -> Report:
    """Look at a dossier with every rule and return the report.

    A dossier without a day is looked at as of its header's cutoff. A narrowed copy reports findings
    only: faults, places and acceptances that miss their mark are for readers of the whole.

    Raises:
        NoDay: when the dossier has neither a day nor a cutoff.
    """
    dossier = on_its_day(dossier)
    whole = Dossier(dossier.whole) if not dossier.is_narrowed else None
    found: list[Diagnostic] = list(dossier.faults)
    filled: Filled = {}
    with without_collecting():
        for rule in rules:
            if rule.runs_on(dossier):
                _look(rule, whole if rule.on_whole and whole is not None else dossier, found, filled)
        return _report(dossier, sorted(found, key=_order))


def on_its_day(dossier: Dossier) -> Dossier:
    """Return the dossier as of its header's cutoff, unless it is limited to a day already."""
    if dossier.has_day or dossier.header.cutoff is None:
        return dossier
    return dossier.as_of(dossier.civil_day(dossier.header.cutoff))


def _look(rule: Rule, dossier: Dossier, found: list[Diagnostic], filled: Filled) -> None:
    if rule.over is None:
        found.extend(rule.apply(dossier, ""))
        return
    look = rule.check
    for kind in rule.kinds:
        for record in _looked_at(rule, kind, dossier, filled):
            for item in look(dossier, record):
                found.append(rule.diagnostic(item))


def _looked_at(rule: Rule, kind: type[Record], dossier: Dossier, filled: Filled) -> tuple[Record, ...]:
    """The records of a kind that a rule looks at; several rules need the same field, or look for the same."""
    every, needs, lacks, sieve = dossier.all(kind), rule.needs, rule.lacks, rule.sieve
    if not every or not (needs or lacks or sieve):
        return every
    key = (rule.on_whole, kind.kind, needs, lacks, sieve)
    looked_at = filled.get(key)
    if looked_at is None:  # what `Rule.looks_at` says of one record, for all
        if needs:
            every = tuple([r for r in every if not needs.isdisjoint(r.__dict__)])
        if lacks:
            every = tuple([r for r in every if not r.__dict__.get(lacks)])
        looked_at = filled[key] = every if sieve is None else tuple(sieve(dossier, every))
    return looked_at


def _subjects(rule: Rule, dossier: Dossier) -> Iterable[str]:
    if rule.over is None:
        return ("",)
    return (id for kind in rule.kinds for id in dossier.ids(kind.kind))


def _report(dossier: Dossier, found: Iterable[Diagnostic]) -> Report:
    """Return what is left of the findings, which come in order, and what of them was accepted."""
    day, every = dossier.limit, tuple(found)
    settled: Accepting = accepting(dossier, every)
    left = settled.left
    if len(left) + len(settled.accepted) > len(every):  # with notes on acceptances, which come last
        left = tuple(sorted(left, key=_order))
    return Report(day, tuple([d.on_day(day) for d in left]), tuple([d.on_day(day) for d in settled.accepted]))


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The place of a finding among others; its day counts are left open, so that it keeps it."""
    return (
        diagnostic.severity, diagnostic.code, diagnostic.about, diagnostic.message,
        diagnostic.place.path.__repr__(),
    )  # fmt: skip


class Checker:
    """The findings of a session, kept up to date as days pass and records change."""

    def __init__(self, session: Session, rules: Sequence[Rule] = RULES) -> None:
        self.session = session
        self._rules = {r.code: r for r in rules}
        self._over: dict[str, list[Rule]] = {}
        for rule in rules:
            for kind in rule.kinds:
                self._over.setdefault(kind.kind, []).append(rule)
        self._found: dict[Unit, tuple[Diagnostic, ...]] = {}
        self._in_order: list[tuple[tuple[object, ...], Unit, Diagnostic, bool]] = []
        """By place, with whether a finding is told in the same words every day."""
        self._moved: set[Unit] = set()
        self._start()

    def report(self) -> Report:
        """Return what a check of the session's dossier would find."""
        dossier = self.session.dossier
        self._put(_FAULTS, dossier.faults)
        if self._moved:
            moved = [
                (_order(d), unit, d, d.on_day(dossier.limit) is d)
                for unit in self._moved for d in self._found.get(unit, ())
            ]  # fmt: skip
            stay = [one for one in self._in_order if one[1] not in self._moved]
            self._in_order = sorted([*stay, *moved], key=itemgetter(0))
            self._moved.clear()
        day = dossier.limit
        if dossier.ids("accepted"):
            return _report(dossier, [found for _, _, found, _ in self._in_order])
        return Report(day, tuple([d if same else d.on_day(day) for _, _, d, same in self._in_order]))

    def found(self) -> dict[Unit, tuple[Diagnostic, ...]]:
        """Return the findings by the unit that made them; day counts are left open."""
        return {unit: found for unit, found in self._found.items() if found and unit != _FAULTS}

    def move_to(self, day: date) -> Turn:
        """Go to another day, and return what that put in doubt."""
        with without_collecting():
            turn = self.session.move_to(day)
            self._again(turn, text_changed=False)
        return turn

    def change(self, changes: Sequence[Change], whole: Whole) -> Turn:
        """Take over changed records, and return what that put in doubt."""
        with without_collecting():
            turn = self.session.change(changes, whole)
            self._again(turn, text_changed=True)
        return turn

    def _start(self) -> None:
        self._found.clear()
        self._in_order.clear()
        for rule in self._rules.values():
            if rule.runs_on(self.session.dossier):
                for id in _subjects(rule, self._view(rule)):
                    self._look(rule, id)

    def _again(self, turn: Turn, *, text_changed: bool) -> None:
        if turn.restarted:
            self._start()
            return
        units = {(key[1], key[2]): self._rules[key[1]] for key in turn.doubted if key[0] == "rule"}
        for id, kind in turn.touched:
            for rule in self._over.get(kind, ()):
                if text_changed or not rule.on_whole:
                    units[rule.code, id] = rule
        narrowed = self.session.dossier.is_narrowed
        for (_, id), rule in units.items():
            if not narrowed or rule.runs_on(self.session.dossier):
                self._look(rule, id)

    def _view(self, rule: Rule) -> Dossier:
        return self.session.whole if rule.on_whole else self.session.dossier

    def _look(self, rule: Rule, id: str) -> None:
        dossier, code = self.session.whole if rule.on_whole else self.session.dossier, rule.code
        key = ("rule", code, id)
        if (rule.needs or rule.lacks) and key not in dossier.memory.answers:
            record = dossier.index.get(id)
            if record is None or not rule.looks_at(record):
                self._put((code, id), ())
                return
        self._put((code, id), dossier.memory.look(key, ("id", id), lambda: rule.apply(dossier, id)))

    def _put(self, unit: Unit, found: tuple[Diagnostic, ...]) -> None:
        if found is self._found.get(unit, ()):
            return
        self._moved.add(unit)
        if found:
            self._found[unit] = found
        else:
            self._found.pop(unit, None)
