"""The ten lines of a digest: the gravest first, one line a thing, and a line for what is behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from summitry.book.blocks import Sentence
from summitry.book.diary.saying import kind_words, why_words
from summitry.book.diary.value import ClockMove, Entry, FindingMove
from summitry.book.tracing import trace_of
from summitry.book.tray.behind import about_and, due_next, late_lines, trace_finding, trace_learned
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import clause, counted, enumerated, listed, number, opened

MOST = 10
SHORT = 190
"""Letters of a finding beyond which a line gives its first sentence only."""
LEAST = 40
"""Letters that must stand before a list for it to be left out."""

SHARES = (("appeared", 4), ("changed", 1), ("lines", 2), ("clocks", 1), ("went", 1))
"""How many lines each sort of news has at first; what one leaves goes to the others, in this order."""


def ten_lines(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    """Yield at most ten lines: what was learned, what that changed, what is late, what is due next."""
    if entry.quiet:
        yield Sentence(say("Nothing was learned, and nothing changed by itself."))
    elif (first := _learned(entry)) is not None:
        yield first
    ends = [line for line in (_late(dossier), _due(dossier)) if line is not None]
    room = MOST - len(ends) - 1
    news = _news(dossier, entry)
    taken = {name: min(len(news[name]), share) for name, share in SHARES}
    for name, _ in SHARES:
        spare = room - sum(taken.values())
        taken[name] += max(0, min(len(news[name]) - taken[name], spare))
    while sum(taken.values()) > room:
        taken[max(reversed(SHARES), key=lambda s: taken[s[0]])[0]] -= 1
    for name, _ in SHARES:
        yield from news[name][: taken[name]]
    yield from ends


def _news(dossier: Dossier, entry: Entry) -> dict[str, list[Sentence]]:
    return {
        "appeared": [_finding(dossier, m) for m in entry.of("appeared", "no longer accepted")],
        "changed": [_finding(dossier, m) for m in entry.of("changed")],
        "lines": [_moved(dossier, m.about, m.title, m.says) for m in entry.lines],
        "clocks": [*_turned_late(dossier, entry), *_other_clocks(dossier, entry)],
        "went": _went(dossier, entry),
    }  # fmt: skip


def _learned(entry: Entry) -> Sentence | None:
    """How many records of each kind were learned."""
    kinds = Counter(item.kind for item in entry.learned)
    if entry.rows:
        kinds["event"] += sum(row.count for row in entry.rows)
    if not kinds:
        return None
    told = listed(_counted(kind, count) for kind, count in kinds.most_common())
    traces = tuple(trace_learned(item) for item in entry.learned)
    return Sentence(say("Learned, records and parts of records: {kinds}.", kinds=told), traces=traces)


def _counted(kind: str, count: int) -> str:
    one, more = kind.replace("_", " "), kind_words(kind)
    return counted(count, say(one), f"{more[:1].lower()}{more[1:]}")


def _finding(dossier: Dossier, move: FindingMove) -> Sentence:
    how = say(_HOW[move.how], severity=say(move.severity))
    why = _short_why(move)
    text = f"{how}: {_short(move.says)}"
    return Sentence(f"{text} ({why})" if why else text, traces=(trace_finding(dossier, move),))


_HOW = {
    "appeared": "New, {severity}", "no longer accepted": "Open again, {severity}",
    "changed": "Changed, {severity}", "went": "Gone", "accepted": "Accepted",
}  # fmt: skip


def _short_why(move: FindingMove) -> str:
    """Why it moved, where the first reason says it."""
    words = why_words(move.why)
    return words if len(words) <= SHORT // 2 else ""


def _short(text: str) -> str:
    """The first sentence of a long message; of one that is long itself, what stands before its list."""
    if len(text) <= SHORT:
        return text
    first = re.split(r"(?<=[.?!”])\s+(?=[A-Z“])", text)[0]
    if len(first) <= SHORT:
        return first
    for match in re.finditer(": ", first):
        head = first[: match.start()]
        if len(head) > LEAST and all(head.count(a) == head.count(b) for a, b in ("()", "“”")):
            return f"{head}."
    return first


def _moved(dossier: Dossier, about: str, title: str, says: str) -> Sentence:
    text = about_and(title, says)
    return Sentence(text, traces=(trace_of(dossier, about.partition("/")[0]),))


def _turned_late(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    """The tasks that turned late, in one line; nothing where that is all that is late."""
    late = dict.fromkeys(m.about for m in entry.clocks if _is_late(m))
    if late and set(late) != {line.task for line in late_lines(dossier)}:
        names = enumerated(clause(dossier.title(t)) for t in late)
        text = say_many(
            len(late), "{number} task turned late: {tasks}.", "{number} tasks turned late: {tasks}.",
            number=opened(number(len(late))), tasks=names,
        )  # fmt: skip
        yield Sentence(text, traces=tuple(trace_of(dossier, t) for t in late))


def _other_clocks(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    for move in entry.clocks:
        if not _is_late(move):
            yield _moved(dossier, move.about, move.title, move.says)


def _is_late(move: ClockMove) -> bool:
    return move.kind == "task" and move.after == "late"


def _went(dossier: Dossier, entry: Entry) -> list[Sentence]:
    """The findings that went, in one line."""
    gone = entry.of("went", "accepted")
    if not gone:
        return []
    first = _short(gone[0].says)
    if len(gone) == 1:
        text = say("Gone: {finding}", finding=first)
    else:
        text = say("Gone: {finding} And {number} more.", finding=first, number=number(len(gone) - 1))
    return [Sentence(text, traces=tuple(trace_finding(dossier, m) for m in gone))]


def _late(dossier: Dossier) -> Sentence | None:
    """What is late on the day."""
    late = late_lines(dossier)
    if not late:
        return None
    names = enumerated((clause(dossier.title(line.task)) for line in late), 3)
    text = say_many(len(late), "{number} task is late: {tasks}.", "{number} tasks are late: {tasks}.",
                    number=opened(number(len(late))), tasks=names)  # fmt: skip
    return Sentence(text, traces=tuple(trace_of(dossier, line.task) for line in late))


def _due(dossier: Dossier) -> Sentence | None:
    """What is due on the next workday."""
    day, due = due_next(dossier)
    if not due:
        return None
    told = enumerated((clause(s.text) for s in due), 3)
    text = say("Due on {day}: {what}.", day=day_in_words(day, weekday=True), what=told)
    return Sentence(text, traces=tuple(t for s in due for t in s.traces))
