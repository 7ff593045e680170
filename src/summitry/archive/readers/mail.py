"""A letter (.eml): heads, text, quoted parts told apart, attachments."""

from __future__ import annotations

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.letters import compose_letter, letter_from
from summitry.archive.readers.source import Source

READ_BY = "mail 1"


def read(source: Source) -> Reading:
    """Return what a letter holds."""
    composer = Composer(source.limits)
    letter = letter_from(source.content(), source.limits, source.limits.attached)
    reading = composer.reading
    reading.trouble.extend(letter.trouble)
    reading.attachments.extend(letter.attachments)
    reading.propose("title", letter.subject, "it is the letter's subject")
    reading.propose("author", letter.sender, "the letter says it is from there")
    reading.propose("date", letter.date, "the letter bears it")
    try:
        compose_letter(composer, letter)
    except TooMuch:
        reading.trouble.append("It is longer than any letter, and was read only in part.")
    return composer.finish()
