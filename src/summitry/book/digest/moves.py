"""What a day changed: contradictions and other findings, clocks and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summitry.book.blocks import Sentence, Trace
from summitry.book.diary.saying import before_words, why_words
from summitry.book.diary.value import ClockMove, Entry, FindingMove, LineMove
from summitry.book.tracing import trace_of
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import clause, opened

CONTRADICTIONS = frozenset({
    "AGR003", "AGR004", "DEC002", "EVT001", "EVT002", "EVT003", "LIN001", "LIN002", "LIN003", "LIN004",
    "LIN011", "LIN012", "LIN013", "LIN014", "MTG007", "PLE005", "PLE011", "QUO002", "REL004", "REL005",
    "REL006", "REL007", "REL008", "REL009", "REL010", "REL012", "REL014", "REL015", "REL016", "REL017",
    "SRC010", "TIM014", "TRM002",
})  # fmt: skip
"""Rules that find two things on record which do not agree: answers, tellings, texts, lists, readings."""

TOLD_AS_LATE = frozenset({"CNT001", "CNT002"})
"""Rules that find which tasks are late; a digest tells that in a part of its own."""

HOWS = ("appeared", "no longer accepted", "changed", "accepted", "went")
SEVERITIES = ("grave", "serious", "notice")
FAMILIES = ("REL", "LIN", "PLE", "DEC", "SRC", "MTG", "PEO", "RSK", "CLR", "ALT")
"""Families of rules in the order in which a digest tells of findings that weigh the same."""

SHORT = 190
"""Letters of a finding beyond which a line gives no more than a sentence or two."""
ENOUGH = 70
"""Letters of a first sentence that can stand by itself in a line."""
LEAST = 40
"""Letters that must stand before a list for it to be left out."""

_HOW = {
    "appeared": marked("New, {severity}"), "no longer accepted": marked("Open again, {severity}"),
    "changed": marked("Changed, {severity}"), "went": marked("Gone"), "accepted": marked("Accepted"),
}  # fmt: skip


def contradictions(entry: Entry) -> tuple[FindingMove, ...]:
    """Return the findings of the day in which things on record contradict each other."""
    return tuple(sorted((m for m in entry.findings if m.code in CONTRADICTIONS), key=_order))


def others(entry: Entry) -> tuple[FindingMove, ...]:
    """Return the other findings of the day, but for those of which tasks are late."""
    found = (m for m in entry.findings if m.code not in CONTRADICTIONS | TOLD_AS_LATE)
    return tuple(sorted(found, key=_order))


def _order(move: FindingMove) -> tuple[int, int, int]:
    """New before changed and gone, the graver first, then what bears on words, promises and decisions."""
    family = move.code[:3]
    return (
        HOWS.index(move.how), SEVERITIES.index(move.severity),
        FAMILIES.index(family) if family in FAMILIES else len(FAMILIES),
    )  # fmt: skip


def weight(move: FindingMove, rests_on: int) -> tuple[int, ...]:
    """Return what a finding is ordered by in the ten lines, the least first: its gravity, whether it is a
    contradiction, whether it is new, on which news it rests, what it bears on."""
    how, severity, family = _order(move)
    return (severity, int(move.code not in CONTRADICTIONS), how, rests_on, family)


def is_news(move: FindingMove) -> bool:
    """Whether a finding is there that was not, or says something else."""
    return move.how not in ("went", "accepted")


def finding(dossier: Dossier, move: FindingMove, *, short: bool = False) -> Sentence:
    """Say how a finding moved and what it says; in a part of its own also what it said before, and why."""
    how = say(_HOW[move.how], severity=say(move.severity))
    if short:
        return Sentence(
            f"{how}: {shortened(move.says)}{_added(move)}", traces=(trace_finding(dossier, move),)
        )
    aside = _before(move) if move.how == "changed" else why_words(move.why)
    aside = clause(aside) if len(aside) <= SHORT else ""
    text = f"{how}: {move.says}" + (f" ({aside})" if aside else "")
    return Sentence(text, traces=(trace_finding(dossier, move), *_led(dossier, move)))


def _added(move: FindingMove) -> str:
    """What a finding says beyond what it said before, where its beginning alone would not show it."""
    if move.how != "changed" or not move.after.startswith(move.before):
        return ""
    more = move.after[len(move.before) :].strip()
    short = shortened(move.says)
    return "" if not more or more in short else say(" New: {more}", more=shortened(more))


def _before(move: FindingMove) -> str:
    """What it said before; nothing where it only says more now."""
    words = before_words(move.before, move.after)
    return "" if words.startswith(say("new: {listed}", listed="")) else words


def _led(dossier: Dossier, move: FindingMove) -> tuple[Trace, ...]:
    return tuple(trace_of(dossier, named.id) for named in move.why.records[:1])


def trace_finding(dossier: Dossier, move: FindingMove) -> Trace:
    """Lead to the record that a finding is about."""
    id = move.place.record or (move.about[0] if move.about else "")
    record = dossier.get(id.partition("/")[0])
    source = record.source[0] if record is not None and record.source else ""
    return Trace(record=id, source=source, place=move.place)


def shortened(text: str) -> str:
    """The first sentence of a long message, with the next where it says little by itself; lists left out."""
    if len(text) <= SHORT:
        return text
    found = ""
    for sentence in re.split(r"(?<=[.?!”])\s+(?=[A-Z“\"])", text):
        found = f"{found} {_without_list(sentence)}".strip()
        if len(found) >= ENOUGH:
            break
    return found


def _without_list(sentence: str) -> str:
    if len(sentence) <= SHORT:
        return sentence
    for match in re.finditer(": ", sentence):
        head = sentence[: match.start()]
        if len(head) > LEAST and all(head.count(a) == head.count(b) for a, b in ("()", "“”")):
            return f"{head}."
    return sentence


# -- clocks and answers -----------------------------------------------------------------------------


def clocks(entry: Entry) -> tuple[ClockMove, ...]:
    """Return the clocks that moved, but for tasks that turned late and pledges that nobody can judge."""
    found = [
        m for m in entry.clocks
        if not (m.kind == "task" and m.after == "late") and not (m.kind == "pledge" and m.after == UNJUDGED)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda m: m.after in ("kept", "yes")))


UNJUDGED = "not judged"


def moved(dossier: Dossier, moves: Iterable[ClockMove | LineMove]) -> Iterator[Sentence]:
    """Say how clocks, answers and lines moved."""
    for move in moves:
        what = opened(clause(move.title))
        gap = marked("{what} {says}") if what.endswith("?") else marked("{what}: {says}")
        text = say(gap, what=what, says=move.says)
        yield Sentence(text, traces=(trace_of(dossier, move.about.partition("/")[0]),))
