"""A text as paragraphs, each with its heading, its marking and a digest a clearance can be bound to.

FORMAT section 8: the digest is SHA-256 over heading path, marking and text (NFC, white space runs as
one, curly quotes as straight, nothing else ignored). So a line broken elsewhere or a quotation mark
typed by another program reopens nothing; a word, a comma, a heading or a marking does.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from summitry.foundation.values import dataclass

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"'))
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r" {0,3}(?:[-*+]|(\d{1,9})[.)])[ \t]+\S")
_MARKING = re.compile(r"\(([^()\n]{1,40})\)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a text.

    ``number`` counts from 1 in the order of the text, ``heading`` is the path of headings above it,
    ``marking`` the marking it begins with (blank: the text's own), ``text`` the rest as written.
    """

    number: int
    heading: tuple[str, ...] = ()
    marking: str = ""
    text: str = ""
    digest: str = ""


def paragraph_digest(heading: Sequence[str], marking: str, text: str) -> str:
    """Return the digest of one paragraph, in 64 hexadecimal digits.

    >>> one = paragraph_digest(["Aim"], "", 'a "first" meeting')
    >>> one == paragraph_digest(["Aim"], "", "a  “first”\\nmeeting")
    True
    >>> one == paragraph_digest(["Aims"], "", 'a "first" meeting')
    False
    """
    whole = [[normal(h) for h in heading], normal(marking), normal(text)]
    packed = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def normal(text: str) -> str:
    """Return a text as its digest sees it: NFC, white space runs as one, curly quotes as straight."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def paragraphs(text: str, markings: Iterable[str] = ()) -> tuple[Paragraph, ...]:
    """Divide a Markdown text into paragraphs.

    Blank lines divide, and so do headings (of both kinds); each item of a list is a paragraph, with
    what is indented below it; a fenced block is one. A paragraph may begin with its marking in
    brackets, ``(restricted)``; only the dossier's own ``markings`` count, in any case of letters.
    """
    return _divided(text, tuple(markings))


@lru_cache(maxsize=512)
def _divided(text: str, markings: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """The same, remembered: when somebody clears a text, several questions divide it at once."""
    known = {normal(m).casefold(): m for m in markings}
    heading: list[tuple[int, str]] = []
    found: list[Paragraph] = []
    for level, block, _, _ in _blocks(text):
        if level:
            heading = [(n, h) for n, h in heading if n < level]
            heading.append((level, block))
            continue
        marking, rest = _marked(block, known)
        path = tuple(h for _, h in heading)
        found.append(
            Paragraph(number=len(found) + 1, heading=path, marking=marking, text=rest,
                      digest=paragraph_digest(path, marking, rest))
        )  # fmt: skip
    return tuple(found)


def _marked(block: str, known: dict[str, str]) -> tuple[str, str]:
    """Take the marking off a paragraph's beginning; of a list item, from behind its bullet."""
    bullet = re.match(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+", block)
    start = bullet.end() if bullet else len(block) - len(block.lstrip())
    match = _MARKING.match(block, start)
    marking = known.get(normal(match[1]).casefold()) if match else None
    if match is None or marking is None:
        return "", block
    return marking, block[:start] + block[match.end() :]


def with_paragraph(text: str, number: int, new: str) -> str:
    """Return a text with one of its paragraphs (from 1) in other words; without it when these are blank.

    Everything around it stays as it is, to the letter.

    >>> with_paragraph("# Aim\\n\\none\\n\\ntwo\\n", 2, "three")
    '# Aim\\n\\none\\n\\nthree\\n'
    """
    spans = [(start, end) for level, _, start, end in _blocks(text) if not level]
    if not 0 < number <= len(spans):
        raise ValueError(f"There is no paragraph {number}.")
    start, end = spans[number - 1]
    lines = text.splitlines(keepends=True)
    if not new.strip():
        while end < len(lines) and not lines[end].strip():
            end += 1
        return "".join(lines[:start] + lines[end:])
    ending = lines[end - 1][len(lines[end - 1].rstrip("\r\n")) :]
    return "".join([*lines[:start], new.strip("\n") + ending, *lines[end:]])


Block = tuple[int, str, int, int]
"""The level of a heading (0 for a paragraph), its text, and its lines: first, and first after it."""


def _blocks(text: str) -> Iterator[Block]:
    """Yield headings with their level, and blocks with level 0, in order."""
    lines: list[str] = []
    fence = ""
    at = -1
    for at, line in enumerate(text.splitlines()):
        if fence:
            lines.append(line)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        opening = _FENCE.match(line)
        hashes = _HEADING.match(line)
        underline = _UNDERLINE.match(line)
        if opening:
            if lines and not _indented(line):
                yield from _flush(lines, at)
            fence = opening[1]
            lines.append(line)
        elif not line.strip():
            yield from _flush(lines, at)
        elif hashes:
            yield from _flush(lines, at)
            yield len(hashes[1]), (hashes[2] or "").strip(), at, at + 1
        elif underline and lines and not _ITEM.match(lines[0]) and not _FENCE.match(lines[0]):
            title = " ".join(part.strip() for part in lines)
            yield (1 if underline[1][0] == "=" else 2), title, at - len(lines), at + 1
            lines.clear()
        else:
            if lines and _begins_item(line, lines):
                yield from _flush(lines, at)
            lines.append(line)
    yield from _flush(lines, at + 1)


def _flush(lines: list[str], at: int) -> Iterator[Block]:
    """The lines gathered before line ``at``."""
    if lines:
        yield 0, "\n".join(lines), at - len(lines), at
        lines.clear()


def _indented(line: str) -> bool:
    return line.startswith((" ", "\t"))


def _begins_item(line: str, lines: list[str]) -> bool:
    """Whether a line begins a list item; within running prose only a bullet or ``1.`` does."""
    item = _ITEM.match(line)
    if item is None or _FENCE.match(lines[0]):
        return False
    return bool(_ITEM.match(lines[0])) or item[1] is None or int(item[1]) == 1
