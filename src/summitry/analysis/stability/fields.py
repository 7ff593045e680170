"""Reading fields of a JSON value: what is not as expected becomes a fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from summitry.analysis.stability.model import ModelFault

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Faults:
    """The faults found while one text is being read."""

    found: list[ModelFault] = field(default_factory=list)

    def add(self, code: str, message: str, path: Path, hint: str = "", *, grave: bool = True) -> None:
        """Note a fault."""
        self.found.append(ModelFault(code=code, message=message, hint=hint, path=path, grave=grave))

    def stop(self) -> bool:
        """Whether one of them leaves nothing to analyse."""
        return any(f.grave for f in self.found)


def listed(value: Any, path: Path, faults: Faults) -> Iterator[tuple[Any, Path]]:
    """Yield the entries of a list with their places; a blank is an empty list."""
    if value is None:
        return
    if not isinstance(value, list):
        faults.add("STB001", f"A list is expected here, and {_said(value)} stands here.", path)
        return
    for n, entry in enumerate(value):
        yield entry, (*path, n)


def objects(value: Any, path: Path, faults: Faults) -> Iterator[tuple[dict[str, Any], Path]]:
    """Yield the objects of a list with their places."""
    for entry, at in listed(value, path, faults):
        if isinstance(entry, dict):
            yield entry, at
        else:
            faults.add("STB001", f"An object is expected here, and {_said(entry)} stands here.", at)


def mapping(value: Any, path: Path, faults: Faults) -> dict[str, Any]:
    """Return an object; a blank is an empty one."""
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    faults.add("STB001", f"An object is expected here, and {_said(value)} stands here.", path)
    return {}


def text_in(value: dict[str, Any], key: str, path: Path, faults: Faults, default: str = "") -> str:
    """Return a text field."""
    found = value.get(key, default)
    if isinstance(found, str):
        return found
    faults.add("STB001", f"A text is expected here, and {_said(found)} stands here.", (*path, key))
    return default


def whole_number(value: Any, path: Path, faults: Faults) -> int | None:
    """Return a whole number; ``None`` with a fault for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    faults.add("STB001", f"A whole number is expected here, and {_said(value)} stands here.", path)
    return None


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return f"the number {value}"
