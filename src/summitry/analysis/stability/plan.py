"""How a conflict lies in memory for the sweeps, and how much of it they need.

Each side's options are moved together, so that the vectors form a tensor with one axis a side; options
that nobody owns form one more, along which nobody moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summitry.analysis.stability.formula import options_of
from summitry.analysis.stability.graph import one_way
from summitry.analysis.stability.model import Conflict

MOST_DENSE = 30
"""Options up to which all vectors are ever laid out."""
MOST_STEPS = 4e12
"""Steps for one-way options beyond which a sweep is refused: at worst some hours."""
BESIDE = 170 << 20
"""Bytes taken whatever the size: the interpreter, its packages and the compiled code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Axes of the tensor, one a side and perhaps one that nobody owns, lowest bits first.

    ``bit_of[k]`` is where option *k* of the model lies. ``oneway[a]`` are the bits of an axis that can
    only be set, counted from the axis's first, those in ``turned[a]`` read the other way round.
    ``once[i]`` tells that side *i*'s opponents never hinder each other by what cannot be.
    """

    sides: int
    bit_of: tuple[int, ...]
    shift: tuple[int, ...]
    width: tuple[int, ...]
    oneway: tuple[int, ...]
    turned: tuple[int, ...]
    once: tuple[bool, ...]

    @property
    def bits(self) -> int:
        """Options in all."""
        return len(self.bit_of)

    @property
    def cells(self) -> int:
        """Vectors in all."""
        return 1 << self.bits

    @property
    def entry_bytes(self) -> int:
        """Bytes that name a place on the longest axis, with one bit to spare."""
        return 2 if max(self.width, default=0) < 16 else 4

    def cell_of(self, vector: int) -> int:
        """Return where a vector of the model lies."""
        return sum(1 << to for k, to in enumerate(self.bit_of) if vector >> k & 1)

    @property
    def in_order(self) -> bool:
        """Whether the model's options lie side by side already."""
        return self.bit_of == tuple(range(self.bits))


def why_not_swept(conflict: Conflict) -> str:
    """Return why a conflict cannot be swept, in a sentence; blank when it can.

    Sweeping needs moves of which any two of one side could be made as one, options with one owner, and
    preferences between any two states.
    """
    if conflict.form != "option":
        return "Its states and moves are listed one by one."
    if any(len(o.owners) > 1 for o in conflict.options):
        return "An option is shared by several sides."
    if conflict.coalesced or any("-" in s.pattern for s in conflict.states):
        return "Some states cannot be told apart."
    if conflict.barred or conflict.common:
        return "Single moves are barred or added."
    if conflict.attitudes:
        return "Sides have attitudes towards each other."
    if any(v is not None for v in conflict.views):
        return "A side sees the conflict otherwise than it is."
    for preference in conflict.preferences:
        if preference is not None and (
            preference.unknown or preference.strong_after or getattr(preference.order, "unsettled", ())
        ):
            return "Some preferences are unknown, or of two strengths."
    return ""


def plan_of(conflict: Conflict) -> Plan:
    """Return the plan of a conflict that can be swept (see ``why_not_swept``)."""
    owned: list[Sequence[int]] = [conflict.owned(i) for i in range(len(conflict.sides))]
    spare = [k for k, o in enumerate(conflict.options) if not o.owners]
    axes = [*owned, spare] if spare else owned
    bit_of = [0] * len(conflict.options)
    shift, width, oneway, turned = [], [], [], []
    forward, back = one_way(conflict)
    at = 0
    for options in axes:
        shift.append(at)
        width.append(len(options))
        oneway.append(sum(1 << n for n, k in enumerate(options) if (forward | back) >> k & 1))
        turned.append(sum(1 << n for n, k in enumerate(options) if back >> k & 1))
        for k in options:
            bit_of[k] = at
            at += 1
    joined = [{conflict.options[k].owners for k in options_of(f)} for f in conflict.infeasible]
    once = []
    for i in range(len(conflict.sides)):
        rivals = [{o for o in owners if o and o != (i,)} for owners in joined]
        once.append(all(len(r) <= 1 for r in rivals))
    return Plan(
        sides=len(conflict.sides),
        bit_of=tuple(bit_of),
        shift=tuple(shift),
        width=tuple(width),
        oneway=tuple(oneway),
        turned=tuple(turned),
        once=tuple(once),
    )


def steps_needed(plan: Plan) -> float:
    """Return about how many steps a sweep takes at worst for one-way options: a cell of a side that has
    *b* of them may have to be noted at all patterns it can be reached from, one and a half to the *b*."""
    worst = max((o.bit_count() for o in plan.oneway[: plan.sides]), default=0)
    return float(plan.cells * 1.5**worst)


def bytes_needed(plan: Plan, threads: int) -> int:
    """Return about how many bytes a sweep needs at its widest, payoffs and verdicts included."""
    cells = plan.cells
    each = plan.sides * (4 + plan.entry_bytes + 1) + 8
    fibres = sum(4 * (cells >> plan.width[i]) for i in range(plan.sides))
    widest = 0
    for i in range(plan.sides):
        slice_cells = cells >> plan.width[i]
        ways = 1 << plan.oneway[i].bit_count()
        copies = 1 if ways >= 2 * threads else threads
        widest = max(widest, slice_cells * (4 * ways + 16 * ways * copies + 8 * threads))
    return cells * each + fibres + widest + BESIDE
