"""An item of the watch: one report as it came in, before anybody has said what it is."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any, Literal

from summitry.foundation.values import dataclass

Form = Literal["letter", "entry", "page", "text", "row"]
"""A letter, an entry of a feed, a saved page, a pasted text, a row of a table of events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report.

    ``said`` is when it was published, or for a row when the event took place: a day or an instant as
    ISO 8601; ``said_from`` and ``said_to`` are the days it can be on whatever the clock. ``coded`` says who
    made a row out of a text: ``machine``, ``people``, or blank for words as they were written. ``code`` is a
    code of event (CAMEO) where the table gives one, ``kind`` what that says in words, ``names`` those who
    acted or are named by the table.
    """

    form: Form
    title: str = ""
    text: str = ""
    source: str = ""
    """Who published it: a newspaper, a feed, the sender of a letter, a data set."""
    author: str = ""
    address: str = ""
    said: str = ""
    said_from: date | None = None
    said_to: date | None = None
    grade: str = "news"
    coded: str = ""
    names: tuple[str, ...] = ()
    place: str = ""
    code: str = ""
    kind: str = ""
    amount: str = ""
    key: str = ""
    """What its data set calls it; blank elsewhere."""
    doubts: tuple[str, ...] = ()
    """What is odd about it, in sentences: a forged sender, a date that cannot be."""

    @property
    def id(self) -> str:
        """Sixteen letters of the SHA-256 of what it says and who says so: the same item is one item."""
        told: tuple[Any, ...] = (self.source, self.key)
        if not self.key:
            told = (self.source, self.title, self.text, self.author, self.said, self.names, self.code)
        told = (*told, self.place, self.amount) if not self.key else told
        written = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return hashlib.sha256(written).hexdigest()[:16]

    @property
    def words(self) -> str:
        """What it says, heading first."""
        return f"{self.title}\n{self.text}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something of a file that could not be read: why, in words that end a sentence."""

    why: str
    at: str = ""
    """Where in the file: ``row 12``, ``letter 3``; blank for all of it."""
