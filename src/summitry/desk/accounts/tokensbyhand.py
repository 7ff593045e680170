"""Making and revoking tokens by ``summitry user token``: each act says what it did in a sentence."""

from __future__ import annotations

from summitry.desk.accounts import tokens
from summitry.desk.accounts.people import account_named


def add(username: str, called: str, *, days: int, writes: bool, dossier: str) -> str:
    """Make a token and say it, this once."""
    made = tokens.make(account_named(username), called, days=days, writes=writes, dossier=dossier)
    return f"{made.words}\nThis token of {username} {tokens.in_words(made.token)}. It is shown this once."


def listing(username: str) -> str:
    """Return a person's tokens, a line each."""
    mine = account_named(username).tokens.order_by("-made")
    lines = [f"{each.called}: {tokens.in_words(each)}." for each in mine]
    return "\n".join(lines) or f"{username} has no token."


def revoke(username: str, called: str) -> str:
    """Revoke a token."""
    return tokens.revoke(account_named(username), called)
