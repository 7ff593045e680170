"""``dossier.yaml``: the header, read field by field, with a fault for what it cannot hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from summitry.dossier.header import FORMAT, Grants, Header
from summitry.dossier.kinds import BY_PLURAL
from summitry.folder.faults import fault
from summitry.folder.locate import YamlFile
from summitry.foundation.catalogues import languages
from summitry.foundation.dates import (
    DateFault,
    When,
    known_zone,
    parse_span,
    parse_when,
    parse_workdays,
    suggest_zone,
)
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.origin import Anchor, Home, Place
from summitry.foundation.suggest import did_you_mean

KEYS: dict[str, str] = {
    "format": "number of the text format; this version reads 1",
    "dossier": "the dossier's title",
    "own_side": "the party whose dossier it is; a mediator leaves it out",
    "counterparts": "the parties to be dealt with",
    "zone": "the time zone in which days are counted",
    "place": "the place to name with those days, such as `Washington`; else the city of the zone",
    "workdays": "the days that are worked, such as `Mon-Fri`",
    "calendars": "party or agency: an .ics file of holidays",
    "holidays": "party or agency: a list of days not worked",
    "markings": "the markings in use, lowest first",
    "groups": "the need-to-know groups in use",
    "readers": "name: {marking, groups}; for `--for NAME`",
    "default": "the marking of what says nothing of its marking",
    "cutoff": "the day as of which the dossier is read when no other is named",
    "channel_life": "how long an unused channel counts as live",
    "line_life": "how long an unrepeated public line counts as current",
    "sections": "the sections of the book, in order",
    "language": "the language of the labels on pages, such as `en`; what the dossier says stays as it is",
}
"""What the header may say, with what each means."""


class _Reader:
    def __init__(self, file: YamlFile, faults: list[Diagnostic]) -> None:
        self.file = file
        self.faults = faults
        self.values: dict[str, Any] = {}

    def complain(self, key: str, message: str, hint: str = "", code: str = "FRM020") -> None:
        place = Place(spot=self.file.locate_path((key,)))
        self.faults.append(fault(code, message, place, hint))

    def text(self, key: str, value: Any) -> None:
        if isinstance(value, str):
            self.values[key] = value
        else:
            self.complain(key, f'"{key}" should be a text.')

    def texts(self, key: str, value: Any) -> None:
        listed = value if isinstance(value, list) else [value]
        if all(isinstance(v, str) for v in listed):
            self.values[key] = tuple(listed)
        else:
            self.complain(key, f'"{key}" should be a list of words.')

    def language(self, key: str, value: Any) -> None:
        if value in languages():
            self.values[key] = value
        else:
            message = f'There is no catalogue of labels for "{value}"; pages are in English.'
            self.complain(key, message, f"Languages: {', '.join(languages())}.")

    def zone(self, key: str, value: Any) -> None:
        if isinstance(value, str) and known_zone(value):
            self.values[key] = value
        else:
            near = suggest_zone(str(value))
            hint = f'Did you mean "{near}"?' if near else "Write it as in America/New_York."
            self.complain(key, f'"{value}" is not a time zone; days are counted in UTC.', hint, "TIM002")

    def span(self, key: str, value: Any) -> None:
        try:
            self.values[key] = parse_span(str(value))
        except DateFault as error:
            self.complain(key, error.message, error.hint, "TIM003")

    def workdays(self, key: str, value: Any) -> None:
        try:
            self.values[key] = parse_workdays(str(value))
        except DateFault as error:
            self.complain(key, error.message, error.hint, "TIM003")

    def cutoff(self, key: str, value: Any) -> None:
        try:
            self.values[key] = parse_when(value, None)
        except DateFault as error:
            self.complain(key, error.message, error.hint, "TIM001")

    def format(self, key: str, value: Any) -> None:
        if str(value) != str(FORMAT):
            self.complain(
                key, f"This dossier says format {value}; this version reads format {FORMAT}.",
                "Install the version of summitry that the dossier was written with, or newer.",
            )  # fmt: skip
            self.values["format"] = -1

    def default(self, key: str, value: Any) -> None:
        if isinstance(value, dict) and isinstance(value.get("marking"), str):
            self.values["default_marking"] = value["marking"]
        else:
            self.complain(key, '"default" should be `{marking: ...}`.')

    def readers(self, key: str, value: Any) -> None:
        if not isinstance(value, dict):
            self.complain(key, '"readers" should be `{name: {marking: ..., groups: [...]}}`.')
            return
        found = []
        for name, grants in value.items():
            marking = grants.get("marking") if isinstance(grants, dict) else None
            groups = grants.get("groups") or [] if isinstance(grants, dict) else None
            if isinstance(groups, str):
                groups = [groups]
            if not isinstance(marking, str) or not isinstance(groups, list):
                self.complain(key, f'The reader "{name}" needs a marking and a list of groups.')
                continue
            found.append((name, Grants(marking, frozenset(str(g) for g in groups))))
        self.values["readers"] = tuple(found)

    def calendars(self, key: str, value: Any) -> None:
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            self.values["calendars"] = tuple(value.items())
        else:
            self.complain(key, '"calendars" should be `{party: file.ics}`.')

    def holidays(self, key: str, value: Any) -> None:
        found = []
        for name, listed in value.items() if isinstance(value, dict) else ():
            days: set[date] = set()
            for item in listed if isinstance(listed, list) else [listed]:
                try:
                    when = parse_when(item, None)
                    days |= _every_day(when)
                except DateFault as error:
                    self.complain(key, error.message, error.hint, "TIM001")
            found.append((name, frozenset(days)))
        self.values["holidays"] = tuple(found)


def _every_day(when: When) -> set[date]:
    """The days off that a date names, a whole week among them; refused where it is longer than a year."""
    length = (when.latest - when.earliest).days
    if when.between or length > 366:
        raise DateFault(
            f"{when.text} is no day, and no span of up to a year.",
            "Write 2018-07-04, or 2018-12-24/2018-12-31.",
        )
    return {when.earliest + timedelta(days=n) for n in range(length + 1)}


_READ: dict[str, Any] = {
    "format": _Reader.format, "dossier": _Reader.text, "own_side": _Reader.text,
    "counterparts": _Reader.texts, "zone": _Reader.zone, "place": _Reader.text, "workdays": _Reader.workdays,
    "calendars": _Reader.calendars, "holidays": _Reader.holidays, "markings": _Reader.texts,
    "groups": _Reader.texts, "readers": _Reader.readers, "default": _Reader.default,
    "cutoff": _Reader.cutoff, "channel_life": _Reader.span, "line_life": _Reader.span,
    "sections": _Reader.texts,
    "language": _Reader.language,
}  # fmt: skip


def read_header(raw: Any, file: YamlFile, faults: list[Diagnostic]) -> Header:
    """Return the header that ``dossier.yaml`` holds; what it cannot hold is a fault and is left out.

    Keys that are kinds of record are none of the header's business and are passed over.
    """
    reader = _Reader(file, faults)
    for key, value in raw.items() if isinstance(raw, dict) else ():
        if key in BY_PLURAL:
            continue
        read = _READ.get(key)
        if read is None:
            hint = did_you_mean(key, [*KEYS, *BY_PLURAL])
            reader.complain(key, f'The header has no field "{key}".', hint)
        elif value is not None:
            read(reader, key, value)
    header = Header(**reader.values, home=Home(Anchor(file, 0), ""))
    for name, grants in header.readers:
        unknown = [g for g in sorted(grants.groups) if g not in header.groups]
        if grants.marking not in header.markings:
            reader.complain("readers", f'The reader "{name}" has the unknown marking "{grants.marking}".',
                            f"Markings: {', '.join(header.markings)}.")  # fmt: skip
        if unknown:
            reader.complain("readers", f'The reader "{name}" is in the unknown group "{unknown[0]}".',
                            did_you_mean(unknown[0], header.groups))  # fmt: skip
    if header.default_marking and header.default_marking not in header.markings:
        reader.complain("default", f'The default marking "{header.default_marking}" is not listed.',
                        f"Markings: {', '.join(header.markings)}.")  # fmt: skip
    return header
