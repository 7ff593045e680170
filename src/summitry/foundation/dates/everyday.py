"""One date in its everyday spellings, and the form to write in its place."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from summitry.foundation.dates.months import SEASONS, month_number, weekday_number

Match = re.Match[str]


def plain_text(text: str) -> str:
    """Lower case, plain hyphens, single blanks; no commas, ordinals or leading weekday."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text.lower()).replace(",", " ")
    plain = re.sub(r"\b(\d{1,2})(st|nd|rd|th)\b(?! c)", r"\1", plain)
    words = plain.split()
    if len(words) > 1 and weekday_number(words[0]) is not None:
        words = words[1:]
    return " ".join(word for word in words if word not in ("the", "of"))


def form_of_one(plain: str) -> str | None:
    """The form of a single day, month, season or year without time or mark."""
    for pattern, form in _SINGLE:
        match = pattern.fullmatch(plain)
        if match:
            try:
                return form(match)
            except (ValueError, OverflowError):  # the 30th of February
                continue
    return None


def _year(digits: str) -> int:
    """Four digits as they are; two stand for 1950 to 2049."""
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 50 else 1900)


def _day(year: str, month: int | str, day: str) -> str:
    return date(_year(year), int(month), int(day)).isoformat()


def _month(year: str, month: int) -> str:
    return date(_year(year), month, 1).isoformat()[:7]


def _named(word: str) -> int:
    number = month_number(word)
    if number is None:
        raise ValueError(word)
    return number


def _either(match: Match) -> str:
    """3/8/2018: March in America, August in Britain."""
    first, second, year = match.groups()
    forms = []
    for month, day in ((first, second), (second, first)):
        try:
            form = _day(year, month, day)
        except ValueError:
            continue
        if form not in forms:
            forms.append(form)
    if not forms:
        raise ValueError(match[0])
    return " or ".join(forms) + (", whichever day was meant" if len(forms) > 1 else "")


def _part_of_year(match: Match) -> str:
    """Early, mid and late: the four months at the beginning, in the middle, at the end."""
    first = {"early": 1, "mid": 5, "late": 9}[match[1]]
    return f"{{between: {match[2]}-{first:02d}, and: {match[2]}-{first + 3:02d}}}"


def _part_of_month(match: Match) -> str:
    month = _month(match[3], _named(match[2]))
    following = date.fromisoformat(f"{month}-01") + timedelta(days=31)
    end = following.replace(day=1) - timedelta(days=1)
    first, last = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", f"{end.day}")}[match[1]]
    return f"{{between: {month}-{first}, and: {month}-{last}}}"


def _quarter(match: Match) -> str:
    quarter, year = (match[1], match[2]) if len(match[1]) == 1 else (match[2], match[1])
    first = 3 * int(quarter) - 2
    return f"{{between: {year}-{first:02d}, and: {year}-{first + 2:02d}}}"


def _iso_week(match: Match) -> str:
    day = int(match[3]) if match[3] else 1
    first = date.fromisocalendar(int(match[1]), int(match[2]), day)
    return str(first) if match[3] else f"{first}/{first + timedelta(days=6)}"


def _day_of_year(match: Match) -> str:
    day = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
    if day.year != int(match[1]):
        raise ValueError(match[0])
    return str(day)


def _tens(match: Match) -> str:
    """2018-05-1X: one unknown day of the ten (level 2 of the format)."""
    year, month = int(match[1][:4]), int(match[1][5:])
    last = min(int(match[2]) * 10 + 9, monthrange(year, month)[1])
    first = date(year, month, max(int(match[2]) * 10, 1))
    return f"{{between: {first}, and: {first.replace(day=last)}}}"


def _season(match: Match) -> str:
    number = next((n for n, name in SEASONS.items() if name == match[1].replace("fall", "autumn")), 0)
    return f"{match[2]}-{number}"


_SINGLE: tuple[tuple[re.Pattern[str], Callable[[Match], str]], ...] = tuple(
    (re.compile(pattern, re.ASCII), form)
    for pattern, form in (
        (r"(\d{4})[-/. ] ?(\d{1,2})[-/. ] ?(\d{1,2})\.?", lambda m: _day(m[1], m[2], m[3])),
        (
            r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]",
            lambda m: _day(m[1], m[2], m[3]),
        ),
        (r"(\d{4})(\d\d)(\d\d)", lambda m: _day(m[1], m[2], m[3])),
        (r"(\d{4})[-/. ](0?[1-9]|1[0-2])", lambda m: _month(m[1], int(m[2]))),
        (r"(\d{4})(0[1-9]|1[0-2])", lambda m: _month(m[1], int(m[2]))),
        (r"(\d{1,2})[/.](\d{4})", lambda m: _month(m[2], int(m[1]))),
        (r"(\d{4})-(\d{4})", lambda m: f"{m[1]}/{m[2]}" if m[1] < m[2] else ""),
        (r"(\d{4})[/-](\d\d)", lambda m: f"{m[1]}/{m[1][:2]}{m[2]}" if m[1][2:] < m[2] else ""),
        (r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)", lambda m: _day(m[3], m[2], m[1])),
        (r"(\d{1,2})[-/ ](\d{1,2})[-/ ](\d{4}|\d\d)", _either),
        (
            r"(\d{1,2})\.?[- ]?([a-z]+\.?)[- ]?(\d{4}|\d\d)",
            lambda m: _day(m[3], _named(m[2]), m[1]),
        ),
        (r"([a-z]+\.?)[- ]?(\d{1,2})[- ](\d{4})", lambda m: _day(m[3], _named(m[1]), m[2])),
        (r"(\d{4})[- ]([a-z]+\.?)[- ](\d{1,2})", lambda m: _day(m[1], _named(m[2]), m[3])),
        (r"(spring|summer|autumn|fall|winter)[- ](\d{4})", _season),
        (r"(early|mid|late)[- ](\d{4})", _part_of_year),
        (r"(early|mid|late)[- ]([a-z]+\.?) (\d{4})", _part_of_month),
        (r"([a-z]+\.?)[- ]?(\d{4})", lambda m: _month(m[2], _named(m[1]))),
        (r"(\d{4})[- ]([a-z]+\.?)", lambda m: _month(m[1], _named(m[2]))),
        (r"q([1-4])[-/ ]?(\d{4})", _quarter),
        (r"(\d{4})[-/ ]?q([1-4])", _quarter),
        (r"(\d{4})-?w(\d\d)(?:-?([1-7]))?", _iso_week),
        (r"(\d{4})-(\d{3})", _day_of_year),
        (r"(\d{3})0'?s", lambda m: f"{m[1]}X"),
        (r"(\d{3})[ux-]", lambda m: f"{m[1]}X"),
        (r"(\d{2})(?:uu|xx|--)", lambda m: f"{m[1]}XX"),
        (r"(\d{4})-(?:uu|xx|\?\?|00)", lambda m: f"{m[1]}-XX"),
        (r"(\d{4})-(0[1-9]|1[0-2])-(?:uu|xx|\?\?|00)", lambda m: f"{m[1]}-{m[2]}-XX"),
        (r"(\d{4})-(?:uu|xx|\?\?|00)-(?:uu|xx|\?\?|00)", lambda m: f"{m[1]}-XX-XX"),
        (r"(\d{4}-\d\d)-([0-3])x", _tens),
        (r"y(\d{4})", lambda m: m[1]),
        (r"(\d{1,2})(?:st|nd|rd|th) century", lambda m: f"{int(m[1]) - 1:02d}XX"),
    )
)
