"""The digest of a day: ten lines on top; behind them what was learned, found and moved, and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from summitry.book.blocks import Block, Heading, Paragraph, Points, Section, Sentence
from summitry.book.brief.findings import RULES as BRIEF_RULES
from summitry.book.diary import difference
from summitry.book.diary.value import Entry
from summitry.book.tray import words as w
from summitry.book.tray.behind import clocks, due_next, findings, late_now, learned
from summitry.book.tray.form import Form
from summitry.book.tray.tenlines import ten_lines
from summitry.check.rules import RULES
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, listed, number

EVERY_RULE = (*RULES, *BRIEF_RULES)
ONE_DAY = timedelta(days=1)
HOW = marked("The end of the day against the end of the day before; every rule was run on both.")


def section(dossier: Dossier, id: str = "") -> Section:
    """The digest of the dossier's day: what differs from the evening before."""
    day = dossier.limit
    entry = difference(dossier, day - ONE_DAY, day, EVERY_RULE)
    blocks: list[Block] = [
        Heading(say(w.TEN_LINES)), Points(tuple(ten_lines(dossier, entry)), numbered=True),
        *_behind(dossier, entry),
    ]  # fmt: skip
    return Section(
        kicker=say(w.DIGEST), title=day_in_words(day, weekday=True), verdict=Sentence(_verdict(entry)),
        blocks=tuple(blocks),
        basis=Basis(method=say(HOW)),
    )  # fmt: skip


def _verdict(entry: Entry) -> str:
    """Count what was learned, found and moved; what is none is left out."""
    if entry.quiet:
        return say("Nothing changed.")
    learned = len(entry.learned) + sum(row.count for row in entry.rows)
    found = (
        (marked("{count} new"), len(entry.of("appeared", "no longer accepted"))),
        (marked("{count} changed"), len(entry.of("changed"))),
        (marked("{count} gone"), len(entry.of("went", "accepted"))),
    )  # fmt: skip
    moved = (
        counted(len(entry.clocks), say("clock"), say("clocks")) if entry.clocks else "",
        counted(len(entry.lines), say("line"), say("lines")) if entry.lines else "",
    )  # fmt: skip
    parts = (
        (marked("Learned: {what}."), counted(learned, say("thing"), say("things")) if learned else ""),
        (marked("Findings: {what}."), listed(say(text, count=number(n)) for text, n in found if n)),
        (marked("Moved: {what}."), listed(filter(None, moved))),
    )  # fmt: skip
    return " ".join(say(text, what=what) for text, what in parts if what)


def _behind(dossier: Dossier, entry: Entry) -> Iterator[Block]:
    parts = (
        (say(w.LEARNED), learned(dossier, entry)), (say(w.FOUND), findings(dossier, entry)),
        (say(w.MOVED), clocks(dossier, entry)), (say(w.LATE_NOW), late_now(dossier)),
    )  # fmt: skip
    for title, block in parts:
        if block is not None:
            yield Heading(title)
            yield block
    day, due = due_next(dossier)
    yield Heading(say(w.DUE_NEXT, day=day_in_words(day, weekday=True)))
    yield Points(due) if due else Paragraph((Sentence(say("Nothing on record is due.")),))


FORM = Form(
    name="digest", help=marked("a day in ten lines: learned, found, moved, late; the rest behind"), about="",
    ids=lambda dossier: (), section=section, needed=False,
)  # fmt: skip
