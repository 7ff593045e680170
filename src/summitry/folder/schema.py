"""JSON Schema (draft 2020-12) of the text format, made from the kinds' own fields.

With it an ordinary editor completes keys and words and underlines what a dossier cannot hold. A schema
sees one file at a time: whether an id names anything is for ``summitry check`` to say.
"""

from __future__ import annotations

import inspect
from typing import Any

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import KINDS
from summitry.dossier.record import Part, Record
from summitry.folder.headerfile import KEYS

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_DEFS: dict[str, Schema] = {
    "text": _SCALAR,
    "texts": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
    "id": {"type": ["string", "number"], "description": "a name without spaces or slashes, unique for life"},
    "day": {
        "description": "2018, 2018-03, 2018-03-12, 2018-03-12T14:30, 2018-05-01/2018-05-31, 2012~ or 2012?",
        "type": ["string", "number", "null"],
    },
    "window": {
        "description": "one unknown day between two",
        "type": "object",
        "properties": {"between": {"$ref": "#/$defs/day"}, "and": {"$ref": "#/$defs/day"}},
        "required": ["between", "and"],
        "additionalProperties": False,
    },
    "reported": {
        "description": "one of several reported dates, with its source",
        "type": "object",
        "properties": {
            "date": {"$ref": "#/$defs/day"}, "on": {"$ref": "#/$defs/day"},
            "between": {"$ref": "#/$defs/day"}, "and": {"$ref": "#/$defs/day"},
            "source": {"$ref": "#/$defs/texts"}, "zone": {"type": "string"},
        },
        "additionalProperties": False,
    },
    "when": {
        "anyOf": [
            {"$ref": "#/$defs/day"}, {"$ref": "#/$defs/window"}, {"$ref": "#/$defs/reported"},
            {"type": "array", "items": {"$ref": "#/$defs/reported"}},
        ]
    },
    "flag": {"enum": [True, False, "yes", "no", "true", "false", None], "description": "yes or no"},
    "span": {
        "type": ["string", "null"],
        "pattern": r"^\s*[0-9]+\s*(d|days?|w|weeks?|workdays?|working days?)\s*$",
        "examples": ["60 days", "2 weeks", "5 workdays"],
    },
    "count": {
        "anyOf": [{"type": ["integer", "null"], "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]
    },
}  # fmt: skip


def kind_schema(kind: type[Record]) -> Schema:
    """Return the schema of one record of a kind."""
    defs = dict(_DEFS)
    return {"$schema": DRAFT, **_owner(kind, defs), "$defs": defs}


def file_schema() -> Schema:
    """Return the schema of a file of records: kinds in the plural, each with a list of records."""
    defs = dict(_DEFS)
    return {
        "$schema": DRAFT,
        "title": "A file of a Summitry dossier",
        "type": ["object", "null"],
        "properties": _lists(defs),
        "additionalProperties": False,
        "$defs": defs,
    }


def header_schema() -> Schema:
    """Return the schema of ``dossier.yaml``, which may hold records too."""
    defs = dict(_DEFS)
    fields = {key: {"description": says, **_HEADER.get(key, _TEXTS)} for key, says in KEYS.items()}
    return {
        "$schema": DRAFT,
        "title": "The head of a Summitry dossier",
        "type": "object",
        "properties": {**fields, **_lists(defs)},
        "required": ["format"],
        "additionalProperties": False,
        "$defs": defs,
    }


def _lists(defs: dict[str, Schema]) -> dict[str, Schema]:
    found = {}
    for kind in KINDS:
        defs[kind.kind] = _owner(kind, defs)
        found[kind.plural] = {
            "description": _first_line(kind),
            "type": ["array", "null"],
            "items": {"anyOf": [{"$ref": f"#/$defs/{kind.kind}"}, {"type": "null"}]},
        }
    return found


_TEXTS: Schema = {"$ref": "#/$defs/texts"}
_TEXT: Schema = {"$ref": "#/$defs/text"}
_HEADER: dict[str, Schema] = {
    "format": {"enum": [1, "1"]},
    "dossier": _TEXT, "own_side": _TEXT, "place": _TEXT, "zone": _TEXT, "workdays": _TEXT,
    "cutoff": {"$ref": "#/$defs/when"},
    "channel_life": {"$ref": "#/$defs/span"}, "line_life": {"$ref": "#/$defs/span"},
    "calendars": {"type": "object", "additionalProperties": _TEXT},
    "holidays": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"$ref": "#/$defs/when"}, {"type": "array", "items": {"$ref": "#/$defs/when"}}]
        },
    },
    "default": {
        "type": "object", "properties": {"marking": _TEXT}, "required": ["marking"],
        "additionalProperties": False,
    },
    "readers": {
        "type": "object",
        "additionalProperties": {
            "type": "object", "properties": {"marking": _TEXT, "groups": _TEXTS}, "required": ["marking"],
            "additionalProperties": False,
        },
    },
}  # fmt: skip


def _owner(owner: type[Part], defs: dict[str, Schema]) -> Schema:
    properties = {spec.key: _field(spec, defs) for spec in specs(owner)}
    required = [spec.key for spec in specs(owner) if spec.required]
    if issubclass(owner, Record):
        required = ["id", *required] if owner.kind != "accepted" else required
    elif "on" in properties and "between" not in properties:
        properties["between"] = {"$ref": "#/$defs/day", "description": "first day of a window, for `on`"}
        properties["and"] = {"$ref": "#/$defs/day", "description": "last day of a window, for `on`"}
    return {
        "title": getattr(owner, "kind", "") or getattr(owner, "noun", "") or owner.__name__.lower(),
        "description": _first_line(owner),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _first_line(owner: type) -> str:
    return (inspect.getdoc(owner) or "").split("\n", 1)[0]


def _field(spec: FieldSpec, defs: dict[str, Schema]) -> Schema:
    found = {"$ref": "#/$defs/id"} if spec.key == "id" and not spec.to else _value(spec, defs)
    says = spec.help
    if spec.to:
        names = ", ".join(t.strip("'").replace("_", " ") for t in spec.to)
        says = f"{says} ({names})" if says else names
    return {"description": says, **found} if says else found


def _value(spec: FieldSpec, defs: dict[str, Schema]) -> Schema:
    match spec.shape:
        case "text" | "words" | "ref" | "zone":
            return {"$ref": "#/$defs/text"}
        case "texts" | "refs" | "sources":
            return {"$ref": "#/$defs/texts"}
        case "choice":
            return {"enum": _words(spec)}
        case "choices":
            word = {"enum": _words(spec)}
            return {"anyOf": [word, {"type": "array", "items": word}]}
        case "when" | "flag" | "count":
            return {"$ref": f"#/$defs/{spec.shape}"}
        case "days" | "workdays":
            return {"$ref": "#/$defs/span"}
        case "part":
            return _part(spec, defs)
        case "parts":
            return _parts(spec, defs)
        case "table":
            assert spec.value is not None
            return {"type": ["object", "null"], "additionalProperties": _value(spec.value, defs)}
    raise AssertionError(spec.shape)


def _words(spec: FieldSpec) -> list[str | bool | None]:
    """The words of a choice; an editor reads an unquoted yes or no as true or false."""
    found: list[str | bool | None] = [*spec.choices, None]
    if "yes" in spec.choices:
        found.append(True)
    if "no" in spec.choices:
        found.append(False)
    return found


def _part(spec: FieldSpec, defs: dict[str, Schema]) -> Schema:
    part = spec.part
    assert part is not None and issubclass(part, Part)
    name = f"part:{part.__name__}"
    if name not in defs:
        defs[name] = {}
        defs[name] = _owner(part, defs)
    forms: list[Schema] = [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]
    if part.shorthand:
        short = next(s for s in specs(part) if s.name == part.shorthand)
        forms.append({"description": f"stands for its `{short.key}`", **_value(short, defs)})
    return {"anyOf": forms}


def _parts(spec: FieldSpec, defs: dict[str, Schema]) -> Schema:
    one = _part(spec, defs)
    forms: list[Schema] = [{"type": "array", "items": one}, one]
    if getattr(spec.part, "noun", ""):
        forms.append(
            {"description": "each under its id", "type": "object", "additionalProperties": one["anyOf"][0]}
        )
    return {"anyOf": forms}
