"""The concepts of stability by name, and where each was defined."""

from __future__ import annotations

import re

CONCEPTS = ("Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
"""What is computed unless told otherwise."""

SOURCES = {
    "Nash": "Nash 1950: no move is better for the side",
    "GMR": "Howard 1971: each better move can be answered by something not better for the side",
    "SMR": "Howard 1971: so answered, and the side cannot get out of it",
    "SEQ": "Fraser and Hipel 1979: so answered by moves that are good for those who make them",
    "SSEQ": "Rego and Vieira 2015: so answered, by good moves, and the side cannot get out of it",
    "SIM": "Fraser and Hipel 1984: the others' good moves, made together with the side's own, deter it",
    "NM": "Fang, Hipel and Kilgour 1993: the side stays however far both look ahead",
}

COALITIONAL = ("Nash", "GMR", "SMR", "SEQ")
"""Concepts with a version for coalitions: CNash, CGMR, CSMR, CSEQ."""

_HORIZON = re.compile(r"L([1-9]\d{0,3})\Z")


def horizon_of(concept: str) -> int | None:
    """Return how many moves ahead a limited-move concept looks; ``None`` for others.

    >>> horizon_of("L3"), horizon_of("SEQ")
    (3, None)
    """
    found = _HORIZON.match(concept)
    return int(found[1]) if found else None


def known(concept: str) -> bool:
    """Whether there is a concept of this name: those of ``SOURCES``, and ``L1``, ``L2`` and so on."""
    return concept in SOURCES or horizon_of(concept) is not None
