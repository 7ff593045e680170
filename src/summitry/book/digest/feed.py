"""Digests as an Atom feed (RFC 4287): one entry a day, the latest first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from xml.etree import ElementTree as Xml
from zoneinfo import ZoneInfo

from summitry.book.digest.mail import Href, Letter, as_html
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.printable import one_line

ATOM = "http://www.w3.org/2005/Atom"


def as_atom(
    dossier: Dossier, letters: Sequence[Letter], address: str = "", href: Href | None = None
) -> bytes:
    """Return digests as a feed; ``address`` is the feed's own, ``href`` leads to records on a desk.

    Its ids are made from the dossier's name, the reader and the day: an entry that is read stays read. An
    entry is as old as the end of its day in the dossier's zone, so that the same digests give the same bytes.
    """
    name = one_line(dossier.header.dossier) or say("Dossier")
    reader = letters[0].reader if letters else ""
    feed = Xml.Element("feed", {"xmlns": ATOM})
    _add(feed, "id", _urn(name, reader))
    _add(feed, "title", say("{dossier}: digests", dossier=name))
    last = max((each.day for each in letters), default="1970-01-01")
    _add(feed, "updated", _end_of(dossier, last))
    author = Xml.SubElement(feed, "author")
    _add(author, "name", name)
    if address:
        Xml.SubElement(feed, "link", {"rel": "self", "href": address})
    for letter in sorted(letters, key=lambda each: each.day, reverse=True):
        entry = Xml.SubElement(feed, "entry")
        _add(entry, "id", _urn(name, reader, letter.day))
        _add(entry, "title", one_line(letter.title))
        _add(entry, "updated", _end_of(dossier, letter.day))
        _add(entry, "summary", one_line(letter.verdict))
        _add(entry, "content", as_html(letter, href), type="html")
    Xml.indent(feed)
    made: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _add(parent: Xml.Element, tag: str, text: str, **attributes: str) -> None:
    Xml.SubElement(parent, tag, attributes).text = text


def _urn(*told: str) -> str:
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()
    return f"urn:summitry:digest:{digest[:32]}"


def _end_of(dossier: Dossier, day: str) -> str:
    zone = ZoneInfo(dossier.header.zone)
    end = datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), zone)
    return end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
