"""An undertaking's terms by reading, and which kinds of event each covers; no event is looked at."""

from __future__ import annotations

from summitry.analysis.pledges.result import Terms
from summitry.analysis.pledges.scope import Entry, Fit, fit, overridden
from summitry.dossier.kinds import EventKind, Pledge
from summitry.dossier.kinds.undertakings import Reading, Undertaking
from summitry.dossier.sides import side_of
from summitry.dossier.trees import KindTree, kind_tree
from summitry.dossier.undertakings import given
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

Trial = tuple[tuple[str, str], ...]
"""A scope to be tried: kind of event, ``in`` or ``out``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which kinds of event one reading covers, and whether single events must be looked at.

    ``fits`` has every kind on which the scope is not silent.
    """

    terms: Terms
    fits: dict[str, Fit]
    qualified: bool

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The kinds of which an event may be in scope."""
        return tuple(kind for kind, found in self.fits.items() if found.answer in ("in", "unclear"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaches:
    """An undertaking by reading: the text's own first, a trial last."""

    target: str
    by: str
    side: str
    given: When | None
    until: When | None
    zone: str
    of_kind: str
    readings: tuple[Reach, ...]
    rests_on: tuple[str, ...]


def reaches_of(dossier: Dossier, target: str, trial: Trial = ()) -> Reaches | None:
    """Return an undertaking's terms on every reading that has begun; ``None`` when there is none.

    A reading lays its own scope, condition and start over those of the text where it names them.
    """
    item = given(dossier, target)
    if item is None:
        return None
    what, record = item.what, item.record
    pledge = what if isinstance(what, Pledge) else None
    start = pledge.start if pledge is not None and pledge.start is not None else item.on
    text = Terms(entries=_entries(what), while_=what.while_, start=start)
    every = [text]
    for position, reading in enumerate(what.readings):
        if reading.since is None or dossier.passed(reading.since, record.zone):
            every.append(_read(text, reading, position))
    if trial:
        tried = tuple(Entry(kind=kind, is_=is_) for kind, is_ in trial)
        every.append(Terms(says="as tried", entries=overridden(text.entries, tried), while_=text.while_,
                           start=start, tried=True))  # fmt: skip
    tree = dossier.ask(kind_tree, EventKind)
    kinds = dossier.ids("kind_of_event")
    return Reaches(
        target=item.target, by=what.by, side=side_of(dossier, what.by), given=item.on,
        until=pledge.until if pledge is not None else None, zone=record.zone, of_kind=what.of_kind,
        readings=tuple(_reach(terms, kinds, tree) for terms in every),
        rests_on=tuple(dict.fromkeys((item.target, *(t.while_ for t in every if t.while_)))),
    )  # fmt: skip


def pledges_naming(dossier: Dossier, kind: str) -> tuple[Pledge, ...]:
    """Return the pledges whose scope, by text or reading, names a kind or a wider one, by id."""
    tree = dossier.ask(kind_tree, EventKind)
    found = {p.id: p for k in tree.ancestors(kind) for p in dossier.naming(k, Pledge)}
    return tuple(found[id] for id in sorted(found))


def _entries(what: Undertaking | Reading) -> tuple[Entry, ...]:
    plain = tuple(Entry(kind=kind, is_=is_) for kind, is_ in what.scope)
    ruled = tuple(
        Entry(kind=r.of_kind, is_=r.is_, by=r.by, place=r.place, at_least=r.at_least) for r in what.rules
    )
    return (*plain, *ruled)


def _read(text: Terms, reading: Reading, position: int) -> Terms:
    while_ = "" if reading.while_ == "none" else reading.while_ or text.while_
    return Terms(
        by=reading.by, says=reading.says or reading.words, while_=while_, entry=position,
        entries=overridden(text.entries, _entries(reading)), start=reading.start or text.start,
    )  # fmt: skip


def _reach(terms: Terms, kinds: tuple[str, ...], tree: KindTree) -> Reach:
    named = {e.kind for e in terms.entries}
    fits: dict[str, Fit] = {}
    for kind in kinds:
        if named.isdisjoint(tree.ancestors(kind)):
            continue
        found = fit(kind, terms.entries, tree.ancestors)
        if found.answer != "silent":
            fits[kind] = found
    return Reach(terms=terms, fits=fits, qualified=any(e.qualified for e in terms.entries))
