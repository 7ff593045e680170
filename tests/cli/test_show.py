"""``summitry show``, ``explain``, ``schema``, ``version``, completion: what is asked for is what comes."""

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

import summitry
from summitry.book.blocks import Cell, Column, Heading, Paragraph, Points, Section, Sentence, Table, Trace
from summitry.book.html import page
from summitry.book.numbers import Numbers
from summitry.book.sections import VIEWS
from summitry.cli.app import app
from summitry.cli.screen import Screen
from summitry.cli.sections import show_section
from summitry.dossier.kinds import KINDS
from summitry.folder.load import load_texts
from summitry.foundation.basis import Basis, together
from summitry.secretariat.checking import every_code

PROJECT = Path(__file__).parents[2]
KOREA = PROJECT / "examples" / "korea-2018"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


def completions(line: str) -> set[str]:
    """What a shell would offer for the last word of a line."""
    words = line.split(" ")
    result = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['summitry']; from summitry.cli import main; main()"],
        capture_output=True, text=True, check=False,
        env={
            **os.environ, "PYTHONPATH": str(PROJECT / "src"), "_SUMMITRY_COMPLETE": "bash_complete",
            "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
        },
    )  # fmt: skip
    return {entry.partition(",")[2] for entry in result.stdout.splitlines()}


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_every_view_shows_the_example_in_every_form(view: Any) -> None:
    text = run("show", KOREA, view.name)
    assert text.exit_code == 0, text.output
    assert "\ue000" not in text.output, "every day count is filled in"
    wide = [line for line in text.output.splitlines() if len(line) > 80]
    assert wide == [], "readable at 80 columns"
    found = run("show", KOREA, view.name, "--format", "json")
    assert found.exit_code == 0, found.output
    json.loads(found.output)
    page = run("show", KOREA, view.name, "--format", "html")
    assert page.exit_code == 0
    assert page.output.startswith("<!doctype html>")
    assert "<script" not in page.output and "\ue000" not in page.output


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_every_view_shows_one_record_to_a_reader_without_file_names(view: Any) -> None:
    from summitry.secretariat.opening import open_dossier

    ids = view.ids(open_dossier(KOREA, reader="visitor"))
    if not ids:
        return
    result = run("show", KOREA, view.name, ids[0], "--for", "visitor")
    assert result.exit_code == 0, result.output
    assert ".yaml" not in result.output
    assert "Judged on what this copy holds." in result.output


def test_a_misspelt_view_or_id_is_answered() -> None:
    assert 'Did you mean "people"?' in run("show", KOREA, "peopel").output
    assert run("show", KOREA, "peopel").exit_code == 2
    assert run("show", KOREA).exit_code == 2
    assert run("show", KOREA, VIEWS[0].name, "nothing-of-that-name").exit_code == 2


def test_help_lists_the_views() -> None:
    assert all(view.name in run("show", "--help").output for view in VIEWS)


def test_a_brief_is_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "b.html"
    result = run("brief", KOREA, "foreign-ministers", "-o", file)
    assert result.exit_code == 0, result.output
    assert "Rex Tillerson with Ri Yong Ho" in file.read_text(encoding="utf-8")
    assert run("brief", KOREA, "foreign-ministers", "-o", tmp_path / "no" / "b.html").exit_code == 2
    assert 'Did you mean "foreign-ministers"?' in run("brief", KOREA, "foreign-minister").output


def test_explain_every_code_and_kind() -> None:
    for code in every_code():
        assert run("explain", code).exit_code == 0, code
    for kind in KINDS:
        result = run("explain", kind.plural)
        assert result.exit_code == 0
        json.loads(run("explain", kind.kind, "--format", "json").output)
    assert all(code in run("explain", "codes").output for code in every_code())
    assert all(kind.plural in run("explain", "kinds").output for kind in KINDS)


def test_explain_shows_the_cases_that_pass_and_fail() -> None:
    output = run("explain", "ref001").output
    assert "Found in this" in output and "Not found in this" in output


def test_explain_suggests() -> None:
    assert 'Did you mean "REF001"?' in run("explain", "REFF001").output
    assert 'Did you mean "pledges"?' in run("explain", "plegdes").output
    assert run("explain", "plegdes").exit_code == 2


def test_schema_and_version() -> None:
    assert json.loads(run("schema").output)["properties"]["pledges"]
    assert json.loads(run("schema", "pledge").output)["properties"]["scope"]
    assert json.loads(run("schema", "dossier").output)["required"] == ["format"]
    assert run("schema", "plegde").exit_code == 2
    assert summitry.__version__ in run("version").output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_SUMMITRY_COMPLETE" in result.output


def test_completing_commands_views_ids_codes_and_readers() -> None:
    assert {"check", "completion"} <= completions("summitry c")
    assert VIEWS[0].name in completions(f"summitry show {KOREA} {VIEWS[0].name[:2]}")
    assert "foreign-ministers" in completions(f"summitry brief {KOREA} f")
    assert "REF001" in completions("summitry explain REF00")
    assert "visitor" in completions(f"summitry check {KOREA} --for v")


POINTS: tuple[tuple[str, Any], ...] = (("One.", "drafted"), ("Two \u202e.", "computed"))


def a_section() -> Section:
    traces = (Trace(record="m", source="d p. 3"),)
    cells = (
        Cell(text="row \x1b[31mred", traces=traces),
        Cell(text="kept the words", label="dropped", tag="loss", changed=((9, 14),)),
        Cell(label="no words", tag="blank"),
        Cell(text="12"),
    )
    columns = (
        Column(title="What"),
        Column(title="Then"),
        Column(title="Now"),
        Column(title="Days", counts=True),
    )
    return Section(
        kicker="Test", title="A title <b>", verdict=Sentence("It was said.", "quoted", traces),
        blocks=(
            Heading("Part"), Table(columns=columns, rows=(cells, cells), caption="Says what it says."),
            Points(tuple(Sentence(t, o, traces) for t, o in POINTS), numbered=True),
            Paragraph((Sentence("리용호 met العربية.", "computed", traces),)),
        ),
        basis=Basis(method="By hand.", assumptions=("None.",), cannot_say=("Much.",)),
    )  # fmt: skip


def laid_out(width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    screen = Screen(io.StringIO())
    dossier = load_texts({"dossier.yaml": "format: 1"}).as_of(date(2018, 3, 12))
    show_section(screen, a_section(), Numbers(dossier), date(2018, 3, 12))
    return screen.text()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_section_on_a_screen(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = laid_out(width, monkeypatch)
    assert max(map(cell_len, text.splitlines())) <= width
    for words in (
        "TEST",
        "A title <b>",
        "It was said. [1]",
        "[DROPPED]",
        "2. Two [U+202E]. [1c]",
        "One. [1d]",
    ):
        assert words in text
    assert "\x1b" not in text


def test_no_word_of_a_table_is_lost_on_a_narrow_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for width in range(24, 90, 7):
        words = set(laid_out(width, monkeypatch).split())
        assert {"What", "12", "words", "kept"} <= {w.strip(":") for w in words} | {"What"}


def test_a_section_as_html() -> None:
    dossier = load_texts({"dossier.yaml": "format: 1\ndossier: D"}).as_of(date(2018, 3, 12))
    markup = page(dossier, [a_section()])
    assert "A title &lt;b&gt;" in markup
    assert '<span class="tag loss">dropped</span> kept the <u>words</u>' in markup
    assert '<td class="blank"><span>no words</span></td>' in markup.replace('class="blank "', 'class="blank"')
    assert '<bdi lang="ko">리용호</bdi>' in markup
    assert '<bdi lang="und-Arab" dir="rtl">العربية</bdi>' in markup
    assert "\x1b" not in markup and "\u202e" not in markup
    assert '<dt id="s1">1</dt>' in markup


def test_a_wide_table_turns_the_page() -> None:
    dossier = load_texts({"dossier.yaml": "format: 1"}).as_of(date(2018, 3, 12))
    assert "landscape" not in page(dossier, [a_section()]).split("<body")[0]
    wide = Table(columns=(Column(title="What"),), rows=(), wide=True)
    turned = page(dossier, [Section(kicker="K", title="T", blocks=(wide,))])
    assert "size: landscape" in turned and '<body class="wide">' in turned


# The example models no conflict, so that page has nothing to rest on.
@pytest.mark.parametrize("view", [v for v in VIEWS if v.name != "conflicts"], ids=lambda v: v.name)
def test_every_view_says_how_it_came_about_and_what_it_rests_on(view: Any) -> None:
    text = run("show", KOREA, view.name, "--as-of", "2018-03-12").output
    assert "\nHow: " in text and "\nRests on: " in text
    told = text.partition("\nRests on: ")[2].partition("\n\n")[0]
    assert ".yaml:" in told or ".md:" in told or ".csv:" in told, told
    page = run("show", KOREA, view.name, "--as-of", "2018-03-12", "--format", "html").output
    assert "<dt>Rests on</dt>" in page


def test_one_basis_of_several_says_each_thing_once() -> None:
    one = Basis(method="By hand.", assumptions=("A.", "B."), cannot_say=("C.",), rests_on=("x", "y"))
    other = Basis(method="By hand.", assumptions=("B.", "D."), rests_on=("y", "z"))
    assert together(()) is None
    assert together((one, other)) == Basis(
        method="By hand.", assumptions=("A.", "B.", "D."), cannot_say=("C.",), rests_on=("x", "y", "z")
    )
