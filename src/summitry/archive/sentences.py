"""A passage cut into sentences: the pieces somebody points at when a fact is filed.

Cut at full stops, question and exclamation marks and their kin in other scripts; never after a title
(``Mr.``), an initial (``U.S.``), a number (``No. 3``) or inside an ellipsis. A passage that is one long
sentence is left whole: a piece too much is widened with a key, a piece too little hides what it hung on.
"""

from __future__ import annotations

import re

from summitry.foundation.values import dataclass

_END = re.compile(r"[.!?。！？…]+[\"'”’»)\]]*(?=\s+\S)|[。！？][\"'”’»)\]]*(?=\S)|;\s*(?=\(\d+\))")
_TITLE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Amb|Gov|Sen|Rep|Sec|Pres|Min|Hon|Rev|St"
    r"|Jr|Sr|No|Nos|Art|Arts|Sect|Ch|Vol|Doc|Docs|Tel|Telegram|pp?|para|paras|fn|cf|vs|viz|ca|approx|et al"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Dept|Govt|incl|e\.g|i\.e|a\.m|p\.m)"
    r"|(?:^|[\s(.])[A-Z])\.\Z"
)
_NUMBER_ALONE = re.compile(r"\W*(?:\d{1,3}|[A-Za-z])\W*")
_SMALL_LETTER = re.compile(r"[\s\"'“‘«(\[]*[a-z,;:]")


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence: from which character of its passage to which."""

    start: int
    end: int


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a passage, in order. Together they hold all of it but the space between.

    >>> text = "Mr. Chung spoke at 7 p.m. on March 8. He left. The U.S. side … agreed."
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['Mr. Chung spoke at 7 p.m. on March 8.', 'He left.', 'The U.S. side … agreed.']
    """
    found: list[Span] = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.end() <= start or _NUMBER_ALONE.fullmatch(text, start, match.end()):
            continue
        if not _ends(text, start, match):
            continue
        found.append(Span(start, match.end()))
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    end = len(text.rstrip())
    if start < end:
        found.append(Span(start, end))
    return tuple(found)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    mark, rest = match.group(), text[match.end() : match.end() + 12]
    if mark.startswith("…") or ".." in mark:
        return not _SMALL_LETTER.match(rest) and mark[-1] not in "…."
    if not mark.startswith("."):
        return not _SMALL_LETTER.match(rest) or mark.startswith(("。", "！", "？", ";"))
    if _SMALL_LETTER.match(rest):
        return False
    before = text[max(start, match.start() - 12) : match.start() + 1]
    if _TITLE.search(before):
        return bool(re.search(r"\b[ap]\.m\.\Z", before)) and not re.match(r"\s*[\d(]", rest)
    return True
