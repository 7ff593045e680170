"""Pages as they look: drawn in the bounded process that reads files, never by the browser's own reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from summitry.archive import store
from summitry.archive.limits import MB, Limits
from summitry.archive.media import PDF
from summitry.archive.reading import Job, Readers
from summitry.dossier.holdings import Held

LIMITS = Limits(seconds=20, text=8 * MB, unpacked=32 * MB)
"""What drawing one page may take."""

_PICTURE = replace(PDF, reader="pagepicture")


class NoPicture(Exception):
    """There is no picture of the page; the message says why, in words that end a sentence."""


def has_pages(held: Held) -> bool:
    """Whether pages of a paper can be drawn: those of a PDF. Anything else has no page of its own."""
    return held.media == PDF.media and held.pages > 0


def page_picture(folder: Path, held: Held, page: int, readers: Readers) -> bytes:
    """Return a page of a PDF (from 1, as they lie in the file) as PNG.

    Raises:
        NoPicture: when it has no such page, or the file is damaged or gone.
    """
    path = store.inside(folder, held.original)
    if path is None or not path.is_file() or not has_pages(held) or not 0 < page <= held.pages:
        raise NoPicture("there is no such page")
    job = Job(
        path=path, digest=held.digest, original=held.original, name=str(page), size=path.stat().st_size,
        form=_PICTURE,
    )  # fmt: skip
    outcome = readers.read(job)
    if not outcome.attachments:
        raise NoPicture(outcome.why or "it could not be drawn")
    return outcome.attachments[0].content
