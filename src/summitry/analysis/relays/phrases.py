"""Hops and elements in words, as pages and findings name them."""

from __future__ import annotations

from summitry.analysis.relays.result import Heading
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words


def teller(dossier: Dossier, hop: Heading) -> str:
    """Return the full name of who tells a hop."""
    return dossier.title(hop.by) if hop.by else "somebody unnamed"


def day_of(hop: Heading) -> str:
    """Return the day of a hop in words."""
    return in_words(hop.on) if hop.on is not None else "an unknown day"


def account(dossier: Dossier, hop: Heading) -> str:
    """Name a hop: the account of somebody on a day; another version by its own title."""
    if hop.version_of and hop.statement:
        return dossier.title(hop.statement)
    return f"the account by {teller(dossier, hop)} of {day_of(hop)}"


def element_words(dossier: Dossier, relay: str, element: str) -> str:
    """Return what an element says, in our words."""
    return dossier.title(f"{relay}/{element}")


def sentence(text: str) -> str:
    """Begin with a capital letter.

    >>> sentence("the account of 8 March")
    'The account of 8 March'
    """
    return text[:1].upper() + text[1:]
