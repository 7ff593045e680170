"""Which paragraphs of a text are open for which body; knows no dossier.

Definitions. A *sign* is one body's word on a text: what it says, of which paragraphs (digests), and
which paragraphs the text then had. A paragraph is *cleared* by a body when the latest sign of that
body that speaks of it clears it. A sign falls away as a whole when a paragraph that stood in the text
when it was given has been deleted and nothing stands in its place; with it falls what the same body
had signed before, since the deletion reopens the text for that body.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from summitry.foundation.values import dataclass

CLEARS, EDITS, OBJECTS, SILENT = "clears", "clears-with-edits", "objects", "silent"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign-off. ``order`` puts signs in time (equal: the same day). ``covers`` are digests;
    ``stood`` the digests of the whole text as it then was, in order (blank: not known). ``wanted`` are
    the paragraphs asked for as edits. ``counts`` is false for silence without a rule or before its
    deadline, and for what has lapsed."""

    id: str
    body: str
    stand: str
    order: int = 0
    covers: tuple[str, ...] = ()
    stood: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A body's state on one paragraph: *cleared*, *silent* (cleared by silence), *objected*, *open*.

    ``why`` says why it is open: *never* (no word of the body on it), *changed* (new or changed since the
    body signed), *deleted* (a paragraph it had seen was taken out), *edits* (its edits are not in the
    text), *void* (what it gave does not count). ``sign`` is the sign it rests on.
    """

    body: str
    state: str
    why: str = ""
    sign: str = ""


def deletions(before: Sequence[str], after: Sequence[str], known: frozenset[str] = frozenset()) -> int:
    """Return how many paragraphs of ``before`` were taken out with nothing in their place.

    The paragraphs both have, in an order both share, divide the texts into gaps. In a gap, a paragraph
    that is gone is *changed* when a new one stands there, *deleted* when none is left for it. Those in
    ``known`` are not new. A paragraph that only moved is neither gone nor new.
    """
    return sum(max(0, len(gone) - len(new)) for gone, new in _gaps(before, after, known))


def _gaps(
    before: Sequence[str], after: Sequence[str], known: frozenset[str]
) -> list[tuple[list[str], list[str]]]:
    """For each gap what is gone from it and what is new in it."""
    before, after = tuple(dict.fromkeys(before)), tuple(dict.fromkeys(after))
    place = {digest: n for n, digest in enumerate(after)}
    held = {after[n] for n in _longest_rising([place[d] for d in before if d in place])}
    old = {*before, *known}
    gone = _per_gap(before, held, lambda d: d not in place)
    new = _per_gap(after, held, lambda d: d not in old)
    return list(zip(gone, new, strict=True))


def _per_gap(text: Iterable[str], anchors: set[str], counts: Callable[[str], bool]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for digest in text:
        if digest in anchors:
            found.append([])
        elif counts(digest):
            found[-1].append(digest)
    return found


def _longest_rising(places: Sequence[int]) -> list[int]:
    """Return a longest rising subsequence of distinct numbers; of several, the one that ends lowest."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(places[index])
        index = before[index]
    return found[::-1]


def state(text: Sequence[str], bodies: Iterable[str], signs: Iterable[Sign]) -> tuple[tuple[Mark, ...], ...]:
    """Return, for each paragraph of ``text``, one mark for each body, in the orders given.

    Of two signs of one order an objection prevails, then a clearance.
    """
    every, now = tuple(signs), tuple(text)
    since = {s.id: _since(s, now, every) for s in every}
    fallen = _fallen(every, since)
    new = {s.id: _new(s, since[s.id]) for s in every}
    by_body = {b: _latest_first(s for s in every if s.body == b) for b in bodies}
    return tuple(
        tuple(_mark(digest, body, own, text, fallen, new) for body, own in by_body.items()) for digest in text
    )


def _latest_first(signs: Iterable[Sign]) -> list[Sign]:
    return sorted(signs, key=lambda s: (-s.order, s.stand != OBJECTS, s.id))


Gaps = list[tuple[list[str], list[str]]]
"""What is gone and new, gap by gap."""


def _fallen(signs: Sequence[Sign], since: Mapping[str, Gaps]) -> frozenset[str]:
    """The signs that a deletion took away: its signer's, up to the latest that had seen the paragraph."""
    last: dict[str, int] = {}
    for sign in signs:
        if sign.stand != OBJECTS and sign.counts and _deleted(since[sign.id]):
            last[sign.body] = max(sign.order, last.get(sign.body, sign.order))
    return frozenset(s.id for s in signs if s.body in last and s.order <= last[s.body] and s.stand != OBJECTS)


def _since(sign: Sign, text: tuple[str, ...], signs: Sequence[Sign]) -> Gaps:
    """What is gone and new since a sign."""
    if (sign.stood or sign.covers) == text:
        return []
    if sign.stood:
        return _gaps(sign.stood, text, frozenset())
    seen = frozenset(d for s in signs if s.order <= sign.order for d in (*s.covers, *s.stood))
    return _gaps(sign.covers, text, seen)


def _deleted(since: Gaps) -> bool:
    """Whether a paragraph the signer had before it was taken out of the text since."""
    return any(len(gone) > len(new) for gone, new in since)


def _new(sign: Sign, since: Gaps) -> frozenset[str]:
    """The paragraphs that are certainly new or changed since a sign.

    Where it is not known what the text then held, only those that stand where one it names is gone.
    """
    return frozenset(d for gone, new in since if gone or sign.stood for d in new)


def _mark(
    digest: str, body: str, signs: list[Sign], text: Sequence[str], fallen: frozenset[str],
    new: dict[str, frozenset[str]],
) -> Mark:  # fmt: skip
    why, by = "never", ""
    for sign in signs:
        taken = sign.stand == EDITS and set(sign.wanted) <= set(text) and bool(sign.wanted)
        if not sign.counts:
            if digest in sign.covers and why == "never":
                why, by = "void", sign.id
            continue
        if sign.stand == OBJECTS:
            if digest in sign.covers or not sign.covers:
                return Mark(body, "objected", "", sign.id)
            continue
        if sign.id in fallen:
            if why == "never":
                why, by = "deleted", sign.id
            continue
        if digest in sign.wanted or (digest in sign.covers and (sign.stand != EDITS or taken)):
            return Mark(body, "silent" if sign.stand == SILENT else "cleared", "", sign.id)
        if digest in sign.covers:
            return Mark(body, "open", "edits", sign.id)
        if why == "never" and digest in new[sign.id]:
            why, by = "changed", sign.id
    return Mark(body, "open", why, by)
