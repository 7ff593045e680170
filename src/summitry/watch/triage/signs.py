"""What a report can be known by: names under every alias, words, kind of event, place, address."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations

from summitry.watch.intake import sets
from summitry.watch.triage.maths import Signal
from summitry.watch.value import Item

READ = 1_200
"""Letters of a report that are looked at: what happened stands in the first paragraphs."""

MOST_HELD = 6
"""Names of one report of which pairs are made."""

MOST_DAYS = 4
"""Days, the last of those on which it can have happened, that are signs together with a name or place."""

BEFORE = 3
"""Days before its publication on which what a report tells can have happened."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_COMMON_WORDS = """
    a about after again against all also an and any are as at be been before being between both but by
    can could day days did do does down during each for from had has have he her him his how if in into
    is it its just may more most new no not now of off on one only or other our out over own per said
    says say she should since so some such than that the their them then there these they this those
    through to told today tomorrow tonight too two under until up upon us very was we were what when
    where which while who whom why will with would yesterday year years monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october
    november december mr mrs ms dr le la les des du de et en un une dans au aux pour par sur report
    reports reported news update breaking official officials according statement statements
"""
_COMMON = frozenset(_COMMON_WORDS.split())
CLASSES = tuple(
    (name, re.compile(rf"(?i)\b(?:{words})"))
    for name, words in (
        ("launch", "launch|missile|rocket|satellite|fired? (?:a|two|three|four|several)"),
        ("nuclear test", "nuclear (?:test|device|explosion)|underground test"),
        ("meeting", "meet|summit|talks|rencontr|treffen|negotiat|visit|envoy|delegation|invit"),
        ("agreement", "agree|accord|ceasefire|truce|treaty|signed"),
        (
            "fighting",
            "kill|dead|deaths?|die[sd]?|attack|clash|fighting|murder|shell|massacre|wound|lynch|violence",
        ),
        ("sanctions", "sanction|embargo"),
        ("exercise", "exercise|drill|manoeuv|maneuv"),
        ("release", "releas|freed|hostage|detain"),
    )
)
"""Sorts of happening that a few words tell; for telling one day's happenings apart, never for a record."""

_ALIASES = {
    "dprk": "northkorea", "pyongyang": "northkorea", "n.korea": "northkorea", "nk": "northkorea",
    "rok": "southkorea", "seoul": "southkorea", "u.s": "unitedstates", "usa": "unitedstates",
    "washington": "unitedstates", "c.africa": "centralafrica", "car": "centralafrica",
}  # fmt: skip


def signal(item: Item, id: str, came: date, names: Mapping[str, str]) -> Signal:
    """Return a report as gathering sees it. ``names``: the word in small letters by which somebody is known,
    and who that is."""
    first, last = window(item, came)
    signs = {f"w{stem}" for stem in stems(item.words[:READ])}
    found = {f"n{who}" for who in named(item.words[:READ], names)}
    actors = frozenset(f"n{names.get(n.casefold(), squeezed(n))}" for n in item.names)
    signs |= found | actors
    kind = frozenset({f"k{kind_of(item)}"}) if item.coded == "machine" and kind_of(item) else frozenset()
    places = frozenset(f"p{squeezed(place)}" for place in item.place.split(",")[:1] if place.strip())
    if item.address:
        signs.add(f"a{item.address}")
    classes = {k for k, found in CLASSES if found.search(item.words[:READ]) or found.search(item.kind)}
    # two people and a day, a kind, somebody and a day: each alone is common, and together they are rare
    held = actors | found
    together = ["".join(pair) for pair in combinations(sorted(held)[:MOST_HELD], 2)]
    for day in range(max(first, last - MOST_DAYS + 1), last + 1):
        signs |= {f"d{pair}@{day}" for pair in together}
        signs |= {f"d{place}@{day}" for place in places}
        signs |= {f"d{k}{who}@{day}" for k in classes for who in held}
    must = tuple(each for each in (kind, places if item.coded else frozenset()) if each)
    if item.coded == "machine":
        must = (*must, *(frozenset({actor}) for actor in actors))
    alone = item.source if item.source in sets.ONE_ROW_EACH else ""
    # a hundred thousand reports share most of their signs: each is kept once, and a set that is made of a
    # set takes half the room of one that grew
    borne = frozenset(set(map(sys.intern, signs | kind | places)))
    return Signal(id=id, first=first, last=last, signs=borne, must=must, alone=alone, listed=_listed(item))


def _listed(item: Item) -> tuple[str, str] | None:
    """The list that a row is of and the day it bears there, where people wrote it and it bears one day."""
    if item.form != "row" or item.coded != "people" or not item.source or len(item.said) < 10:
        return None
    return None if "/" in item.said else _kept_once(item.source, item.said[:10])


@lru_cache(maxsize=20_000)
def _kept_once(source: str, day: str) -> tuple[str, str]:
    return source, day


def window(item: Item, came: date) -> tuple[int, int]:
    """Return the days on which what a report tells can have happened, as ordinals."""
    arrived = came.toordinal()
    if item.said_from is None or item.said_to is None or (item.form != "row" and item.said_from > came):
        return arrived - BEFORE, arrived
    first, last = item.said_from.toordinal(), item.said_to.toordinal()
    return (first, last) if item.form == "row" else (first - BEFORE, last)


def kind_of(item: Item) -> str:
    """Return the class of event a table gives: the first two figures of a CAMEO code, else its words."""
    return item.code[:2] if item.code[:2].isdigit() else squeezed(item.kind)


def squeezed(text: str) -> str:
    """Return a name without case, accents and signs: what is the same under two romanisations' hyphens.

    >>> squeezed("Kim Jong-Un"), squeezed("KIM JONG UN")
    ('kimjongun', 'kimjongun')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def stems(text: str) -> Iterable[str]:
    """Return the words that tell something, without their commonest endings."""
    return (stem for stem, _ in with_words(text))


def with_words(text: str) -> list[tuple[str, str]]:
    """Return the stems of a text, each with the word it is of."""
    found = []
    for word in _WORD.findall(text):
        plain = word.casefold()
        if plain in _COMMON or (len(plain) < 3 and not plain.isdigit()):
            continue
        found.append((_ALIASES.get(plain) or _stemmed(plain), word))
    return found


@lru_cache(maxsize=20_000)
def _stemmed(plain: str) -> str:
    return _stem(squeezed(plain))


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def named(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return who is named in a text, the longest names first found, none inside another."""
    words = list(_WORD.finditer(text))
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        start = words[at].start()
        for more in range(min(6, len(words) - at), 0, -1):
            who = names.get(text[start : words[at + more - 1].end()].casefold())
            if who and (text[start].isupper() or text[start] > "\u1100"):
                found[who] = None
                at += more - 1
                break
        at += 1
    return tuple(found)
