"""Answers and registers in words, as pages and findings name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from summitry.analysis.lines.maths import INSIDE, PUBLIC, UNRECORDED, Given
from summitry.dossier.kinds import Statement
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import dated, listed, opened


def in_register(dossier: Dossier, register: str) -> str:
    """Say to whom: in public, internally, to a party; nothing where it is not recorded."""
    if register == UNRECORDED:
        return ""
    if register == PUBLIC:
        return say("in public")
    if register == INSIDE:
        return say("internally")
    return say("to {hearer}", hearer=the(dossier, register))


def answer_words(given: Given) -> str:
    """Write the answers given: “none” and “some”."""
    return listed(f"“{answer}”" for answer in given.answers)


def speaker(dossier: Dossier, given: Given) -> str:
    """Return the full name of who gave an answer, as it stands in a sentence."""
    statement = dossier.of(Statement, given.statement)
    return the(dossier, statement.by if statement else given.post)


def answered_on(dossier: Dossier, given: Given) -> str:
    """Write the day of an answer."""
    statement = dossier.of(Statement, given.statement)
    return in_words(statement.said) if statement and statement.said else say("an unknown day")


def answered_then(dossier: Dossier, given: Given) -> str:
    """Write when an answer was given, with the small word it takes: on 9 March 2018, in March."""
    statement = dossier.of(Statement, given.statement)
    return dated(statement.said) if statement and statement.said else say("on an unknown day")


def by_body(dossier: Dossier, found: Iterable[Given], summed: Collection[str] = ()) -> str:
    """Write answers body by body: State: “some” (Rex Tillerson, 15 December 2017); White House: ...

    Of the bodies in ``summed`` only the different answers are given, with those who gave them.
    """
    found = list(found)
    bodies: dict[str, list[str]] = {}
    for given in found:
        who, day = speaker(dossier, given), answered_on(dossier, given)
        name = who if who != the(dossier, given.body) else ""
        words = f"{answer_words(given)} ({', '.join(filter(None, (name, day)))})"
        bodies.setdefault(given.body, []).append(words)
    for body in summed:
        own = [g for g in found if g.body == body]
        answers = dict.fromkeys(a for g in own for a in sorted(g.says))
        speakers = dict.fromkeys(speaker(dossier, g) for g in own)
        if the(dossier, body) in speakers:
            speakers = {say("the body itself"): None, **speakers}
            del speakers[the(dossier, body)]
        if own:
            bodies[body] = [f"{listed(f'“{a}”' for a in answers)} ({listed(speakers)})"]
    each_body = (f"{dossier.title(body)}: {', '.join(dict.fromkeys(each))}" for body, each in bodies.items())
    return opened("; ".join(each_body))
