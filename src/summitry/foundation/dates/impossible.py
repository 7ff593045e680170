"""Days and months that no calendar has, and what was probably meant."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from summitry.foundation.dates.fault import DateFault, shown
from summitry.foundation.dates.months import MONTHS


def era_fault() -> DateFault:
    """The fault of a year before 1 or after 9999."""
    return DateFault(
        "The calendar of a dossier runs from the year 1 to the year 9999.",
        "Write a year of four digits from 0001 to 9999, and anything else in a note.",
    )


def fault_of_day(text: str, year: str, month: str, day: str) -> DateFault:
    """Say why ``year-month-day``, all digits, is no day."""
    if int(year) == 0:
        return era_fault()
    if not 1 <= int(month) <= 12:
        if 21 <= int(month) <= 24:
            return DateFault(f"{shown(text)} gives a day of a season.", f"Write {year}-{month} alone.")
        hint = f"Write {year} when the month is not known."
        if 1 <= int(day) <= 12 and int(month) <= monthrange(int(year), int(day))[1] and int(month):
            hint = f"Write {year}-{day}-{month}, if day and month were exchanged."
        return DateFault(f"{shown(text)} has no month: {int(month)} is not one.", hint)
    length = monthrange(int(year), int(month))[1]
    name = f"{MONTHS[int(month) - 1]} {int(year)}"
    if int(day) == 0:
        hint = f"Write {year}-{month} when the day is not known."
        return DateFault(f"{shown(text)} has a day 0.", hint)
    return DateFault(
        f"{name} has {length} days, not {int(day)}.",
        f"Write a day from {year}-{month}-01 to {date(int(year), int(month), length)}.",
    )


def fault_of_month(text: str, year: str, month: int) -> DateFault:
    """Say why ``year-month`` (a number from 0 to 99) is neither month nor season."""
    following = f"{year[:2]}{month:02d}"
    if 25 <= month <= 41:
        return DateFault(
            f"{shown(text)} is a quarter, a half or a season of one hemisphere.",
            f"Write its days, {{between: {year}-01-01, and: {year}-03-31}}, or a season 21 to 24.",
        )
    if month > 12 and year < following:
        return DateFault(
            f"{shown(text)} has no month: {month} is not one.",
            f"Write {year}/{following} for the years from one to the other, or {year}.",
        )
    return DateFault(
        f"{shown(text)} has no month: {month} is not one.",
        f"Write a month from {year}-01 to {year}-12, a season from {year}-21 to {year}-24, or {year}.",
    )
