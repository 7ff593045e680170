"""The view of conflicts: which outcomes hold, for whom, and why the wanted one does or does not."""

from __future__ import annotations

from summitry.analysis.stability import StabilityResult, conflict_model, conflict_stability
from summitry.analysis.stability.analyse import METHOD
from summitry.analysis.stability.feasible import TooMany
from summitry.analysis.stability.status_quo import jumps, status_quo
from summitry.book.blocks import Block, Cell, Heading, Section, Sentence, Table, titled
from summitry.book.conflicts.outcome import outcome_section
from summitry.book.conflicts.pictures import holding, status_quo_tree
from summitry.book.conflicts.today import jump_points
from summitry.book.conflicts.told import Told
from summitry.book.sections.view import View
from summitry.book.tracing import traced
from summitry.dossier.kinds import Conflict
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis, together
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import number, opened


def result(dossier: Dossier, id: str) -> tuple[StabilityResult, ...] | StabilityResult:
    """Return the analysis of one conflict, or of all."""
    if id:
        return dossier.ask(conflict_stability, id)
    return tuple(dossier.ask(conflict_stability, c) for c in dossier.ids(Conflict.kind))


def section(dossier: Dossier, id: str) -> Section:
    """The page of one conflict; of several, what holds in each."""
    ids = dossier.ids(Conflict.kind)
    if id or len(ids) == 1:
        return _one(dossier, id or ids[0])
    return _all(dossier, ids)


def _one(dossier: Dossier, id: str) -> Section:
    found = dossier.ask(conflict_stability, id)
    model = dossier.ask(conflict_model, id).conflict
    if model is None:
        return Section(
            kicker=say("Stability"), title=dossier.title(id),
            verdict=Sentence(found.refused[0].why, traces=traced(dossier, id)), basis=found.basis,
        )  # fmt: skip
    told = Told(dossier, model, id)
    return outcome_section(told, found, *_today(told, found))


def _today(told: Told, found: StabilityResult) -> tuple[Block, ...]:
    """Return the tree of what today can turn into, and the jumps between what holds."""
    concept, _ = holding(found)
    if not found.states or not concept:
        return ()
    blocks: list[Block] = []
    try:
        if told.conflict.status_quo is not None:
            reach = status_quo(told.conflict, told.graph, told.position[told.conflict.status_quo])
            tree = status_quo_tree(told, reach, found)
            if tree is not None:
                blocks += [Heading(say("What today can turn into")), tree]
        points = jump_points(told, jumps(told.conflict, told.graph, [concept]))
    except TooMany:
        return ()
    if points is not None:
        blocks += [Heading(say("From one outcome that holds to another")), points]
    return tuple(blocks)


def _all(dossier: Dossier, ids: tuple[str, ...]) -> Section:
    results = [dossier.ask(conflict_stability, id) for id in ids]
    rows = []
    for id, found in zip(ids, results, strict=True):
        concept, held = holding(found)
        if found.stable:
            says = ", ".join(map(str, held[:8])) or say("none")
            words = say(
                "{states} (of {count}; {concept})", states=says, count=len(found.states), concept=concept
            )
        else:
            words = found.refused[0].why if found.refused else say("not analysed")
        rows.append((Cell(text=dossier.title(id), traces=traced(dossier, id)), Cell(text=words)))
    verdict = say_many(
        len(ids),
        "One conflict is modelled.",
        "{number} conflicts are modelled.",
        number=opened(number(len(ids))),
    )
    return Section(
        kicker=say("Stability"), title=say("Conflicts"),
        verdict=Sentence(verdict if ids else say("No conflict is modelled.")),
        blocks=(Table(columns=titled("Conflict", "Outcomes that hold for all"), rows=tuple(rows)),)
        if rows else (),
        basis=together(r.basis for r in results) or Basis(method=METHOD),
    )  # fmt: skip


VIEW = View(
    name="conflicts", help="which outcomes of a conflict hold, for whom, and why",
    ids=lambda dossier: dossier.ids(Conflict.kind), result=result, section=section,
)  # fmt: skip
