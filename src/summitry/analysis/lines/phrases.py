"""Answers and registers in words, as pages and findings name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from summitry.analysis.lines.maths import INSIDE, PUBLIC, UNRECORDED, Given
from summitry.dossier.kinds import Statement
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.wording import listed


def in_register(dossier: Dossier, register: str) -> str:
    """Say to whom: in public, inside the own side, to a party; nothing where it is not recorded."""
    if register == UNRECORDED:
        return ""
    if register == PUBLIC:
        return "in public"
    if register == INSIDE:
        return "inside its own side"
    return f"to {dossier.title(register)}"


def answer_words(given: Given) -> str:
    """Write the answers given: “none” and “some”."""
    return listed(f"“{answer}”" for answer in given.answers)


def speaker(dossier: Dossier, given: Given) -> str:
    """Return the full name of who gave an answer."""
    statement = dossier.of(Statement, given.statement)
    return dossier.title(statement.by) if statement else dossier.title(given.post)


def answered_on(dossier: Dossier, given: Given) -> str:
    """Write the day of an answer."""
    statement = dossier.of(Statement, given.statement)
    return in_words(statement.said) if statement and statement.said else "an unknown day"


def by_body(dossier: Dossier, found: Iterable[Given], summed: Collection[str] = ()) -> str:
    """Write answers body by body: State: “some” (Rex Tillerson, 15 December 2017); White House: ...

    Of the bodies in ``summed`` only the different answers are given, with those who gave them.
    """
    found = list(found)
    bodies: dict[str, list[str]] = {}
    for given in found:
        who, day = speaker(dossier, given), answered_on(dossier, given)
        name = who if who != dossier.title(given.body) else ""
        words = f"{answer_words(given)} ({', '.join(filter(None, (name, day)))})"
        bodies.setdefault(given.body, []).append(words)
    for body in summed:
        own = [g for g in found if g.body == body]
        answers = dict.fromkeys(a for g in own for a in sorted(g.says))
        speakers = dict.fromkeys(speaker(dossier, g) for g in own)
        if own:
            bodies[body] = [f"{listed(f'“{a}”' for a in answers)} ({listed(speakers)})"]
    return "; ".join(
        f"{dossier.title(body)}: {', '.join(dict.fromkeys(each))}" for body, each in bodies.items()
    )
