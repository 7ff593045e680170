"""What several events or steps of a kind are called in a sentence, made from the name of the kind."""

from __future__ import annotations

import re

from summitry.dossier.value import Dossier
from summitry.foundation.labels import language, say

_LINKS = (
    "about", "across", "after", "against", "along", "among", "at", "before", "between", "beyond", "by",
    "during", "for", "from", "in", "inside", "into", "near", "not", "of", "off", "on", "onto", "outside",
    "over", "through", "to", "towards", "under", "with", "within", "without",
)  # fmt: skip
"""What follows a noun and is no part of it; only what stands before the first of them has a plural."""

_CLAUSE = frozenset({"is", "are", "that", "which", "who", "leaves", "dies", "declares", "begins", "ends"})
"""A name with one of these is a clause, and is quoted."""

_MASS = frozenset({
    "aid", "aircraft", "artillery", "assistance", "communication", "fighting", "fire",
    "firing", "force", "gunfire", "infiltration", "openness", "personnel", "reconnaissance",
    "relief", "shelling", "smuggling", "surveillance", "trade", "traffic", "use", "verification", "violence",
    "work",
})  # fmt: skip
"""Nouns that English does not count, or that already name what happens again and again."""

_COUNTED = frozenset({
    "bombing", "briefing", "crossing", "hearing", "hijacking", "kidnapping", "killing", "landing", "meeting",
    "sighting", "sinking", "warning",
})  # fmt: skip
"""Nouns in -ing that have a plural; of others the -ing form itself says that it is done repeatedly."""

_FIRST_LINK = re.compile(rf" (?:{'|'.join(_LINKS)}) ")
_VERB_AFTER_OR = re.compile(rf" (?:{'|'.join(_LINKS)}) or (?!(?:{'|'.join(_LINKS)}) )")


def several(dossier: Dossier, kind: str) -> str:
    """Return what several of a kind are called in a sentence: ``satellite launches``.

    Made from the kind's name by the regular English plural, of what stands before the first preposition
    when it has one: ``fires on aircraft`` it does not say, since fire is not counted. A name that is no
    noun is quoted: ``events of the kind "a reactor is restarted"``. On pages in another language the
    name stands as it is, since nothing knows its plural.
    """
    return plural_of(dossier.title(kind)) if language() == "en" else dossier.title(kind)


def plural_of(name: str) -> str:
    """Return the plural of the name of a kind, or the name quoted where it has none.

    >>> plural_of("satellite launch"), plural_of("attack with a chemical agent"), plural_of("talks")
    ('satellite launches', 'attacks with a chemical agent', 'talks')
    >>> plural_of("firing across the rivers"), plural_of("seizure or hijacking")
    ('firing across the rivers', 'seizures or hijackings')
    >>> plural_of("a reactor is restarted"), plural_of("Security Council resolution")
    ('events of the kind "a reactor is restarted"', 'Security Council resolutions')
    """
    name = _within_a_sentence(name)
    link = _FIRST_LINK.search(name)
    head, rest = (name[: link.start()], name[link.start() :]) if link else (name, "")
    words = head.split()
    if not words or len(words) > 5 or words[0] in ("a", "an", "the"):
        return _quoted(name)
    if not _CLAUSE.isdisjoint(name.split()) or _VERB_AFTER_OR.search(rest):
        return _quoted(name)
    if len(words) == 3 and words[1] in ("or", "and"):
        return f"{_plural(words[0])} {words[1]} {_plural(words[2])}{rest}"
    return f"{' '.join(words[:-1])} {_plural(words[-1])}{rest}".strip()


def _within_a_sentence(name: str) -> str:
    """A name without the capital of a beginning; one that holds further capitals keeps its own."""
    starts = name[1:2].islower() or name[1:2] in (" ", "-")
    return name[:1].lower() + name[1:] if starts and name[1:] == name[1:].lower() else name


def _quoted(name: str) -> str:
    return say('events of the kind "{kind}"', kind=name)


def _plural(noun: str) -> str:
    if noun in _MASS or (noun.endswith("ing") and noun not in _COUNTED):
        return noun
    if noun.endswith(("ch", "sh", "x", "ss")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s" if noun[-1:].isascii() and noun[-1:].isalpha() and noun[-1:] != "s" else noun
