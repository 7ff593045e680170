"""An entry turned round: from the later day to the earlier."""

from __future__ import annotations

from dataclasses import replace

from summitry.book.diary.value import ClockMove, Entry, FindingHow, FindingMove, LineMove

_HOWS: dict[FindingHow, FindingHow] = {
    "appeared": "went", "went": "appeared", "changed": "changed", "accepted": "no longer accepted",
    "no longer accepted": "accepted",
}  # fmt: skip


def reversed_entry(entry: Entry) -> Entry:
    """Return what an entry tells from its later day to its earlier one.

    Sentences of clocks and lines tell how the later day came about, and stay as they are.
    """
    return Entry(
        since=entry.day, day=entry.since, learned=entry.unlearned, unlearned=entry.learned,
        rows=entry.unlisted, unlisted=entry.rows,
        findings=tuple(map(_finding, entry.findings)), clocks=tuple(map(_clock, entry.clocks)),
        lines=tuple(map(_line, entry.lines)),
    )  # fmt: skip


def _finding(move: FindingMove) -> FindingMove:
    return replace(move, how=_HOWS[move.how], before=move.after, after=move.before)


def _clock(move: ClockMove) -> ClockMove:
    return replace(move, before=move.after, after=move.before)


def _line(move: LineMove) -> LineMove:
    return replace(move, before=move.after, after=move.before)
