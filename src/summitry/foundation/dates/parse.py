"""Whatever stands where a date belongs, to a ``When``: text, a span of two, or several reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from summitry.foundation.dates.fault import DateFault, shown
from summitry.foundation.dates.when import PRECISIONS, Reported, When
from summitry.foundation.dates.written import read_between, read_text
from summitry.foundation.dates.zones import zone_of

MOST_REPORTS = 100  # dates side by side
MOST_SOURCES = 100  # for one of them

_REPORT_KEYS = frozenset({"date", "on", "between", "and", "source", "zone"})
_REPORT_HINT = "Write {date: 2018-05-01, source: ...} for each date that a source gives."


def parse_when(value: object, zone: str | None = None) -> When:
    """Read a date: a text, ``{between: a, and: b}``, or a list of reported dates with sources.

    ``zone`` is the IANA zone written with the record, if any. Every other value, of any type or
    size, is a ``DateFault`` that says what to write.

    >>> parse_when("2018-05").latest
    datetime.date(2018, 5, 31)
    """
    if zone is not None:
        zone_of(zone)
    if isinstance(value, str):
        return _text(value, zone)
    if isinstance(value, Mapping):
        return _mapping(value, zone)
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
        return _reports(value, zone)
    raise DateFault(
        "A date is written as text.",
        "Write 2018-03-08 for a day, 2018-03 for a month, 2018 for a year.",
    )


def day(text: object) -> date:
    """Read one day, ``2018-03-12`` and nothing else; ``DateFault`` for all other texts."""
    when = parse_as_of(text)
    if when.precision != "day":
        raise DateFault(f"{shown(when.text)} has a time of day.", f"Write {when.earliest}.")
    return when.earliest


def parse_as_of(text: object) -> When:
    """Read the day or instant of a replay; spans, months and marked dates are a ``DateFault``."""
    if not isinstance(text, str):
        raise DateFault("A day is written as text.", "Write it as 2018-03-12.")
    when = _text(text, None)
    exact = when.earliest == when.latest and not (when.lasts or when.between)
    if when.precision not in ("instant", "day") or not exact:
        raise DateFault(f"{shown(text)} is not one day.", "Write a day as 2018-03-12, or 2018-03-12T14:30.")
    if when.approximate or when.uncertain:
        raise DateFault(f"{shown(text)} is not a certain day.", f"Write {text.strip()[:-1]}.")
    return when


def _text(text: str, zone: str | None) -> When:
    if len(text) > 1000:  # before anything looks at the rest of it
        raise DateFault(
            f"{shown(text)} is too long to be a date.",
            "Write the date alone, for example 2018-03-08, and the rest in a note.",
        )
    return read_text(text.strip(), zone)


def _mapping(value: Mapping[object, object], zone: str | None) -> When:
    """``{between, and}`` alone is one date; with a source or zone of its own it is a report."""
    if len(value) == 2 and "between" in value and "and" in value:
        return _unknown_day(value, zone)
    return side_by_side((_report(value, zone),), zone)


def _unknown_day(value: Mapping[object, object], zone: str | None) -> When:
    first, last = value.get("between"), value.get("and")
    if not isinstance(first, str) or not isinstance(last, str):
        raise DateFault(
            "The two ends of a span are two dates.",
            "Write {between: 2018-05-01, and: 2018-05-31}.",
        )
    for end in (first, last):
        if not end.strip():
            raise DateFault("One end of the span is blank.", "Write {between: 2018-05-01, and: 2018-05-31}.")
        if len(end) > 1000:
            _text(end, zone)
    return read_between(first.strip(), last.strip(), zone)


def _reports(values: Sequence[object], zone: str | None) -> When:
    if not values:
        raise DateFault("The list of dates is empty.", _REPORT_HINT)
    if len(values) > MOST_REPORTS:
        raise DateFault(
            f"{len(values):,} dates stand side by side; {MOST_REPORTS} are allowed.",
            "Write one date for each thing that happened, in a record of its own.",
        )
    return side_by_side(tuple(_report(value, zone) for value in values), zone)


def _report(value: object, zone: str | None) -> Reported:
    if isinstance(value, str):
        return Reported(_text(value, zone))
    if not isinstance(value, Mapping):
        raise DateFault("One of several dates is not a date.", _REPORT_HINT)
    unknown = [key for key in value if key not in _REPORT_KEYS] if len(value) < 20 else ["..."]
    if unknown:
        first = shown(unknown[0]) if isinstance(unknown[0], str) else "That"
        raise DateFault(
            f"{first} is not part of a reported date.",
            "Write date (or on, or between and and), source and zone.",
        )
    own = value.get("zone")
    if own is not None and not isinstance(own, str):
        raise DateFault("The zone of a date is not text.", "Write zone: America/New_York.")
    own = own.strip() if own and own.strip() else None
    if own is not None:
        zone_of(own)
    return Reported(_dated(value, own or zone), _source(value.get("source")), own)


def _dated(value: Mapping[object, object], zone: str | None) -> When:
    given = [key for key in ("date", "on", "between") if key in value]
    if len(given) != 1 or ("and" in value) != (given[0] == "between"):
        raise DateFault("A reported date has no date, or more than one.", _REPORT_HINT)
    if given[0] == "between":
        return _unknown_day(value, zone)
    inner = value[given[0]]
    if isinstance(inner, str):
        return _text(inner, zone)
    if isinstance(inner, Mapping) and len(inner) == 2 and "between" in inner and "and" in inner:
        return _unknown_day(inner, zone)
    raise DateFault("A reported date is not a date.", _REPORT_HINT)


def _source(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, (list, tuple)) and len(value) <= MOST_SOURCES:
        texts = [each.strip() for each in value if isinstance(each, str)]
        if len(texts) == len(value):
            return tuple(text for text in texts if text)
    raise DateFault(
        "The source of a date is not a text or a list of texts.",
        "Write source: DOCUMENT p. 12, or source: [DOCUMENT p. 12, OTHER].",
    )


def side_by_side(reports: tuple[Reported, ...], zone: str | None) -> When:
    """Cover all reported dates: earliest of the first, latest of the last; none wins."""
    dates = [report.when for report in reports]
    times = {(each.at, each.ends_at) for each in dates}
    at, ends_at = times.pop() if len(times) == 1 else (None, None)
    return When(
        text=f"[{', '.join(_as_written(report) for report in reports)}]",
        earliest=min(each.earliest for each in dates),
        latest=max(each.latest for each in dates),
        begun_by=max(each.begun_by for each in dates),
        precision=max((each.precision for each in dates), key=PRECISIONS.index),
        lasts=any(each.lasts for each in dates),
        between=any(each.between for each in dates),
        approximate=any(each.approximate for each in dates),
        uncertain=any(each.uncertain for each in dates),
        at=at,
        ends_at=ends_at,
        zone=zone,
        alternatives=reports,
    )


def _as_written(report: Reported) -> str:
    """One report as flow text, for people and for comparison; it is not read again."""
    inner = report.when.text
    parts = [inner[1:-1] if inner.startswith("{") else f"date: {inner}"]
    if report.source:
        parts.append(f"source: {'; '.join(report.source)}")
    if report.zone:
        parts.append(f"zone: {report.zone}")
    return f"{{{', '.join(parts)}}}"
