"""Statements over options in plain words, for readers who write no syntax."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summitry.analysis.stability.formula import (
    And,
    Constant,
    Formula,
    IfThen,
    Not,
    Or,
    Same,
    Taken,
    options_of,
)
from summitry.analysis.stability.wording import Misread, read_statement
from summitry.foundation.wording import listed, opened, quoted

_RULE = re.compile(r"\s*(at most one|at least one|exactly one)\s+of\s", re.IGNORECASE)


def in_words(formula: Formula, names: Sequence[str]) -> str:
    """Return a statement in words; ``names`` are the options in their order.

    >>> in_words(And((Taken(0), Not(Taken(1)))), ["pause", "strike"])
    '"pause" and not "strike"'
    """
    match formula:
        case Constant(value):
            return "whatever happens" if value else "what can never be"
        case Taken(option):
            return quoted(names[option])
        case Not(Taken(option)):
            return f"not {quoted(names[option])}"
        case Not(inner):
            return f"not ({in_words(inner, names)})"
        case And(parts):
            return listed([_inside(p, names) for p in parts]) or "whatever happens"
        case Or(parts):
            return listed([_inside(p, names) for p in parts], "or") or "what can never be"
        case IfThen(when, then):
            return f"{_inside(then, names)} wherever {_inside(when, names)}"
        case Same(left, right):
            return f"{_inside(left, names)} just where {_inside(right, names)}"


def _inside(formula: Formula, names: Sequence[str]) -> str:
    words = in_words(formula, names)
    return words if isinstance(formula, Taken | Not | Constant) else f"({words})"


def statement_in_words(text: str, keys: Mapping[str, int], names: Sequence[str]) -> str:
    """Return a statement as it is written in a record in words; as it stands where it cannot be read."""
    bare = text.lstrip()
    unsure = bare.startswith("?")
    found = read_statement(bare.removeprefix("?"), keys)
    if isinstance(found, Misread):
        return bare
    words = opened(in_words(found, names))
    return f"{words}, or the contrary: not known" if unsure else words


def rule_in_words(text: str, keys: Mapping[str, int], names: Sequence[str]) -> str:
    """Return what a line of ``infeasible`` says, in words; as it stands where it cannot be read."""
    found = read_statement(text, keys)
    if isinstance(found, Misread):
        return text
    if rule := _RULE.match(text):
        among = listed([quoted(names[k]) for k in sorted(options_of(found))])
        return f"{opened(rule[1].lower())} of {among}"
    if isinstance(found, IfThen) and text.lstrip().lower().startswith("if "):
        return f"{opened(in_words(found.when, names))} needs {in_words(found.then, names)}"
    together = " together" if isinstance(found, And) and len(found.parts) > 1 else ""
    return f"Cannot be: {in_words(found, names)}{together}"
