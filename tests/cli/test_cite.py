"""`summitry cite`, `excerpt` and `step`, on the documents of Paris 1968."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import summitry
from summitry.archive.proofs import Verdict, proofs
from summitry.cli.app import app
from summitry.dossier.kinds import Paper

PARIS = Path(__file__).resolve().parents[2] / "examples" / "paris-1968"
EXTRA = """
kinds_of_step: [{id: restraint, name: restraint}]
papers:
- {id: understandings, title: The understandings, on: 1968-10-31, status: cabinet, source: frus1964-68v07/d65}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "paris"
    shutil.copytree(PARIS, copy)
    (copy / "extra.yaml").write_text(EXTRA, encoding="utf-8")
    return copy


def test_a_document_of_a_volume_is_cited_as_historians_do() -> None:
    said = " ".join(run("cite", str(PARIS), "frus1964-68v07/d58 para. 5").output.split())
    assert said.startswith(
        "Foreign Relations of the United States, 1964-1968, volume VII, Vietnam, September 1968-January 1969,"
        " Document 58, “Telegram From the Embassy in France to the Department of State”, 11 October 1968"
    )
    assert "d58 p. 156 para. 5" in said


def test_a_passage_id_becomes_a_place_and_the_place_the_same_passage() -> None:
    found = json.loads(run("cite", str(PARIS), "frus1964-68v07/d58 para. 5", "--format", "json").output)
    (passage,) = found["passages"]
    back = json.loads(run("cite", str(PARIS), passage["id"], "--format", "json").output)
    assert back["passages"] == [passage]
    assert back["source"] == "frus1964-68v07/d58 p. 156 para. 5"
    again = json.loads(run("cite", str(PARIS), back["source"], "--format", "json").output)
    assert again["passages"] == [passage]


def test_what_is_not_there_is_said() -> None:
    gone = run("cite", str(PARIS), "frus1964-68v07/d58 p. 900")
    assert gone.exit_code == 1 and "The document has no page 900." in gone.output
    unknown = run("cite", str(PARIS), "frus1964-68v7 p. 3")
    assert unknown.exit_code == 2 and "frus1964-68v07" in unknown.output


def test_passages_become_steps_in_two_commands(folder: Path) -> None:
    first = run("excerpt", str(folder), "frus1964-68v07/d65 para. 8", "frus1964-68v07/d65 para. 9",
                "--label", "restraint")  # fmt: skip
    assert first.exit_code == 0, first.output
    second = run("step", str(folder), "understandings", "restraint", "--by", "drv")
    assert second.exit_code == 0, second.output
    dossier = summitry.load(folder)
    assert dossier.faults == ()
    paper = dossier.of(Paper, "understandings")
    assert paper is not None
    assert [(s.by, s.of_kind) for s in paper.roadmap] == [("drv", "restraint")] * 2
    verdicts = [p.verdict for p in proofs(dossier, "understandings")]
    assert verdicts == [Verdict.PROVED] * 2, "each step keeps the words of its passage"
    shown = json.loads(
        run("show", str(folder), "excerpts", "restraint", "--as-of", "1968-11-05", "--format", "json").output
    )
    assert [len(row["became"]) for row in shown["rows"]] == [1, 1]
    assert all(row["excerpt"] for row in shown["rows"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("excerpt", "frus1964-68v07/d65"), "Say where in"),
        (("excerpt", "frus1964-68v07/d65 para. 9", "--words", "they will not"), "do not stand"),
        (("excerpt", "gk p. 1"), "No text of gk"),
        (("excerpt", "frus p. 1"), "no document called"),
        (("step", "understandings", "restraint", "--by", "drv"), "No excerpt has"),
        (("step", "understanding", "restraint", "--by", "drv"), "understandings"),
        (("step", "understandings", "restraint", "--by", "hanoi"), "no party or body"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    before = {p: p.read_bytes() for p in folder.glob("*.yaml")}
    result = run(words[0], str(folder), *words[1:])
    assert result.exit_code == 2
    assert said in result.output
    assert {p: p.read_bytes() for p in folder.glob("*.yaml")} == before


def test_an_excerpt_is_as_restricted_as_its_document(folder: Path) -> None:
    text = (folder / "documents.yaml").read_text(encoding="utf-8")
    header = (folder / "dossier.yaml").read_text(encoding="utf-8")
    (folder / "dossier.yaml").write_text(header + "groups: [historians]\n", encoding="utf-8")
    (folder / "documents.yaml").write_text(
        text.replace("- id: frus1964-68v07\n", "- id: frus1964-68v07\n  access: historians\n"),
        encoding="utf-8",
    )
    assert run("excerpt", str(folder), "frus1964-68v07/d65 para. 9", "--as", "ex").exit_code == 0
    excerpt = summitry.load(folder).get("ex")
    assert excerpt is not None
    assert excerpt.access == ("historians",)
