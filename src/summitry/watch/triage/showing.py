"""The words of a report that show what it touches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from summitry.foundation.values import dataclass
from summitry.watch.inbox import Entry
from summitry.watch.triage import signs
from summitry.watch.triage.value import Touch

LONGEST = 320
"""Letters of a sentence that are shown."""

_END = re.compile(r"(?<=[.!?…])[\"”»')\]]*\s+(?=[\"“«„'(\[]?[^\W\d_a-z])|\n+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence of a report, as it stands there."""

    words: str
    entry: str


def shown(entries: Iterable[Entry], touch: Touch, names: Mapping[str, str]) -> Shown | None:
    """Return the sentence that shows a touch best: with its words in a row, most of its stems, or the name.

    ``names`` are those by which people are known. Nothing when the words are spread over several reports.
    """
    best, most = None, 0
    for entry in entries:
        for sentence in sentences(entry.item.words):
            likeness = _likeness(sentence, touch, names)
            if likeness > most:
                best, most = Shown(words=_cut(sentence), entry=entry.id), likeness
    return best


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, roughly."""
    for sentence in _END.split(text):
        if sentence.strip():
            yield sentence.strip()


def _likeness(sentence: str, touch: Touch, names: Mapping[str, str]) -> int:
    if not touch.told:
        return int(touch.target in signs.named(sentence, names))
    if len(touch.told) == 1 and (" " in touch.told[0] or touch.kind == "case"):
        row = " ".join(w.casefold() for w in _WORD.findall(sentence))
        wanted = " ".join(w.casefold() for w in _WORD.findall(touch.told[0]))
        return int(wanted in row) * 100
    return len(set(touch.told) & set(signs.stems(sentence)))


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1].rsplit(' ', 1)[0]} …"
