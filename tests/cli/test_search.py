"""``summitry search``: what is typed, what is shown, what a reader does not learn."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summitry.cli.app import app

HEADER = """
format: 1
dossier: Talks
zone: UTC
cutoff: 2018-03-12
markings: [open, restricted]
readers: {visitor: {marking: open, groups: []}}
"""
SEARCHES = """
searches:
- {id: frozen, title: What was frozen, asks: 'freeze -lunch'}
- {id: hidden, asks: plutonium, marking: restricted}
"""
PAPERS = {
    "yongbyon.txt": "Agreed Minute\n\nThe freeze of the reactor at Yongbyon begins.\n\nInspectors stay.\n",
    "lunch.txt": "Lunch\n\nThe freeze was talked of over lunch.\n",
}
HIDDEN = {"secret.txt": "Plutonium\n\nThe freeze, the freeze, and lunch with plutonium.\n"}


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def told(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with three papers imported, one of them restricted."""
    return with_papers(tmp_path_factory.mktemp("talks"), hidden=True)


def with_papers(folder: Path, *, hidden: bool) -> Path:
    (folder / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    (folder / "searches.yaml").write_text(SEARCHES, encoding="utf-8")
    for name, text in {**PAPERS, **(HIDDEN if hidden else {})}.items():
        paper = folder.parent / f"{folder.name}-{name}"
        paper.write_text(text, encoding="utf-8")
        marking = ("--marking", "restricted") if name in HIDDEN else ()
        told("import", folder, paper, "--as", name.partition(".")[0], *marking)
    return folder


def test_documents_are_shown_with_what_counted(talks: Path) -> None:
    shown = " ".join(told("search", talks, "the", "reactors", "freeze").split())
    assert "3 of 3 documents match." in shown
    assert "1. yongbyon" in shown
    assert "reactors, freeze; ignored: the; best passage para." in shown
    assert "[p:" in shown


def test_json_says_all(talks: Path) -> None:
    found = json.loads(told("search", talks, "reactor", "--format", "json"))
    assert [hit["id"] for hit in found["hits"]] == ["yongbyon"]
    assert found["hits"][0]["counted"][0]["name"] == "reactor"
    assert found["basis"]["method"]


def test_a_kept_search_is_asked_by_its_id(talks: Path) -> None:
    assert "yongbyon" in told("search", talks, "@frozen")
    assert "lunch" not in told("search", talks, "@frozen", "--format", "trec")
    assert "What was frozen" in told("search", talks, "--saved")
    for_visitor = run("search", talks, "@hidden", "--for", "visitor")
    absent = run("search", talks, "@hidding", "--for", "visitor")
    assert for_visitor.exit_code == absent.exit_code == 2
    assert for_visitor.output == absent.output.replace("hidding", "hidden")
    assert "hidden" not in told("search", talks, "--saved", "--for", "visitor")


def test_a_run_has_a_line_for_each_document_of_each_query(talks: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_text("qid\tvolume\tquery\nq1\t\tfreeze “lunch”\nq2\tlunch\tfreeze\n", encoding="utf-8")
    lines = [line.split() for line in told(
        "search", talks, "--queries", queries, "--format", "trec").splitlines()]  # fmt: skip
    assert {(line[0], line[2]) for line in lines} == {
        ("q1", "yongbyon"), ("q1", "lunch"), ("q1", "secret"), ("q2", "lunch"),
    }  # fmt: skip
    assert all(len(line) == 6 and line[1] == "Q0" for line in lines)
    scores = [float(line[4]) for line in lines if line[0] == "q1"]
    assert scores == sorted(scores, reverse=True)
    assert [line[3] for line in lines] == ["1", "2", "3", "1"]
    queries.write_text("id\tquery\n1\tfreeze\n", encoding="utf-8")
    refused = run("search", talks, "--queries", queries, "--format", "trec")
    assert refused.exit_code == 2
    assert "has no column qid" in refused.output


def test_passages_like_one_are_a_list_of_their_own(talks: Path) -> None:
    shown = told("search", talks, "--like", "lunch")
    assert shown.startswith("Passages like lunch")
    assert "1. lunch" not in shown
    assert run("search", talks, "--like", "nothing p. 3").exit_code == 2


@pytest.mark.parametrize(
    "words", [(), ("date:2018-13",), ("x", "--engine", "lucene"), ("--queries", "missing.tsv")]
)
def test_what_cannot_be_done_is_refused_in_words(talks: Path, words: tuple[str, ...]) -> None:
    refused = run("search", talks, *words)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output


def test_hidden_papers_change_no_byte_of_what_a_reader_gets(talks: Path, tmp_path: Path) -> None:
    bare = with_papers(_made(tmp_path), hidden=False)
    for words in (
        ("freeze",), ("freeze", "--format", "json"), ("freeze", "--format", "trec"), ("plutonim",),
        ("--like", "lunch"), ("--like", "secret"), ("--saved",), ("marking:restricted",), ("kind:plain",),
    ):  # fmt: skip
        one = run("search", talks, *words, "--for", "visitor")
        other = run("search", bare, *words, "--for", "visitor")
        assert (one.exit_code, one.output) == (other.exit_code, other.output), words


def _made(folder: Path) -> Path:
    made = folder / "talks"
    made.mkdir()
    return made
