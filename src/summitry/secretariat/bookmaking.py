"""Making a book: check, build, render, and write each file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from summitry.book.volume.build import build
from summitry.book.volume.plan import Order, meetings_of
from summitry.book.volume.value import Volume
from summitry.book.volume.web import html
from summitry.dossier.kinds import Meeting
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.secretariat.checking import check
from summitry.secretariat.plugins import own_sections

Format = Literal["html", "pdf", "docx"]
FORMATS: tuple[Format, ...] = ("html", "pdf", "docx")
Paper = Literal["a4", "letter"]

STEM = "book"
CARDS = "cards.pdf"


class UnknownMeeting(LookupError):
    """No meeting of that id is known to this reader on that day."""

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        super().__init__(f'There is no meeting "{id}" on that day.')
        self.id = id
        self.known = known


class NotInstalled(RuntimeError):
    """A format needs a package that is not installed."""

    def __init__(self, form: str, package: str) -> None:
        super().__init__(f"{form.upper()} needs the package {package}, which is not installed.")
        self.hint = 'Install it with: pip install "summitry[book]". HTML needs nothing more: --formats html.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One file of a book: its name and content, or why it could not be made."""

    name: str
    content: bytes = b""
    why_not: str = ""


def book(dossier: Dossier, meeting: str = "", reader: str = "") -> Volume:
    """Return the book of a dossier on its day, for one meeting or for all of ours that are to come.

    Raises:
        UnknownMeeting: when there is no such meeting.
    """
    if meeting and dossier.of(Meeting, meeting) is None:
        raise UnknownMeeting(meeting, dossier.ids("meeting"))
    meetings = (meeting,) if meeting else meetings_of(dossier)
    return build(
        Order(dossier=dossier, meetings=meetings, findings=check(dossier).found, own=own_sections()), reader
    )


def renderers(formats: tuple[Format, ...]) -> dict[Format, Callable[[Volume, Paper], bytes]]:
    """Return what makes each format.

    Raises:
        NotInstalled: when a package is missing; then nothing has been made.
    """
    return {form: _renderer(form) for form in formats}


def _renderer(form: Format) -> Callable[[Volume, Paper], bytes]:
    try:
        if form == "pdf":
            from summitry.book.volume.pdf import pdf  # noqa: PLC0415  (an extra: only when asked for)

            return pdf
        if form == "docx":
            from summitry.book.volume.word import docx  # noqa: PLC0415  (an extra: only when asked for)

            return docx
    except ImportError as error:
        raise NotInstalled(form, (error.name or "").replace("pypandoc", "pypandoc-binary")) from None
    return lambda volume, paper: html(volume).encode("utf-8", "backslashreplace")


def rendered(volume: Volume, formats: tuple[Format, ...], paper: Paper) -> Iterator[Made]:
    """Yield the files of a book, one by one; one that fails does not keep the others from being made."""
    for form, render in renderers(formats).items():
        yield made(f"{STEM}.{form}", partial(render, volume, paper))
    if "pdf" in formats and any(c.key == "card" for c in volume.chapters):
        from summitry.book.volume.pdf import pdf  # noqa: PLC0415  (an extra: only when asked for)

        yield made(CARDS, partial(pdf, volume, paper, "cards"))


def made(name: str, make: Callable[[], bytes]) -> Made:
    """Return a file as it was made, or why it could not be."""
    try:
        return Made(name=name, content=make())
    except (RuntimeError, OSError, ValueError) as error:
        return Made(name=name, why_not=" ".join(str(error).split()))


def put(path: Path, content: bytes) -> None:
    """Write a file whole: until the last byte is on the disk, the old one stays under its name.

    Raises:
        OSError: when it cannot be written; nothing is left under the final name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(beside, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
