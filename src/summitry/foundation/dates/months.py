"""The words of the calendar, whatever the machine's language is: English as read, the page's as written."""

from __future__ import annotations

from summitry.foundation.labels import marked, say

MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
SHORT_MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)
WEEKDAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
SEASONS = {21: marked("spring"), 22: marked("summer"), 23: marked("autumn"), 24: marked("winter")}


def month_name(month: int) -> str:
    """Return the name of a month (1 to 12) as a page writes it."""
    return say(MONTHS[month - 1])


def month_names() -> tuple[str, ...]:
    """Return the names of the months as a page writes them."""
    return tuple(say(name) for name in MONTHS)


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
