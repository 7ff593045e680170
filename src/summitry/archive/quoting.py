"""Whether quoted words stand in a text: letter for letter, but for typography, elsewhere, or not.

A quotation may leave words out (``…``, ``...``, ``[…]``) and put words in (``[the North]``): what is
between these must stand in the text in the same order. Typography is what printers and scanners change:
the shape of quotation marks and dashes, ligatures, hyphens at line ends, white space, capitals, and the
point or comma at the end.
"""

from __future__ import annotations

import difflib
import enum
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from summitry.dossier.holdings import Passage
from summitry.foundation.values import dataclass

_GAP = re.compile(r"\[[^\]]{0,200}\]|(?:\.\s*){3,}|…")
_SPACE = re.compile(r"\s+")
_DASH = re.compile(r"\s*[–—−]\s*|\s-+\s|--+")
_HYPHEN = re.compile(r"(?<=\w)[‐‑\-\u00ad]\s*(?=\w)")
_TYPOGRAPHY = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
    "\u00ad": None, "\u200b": None, "\ufeff": None,
})  # fmt: skip
_ENDS = " .,;:!?\"'-()"
NEAR = 0.6
"""Least share of a quotation's words, in order, that a text must have to be shown as the nearest."""


class Standing(enum.Enum):
    """How a quotation stands in a text."""

    EXACT = "exact"
    TYPOGRAPHY = "typography"
    NEAR = "near"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place where the nearest text differs from a quotation: words quoted, words that stand there."""

    quoted: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a quotation stands best, and how. ``nearest`` are the words there, when they differ."""

    standing: Standing
    passages: tuple[Passage, ...] = ()
    nearest: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the words stand there, but for typography."""
        return self.standing in (Standing.EXACT, Standing.TYPOGRAPHY)


def held_against(quotation: str, passages: Sequence[Passage]) -> Match:
    """Hold a quotation against passages, in their order: exactly, then but for typography, then nearest.

    >>> text = Passage(number=1, role="body", text="The pause will “hold” while talks go on.")
    >>> held_against('The pause will "hold" … go on', [text]).standing
    <Standing.TYPOGRAPHY: 'typography'>
    >>> held_against("The pause shall hold while talks go on", [text]).changes
    (Change(quoted='shall', stands='will'),)
    """
    return stands(quotation, passages) or _nearest(quotation, passages)


def stands(quotation: str, passages: Sequence[Passage], *, in_order: bool = True) -> Match | None:
    """Return where a quotation stands, but for typography, or ``None``.

    Without ``in_order`` what is parted by a cut may stand in any order: in several places that are cited.
    """
    for standing, form in ((Standing.EXACT, _spaced), (Standing.TYPOGRAPHY, folded)):
        found = _found(quotation, passages, form)
        if found:
            return Match(standing=standing, passages=found)
    if in_order:
        return None
    each = [_found(piece, passages, folded) for piece in pieces(quotation)]
    if not each or not all(each):
        return None
    numbers = {p.number: p for found in each for p in found}
    return Match(standing=Standing.TYPOGRAPHY, passages=tuple(numbers[n] for n in sorted(numbers)))


@lru_cache(maxsize=30_000)
def folded(text: str) -> str:
    """Return a text without its typography; what is left is compared. A dash parts words, a hyphen does not.

    >>> folded("The “free- dom” of  navigation—or so")
    'the "freedom" of navigation or so'
    """
    text = _HYPHEN.sub("", _DASH.sub(" ", unicodedata.normalize("NFKC", text))).translate(_TYPOGRAPHY)
    return _spaced(text).casefold()


@lru_cache(maxsize=30_000)
def _spaced(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def pieces(quotation: str) -> tuple[str, ...]:
    """Return what is quoted between gaps and insertions, in order, without marks at the ends."""
    return tuple(p for piece in _GAP.split(quotation) if (p := piece.strip(_ENDS + "“”‘’…\n\t")))


def _found(quotation: str, passages: Sequence[Passage], form: Callable[[str], str]) -> tuple[Passage, ...]:
    wanted = [form(piece) for piece in pieces(quotation)]
    if not wanted:
        return ()
    texts, starts, at = [], [], 0
    for passage in passages:
        text = form(passage.text)
        starts.append(at)
        texts.append(text)
        at += len(text) + 1
    whole = " ".join(texts)
    first = _first_place(wanted, whole)
    if first is None:
        return ()
    begin, end = first
    return tuple(
        p for p, start, text in zip(passages, starts, texts, strict=True)
        if start < end and start + len(text) > begin
    )  # fmt: skip


def _first_place(wanted: Sequence[str], whole: str) -> tuple[int, int] | None:
    """The shortest stretch of the text in which all pieces stand in order."""
    best: tuple[int, int] | None = None
    for begin in _places(wanted[0], whole, 0):
        end = begin + len(wanted[0])
        for piece in wanted[1:]:
            at = next(_places(piece, whole, end), -1)
            if at < 0:
                return best
            end = at + len(piece)
        if best is None or end - begin < best[1] - best[0]:
            best = (begin, end)
        if len(wanted) == 1:
            break
    return best


def _places(piece: str, whole: str, start: int) -> Iterator[int]:
    """Where a piece stands in a text from some letter on, as whole words."""
    at = whole.find(piece, start)
    while at >= 0:
        end = at + len(piece)
        cut_before = at > 0 and _one_word(whole[at - 1], piece[0])
        cut_after = end < len(whole) and _one_word(piece[-1], whole[end])
        if not (cut_before or cut_after):
            yield at
        at = whole.find(piece, at + 1)


def _one_word(left: str, right: str) -> bool:
    """Whether two letters that touch belong to one word; scripts that hang endings on words or do not
    part them are given the benefit of the doubt."""
    return left.isalnum() and right.isalnum() and left < "\u1100" and right < "\u1100"


def _nearest(quotation: str, passages: Sequence[Passage]) -> Match:
    wanted = words_of(" ".join(pieces(quotation)))
    if not wanted:
        return Match(standing=Standing.ABSENT)
    bag = Counter(folded(w) for w in wanted)
    ranked = sorted(
        ((_shared(bag, p.text), -at, p) for at, p in enumerate(passages)), key=lambda r: r[:2], reverse=True
    )
    best: tuple[float, Passage, tuple[str, ...]] | None = None
    for share, _, passage in ranked[:5]:
        if share < NEAR * sum(bag.values()):
            break
        ratio, window = _window(wanted, words_of(passage.text))
        if best is None or ratio > best[0]:
            best = (ratio, passage, window)
    if best is None or best[0] < NEAR:
        return Match(standing=Standing.ABSENT)
    _, passage, window = best
    return Match(
        standing=Standing.NEAR, passages=(passage,), nearest=" ".join(window),
        changes=tuple(_changes(wanted, window)),
    )  # fmt: skip


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they stand, parted at white space; a letter at a time in scripts
    that do not part words."""
    return tuple(
        piece for word in _spaced(text).split(" ")
        for piece in (word if any(_unparted(c) for c in word) else (word,))
    )  # fmt: skip


def _unparted(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff"


def _shared(bag: Counter[str], text: str) -> int:
    return sum((bag & Counter(folded(w) for w in words_of(text))).values())


def _window(wanted: Sequence[str], text: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """The stretch of a text that is most like the wanted words, and how like: matched words by all."""
    plain, here = [bare(w) for w in wanted], [bare(w) for w in text]
    blocks = [
        b for b in difflib.SequenceMatcher(None, plain, here, autojunk=False).get_matching_blocks() if b.size
    ]
    if not blocks:
        return 0.0, ()
    begin = max(0, blocks[0].b - blocks[0].a)
    end = min(len(here), blocks[-1].b + blocks[-1].size + (len(plain) - blocks[-1].a - blocks[-1].size))
    if end - begin > 2 * len(plain) + 8:
        longest = max(blocks, key=lambda b: b.size)
        begin = max(0, longest.b - longest.a)
        end = min(len(here), begin + len(plain))
    matched = sum(
        b.size
        for b in difflib.SequenceMatcher(None, plain, here[begin:end], autojunk=False).get_matching_blocks()
    )
    return matched / len(plain), tuple(text[begin:end])


def bare(word: str) -> str:
    """Return a word without typography and without marks at its ends."""
    return folded(word).strip(_ENDS)


def _changes(wanted: Sequence[str], stands: Sequence[str]) -> Iterable[Change]:
    plain, here = [bare(w) for w in wanted], [bare(w) for w in stands]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, plain, here, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(quoted=" ".join(wanted[a:b]), stands=" ".join(stands[c:d]))
