"""The view of decisions: their state, who took part, and who had a stake and was not asked."""

from __future__ import annotations

from summitry.analysis.decisions import DecisionReading, Stake, decision_reading
from summitry.book.blocks import Block, Cell, Heading, Paragraph, Section, Sentence, Table, titled
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Decision, Task
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, listed, of_them, opened

_PARTS = {
    "present": marked("present"),
    "consulted": marked("consulted"),
    "dissent": marked("cautioned or dissented"),
}
_REASONS = {
    "touched": marked("touched by it"),
    "asked": marked("asked in"),
    "task": marked("owns"),
    "answer": marked("has or owes an answer on"),
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
    columns = titled("Decision", "By", "State", "Took part", "Had a stake and was not asked")  # fmt: skip
    waiting = [r for r in found if r.state in ("requested", "no answer")]
    every = opened(counted(len(found), "decision"))
    verdict = say("{every} on record, {count} outstanding.", every=every, count=of_them(len(waiting)))
    return Section(
        kicker=say("Decisions"), title=say("Who decided, and who was not asked"), verdict=Sentence(verdict),
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
        Cell(text=opened(dossier.title(record.id)), traces=traces, about=record.id),
        Cell(text=dossier.title(record.by)),
        Cell(label=say(reading.state) or say("not yet"), text=since, traces=traces),
        blank_or(listed(took), say("nobody on record")),
        Cell(text=missed, tag="loss" if missed else ""),
    )  # fmt: skip


def _one(dossier: Dossier, reading: DecisionReading) -> Section:
    record = dossier.of(Decision, reading.decision)
    says = record.says if record is not None else ""
    said = Sentence(says, origin="drafted", traces=traced(dossier, reading.decision))
    blocks: list[Block] = [Paragraph((said,))]
    if reading.seats:
        blocks += [Heading(say("Who took part")), _seats(dossier, reading)]
    if reading.stakes:
        blocks += [Heading(say("Who has a stake")), _stakes(dossier, reading)]
    if reading.leads_to:
        blocks += [Heading(say("What follows from it")), _following(dossier, reading)]
    if reading.unsound:
        blocks.append(
            Paragraph(
                tuple(
                    Sentence(
                        say('It rests on "{id}", {why}.', id=dossier.title(id), why=say(why)),
                        traces=traced(dossier, id),
                    )
                    for id, why in reading.unsound
                )
            )
        )
    return Section(
        kicker=say("Decisions"),
        title=opened(dossier.title(reading.decision)),
        verdict=_verdict(dossier, reading),
        blocks=tuple(blocks),
        basis=reading.basis,
    )


def _verdict(dossier: Dossier, reading: DecisionReading) -> Sentence:
    since = f", {in_words(reading.since)}" if reading.since is not None else ""
    state = f"{opened(say(reading.state) or say('not yet asked for'))}{since}."
    traces = traced(dossier, reading.decision, "states")
    if not reading.recorded:
        return Sentence(say("{state} Who took part is not on record.", state=state), traces=traces)
    missed = counted(len(reading.not_asked), "body", "bodies")
    return Sentence(
        say(
            "{state} {missed} with a stake neither present nor consulted.", state=state, missed=opened(missed)
        ),
        traces=traces,
    )


def _seats(dossier: Dossier, reading: DecisionReading) -> Table:
    record = dossier.of(Decision, reading.decision)
    rows = []
    for seat in reading.seats:
        entry = getattr(record, seat.part)[seat.index]
        part = say(_PARTS[seat.part])
        part = part if seat.there else say("not {part}", part=part)
        late = "" if seat.in_time else say(" (after the decision)")
        differ = seat.who in reading.differ
        traces = traced(dossier, reading.decision, seat.part, seat.index)
        rows.append(
            (
                Cell(text=dossier.title(seat.who), traces=traces),
                Cell(
                    label=part + late,
                    text=say("reports differ") if differ else "",
                    tag="change" if differ else "",
                ),
                Cell(text=entry.says, origin="drafted"),
            )
        )
    return Table(columns=titled("Who", "Part", "Said"), rows=tuple(rows))


def _stakes(dossier: Dossier, reading: DecisionReading) -> Table:
    def row(stake: Stake) -> tuple[Cell, ...]:
        missed = stake.body in reading.not_asked
        heard = say("not asked") if missed else say("heard") if reading.recorded else say("not on record")
        traces = tuple(t for _, id in stake.reasons[:2] for t in traced(dossier, id))
        return (
            Cell(
                text=dossier.title(stake.body), traces=traces or traced(dossier, stake.body),
                about=stake.body if missed else "",
            ),
            Cell(text=_why(dossier, stake)), Cell(label=heard, tag="loss" if missed else "plain"),
        )  # fmt: skip

    columns = titled("Body", "Why", "Heard")
    return Table(columns=columns, rows=tuple(row(s) for s in reading.stakes))


def _following(dossier: Dossier, reading: DecisionReading) -> Table:
    """The tasks and papers that arise from a decision: who does them, by when, how far they are."""
    rows = []
    for id in reading.leads_to:
        record, traces = dossier.get(id), traced(dossier, id)
        task = record if isinstance(record, Task) else None
        title = Cell(text=opened(dossier.title(id)), traces=traces, about=id)
        if task is None:
            rows.append((title, Cell(), Cell(), Cell(label=say("paper"), tag="plain")))
            continue
        due = in_words(task.due) if task.due is not None else ""
        done = is_done(dossier, task)
        rows.append((
            title, blank_or(dossier.title(task.owner) if task.owner else "", say("nobody")),
            blank_or(due, say("no day")),
            Cell(label=say("done") if done else say("open"), tag="plain" if done else "change"),
        ))  # fmt: skip
    return Table(columns=titled("What", "Owner", "By when", "State"), rows=tuple(rows))


def _why(dossier: Dossier, stake: Stake) -> str:
    groups: dict[str, list[str]] = {}
    for reason, id in stake.reasons:
        groups.setdefault(reason, []).append("" if id == stake.body else f'"{dossier.title(id)}"')
    return "; ".join(
        f"{say(_REASONS[r])} {listed(t for t in titles if t)}".strip() for r, titles in groups.items()
    )


VIEW = View(
    name="decisions", help="who decided what, who took part, and who was not asked",
    ids=lambda dossier: dossier.ids(Decision.kind), result=result, section=section,
)  # fmt: skip
