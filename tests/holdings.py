"""A file cabinet typed out in a test."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from summitry.dossier.holdings import Held, HeldPart, Passage

_PAGE = re.compile(r"\[p\. (\w+)\]\s*")
_NOTE = re.compile(r"\[note (\d+)\]\s*")
_PART = re.compile(r"\[(d\d+)\]\s*")


class Typed:
    """Holds texts by file: a paragraph a block, parted by empty lines.

    ``[p. 3]`` at the head of a block begins a page, ``[d49]`` a document of a volume, ``[note 2]`` makes the
    block a footnote, ``# `` a heading.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._held = {file: typed(file, text) for file, text in texts.items()}

    def held(self, file: str) -> Held | None:
        return self._held.get(file)

    def by_digest(self, digest: str) -> Held | None:
        return next((h for h in self._held.values() if h.digest.startswith(digest)), None)


def typed(file: str, text: str) -> Held:
    """Return a text as it would be held."""
    passages: list[Passage] = []
    starts: list[tuple[str, int]] = []
    page, counted = "", 0
    for number, block in enumerate((b for b in re.split(r"\n\s*\n", text.strip()) if b.strip()), 1):
        if found := _PART.match(block):
            block, counted = block[found.end() :], 0
            starts.append((found[1], number))
        if found := _PAGE.match(block):
            page, block = found[1], block[found.end() :]
        role, label = "body", ""
        if found := _NOTE.match(block):
            role, label, block = "footnote", found[1], block[found.end() :]
        elif block.startswith("# "):
            role, block = "head", block[2:]
        counted += role == "body"
        passages.append(
            Passage(
                number=number, role=role, text=" ".join(block.split()), page=page, label=label,
                part=starts[-1][0] if starts else "", paragraph=counted if role == "body" else 0,
            )
        )  # fmt: skip
    ends = [start - 1 for _, start in starts[1:]] + [len(passages)]
    parts = tuple(HeldPart(id=id, first=s, last=e) for (id, s), e in zip(starts, ends, strict=False))
    if not parts:
        parts = (HeldPart(first=1, last=len(passages)),)
    stem = file.rpartition("/")[2].partition(".")[0]
    digest = stem if re.fullmatch("[0-9a-f]{64}", stem) else hashlib.sha256(text.encode()).hexdigest()
    return Held(digest=digest, original=file, media="text/plain", parts=parts, passages=tuple(passages))
