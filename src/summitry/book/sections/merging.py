"""Events of two lists that may be one: ``--merges``."""

from __future__ import annotations

from summitry.analysis.events import ListPair, Merge, Merging, merging
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table, titled
from summitry.book.sections.view import Variant
from summitry.book.tracing import traced
from summitry.dossier.kinds import Event
from summitry.dossier.plurals import several
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, opened, quoted

SHOWN = 50
"""Rows shown of a long table; the latest."""


def read(dossier: Dossier, id: str, words: tuple[str, ...]) -> None:
    """Nothing is said with the option."""


def result(dossier: Dossier, id: str, asked: None) -> Merging:
    """Lay the lists over each other."""
    return dossier.ask(merging)


def section(dossier: Dossier, id: str, asked: None) -> Section:
    """The page: how the lists differ, then the pairs that a person may accept."""
    found = dossier.ask(merging)
    blocks: list[Block] = []
    for pair in found.lists:
        blocks += _pair(dossier, pair)
    if found.by_hand:
        blocks += [Heading(say("Records written by hand and rows of lists")), _pairs(dossier, found.by_hand)]
    if found.lists or found.by_hand:
        says = say(
            "To accept a pair, write an event, or take the one written by hand, and name the rows under"
            " `merges`; then they count once."
        )
        blocks.append(Paragraph((Sentence(says, "template"),)))
    return Section(
        kicker=say("Events"),
        title=say("Rows that may be one event"),
        verdict=_verdict(dossier, found),
        blocks=tuple(blocks),
        basis=found.basis,
    )


def _verdict(dossier: Dossier, found: Merging) -> Sentence:
    if not found.lists:
        return Sentence(say("No two lists cover the same days and kinds of event."))
    told = [
        say(
            "{one} and {other}: {pairs} may be one event, {same_day} on the same day and {day_apart}"
            " a day apart.",
            one=quoted(dossier.title(p.one)),
            other=quoted(dossier.title(p.other)),
            pairs=counted(len(p.pairs), "pair"),
            same_day=p.same_day,
            day_apart=p.day_apart,
        )
        for p in found.lists
    ]
    traces = tuple(t for p in found.lists for id in (p.one, p.other) for t in traced(dossier, id))
    return Sentence(opened(" ".join(told)), traces=traces)


def _pair(dossier: Dossier, pair: ListPair) -> list[Block]:
    names = dossier.title(pair.one), dossier.title(pair.other)
    kinds = listed(several(dossier, k) for k in pair.kinds)
    span = say(
        "{day} to {day2}", day=day_in_words(pair.first), day2=day_in_words(min(pair.last, dossier.day))
    )
    blocks: list[Block] = [
        Heading(say("{names}, and {names2}", names=names[0], names2=names[1])),
        _counts(dossier, pair),
        Paragraph((Sentence(say("Counted from {span}: {kinds}.", span=span, kinds=kinds)),)),
    ]
    if pair.kinds_apart:
        blocks += [Heading(say("One event, counted as different kinds")), _kinds(dossier, pair.kinds_apart)]
    for ids, has, lacks in ((pair.only_one, *names), (pair.only_other, names[1], names[0])):
        if ids:
            blocks += [Heading(say("Only in {has}", has=quoted(has))), _alone(dossier, ids, lacks)]
    if pair.pairs:
        blocks += [Heading(say("Pairs that may be one event")), _pairs(dossier, pair.pairs)]
    return blocks


def _counts(dossier: Dossier, pair: ListPair) -> Table:
    columns = (Column(title=""), Column(title=dossier.title(pair.one), counts=True),
               Column(title=dossier.title(pair.other), counts=True))  # fmt: skip
    lines = (
        (say("Rows"), *pair.rows), (say("Days with a row"), *pair.days),
        (say("Days the other has nothing within a day of"), len(pair.only_one), len(pair.only_other)),
    )  # fmt: skip
    rows = [
        (Cell(text=name, traces=(*traced(dossier, pair.one), *traced(dossier, pair.other))),
         Cell(text=str(a)), Cell(text=str(b)))
        for name, a, b in lines
    ]  # fmt: skip
    caption = say(
        "Pairs of rows that may be one event: {count}; on the same day {same_day}, a day apart"
        " {day_apart}; of which another row fits too: {doubtful}.",
        count=len(pair.pairs),
        same_day=pair.same_day,
        day_apart=pair.day_apart,
        doubtful=pair.doubtful,
    )
    return Table(columns=columns, rows=tuple(rows), caption=caption)


def _kinds(dossier: Dossier, pairs: tuple[Merge, ...]) -> Table:
    counts: dict[tuple[str, str], list[Merge]] = {}
    for pair in pairs:
        events = [dossier.of(Event, id) for id in (pair.one, pair.other)]
        kinds = tuple(e.of_kind for e in sorted((e for e in events if e is not None), key=lambda e: e.series))
        counts.setdefault((kinds[0], kinds[1]), []).append(pair)
    rows = tuple(
        (
            Cell(text=opened(several(dossier, one)), traces=traced(dossier, found[0].one)),
            Cell(text=opened(several(dossier, other)), traces=traced(dossier, found[0].other)),
            Cell(text=str(len(found))),
        )
        for (one, other), found in sorted(counts.items(), key=lambda c: (-len(c[1]), c[0]))
    )
    columns = (
        Column(title=say("In one list")),
        Column(title=say("In the other")),
        Column(title=say("Pairs"), counts=True),
    )
    return Table(columns=columns, rows=rows)


def _alone(dossier: Dossier, ids: tuple[str, ...], lacks: str) -> Table:
    rows = tuple(
        (Cell(text=_day(dossier, id), traces=traced(dossier, id, "on")), Cell(text=opened(dossier.title(id))))
        for id in ids[-SHOWN:]
    )
    more = say(" The latest {shown} of {count}.", shown=SHOWN, count=len(ids)) if len(ids) > SHOWN else ""
    caption = say("{lacks} has no row within a day.{more}", lacks=quoted(lacks), more=more)
    return Table(columns=titled("Day", "Event"), rows=rows, caption=caption)


def _pairs(dossier: Dossier, pairs: tuple[Merge, ...]) -> Table:
    rows = []
    for pair in pairs[-SHOWN:]:
        cells = [_event(dossier, id) for id in (pair.one, pair.other)]
        apart = say("same day") if pair.apart == 0 else counted(pair.apart, "day")
        doubt = Cell() if pair.only else Cell(label=say("another fits too"), tag="change")
        rows.append((*cells, Cell(text=apart), doubt))
    columns = titled("One", "The other", "Apart", "")
    caption = (
        say("The latest {shown} of {count}.", shown=SHOWN, count=len(pairs)) if len(pairs) > SHOWN else ""
    )
    return Table(columns=columns, rows=tuple(rows), caption=caption)


def _event(dossier: Dossier, id: str) -> Cell:
    event = dossier.of(Event, id)
    where = dossier.title(event.series) if event is not None and event.series else say("written by hand")
    text = f"{_day(dossier, id)}: {dossier.title(id)} ({where})"
    return Cell(text=text, traces=traced(dossier, id, "on"))


def _day(dossier: Dossier, id: str) -> str:
    event = dossier.of(Event, id)
    return in_words(event.on) if event is not None and event.on is not None else say("no day")


VARIANT = Variant(view="events", option="merges", read=read, result=result, section=section)
