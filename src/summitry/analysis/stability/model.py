"""A conflict as the Graph Model takes it: sides, options, what cannot be, moves and preferences.

Sides and options refer to each other by position. A vector of choices is a whole number whose bit *k*
says whether option *k* is taken (its ``decimal``). A *state* is one feasible vector, or several that
nobody can tell apart (``coalesced``), or, in graph form, only a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from summitry.analysis.stability.formula import Formula

StateId = int | str
Direction = Literal["both", "forward", "back"]
Form = Literal["option", "graph", "count"]
Numbering = Literal["decimal", "rank", "letters"]
Attitude = Literal["+", "-", "0"]

MOST_OPTIONS = 62
"""Options of one conflict: more are refused (a vector must fit a machine word)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A decision maker. ``moves`` are its moves in graph form: from a state to each state it can go to."""

    name: str
    moves: tuple[tuple[StateId, tuple[StateId, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can be done or left.

    ``owners`` are the positions of the sides that can take or drop it: one as a rule; each of several
    can do so alone. ``direction``: ``forward`` can only be taken, ``back`` can only be dropped.
    """

    name: str
    owners: tuple[int, ...]
    direction: Direction = "both"
    id: str = ""

    @property
    def key(self) -> str:
        """The word by which statements name it."""
        return self.id or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An outcome. ``pattern`` has Y or N for each option, ``-`` where coalesced; empty in graph form."""

    id: StateId
    pattern: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Moves of the sides in ``by`` from states where ``start`` holds to states where ``end`` holds.

    Among ``barred`` moves these are taken away; among ``common`` ones each of the sides can make them.
    """

    by: tuple[int, ...]
    start: Formula
    end: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What a side prefers to hold, most important first: each outweighs all later ones together.

    ``unsettled`` are the positions of statements of which it is not known whether the side wants them
    to hold or not to hold: two states that differ there first cannot be compared.
    """

    statements: tuple[Formula, ...]
    unsettled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each statement (as a rule, one option) is worth to a side when it holds; the sum counts."""

    weights: tuple[tuple[Formula, Fraction], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """States from best to worst; states of one tier are equally good."""

    tiers: tuple[tuple[StateId, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What one side prefers.

    ``unknown`` are pairs of states of which it is not known which the side prefers. ``strong_after``
    are tiers, counted from 0 at the best, after which the step down is great: a state at or above it
    is *greatly* preferred to each state below it.
    """

    order: Statements | Weights | Ranking
    unknown: tuple[tuple[StateId, StateId], ...] = ()
    strong_after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How one side sees the conflict, where that differs from what is so (a hypergame).

    ``unperceived`` are states the side neither leaves nor enters; the others are not told of it.
    ``preferences`` are those it ascribes to each side, ``None`` where it is right.
    """

    unperceived: tuple[StateId, ...] = ()
    preferences: tuple[Preference | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A whole model.

    ``infeasible`` are statements; a vector in which one holds cannot be. ``states`` are named where
    the author named them; otherwise ``numbering`` says how feasible vectors are named: by decimal, by
    rank from 1 in the order of decimals, or by their letters. ``coalesced`` are statements; the
    feasible vectors in which one holds are one state. ``preferences`` and ``views`` stand in the order
    of ``sides``, and may be missing. ``attitudes[i][j]`` is the attitude of side *i* towards side *j*.
    ``structures`` are partitions of the sides into coalitions worth looking at.
    """

    title: str = ""
    form: Form = "option"
    sides: tuple[Side, ...]
    options: tuple[Option, ...] = ()
    infeasible: tuple[Formula, ...] = ()
    coalesced: tuple[Formula, ...] = ()
    barred: tuple[Passing, ...] = ()
    common: tuple[Passing, ...] = ()
    states: tuple[State, ...] = ()
    numbering: Numbering = "decimal"
    status_quo: StateId | None = None
    preferences: tuple[Preference | None, ...] = ()
    views: tuple[View | None, ...] = ()
    attitudes: tuple[tuple[Attitude, ...], ...] = ()
    structures: tuple[tuple[tuple[int, ...], ...], ...] = ()

    def preference(self, side: int) -> Preference | None:
        """Return what a side prefers; ``None`` when that is not said."""
        return self.preferences[side] if side < len(self.preferences) else None

    def view(self, side: int) -> View | None:
        """Return how a side sees the conflict; ``None`` when it sees it as it is."""
        return self.views[side] if side < len(self.views) else None

    def owned(self, side: int) -> tuple[int, ...]:
        """Return the positions of the options that a side can take or drop."""
        return tuple(k for k, o in enumerate(self.options) if side in o.owners)

    def names(self) -> Mapping[str, int]:
        """Return the words by which statements name the options, with their positions."""
        return {o.key: k for k, o in enumerate(self.options)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFault:
    """What is wrong with a model, and where in the text it was read from.

    ``path`` leads to the field (keys and list positions). ``grave`` faults leave nothing to analyse;
    the others name what has no effect or contradicts itself and was left out. ``at`` counts characters
    inside the field.
    """

    code: str
    message: str
    hint: str = ""
    path: tuple[str | int, ...] = ()
    grave: bool = True
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text read as a conflict: the model when it could be read, and all that is wrong with it."""

    conflict: Conflict | None
    faults: tuple[ModelFault, ...] = ()


def letters(vector: int, options: int) -> str:
    """Return a vector as one letter an option.

    >>> letters(0b101, 4)
    'YNYN'
    """
    return "".join("Y" if vector >> k & 1 else "N" for k in range(options))


def members(pattern: str) -> tuple[int, ...]:
    """Return the vectors that a pattern stands for, smallest first.

    >>> members("Y-N")
    (1, 3)
    """
    found = [0]
    for k, letter in enumerate(pattern):
        if letter == "Y":
            found = [v | 1 << k for v in found]
        elif letter == "-":
            found = [v | bit for bit in (0, 1 << k) for v in found]
    return tuple(sorted(found))


def name_of(structure_member: tuple[int, ...], sides: tuple[Side, ...]) -> str:
    """Return the name of a coalition: its members' names joined by a plus."""
    return " + ".join(sides[i].name for i in structure_member)


def names_of(structure: tuple[tuple[int, ...], ...], sides: tuple[Side, ...]) -> str:
    """Return the name of a partition into coalitions, such as ``MoE + Uniroyal | Local Government``."""
    return " | ".join(name_of(members_, sides) for members_ in structure)
