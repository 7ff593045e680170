"""Dates as people write them: what to write instead.

Nothing is ever read from these forms. They are recognised only so that the hint can give the
form to write, and 3/8/2018 shows why: nobody can know which day it is.
"""

from __future__ import annotations

import re
from datetime import date

from summitry.foundation.dates.everyday import form_of_one, plain_text
from summitry.foundation.dates.fault import DateFault, shown
from summitry.foundation.dates.impossible import era_fault
from summitry.foundation.dates.zones import suggest_zone

_RELATIVE = re.compile(
    r"(today|yesterday|tomorrow|tonight|now|currently|recently|soon|(last|next|this) \w+"
    r"|\d+ (days?|weeks?|months?|years?) ago)"
)
_UNKNOWN = re.compile(r"(unknown|n/?a|none|null|nil|never|tb[adc]|undated|n\.?d\.?|\?+|-+|~)")
_RIGHT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def explain(text: str) -> DateFault:
    """Say what is wrong with a text that is not a date, and what to write instead."""
    plain = plain_text(text)
    if not plain:
        return DateFault("The date is blank.", "Write a day, for example 2018-03-08.")
    if re.fullmatch(r"y?-\d{1,12}(-\d\d){0,2}.?|y\d{5,}|0000.*|y-?\d+e\d+", plain):
        return era_fault()
    if _RELATIVE.fullmatch(plain):
        return DateFault(
            f"{shown(text)} means another day whenever it is read.",
            "Write the day itself, for example 2018-03-08.",
        )
    if _UNKNOWN.fullmatch(plain):
        return DateFault(f"{shown(text)} is not a date.", "Leave the date blank when it is not known.")
    if set(plain) <= set("./ "):
        return DateFault(
            f"{shown(text)} has neither beginning nor end.",
            "Write one of them: 2018-05-01/.. or ../2018-05-31.",
        )
    form = form_of(text)
    if form is not None:
        stop = "" if form.endswith(".") else "."
        return DateFault(f"{shown(text)} is not written as a date.", f"Write {form}{stop}")
    if form_of_one(f"{plain} 2000"):
        return DateFault(f"{shown(text)} has no year.", "Write the year too, for example 2018-03-08.")
    if plain[0] in "[{(":
        return DateFault(
            f"{shown(text)} is a set of dates, which is not one date.",
            "Write a list of reported dates, {date: ..., source: ...}, or a span.",
        )
    return DateFault(
        f"{shown(text)} is not a date.",
        "Write 2018-03-08 for a day, 2018-03 for a month, 2018 for a year, "
        "2018-03-08T14:30 for a time, 2018-03-08/2018-03-12 for a span.",
    )


def form_of(text: str) -> str | None:
    """Return the form that says what ``text`` seems to mean; ``None`` when it cannot be told.

    Where two readings are possible both are given.
    """
    plain = plain_text(text)
    return form_of_one(plain) or _with_time(plain) or _marked(plain) or _ranged(plain)


def _right_or_one(plain: str) -> str | None:
    """The form of one end of a span, which may be right as it is; none that is two readings."""
    if _RIGHT.fullmatch(plain):
        try:
            date.fromisoformat((plain + "-01-01")[:10])
        except ValueError:
            return None
        return plain
    form = form_of_one(plain) or _with_time(plain)
    return None if form is None or " " in form or "/" in form else form


_TIME = re.compile(
    r"(.+?)(?:[t ]| at | - )(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?"
    r" ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?)?(?: ?([a-z]{2,5}))?",
    re.ASCII,
)
_BARE_TIME = re.compile(r"(.+?)[t ](\d\d)(\d\d)?()()(z|[+-]\d\d(?::?\d\d)?)?()", re.ASCII)
_HOUR = re.compile(r"(.+?)(?: at)? (\d{1,2})()() ?([ap])\.?m\.?()(?: ?([a-z]{2,5}))?", re.ASCII)


def _with_time(plain: str) -> str | None:
    """The form of a day with a time of day: 24 hours, a T between them, the offset behind."""
    match = _TIME.fullmatch(plain) or _BARE_TIME.fullmatch(plain) or _HOUR.fullmatch(plain)
    if match is None:
        return None
    day, hours, minutes, seconds, half, offset, place = match.groups()
    form = _right_or_one(day)
    hour, minutes = int(hours), minutes or "00"
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if form is None or not _DAY.fullmatch(form) or hour > 23 or int(minutes) > 59:
        return None
    clock = f"{hour:02d}:{minutes}" + (f":{seconds}" if seconds else "")
    offset = "Z" if offset in ("z", "utc", "gmt") else offset or ""
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    if not place:
        return f"{form}T{clock}{offset}"
    near = suggest_zone(place) or "America/New_York, or another,"
    return f"{form}T{clock}{offset}, and beside it zone: {near}"


_MARKED = tuple(
    (re.compile(pattern), before, after)
    for pattern, before, after in (
        (r"(?:about|around|approx\.?|approximately|circa|ca?\.?|~) ?(.+)", "", "~"),
        (r"(.+?) ?\(?(?:approx\.?|approximately)\)?", "", "~"),
        (r"(?:perhaps|possibly|probably|maybe) (.+)|(.+?) ?\((?:uncertain|\?)\)", "", "?"),
        (r"(.+)(?:\?~|~\?)", "", "%"),
        (r"(?:until|till|up to|to|unknown/|open/|-) ?(.+)", "../", ""),
        (r"(?:since|from) (.+?)(?: on| onwards?)?|(.+)(?:/open|/unknown| ?-)", "", "/.."),
    )
)


def _marked(plain: str) -> str | None:
    """About, perhaps, until, since: the marks and the open spans; a mark within a date."""
    for pattern, before, after in _MARKED:
        match = pattern.fullmatch(plain)
        if match:
            form = _right_or_one(match[match.lastindex or 1])
            return f"{before}{form}{after}" if form else None
    bare = re.sub(r"[?~%()]", "", plain)
    marks = set(re.findall(r"[?~%]", plain))
    if marks and _RIGHT.fullmatch(bare) and _right_or_one(bare):
        return f"{bare}{marks.pop() if len(marks) == 1 else '%'}"
    return None


_RANGE = tuple(
    re.compile(rf"(?:from )?(.+?)(?:{link})(.+)", re.ASCII)
    for link in (
        " to | until | till | through ",
        " - ",
        " ?/ ?",
        r" ?\.\. ?",
        r"(?<=\d{4}-\d\d-\d\d)-",
        "-",
    )
)


def _ranged(plain: str) -> str | None:
    """From one day to another; one unknown day between two, or before or after one."""
    match = re.fullmatch(r"between (.+) and (.+)", plain)
    if match:
        first, last = _right_or_one(match[1]), _right_or_one(match[2])
        return f"{{between: {first}, and: {last}}}" if first and last else None
    match = re.fullmatch(r"(before|by|after) (.+)", plain)
    if match:
        known = _right_or_one(match[2])
        if known is None:
            return None
        if match[1] == "after":
            return f"{{between: {known}, and: the last day it can be}}"
        return f"{{between: the first day it can be, and: {known}}}"
    for pattern in _RANGE:
        match = pattern.fullmatch(plain)
        span = _span(match[1], match[2]) if match else None
        if span is not None:
            return span
    return None


def _span(first: str, last: str) -> str | None:
    """The form of a span; an end that leaves out month or year takes them from the other."""
    start, end = _right_or_one(first), _right_or_one(last)
    if end is None and re.fullmatch(r"\d{4}-\d\d-\d\d", first, re.ASCII):
        short = re.fullmatch(r"(?:\d\d-)?\d\d", last, re.ASCII)
        end = _right_or_one(f"{first[: -len(last)]}{last}") if short else None
    words = last.split()
    if start is None and len(words) > 1:  # 8 to 9 March 2018; 28 April to 3 May 2018
        start = _right_or_one(f"{first} {' '.join(words[1:])}")
        start = start or _right_or_one(f"{first} {words[-1]}")
    return f"{start}/{end}" if start and end and start <= end else None
