"""The view of drafts: what is open, who holds which words since when, what changed."""

from __future__ import annotations

import re
from typing import Any

from summitry.analysis.drafts import (
    Comparison,
    DraftReading,
    HeldWords,
    compare_drafts,
    draft_reading,
    letter,
    lettered,
    objection,
    parsed_draft,
)
from summitry.book.blocks import (
    Block,
    Bracketed,
    Cell,
    Column,
    Heading,
    Paragraph,
    Piece,
    Points,
    Section,
    Sentence,
    Table,
    Tag,
    titled,
)
from summitry.book.sections.view import View
from summitry.book.stands import in_short
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Clearance, Draft
from summitry.dossier.signing import out_of_clearance
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import When, in_words
from summitry.foundation.labels import say

_SOFT_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
"""A line of the file that ends inside a paragraph."""


def result(dossier: Dossier, id: str) -> Any:
    """Read one draft, with how it differs from the version it replaced; or all drafts."""
    if not id:
        return tuple(dossier.ask(draft_reading, d) for d in dossier.ids(Draft.kind))
    reading = dossier.ask(draft_reading, id)
    before = _before(reading)
    return (reading, dossier.ask(compare_drafts, before, id) if before else None)


def _before(reading: DraftReading) -> str:
    return reading.versions[-2].draft if len(reading.versions) > 1 else ""


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    if id:
        return _one(dossier, id)
    readings = tuple(dossier.ask(draft_reading, d) for d in dossier.ids(Draft.kind))
    current = [r for r in readings if not r.superseded_by]
    counts = (say("Open passages"), say("Words in brackets"), say("Words"))
    columns = (
        *titled("Draft", "Day"), *(Column(title=c, counts=True) for c in counts),
        *titled("Oldest open since", "State"),
    )  # fmt: skip
    table = Table(
        columns=columns,
        rows=tuple(_row(dossier, r) for r in readings), wide=True,
    )  # fmt: skip
    passages = sum(r.versions[-1].passages for r in current)
    verdict = say(
        "Texts under negotiation: {count}. Open passages in them: {passages}.",
        count=len(current),
        passages=passages,
    )
    return Section(
        kicker=say("Drafts"),
        title=say("Texts under negotiation"),
        verdict=Sentence(verdict if readings else say("No draft is on record.")),
        blocks=(table,) if readings else (),
        basis=together(x.basis for x in readings),
    )


def _row(dossier: Dossier, reading: DraftReading) -> tuple[Cell, ...]:
    now = reading.versions[-1]
    state = say("replaced") if reading.superseded_by else say("stands")
    oldest = _oldest(reading)
    return (
        Cell(text=dossier.title(reading.draft), traces=traced(dossier, reading.draft)),
        Cell(text=in_words(now.on) if now.on is not None else ""),
        Cell(text=str(now.passages)),
        Cell(text=str(now.bracketed)),
        Cell(text=str(now.words)) if not reading.refused else Cell(text=say("not held"), tag="blank"),
        Cell(text=in_words(oldest) if oldest is not None else ""),
        Cell(label=state, text="" if reading.superseded_by else in_short(dossier, reading.draft), tag="plain",
             traces=traced(dossier, reading.draft, "clear")),
    )  # fmt: skip


def _oldest(reading: DraftReading) -> When | None:
    return min((p.since for p in reading.passages if p.since is not None), key=When.sort_key, default=None)


def _one(dossier: Dossier, id: str) -> Section:
    reading = dossier.ask(draft_reading, id)
    blocks: list[Block] = []
    if reading.refused:
        blocks.append(Paragraph((Sentence(reading.refused, traces=traced(dossier, id)),)))
    else:
        blocks.append(_bracketed(dossier, reading))
    if reading.passages:
        blocks += [Heading(say("Who holds which words")), _held(dossier, reading)]
    if len(reading.versions) > 1:
        blocks += [Heading(say("Share of words in brackets")), _shares(dossier, reading)]
        blocks += _changes(dossier, dossier.ask(compare_drafts, _before(reading), id))
    blocks += _objections(dossier, id)
    blocks += _clearance(dossier, id)
    now = reading.versions[-1]
    passages = (
        say("one passage is") if now.passages == 1 else say("{passages} passages are", passages=now.passages)
    )
    verdict = say(
        "Open: {passages} in brackets, {bracketed} of {words} words.",
        passages=passages,
        bracketed=now.bracketed,
        words=now.words,
    )
    return Section(
        kicker=say("Drafts"),
        title=dossier.title(id),
        verdict=None if reading.refused else Sentence(verdict),
        blocks=tuple(blocks),
        basis=reading.basis,
    )


def _bracketed(dossier: Dossier, reading: DraftReading) -> Bracketed:
    stretches = lettered(dossier.ask(parsed_draft, reading.draft).nodes)
    pieces = tuple(Piece(_SOFT_BREAK.sub(" ", text), raised) for text, raised in stretches)
    caption = say("The text as it stands. Words in brackets are not agreed")
    caption += say("; the letters lead to who holds them.") if reading.passages else say("; there are none.")
    trace = traced(dossier, reading.draft, "text")
    return Bracketed(pieces=pieces, caption=Sentence(caption, "template", trace))


def _held(dossier: Dossier, reading: DraftReading) -> Table:
    every = [held for passage in reading.passages for held in passage.alternatives]
    rows = [_alternative(dossier, reading, letter(at), held) for at, held in enumerate(every)]
    columns = titled("", "Words", "Held by", "Since", "Given up by")  # fmt: skip
    return Table(columns=columns, rows=tuple(rows))


def _alternative(
    dossier: Dossier, reading: DraftReading, name: str, held: HeldWords
) -> tuple[Cell, ...]:  # fmt: skip
    sides = ", ".join(dossier.title(s) for s in held.by)
    nobody = Cell(text=say("nobody named"), tag="loss" if held.words else "blank")
    return (
        Cell(text=name),
        Cell(
            text=held.words or say("(no words)"),
            origin="quoted",
            traces=traced(dossier, reading.draft, "text"),
            about=f"{reading.draft} {name}" if held.words else "",
        ),
        Cell(text=sides, traces=traced(dossier, reading.draft, "held")) if sides else nobody,
        blank_or(in_words(held.since) if held.since is not None else "", say("not known")),
        Cell(text=", ".join(dossier.title(s) for s in held.withdrawn)),
    )


def _shares(dossier: Dossier, reading: DraftReading) -> Table:
    rows = tuple(
        (
            Cell(text=dossier.title(v.draft), traces=traced(dossier, v.draft)),
            Cell(text=in_words(v.on) if v.on is not None else ""),
            Cell(text=str(v.bracketed)),
            Cell(text=str(v.words)),
            Cell(text=f"{v.share:.0%}"),
        )
        for v in reading.versions
    )
    columns = (
        Column(title=say("Version")),
        Column(title=say("Day")),
        Column(title=say("In brackets"), counts=True),
        Column(title=say("Words"), counts=True),
        Column(title=say("Share"), counts=True),
    )
    return Table(columns=columns, rows=rows)


_TAGS: dict[str, Tag] = {
    "changed": "change", "moved": "change", "moved and changed": "change", "dropped": "loss",
    "added": "change", "not known": "blank",
}  # fmt: skip


def _changes(dossier: Dossier, compared: Comparison) -> list[Block]:
    """The clauses that differ; those that stand as they stood are only counted."""
    title = say("Against {before}", before=dossier.title(compared.before))
    if compared.refused:
        return [Heading(title), Paragraph((Sentence(compared.refused),))]
    rows = tuple(
        (
            Cell(label=row.what, tag=_TAGS[row.what]),
            Cell(text=compared.left[row.left] if row.left is not None else "", origin="quoted",
                 traces=traced(dossier, compared.before, "text")),
            Cell(text=compared.right[row.right] if row.right is not None else "", origin="quoted",
                 traces=traced(dossier, compared.after, "text")),
        )
        for row in compared.rows if row.what != "same"
    )  # fmt: skip
    same = sum(row.what == "same" for row in compared.rows)
    columns = titled("", "Before", "Now")
    return [
        Heading(title),
        Table(columns=columns, rows=rows, caption=say("Clauses unchanged: {same}.", same=same)),
    ]


def _objections(dossier: Dossier, id: str) -> list[Block]:
    found = [o for c in dossier.naming(id, Clearance) if (o := dossier.ask(objection, c.id)) is not None]
    points = []
    for item in found:
        says = say("{by} objects.", by=dossier.title(item.by))
        if item.stale:
            says = say(
                "{by} objected to this version and has not been asked about {superseded_by}.",
                by=dossier.title(item.by),
                superseded_by=dossier.title(item.superseded_by),
            )
        points.append(Sentence(says, traces=traced(dossier, item.clearance)))
    return [Heading(say("Objections")), Points(tuple(points))] if points else []


def _clearance(dossier: Dossier, id: str) -> list[Block]:
    """How far our offices have cleared it; of a version that was replaced nothing is said."""
    record = dossier.get(id)
    if record is None or out_of_clearance(dossier, record):
        return []
    says = in_short(dossier, id) or say("Nobody is named to clear it")
    says = says if says.endswith(".") else f"{says}."
    sentence = Sentence(says, traces=traced(dossier, id, "clear"))
    return [Heading(say("Clearance")), Paragraph((sentence,))]


VIEW = View(
    name="drafts", help="what is open in each text, who holds which words since when, what changed",
    ids=lambda dossier: dossier.ids(Draft.kind), result=result, section=section,
)  # fmt: skip
