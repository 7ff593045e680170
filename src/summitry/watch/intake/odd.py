"""What is odd about a report, in plain words: a sender who is not what is shown, letters that are not what
they look like, a day that cannot be. Nothing here proves a forgery, and silence proves nothing either."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import Message
from email.utils import getaddresses, parseaddr

from summitry.foundation.dates import day_in_words
from summitry.watch.intake import days

_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_DOMAIN = re.compile(r"(?i)\b((?:[a-z0-9-]+\.)+(?:gov|mil|int|edu|org|com|net|[a-z]{2}))\b")
_FAILED = re.compile(r"(?i)\b(spf|dkim|dmarc)=(?:fail|softfail|permerror)\b")
_PASSED = re.compile(r"(?i)\b(?:dkim|dmarc)=pass\b")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W\d_]{3,40}")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")

LOOKALIKE = frozenset("АВЕЅІЈКМНОРСТУХЫавгеѕіјкмнорстухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχ")
"""Letters of Cyrillic and Greek that look like Latin ones."""

UNSET = frozenset({date(1970, 1, 1), date(1980, 1, 1), date(1900, 1, 1), date(1904, 1, 1), date(1601, 1, 1)})
"""Days that clocks show which nobody set."""

LONG_ON_ITS_WAY = timedelta(days=7)

MOST_LOOKED_AT = 20_000


def of_letter(heads: Message, name: str, address: str) -> Iterator[str]:
    """Yield what is odd about who sent a letter, and when, by its heads."""
    domain = address.rpartition("@")[2].casefold()
    senders = [a for _, a in getaddresses([str(h) for h in heads.get_all("from", [])[:5]]) if a][:20]
    if not senders:
        yield "It names no sender."
    elif len(set(senders)) > 1:
        yield f"It names more than one sender: {', '.join(dict.fromkeys(senders))}."
    yield from _shown(name, address, domain)
    results = " ".join(map(str, heads.get_all("authentication-results", [])))[:20_000]
    failed = dict.fromkeys(f.upper() for f in _FAILED.findall(results))
    if failed:
        yield f"Its sender was not confirmed on its way ({', '.join(failed)} failed): the name may be forged."
    for head, says in (
        ("reply-to", "An answer to it goes to {other}, and not to its sender {address}."),
        ("return-path", "It was handed in as from {other}, and shows {address}; nothing confirms that."),
    ):  # fmt: skip
        other = parseaddr(str(heads.get(head, "")))[1]
        elsewhere = other.rpartition("@")[2].casefold()
        if not elsewhere or not domain or _house(elsewhere) == _house(domain):
            continue
        if head == "reply-to" or not (_PASSED.search(results) or failed):
            yield says.format(other=other, address=address)
    yield from _late(heads)


def _shown(name: str, address: str, domain: str) -> Iterator[str]:
    shown = _ADDRESS.search(name)
    if shown and shown[1].casefold() != domain:
        yield f"Its sender is shown as {shown[0]}, and the letter came from {address or 'no address'}."
        return
    named = _DOMAIN.search(name)
    if named and domain and _house(named[1].casefold()) != _house(domain):
        yield f"Its sender is called {named[1]}, and the letter came from {address}."


def _house(domain: str) -> str:
    """The last parts of a domain, by which one house is known: three where the last two are of two letters or
    a general word (``gov.uk``), else two."""
    parts = domain.strip(".").split(".")
    most = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-most:])


def _late(heads: Message) -> Iterator[str]:
    """A letter that says it was written on another day than the one on which it was handed on."""
    _, earliest, latest = days.of_letter(str(heads.get("date", "")))
    each = [days.of_letter(str(h).rpartition(";")[2].strip()) for h in heads.get_all("received", [])[:20]]
    handed = [(first, last) for _, first, last in each if first is not None and last is not None]
    if earliest is None or latest is None or not handed:
        return
    first, last = handed[-1]  # the oldest stands last
    if earliest > last or latest < first - LONG_ON_ITS_WAY:
        dated, got = day_in_words(earliest), day_in_words(first)
        yield f"It says it was written about {dated}, and was handed in about {got}."


def of_text(text: str) -> Iterator[str]:
    """Yield what is odd about the letters of a text: those of two alphabets in a word, those that only look
    like Latin ones, and those that are made to look like letters."""
    text = text[:MOST_LOOKED_AT]
    if text.isascii():
        return
    latin = len(_LATIN_WORD.findall(text))
    told = 0
    for word in dict.fromkeys(_WORD.findall(text)):
        if word.isascii() or told >= 5:
            continue
        if _mixed(word):
            yield f'"{word}" is written in letters of two alphabets: it is not the word it looks like.'
        elif latin >= 5 and LOOKALIKE.issuperset(word):
            yield f'"{word}" is written in letters that look like Latin ones and are not.'
        elif any(0x1D400 <= ord(letter) <= 0x1D7FF for letter in word):
            plain = unicodedata.normalize("NFKC", word)
            yield f'"{plain}" is written in signs that only look like letters.'
        else:
            continue
        told += 1


def _mixed(word: str) -> bool:
    names = [unicodedata.name(letter, "") for letter in word]
    return (
        sum(any(name.startswith(script) for name in names) for script in ("LATIN", "CYRILLIC", "GREEK")) > 1
    )


def of_signs(raw: str) -> Iterator[str]:
    """Yield that a heading or name turns the order of its letters, by signs nobody sees."""
    if _TURNED.search(raw):
        yield "Its heading or sender holds signs that turn the order of letters; they were left out."


def of_day(first: date | None, last: date | None) -> Iterator[str]:
    """Yield that a day is one which clocks show that nobody set."""
    if first is not None and last is not None and any(first <= day <= last for day in UNSET):
        yield "It bears a day that clocks show which nobody set."
