"""The view of relays: a message hop by hop, what was lost on the way, and who stands by it."""

from __future__ import annotations

from summitry.analysis.relays import (
    LOSSES,
    Mark,
    RelayReading,
    Row,
    account,
    relay_reading,
)
from summitry.analysis.relays import (
    Cell as Read,
)
from summitry.analysis.relays import (
    Heading as Hop,
)
from summitry.book.blocks import Block, Cell, Column, Paragraph, Points, Section, Sentence, Table, Tag, Trace
from summitry.book.sections.relay_sentences import confirmations, losses, verdict
from summitry.book.sections.view import View
from summitry.dossier.kinds import Relay, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import clause, counted, listed, opened, placed


def result(dossier: Dossier, id: str) -> RelayReading | tuple[RelayReading, ...]:
    """Read one relay, or all."""
    if id:
        return dossier.ask(relay_reading, id)
    return tuple(dossier.ask(relay_reading, r) for r in dossier.ids(Relay.kind))


def section(dossier: Dossier, id: str) -> Section:
    """The page of one relay; of several, one line each."""
    ids = dossier.ids(Relay.kind)
    if not id and len(ids) != 1:
        return _overview(dossier, ids)
    relay_id = id or ids[0]
    relay, reading = dossier.of(Relay, relay_id), dossier.ask(relay_reading, relay_id)
    if relay is None:
        return Section(kicker=say("Message hop by hop"), title=relay_id)
    blocks: list[Block] = [_table(dossier, relay, reading)] if reading.rows else []
    lost, confirmed = losses(dossier, relay, reading), confirmations(dossier, relay, reading)
    blocks += [Points(lost)] if lost else []
    blocks += [Paragraph(confirmed)] if confirmed else []
    return Section(
        kicker=say("Message hop by hop"), title=_title(dossier, relay, reading),
        verdict=verdict(dossier, relay, reading), blocks=tuple(blocks), basis=reading.basis,
    )  # fmt: skip


def _title(dossier: Dossier, relay: Relay, reading: RelayReading) -> str:
    to = listed(dossier.title(t) for t in relay.to)
    days = [h.on for h in reading.hops if h.on is not None]
    ends = say(
        "From {from_}{part}", from_=dossier.title(relay.from_), part=say(" to {to}", to=to) if to else ""
    )
    if not days:
        return ends
    first, last = days[0], days[-1]
    if first.text == last.text:
        return f"{ends}, {in_words(first)}"
    one_month = first.precision == last.precision == "day" and first.text[:7] == last.text[:7]
    start = str(first.earliest.day) if one_month and not first.lasts else in_words(first)
    return say("{ends}, {start} to {day}", ends=ends, start=start, day=in_words(last))


# -- the table ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    """One telling with its versions, and what its teller added at the same sitting."""

    head: Hop
    beside: tuple[Hop, ...] = ()

    @property
    def hops(self) -> tuple[Hop, ...]:
        return (self.head, *self.beside)


def _columns(reading: RelayReading) -> tuple[_Column, ...]:
    columns: list[_Column] = []
    for hop in reading.hops:
        if not hop.in_words:
            continue
        place = next((n for n, c in enumerate(columns) if _belongs(hop, c.head)), None)
        if place is None:
            columns.append(_Column(hop))
        else:
            columns[place] = _Column(columns[place].head, (*columns[place].beside, hop))
    return tuple(columns)


def _belongs(hop: Hop, head: Hop) -> bool:
    if hop.version_of:
        return hop.version_of == head.hop
    same = hop.by == head.by and hop.on is not None and hop.on == head.on
    return same and head.whole and not hop.whole and hop.instruction == head.instruction


def _table(dossier: Dossier, relay: Relay, reading: RelayReading) -> Table:
    columns = _columns(reading)
    titles = [Column(title=say("Element")), *(Column(title=_heading(dossier, c.head)) for c in columns)]
    titles.append(Column(title=say("{from_}, whose message it is", from_=dossier.title(relay.from_))))
    rows = tuple(_row(dossier, relay, reading, row, columns) for row in reading.rows)
    return Table(columns=tuple(titles), rows=rows, wide=True, caption=_caption(reading))


def _heading(dossier: Dossier, hop: Hop) -> str:
    how = say("instruction") if hop.instruction else say("whole text") if hop.whole else say("in part")
    day = in_words(hop.on) if hop.on is not None else ""
    who = dossier.title(hop.by) if hop.by else say("somebody unnamed")
    return ", ".join(filter(None, (day, who, placed(hop.place) if hop.place else "", how)))


def _caption(reading: RelayReading) -> str:
    columns = _columns(reading)
    whole = counted(sum(1 for c in columns if c.head.whole), "whole text")
    return say(
        "{tellings} in words, {whole}. An excerpt proves no absence: where it is silent, nothing is marked.",
        tellings=opened(counted(len(columns), "telling")),
        whole=whole,
    )


def _row(
    dossier: Dossier, relay: Relay, reading: RelayReading, row: Row, columns: tuple[_Column, ...]
) -> tuple[Cell, ...]:
    place = next((n for n, e in enumerate(relay.elements) if e.id == row.element), 0)
    name = Cell(
        text=opened(clause(dossier.title(f"{relay.id}/{row.element}"))), origin="drafted",
        traces=(Trace(record=relay.id, place=relay.where("elements", place)),),
    )  # fmt: skip
    told = (_cell(dossier, relay, row, column) for column in columns)
    return (name, *told, _sender_cell(dossier, relay, reading, row))


def _cell(dossier: Dossier, relay: Relay, row: Row, column: _Column) -> Cell:
    """What a telling and its versions say of a row."""
    text, changed = "", []
    marks: list[Mark] = []
    traces: list[Trace] = []
    for hop in column.hops:
        cell = row.cell(hop.hop)
        if cell is None:
            continue
        marks += [m for m in cell.marks if m not in marks]
        words, stretches = _words(cell)
        if words:
            name = f"— {clause(_version_name(dossier, hop))}: " if hop.version_of else "— " if text else ""
            start = len(text) + (1 if text else 0) + len(name)
            text = f"{text}\n{name}{words}" if text else f"{name}{words}"
            changed += [(a + start, b + start) for a, b in stretches]
        traces.append(_trace(dossier, relay, hop))
    if Mark.FIRST in marks and len(marks) > 1 and Mark.SAME in marks:
        marks.remove(Mark.SAME)
    return Cell(
        text=text, label=", ".join(_label(m) for m in marks), tag=_tag(marks), origin="quoted",
        traces=tuple(traces[:2]), changed=tuple(changed),
    )  # fmt: skip


def _words(cell: Read) -> tuple[str, list[tuple[int, int]]]:
    """The words of a cell in quotation marks, its conditions after them, and what changed in them."""
    if not cell.words:
        return "", []
    text = f"“{cell.words}”"
    changed = [(a + 1, b + 1) for a, b in cell.changed]
    for condition in cell.conditions:
        text += f"\n{say('if: ')}“"
        changed += [(a + len(text), b + len(text)) for a, b in condition.changed]
        text += f"{condition.words}”"
    return text, changed


def _version_name(dossier: Dossier, hop: Hop) -> str:
    return dossier.title(hop.statement) if hop.statement else hop.hop


def _label(mark: Mark) -> str:
    return say(mark.value).upper() if mark in LOSSES else say(mark.value)


def _tag(marks: list[Mark]) -> Tag:
    if not marks:
        return ""
    if any(m in LOSSES for m in marks):
        return "loss"
    plain = {Mark.FIRST, Mark.SAME, Mark.WITHOUT_CONDITION, Mark.NO_WORDS}
    return "plain" if set(marks) <= plain else "change"


def _sender_cell(dossier: Dossier, relay: Relay, reading: RelayReading, row: Row) -> Cell:
    sender = row.sender
    hop = reading.hop(sender.denied_in or sender.hop)
    if hop is None:
        reached = say("{reached}, no more", reached=sender.reached) if sender.reached else say("no words")
        return Cell(label=reached, tag="blank")
    if sender.denied_in:
        return Cell(label=say("DENIED"), tag="loss", traces=(_trace(dossier, relay, hop),))
    told = row.cell(hop.hop)
    without = say(
        "without {names}", names=listed(clause(dossier.title(f"{relay.id}/{c}")) for c in sender.without)
    )
    return Cell(
        text=f"“{told.words}”" if told is not None and told.words else "",
        label=say("confirmed, {without}", without=without) if sender.without else say("confirmed"),
        tag="change" if sender.without else "plain",
        origin="quoted",
        traces=(_trace(dossier, relay, hop),),
    )


def _trace(dossier: Dossier, relay: Relay, hop: Hop) -> Trace:
    statement = dossier.of(Statement, hop.statement) if hop.statement else None
    written = relay.hops[hop.index].source if hop.index < len(relay.hops) else ()
    source = written or (statement.source if statement else ()) or relay.source
    return Trace(
        record=statement.id if statement else relay.id, source=source[0] if source else "",
        place=relay.where("hops", hop.index),
    )  # fmt: skip


# -- several relays -------------------------------------------------------------------------------


def _overview(dossier: Dossier, ids: tuple[str, ...]) -> Section:
    columns = (
        Column(title=say("Message")), Column(title=say("From, to")), Column(title=say("Last told")),
        Column(title=say("Lost or hardened"), counts=True), Column(title=say("Sender")),
    )  # fmt: skip
    rows = tuple(_line(dossier, dossier.ask(relay_reading, id)) for id in ids)
    return Section(
        kicker=say("Message hop by hop"),
        title=say("Messages carried by others"),
        verdict=Sentence(
            say("{messages} told by others on record.", messages=opened(counted(len(ids), "message")))
        ),
        blocks=(Table(columns=columns, rows=rows),) if rows else (),
    )


def _line(dossier: Dossier, reading: RelayReading) -> tuple[Cell, ...]:
    relay = dossier.of(Relay, reading.relay)
    assert relay is not None
    marks = [m for row in reading.rows for c in row.cells for m in c.marks if m in LOSSES]
    confirmed = sum(row.sender.confirmed for row in reading.rows)
    ends = say(
        "{from_} to {names}",
        from_=dossier.title(relay.from_),
        names=listed(dossier.title(t) for t in relay.to) or say("nobody named"),
    )
    whole = confirmed == len(reading.rows)
    part = say("confirmed in part") if confirmed else say("UNCONFIRMED")
    state = say("confirmed") if whole else part
    last = reading.tellings[-1] if reading.tellings else None
    return (
        Cell(text=opened(clause(relay.title)), traces=(Trace(record=relay.id, place=relay.where()),)),
        Cell(text=ends),
        Cell(text=opened(account(dossier, last)) if last else say("not told in words")),
        Cell(text=str(len(marks)), tag="loss" if marks else ""),
        Cell(label=state, tag="plain" if whole else "loss"),
    )


VIEW = View(
    name="relays", help="what a message said hop by hop, what was lost on the way, and who stands by it",
    ids=lambda dossier: dossier.ids(Relay.kind), result=result, section=section,
)  # fmt: skip
