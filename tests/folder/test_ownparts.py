"""A word that should be the id of a part of its own record, and is not."""

import pytest

from summitry.folder.load import load_texts

RELAY = """
people: [{id: kim, name: Kim Jong Un}, {id: chung, name: Chung Eui-yong}]
relays:
- id: message
  from: kim
  elements:
  - {id: pause, says: no tests}
  - {id: talks, says: while talks last}
  - {id: pause-hard, says: no tests ever, harder_than: pause}
  hops:
  - {id: seoul, by: chung, tells: all, carries: {pause: {words: no tests, if: {talks: while talks last}}}}
  - {id: ministry, by: chung, version_of: seoul, carries: {pause: no testing}}
  - {id: house, by: chung, compare_with: seoul, charged_with: [talks], carries: {pause: no more}}
"""
AGREEMENT = """
parties: [{id: us, name: United States}]
agreements:
- id: leap-day
  title: Leap Day
  texts: [{id: kcna, by: us}]
  duties: [{id: pause, by: us, does: a pause, in: {kcna: a pause}}]
conflicts:
- id: game
  title: A game
  sides: [{id: north, who: us}]
  options: [{id: test, says: tests, by: north}]
"""


def faults(text: str) -> list[tuple[str, str]]:
    dossier = load_texts({"dossier.yaml": "format: 1", "a.yaml": text})
    return [(f.code, f.message) for f in dossier.faults]


def test_names_that_are_there_are_no_faults() -> None:
    assert faults(RELAY) == []
    assert faults(AGREEMENT) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong", "noun"),
    [
        (RELAY, "harder_than: pause", "harder_than: paus", "element"),
        (RELAY, "harder_than: pause", "harder_than: pause-hard", "element"),
        (RELAY, "version_of: seoul", "version_of: soul", "hop"),
        (RELAY, "compare_with: seoul", "compare_with: seol", "hop"),
        (RELAY, "charged_with: [talks]", "charged_with: [talk]", "element"),
        (RELAY, "if: {talks:", "if: {tolks:", "element"),
        (RELAY, "carries: {pause: no testing}", "carries: {pose: no testing}", "element"),
        (AGREEMENT, "in: {kcna:", "in: {knca:", "text"),
        (AGREEMENT, "by: north", "by: nord", "side"),
    ],
)
def test_a_name_that_is_not_there_is_a_fault(text: str, right: str, wrong: str, noun: str) -> None:
    found = faults(text.replace(right, wrong))
    assert [code for code, _ in found] == ["FRM029"]
    assert f"{noun} called" in found[0][1]
