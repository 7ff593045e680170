"""Boolean statements over options: what they mean, and how they are written again.

An option that is taken is true. A vector of choices is one whole number whose bit *k* says whether
option *k* is taken, so that its value is the ``decimal`` of the literature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constant:
    """A statement that always holds, or never does."""

    value: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """The option at this position is taken."""

    option: int


@dataclass(frozen=True, slots=True)
class Not:
    """The statement does not hold."""

    inner: Formula


@dataclass(frozen=True, slots=True)
class And:
    """Every one of the statements holds; true without any."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the statements holds; false without any."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class IfThen:
    """Whenever the first holds, so does the second."""

    when: Formula
    then: Formula


@dataclass(frozen=True, slots=True)
class Same:
    """Both hold, or neither."""

    left: Formula
    right: Formula


Formula = Constant | Taken | Not | And | Or | IfThen | Same


def holds(formula: Formula, vector: int) -> bool:
    """Whether a statement holds in a vector of choices.

    >>> holds(IfThen(Taken(0), Taken(1)), 0b01), holds(IfThen(Taken(0), Taken(1)), 0b10)
    (False, True)
    """
    match formula:
        case Taken(option):
            return bool(vector >> option & 1)
        case Not(inner):
            return not holds(inner, vector)
        case And(parts):
            return all(holds(p, vector) for p in parts)
        case Or(parts):
            return any(holds(p, vector) for p in parts)
        case IfThen(when, then):
            return not holds(when, vector) or holds(then, vector)
        case Same(left, right):
            return holds(left, vector) == holds(right, vector)
        case Constant(value):
            return value


def settled(formula: Formula, known: int, vector: int) -> bool | None:
    """Whether a statement holds when only the options in ``known`` are decided; ``None``: open.

    May answer ``None`` where a cleverer reader would see that both ways lead to the same.
    """
    match formula:
        case Taken(option):
            return bool(vector >> option & 1) if known >> option & 1 else None
        case Not(inner):
            found = settled(inner, known, vector)
            return None if found is None else not found
        case And(parts):
            return _all(settled(p, known, vector) for p in parts)
        case Or(parts):
            found = _all(_denied(settled(p, known, vector)) for p in parts)
            return _denied(found)
        case IfThen(when, then):
            return settled(Or((Not(when), then)), known, vector)
        case Same(left, right):
            a, b = settled(left, known, vector), settled(right, known, vector)
            return None if a is None or b is None else a == b
        case Constant(value):
            return value


def _denied(value: bool | None) -> bool | None:
    return None if value is None else not value


def _all(values: Iterator[bool | None]) -> bool | None:
    is_open = False
    for value in values:
        if value is False:
            return False
        is_open = is_open or value is None
    return None if is_open else True


def options_of(formula: Formula) -> frozenset[int]:
    """Return the positions of all options a statement speaks of."""
    match formula:
        case Taken(option):
            return frozenset((option,))
        case Not(inner):
            return options_of(inner)
        case And(parts) | Or(parts):
            return frozenset().union(*(options_of(p) for p in parts))
        case IfThen(left, right) | Same(left, right):
            return options_of(left) | options_of(right)
        case Constant():
            return frozenset()


def moved(formula: Formula, to: Sequence[int]) -> Formula:
    """Return the statement with option *k* at position ``to[k]``."""
    match formula:
        case Taken(option):
            return Taken(to[option])
        case Not(inner):
            return Not(moved(inner, to))
        case And(parts):
            return And(tuple(moved(p, to) for p in parts))
        case Or(parts):
            return Or(tuple(moved(p, to) for p in parts))
        case IfThen(when, then):
            return IfThen(moved(when, to), moved(then, to))
        case Same(left, right):
            return Same(moved(left, to), moved(right, to))
        case Constant():
            return formula


def conjunction(literals: Sequence[tuple[int, bool]]) -> Formula:
    """Return the statement that these options are, or are not, taken."""
    parts = tuple(Taken(o) if taken else Not(Taken(o)) for o, taken in literals)
    return parts[0] if len(parts) == 1 else And(parts)


def literals_of(formula: Formula) -> tuple[tuple[int, bool], ...] | None:
    """Return a conjunction as options with whether each is taken; ``None`` when it is none."""
    match formula:
        case Taken(option):
            return ((option, True),)
        case Not(Taken(option)):
            return ((option, False),)
        case And(parts):
            found = [literals_of(p) for p in parts]
            if any(f is None for f in found):
                return None
            return tuple(lit for f in found if f for lit in f)
        case _:
            return None


def at_most_one(options: Sequence[int]) -> Formula:
    """Return the statement that no two of these options are taken together."""
    return And(tuple(Not(And((Taken(a), Taken(b)))) for k, a in enumerate(options) for b in options[k + 1 :]))


def at_least_one(options: Sequence[int]) -> Formula:
    """Return the statement that one of these options is taken, or more."""
    return Or(tuple(Taken(o) for o in options))
