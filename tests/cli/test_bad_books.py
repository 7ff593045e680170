"""`summitry book` on bad input: the book is made whole in each format and says what is missing and why."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from summitry.book.volume import embedding, pdf
from summitry.cli.app import app

SRC = Path(__file__).parents[2] / "src"
EVERY_CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "\u200b\u202e\u2066\ufeff\ufffe"
LONG = "A" * 500
HEADER = """format: 1
dossier: Talks
own_side: us
counterparts: [them]
zone: UTC
markings: [open, restricted]
cutoff: 2018-03-12
"""


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A dossier with everything that once stopped a book."""
    folder = tmp_path / "talks"
    folder.mkdir()
    events = "".join(
        f'- {{id: e{n}, title: "shot {n}", on: 2018-02-{n % 28 + 1:02}, by: [them]}}\n' for n in range(2000)
    )
    (folder / "dossier.yaml").write_text(HEADER)
    (folder / "people.yaml").write_text(
        "parties: [{id: us, name: Us}, {id: them, name: Them}]\n"
        f"people: [{{id: long, name: {LONG}, side: them}}, {{id: ri, name: Ri, also: [리용호]}}]\n"
        "meetings: [{id: m, title: the talk, with: [ri, long], place: Geneva}]\n"
    )
    (folder / "said.yaml").write_text(
        "statements: [{id: s, by: ri, said: 2018-03-01, to: public,"
        f' words: "Before {escaped(EVERY_CONTROL)} after."}}]\n'
    )
    (folder / "events.yaml").write_text(f"events:\n{events}")
    return folder


def call(*words: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, [str(w) for w in words])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, found.output


def texts(folder: Path) -> dict[str, str]:
    """What each file says."""
    document = pdfium.PdfDocument(folder / "book.pdf")
    with zipfile.ZipFile(folder / "book.docx") as held:
        word = re.sub(r"<[^>]+>", "", held.read("word/document.xml").decode())
    return {
        "html": (folder / "book.html").read_text(encoding="utf-8"),
        "pdf": "".join(page.get_textpage().get_text_range() for page in document),
        "docx": word,
    }


def test_control_characters_long_tables_and_long_names_stop_no_format(talks: Path, tmp_path: Path) -> None:
    code, said = call("book", talks, "-o", tmp_path / "out")
    assert code == 0, said
    made = texts(tmp_path / "out")
    for form, text in made.items():
        assert "Before" in text and "after." in text, form
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2066]", text.replace("\x02", "")), (
            form
        )
        assert re.search(r"of 2000\s+rows", text), form
        letters = re.sub(r"[\s\u200b]|&#8203;|\x02", "", re.sub(r"<wbr>", "", text))
        assert LONG in letters, form
        assert "U+0001" in text or "U+0001" in letters, form
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == ["book.docx", "book.html", "book.pdf", "cards.pdf"]


def test_without_its_fonts_the_book_is_made(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for font in pdf.FONTS.iterdir():
        if "CJK" not in font.name and "Display" not in font.name:
            (fonts / font.name).symlink_to(font)
    monkeypatch.setattr(pdf, "FONTS", fonts)
    monkeypatch.setattr(embedding, "FONTS", fonts)
    code, said = call("book", talks, "-o", tmp_path / "out")
    assert code == 0, said
    made = texts(tmp_path / "out")
    assert "U+B9AC" in made["pdf"] and "리용호" in made["html"] and "리용호" in made["docx"]


def test_a_plug_in_that_raises_leaves_the_rest_and_its_reason(talks: Path, tmp_path: Path) -> None:
    package = tmp_path / "site"
    info = package / "moon-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: moon\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[summitry.sections]\nmoon = moon:MOON\n")
    (package / "moon.py").write_text(
        "from summitry.book.volume.plan import Planned\n"
        "class Down(Exception): pass\n"
        "def make(order):\n    raise Down('the moon is down')\n"
        "MOON = Planned(name='moon', kicker='Moon', title='The moon', make=make)\n"
    )
    words = [sys.executable, "-m", "summitry", "book", str(talks), "-o", str(tmp_path / "out")]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(package), str(SRC)))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Missing in the book: “The moon” could not be made: Down, the moon is down." in done.stderr
    for form, text in texts(tmp_path / "out").items():
        flat = " ".join(text.replace("\u200b", "").split())
        assert "The moon" in flat and "the moon is down" in flat and "after." in flat, form


def test_a_file_that_cannot_be_written_leaves_the_old_one(talks: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("book", talks, "-o", out, "--formats", "html")
    before = (out / "book.html").read_bytes()
    (out / "book.docx").mkdir()
    code, said = call("book", talks, "-o", out, "--formats", "docx")
    assert code == 2 and "could not be written" in said
    assert (out / "book.html").read_bytes() == before
    assert sorted(p.name for p in out.iterdir()) == ["book.docx", "book.html"]


def test_a_format_that_fails_is_named_and_the_others_are_made(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(volume: object, paper: str = "a4", part: str = "book") -> bytes:
        raise pdf.PdfFailed("the printer is on strike")

    monkeypatch.setattr(pdf, "pdf", fails)
    code, said = call("book", talks, "-o", tmp_path / "out")
    assert code == 1 and "book.pdf could not be made: the printer is on strike" in said
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["book.docx", "book.html"]
