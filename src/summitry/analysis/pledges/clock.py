"""The clock and state of an undertaking by reading: frame of the dossier's own day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from summitry.analysis.pledges.result import Dated, ListClock, PledgeState, ReadingState, State
from summitry.analysis.pledges.scope import Answer, Facts, fit
from summitry.analysis.pledges.terms import Reach, Reaches, Trial, reaches_of
from summitry.dossier.answers import shared
from summitry.dossier.conditions import Holding, condition_on
from summitry.dossier.happenings import Happening, days_of, happenings
from summitry.dossier.kinds import Event, EventKind, Series
from summitry.dossier.trees import KindTree, kind_tree
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When

METHOD = (
    "Each reading's scope is laid over the events of its maker; the most specific kind it names decides,"
    " and what it does not name is silent."
)
ASSUMPTIONS = (
    "Events of one kind and one day in one list are one salvo; events of two lists within a day of each"
    " other may be the same and count once.",
    "An event whose record names nobody is not counted as the maker's.",
)
ONE_DAY = timedelta(days=1)


def pledge_state(dossier: Dossier, target: str, trial: Trial = ()) -> PledgeState | None:
    """Return the state of a pledge, duty or step on every reading; ``None`` when there is none.

    ``trial`` adds a reading with these kinds of event in or out. Days are given as dates: how many
    have gone by is the reader's to count.
    """
    reaches = dossier.ask(reaches_of, target, trial)
    if reaches is None:
        return None
    readings = tuple(_reading(dossier, reaches, reach) for reach in reaches.readings)
    seen = {id for r in readings for group in (*r.broken_by, *r.contested) for id in group.events}
    seen |= {id for r in readings if r.last for id in r.last.events}
    return PledgeState(
        target=reaches.target, by=reaches.by, given=reaches.given, readings=readings,
        basis=Basis(
            method=METHOD, assumptions=ASSUMPTIONS,
            cannot_say=("Whether an event is missing from the record.",),
            rests_on=(*reaches.rests_on, *sorted(seen)),
        ),
    )  # fmt: skip


def _reading(dossier: Dossier, reaches: Reaches, reach: Reach) -> ReadingState:
    terms = reach.terms
    tree = dossier.ask(kind_tree, EventKind)
    condition = condition_on(dossier, terms.while_) if terms.while_ else None
    last: list[Happening] = []
    broken: list[Happening] = []
    contested: list[Happening] = []
    actors = tuple(sorted({e.by for e in terms.entries if e.by}))
    for kind in reach.looked_at:
        done = dossier.ask(done_by, kind, reaches.by, reaches.side, actors)
        _sort_out(dossier, reaches, reach, done, (last, broken, contested))
    groups = grouped(dossier, last, tree)
    return ReadingState(
        terms=terms, condition=condition, last=groups[-1] if groups else None,
        broken_by=grouped(dossier, broken, tree), contested=grouped(dossier, contested, tree),
        state=_state(dossier, reaches, reach, condition, bool(broken), bool(contested)),
    )  # fmt: skip


@shared
def done_by(
    dossier: Dossier, kind: str, maker: str, side: str, others: tuple[str, ...]
) -> tuple[Happening, ...]:
    """Return the events of a kind that a maker, or one of some others, brought about."""
    return tuple(
        h for h in dossier.ask(happenings, kind)
        if h.done_by(maker, side) or (others and not set(others).isdisjoint((*h.by, *h.sides)))
    )  # fmt: skip


def _sort_out(
    dossier: Dossier, reaches: Reaches, reach: Reach, of_kind: Sequence[Happening],
    into: tuple[list[Happening], list[Happening], list[Happening]],
) -> None:  # fmt: skip
    """Go through the events of one kind from the latest back to the start, then to the last before
    it (and those a day before that, which may be the same happening)."""
    last, broken, contested = into
    latest: date | None = None
    for happening in reversed(of_kind):
        past_start = _past(dossier, happening, reach.terms.start, reaches.zone)
        if past_start is False and latest is not None and happening.last < latest - 2 * ONE_DAY:
            return
        if not dossier.passed(happening.last):
            continue
        answer = answer_for(dossier, reaches, reach, happening)
        if answer in ("out", "silent"):
            continue
        if answer == "in" and happening.exact:
            latest = max(latest or date.min, happening.last)
            last.append(happening)
        if past_start is False:
            continue
        sure = past_start and answer == "in" and _ran_on(dossier, reach, happening.own)
        if sure:
            broken.append(happening)
        elif sure is None or answer == "unclear" or past_start is None:
            contested.append(happening)


def answer_for(dossier: Dossier, reaches: Reaches, reach: Reach, happening: Happening) -> Answer:
    """Return what a reading says of one event; ``silent`` for events of others."""
    if not happening.done_by(reaches.by, reaches.side):
        actors = {e.by for e in reach.terms.entries if e.by}
        if actors.isdisjoint((*happening.by, *happening.sides)):
            return "silent"
    if not reach.qualified:
        return reach.fits[happening.kind].answer
    event = dossier.of(Event, happening.id)
    tree = dossier.ask(kind_tree, EventKind)
    facts = Facts(
        by=frozenset((*happening.by, *happening.sides)), place=event.place if event else "",
        amount=event.amount if event else "",
    )  # fmt: skip
    return fit(happening.kind, reach.terms.entries, tree.ancestors, facts).answer


def _past(dossier: Dossier, happening: Happening, start: When | None, zone: str) -> bool | None:
    """Whether an event came after the start; ``None`` when on the very day, or not told apart."""
    if start is None:
        return True
    begun = dossier.civil_day(start, zone)
    if happening.first > begun:
        return True
    return False if happening.last < begun else None


def _ran_on(dossier: Dossier, reach: Reach, day: date) -> bool | None:
    """Whether the condition held on a day; ``None`` where that is disputed or not on record."""
    if not reach.terms.while_:
        return True
    holds = condition_on(dossier, reach.terms.while_, day).holds
    return None if holds in ("", "disputed") else holds == "yes"


def _state(
    dossier: Dossier, reaches: Reaches, reach: Reach, condition: Holding | None, broken: bool,
    contested: bool,
) -> State:  # fmt: skip
    start = reach.terms.start
    if broken:
        return "broken"
    until = reaches.until.latest if reaches.until is not None else date.max
    if until != date.max and dossier.passed(until + ONE_DAY):
        return "lapsed"
    if start is not None and not dossier.passed(start, reaches.zone):
        return "not yet running"
    if condition is not None and condition.holds == "no":
        return "lapsed" if condition.held_before else "not yet running"
    if not reach.terms.entries:
        return "not judged"
    if contested or (condition is not None and condition.holds != "yes"):
        return "disputed"
    return "kept"


def grouped(dossier: Dossier, found: Iterable[Happening], tree: KindTree) -> tuple[Dated, ...]:
    """Return events gathered into happenings, oldest first; see `may_be_one`."""
    groups: list[list[Happening]] = []
    ends: list[date] = []
    for happening in sorted(found, key=lambda h: (h.own, h.id)):
        merges, before = happening.merges, happening.first - ONE_DAY
        home: int | None = None
        for at in range(len(groups) - 1, max(-1, len(groups) - 9), -1):
            if (merges or ends[at] >= before) and may_be_one(groups[at], happening, tree):
                home = at
                break
        end = date.max if happening.merges else max(happening.own, happening.last)
        if home is None:
            groups.append([happening])
            ends.append(end)
        else:
            groups[home].append(happening)
            ends[home] = max(ends[home], end)
    return tuple(_dated(dossier, group) for group in groups)


def may_be_one(group: Sequence[Happening], other: Happening, tree: KindTree) -> bool:
    """Whether an event may belong to a happening: of one list, by the same day or salvo; of two, within
    a day; and of one kind, or kinds of which one includes the other. What a person merged is one."""
    if any(other.id in m.merges or m.id in other.merges for m in group):
        return True
    for member in group:
        if not (tree.includes(member.kind, other.kind) or tree.includes(other.kind, member.kind)):
            return False
    same_list = [m for m in group if m.series == other.series]
    if same_list:
        return any(
            m.own == other.own or (m.salvo and m.salvo == other.salvo and abs(m.own - other.own) <= ONE_DAY)
            for m in same_list
        )
    return any(m.first - ONE_DAY <= other.last and other.first <= m.last + ONE_DAY for m in group)


def _dated(dossier: Dossier, group: Sequence[Happening]) -> Dated:
    """The event somebody wrote by hand stands for the rest, then the first by day and id."""
    if len(group) == 1:
        one = group[0]
        days = one.days if len(one.days) == 1 else days_of(group, dossier.header.zone)
        return Dated(events=(one.id,), kind=one.kind, days=days, exact=one.exact)
    order = sorted(group, key=lambda h: (bool(h.series), h.own, h.id))
    return Dated(
        events=tuple(h.id for h in order), kind=order[0].kind, days=days_of(order, dossier.header.zone),
        exact=all(h.exact for h in order),
    )  # fmt: skip


def clock_by_list(dossier: Dossier, target: str) -> tuple[ListClock, ...]:
    """Return, for each list that holds events in the scope of the text, where its clock stands by that
    list alone.

    Only lists that say they are complete for the day of the last event are asked.
    """
    state = dossier.ask(pledge_state, target)
    reaches = dossier.ask(reaches_of, target, ())
    if state is None or reaches is None or state.readings[0].last is None:
        return ()
    last, reach = state.readings[0].last, reaches.readings[0]
    tree = dossier.ask(kind_tree, EventKind)
    found = []
    for series in dossier.all(Series):
        if series.covers is None or not any(series.covers.contains(d.day) for d in last.days):
            continue
        own = _last_rows(dossier, reaches, reach, series)
        groups = grouped(dossier, own, tree)
        if not groups:
            continue
        lacks = groups[-1].days[-1].day < last.days[0].day - ONE_DAY
        known = {e.id for id in last.events if (e := dossier.of(Event, id)) and e.series == series.id}
        merged = any(id in last.events for g in groups[-1:] for id in g.events)
        found.append(
            ListClock(series=series.id, last=groups[-1], lacks=lacks and not known and not merged,
                      claims=any(last.kind in tree.descendants(k) for k in series.covers_kinds))
        )  # fmt: skip
    return tuple(found)


@shared
def rows_of_list(dossier: Dossier, kind: str, series: str) -> tuple[Happening, ...]:
    """Return the dated rows of a list of exactly one kind, in order of their last day, then id."""
    return tuple(h for h in dossier.ask(happenings, kind) if h.series == series)


def _last_rows(dossier: Dossier, reaches: Reaches, reach: Reach, series: Series) -> list[Happening]:
    """The latest rows of a list in scope, a kind each (and those within two days before)."""
    rows = []
    for kind in reach.looked_at:
        end: date | None = None
        for happening in reversed(dossier.ask(rows_of_list, kind, series.id)):
            if end is not None and happening.last < end - 2 * ONE_DAY:
                break
            if not happening.exact or not dossier.passed(happening.last):
                continue
            if answer_for(dossier, reaches, reach, happening) == "in":
                end = end or happening.last
                rows.append(happening)
    return rows
