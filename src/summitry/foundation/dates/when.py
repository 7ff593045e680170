"""A date as it was written, and the days it can mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from summitry.foundation.dates.zones import zone_of
from summitry.foundation.values import dataclass

PRECISIONS = ("instant", "day", "month", "season", "year", "decade", "century")
"""How closely a date is given, finest first."""


@dataclass(frozen=True, slots=True)
class When:
    """One date of a record: a point, a span that lasts, or one unknown day within a span.

    All days are civil days on the clock of the date itself (its offset, else its zone). The marks
    ``~`` and ``?`` never widen the days: they say that the author is not sure, not by how much.
    """

    text: str
    """As the author wrote it. ``parse_when(text, zone)`` gives this value again, except for
    alternatives."""
    earliest: date
    """First day it can touch; ``date.min`` when the beginning is open or unknown."""
    latest: date
    """Last day it can touch; ``date.max`` when the end is open or unknown."""
    begun_by: date
    """Last day on which it can have begun: it has happened, for certain, once this day is here.

    ``latest`` for a point; the latest day of the start for a span. A span open at its start
    (``..``) has always been under way (``date.min``); one whose start is unknown (blank) may have
    begun as late as its end."""
    precision: str
    """One of ``PRECISIONS``; for a span the coarser of its two ends."""
    lasts: bool = False
    """It goes on from one day to another, ``a/b``."""
    between: bool = False
    """``{between: a, and: b}``: one unknown day or instant in the span."""
    approximate: bool = False
    """Marked ``~`` or ``%``, at either end."""
    uncertain: bool = False
    """Marked ``?`` or ``%``, at either end."""
    at: datetime | None = None
    """The time of day of a point, or of the first end of a span. Without an offset it is on the
    clock of the record's zone."""
    ends_at: datetime | None = None
    """The time of day of the last end of a span."""
    zone: str | None = None
    """IANA zone given with the record; ``None`` means the dossier's. An offset in the text wins."""
    alternatives: tuple[Reported, ...] = ()
    """Reported dates side by side, none of which wins; empty for one plain date. The days above
    then cover them all: ``earliest`` of the first, ``latest`` and ``begun_by`` of the last."""

    def in_zone(self, zone: str | None) -> When:
        """Return the same date on the clock of ``zone``; reported dates with a zone keep theirs.

        ``DateFault`` when there is no such zone.
        """
        if zone == self.zone:
            return self
        if zone is not None:
            zone_of(zone)
        reports = tuple(r if r.zone else replace(r, when=r.when.in_zone(zone)) for r in self.alternatives)
        return replace(self, zone=zone, alternatives=reports)

    def contains(self, day: date) -> bool:
        """Say whether it can touch ``day``; of several reported dates, whether any can."""
        if self.alternatives:
            return any(report.when.contains(day) for report in self.alternatives)
        return self.earliest <= day <= self.latest

    @property
    def on_any_clock(self) -> bool:
        """Whether it names days alone, once: then its days are the same wherever it is read."""
        return self.at is None and self.ends_at is None and not self.alternatives

    def day_in(self, zone: str, own: str | None = None) -> date:
        """Return the civil day in ``zone`` on which it happened, or at the latest began.

        Only a time of day is converted; a date without one is ``begun_by`` wherever it is read.
        A time without an offset stands on the clock of ``self.zone``, else ``own``, else ``zone``.
        Of several reported dates the last day counts. ``DateFault`` for a zone that is none.
        """
        if self.alternatives:
            return max(report.when.day_in(zone, own) for report in self.alternatives)
        moment = self._begins()
        if moment is None:
            return self.begun_by
        if moment.tzinfo is None:
            clock = self.zone or own or zone
            if clock == zone:
                return moment.date()
            moment = moment.replace(tzinfo=zone_of(clock))
        rules = zone_of(zone)
        try:
            return moment.astimezone(rules).date()
        except (OverflowError, ValueError):  # the first and last days of the calendar
            return moment.date()

    def known_day(self, zone: str, own: str | None = None) -> date:
        """Return the first civil day D of the dossier's zone on which it has happened for certain.

        The rule of "as of": an instant from its civil day in ``zone``, a date of lower precision
        from its last day, several reported dates from the last of them, since only then has it
        happened whichever source is right.
        """
        return self.day_in(zone, own)

    def instant(self, own: str) -> datetime | None:
        """Return the instant by which it has begun, with its offset; ``None`` without one.

        That is the time of a point, the start of a span that lasts, and the last moment of an
        unknown one. ``own`` is the zone of a time that has neither offset nor zone. Where clocks
        were put back, the first of the two instants is meant. Of several reported dates the last
        instant counts, when each of them has one.
        """
        if self.alternatives:
            moments = [report.when.instant(own) for report in self.alternatives]
            timed = [moment for moment in moments if moment is not None]
            return max(timed) if len(timed) == len(moments) else None
        moment = self._begins()
        if moment is None or moment.tzinfo is not None:
            return moment
        return moment.replace(tzinfo=zone_of(self.zone or own))

    def sort_key(self) -> tuple[int, int, int, str, str]:
        """Order dates by first day, time of day (none comes first), last day, then text, zone."""
        seconds = -1
        if self.at is not None:
            seconds = self.at.hour * 3600 + self.at.minute * 60 + self.at.second
        first, last = self.earliest.toordinal(), self.latest.toordinal()
        return (first, seconds, last, self.text, self.zone or "")

    def _begins(self) -> datetime | None:
        """The time of day that belongs to ``begun_by``, if that end has one."""
        if self.between or (self.lasts and self.start_unknown):
            return self.ends_at
        return self.at

    @property
    def start_unknown(self) -> bool:
        """A span with a blank start: it began on an unknown day, at the latest when it ended."""
        return self.lasts and self.text.startswith("/")


@dataclass(frozen=True, slots=True)
class Reported:
    """One of several dates that sources give for the same thing."""

    when: When
    source: tuple[str, ...] = ()
    """Document and locator, as everywhere; empty when none was written."""
    zone: str | None = None
    """The zone written with this report; ``None`` when it follows the record's."""
