"""Events of two lists that may be one: ``--merges``."""

from __future__ import annotations

from summitry.analysis.events import ListPair, Merge, Merging, merging
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table
from summitry.book.sections.view import Variant
from summitry.book.tracing import traced
from summitry.dossier.kinds import Event
from summitry.dossier.trees import several
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, in_words
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
        blocks += [Heading("Records written by hand and rows of lists"), _pairs(dossier, found.by_hand)]
    if found.lists or found.by_hand:
        says = (
            "To accept a pair, write an event, or take the one written by hand, and name the rows under"
            " `merges`; then they count once."
        )
        blocks.append(Paragraph((Sentence(says, "template"),)))
    return Section(
        kicker="Events", title="Rows that may be one event", verdict=_verdict(dossier, found),
        blocks=tuple(blocks), basis=found.basis,
    )  # fmt: skip


def _verdict(dossier: Dossier, found: Merging) -> Sentence:
    if not found.lists:
        return Sentence("No two lists cover the same days and kinds of event.")
    told = [
        f"{quoted(dossier.title(p.one))} and {quoted(dossier.title(p.other))}: "
        f"{counted(len(p.pairs), 'pair')} may be one event, {p.same_day} on the same day and"
        f" {p.day_apart} a day apart."
        for p in found.lists
    ]
    traces = tuple(t for p in found.lists for id in (p.one, p.other) for t in traced(dossier, id))
    return Sentence(opened(" ".join(told)), traces=traces)


def _pair(dossier: Dossier, pair: ListPair) -> list[Block]:
    names = dossier.title(pair.one), dossier.title(pair.other)
    kinds = listed(several(dossier, k) for k in pair.kinds)
    span = f"{day_in_words(pair.first)} to {day_in_words(min(pair.last, dossier.day))}"
    blocks: list[Block] = [Heading(f"{names[0]}, and {names[1]}"), _counts(dossier, pair),
                           Paragraph((Sentence(f"Counted from {span}: {kinds}."),))]  # fmt: skip
    if pair.kinds_apart:
        blocks += [Heading("One event, counted as different kinds"), _kinds(dossier, pair.kinds_apart)]
    for ids, has, lacks in ((pair.only_one, *names), (pair.only_other, names[1], names[0])):
        if ids:
            blocks += [Heading(f"Only in {quoted(has)}"), _alone(dossier, ids, lacks)]
    if pair.pairs:
        blocks += [Heading("Pairs that may be one event"), _pairs(dossier, pair.pairs)]
    return blocks


def _counts(dossier: Dossier, pair: ListPair) -> Table:
    columns = (Column(title=""), Column(title=dossier.title(pair.one), counts=True),
               Column(title=dossier.title(pair.other), counts=True))  # fmt: skip
    lines = (
        ("Rows", *pair.rows), ("Days with a row", *pair.days),
        ("Days the other has nothing within a day of", len(pair.only_one), len(pair.only_other)),
    )  # fmt: skip
    rows = [
        (Cell(text=name, traces=(*traced(dossier, pair.one), *traced(dossier, pair.other))),
         Cell(text=str(a)), Cell(text=str(b)))
        for name, a, b in lines
    ]  # fmt: skip
    caption = (
        f"Pairs of rows that may be one event: {len(pair.pairs)}; on the same day {pair.same_day}, a day"
        f" apart {pair.day_apart}; of which another row fits too: {pair.doubtful}."
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
    columns = (Column(title="In one list"), Column(title="In the other"), Column(title="Pairs", counts=True))
    return Table(columns=columns, rows=rows)


def _alone(dossier: Dossier, ids: tuple[str, ...], lacks: str) -> Table:
    rows = tuple(
        (Cell(text=_day(dossier, id), traces=traced(dossier, id, "on")), Cell(text=opened(dossier.title(id))))
        for id in ids[-SHOWN:]
    )
    more = f" The latest {SHOWN} of {len(ids)}." if len(ids) > SHOWN else ""
    caption = f"{quoted(lacks)} has no row within a day.{more}"
    return Table(columns=(Column(title="Day"), Column(title="Event")), rows=rows, caption=caption)


def _pairs(dossier: Dossier, pairs: tuple[Merge, ...]) -> Table:
    rows = []
    for pair in pairs[-SHOWN:]:
        cells = [_event(dossier, id) for id in (pair.one, pair.other)]
        apart = "same day" if pair.apart == 0 else counted(pair.apart, "day")
        doubt = Cell() if pair.only else Cell(label="another fits too", tag="change")
        rows.append((*cells, Cell(text=apart), doubt))
    columns = (Column(title="One"), Column(title="The other"), Column(title="Apart"), Column(title=""))
    caption = f"The latest {SHOWN} of {len(pairs)}." if len(pairs) > SHOWN else ""
    return Table(columns=columns, rows=tuple(rows), caption=caption)


def _event(dossier: Dossier, id: str) -> Cell:
    event = dossier.of(Event, id)
    where = dossier.title(event.series) if event is not None and event.series else "written by hand"
    text = f"{_day(dossier, id)}: {dossier.title(id)} ({where})"
    return Cell(text=text, traces=traced(dossier, id, "on"))


def _day(dossier: Dossier, id: str) -> str:
    event = dossier.of(Event, id)
    return in_words(event.on) if event is not None and event.on is not None else "no day"


VARIANT = Variant(view="events", option="merges", read=read, result=result, section=section)
