"""Labels in templates: ``{{ say("Sources") }}``, and sentences whose gaps hold marks of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from summitry.foundation.labels import filled, say, say_many

FOLDER = Path(__file__).parent / "templates"


def templates(extensions: Sequence[str] = ()) -> Environment:
    """Return the templates of pages, with the catalogue at hand."""
    found = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, extensions=list(extensions),
    )  # fmt: skip
    found.globals.update(say=say, say_many=say_many, say_marked=say_marked)
    return found


def say_marked(text: str, **marks: str) -> markupsafe.Markup:
    """Return a sentence as HTML; each gap is filled with its name in italics, or with the HTML given."""
    shown = {name: markupsafe.Markup("<i>%s</i>") % mark for name, mark in marks.items()}
    return markupsafe.Markup(filled(str(markupsafe.escape(say(text))), dict(shown)))
