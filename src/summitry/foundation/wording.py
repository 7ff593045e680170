"""Small words of a sentence: lists, counts, one and many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from summitry.foundation.dates import When, in_words
from summitry.foundation.labels import marked, say, say_many

_NUMBERS = (
    marked("no"), marked("one"), marked("two"), marked("three"), marked("four"), marked("five"),
    marked("six"), marked("seven"), marked("eight"), marked("nine"), marked("ten"), marked("eleven"),
    marked("twelve"),
)  # fmt: skip
_LINKS = {"and": marked("{names} and {last}"), "or": marked("{names} or {last}")}

_TAKES_THE = (
    "United ", "Republic ", "Democratic ", "Islamic ", "Kingdom ", "Union ", "People's ", "Federal ",
    "Department ", "Ministry ", "Office ", "Mission ", "Permanent ", "Bureau ", "Committee ",
    "Delegation ", "delegation ", "Central ", "National ", "Joint ", "European ", "African ",
    "International ",
)  # fmt: skip
_ENDS_WITH_THE = (
    "Agency", "Department", "Ministry", "Council", "Council staff", "Commission", "Committee", "Bureau",
    "Service", "Office", "Staff", "Directorate", "Secretariat", "Front", "House", "Nations", "Union",
    "channel", "line", "hotline",
)  # fmt: skip
"""Proper names in front of which English wants the article: by how they begin, and by how they end."""
_KEEPS_ITS_CAPITAL = frozenset({"The Hague", "The Gambia"})


def listed(names: Iterable[str], link: str = "and") -> str:
    """Join names as one says them aloud.

    >>> listed(["State", "Defense", "Energy"]), listed(["State"]), listed([])
    ('State, Defense and Energy', 'State', '')
    """
    every = list(names)
    if len(every) < 2:
        return every[0] if every else ""
    return say(_LINKS[link], names=say(", ").join(every[:-1]), last=every[-1])


def counted(count: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: in words up to twelve.

    >>> counted(1, "paragraph"), counted(3, "meeting"), counted(13, "day"), counted(0, "use")
    ('one paragraph', 'three meetings', '13 days', 'no uses')
    """
    named = say_many(count, noun, plural or f"{noun}s")
    return say("{number} {things}", number=number(count), things=named)


def opened(text: str) -> str:
    """Return a sentence with its first letter large, the rest as it is.

    >>> opened("three meetings with DPRK officials")
    'Three meetings with DPRK officials'
    """
    return text[:1].upper() + text[1:]


def with_article(name: str) -> str:
    """Return the name of a state, body or channel as it stands in a sentence.

    >>> [with_article(n) for n in ("United States", "The White House", "North Korea", "Joint Staff")]
    ['the United States', 'the White House', 'North Korea', 'the Joint Staff']
    """
    if name.startswith("The ") and name not in _KEEPS_ITS_CAPITAL:
        return say("the {name}", name=name[4:])
    return (
        say("the {name}", name=name) if name.startswith(_TAKES_THE) or name.endswith(_ENDS_WITH_THE) else name
    )


def placed(place: str) -> str:
    """Write where, with the small word it takes: in a town or country, at a house or body.

    >>> placed("Seoul"), placed("The White House"), placed("The Hague"), placed("United States")
    ('in Seoul', 'at the White House', 'in The Hague', 'in the United States')
    """
    name = with_article(place)
    within = name == place or place.startswith(_TAKES_THE)
    return say("in {place}", place=name) if within else say("at {place}", place=name)


def dated(when: When, zone_name: str | None = None) -> str:
    """Write a date with the small word it takes: on a day, in a month or year.

    >>> from summitry.foundation.dates import parse_when
    >>> dated(parse_when("2018-03-02")), dated(parse_when("2017-06")), dated(parse_when("2012~"))
    ('on 2 March 2018', 'in June 2017', 'about 2012')
    >>> dated(parse_when({"between": "2018-03-08", "and": "2018-03-12"}))
    'on one day between 8 and 12 March 2018'
    """
    words = in_words(when, zone_name)
    if when.lasts or when.approximate:
        return words
    if when.between and when.precision == "instant":
        return say("at {moment}", moment=words)
    if when.between or when.precision in ("day", "instant") or when.alternatives or "X" in when.text:
        return say("on {day}", day=words)
    return say("in {month}", month=words)


def has(number: int) -> str:
    """Return ``has`` for one subject and ``have`` for more.

    >>> has(1), has(2)
    ('has', 'have')
    """
    return say_many(number, "has", "have")


def quoted(text: str) -> str:
    """Set a title off from the sentence around it; by curly marks where it holds straight ones.

    >>> quoted("options paper"), quoted('a date becomes "set in stone"')
    ('"options paper"', '“a date becomes "set in stone"”')
    """
    return f"“{text}”" if '"' in text else f'"{text}"'


def of_them(count: int) -> str:
    """Write how many of those just named: in words up to twelve, ``none`` for none.

    >>> of_them(0), of_them(3)
    ('none', 'three')
    """
    return number(count) if count else say("none")


def number(count: int) -> str:
    """Write a number in words up to twelve.

    >>> number(5), number(12), number(13)
    ('five', 'twelve', '13')
    """
    return say(_NUMBERS[count]) if 0 <= count < len(_NUMBERS) else str(count)


_ORDINALS = (
    "", marked("first"), marked("second"), marked("third"), marked("fourth"), marked("fifth"),
    marked("sixth"), marked("seventh"), marked("eighth"), marked("ninth"), marked("tenth"),
    marked("eleventh"), marked("twelfth"),
)  # fmt: skip


def ordinal(rank: int) -> str:
    """Write a rank as it stands before a noun.

    >>> f"the {ordinal(2)} longest", ordinal(13), ordinal(21), ordinal(1)
    ('the second longest', '13th', '21st', 'first')
    """
    if 0 <= rank < len(_ORDINALS):
        return say(_ORDINALS[rank])
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return say("{rank}{ending}", rank=rank, ending=ending)


MOST = 6
"""How many things one sentence names before it only counts the rest."""


def enumerated(names: Iterable[str], most: int = MOST, *, whole: int | None = None) -> str:
    """Join longer names by semicolons; beyond ``most`` of them the rest is counted.

    ``whole`` is how many there are, where ``names`` are only the first of them.

    >>> enumerated(["Talks first.", "a freeze", "tests go on"], most=2)
    'Talks first; a freeze; and one more'
    """
    every = list(names)
    shown = [clause(name) for name in every[:most]]
    rest = (len(every) if whole is None else whole) - len(shown)
    return "; ".join([*shown, say("and {number} more", number=number(rest))] if rest else shown)


def by_reason(found: Mapping[str, Iterable[str]]) -> str:
    """Write what is open, each with the names of which it is: in brackets where it is not the same of all.

    >>> by_reason({"the day": ["Talks", "Visit"]}), by_reason({"the day": ["Talks"], "the place": ["Visit"]})
    ('the day: Talks; Visit', 'the day (Talks); the place (Visit)')
    """
    if len(found) == 1:
        return "".join(f"{reason}: {enumerated(names)}" for reason, names in found.items())
    return "; ".join(f"{reason} ({enumerated(names)})" for reason, names in found.items())


@lru_cache(maxsize=8192)
def clause(text: str) -> str:
    """Return a sentence as it stands inside another: one line, without its full stop.

    >>> clause(" It tests\\n again. ")
    'It tests again'
    """
    one_line = " ".join(text.split())
    return one_line[:-1] if one_line.endswith(".") and not one_line.endswith("..") else one_line
