"""The view of decisions: their state, who took part, and who had a stake and was not asked."""

from __future__ import annotations

from summitry.analysis.decisions import DecisionReading, Stake, decision_reading
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Decision
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.wording import counted, listed, of_them, opened

_PARTS = {"present": "present", "consulted": "consulted", "dissent": "cautioned or dissented"}
_REASONS = {
    "touched": "touched by it",
    "asked": "asked in",
    "task": "owns",
    "answer": "has or owes an answer on",
}


def result(dossier: Dossier, id: str) -> DecisionReading | tuple[DecisionReading, ...]:
    """Read one decision, or all."""
    if id:
        return dossier.ask(decision_reading, id)
    return tuple(dossier.ask(decision_reading, d) for d in dossier.ids(Decision.kind))


def section(dossier: Dossier, id: str) -> Section:
    """The page: of all decisions a table, of one who took part and who had a stake."""
    found = result(dossier, id)
    if isinstance(found, DecisionReading):
        return _one(dossier, found)
    rows = tuple(_row(dossier, r) for r in found)
    columns = (Column(title="Decision"), Column(title="By"), Column(title="State"),
               Column(title="Took part"), Column(title="Had a stake and was not asked"))  # fmt: skip
    waiting = [r for r in found if r.state in ("requested", "no answer")]
    every = opened(counted(len(found), "decision"))
    verdict = f"{every} on record, {of_them(len(waiting))} outstanding."
    return Section(
        kicker="Decisions", title="Who decided, and who was not asked", verdict=Sentence(verdict),
        blocks=(Table(columns=columns, rows=rows, wide=True),) if rows else (),
        basis=together(x.basis for x in found),
    )  # fmt: skip


def _row(dossier: Dossier, reading: DecisionReading) -> tuple[Cell, ...]:
    record = dossier.of(Decision, reading.decision)
    assert record is not None
    traces = traced(dossier, record.id)
    since = in_words(reading.since) if reading.since is not None else ""
    took = dict.fromkeys(dossier.title(s.who) for s in reading.seats if s.there)
    missed = listed(dossier.title(b) for b in reading.not_asked)
    return (
        Cell(text=opened(dossier.title(record.id)), traces=traces), Cell(text=dossier.title(record.by)),
        Cell(label=reading.state or "not yet", text=since, traces=traces),
        blank_or(listed(took), "nobody on record"),
        Cell(text=missed, tag="loss" if missed else ""),
    )  # fmt: skip


def _one(dossier: Dossier, reading: DecisionReading) -> Section:
    record = dossier.of(Decision, reading.decision)
    says = record.says if record is not None else ""
    said = Sentence(says, origin="drafted", traces=traced(dossier, reading.decision))
    blocks: list[Block] = [Paragraph((said,))]
    if reading.seats:
        blocks += [Heading("Who took part"), _seats(dossier, reading)]
    if reading.stakes:
        blocks += [Heading("Who has a stake"), _stakes(dossier, reading)]
    if reading.unsound:
        blocks.append(Paragraph(tuple(
            Sentence(f'It rests on "{dossier.title(id)}", {why}.', traces=traced(dossier, id))
            for id, why in reading.unsound
        )))  # fmt: skip
    return Section(kicker="Decisions", title=opened(dossier.title(reading.decision)),
                   verdict=_verdict(dossier, reading), blocks=tuple(blocks), basis=reading.basis)  # fmt: skip


def _verdict(dossier: Dossier, reading: DecisionReading) -> Sentence:
    since = f", {in_words(reading.since)}" if reading.since is not None else ""
    state = f"{opened(reading.state or 'not yet asked for')}{since}."
    traces = traced(dossier, reading.decision, "states")
    if not reading.recorded:
        return Sentence(f"{state} Who took part is not on record.", traces=traces)
    missed = counted(len(reading.not_asked), "body", "bodies")
    return Sentence(f"{state} {opened(missed)} with a stake neither present nor consulted.", traces=traces)


def _seats(dossier: Dossier, reading: DecisionReading) -> Table:
    record = dossier.of(Decision, reading.decision)
    rows = []
    for seat in reading.seats:
        entry = getattr(record, seat.part)[seat.index]
        part = _PARTS[seat.part] if seat.there else f"not {_PARTS[seat.part]}"
        late = "" if seat.in_time else " (after the decision)"
        differ = seat.who in reading.differ
        traces = traced(dossier, reading.decision, seat.part, seat.index)
        rows.append((
            Cell(text=dossier.title(seat.who), traces=traces),
            Cell(label=part + late, text="reports differ" if differ else "", tag="change" if differ else ""),
            Cell(text=entry.says, origin="drafted"),
        ))  # fmt: skip
    return Table(columns=(Column(title="Who"), Column(title="Part"), Column(title="Said")), rows=tuple(rows))


def _stakes(dossier: Dossier, reading: DecisionReading) -> Table:
    def row(stake: Stake) -> tuple[Cell, ...]:
        missed = stake.body in reading.not_asked
        heard = "not asked" if missed else "heard" if reading.recorded else "not on record"
        traces = tuple(t for _, id in stake.reasons[:2] for t in traced(dossier, id))
        return (
            Cell(text=dossier.title(stake.body), traces=traces or traced(dossier, stake.body)),
            Cell(text=_why(dossier, stake)), Cell(label=heard, tag="loss" if missed else "plain"),
        )  # fmt: skip

    columns = (Column(title="Body"), Column(title="Why"), Column(title="Heard"))
    return Table(columns=columns, rows=tuple(row(s) for s in reading.stakes))


def _why(dossier: Dossier, stake: Stake) -> str:
    groups: dict[str, list[str]] = {}
    for reason, id in stake.reasons:
        groups.setdefault(reason, []).append("" if id == stake.body else f'"{dossier.title(id)}"')
    return "; ".join(
        f"{_REASONS[r]} {listed(t for t in titles if t)}".strip() for r, titles in groups.items()
    )


VIEW = View(
    name="decisions", help="who decided what, who took part, and who was not asked",
    ids=lambda dossier: dossier.ids(Decision.kind), result=result, section=section,
)  # fmt: skip
