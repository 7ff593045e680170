"""The words of the calendar, in English whatever the machine's language is."""

from __future__ import annotations

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name or its first three letters, with or without a full stop.

    >>> month_number("Sept."), month_number("mar"), month_number("marc"), month_number("Monday")
    (9, 3, None, None)
    """
    return _MONTHS.get(word.lower().rstrip("."))


def weekday_number(word: str) -> int | None:
    """Return 0 (Monday) to 6 (Sunday) for a weekday's name or a usual short form of it.

    >>> weekday_number("Thurs"), weekday_number("SUN")
    (3, 6)
    """
    return _WEEKDAYS.get(word.lower().rstrip("."))


_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {"sept": 9}

_WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAYS |= {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
