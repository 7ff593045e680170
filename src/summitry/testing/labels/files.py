"""The files of a catalogue: the template of all labels, a language's translation, what is wrong with it."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from summitry.foundation.labels import gaps
from summitry.testing.labels.collecting import SOURCE, collected

LABELS = SOURCE / "labels"
TEMPLATE = LABELS / "summitry.pot"
HEADER = """\
# The labels and sentences that Summitry adds to its pages.
# Names in braces are gaps: keep each, where the sentence wants it. A text that begins with a blank is a
# piece that may be missing: keep the blank. How to translate: docs/how-to/translate-the-labels.md.
#"""


def template() -> bytes:
    """Return the template: every label once, without dates, so that it changes only with the labels."""
    catalog = Catalog(header_comment=HEADER, project="summitry", charset="utf-8")
    for label in collected():
        name: str | tuple[str, str] = (label.one, label.more) if label.more else label.one
        files = sorted({file for file, _ in label.places})
        catalog.add(name, locations=[(file, 0) for file in files])
    held = io.BytesIO()
    write_po(held, catalog, omit_header=True, include_lineno=False, width=110)
    head = f'{HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head.encode() + held.getvalue()


def translation(path: Path) -> Catalog:
    """Return a translation as it was written."""
    with open(path, "rb") as file:
        return read_po(file, locale=path.stem)


def faults(found: Catalog) -> tuple[str, ...]:
    """Return what is wrong with a translation: gaps lost or added, plural forms missing, unknown texts."""
    known = {(label.one, label.more) for label in collected()}
    told = []
    for message in found:
        if not message.id:
            continue
        one, more = message.id if isinstance(message.id, (tuple, list)) else (message.id, "")
        if (one, more) not in known:
            told.append(f"There is no label “{one}” any more.")
            continue
        told += _wrong(message, one, more, found.num_plurals)
    return tuple(told)


def _wrong(message: Message, one: str, more: str, forms: int) -> list[str]:
    given = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    said = [text or "" for text in given]
    if not any(said):
        return []
    wanted = set(gaps(one)) | set(gaps(more))
    told = [f"“{text}” has not the gaps of “{one}”." for text in said if not _fits(text, wanted, one)]
    if more and (len(said) != forms or not all(said)):
        told.append(f"“{one}” wants {forms} forms.")
    return told


def _fits(text: str, wanted: set[str], one: str) -> bool:
    blank = one.startswith(" ") == text.startswith(" ")
    return blank and set(gaps(text)) <= wanted and set(gaps(one)) - {"count"} <= set(gaps(text))


def compiled(found: Catalog) -> bytes:
    """Return a translation as Summitry reads it; texts that are not translated stay English."""
    held = io.BytesIO()
    write_mo(held, found)
    return held.getvalue()
