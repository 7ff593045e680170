"""What a digest is told beside the dossier: alarms of the watch, and reports that came in and nobody read."""

from __future__ import annotations

from datetime import date

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alarm of a monitor, as of the digest's day.

    ``says`` and ``why`` are sentences; ``since`` is the day from which it has been so. ``fresh``: it was not
    there the evening before. ``contradicts``: it is about words that contradict each other.
    """

    about: str
    title: str
    says: str
    why: str = ""
    since: date | None = None
    owner: str = ""
    fresh: bool = False
    contradicts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """A happening of which reports came in on the day, unread, that touches something of the dossier.

    ``touches`` are ids with why, in a sentence each; ``words`` are what shows it, verbatim.
    """

    title: str
    source: str
    reports: int
    touches: tuple[tuple[str, str], ...]
    words: str = ""
