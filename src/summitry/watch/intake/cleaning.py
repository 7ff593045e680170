"""Taking away what is no part of a report: boilerplate, trackers, remote pictures, signs nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from summitry.archive.flowing import run_together
from summitry.archive.readers.html import text_blocks
from summitry.archive.residue import is_residue

MOST_TEXT = 20_000
"""Most letters kept of one report; a report is a page or two, and the paper itself can be imported."""

_TRACKERS = re.compile(
    r"(?i)\A(?:utm_\w+|mc_[ce]id|fbclid|gclid|dclid|igshid|yclid|msclkid|ref|ref_?src|ncid|cmpid|cmp|ocid"
    r"|smid|partner|emc|mkt_tok|_hs\w+|vero_\w+|s_cid|ito|src|campaign|tracking\w*|share\w*|at_\w+|xtor|guccounter)\Z"
)
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_MAIL_LINES = re.compile(
    r"(?i)^\W*(?:unsubscribe|view (?:this|it) (?:e-?mail )?in (?:your )?browser"
    r"|manage (?:your )?(?:preferences|subscriptions?)|you (?:are )?receiv(?:ed|ing) this|to stop receiving"
    r"|update your preferences|forward to a friend|"
    r"this (?:e-?mail|message)(?: and any attachments)? (?:is|are|was|may be) (?:confidential|intended|sent)|"
    r"the post .{1,200} appeared first on|continue reading|privacy policy\W*\Z"
    r"|terms (?:of (?:use|service)|and conditions)\W*\Z|sent from my )"
)
_BARE_LINK = re.compile(r"\A\W*(?:https?://|www\.)\S+\W*\Z")
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")


def plain(markup: str) -> str:
    """Return the running text of a piece of HTML, paragraphs parted by line breaks."""
    if "<" not in markup and "&" not in markup:
        return body_of(markup.splitlines())
    return body_of(text for _, text in text_blocks(f"<div>{markup}</div>"))


def body_of(paragraphs: Iterable[str]) -> str:
    """Return paragraphs without those that are no part of the report, and links without their trackers."""
    kept: list[str] = []
    length = 0
    for paragraph in paragraphs:
        line = visible(paragraph)
        if not line or is_residue(line) or _BARE_LINK.match(line):
            continue
        if len(line) <= 400 and _MAIL_LINES.match(line):
            continue
        kept.append(_LINK.sub(lambda found: untracked(found[0]), line) if "http" in line else line)
        length += len(line) + 1
        if length > MOST_TEXT:
            break
    return "\n".join(kept)[:MOST_TEXT]


def visible(raw: str) -> str:
    """Return text on one line, without signs that nobody sees and that tell nothing.

    >>> visible("no\\u200b  pre\\u00adconditions")
    'no preconditions'
    """
    raw = run_together(raw)
    return raw if raw.isascii() else run_together(_UNSEEN.sub("", raw))


def untracked(address: str) -> str:
    """Return an address without what tells who opened it; blank for one that is no web address.

    >>> untracked("https://a.example/news?id=7&utm_source=mail&fbclid=x#top")
    'https://a.example/news?id=7'
    """
    try:
        parts = urlsplit(address.strip()[:2000])
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
        host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
        kept = [(k, v) for k, v in parse_qsl(parts.query, max_num_fields=100) if not _TRACKERS.match(k)]
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, host, parts.path, urlencode(kept), ""))
