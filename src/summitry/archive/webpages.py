"""The main text of a saved web page. The only module that knows the library behind it."""

from __future__ import annotations

import logging

import trafilatura

from summitry.archive.markup import Element

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def main_text(page: str) -> Element | None:
    """Return the main text of a page as a tree of heads, paragraphs, lists, quotations and tables; ``None``
    when none is found. Readers' comments do not belong to it."""
    found = trafilatura.bare_extraction(page, include_comments=False)
    return getattr(found, "body", None)


def main_text_plain(page: str) -> str:
    """Return what the library alone takes for the main text: to measure ourselves by."""
    return trafilatura.extract(page, include_comments=False) or ""
