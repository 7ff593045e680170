"""Pictures of paper: kept, and said to need OCR."""

from __future__ import annotations

from summitry.archive.composing import Reading
from summitry.archive.readers.source import Source

READ_BY = "picture 1"


def read(source: Source) -> Reading:
    """Return that nothing can be read yet."""
    reading = Reading(needs_ocr=True, pages=1)
    reading.trouble.append("It is a picture: it needs OCR before it can be searched.")
    return reading
