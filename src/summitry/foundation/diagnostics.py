"""What a check says: one plain sentence, what to do about it, and where it stands."""

from __future__ import annotations

import enum
import re
from datetime import date

from summitry.foundation.origin import Origin, Place
from summitry.foundation.values import dataclass

_OPEN, _CLOSE = "\ue000", "\ue001"
"""What stands around a day count that is still open."""


class Severity(enum.IntEnum):
    """How serious a diagnostic is. Only a ``FAULT`` is about the file; the others are findings."""

    FAULT = 0
    """The text cannot be read as meant; exit status 1."""
    GRAVE = 1
    """Can spoil the meeting, or make a wrong decision look well founded."""
    SERIOUS = 2
    """Must be settled before the meeting."""
    NOTICE = 3
    """Worth knowing; may well be accepted as it is."""

    @property
    def word(self) -> str:
        """The word people read: fault, grave, serious, notice."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a diagnostic, with what it has to do with it."""

    place: Place
    says: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is safe to make without asking: ``field`` of ``record`` becomes ``value``.

    ``says`` tells it in words. Applied by ``summitry check --fix``.
    """

    says: str
    record: str
    path: tuple[str | int, ...]
    old: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A fault of the file or a finding about the negotiation.

    ``about`` lists the ids of the records it is about, its subject first; this is what an
    ``accepts`` entry must name. ``message`` may hold day counts that are filled in by ``on_day``.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    about: tuple[str, ...] = ()
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def is_fault(self) -> bool:
        """Whether this is about the file and not about the negotiation."""
        return self.severity is Severity.FAULT

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self.place.origin

    @property
    def counts_days(self) -> bool:
        """Whether its words hold a day count that is still open."""
        return _OPEN in self.message or _OPEN in self.hint

    def on_day(self, day: date) -> Diagnostic:
        """Return the same diagnostic with its day counts as they are on ``day``."""
        if not self.counts_days:
            return self
        return Diagnostic(
            code=self.code, severity=self.severity, message=fill_days(self.message, day), place=self.place,
            about=self.about, hint=fill_days(self.hint, day), related=self.related, fix=self.fix,
        )  # fmt: skip


_COUNT = re.compile(f"{_OPEN}([su])(\\d{{4}}-\\d\\d-\\d\\d){_CLOSE}")


def days_since(day: date) -> str:
    """A count of days from ``day`` to the day the text will be read for.

    The text stays the same from day to day until ``fill_days`` is called; so what has not changed
    in substance does not change in a replay.

    >>> fill_days(f"{days_since(date(2017, 11, 28))} days ago", date(2018, 3, 12))
    '104 days ago'
    """
    return f"{_OPEN}s{day.isoformat()}{_CLOSE}"


def days_until(day: date) -> str:
    """A count of days from the day the text will be read for to ``day``.

    >>> fill_days(f"in {days_until(date(2018, 5, 1))} days", date(2018, 3, 12))
    'in 50 days'
    """
    return f"{_OPEN}u{day.isoformat()}{_CLOSE}"


def fill_days(text: str, day: date) -> str:
    """Replace every open day count in ``text`` by its number on ``day``."""
    if _OPEN not in text:
        return text

    def count(match: re.Match[str]) -> str:
        other = date.fromisoformat(match[2])
        return str((day - other).days if match[1] == "s" else (other - day).days)

    return _COUNT.sub(count, text)
