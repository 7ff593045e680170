"""The words that Summitry adds by itself, looked up in one catalogue; English is written in the code.

A label, or a sentence with gaps, stands where it is used: ``say("{by} said on {day}: {words}", ...)``.
`summitry.testing.labels` collects them into a template for translators (``labels/summitry.pot``). Which
catalogue is used is settled at the edge of the process (`speaking`); without one the words are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Protocol


class Catalogue(Protocol):
    """What a catalogue does; `gettext.GNUTranslations` is one."""

    def gettext(self, message: str) -> str:
        """Return a label in the catalogue's language."""
        ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a label that a count takes."""
        ...


_spoken: ContextVar[tuple[str, Catalogue | None]] = ContextVar("spoken", default=("en", None))


@contextmanager
def speaking(language: str, catalogue: Catalogue | None) -> Iterator[None]:
    """Use a catalogue while the block runs; ``None`` is English."""
    token = _spoken.set((language, catalogue))
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(language: str, catalogue: Catalogue | None) -> None:
    """Use a catalogue from here on."""
    _spoken.set((language, catalogue))


def language() -> str:
    """Return the language of the labels, as in ``<html lang="en">``."""
    return _spoken.get()[0]


def marked(text: str) -> str:
    """Return the text as it is: a label in a table of words, which is looked up where it is used."""
    return text


def say(text: str, **values: object) -> str:
    """Return a label or sentence in the language of the page, its gaps filled.

    A gap no value is given for stays as it is written, and so do other braces.

    >>> say("{by} said on {day}.", by="Kim Jong Un", day="5 March"), say("Sources"), say("{a} and {b}", a=1)
    ('Kim Jong Un said on 5 March.', 'Sources', '1 and {b}')
    """
    catalogue = _spoken.get()[1]
    if catalogue is not None and text:
        text = catalogue.gettext(text)
    return filled(text, values) if values else text


def say_many(count: int, one: str, more: str, **values: object) -> str:
    """Return the sentence for one, or the one for several, its gaps filled; ``{count}`` is the count.

    >>> say_many(1, "{count} post is vacant.", "{count} posts are vacant.")
    '1 post is vacant.'
    >>> say_many(3, "{who} is vacant.", "{who} are vacant.", who="Three posts")
    'Three posts are vacant.'
    """
    catalogue = _spoken.get()[1]
    if catalogue is None:
        text = one if count == 1 else more
    else:
        text = catalogue.ngettext(one, more, count)
    return filled(text, {"count": count} | values)


_GAP = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """The words of a sentence and the names of its gaps, in turn."""
    return tuple(_GAP.split(text))


def filled(text: str, values: dict[str, object]) -> str:
    """Return a sentence with its gaps filled."""
    pieces = list(_pieces(text))
    for at in range(1, len(pieces), 2):
        name = pieces[at]
        pieces[at] = str(values[name]) if name in values else f"{{{name}}}"
    return "".join(pieces)


def gaps(text: str) -> tuple[str, ...]:
    """Return the names of a sentence's gaps, in order.

    >>> gaps("{by} said on {day}: {words}")
    ('by', 'day', 'words')
    """
    return _pieces(text)[1::2]


def with_words_wrapped(text: str, before: str = "⟦", after: str = "⟧") -> str:
    """Return a sentence with each stretch of its own words between two signs; gaps stay outside.

    >>> with_words_wrapped("{by} said on {day}: {words}")
    '{by}⟦ said on ⟧{day}: {words}'
    """
    pieces = list(_pieces(text))
    for at in range(0, len(pieces), 2):
        if any(c.isalpha() for c in pieces[at]):
            pieces[at] = f"{before}{pieces[at]}{after}"
    for at in range(1, len(pieces), 2):
        pieces[at] = f"{{{pieces[at]}}}"
    return "".join(pieces)
