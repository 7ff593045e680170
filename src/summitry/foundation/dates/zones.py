"""Time zones by their IANA names: which exist, what to call them, how far from UTC.

Zone rules come from ``zoneinfo``: the system's copy, else the ``tzdata`` package.
"""

from __future__ import annotations

import difflib
import re
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from summitry.foundation.dates.fault import DateFault, shown

LONGEST_NAME = 64

# No dot and no leading slash: such a name cannot lead out of the zone folders.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}")

# "localtime" is this machine's clock, "right" counts leap seconds, "Factory" means unset.
_NOT_A_PLACE = frozenset({"localtime", "posixrules", "Factory"})
_NOT_A_FOLDER = ("posix/", "right/")

_EVERYDAY_NAMES = {
    "bst": "Europe/London",
    "beijing": "Asia/Shanghai",
    "cet": "Europe/Paris",
    "cdt": "America/Chicago",
    "cst": "America/Chicago",
    "ct": "America/Chicago",
    "eastern": "America/New_York",
    "edt": "America/New_York",
    "est": "America/New_York",
    "et": "America/New_York",
    "geneva": "Europe/Zurich",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "msk": "Europe/Moscow",
    "pacific": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "washington": "America/New_York",
    "z": "UTC",
}


@lru_cache(maxsize=512)
def _find(name: str) -> ZoneInfo | None:
    if name in _NOT_A_PLACE or name.startswith(_NOT_A_FOLDER) or not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # absent; not a zone file; a folder of zones
        return None


def known_zone(name: object) -> bool:
    """Say whether ``name`` is an IANA time zone. Anything else, of any type, is ``False``.

    >>> known_zone("Asia/Pyongyang"), known_zone("../../etc/passwd")
    (True, False)
    """
    return isinstance(name, str) and len(name) <= LONGEST_NAME and _find(name) is not None


def zone_of(name: object) -> ZoneInfo:
    """Return the rules of a zone; ``DateFault`` with a suggestion when there is none."""
    found = _find(name) if isinstance(name, str) and len(name) <= LONGEST_NAME else None
    if found is None:
        written = shown(name) if isinstance(name, str) else "This"
        near = suggest_zone(name)
        raise DateFault(
            f"{written} is not a time zone.",
            f"Write {near}." if near else "Write an IANA zone, for example America/New_York.",
        )
    return found


def zone_city(name: str) -> str:
    """Return what to call a zone in a sentence: its city.

    >>> zone_city("America/Argentina/Buenos_Aires"), zone_city("Etc/UTC"), zone_city("Etc/GMT+5")
    ('Buenos Aires', 'UTC', 'UTC-5')
    """
    last = name.rpartition("/")[2]
    if last in {"UTC", "UCT", "Zulu", "Universal", "GMT", "Greenwich"}:
        return "UTC"
    fixed = re.fullmatch(r"GMT([+-])([0-9]{1,2})", last)
    if fixed:  # the database writes these with the sign turned round
        sign, hours = ("-" if fixed[1] == "+" else "+"), int(fixed[2])
        return f"UTC{sign}{hours}" if hours else "UTC"
    return last.replace("_", " ")


def offset_words(offset: timedelta | None) -> str:
    """Write a distance from UTC: ``UTC+08:30``; ``UTC`` for none."""
    if not offset:
        return "UTC"
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def offset_text(zone: str, moment: datetime) -> str:
    """Say how far ``zone`` is from UTC at ``moment`` (without an offset: on the zone's clock).

    >>> offset_text("Asia/Pyongyang", datetime(2018, 3, 12))
    'UTC+08:30'
    """
    rules = zone_of(zone)
    try:
        there = moment.replace(tzinfo=rules) if moment.tzinfo is None else moment.astimezone(rules)
        return offset_words(there.utcoffset())
    except (OverflowError, ValueError):  # the first and last days of the calendar
        return offset_words(moment.replace(tzinfo=rules).utcoffset())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every zone by what people call it: the full name, and the city alone."""
    zones = sorted(name for name in available_timezones() if name not in _NOT_A_PLACE)
    known = {zone_city(name).lower(): name for name in reversed(zones) if "/" in name}
    return known | {name.lower().replace("_", " "): name for name in zones}


def suggest_zone(name: object) -> str | None:
    """Return the zone most likely meant by a name that is none; ``None`` when nothing is near.

    Abbreviations stand for the place a desk would mean (KST is Seoul); it is a suggestion only.

    >>> suggest_zone("Pyongyang"), suggest_zone("america/new york"), suggest_zone("KST")
    ('Asia/Pyongyang', 'America/New_York', 'Asia/Seoul')
    """
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        return None
    plain = " ".join(name.lower().replace("_", " ").split())
    if plain in _EVERYDAY_NAMES:
        return _EVERYDAY_NAMES[plain]
    if plain in _names():
        return _names()[plain]
    near = difflib.get_close_matches(plain, _names(), n=1, cutoff=0.8)
    return _names()[near[0]] if near else None
