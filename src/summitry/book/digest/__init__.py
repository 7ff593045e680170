"""The digest of a day: ten lines on top, and the rest behind."""

from summitry.book.digest.mail import as_html, as_json, as_text
from summitry.book.digest.section import digest
from summitry.book.digest.value import CameIn, Notice

__all__ = ["CameIn", "Notice", "as_html", "as_json", "as_text", "digest"]
