"""The clearance page: which office stands where on which paragraph, and what a signature would bind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.analysis.clearance import Mark, TextClearance, text_clearance
from summitry.book import stands as st
from summitry.book.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Space,
    Table,
    Tag,
)
from summitry.book.brief.saying import computed, drafted
from summitry.book.sections import BY_NAME
from summitry.book.tracing import trace_of, traced
from summitry.book.tray import words as w
from summitry.book.tray.form import Form
from summitry.book.tray.saying import fact
from summitry.dossier.kinds import Clearance, Draft, Line, Paper, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, listed, opened

PENS = 4
"""Empty rows for offices where the dossier names none."""

SHORT_DIGEST = 8
"""Letters of a paragraph's digest that are shown; a signature binds the whole of it."""

SHORT_TEXT = 150
"""Letters of a paragraph that are shown."""


def section(dossier: Dossier, id: str) -> Section:
    """The page of one text."""
    reading = dossier.ask(text_clearance, id)
    found = st.stands(dossier, reading)
    blocks: list[Block] = [_head(dossier, reading)]
    if found:
        blocks += [Heading(say(w.OFFICES)), _offices(dossier, reading, found)]
    if not reading.bodies:
        columns = (say(w.OFFICE), say(w.STAND_INITIALS))
        blocks.append(Space(lines=PENS, label="" if found else say(w.OFFICES), columns=columns))
    if reading.paragraphs:
        blocks += [Heading(say(w.BY_PARAGRAPH)), _paragraphs(dossier, reading)]
    elif found:
        text = say("The dossier does not hold the text itself, so no paragraph can be named")
        blocks.append(Paragraph((computed(text, trace_of(dossier, id)),)))
    how = say("A signature holds for the text above it; a changed paragraph is open again.")
    return Section(
        kicker=say(w.CLEARANCE), title=opened(dossier.title(id)), verdict=_counts(dossier, id),
        blocks=tuple(blocks),
        basis=Basis(method=f"{how} {say(w.FORM)}", rests_on=(id, *(a.clearance for a in reading.answers))),
    )  # fmt: skip


def _counts(dossier: Dossier, id: str) -> Sentence:
    """How many have cleared, and who has not, by why."""
    return computed(
        st.in_short(dossier, id) or say("Nobody is named to clear it"), trace_of(dossier, id, "clear")
    )


def _head(dossier: Dossier, reading: TextClearance) -> Facts:
    record = dossier.get(reading.text)
    on = getattr(record, "on", None)
    here = trace_of(dossier, reading.text)
    title = opened(dossier.title(reading.text))
    text = say("{title}, {day}", title=title, day=in_words(on)) if on is not None else title
    count = counted(len(reading.paragraphs), say("paragraph"), say("paragraphs"))
    asked = [c for a in reading.answers if (c := dossier.of(Clearance, a.clearance)) is not None]
    rows = [fact(w.TEXT, computed(text, here))]
    if reading.paragraphs:
        rows.append(fact(w.PARAGRAPHS, computed(opened(count), trace_of(dossier, reading.text, "text"))))
    rows += [fact(w.DEADLINE, *_deadlines(dossier, asked)), fact(w.SILENCE_RULE, *_rules(dossier, asked))]
    return Facts(rows=tuple(rows), ruled=True)


def _deadlines(dossier: Dossier, asked: list[Clearance]) -> Iterator[Sentence]:
    """The days by which answers were asked for, each with the offices asked."""
    for day in dict.fromkeys(c.deadline.latest for c in asked if c.deadline is not None):
        those = [c for c in asked if c.deadline is not None and c.deadline.latest == day]
        names = listed(dict.fromkeys(dossier.title(c.by) for c in those))
        text = say("{day}: {offices}", day=day_in_words(day, weekday=True), offices=names)
        yield computed(text, *(trace_of(dossier, c.id, "deadline") for c in those))


def _rules(dossier: Dossier, asked: list[Clearance]) -> Iterator[Sentence]:
    for rule in dict.fromkeys(c.rule for c in asked if c.rule):
        those = [c for c in asked if c.rule == rule]
        yield drafted(rule, *(trace_of(dossier, c.id, "rule") for c in those))


# -- offices --------------------------------------------------------------------------------------


def _offices(dossier: Dossier, reading: TextClearance, found: Iterable[st.OfficeStand]) -> Table:
    titles = (w.OFFICE, w.STAND, w.PARAGRAPHS, w.BY_WHOM, w.INITIALS)
    return Table(
        columns=tuple(Column(title=say(title)) for title in titles),
        rows=tuple(_office(dossier, reading, stand) for stand in found),
    )


def _office(dossier: Dossier, reading: TextClearance, stand: st.OfficeStand) -> tuple[Cell, ...]:
    answer = stand.answer
    traces = traced(dossier, answer.clearance) if answer else (trace_of(dossier, reading.text, "clear"),)
    tag: Tag = _TAGS.get(stand.stand, "change")
    name = opened(dossier.title(stand.body))
    if not stand.listed:
        name = say("{office} (was not to be asked)", office=name)
    numbers = listed(str(n) for n in stand.paragraphs)
    whole = len(stand.paragraphs) == len(reading.paragraphs) > 0
    return (
        Cell(text=name, traces=traces), Cell(label=say(stand.stand), text=stand.why, tag=tag, traces=traces),
        Cell(text=say("all") if whole else numbers, traces=traces if numbers else ()),
        _by_whom(dossier, stand), Cell(),
    )  # fmt: skip


_TAGS: dict[str, Tag] = {
    st.CLEARED: "plain", st.BY_RULE: "plain", st.NOT_ASKED: "blank", st.WAITING: "blank",
    st.REOPENED: "loss", st.OBJECTS: "loss", st.SILENT: "loss",
}  # fmt: skip


def _by_whom(dossier: Dossier, stand: st.OfficeStand) -> Cell:
    answer = stand.answer
    record = dossier.of(Clearance, answer.clearance) if answer is not None else None
    if record is None or not record.stand:
        return Cell()
    by = dossier.title(record.by)
    on = in_words(record.on) if record.on is not None else ""
    text = say("{who}, {day}", who=by, day=on) if on else by
    return Cell(text=text, traces=traced(dossier, record.id))


# -- paragraphs -----------------------------------------------------------------------------------


def _paragraphs(dossier: Dossier, reading: TextClearance) -> Table:
    columns = [Column(title=say(w.PARAGRAPH)), *(Column(title=dossier.title(b)) for b in reading.bodies)]
    rows = []
    for state in reading.paragraphs:
        one = state.paragraph
        marking = f"({one.marking}) " if one.marking else ""
        text = _short(marking + one.text)
        own = (trace_of(dossier, reading.text, "text"),)
        head = Cell(
            text=f"{' / '.join((str(one.number), *one.heading))}. {text}", origin="drafted", traces=own
        )
        cells = (_mark(dossier, reading, mark) for mark in state.marks)
        rows.append((head, *cells, Cell(text=one.digest[:SHORT_DIGEST], traces=own)))
    return Table(columns=(*columns, Column(title=say(w.DIGEST_OF))), rows=tuple(rows))


def _mark(dossier: Dossier, reading: TextClearance, mark: Mark) -> Cell:
    traces = traced(dossier, mark.clearance) if mark.clearance else ()
    traces = traces or (trace_of(dossier, reading.text, "clear"),)
    if mark.state == "open":
        answered = any(a.body == mark.body for a in reading.answers)
        if mark.why in ("never", "void"):
            return Cell(label=say(st.WAITING if answered else st.NOT_ASKED), tag="blank", traces=traces)
        return Cell(label=say(_WHYS[mark.why]), tag="loss", traces=traces)
    if mark.state == "objected":
        return Cell(label=say(st.OBJECTS), tag="loss", traces=traces)
    label = st.BY_RULE if mark.state == "silent" else st.CLEARED
    return Cell(label=say(label), text=say(mark.how), tag="plain", traces=traces)


_WHYS = {
    "changed": marked("open again: changed"), "deleted": marked("open again: one taken out"),
    "edits": marked("asks for changes"),
}  # fmt: skip


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT_TEXT else line[:SHORT_TEXT].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def ids(dossier: Dossier) -> tuple[str, ...]:
    """Return the texts in clearance, and every text and line that could be."""
    return tuple(dict.fromkeys((*BY_NAME["clearance"].ids(dossier), *dossier.ids(Line.kind))))


def why_not(dossier: Dossier, id: str) -> str:
    """Say why there is no clearance page for a text that is there."""
    record = dossier.get(id)
    if isinstance(record, Paper | Draft | Line | Statement):
        return say(
            "The dossier holds no text of {title}, and names nobody to clear it.", title=dossier.title(id)
        )
    return ""


FORM = Form(
    name="clearance", help=marked("paragraphs by offices: cleared, reopened, silent, not asked; digests"),
    about=marked("a paper, draft or line"), ids=ids, section=section, why_not=why_not,
)  # fmt: skip
