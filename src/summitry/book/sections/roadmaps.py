"""The view of roadmaps: papers and agreements side by side; one paper's steps, and what falls with each."""

from __future__ import annotations

from summitry.analysis.roadmaps import (
    Box,
    Roadmap,
    SideBySide,
    StepSeen,
    break_step,
    like_before,
    roadmap,
    side_by_side,
)
from summitry.book.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Points,
    Section,
    Sentence,
    Table,
    Tag,
    Trace,
    titled,
)
from summitry.book.pictures.roadmaps import roadmap_sequence
from summitry.book.sections.view import View
from summitry.dossier.kinds import Paper
from summitry.dossier.undertakings import STATUS_WORDS, given
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, opened


def ids(dossier: Dossier) -> tuple[str, ...]:
    """Papers with a roadmap."""
    return tuple(p.id for p in dossier.all(Paper) if p.roadmap)


def result(dossier: Dossier, id: str) -> Roadmap | SideBySide | None:
    """Read one paper's roadmap, or all side by side."""
    return dossier.ask(roadmap, id) if id else dossier.ask(side_by_side)


def section(dossier: Dossier, id: str) -> Section:
    """The page of one roadmap, or all side by side."""
    found = result(dossier, id)
    if isinstance(found, Roadmap):
        return _one(dossier, found)
    assert isinstance(found, SideBySide)
    blocks: list[Block] = [compared_table(dossier)] if found.rows else []
    if found.uncut:
        uncut = tuple(Sentence(dossier.title(p), traces=_trace(dossier, p)) for p in found.uncut)
        blocks += [Heading(say("In the cabinet, not cut into steps")), Points(uncut)]
    papers = opened(counted(len(found.columns), "roadmap or agreement", "roadmaps and agreements"))
    says = say(
        "{papers} side by side, in {kinds} of step.", papers=papers, kinds=counted(len(found.rows), "kind")
    )
    return Section(
        kicker=say("Roadmaps"),
        title=say("Roadmaps side by side"),
        verdict=Sentence(says),
        blocks=tuple(blocks),
        basis=found.basis,
    )


def compared_table(dossier: Dossier, struck: frozenset[str] = frozenset()) -> Table:
    """Return every roadmap and agreement side by side; the steps in ``struck`` are struck out."""
    found = dossier.ask(side_by_side)
    rows = []
    for row in found.rows:
        by_column = [[box for box in row.boxes if box.column == column] for column in found.columns]
        for at in range(max(map(len, by_column), default=0)):
            kind = opened(dossier.title(row.kind)) if row.kind else say("Of no kind")
            cells = [Cell(text="" if at else kind)]
            cells += [
                _boxed(dossier, boxes[at], struck) if at < len(boxes) else Cell() for boxes in by_column
            ]
            rows.append(tuple(cells))
    columns = (
        Column(title=say("Kind of step")),
        *(Column(title=dossier.title(c), about=c) for c in found.columns),
    )
    return Table(columns=columns, rows=tuple(rows), wide=True)


def _boxed(dossier: Dossier, box: Box, struck: frozenset[str]) -> Cell:
    tag: Tag = "loss" if box.status in (0, 1) else "change" if box.status == 2 else "plain"
    fate = say(STATUS_WORDS[min(box.status, 3)]) if box.status is not None else ""
    return Cell(text=_box(dossier, box), label=fate, tag=tag, traces=_trace(dossier, box.target),
                struck=box.target in struck, about=box.target)  # fmt: skip


def _box(dossier: Dossier, box: Box) -> str:
    for_ = say(" for {names}", names=listed(dossier.title(t) for t in box.for_)) if box.for_ else ""
    verified = say(", verified: {verified}", verified=box.verified) if box.verified else ""
    return f"{box.number}. {dossier.title(box.by)}: {dossier.title(box.target)}{for_}{verified}"


def _trace(dossier: Dossier, target: str) -> tuple[Trace, ...]:
    item = given(dossier, target)
    if item is not None:
        source = "; ".join(item.what.source or item.record.source)
        return (Trace(record=item.record.id, source=source, place=item.record.where(*item.path)),)
    record = dossier.get(target)
    return (Trace(record=target, place=record.where()),) if record is not None else ()


def _one(dossier: Dossier, found: Roadmap) -> Section:
    table, drawn = steps_table(dossier, found.paper), roadmap_sequence(dossier, found.paper)
    bare = sum(step.unreturned for step in found.steps)
    says = say(
        "{steps}; {bare} given for nothing", steps=counted(len(found.steps), "step").capitalize(), bare=bare
    )
    says += (
        say("; {circles} of waiting.", circles=counted(len(found.circles), "circle"))
        if found.circles
        else "."
    )
    return Section(
        kicker=say("Roadmap"),
        title=dossier.title(found.paper),
        verdict=Sentence(says),
        blocks=(*([drawn] if drawn is not None else []), table) if found.steps else (),
        basis=found.basis,
    )


def steps_table(dossier: Dossier, paper: str, struck: frozenset[str] = frozenset()) -> Table:
    """Return one paper's steps in their order; those in ``struck`` are struck out."""
    found = dossier.ask(roadmap, paper)
    assert found is not None
    order = sorted(found.steps, key=lambda s: (s.place is None, s.place or 0, s.position))
    columns = (
        *titled("Place"), Column(title=say("Step"), about=paper),
        *titled("By", "After", "In return for", "Verified", "Like steps before", "Falls with it"),
    )  # fmt: skip
    rows = tuple(_row(dossier, step, struck=step.target in struck) for step in order)
    return Table(columns=columns, rows=rows, wide=True)


def _row(dossier: Dossier, step: StepSeen, *, struck: bool = False) -> tuple[Cell, ...]:
    past = dossier.ask(like_before, step.target)
    like = [
        f"{dossier.title(p.target)} ({dossier.title(p.target.partition('/')[0])}):"
        f" {say(STATUS_WORDS[min(p.status, 3)]) if p.status is not None else say('not judged')}"
        for p in past
    ]
    falls = dossier.ask(break_step, step.target)
    fallen = [dossier.title(f.target) for f in falls.falls] if falls is not None else []
    failed = any(p.status in (0, 1) for p in past)
    return (
        Cell(text=str(step.place) if step.place is not None else "", tag="" if step.place else "loss",
             label="" if step.place is not None else say("in a circle")),
        Cell(text=opened(dossier.title(step.target)), struck=struck, traces=_trace(dossier, step.target),
             about=step.target),
        Cell(text=dossier.title(step.by)), Cell(text=listed(dossier.title(t) for t in step.after)),
        Cell(text=listed(dossier.title(t) for t in step.in_return_for),
             tag="blank" if step.unreturned else ""),
        Cell(text=step.verified, tag="" if step.verified not in ("", "none") else "blank"),
        Cell(text="; ".join(like), tag="loss" if failed else ""), Cell(text="; ".join(fallen)),
    )  # fmt: skip


VIEW = View(
    name="roadmaps", help="Roadmaps side by side; one paper's steps and what falls with each.",
    ids=ids, result=result, section=section,
)  # fmt: skip
