"""Hops and elements in words, as pages and findings name them."""

from __future__ import annotations

from summitry.analysis.relays.result import Heading, RelayReading
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import dated


def teller(dossier: Dossier, hop: Heading) -> str:
    """Return the full name of who tells a hop, as it stands in a sentence."""
    return the(dossier, hop.by) if hop.by else say("somebody unnamed")


def account(dossier: Dossier, hop: Heading | None) -> str:
    """Name a hop by who gave it and when: the account of Chung Eui-yong of 8 March 2018."""
    if hop is None:
        return say("another account")
    day = say(" of {day}", day=in_words(hop.on)) if hop.on is not None else ""
    return say("the account of {teller}{day}", teller=teller(dossier, hop), day=day)


def said_by(dossier: Dossier, reading: RelayReading, hop: str) -> str:
    """Say who said something when: said by Chung Eui-yong on 6 March 2018."""
    heading = reading.hop(hop)
    if heading is None:
        return ""
    day = f" {dated(heading.on)}" if heading.on is not None else ""
    return say("said by {teller}{day}", teller=teller(dossier, heading), day=day)


def hop_place(reading: RelayReading, hop: str) -> int:
    """Return a hop's place in the record's list."""
    heading = reading.hop(hop)
    return heading.index if heading else 0


def quoted(words: str) -> str:
    """Put somebody's words in quotation marks; such marks inside become single ones.

    >>> quoted("while the dialogue continues"), quoted("“hard” agreement")
    ('“while the dialogue continues”', '“‘hard’ agreement”')
    """
    inner = " ".join(words.split()).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"
