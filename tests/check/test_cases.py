"""Every rule against its cases: `tests/check/cases/*.yaml`, a file a family.

A case is a whole dossier as text. ``finds`` lists, for each finding expected of the rule, the records
it must be about. ``goes`` changes the text so that nothing of that code is found; ``comes`` changes a
text in which nothing is found so that something is. Every rule needs one of each. ``archive`` holds the
texts of the file cabinet, by file (see `tests.holdings`). ``says`` (one or several) are words that the
messages must hold, where how a thing is said is the point.

    REL004:
    - name: a message acted upon before its sender confirmed it
      as_of: 2018-03-12
      dossier: |
        relays:
        - id: message
          ...
      finds: [[message, decision]]
      goes: {replace: "by: chung", with: "by: kim"}
    - name: the sender confirmed it
      dossier: ...
      finds: []
      comes: {replace: ..., with: ...}
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.holdings import Typed

from summitry.check.rules import BY_CODE
from summitry.check.run import check
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.diagnostics import Diagnostic

CASES = Path(__file__).parent / "cases"
HEADER = "format: 1\ndossier: case\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"


def every_case() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for code, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found.extend(pytest.param(code, case, id=f"{code}: {case['name']}") for case in cases)
    return found


def found_by(code: str, case: dict[str, Any], text: str) -> list[Diagnostic]:
    header = HEADER + case.get("header", "")
    dossier = load_texts({"dossier.yaml": header, "case.yaml": text, **case.get("files", {})})
    if "archive" in case:
        dossier = Dossier(replace(dossier.whole, holdings=Typed(case["archive"])))
    day = date.fromisoformat(str(case.get("as_of", "2018-03-12")))
    return [d for d in check(dossier.as_of(day)).found if d.code == code]


def edited(text: str, edits: Any) -> str:
    for edit in edits if isinstance(edits, list) else [edits]:
        assert edit["replace"] in text, f"the case holds no {edit['replace']!r}"
        text = text.replace(edit["replace"], edit["with"])
    return text


@pytest.mark.parametrize(("code", "case"), every_case())
def test_a_case(code: str, case: dict[str, Any]) -> None:
    text = case["dossier"]
    found = found_by(code, case, text)
    assert sorted(sorted(d.about) for d in found) == sorted(sorted(about) for about in case["finds"])
    for words in [case["says"]] if isinstance(case.get("says"), str) else case.get("says", ()):
        assert words in " ".join(d.message for d in found)
    if "goes" in case:
        assert case["finds"], "only a finding that is there can go"
        assert found_by(code, case, edited(text, case["goes"])) == []
    if "comes" in case:
        assert not case["finds"], "only a finding that is not there can come"
        assert found_by(code, case, edited(text, case["comes"])) != []


def test_every_rule_has_a_case_that_goes_and_one_that_comes() -> None:
    goes, comes = set(), set()
    for param in every_case():
        code, case = param.values
        goes |= {code} if "goes" in case else set()
        comes |= {code} if "comes" in case else set()
    rules = set(BY_CODE)
    assert rules - goes == set(), "no case whose finding goes"
    assert rules - comes == set(), "no case in which the finding comes"
    assert goes | comes <= rules, "cases of codes that are no rule's"
