"""The Word file as another program lays it out: LibreOffice opens it, and nothing is lost on its pages."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2

from summitry.book.volume.word import docx
from summitry.folder.load import load
from summitry.secretariat.bookmaking import book

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"


def laid_out(content: bytes, where: Path) -> list[str]:
    """What stands on each page, as LibreOffice sets it."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed: whether the Word file opens elsewhere cannot be tried."
    (where / "book.docx").write_bytes(content)
    subprocess.run(
        [program, f"-env:UserInstallation={(where / 'profile').as_uri()}", "--headless", "--convert-to",
         "pdf", "--outdir", str(where), str(where / "book.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pypdfium2.PdfDocument(where / "book.pdf") as pages:
        return [page.get_textpage().get_text_range() for page in pages]


def test_libreoffice_opens_the_korea_book(tmp_path: Path) -> None:
    pages = laid_out(docx(book(load(KOREA).as_of(date(2018, 3, 12)))), tmp_path)
    every = "\n".join(pages)
    assert len(pages) > 60
    for name in ("리용호", "Kim Jong Un", "Sources", "Index of terms"):
        assert name in every, name
    blank = [n for n, text in enumerate(pages, 1) if not text.strip()]
    assert not blank, f"pages without a word: {blank}"
    assert "Error: Reference source not found" not in every and "Fehler" not in every
