"""Examples for a code's page: the cases the rules are tested with, so that no page can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from summitry.folder import yamltext
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A piece of dossier, its name, and whether the rule finds something in it."""

    name: str
    text: str
    found: bool


def _folder() -> Path | None:
    """The cases: beside this module when installed, in the tests when worked on."""
    here = Path(__file__).parent
    for folder in (here / "cases", here.parents[2] / "tests" / "check" / "cases"):
        if folder.is_dir():
            return folder
    return None


def examples_of(code: str) -> tuple[Example, ...]:
    """Return one example in which the rule finds something and one in which it does not, if any."""
    folder = _folder()
    file = folder / f"{code.rstrip('0123456789')}.yaml" if folder else None
    if file is None or not file.is_file():
        return ()
    try:
        tree, _ = yamltext.parse(file.read_text(encoding="utf-8"))
    except yamltext.Broken:
        return ()
    cases: list[dict[str, Any]] = tree.get(code) or [] if isinstance(tree, dict) else []
    first: dict[bool, Example] = {}
    for case in cases:
        found = bool(case.get("finds"))
        example = Example(name=str(case.get("name", "")), text=str(case.get("dossier", "")), found=found)
        first.setdefault(found, example)
    return tuple(first[key] for key in (True, False) if key in first)
