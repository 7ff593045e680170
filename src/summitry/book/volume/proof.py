"""The proof of a book: read back from the file alone, every sentence leads to its origin."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html.parser import HTMLParser

from summitry.foundation.values import dataclass


class Unproven(ValueError):
    """The file is no book that can be read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a book's file says of itself.

    ``sentences`` are ``None`` where the format does not tell sentences apart. ``notes`` are the numbers
    that stand beside sentences, each as often as it is set.
    """

    sentences: int | None
    without_origin: int
    notes: tuple[int, ...]
    sources: tuple[int, ...]

    @property
    def leading_nowhere(self) -> tuple[int, ...]:
        """Numbers without an entry under Sources."""
        return tuple(sorted(set(self.notes) - set(self.sources)))

    @property
    def never_used(self) -> tuple[int, ...]:
        """Entries under Sources that no sentence names."""
        return tuple(sorted(set(self.sources) - set(self.notes)))

    @property
    def holds(self) -> bool:
        """Whether every sentence has an origin, and every number leads somewhere and is used."""
        return not (self.without_origin or self.leading_nowhere or self.never_used) and bool(self.notes)

    def lines(self) -> tuple[str, ...]:
        """Say it in words."""
        counted = () if self.sentences is None else (f"Sentences, points and cells: {self.sentences}",)
        return (
            *counted, f"Sentences without origin: {self.without_origin}", f"Numbers set: {len(self.notes)}",
            f"Sources: {len(self.sources)}", f"Numbers that lead nowhere: {len(self.leading_nowhere)}",
            f"Sources that nothing names: {len(self.never_used)}",
        )  # fmt: skip


def prove(form: str, content: bytes) -> Proof:
    """Return the proof of a book's file.

    Raises:
        Unproven: when it is no book in HTML or DOCX.
    """
    if form in ("html", "htm"):
        return _html(content.decode("utf-8", "replace"))
    if form == "docx":
        return _docx(content)
    raise Unproven(f"A file of this kind (.{form}) cannot be read back.")


class _Reader(HTMLParser):
    """Finds sentences (``data-origin``), the numbers in them, their row, head or caption, and the sources."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.sentences: list[bool] = []
        self.row: list[int] = []
        self.table: list[int] = []
        self.headed = False
        self.notes: list[int] = []
        self.sources: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "figure":
            self.table, self.headed = [], False
        if tag == "tr":
            self.row = []
        if "data-origin" in given:
            self.sentences.append(self.headed and tag in ("td", "th"))
            if tag in ("td", "th"):
                self.row.append(len(self.sentences) - 1)
        if tag not in _VOID:
            self.open.append((tag, "data-origin" in given))
        target = given.get("href") or ""
        if tag == "a" and given.get("class") == "no" and re.fullmatch(r"#s\d+", target):
            self._note(int(target[2:]))
        if tag == "li" and re.fullmatch(r"s\d+", given.get("id") or ""):
            self.sources.append(int(str(given["id"])[1:]))

    def _note(self, number: int) -> None:
        self.notes.append(number)
        tags = [tag for tag, _ in self.open]
        self.headed |= "thead" in tags
        if any(own for _, own in self.open):
            self.sentences[-1] = True
        elif "tr" in tags:
            for at in self.row:
                self.sentences[at] = True
        if "figcaption" in tags:
            for at in self.table:
                self.sentences[at] = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self.table += self.row
        while self.open and self.open.pop()[0] != tag:
            continue


_VOID = frozenset({"meta", "link", "br", "img", "wbr", "hr", "input"})


def _html(text: str) -> Proof:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if not reader.sentences:
        raise Unproven("This is no book of Summitry: no sentence in it says where it comes from.")
    return Proof(
        sentences=len(reader.sentences), without_origin=sum(not led for led in reader.sentences),
        notes=tuple(reader.notes), sources=tuple(reader.sources),
    )  # fmt: skip


def _docx(content: bytes) -> Proof:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            document = held.read("word/document.xml").decode("utf-8")
            endnotes = held.read("word/endnotes.xml").decode("utf-8")
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, zlib.error):
        raise Unproven("This is no book of Summitry: it has no endnotes.") from None
    first = [int(n) - 1 for n in re.findall(r'<w:endnoteReference w:id="(\d+)"', document)]
    again = [int(n) for n in re.findall(r"NOTEREF s(\d+) ", document)]
    sources = [int(n) - 1 for n in re.findall(r'<w:endnote w:id="(\d+)"', endnotes)]
    return Proof(sentences=None, without_origin=0, notes=(*first, *again), sources=tuple(sources))
