"""Whether a text is cleared, and whether a line may be said today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from summitry.analysis.lines.result import Clearing, LineState
from summitry.dossier.kinds import Clearance, Line
from summitry.dossier.signing import (
    CLEARS,
    EDITS,
    OBJECTS,
    SILENT,
    Mark,
    Sign,
    must_clear,
    paragraphs_of,
    signs_on,
    spoken,
    state,
)
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass, replace


def clearing(dossier: Dossier, text_id: str) -> Clearing:
    """Return how far a line, paper, draft or statement is cleared.

    A body has cleared it when the latest of its words on each paragraph clears that; a request is no word.
    One that clears with edits waits for them to be taken, and one bound to paragraphs that the text no
    longer has counts no more; one that names no paragraph is taken for the text as it stands. Silence
    counts only under a named rule, once its deadline has passed. Where the text names nobody who must
    clear it, one clearance is enough.
    """
    record = dossier.get(text_id)
    must, parts = must_clear(record), paragraphs_of(dossier, record)
    digests = tuple(p.digest for p in parts)
    given = spoken(dossier, text_id)
    words = [
        _Word(clearance=c, sign=_bound(s, digests))
        for c, s in zip(given, signs_on(dossier, record, parts), strict=record is not None) if s.stand
    ]  # fmt: skip
    latest: dict[str, _Word] = {}
    for word in sorted(words, key=lambda w: w.sign.order):
        latest[word.sign.body] = word
    bodies = tuple(dict.fromkeys((*must, *latest)))
    marks = _marks(digests, bodies, [w.sign for w in words])
    good = {b for b in bodies if _good(marks[b], latest.get(b), bool(digests))}
    edits = {b for b in bodies if b not in good and _asks_for_edits(marks[b], latest.get(b))}
    lapsed = {b for b, w in latest.items() if b not in good and dossier.over(w.clearance.until)}
    return Clearing(
        text=text_id,
        cleared_by=tuple(sorted(good)),
        waits_for=tuple(dict.fromkeys((*(b for b in must if b not in good), *sorted(edits)))),
        objected=tuple(b for b in sorted(bodies) if _objects(marks[b], latest.get(b), bool(digests))),
        lapsed=tuple(sorted(lapsed)),
        on=max((_day(dossier, latest[b].clearance) for b in good if b in latest), default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What a body said, as it is written and as it counts."""

    clearance: Clearance
    sign: Sign


def _bound(sign: Sign, digests: tuple[str, ...]) -> Sign:
    unbound = sign.stand in (CLEARS, SILENT) and not sign.covers
    return replace(sign, covers=digests) if unbound else sign


def _marks(
    digests: tuple[str, ...], bodies: tuple[str, ...], signs: Iterable[Sign]
) -> dict[str, tuple[Mark, ...]]:
    rows = state(digests, bodies, signs)
    return {body: tuple(row[at] for row in rows) for at, body in enumerate(bodies)}


def _good(marks: tuple[Mark, ...], word: _Word | None, in_words: bool) -> bool:
    """Whether a body has cleared all of it; of a text that is not held, whether its latest word does."""
    if in_words:
        return all(mark.state in ("cleared", "silent") for mark in marks)
    return word is not None and word.sign.counts and word.sign.stand in (CLEARS, SILENT)


def _asks_for_edits(marks: tuple[Mark, ...], word: _Word | None) -> bool:
    """Whether a body waits for words it asked for."""
    last = word is not None and word.sign.counts and word.sign.stand == EDITS
    return last or any(mark.why == "edits" for mark in marks)


def _objects(marks: tuple[Mark, ...], word: _Word | None, in_words: bool) -> bool:
    """Whether a body objects to what stands; of a text that is not held, whether it said so last."""
    if in_words:
        return any(mark.state == "objected" for mark in marks)
    return word is not None and word.sign.counts and word.sign.stand == OBJECTS


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


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _day(dossier: Dossier, entry: Clearance) -> date:
    return dossier.civil_day(entry.on, entry.zone) if entry.on else date.min
