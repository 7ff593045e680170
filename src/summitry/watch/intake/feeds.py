"""Feeds that lie on the disk: RSS and Atom. The only module that knows the library behind them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO

import feedparser

from summitry.watch.intake import cleaning, days, odd
from summitry.watch.value import Item, Unread

MOST = 16 * 1024 * 1024
"""Largest feed that is read, in bytes."""


def entries(stream: BinaryIO) -> Iterator[Item | Unread]:
    """Yield the entries of a feed. Nothing that it points to is opened."""
    content = stream.read(MOST + 1)
    if len(content) > MOST:
        yield Unread(why=f"it is larger than {MOST // 1024**2} MB")
        return
    # a stream, never the text: what looks like an address would be fetched
    read: Any = feedparser.parse(BytesIO(content), resolve_relative_uris=False, sanitize_html=False)
    listed = list(read.get("entries", ()))
    feed: Any = read.get("feed") or {}
    source = cleaning.visible(str(feed.get("title") or feed.get("link") or ""))[:300]
    if read.get("bozo"):
        said = "in part" if listed else "and nothing was found in it"
        yield Unread(why=f"the feed is not well formed; it was read {said}")
    for entry in listed:
        yield _entry(entry, source)


def _entry(entry: Any, source: str) -> Item:
    contents = [str(c.get("value", "")) for c in entry.get("content", ()) if isinstance(c, dict)]
    longest = max((*contents, str(entry.get("summary") or "")), key=len)
    title = cleaning.visible(cleaning.plain(str(entry.get("title") or "")))[:500]
    said, first, last = _said(entry)
    origin = entry.get("source")
    publisher = str(origin.get("title") or "") if isinstance(origin, dict) else ""
    return Item(
        form="entry", title=title, text=cleaning.plain(longest), source=cleaning.visible(publisher) or source,
        author=cleaning.visible(str(entry.get("author") or ""))[:300],
        address=cleaning.untracked(str(entry.get("link") or "")), said=said, said_from=first, said_to=last,
        doubts=(
            *odd.of_signs(f"{entry.get('title') or ''} {publisher} {entry.get('author') or ''}"[:2000]),
            *(() if said else ("It bears no date that can be read.",)),
        ),
    )  # fmt: skip


def _said(entry: Any) -> days.Said:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parts = entry.get(name)
        if parts:
            try:
                return days.instant(datetime.fromtimestamp(calendar.timegm(parts), UTC))
            except (ValueError, TypeError, OverflowError, OSError):
                continue
    return days.NEVER
