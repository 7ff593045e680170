"""The view of risks: for each meeting what may go wrong, its sign, and the way out."""

from __future__ import annotations

from summitry.analysis.risks import FailurePlan, RiskRow, failure_plan
from summitry.book.blocks import Block, Cell, Column, Heading, Paragraph, Section, Sentence, Table
from summitry.book.sections.view import View
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import Meeting, Risk
from summitry.dossier.meetingdays import is_ours
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, opened

_FIELDS = {
    "cause": marked("Cause"),
    "sign": marked("Early sign"),
    "owner": marked("Owner"),
    "trigger": marked("Trigger"),
    "lost": marked("Lost"),
    "way_out": marked("Way out"),
}


def ids(dossier: Dossier) -> tuple[str, ...]:
    """Our meetings."""
    return tuple(m.id for m in dossier.all(Meeting) if is_ours(dossier, m))


def _plans(dossier: Dossier, id: str) -> tuple[FailurePlan, ...]:
    chosen = (id,) if id else ids(dossier)
    return tuple(p for m in chosen if (p := dossier.ask(failure_plan, m)) is not None)


def result(dossier: Dossier, id: str) -> FailurePlan | tuple[FailurePlan, ...] | None:
    """The failure plan of one meeting, or of all."""
    return dossier.ask(failure_plan, id) if id else _plans(dossier, "")


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    plans = _plans(dossier, id)
    blocks: list[Block] = []
    for plan in plans:
        if not id:
            blocks.append(Heading(opened(dossier.title(plan.meeting))))
            blocks.append(Paragraph((_verdict(dossier, plan),)))
        if plan.rows:
            blocks.append(_table(dossier, plan))
    verdict = _verdict(dossier, plans[0]) if id and plans else None
    if not plans:
        verdict = Sentence(say("No meeting of ours is on record."))
    title = say("If {id} fails", id=dossier.title(id)) if id else say("If a meeting fails")
    basis = together(x.basis for x in plans)
    return Section(
        kicker=say("Failure plan"), title=title, verdict=verdict, blocks=tuple(blocks), basis=basis
    )


def _verdict(dossier: Dossier, plan: FailurePlan) -> Sentence:
    trace = (trace_of(dossier, plan.meeting),)
    if not plan.rows:
        return Sentence(say("No risk is written for it: it has no failure plan."), traces=trace)
    ways = sum("way_out" not in r.blanks for r in plan.rows)
    none = say(
        "{risks} on record; none names a way out: no failure plan.",
        risks=opened(counted(len(plan.rows), "risk")),
    )
    some = say(
        "{risks} on record; {ways} out named.",
        risks=opened(counted(len(plan.rows), "risk")),
        ways=counted(ways, "way"),
    )
    return Sentence(some if ways else none, traces=trace)


def _table(dossier: Dossier, plan: FailurePlan) -> Table:
    columns = (Column(title=say("Risk")), *(Column(title=say(t)) for t in _FIELDS.values()))
    return Table(columns=columns, rows=tuple(_row(dossier, r) for r in plan.rows), wide=True)


def _row(dossier: Dossier, row: RiskRow) -> tuple[Cell, ...]:
    risk = dossier.of(Risk, row.risk)
    assert risk is not None
    cells = [Cell(text=risk.says, origin="drafted", traces=(trace_of(dossier, risk.id, "says"),))]
    for field in _FIELDS:
        value = str(getattr(risk, field))
        if not value:
            cells.append(Cell(label=say("MISSING"), tag="loss", traces=(trace_of(dossier, risk.id),)))
            continue
        shown = dossier.title(value) if field in ("sign", "owner") else value
        label = say("SEEN") if field == "sign" and row.seen else ""
        cells.append(
            Cell(text=shown, label=label, tag="loss" if label else "", origin="drafted",
                 traces=(trace_of(dossier, risk.id, field),))
        )  # fmt: skip
    return tuple(cells)


VIEW = View(
    name="risks", help="what may go wrong at each meeting, its early sign, and the way out",
    ids=ids, result=result, section=section,
)  # fmt: skip
