"""Saved pages and pasted text, read by the file cabinet's own readers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from summitry.archive.composing import Reading
from summitry.archive.readers import html, plain
from summitry.archive.readers.source import NotRead, Source
from summitry.watch.intake import cleaning, days
from summitry.watch.value import Form, Item, Unread

MOST = 16 * 1024 * 1024
"""Largest page or text that is read, in bytes."""


def page(stream: BinaryIO, name: str) -> Iterator[Item | Unread]:
    """Yield a saved page as one report: its main text."""
    yield from _read(stream, name, "page")


def text(stream: BinaryIO, name: str) -> Iterator[Item | Unread]:
    """Yield a pasted text as one report."""
    yield from _read(stream, name, "text")


def _read(stream: BinaryIO, name: str, form: Form) -> Iterator[Item | Unread]:
    size = os.fstat(stream.fileno()).st_size
    if size > MOST:
        yield Unread(why=f"it is larger than {MOST // 1024**2} MB")
        return
    try:
        source = Source(stream=stream, size=size, name=name)
        found = html.read(source) if form == "page" else plain.read(source)
    except NotRead as why:
        yield Unread(why=str(why))
        return
    yield _item(found, form)


def _item(read: Reading, form: Form) -> Item:
    told: dict[str, str] = {}
    for proposed in read.proposed:
        told.setdefault(proposed.field, proposed.value)
    said, first, last = days.of_text(told.get("date", ""))
    own = [p.text for p in read.passages if p.role in ("body", "head")]
    title = cleaning.visible(told.get("title", "")) or (cleaning.visible(own[0])[:200] if own else "")
    text = cleaning.body_of(p for p in own if cleaning.visible(p) != title)
    return Item(
        form=form, title=title, text=text, author=cleaning.visible(told.get("author", "")),
        address=cleaning.untracked(told.get("address", "")), said=said, said_from=first, said_to=last,
        source=_host(told.get("address", "")), doubts=() if said else ("It bears no date.",),
    )  # fmt: skip


def _host(address: str) -> str:
    return cleaning.untracked(address).partition("://")[2].partition("/")[0].removeprefix("www.")
