"""From a plain mapping to a record: every value is typed by its field, every mistake a diagnostic.

Runs once for every field of every record, so the plain cases come first and nothing is looked up
twice. One `Builder` serves one file. This is one thing because every shape's conversion shares the
path being read, the references and the faults being gathered.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from summitry.dossier.fields import FieldSpec, per_class, spec_by_key, specs
from summitry.dossier.record import Part, Record, Reference, cited_document, reported_in
from summitry.folder.faults import fault
from summitry.folder.ownparts import NAMING_OWN_PARTS, own_part_faults
from summitry.folder.plainvalues import MAX_TEXT, AtOnce, at_once, parsed
from summitry.foundation.dates import (
    DateFault,
    When,
    known_zone,
    parse_span,
    parse_when,
    parse_workday_count,
    suggest_zone,
)
from summitry.foundation.diagnostics import Diagnostic, Fix, Related
from summitry.foundation.origin import Anchor, Home, Locator, Place
from summitry.foundation.suggest import did_you_mean, nearest

_ID = re.compile(r"[^\s/:,;#\[\]{}\"'`|<>\\&*!%@?=]{1,120}\Z")
_YES = {"yes": True, "true": True, "no": False, "false": False}

Tree = Any
Convert = Callable[["Builder", FieldSpec, Tree], Any]


class Builder:
    """Builds the records of one file and collects what is wrong with them."""

    def __init__(self, file: Locator, faults: list[Diagnostic]) -> None:
        self.file = file
        self.faults = faults
        self._path: list[str | int] = []
        self._refs: list[Reference] = []
        self._home = Home(Anchor(file, 0), "")
        self._id = ""
        self._zone: str | None = None
        self._marked = False

    def record(self, cls: type[Record], index: int, raw: Tree) -> Record | None:
        """Return the ``index``-th record of a kind, or ``None`` when it has no id to be known by."""
        self._home = Home(Anchor(self.file, index), cls.plural)
        self._path, self._refs, self._id = [], [], ""
        if not isinstance(raw, dict):
            self.complain(
                "FRM008", f"An entry under {cls.plural} is {_called(raw)}, not a record.",
                "Write it as `- id: short-name` with its fields below.",
            )  # fmt: skip
            return None
        self._id = self._record_id(cls, raw)
        if not self._id:
            return None
        zone = raw.get("zone")
        self._zone = zone if isinstance(zone, str) and known_zone(zone) else None
        self._marked = False
        values = self._values(cls, raw)
        if self._marked:
            values["bears_marks"] = True
        values["id"] = self._id
        values["home"] = self._home
        if self._refs:
            values["refs"] = tuple(self._refs)
        record = object.__new__(cls)
        record.__dict__.update(values)
        if _parts_with_ids(cls):
            self._check_part_ids(record)
        if cls.kind in NAMING_OWN_PARTS:
            self.faults.extend(own_part_faults(record))
        return record

    def complain(
        self, code: str, message: str, hint: str = "", key: str | int | None = None,
        *, fix: Fix | None = None, related: tuple[Related, ...] = (),
    ) -> None:  # fmt: skip
        """Add a fault at the field being read (or at ``key`` below it)."""
        path = tuple(self._path) if key is None else (*self._path, key)
        place = Place(self._id, path, self._home)
        self.faults.append(fault(code, message, place, hint, fix=fix, related=related))

    # -- ids ----------------------------------------------------------------------------------

    def _record_id(self, cls: type[Record], raw: dict[str, Tree]) -> str:
        found = raw.get("id")
        if found is None and cls.kind == "accepted":
            about = raw.get("about")
            listed = about if isinstance(about, list) else [about]
            return f"{raw.get('finding')}:{'+'.join(str(a) for a in listed)}"
        if isinstance(found, str) and _ID.match(found):
            return sys.intern(found)
        if found is None or found == "":
            named = next((raw[k] for k in ("title", "name", "says") if isinstance(raw.get(k), str)), "")
            self.complain(
                "FRM009", f"A record under {cls.plural} has no id{f': {_short(named)}' if named else ''}.",
                f"Give it one: `id: {_proposed_id(named) or 'short-name'}`.",
            )  # fmt: skip
        else:
            shown = found if isinstance(found, str) else _called(found)
            self.complain(
                "FRM024", f'"{_short(str(shown))}" cannot be an id.',
                "Use letters, digits, hyphens and dots, without spaces or slashes, at most 120.", "id",
            )  # fmt: skip
        return ""

    def _check_part_ids(self, record: Record) -> None:
        for spec in _parts_with_ids(type(record)):
            seen: dict[str, int] = {}
            for at, item in enumerate(getattr(record, spec.name)):
                if not item.id:
                    self._path = [spec.key, at]
                    self.complain(
                        "FRM009", f"A {item.noun} of {record.known_as} has no id.",
                        f"Give it one, unique in {record.id}: `id: short-name`.",
                    )  # fmt: skip
                elif item.id in seen:
                    self._path = [spec.key, at]
                    first = Place(self._id, (spec.key, seen[item.id]), self._home)
                    self.complain(
                        "FRM023", f'Two parts of {record.known_as} are called "{item.id}".',
                        "Give one of them another id.", "id",
                        related=(Related(first, "the first one"),),
                    )  # fmt: skip
                else:
                    seen[item.id] = at
                    if not _ID.match(item.id):
                        self._path = [spec.key, at]
                        self.complain(
                            "FRM024", f'"{_short(item.id)}" cannot be an id.',
                            "Use letters, digits, hyphens and dots, without spaces or slashes.", "id",
                        )  # fmt: skip
        self._path = []

    # -- fields -------------------------------------------------------------------------------

    def _values(self, cls: type, raw: dict[str, Tree]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        known = _converters(cls)
        path, refs, zone = self._path, self._refs, self._zone
        for key, value in raw.items():
            entry = known.get(key)
            if entry is None:
                self._unknown_key(cls, key, value)
                continue
            if not value and (value is None or value == "" or value == []):
                continue
            spec, name, convert, plain, read = entry
            if plain:
                if type(value) is str and len(value) <= MAX_TEXT:
                    if value := value.strip():
                        values[name] = value
                    continue
            elif read is not None and (result := read(value, path, refs, zone)) is not None:
                values[name] = result
                continue
            path.append(key)
            result = convert(self, spec, value)
            path.pop()
            if result is not None:
                values[name] = result
        if "marking" in values or "access" in values:
            self._marked = True
        for spec in _required(cls):
            if spec.name not in values and not raw.get(spec.key):
                self._missing(cls, spec)
        return values

    def _missing(self, cls: type, spec: FieldSpec) -> None:
        what = getattr(cls, "kind", "") or getattr(cls, "noun", "") or "part"
        self.complain(
            "FRM010", f"This {_spoken(what)} does not say {spec.help or spec.key}.",
            f"Add `{spec.key}: ...`.",
        )  # fmt: skip

    def _unknown_key(self, cls: type, key: str, value: Tree) -> None:
        if value is None and (" " in key or any(c.isdigit() for c in key)):
            self.complain(
                "FRM013", f'"{_short(key)}" was cut off from the text before it at a comma.',
                "Prose inside { } must stand in quotation marks, or on a line of its own.", key,
            )  # fmt: skip
            return
        known = spec_by_key(cls)
        near = nearest(key, known)
        what = getattr(cls, "kind", "") or getattr(cls, "noun", "") or cls.__name__.lower()
        fix = None
        if near and not self._path:
            fix = Fix(f'Write "{near}" for "{key}".', self._id, (key,), key, near)
        self.complain(
            "FRM007", f'A {_spoken(what)} has no field "{_short(key)}".',
            did_you_mean(key, known) or f"Its fields: {', '.join(sorted(known))}.", key,
            fix=fix,
        )  # fmt: skip

    # -- one method a shape -------------------------------------------------------------------

    def _text(self, spec: FieldSpec, value: Tree) -> str | None:
        if type(value) is str:
            if len(value) > MAX_TEXT:
                self.complain(
                    "FRM015", f"This text has {len(value):,} characters; a field holds {MAX_TEXT:,}.",
                    "Keep long texts under archive/ and name the document.",
                )  # fmt: skip
                return None
            return value.strip() or None
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict) and any(v is None for v in value.values()):
            self.complain(
                "FRM013", f'"{spec.key}" holds prose inside braces, which YAML takes apart.',
                "Put the whole text in quotation marks.",
            )  # fmt: skip
            return None
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            return self._text(spec, value[0])
        self._shape("a text", value)
        return None

    def _texts(self, spec: FieldSpec, value: Tree) -> tuple[str, ...] | None:
        if type(value) is str:
            found = self._text(spec, value)
            return (found,) if found else None
        listed = self._listed(value)
        if listed is None:
            self._shape("a text or a list of texts", value)
            return None
        found_all = []
        for at, item in enumerate(listed):
            self._path.append(at)
            if item is not None and (one := self._text(spec, item)):
                found_all.append(one)
            self._path.pop()
        return tuple(found_all)

    def _listed(self, value: Tree) -> list[Tree] | None:
        if isinstance(value, list):
            return value
        return [value] if isinstance(value, bool) else None

    def _refer(self, spec: FieldSpec, target: str) -> None:
        if target not in spec.words_allowed:
            self._refs.append(Reference(spec, tuple(self._path), target))

    def _ref(self, spec: FieldSpec, value: Tree) -> str | None:
        if type(value) is not str:
            self._shape("the id of one record", value)
            return None
        target: str = value.strip()
        self._refer(spec, target)
        return target

    def _many_refs(self, spec: FieldSpec, value: Tree) -> tuple[str, ...] | None:
        found = self._texts(spec, value)
        if not found:
            return found
        for at, item in enumerate(found):
            self._path.append(at)
            self._refer(spec, item)
            self._path.pop()
        return found

    def _sources(self, spec: FieldSpec, value: Tree) -> tuple[str, ...] | None:
        found = self._texts(spec, value)
        for at, item in enumerate(found or ()):
            self._refs.append(Reference(spec, (*self._path, at), cited_document(item)))
        return found

    def _when(self, spec: FieldSpec, value: Tree) -> When | None:
        try:
            if type(value) is str:
                return parsed(value, self._zone)
            when = parse_when(value, self._zone)
            self._refs.extend(reported_in(when, tuple(self._path)))
            return when
        except DateFault as error:
            self.complain("TIM001", error.message, error.hint)
            return None

    def _choice(self, spec: FieldSpec, value: Tree) -> str | None:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if type(value) is not str:
            self._shape("one word", value)
            return None
        if value in spec.choices:
            return value
        folded = {c.replace("-", " ").casefold(): c for c in spec.choices}
        near = folded.get(value.replace("-", " ").casefold()) or nearest(value, spec.choices)
        fix = Fix(f'Write "{near}".', self._id, tuple(self._path), value, near) if near else None
        self.complain(
            "FRM011", f'"{_short(value)}" is not a word that "{spec.key}" knows.',
            (f'Did you mean "{near}"? ' if near else "") + f"It may be: {', '.join(spec.choices)}.",
            fix=fix,
        )  # fmt: skip
        return None

    def _choices(self, spec: FieldSpec, value: Tree) -> tuple[str, ...] | None:
        found = self._texts(spec, value) or ()
        return tuple(word for item in found if (word := self._choice(spec, item)))

    def _flag(self, spec: FieldSpec, value: Tree) -> bool | None:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in _YES:
            return _YES[value.lower()]
        self.complain("FRM011", f'"{spec.key}" is yes or no, not "{_short(str(value))}".',
                      "Write yes or no, or leave it blank.")  # fmt: skip
        return None

    def _count(self, spec: FieldSpec, value: Tree) -> int | None:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
        self.complain("FRM008", f'"{spec.key}" is a whole number, not "{_short(str(value))}".',
                      "Write digits only.")  # fmt: skip
        return None

    def _days(self, spec: FieldSpec, value: Tree) -> int | None:
        return self._span(parse_span, value)

    def _workdays(self, spec: FieldSpec, value: Tree) -> int | None:
        return self._span(parse_workday_count, value)

    def _span(self, parse: Callable[[str], int], value: Tree) -> int | None:
        try:
            if type(value) is str:
                return parse(value)
            self._shape("a span such as `5 workdays`", value)
        except DateFault as error:
            self.complain("TIM003", error.message, error.hint)
        return None

    def _time_zone(self, spec: FieldSpec, value: Tree) -> str | None:
        if isinstance(value, str) and known_zone(value):
            return value
        shown = _short(str(value))
        near = suggest_zone(shown)
        fix = Fix(f'Write "{near}".', self._id, tuple(self._path), shown, near) if near else None
        self.complain(
            "TIM002", f'"{shown}" is not a time zone.',
            f'Did you mean "{near}"?' if near else "Write it as in Asia/Pyongyang.", fix=fix,
        )  # fmt: skip
        return None

    def _part(self, spec: FieldSpec, value: Tree) -> Part | None:
        assert spec.part is not None
        cls: type[Part] = spec.part
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, str) and cls.shorthand:
            key = next(s.key for s in specs(cls) if s.name == cls.shorthand)
            value = {key: value}
        if not isinstance(value, dict):
            self._shape(f"fields such as `{{{_some_keys(cls)}}}`", value)
            return None
        if "between" in value and "on" in spec_by_key(cls) and "between" not in spec_by_key(cls):
            value = dict(value)
            value["on"] = {"between": value.pop("between"), "and": value.pop("and", None)}
        item = object.__new__(cls)
        item.__dict__.update(self._values(cls, value))
        return item

    def _parts(self, spec: FieldSpec, value: Tree) -> tuple[Part, ...] | None:
        if not isinstance(value, list):
            if isinstance(value, dict) and not _keyed_by_id(spec, value):
                value = [value]
            elif isinstance(value, dict):
                value = [{"id": k, **v} for k, v in value.items()]
            else:
                value = [value]
        found = []
        for at, item in enumerate(value):
            self._path.append(at)
            if item is not None and (one := self._part(spec, item)) is not None:
                found.append(one)
            self._path.pop()
        return tuple(found)

    def _table(self, spec: FieldSpec, value: Tree) -> tuple[tuple[str, Any], ...] | None:
        assert spec.value is not None
        if not isinstance(value, dict):
            self._shape("a mapping such as `{name: value}`", value)
            return None
        convert = _CONVERT[spec.value.shape]
        found = []
        for key, item in value.items():
            self._path.append(key)
            if spec.to:
                self._refer(spec, key)
            if item is not None and item != "":
                one = convert(self, spec.value, item)
                if one is not None:
                    found.append((key, one))
            elif spec.value.shape in ("words", "text"):
                found.append((key, ""))
            self._path.pop()
        return tuple(found)

    def _shape(self, wanted: str, value: Tree) -> None:
        name = self._path[-1] if self._path else "this"
        label = f'"{name}"' if isinstance(name, str) else "This entry"
        self.complain("FRM008", f"{label} should be {wanted}, not {_called(value)}.")


_CONVERT: dict[str, Convert] = {
    "text": Builder._text, "words": Builder._text, "texts": Builder._texts, "ref": Builder._ref,
    "refs": Builder._many_refs, "when": Builder._when, "choice": Builder._choice,
    "choices": Builder._choices, "flag": Builder._flag, "count": Builder._count,
    "days": Builder._days, "workdays": Builder._workdays, "zone": Builder._time_zone,
    "sources": Builder._sources, "part": Builder._part, "parts": Builder._parts,
    "table": Builder._table,
}  # fmt: skip


@per_class
def _converters(cls: type[Any]) -> dict[str, tuple[FieldSpec, str, Convert, bool, AtOnce | None]]:
    return {
        s.key: (s, s.name, _CONVERT[s.shape], s.shape in ("text", "words"), at_once(s)) for s in specs(cls)
    }


@per_class
def _required(cls: type[Any]) -> tuple[FieldSpec, ...]:
    return tuple(s for s in specs(cls) if s.required)


@per_class
def _parts_with_ids(cls: type[Any]) -> tuple[FieldSpec, ...]:
    return tuple(s for s in specs(cls) if s.shape == "parts" and s.part is not None and _noun(s))


def _noun(spec: FieldSpec) -> str:
    return str(getattr(spec.part, "noun", ""))


def _keyed_by_id(spec: FieldSpec, value: dict[str, Tree]) -> bool:
    """Whether a mapping stands for a list of parts with ids: ``{us: {...}, kcna: {...}}``."""
    assert spec.part is not None
    return bool(_noun(spec)) and all(isinstance(v, dict) for v in value.values())


def _some_keys(cls: type) -> str:
    own = [s.key for s in specs(cls) if s.key not in ("id", "source", "learned", "marking", "access")]
    return ", ".join(f"{key}: ..." for key in own[:2])


def _called(value: Tree) -> str:
    if value is None:
        return "blank"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a text"


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def is_id(text: str) -> bool:
    """Whether a text can be the id of a record or part."""
    return bool(_ID.match(text))


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def _proposed_id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
