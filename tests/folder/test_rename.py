"""A new id, with every reference to it and nothing else."""

from pathlib import Path

import pytest

from summitry.folder.load import load
from summitry.folder.refusals import Refused
from summitry.folder.rename import rename

HEADER = "format: 1\nown_side: us\nholidays: {us: [2018-05-28]}\n"
A = """\
parties:
- {id: us, name: "us and others"}
documents:
- {id: eir, title: EIR}
people:
- id: chung   # the envoy
  name: chung
  side: 'us'
  source: [eir p. 1, "eir p. 2"]
questions:
- {id: q, asks: What of chung?}
"""
B = """\
statements:
- id: seoul
  by: chung
  said: [{date: 2018-03-06, source: eir p. 3}]
  words: chung said
  to: [public, chung]
  answers: {q: [chung]}
relays:
- id: message
  from: chung
  elements:
  - {id: pause, says: pause}
  - {id: halt-all, says: x, harder_than: pause}
  hops:
  - id: first
    statement: seoul
    charged_with: pause
    carries:
      pause: {words: "pause", if: {halt-all: pause}}
pledges:
- {id: p, by: us, rests_on: message/pause}
"""


def folder(path: Path) -> Path:
    (path / "dossier.yaml").write_text(HEADER)
    (path / "a.yaml").write_text(A)
    (path / "b.yaml").write_text(B)
    return path


def test_a_record_is_renamed_with_every_reference(tmp_path: Path) -> None:
    assert rename(folder(tmp_path), "chung", "chung-eui-yong") == ("a.yaml", "b.yaml")
    assert (tmp_path / "a.yaml").read_text() == A.replace(
        "- id: chung   # the envoy", "- id: chung-eui-yong   # the envoy"
    ).replace('"eir p. 2"]\n', '"eir p. 2"]\n  was: [chung]\n')
    assert (tmp_path / "b.yaml").read_text() == B.replace("by: chung", "by: chung-eui-yong").replace(
        "[public, chung]", "[public, chung-eui-yong]"
    ).replace("from: chung", "from: chung-eui-yong")
    dossier = load(tmp_path)
    assert dossier.faults == ()
    assert dossier.get("chung") is dossier.get("chung-eui-yong")


def test_a_document_is_renamed_in_citations_and_reported_dates(tmp_path: Path) -> None:
    rename(folder(tmp_path), "eir", "herald")
    assert 'source: [herald p. 1, "herald p. 2"]' in (tmp_path / "a.yaml").read_text()
    assert "source: herald p. 3" in (tmp_path / "b.yaml").read_text()


def test_a_party_is_renamed_in_the_header_too(tmp_path: Path) -> None:
    rename(folder(tmp_path), "us", "usa")
    assert (tmp_path / "dossier.yaml").read_text() == HEADER.replace(": us", ": usa").replace("{us:", "{usa:")
    assert "side: 'usa'" in (tmp_path / "a.yaml").read_text()
    assert '"us and others"' in (tmp_path / "a.yaml").read_text()


def test_a_part_is_renamed_in_its_record_and_outside(tmp_path: Path) -> None:
    rename(folder(tmp_path), "message/pause", "halt")
    expected = (
        B.replace("{id: pause, says: pause}", "{id: halt, says: pause}")
        .replace("harder_than: pause", "harder_than: halt")
        .replace("charged_with: pause", "charged_with: halt")
        .replace('pause: {words: "pause"', 'halt: {words: "pause"')
        .replace("message/pause", "message/halt")
    )
    assert (tmp_path / "b.yaml").read_text() == expected


def test_a_key_of_a_table_is_renamed_and_its_value_is_not(tmp_path: Path) -> None:
    rename(folder(tmp_path), "q", "what-of")
    assert "answers: {what-of: [chung]}" in (tmp_path / "b.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new"), [("nobody", "x"), ("chung", "us"), ("chung", "a b"), ("message/pause", "halt-all")]
)
def test_what_cannot_be_renamed_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(Refused):
        rename(folder(tmp_path), old, new)
    assert (tmp_path / "a.yaml").read_text() == A
    assert (tmp_path / "b.yaml").read_text() == B
