"""The book as one HTML file that needs nothing else; a number opens its source in place, without a script."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import markupsafe
from jinja2 import Environment

from summitry.book.labelling import templates
from summitry.book.volume.value import Volume
from summitry.foundation.labels import language

TEMPLATES = Path(__file__).parent.parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return templates()


def html(volume: Volume) -> str:
    """Return the book as HTML."""
    look = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("look.css", "book.css"))
    page = (
        _environment()
        .get_template("book.html")
        .render(book=volume, language=language(), style=markupsafe.Markup(look))
    )
    return page.lstrip()
