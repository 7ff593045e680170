"""The pieces that JSON Schemas of the interface are made of, and those of values as they are written out."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, Union

from summitry.foundation.dates import When

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
FREE: Schema = {"type": "object"}
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def to(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def several(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def thing(*needed: str, **members: Schema) -> Schema:
    """Return the schema of an object with these members, of which some are always there."""
    return {
        "type": "object", "properties": members, **({"required": list(needed)} if needed else {}),
        "additionalProperties": False,
    }  # fmt: skip


def wide(*needed: str, **members: Schema) -> Schema:
    """Return the schema of an object that may have further members."""
    return {**thing(*needed, **members), "additionalProperties": True}


def of_value(cls: Any) -> Schema:
    """Return the schema of a value of a type as `summitry.foundation.plain` writes it: a field that is blank
    is left out, so none is needed."""
    origin, inner = typing.get_origin(cls), typing.get_args(cls)
    if origin in (Union, types.UnionType):
        some = [of_value(each) for each in inner if each is not type(None)]
        return some[0] if len(some) == 1 else {"anyOf": some}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return several(of_value(inner[0]) if inner[-1] is Ellipsis else {})
    if not isinstance(cls, type):
        return {}
    if dataclasses.is_dataclass(cls) and cls is not When:
        hints = typing.get_type_hints(cls)
        told = [f for f in dataclasses.fields(cls) if f.compare and f.metadata.get("plain") is not False]
        return thing(**{f.name.rstrip("_"): of_value(hints[f.name]) for f in told})
    for known, schema in _PLAIN.items():
        if issubclass(cls, known):
            return dict(schema)
    return {}


_PLAIN: dict[type, Schema] = {
    bool: {"type": "boolean"}, enum.Enum: TEXT, int: WHOLE, float: {"type": "number"}, str: TEXT, When: TEXT,
    datetime: TEXT, date: TEXT, Mapping: FREE,
}  # fmt: skip
