"""The view of pledges: terms, state and clock by reading, silences, back-test, earlier promises."""

from __future__ import annotations

from datetime import date

from summitry.analysis.pledges import (
    BackTest,
    Dated,
    ListClock,
    PledgeState,
    Rank,
    ReadingState,
    ReadingTest,
    SeriesTest,
    Silence,
    Silences,
    Struck,
    Terms,
    Trial,
    back_test,
    clock_by_list,
    pledge_state,
    silences,
)
from summitry.book.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    Tag,
    Trace,
    titled,
)
from summitry.book.pictures.pledges import pledge_figure
from summitry.book.sections.view import View
from summitry.dossier.kinds import Pledge
from summitry.dossier.plurals import several
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import day_in_words, in_words, zone_city
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened

_TAGS: dict[str, Tag] = {"broken": "loss", "kept": "plain", "lapsed": "blank", "not judged": "blank"}

PARTING = 12
"""Days shown on which readings part; the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeReading:
    """All that is said of one pledge on the day."""

    state: PledgeState | None
    silences: Silences | None
    back_test: BackTest | None
    lists: tuple[ListClock, ...]


def result(dossier: Dossier, id: str) -> tuple[PledgeReading, ...]:
    """Read one pledge, or all."""
    return tuple(
        PledgeReading(
            state=dossier.ask(pledge_state, one), silences=dossier.ask(silences, one),
            back_test=dossier.ask(back_test, one), lists=dossier.ask(clock_by_list, one),
        )
        for one in ((id,) if id else dossier.ids("pledge"))
    )  # fmt: skip


def section(dossier: Dossier, id: str) -> Section:
    """The page of one pledge, or the table of all."""
    pledge = dossier.of(Pledge, id) if id else None
    if pledge is None:
        return _all(dossier)
    return page(dossier, pledge, result(dossier, pledge.id)[0])


def page(
    dossier: Dossier, pledge: Pledge, reading: PledgeReading, *, trial: Trial = (), title: str = "",
    verdict: Sentence | None = None,
) -> Section:  # fmt: skip
    """The page of one pledge; with a scope that is tried, which then is the last of its readings."""
    blocks: list[Block] = [_terms(dossier, pledge)]
    figure = pledge_figure(dossier, pledge.id, trial)
    blocks += [figure] if figure is not None else []
    if reading.state is not None:
        blocks += [Heading(say("State by reading")), _states(dossier, pledge, reading.state)]
    if reading.silences is not None:
        near = [s for s in reading.silences.kinds if s.broke or s.named_by or s.beside]
        if near:
            blocks += [Heading(say("What it does not name")), _silent(dossier, pledge, near)]
    if reading.back_test is not None:
        blocks += _tested(dossier, pledge, reading.back_test)
    if any(clock.lacks for clock in reading.lists):
        blocks += [Heading(say("By each list alone")), _lists(dossier, pledge, reading.lists)]
    return Section(
        kicker=say("Pledge"), title=title or opened(pledge.known_as),
        verdict=verdict or _verdict(dossier, pledge, reading), blocks=tuple(blocks),
        basis=reading.state.basis if reading.state is not None else None,
    )  # fmt: skip


def _all(dossier: Dossier) -> Section:
    rows, bases = [], []
    for pledge in dossier.all(Pledge):
        state = dossier.ask(pledge_state, pledge.id)
        if state is None:
            continue
        bases.append(state.basis)
        text = state.readings[0]
        said = in_words(pledge.said, pledge.zone) if pledge.said is not None else ""
        word = say("readings differ") if state.differ else text.state
        rows.append((
            Cell(text=pledge.known_as, traces=_trace(pledge)), Cell(text=dossier.title(pledge.by)),
            Cell(text=said, traces=_trace(pledge, "said")),
            Cell(label=say(word), tag="change" if state.differ else _TAGS.get(text.state, "change")),
            Cell(text=last_event(text.last)),
        ))  # fmt: skip
    columns = titled("Pledge", "By", "Given", "State", "Last event in scope")
    return Section(
        kicker=say("Pledges"), title=say("What was promised, and whether it is kept"),
        verdict=Sentence(say("{pledges} on record.", pledges=counted(len(rows), 'pledge').capitalize())),
        blocks=(Table(columns=columns, rows=tuple(rows)),) if rows else (), basis=together(bases),
    )  # fmt: skip


def _verdict(dossier: Dossier, pledge: Pledge, reading: PledgeReading) -> Sentence | None:
    if reading.state is None:
        return None
    text = reading.state.readings[0]
    says = say("As worded, the pledge is {state_word}", state_word=state_word(text))
    others = [r for r in reading.state.readings[1:] if r.state != text.state]
    says += (
        "".join(
            say(
                "; {whose} it is {state_word}",
                whose=_whose(dossier, pledge, r.terms),
                state_word=state_word(r),
            )
            for r in others
        )
        + "."
    )
    if text.last is not None:
        days = [f"{(dossier.day - d.day).days}" for d in text.last.days]
        says += say(
            " The last event in its scope was on {last_event}: {names} days ago.",
            last_event=last_event(text.last),
            names=listed(days, "or"),
        )
    return Sentence(says, traces=_trace(pledge))


def state_word(state: ReadingState) -> str:
    """Say in a few words what became of a pledge on one reading."""
    if state.state == "disputed" and state.condition is not None and not state.contested:
        known = state.condition.holds == "disputed"
        return (
            say("in dispute with its condition") if known else say("open, as its condition is not on record")
        )
    return say("in dispute") if state.state == "disputed" else say(state.state)


def _whose(dossier: Dossier, pledge: Pledge, terms: Terms) -> str:
    if not terms.by:
        return say("as tried") if terms.tried else say("as worded")
    since = pledge.readings[terms.entry].since
    of_day = say(" of {day}", day=in_words(since)) if since is not None else ""
    return say("on the reading of {by}{of_day}", by=the(dossier, terms.by), of_day=of_day)


def last_event(found: Dated | None) -> str:
    """Say on which days the last event can be dated, each with its place."""
    if found is None:
        return say("none on record")
    if len(found.days) == 1:
        return day_in_words(found.days[0].day)
    return listed(
        say("{day} in {place}", day=day_in_words(d.day), place=zone_city(d.zone)) for d in found.days
    )


def _trace(pledge: Pledge, *path: str | int) -> tuple[Trace, ...]:
    return (Trace(record=pledge.id, source="; ".join(pledge.source), place=pledge.where(*path)),)


def _terms(dossier: Dossier, pledge: Pledge) -> Paragraph:
    told: list[Sentence] = []
    if pledge.words:
        told.append(Sentence(f'"{pledge.words}"', "quoted", _trace(pledge, "words")))
    to = say(" to {names}", names=listed(the(dossier, who) for who in pledge.to)) if pledge.to else ""
    said = say(" on {day}", day=in_words(pledge.said)) if pledge.said is not None else ""
    told.append(
        Sentence(
            say("Given by {by}{to}{said}.", by=the(dossier, pledge.by), to=to, said=said),
            traces=_trace(pledge, "by"),
        )
    )
    if pledge.while_:
        words = say('It hangs on "{while_}".', while_=dossier.title(pledge.while_))
        told.append(Sentence(words, traces=_trace(pledge, "while")))
    if pledge.worded_by:
        words = say("The words are those of {worded_by}.", worded_by=the(dossier, pledge.worded_by))
        told.append(Sentence(words, traces=_trace(pledge, "worded_by")))
    return Paragraph(tuple(told))


def _states(dossier: Dossier, pledge: Pledge, state: PledgeState) -> Table:
    rows = []
    for one in state.readings:
        path = ("readings", one.terms.entry) if one.terms.entry >= 0 else ("scope",)
        holds = ""
        if one.condition is not None:
            word = {"yes": say("holds"), "no": say("does not hold"), "disputed": say("disputed")}.get(
                one.condition.holds
            )
            holds = f'"{dossier.title(one.terms.while_)}": {word or say("not on record")}'
        struck = listed(dossier.title(g.events[0]) for g in one.broken_by)
        rows.append(
            (
                Cell(text=opened(_whose(dossier, pledge, one.terms)), traces=_trace(pledge, *path)),
                Cell(text=_scope(dossier, one.terms)),
                Cell(text=holds or say("no condition")),
                Cell(label=say(one.state), text=struck, tag=_TAGS.get(one.state, "change")),
                Cell(text=last_event(one.last), traces=_events(dossier, one.last)),
            )
        )
    columns = titled("Reading", "Scope", "Condition", "State", "Last event in scope")
    return Table(columns=columns, rows=tuple(rows))


def _scope(dossier: Dossier, terms: Terms) -> str:
    told = []
    for entry in terms.entries:
        more = [say("by {by}", by=the(dossier, entry.by))] if entry.by else []
        more += [say("at {place}", place=entry.place)] if entry.place else []
        more += [say("of {at_least} or more", at_least=entry.at_least)] if entry.at_least else []
        words = " ".join((several(dossier, entry.kind), *more))
        told.append(words if entry.is_ == "in" else say("not {words}", words=words))
    return "; ".join(told) or say("none on record")


def _events(dossier: Dossier, found: Dated | None) -> tuple[Trace, ...]:
    return _records(dossier, found.events) if found is not None else ()


def _records(dossier: Dossier, ids: tuple[str, ...]) -> tuple[Trace, ...]:
    records = [dossier.get(id) for id in ids]
    return tuple(
        Trace(record=r.id, source="; ".join(r.source), place=r.where("on")) for r in records if r is not None
    )


def _silent(dossier: Dossier, pledge: Pledge, kinds: list[Silence]) -> Table:
    rows = []
    for one in kinds:
        says = {"in": say("covered"), "out": say("left out"), "unclear": say("left open")}
        broke = [f"{dossier.title(t)}, {dossier.title(t.partition('/')[0])}" for t in one.broke]
        named = [
            say("{says} for {by}", says=says[answer], by=the(dossier, by)) for by, answer in one.named_by
        ]
        rows.append(
            (
                Cell(text=several(dossier, one.kind), traces=_trace(pledge, "scope")),
                Cell(text=last_event(one.last), traces=_events(dossier, one.last)),
                Cell(text=listed(named)),
                Cell(text="; ".join(broke), tag="loss" if broke else ""),
            )
        )
    columns = titled("Kind", "Last", "By reading", "Earlier promise it broke")
    return Table(columns=columns, rows=tuple(rows))


def _tested(dossier: Dossier, pledge: Pledge, test: BackTest) -> list[Block]:
    blocks: list[Block] = [Heading(say("Laid over the past"))]
    if test.refused:
        return [*blocks, Paragraph((Sentence(say(test.refused), traces=_trace(pledge, "scope")),))]
    rows = []
    for one in test.tests:
        record = dossier.get(one.series)
        trace = (Trace(record=one.series, place=record.where("covers")),) if record is not None else ()
        if one.refused:
            rows.append((Cell(text=dossier.title(one.series), traces=trace), Cell(text=say(one.refused)),
                         Cell(), Cell(), Cell()))  # fmt: skip
        for reading in one.readings:
            rows.append((
                Cell(text=dossier.title(one.series), traces=trace),
                Cell(text=opened(_whose(dossier, pledge, reading.terms))),
                Cell(text=str(len(reading.struck))),
                Cell(text=_longest(reading)), Cell(text=_ranks(reading.ranks)),
            ))  # fmt: skip
    columns = (
        Column(title=say("List")),
        Column(title=say("Reading")),
        Column(title=say("Days broken"), counts=True),
        Column(title=say("Longest quiet")),
        Column(title=say("The present quiet")),
    )
    lacking = [one for one in test.tests if one.uncovered]
    notes = [
        say(
            '"{series}" does not claim {names}.',
            series=dossier.title(o.series),
            names=listed(several(dossier, k) for k in o.uncovered),
        )
        for o in lacking
    ]
    notes += [say(text) for text in test.basis.assumptions[:1]]
    blocks += [Table(columns=columns, rows=tuple(rows)), Paragraph(tuple(Sentence(n) for n in notes))]
    return [*blocks, *(table for one in test.tests if (table := _parting(dossier, pledge, one)) is not None)]


def _parting(dossier: Dossier, pledge: Pledge, test: SeriesTest) -> Table | None:
    """The latest days on which the readings part: broken on one, not on another."""
    struck: dict[date, dict[int, Struck]] = {}
    for at, reading in enumerate(test.readings):
        for one in reading.struck:
            struck.setdefault(one.day, {})[at] = one
    apart = [day for day, by in sorted(struck.items()) if len(by) < len(test.readings)]
    if not apart:
        return None
    rows = []
    for day in apart[-PARTING:]:
        events = next(iter(struck[day].values())).events
        rows.append((
            Cell(text=day_in_words(day), traces=_records(dossier, events[:1])),
            Cell(text=listed(dict.fromkeys(dossier.title(e) for e in events))),
            *(Cell(label=say("broken"), tag="loss") if at in struck[day] else Cell(text=say("not broken"))
              for at in range(len(test.readings))),
        ))  # fmt: skip
    whose = (Column(title=opened(_whose(dossier, pledge, r.terms))) for r in test.readings)
    columns = (Column(title=say("Day")), Column(title=say("Event")), *whose)
    more = (
        say("The latest {parting} of {count} days.", parting=PARTING, count=len(apart))
        if len(apart) > PARTING
        else say("Every such day.")
    )
    caption = say(
        'Days of "{series}" on which the readings part. {more}', series=dossier.title(test.series), more=more
    )
    return Table(columns=columns, rows=tuple(rows), caption=caption)


def _longest(test: ReadingTest) -> str:
    spell = max(test.spells, key=lambda s: (s.days, s.since), default=None)
    if spell is None:
        return ""
    return say("{days} days from {day}", days=spell.days, day=day_in_words(spell.since))


def _ranks(ranks: tuple[Rank, ...]) -> str:
    return "; ".join(_rank(r, day_in_words(r.since)) for r in ranks)


def _rank(rank: Rank, day: str) -> str:
    if rank.ties:
        return say(
            "number {rank} of {of}, as long as another, since {day}", rank=rank.rank, of=rank.of, day=day
        )
    return say("number {rank} of {of} since {day}", rank=rank.rank, of=rank.of, day=day)


def _lists(dossier: Dossier, pledge: Pledge, clocks: tuple[ListClock, ...]) -> Table:
    rows = tuple(
        (
            Cell(text=dossier.title(c.series), traces=_trace(pledge, "scope")),
            Cell(text=last_event(c.last), traces=_events(dossier, c.last)),
            Cell(label=say("lacks the last event") if c.lacks else "", tag="loss" if c.lacks else ""),
        )
        for c in clocks
    )
    columns = titled("List", "Last event in it", "")
    return Table(columns=columns, rows=rows)


VIEW = View(
    name="pledges", help="Pledges: scope, clock and state by reading, silences, back-test.",
    ids=lambda dossier: dossier.ids("pledge"), result=result, section=section,
)  # fmt: skip
