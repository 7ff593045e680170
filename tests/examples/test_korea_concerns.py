"""The example on 12 March 2018: the concerns of the essay are found, and each finding is computed.

`korea_2018_march_12.yaml` lists every code that fires on that day, with the records it is about, a change
of the text by which the finding goes and another by which one comes. The table in the example's README says
which findings bring out which concern; here it is held to what is found.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from summitry.check.rules import BY_CODE
from summitry.check.run import check
from summitry.folder.load import load_texts
from summitry.foundation.diagnostics import Diagnostic

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
CUTOFF = date(2018, 3, 12)
CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "korea_2018_march_12.yaml").read_text(encoding="utf-8")
)


@cache
def texts() -> dict[str, str]:
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in files}


@cache
def findings() -> tuple[Diagnostic, ...]:
    report = check(load_texts(texts()).as_of(CUTOFF))
    assert report.faults == ()
    return report.findings


def found(code: str, changed: dict[str, str]) -> tuple[Diagnostic, ...]:
    """What one rule finds in the changed example, which is as sound as a text as before."""
    rules = [BY_CODE[c] for c in (code, "REF001", "REF002", "REF003")]
    report = check(load_texts(changed).as_of(CUTOFF), rules)
    assert [f"{fault.origin}: {fault.message}" for fault in report.faults] == []
    return report.findings


def after(edits: Any) -> dict[str, str]:
    changed = dict(texts())
    for number, edit in enumerate(edits if isinstance(edits, list) else [edits]):
        if "add" in edit:
            changed[f"added-{number}.yaml"] = edit["add"] + "\n"
            continue
        old = edit.get("first") or edit["all"]
        assert old in changed[edit["in"]], f"{edit['in']} holds no {old!r}"
        changed[edit["in"]] = changed[edit["in"]].replace(old, edit["with"], 1 if "first" in edit else -1)
    return changed


def about(found: Iterable[Diagnostic], code: str, ids: Iterable[str]) -> list[Diagnostic]:
    """The findings of a code that are about all of these records, or show them as related."""
    return [
        d for d in found if d.code == code and set(ids) <= {*d.about, *(r.place.record for r in d.related)}
    ]


def test_the_table_names_every_code_that_fires() -> None:
    assert sorted(CASES) == sorted({d.code for d in findings()})


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_finding_is_about_the_right_records(code: str) -> None:
    assert about(findings(), code, CASES[code]["about"]), [d.about for d in findings() if d.code == code]


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_finding_goes_when_the_dossier_changes(code: str) -> None:
    left = found(code, after(CASES[code]["goes"]))
    assert about(left, code, CASES[code]["about"]) == []


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_finding_comes_when_the_dossier_changes(code: str) -> None:
    known = {(d.about, d.message) for d in findings()}
    now = found(code, after(CASES[code]["comes"]))
    assert [d for d in now if (d.about, d.message) not in known], [d.message for d in now]


# -- the concerns of the essay, as the example's README maps them to findings ------------------------


def concerns() -> list[tuple[str, str, tuple[str, ...]]]:
    """Rows of the table: the concern, a code, the records it names in brackets after the code."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (C\d+) \|[^|]*\|([^|]*)\|", readme, re.MULTILINE)
    each = []
    for concern, cell in rows:
        for code, ids in re.findall(r"([A-Z]{3}\d{3}) \(([^)]*)\)", cell):
            each.append((concern, code, tuple(re.findall(r"`([^`]+)`", ids))))
    return each


def test_the_readme_maps_all_twenty_one_concerns() -> None:
    assert {concern for concern, _, _ in concerns()} == {f"C{n}" for n in range(1, 22)}


@pytest.mark.parametrize(("concern", "code", "ids"), concerns())
def test_a_concern_is_found(concern: str, code: str, ids: tuple[str, ...]) -> None:
    assert ids, f"{concern}: {code} names no record"
    assert about(findings(), code, ids), [d.about for d in findings() if d.code == code]
