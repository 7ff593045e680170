"""Values as plain JSON: dataclasses as objects, dates as ISO text, blanks left out."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from summitry.foundation.dates import When


def plain(value: Any) -> Any:
    """Return ``value`` as lists, dictionaries, texts and numbers, ready for ``json.dumps``.

    Fields that are blank are left out; a dataclass field may opt out with metadata ``{"plain":
    False}``. Pairs of a table become an object.

    >>> plain(date(2018, 3, 12))
    '2018-03-12'
    """
    if value is None or (isinstance(value, (str, int, float, bool)) and not isinstance(value, enum.Enum)):
        return value
    if isinstance(value, When):
        return value.text
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def _fields(value: Any) -> dict[str, Any]:
    found = {}
    for item in dataclasses.fields(value):
        if not item.compare or item.metadata.get("plain") is False:
            continue
        inner = getattr(value, item.name)
        if inner is None or inner == "" or inner == ():
            continue
        found[item.name.rstrip("_")] = plain(inner)
    return found
