"""What each role may do. Everything that is not named here is refused."""

from __future__ import annotations

from typing import Final

READ: Final = "read"
RECORD: Final = "record"
"""File facts: statements, events, what came in."""
REVISE: Final = "revise"
"""Change fields of any record."""
OUTCOME: Final = "outcome"
"""Say what came of an objective."""
CLEAR: Final = "clear"
DECIDE: Final = "decide"
SEND_ROUND: Final = "send round"
"""Send a paper to offices, settle clashing edits, name the silence rule."""
ACCEPT: Final = "accept"
"""Accept a finding."""
RESTRICT: Final = "restrict"
"""Lower a marking or widen access."""
EXPORT: Final = "export"
"""Take a book, a brief or a table away."""
SHARE: Final = "share"
"""Lend a book to somebody outside."""
ACCOUNTS: Final = "accounts"
JOURNAL: Final = "journal"
ERASE: Final = "erase"

RIGHTS: dict[str, frozenset[str]] = {
    "reader": frozenset({READ}),
    "officer": frozenset({READ, RECORD, REVISE, EXPORT}),
    "clearer": frozenset({READ, CLEAR}),
    "secretariat": frozenset(
        {READ, RECORD, REVISE, OUTCOME, SEND_ROUND, ACCEPT, RESTRICT, EXPORT, SHARE, JOURNAL, ERASE}
    ),
    "negotiator": frozenset({READ, OUTCOME, EXPORT}),
    "decider": frozenset({READ, DECIDE, EXPORT, SHARE}),
    "administrator": frozenset({ACCOUNTS, JOURNAL}),
}
"""Role: what it may do. An administrator sees no content by office."""

ROLES = tuple(RIGHTS)
