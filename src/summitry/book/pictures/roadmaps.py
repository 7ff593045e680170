"""The picture of a roadmap: its steps in the order in which they can come, and what falls with one."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.ledger import ledger
from summitry.analysis.roadmaps import Falls, roadmap
from summitry.book.blocks import Sentence, Stage, StageState, Steps
from summitry.book.tracing import traced
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.wording import opened

LEAST = 2
"""So many steps make a sequence."""


Placed = tuple[str, str, int | None, int, tuple[str, ...], tuple[str, ...]]
"""A step: its target, its side, place and position, what it waits for, what it is given for."""


def roadmap_sequence(dossier: Dossier, owner: str, falls: Falls | None = None) -> Steps | None:
    """Draw a paper's roadmap or an agreement's duties; with ``falls``, without one of them.

    ``None`` where there is no sequence.
    """
    placed = sorted(_placed(dossier, owner), key=lambda s: (s[2] is None, s[2] or 0, s[3]))
    if len(placed) < LEAST:
        return None
    sides = tuple(dict.fromkeys(side for _, side, *_ in placed))
    gone = {fall.target for fall in falls.falls} if falls is not None else set()

    def state(target: str) -> StageState:
        if falls is not None and target == falls.broken:
            return "broken"
        return "falls" if target in gone else "stands"

    stages = tuple(
        Stage(
            key=target, title=opened(dossier.title(target)), place=place, column=sides.index(side),
            state=state(target), after=after, in_return_for=in_return,
        )
        for target, side, place, _, after, in_return in placed
    )  # fmt: skip
    traces = tuple(t for target, *_ in placed for t in traced(dossier, target))
    return Steps(
        columns=tuple(dossier.title(side) for side in sides), stages=stages,
        caption=Sentence(_caption(broken=falls is not None), traces=traces),
    )  # fmt: skip


def _placed(dossier: Dossier, owner: str) -> Iterator[Placed]:
    found = dossier.ask(roadmap, owner)
    for step in found.steps if found is not None else ():
        side = step.side or step.by
        yield step.target, side, step.place, step.position, step.after, step.in_return_for
    book = dossier.ask(ledger, owner)
    for entry in book.entries if book is not None else ():
        after = tuple(w.target for w in entry.waits_for if w.how == "after")
        in_return = tuple(w.target for w in entry.waits_for if w.how != "after")
        yield entry.target, entry.side or entry.by, entry.place, entry.position, after, in_return


def _caption(*, broken: bool) -> str:
    told = say(
        "From top to bottom, in the order that what they wait for allows. A line leads to what waits for"
        " a step; a broken line, to what is given in return for it."
    )
    if broken:
        told += " " + say("Black: the step that does not come. Struck out: what can no longer happen.")
    return told
