"""A record as plain values under the keys that its author writes, for JSON and for tables."""

from __future__ import annotations

from typing import Any

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.record import Part
from summitry.foundation.dates import When


def as_tree(owner: Part) -> dict[str, Any]:
    """Return the filled fields of a record or part, in the order its kind declares them.

    Several are always a list, a table always an object. Dates are written as in the text; one that sources
    give differently is a list of ``date`` and ``source``. Spans are written out (``5 workdays``), a flag is
    true or false, a count a number.
    """
    filled = owner.__dict__
    return {
        spec.key: _value(spec, filled[spec.name])
        for spec in specs(type(owner))
        if spec.name in filled and filled[spec.name] != spec.blank
    }


def _value(spec: FieldSpec, value: Any) -> Any:
    if value is None:
        return None
    match spec.shape:
        case "part":
            return as_tree(value)
        case "parts":
            return [as_tree(each) for each in value]
        case "table":
            assert spec.value is not None
            return {str(key): _value(spec.value, inner) for key, inner in value}
        case "when":
            return _when(value)
        case "days":
            return f"{value} days"
        case "workdays":
            return f"{value} workdays"
        case "texts" | "refs" | "sources" | "choices":
            return list(value)
    return value


def _when(value: When) -> Any:
    if not value.alternatives:
        return value.text
    return [
        {"date": r.when.text, **({"source": list(r.source)} if r.source else {}),
         **({"zone": r.zone} if r.zone else {})}
        for r in value.alternatives
    ]  # fmt: skip
