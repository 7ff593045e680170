"""Running the rules: once, or again and again over a dossier held open.

``check`` looks at everything. A `Checker` holds a session's findings and looks again only where
something a rule had read was changed, or where time has passed that matters; both give the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from summitry.check.accepts import Accepting, accepting
from summitry.check.rule import Rule, Sieve
from summitry.check.rules import RULES
from summitry.check.standing import Standing, Unit, place_of
from summitry.dossier.answers import Key
from summitry.dossier.index import Change
from summitry.dossier.record import Record
from summitry.dossier.session import Session, Turn
from summitry.dossier.value import Dossier, Whole
from summitry.foundation.collecting import without_collecting
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.values import dataclass

Looks = dict[str, list[Rule]]
"""The rules that look at a record together, by the name of their look."""
TOGETHER = {"HND": "SRC", "TIM": "SRC", "IND003": "SRC"}
"""Families, and rules, that look at a record as others do: at what stands in it, and at what it cites and
rests on."""
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
        return _report(dossier, sorted(found, key=place_of))


def found_by_unit(dossier: Dossier, rules: Sequence[Rule]) -> dict[Unit, tuple[Diagnostic, ...]]:
    """Return what rules find on the dossier's day by the unit that finds it; faults of the text are left out.

    Day counts are left open.
    """
    found: dict[Unit, tuple[Diagnostic, ...]] = {}
    filled: Filled = {}
    with without_collecting():
        for rule in rules:
            if rule.on_whole or not rule.runs_on(dossier):
                continue
            if rule.over is None:
                found[rule.code, ""] = rule.apply(dossier, "")
                continue
            for kind in rule.kinds:
                for record in _looked_at(rule, kind, dossier, filled):
                    if each := tuple([rule.diagnostic(item) for item in rule.check(dossier, record)]):
                        found[rule.code, record.id] = each
    return found


def differing(dossier: Dossier, rule: Rule, id: str) -> set[Key]:
    """Return what the last turn of a dossier changed of all that the findings of a rule rest on."""
    memory = dossier.memory
    return memory.differing(memory.read_by(lambda: rule.apply(dossier, id)))


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


def _report(dossier: Dossier, found: Iterable[Diagnostic]) -> Report:
    """Return what is left of the findings, which come in order, and what of them was accepted."""
    day, every = dossier.limit, tuple(found)
    settled: Accepting = accepting(dossier, every)
    left = settled.left
    if len(left) + len(settled.accepted) > len(every):  # with notes on acceptances, which come last
        left = tuple(sorted(left, key=place_of))
    return Report(day, tuple([d.on_day(day) for d in left]), tuple([d.on_day(day) for d in settled.accepted]))


class Checker:
    """The findings of a session, kept up to date as days pass and records change.

    The rules of one family over one kind look at a record together: mostly they ask the same, and what one
    of them had read is doubted for all. A session has one checker, which alone keeps looks in its memory.
    """

    def __init__(self, session: Session, rules: Sequence[Rule] = RULES) -> None:
        self.session = session
        self._rules = {r.code: r for r in rules}
        self._found: dict[str, dict[str, tuple[Diagnostic, ...]]] = {}
        """By the id of the record looked at, and code."""
        self._kept: dict[tuple[bool, str], list[str]] = {}
        """The looks at the text or the day that are remembered, by id."""
        self._fitting: dict[tuple[Any, ...], Looks] = {}
        self._needed: dict[tuple[bool, str], tuple[str, ...]] = {}
        """The fields of a kind that some rule needs."""
        self._standing = Standing()
        self._start()

    def report(self) -> Report:
        """Return what a check of the session's dossier would find."""
        dossier = self.session.dossier
        self._put("", {"": dossier.faults}, ("",))
        if dossier.ids("accepted"):
            return _report(dossier, self._standing.found())
        return Report(dossier.limit, self._standing.on_day(dossier.limit))

    def found(self) -> dict[Unit, tuple[Diagnostic, ...]]:
        """Return the findings by the unit that made them; day counts are left open."""
        return {
            (code, id): found
            for id, by_code in self._found.items()
            for code, found in by_code.items()
            if code
        }

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

    def differing(self, unit: Unit) -> set[Key]:
        """Return what the last turn changed of all that the findings of a unit rest on."""
        code, id = unit
        rule = self._rules.get(code)
        if rule is None:  # a note on an acceptance, which no rule makes
            return set()
        return differing(self._view(on_whole=rule.on_whole), rule, id)

    def _start(self) -> None:
        self._found.clear()
        self._kept.clear()
        self._standing.clear()
        rules = [rule for rule in self._rules.values() if rule.runs_on(self.session.dossier)]
        self._over: dict[tuple[bool, str], list[Rule]] = defaultdict(list)
        for rule in rules:
            for kind in rule.kinds:
                self._over[rule.on_whole, kind.kind].append(rule)
        self._needed = {k: tuple(sorted({n for r in v for n in r.needs})) for k, v in self._over.items()}
        for rule in rules:
            if rule.over is None:
                self._look_at_all(rule)
        for on_whole, name in self._over:
            for id in self._view(on_whole=on_whole).index.ids(name):
                self._look(on_whole, id)

    def _again(self, turn: Turn, *, text_changed: bool) -> None:
        if turn.restarted:
            self._start()
            return
        touched = {id for id, _ in turn.touched}
        for on_whole in (False, True) if text_changed else (False,):
            for id in touched:
                self._look(on_whole, id)
        for kind, name, id in turn.doubted:
            if kind == "look" and id not in touched:
                self._look_again(name, id)

    def _view(self, *, on_whole: bool) -> Dossier:
        """The dossier of the text or of the day."""
        return self.session.whole if on_whole else self.session.dossier

    def _look(self, on_whole: bool, id: str) -> None:
        """Look at a record that came, changed or went with all rules about the text or the day."""
        dossier = self._view(on_whole=on_whole)
        memory, before = dossier.memory, self._kept.pop((on_whole, id), ())
        record = dossier.index.get(id)
        looks = self._looks_at(record, on_whole) if record is not None and record.id == id else {}
        found: dict[str, tuple[Diagnostic, ...]] = {}
        kept: Sequence[str] = ()
        if looks:
            kept = memory.look(id, looks, lambda name: _find(looks[name], dossier, record, found))
        if kept:
            self._kept[on_whole, id] = list(kept)
        for name in before:
            if name not in kept:
                memory.forget_look(name, id)
        old = self._found.get(id)
        if old is not None:
            self._put(id, found, [code for code in old if self._rules[code].on_whole is on_whole])
        elif found:
            self._put(id, found, ())

    def _looks_at(self, record: Record, on_whole: bool) -> Looks:
        """The rules to look at a record with, by family."""
        filled, kind = record.__dict__, (on_whole, record.kind)
        key = (kind, *[name in filled for name in self._needed.get(kind, ())])
        looks = self._fitting.get(key)
        if looks is None:
            looks = self._fitting[key] = {}
            for rule in self._over.get(kind, ()):
                if not rule.needs or not rule.needs.isdisjoint(filled):
                    family = TOGETHER.get(rule.code) or TOGETHER.get(rule.family, rule.family)
                    looks.setdefault(f"{family} of the text" if on_whole else family, []).append(rule)
        return looks

    def _look_at_all(self, rule: Rule) -> None:
        """Look at the dossier as a whole with a rule."""
        dossier = self._view(on_whole=rule.on_whole)
        found: dict[str, tuple[Diagnostic, ...]] = {}
        dossier.memory.look("", (rule.code,), lambda _: _find((rule,), dossier, None, found))
        self._put("", found, (rule.code,))

    def _look_again(self, name: str, id: str) -> None:
        """Look again where something that a look had read may have changed."""
        on_whole = self._rules[name].on_whole if not id else name.endswith(" of the text")
        dossier = self._view(on_whole=on_whole)
        memory = dossier.memory
        if memory.look_holds(name, id):
            return
        if not id:
            self._look_at_all(self._rules[name])
            return
        record = dossier.index.get(id)
        assert record is not None
        rules = self._looks_at(record, on_whole)[name]
        found: dict[str, tuple[Diagnostic, ...]] = {}
        memory.look(id, (name,), lambda _: _find(rules, dossier, record, found))
        self._put(id, found, [rule.code for rule in rules])

    def _put(self, id: str, found: Mapping[str, tuple[Diagnostic, ...]], codes: Iterable[str]) -> None:
        """Take over what was found in a record, and that nothing else was with rules of these codes."""
        old = self._found.get(id) or {}
        if not found and old.keys().isdisjoint(codes):
            return
        for code in {*found, *codes}:
            now, before = found.get(code, ()), old.get(code, ())
            if now is before:
                continue
            self._standing.take_out(before, (code, id))
            self._standing.put_in(now, (code, id))
            if now:
                self._found.setdefault(id, {})[code] = now
            else:
                del self._found[id][code]


def _find(
    rules: Iterable[Rule], dossier: Dossier, record: Record | None, found: dict[str, tuple[Diagnostic, ...]]
) -> None:
    """Note what some rules find in a record."""
    for rule in rules:
        if rule.lacks and record is not None and record.__dict__.get(rule.lacks):
            continue
        here = list(rule.check(dossier, record))
        if here:
            found[rule.code] = tuple([rule.diagnostic(item) for item in here])
