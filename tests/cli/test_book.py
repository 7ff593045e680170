"""`summitry book` and `summitry trace` as people call them."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from summitry.cli.app import app

KOREA = str(Path(__file__).parents[2] / "examples" / "korea-2018")


def call(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, words)
    return found.exit_code, found.output


def test_the_book_is_made_named_and_proven(tmp_path: Path) -> None:
    code, said = call("book", KOREA, "-o", str(tmp_path), "--formats", "html,docx", "--as-of", "2018-03-12")
    assert code == 0
    assert said.split() == [str(tmp_path / "book.html"), str(tmp_path / "book.docx")]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.docx", "book.html"]
    for name in ("book.html", "book.docx"):
        code, said = call("trace", str(tmp_path / name))
        assert code == 0
        assert "Sentences without origin: 0" in said and "Numbers that lead nowhere: 0" in said


def test_a_book_whose_numbers_were_cut_out_is_not_proven(tmp_path: Path) -> None:
    call("book", KOREA, "-o", str(tmp_path), "--formats", "html", "--meeting", "summit")
    page = (tmp_path / "book.html").read_text(encoding="utf-8")
    (tmp_path / "cut.html").write_text(page.replace('<li id="s12">', "<li>"), encoding="utf-8")
    code, said = call("trace", str(tmp_path / "cut.html"))
    assert code == 1 and "Numbers that lead nowhere: 1" in said


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("--meeting", "sumit"), 'There is no meeting "sumit" on that day.'),
        (("--formats", "odt"), 'There is no format "odt".'),
        (("--for", "nobody"), 'The dossier has no reader called "nobody".'),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, words: tuple[str, ...], answer: str) -> None:
    code, said = call("book", KOREA, "-o", str(tmp_path / "out"), *words)
    assert code == 2 and answer in said
    assert not (tmp_path / "out").exists()


def test_without_the_extra_html_is_made_and_pdf_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("typst", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("pdf", "word"):
        monkeypatch.delitem(sys.modules, f"summitry.book.volume.{name}", raising=False)
    code, said = call("book", KOREA, "-o", str(tmp_path / "out"), "--formats", "pdf")
    assert code == 2 and "PDF needs the package typst, which is not installed." in said
    code, said = call("book", KOREA, "-o", str(tmp_path / "out"), "--formats", "html")
    assert code == 0


def test_a_file_that_is_no_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Hello</p>", encoding="utf-8")
    code, said = call("trace", str(tmp_path / "a.html"))
    assert code == 2 and "This is no book of Summitry" in said
