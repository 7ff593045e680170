"""The published cases of the catalog, for tests."""

import json
from pathlib import Path
from typing import Any

from summitry.analysis.stability.case import read_case
from summitry.analysis.stability.model import Conflict

FOLDER = Path(__file__).resolve().parents[3] / "catalog" / "stability"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def value_of(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text_of(name))
    return value


def conflict_of(name: str) -> Conflict:
    reading = read_case(text_of(name))
    assert reading.conflict is not None, reading.faults
    return reading.conflict
