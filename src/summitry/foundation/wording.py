"""Small words of a sentence: lists, counts, one and many."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.foundation.dates import When, in_words

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

_TAKES_THE = (
    "United ", "Republic ", "Democratic ", "Islamic ", "Kingdom ", "Union ", "People's ", "Federal ",
    "Department ", "Ministry ", "Office ", "Mission ", "Permanent ", "Bureau ", "Committee ",
    "Central ", "National ", "Joint ", "European ", "African ", "International ",
)  # fmt: skip
_ENDS_WITH_THE = (
    "Agency", "Department", "Ministry", "Council", "Council staff", "Commission", "Committee", "Bureau",
    "Service", "Office", "Staff", "Directorate", "Secretariat", "Front", "House", "Nations", "Union",
    "channel", "line", "hotline",
)  # fmt: skip
"""Proper names in front of which English wants the article: by how they begin, and by how they end."""


def listed(names: Iterable[str], link: str = "and") -> str:
    """Join names as one says them aloud.

    >>> listed(["State", "Defense", "Energy"]), listed(["State"]), listed([])
    ('State, Defense and Energy', 'State', '')
    """
    every = list(names)
    if len(every) < 2:
        return every[0] if every else ""
    return f"{', '.join(every[:-1])} {link} {every[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: in words up to twelve.

    >>> counted(1, "paragraph"), counted(3, "meeting"), counted(13, "day"), counted(0, "use")
    ('one paragraph', 'three meetings', '13 days', 'no uses')
    """
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


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
    if name.startswith("The "):
        return f"the {name[4:]}"
    return f"the {name}" if name.startswith(_TAKES_THE) or name.endswith(_ENDS_WITH_THE) else name


def dated(when: When, zone_name: str | None = None) -> str:
    """Write a date with the small word it takes: on a day, in a month or year.

    >>> from summitry.foundation.dates import parse_when
    >>> dated(parse_when("2018-03-02")), dated(parse_when("2017-06")), dated(parse_when("2012~"))
    ('on 2 March 2018', 'in June 2017', 'about 2012')
    """
    words = in_words(when, zone_name)
    if when.lasts or when.between or words.startswith("about "):
        return words
    if words.startswith("an unknown"):
        return f"on {words}"
    return f"on {words}" if when.precision in ("day", "instant") or when.alternatives else f"in {words}"


def has(number: int) -> str:
    """Return ``has`` for one subject and ``have`` for more.

    >>> has(1), has(2)
    ('has', 'have')
    """
    return "has" if number == 1 else "have"


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
    return number(count) if count else "none"


def number(count: int) -> str:
    """Write a number in words up to twelve.

    >>> number(5), number(12), number(13)
    ('five', 'twelve', '13')
    """
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip


def ordinal(rank: int) -> str:
    """Write a rank as it stands before a noun.

    >>> f"the {ordinal(2)} longest", ordinal(13), ordinal(21), ordinal(1)
    ('the second longest', '13th', '21st', 'first')
    """
    if 0 <= rank < len(_ORDINALS):
        return _ORDINALS[rank]
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


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
    return "; ".join([*shown, f"and {number(rest)} more"] if rest else shown)


def clause(text: str) -> str:
    """Return a sentence as it stands inside another: one line, without its full stop.

    >>> clause(" It tests\\n again. ")
    'It tests again'
    """
    one_line = " ".join(text.split())
    return one_line[:-1] if one_line.endswith(".") and not one_line.endswith("..") else one_line
