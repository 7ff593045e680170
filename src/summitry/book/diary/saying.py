"""The words of a diary that every form of it shares."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from summitry.book.diary.value import FindingHow, Learned, Rows, Why
from summitry.dossier.kinds import BY_KIND
from summitry.foundation.dates import When, day_in_words, in_words
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.origin import Place
from summitry.foundation.wording import listed, opened

HEADS: dict[FindingHow, str] = {
    "appeared": marked("Findings that appeared"), "no longer accepted": marked("Findings no longer accepted"),
    "changed": marked("Findings that changed"), "accepted": marked("Findings that were accepted"),
    "went": marked("Findings that went"),
}  # fmt: skip
"""The ways in which a finding moves, in the order of a diary, with their headings."""

LONG = 220
"""Words of a title beyond this many characters are left out of a line."""


def kind_words(kind: str) -> str:
    """Return the heading for records of a kind: Statements, Kinds of event."""
    return opened(say(BY_KIND[kind].plural.replace("_", " "))) if kind in BY_KIND else opened(kind)


def learned_words(item: Learned) -> str:
    """Say what was learned in one line: who, what, of which part, and when it was said or happened."""
    title = _short(item.title)
    named = item.by.casefold() in title.casefold()
    text = opened(f"{item.by}: {title}" if item.by and not named else title)
    if item.what:
        text += f" – {item.what}"
    if item.on is not None and not text.endswith(_day_and_month(item.on)):
        text += f" ({in_words(item.on)})"
    return text


def _day_and_month(when: When) -> str:
    """The day as a title says it: ``6 March``; where it is no single day, all of it."""
    words = in_words(when)
    return words.rpartition(" ")[0] if when.precision == "day" and not when.between else words


def row_words(row: Rows) -> str:
    """Say which rows of a list were learned."""
    days = ""
    if row.first is not None and row.last is not None:
        same = row.first == row.last
        days = (
            f", {day_in_words(row.first)}" if same
            else say(", {day} to {day2}", day=day_in_words(row.first), day2=day_in_words(row.last))
        )  # fmt: skip
    kinds = listed(f"{count} {kind}" for kind, count in row.kinds)
    return f"{row.title}: {say_many(row.count, '{count} row', '{count} rows')}{days}" + (
        f" ({kinds})" if kinds else ""
    )


def why_words(why: Why) -> str:
    """Say why a finding moved; nothing where that is not known."""
    if why.accepted:
        return say("accepted: {accepted}", accepted=why.accepted)
    if why.records:
        more = say("; and {more} more", more=why.more) if why.more else ""
        named = "; ".join(_short(r.title).rstrip(".") for r in why.records)
        return say("learned: {named}{more}", named=named, more=more)
    return say("a day passed") if why.day_passed else ""


def differing(before: str, after: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches (start, end) of ``after`` that are not in ``before``, word by word.

    Day counts are not compared: they grow by themselves.
    """
    new = _words(after)
    return tuple(
        (new[first].start(), new[last - 1].end())
        for what, _, _, first, last in _steps(before, after)
        if what != "equal" and last > first
    )


def before_words(before: str, after: str) -> str:
    """Say what a finding that changed its words said before, or what was added to it."""
    kept = all(what in ("equal", "insert") for what, *_ in _steps(before, after))
    added = [after[start:end] for start, end in differing(before, after)]
    if kept and all(_is_sentence(words) for words in added):
        return say("new: {listed}", listed=" … ".join(added))
    return say("before: {elided}", elided=elided(before, after))


def _is_sentence(words: str) -> bool:
    return words[:1].isupper() and words.endswith((".", ";", "?"))


def elided(text: str, other: str) -> str:
    """Return a text with what ``other`` says too shortened to a few words around each difference."""
    words = [word[0] for word in _words(text)]
    pieces: list[str] = []
    for what, first, last, _, _ in _steps(text, other):
        told = words[first:last]
        if what == "equal" and len(told) > 2 * AROUND + 2:
            head = told[:AROUND] if first else told[: AROUND // 2]
            tail = told[-AROUND:] if last < len(words) else []
            told = [*head, "…", *tail]
        pieces.extend(told)
    return " ".join(pieces)


AROUND = 6


def _words(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\S+", text))


LABOUR = 4_000_000
"""Most comparisons of words made to find what differs; beyond it the stretch counts as changed as a whole."""


def _steps(before: str, after: str) -> list[tuple[str, int, int, int, int]]:
    """What to do to one text to get the other, as `difflib` says it, without comparing what both begin and
    end with: a long text in which a word was changed takes no time."""
    old, new = _compared(before), _compared(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    steps: list[tuple[str, int, int, int, int]] = [("equal", 0, head, 0, head)] if head else []
    if len(one) * len(other) > LABOUR:
        steps.append(("replace", head, head + len(one), head, head + len(other)))
    else:
        steps += [
            (what, head + i, head + j, head + k, head + m)
            for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        ]
    if tail:
        steps.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return steps


def _alike(one: list[str], other: list[str]) -> int:
    """How many words two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(text: str) -> list[str]:
    """The words of a text to compare, with a mark for each day count."""
    words = [word[0] for word in _words(text)]
    found = []
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else ""
        counts = follows.startswith("day") or (at > 0 and words[at - 1] == "left:")
        found.append("#" if counts and word.strip("(),;").isdigit() else word)
    return found


def place_words(place: Place) -> str:
    """Say where something stands: file and line, or nothing in a copy made for a reader."""
    origin = place.origin
    return f"{origin.file}:{origin.line}" if origin.file else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONG else text[: LONG - 1].rsplit(" ", 1)[0] + "…"
