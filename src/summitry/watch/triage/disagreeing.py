"""Where reports of one happening disagree: on the day, a number, a name, a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from summitry.foundation.dates import day_in_words
from summitry.foundation.dates.months import MONTHS
from summitry.foundation.wording import listed
from summitry.watch.inbox import Entry
from summitry.watch.triage import signs
from summitry.watch.triage.value import Differing

MOST = 50
"""Reports of one happening that are held against each other."""

ALIKE = 0.8
"""Likeness of two names from which one may be the other, written wrongly."""

_FULL = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,2}\b")
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w,-]|\.\d)")
_NAMED = "|".join(MONTHS)
_DAY = re.compile(rf"\b(?:(\d{{1,2}}) ({_NAMED})|({_NAMED}) (\d{{1,2}})(?!\d))(?:,? (\d{{4}}))?\b")


def differing(entries: Sequence[Entry], names: Mapping[str, str]) -> tuple[Differing, ...]:
    """Return on what reports disagree, each value with who gives it. What a machine coded is held against
    other rows alone."""
    some = entries[:MOST]
    written = [e for e in some if e.item.coded != "machine"]
    rows = [e for e in some if e.item.form == "row"]
    found = (
        _of("The day", ((_spoken(e.item.said[:10]), e) for e in rows if e.item.said)),
        _of("A day in the text", _days(e for e in written if e.item.form != "row")),
        _of("The number", ((e.item.amount, e) for e in some if e.item.amount)),
        _of("A number in the heading", _numbers(e for e in some if not e.item.coded)),
        _of("Who", ((listed(sorted(e.item.names)), e) for e in rows if e.item.names)),
        _of("How a name is written", _spelt((e for e in written if e.item.form != "row"), names)),
        _of("The place", ((e.item.place.partition(",")[0], e) for e in rows if e.item.place)),
    )
    return tuple(each for each in found if each is not None)


def _of(what: str, told: Iterable[tuple[str, Entry]]) -> Differing | None:
    """What several sources say differently; rows of one source that tell of two days are no disagreement."""
    by: dict[str, dict[str, None]] = {}
    for value, entry in told:
        by.setdefault(value, {})[entry.item.source or entry.file] = None
    if len(by) < 2 or len({source for sources in by.values() for source in sources}) < 2:
        return None
    return Differing(what=what, told=tuple((value, tuple(by[value])) for value in sorted(by)))


def _spoken(day: str) -> str:
    return day_in_words(date.fromisoformat(day)) if len(day) == 10 else day


def _numbers(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    for entry in entries:
        found = _NUMBER.findall(_DAY.sub(" ", entry.item.title))
        if len(found) == 1:
            yield found[0], entry


def _days(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """The day that a text names, where it names one."""
    for entry in entries:
        found = days_named(entry.item.words[: signs.READ])
        if len(found) == 1:
            day, month = found[0]
            yield f"{day} {MONTHS[month - 1]}", entry


def days_named(text: str) -> tuple[tuple[int, int], ...]:
    """Return the days a text names by month and number, each once: day and month.

    >>> days_named("On 8 March, and again on March 9, 2018, in May")
    ((8, 3), (9, 3))
    """
    found: dict[tuple[int, int], None] = {}
    for one, month, other, day, _ in _DAY.findall(text):
        number = int(one or day)
        if 1 <= number <= 31:
            found[(number, MONTHS.index(month or other) + 1)] = None
    return tuple(found)


def _spelt(entries: Iterable[Entry], names: Mapping[str, str]) -> Iterable[tuple[str, Entry]]:
    """Names that reports write so nearly alike that one of them may be wrong, of no one they both know.

    Two that begin alike and differ a little, each in a report that has not the other.
    """
    told: dict[str, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for name in dict.fromkeys(_FULL.findall(entry.item.words[: signs.READ])):
            told.setdefault(signs.squeezed(name), (name, []))[1].append(entry)
    found: dict[str, None] = {}
    for one, other in combinations(sorted(told)[:MOST], 2):
        (a, by), (b, also) = told[one], told[other]
        who = {names.get(name.casefold(), name) for name in (a, b)}
        if a.split()[0] != b.split()[0] or len(who) == 1 or {e.id for e in by} & {e.id for e in also}:
            continue
        if SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE:
            found |= {one: None, other: None}
    return [(told[each][0], entry) for each in found for entry in told[each][1]]
