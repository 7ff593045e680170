"""Statements as short programs, worked out for 64 vectors of choices at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summitry.analysis.stability.formula import (
    And,
    Constant,
    Formula,
    IfThen,
    Not,
    Or,
    Same,
    Taken,
)
from summitry.analysis.stability.program_kernels import (
    AND,
    DEEPEST,
    FALSE,
    NOT,
    OR,
    SAME,
    THEN,
    TRUE,
)

Program = NDArray[np.int32]


def program_of(statements: Sequence[Formula]) -> tuple[Program, NDArray[np.int64]]:
    """Return statements in the order in which they are worked out, and where each one ends.

    Raises ``ValueError`` for a statement nested too deeply.
    """
    code: list[int] = []
    ends = []
    for formula in statements:
        if _write(formula, code) > DEEPEST:
            raise ValueError("a statement is nested too deeply")
        ends.append(len(code))
    return np.array(code, np.int32), np.array(ends, np.int64)


def _write(formula: Formula, code: list[int]) -> int:
    """Append the steps of a statement; return how many values are held at once."""
    match formula:
        case Taken(option):
            code.append(option)
            return 1
        case Constant(value):
            code.append(TRUE if value else FALSE)
            return 1
        case Not(inner):
            depth = _write(inner, code)
            code.append(NOT)
            return depth
        case IfThen(left, right) | Same(left, right):
            first = _write(left, code)
            second = _write(right, code)
            code.append(THEN if isinstance(formula, IfThen) else SAME)
            return max(first, second + 1)
        case And(parts) | Or(parts):
            if not parts:
                code.append(TRUE if isinstance(formula, And) else FALSE)
                return 1
            depth = 0
            for n, part in enumerate(parts):
                depth = max(depth, _write(part, code) + min(n, 1))
                if n:
                    code.append(AND if isinstance(formula, And) else OR)
            return depth
