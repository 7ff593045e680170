"""Whether a text is cleared, and whether a line may be said today."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.analysis.lines.result import Clearing, LineState
from summitry.dossier.kinds import Clearance, Draft, Line, Paper
from summitry.dossier.paragraphs import paragraphs
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier


def clearing(dossier: Dossier, text_id: str) -> Clearing:
    """Return how far a line, paper, draft or statement is cleared.

    Of each body the latest word counts. One that clears with edits waits for them to be taken, and one
    bound to paragraphs that the text no longer has counts no more. Silence counts only under a named
    rule, once its deadline has passed. Where the text names nobody who must clear it, one clearance is
    enough.
    """
    text = dossier.get(text_id)
    must = text.clear if isinstance(text, (Line, Paper, Draft)) else ()
    digests = _digests(dossier, text)
    latest: dict[str, Clearance] = {}
    for entry in sorted(dossier.naming(text_id, Clearance), key=lambda c: _day(dossier, c)):
        if entry.of == text_id and (entry.on is None or dossier.passed(entry.on, entry.zone)):
            latest[entry.by] = entry
    lapsed = {by for by, c in latest.items() if _over(dossier, c)}
    good = {by for by, c in latest.items() if by not in lapsed and _clears(dossier, c, digests)}
    edits = {by for by, c in latest.items() if by not in lapsed and c.stand == "clears-with-edits"}
    return Clearing(
        text=text_id,
        cleared_by=tuple(sorted(good)),
        waits_for=tuple(dict.fromkeys((*(b for b in must if b not in good), *sorted(edits)))),
        objected=tuple(sorted(by for by, c in latest.items() if c.stand == "objects")),
        lapsed=tuple(sorted(lapsed)),
        on=max((_day(dossier, latest[by]) for by in good), default=None),
    )


def line_state(dossier: Dossier, line_id: str) -> LineState:
    """Return whether a line stands today, is cleared, has run out, was replaced or has grown old.

    A line that names its own last day does not grow old before it. Any other does when neither it nor a
    clearance of it is younger than the header's ``line_life``.
    """
    line = dossier.of(Line, line_id)
    state = dossier.ask(clearing, line_id)
    if line is None:
        return LineState(line=line_id, question="", answers=(), clearing=state, begun=False)
    replacing = [
        other.id for other in dossier.naming(line_id, Line)
        if other.replaces == line_id and (other.since is None or dossier.passed(other.since, other.zone))
    ]  # fmt: skip
    expired = line.until is not None and line.until.latest < date.max
    return LineState(
        line=line_id, question=line.question, answers=line.answer, clearing=state,
        begun=line.since is None or dossier.passed(line.since, line.zone),
        expired=expired and line.until is not None and dossier.passed(_next(line.until.latest)),
        replaced_by=replacing[-1] if replacing else "",
        old_since=_old_since(dossier, line, state), since=line.since, until=line.until,
    )  # fmt: skip


def _old_since(dossier: Dossier, line: Line, state: Clearing) -> date | None:
    if line.until is not None or line.since is None:
        return None
    fresh = dossier.civil_day(line.since, line.zone)
    if state.on is not None and state.on > fresh:
        fresh = state.on
    if (date.max - fresh).days <= dossier.header.line_life:
        return None
    old = fresh + timedelta(days=dossier.header.line_life + 1)
    return old if dossier.passed(old) else None


def _digests(dossier: Dossier, text: Record | None) -> frozenset[str]:
    words = text.text if isinstance(text, (Paper, Draft)) else getattr(text, "words", "")
    return frozenset(p.digest for p in paragraphs(words, dossier.header.markings))


def _clears(dossier: Dossier, entry: Clearance, digests: frozenset[str]) -> bool:
    if entry.paragraphs and not digests <= set(entry.paragraphs):
        return False
    if entry.stand == "silent":
        return (
            bool(entry.rule) and entry.deadline is not None and dossier.passed(_next(entry.deadline.latest))
        )
    return entry.stand == "clears"


def _over(dossier: Dossier, entry: Clearance) -> bool:
    return entry.until is not None and dossier.passed(_next(entry.until.latest))


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _day(dossier: Dossier, entry: Clearance) -> date:
    return dossier.civil_day(entry.on, entry.zone) if entry.on else date.min
