"""A page of a PDF as a picture. Drawn in the same bounded process in which files are read, since the file
is just as hostile; what it is given as the file's name is the number of the page."""

from __future__ import annotations

from summitry.archive.composing import Attachment, Reading
from summitry.archive.pdfpages import LockedOrDamaged, PdfFile
from summitry.archive.readers.source import NotRead, Source

READ_BY = "page picture 1"

WIDTH = 1100
"""How wide a page is drawn, in points: sharp on a screen of twice the usual density at half a laptop."""


def read(source: Source) -> Reading:
    """Return the picture, as the one file that came inside.

    Raises:
        NotRead: when it is locked or damaged, or has no such page.
    """
    try:
        picture = PdfFile(source.content()).picture(int(source.name), WIDTH)
    except LockedOrDamaged as why:
        raise NotRead(str(why)) from None
    reading = Reading(pages=1)
    reading.attachments.append(Attachment(name="page.png", media="image/png", content=picture))
    return reading
