"""Sentences that several papers share: who, by when, how long, what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from summitry.analysis.countdown import anchor_of, countdown
from summitry.analysis.relays import relay_reading
from summitry.book.blocks import Fact, Sentence
from summitry.book.brief.saying import computed, day_of, trace
from summitry.book.brief.value import MISSING, Point
from summitry.book.sections.countdown import section as countdown_section
from summitry.dossier.introduce import introduced
from summitry.dossier.kinds import Decision, Document, Meeting, Pledge, Post, Relay
from summitry.dossier.posts import standing
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words, in_words
from summitry.foundation.diagnostics import days_since, days_until
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import clause, enumerated, listed, opened


def fact(label: str, *sentences: Sentence, lines: int = 1, missing: tuple[int, ...] = ()) -> Fact:
    """Return a label with its sentences; without any, with empty lines to fill by pen."""
    return Fact(label=say(label), sentences=sentences, lines=lines, missing=missing)


def facts_of(label: str, points: Iterable[Point]) -> Fact:
    """Return points of a brief under a label, each as one sentence."""
    every = tuple(points)
    absent = tuple(at for at, point in enumerate(every) if point.tag == MISSING)
    return fact(label, *(joined(point) for point in every), missing=absent)


def joined(point: Point) -> Sentence:
    """Return a point of a brief as one sentence; of several kinds of words it was computed from all."""
    origins = {s.origin for s in point.sentences}
    traces = dict.fromkeys(t for s in point.sentences for t in s.traces)
    return Sentence(point.text, origins.pop() if len(origins) == 1 else "computed", tuple(traces))


def named(dossier: Dossier, id: str) -> str:
    """Name somebody as a paper addresses him: with post and script; a post with whoever fills it."""
    post = dossier.of(Post, id)
    if post is None:
        return introduced(dossier, id)
    manned = standing(dossier, post).manned
    return f"{listed(dossier.title(p) for p in manned)}, {post.title}" if manned else post.title


def people_of(dossier: Dossier, record: Record, field: str, ids: Iterable[str]) -> tuple[Sentence, ...]:
    """Return those a field names, each as a paper addresses him; nothing where it is blank."""
    every = tuple(ids)
    if not every:
        return ()
    return (computed("; ".join(named(dossier, id) for id in every), trace(record, field)),)


def due_in_words(dossier: Dossier, due: When) -> str:
    """Say a deadline with its weekday, and how many days are left."""
    day = dossier.civil_day(due) if due.at is not None else due.latest
    words = day_in_words(day, weekday=True) if due.precision in ("day", "instant") else in_words(due)
    return say("{day}, {far}", day=words, far=ahead_or_past(dossier, day))


def ahead_or_past(dossier: Dossier, day: date) -> str:
    """Say how far off a day is: in four days, today, four days ago."""
    if day == dossier.limit:
        return say("today")
    if dossier.passed(day):
        return say("{days} days ago", days=days_since(day))
    return say("in {days} days", days=days_until(day))


def meetings_about(dossier: Dossier, targets: Iterable[str]) -> tuple[Meeting, ...]:
    """Return the meetings among what a record bears on."""
    found = (dossier.of(Meeting, target) for target in targets)
    return tuple(meeting for meeting in found if meeting is not None)


def clock(dossier: Dossier, meeting: Meeting) -> tuple[Sentence, ...]:
    """Say when a meeting is and what is late for it."""
    if dossier.ask(countdown, meeting.id).refused:
        return ()
    anchor = dossier.ask(anchor_of, meeting.id)
    verdict = countdown_section(dossier, anchor).verdict
    return (verdict,) if verdict is not None else ()


def unconfirmed(dossier: Dossier, record: Record, basis: tuple[str, ...]) -> Iterator[Sentence]:
    """Say which elements of messages that a record rests on their senders have not confirmed."""
    by_relay: dict[str, dict[str, None]] = {}
    for target in basis:
        pledge = dossier.of(Pledge, target)
        for each in pledge.rests_on if pledge is not None else (target,):
            head, _, element = each.partition("/")
            by_relay.setdefault(head, {})[element] = None
    for id, elements in by_relay.items():
        relay = dossier.of(Relay, id)
        if relay is None:
            continue
        reading = dossier.ask(relay_reading, id)
        rows = ((e, row) for e in elements if (row := reading.row_of(e)) is not None)
        bare = [e for e, row in rows if not row.confirms(e, row.sender)]
        if bare:
            words = enumerated(clause(dossier.title(f"{id}/{e}")) for e in bare)
            text = say("{who} has not confirmed: {what}", who=dossier.title(relay.from_), what=words)
            yield computed(text, trace(record, "basis"), trace(relay, "hops"))


def decided(dossier: Dossier, decision: Decision) -> Sentence:
    """Say what was decided, by whom and when."""
    says = {
        "who": opened(dossier.title(decision.by)), "what": clause(decision.says), "title": decision.title,
        "day": day_of(dossier, decision.on, decision.zone) if decision.on is not None else "",
    }  # fmt: skip
    if decision.title.startswith("to "):
        dated, undated = (
            marked("{who} decided on {day} {title}: {what}"),
            marked("{who} decided {title}: {what}"),
        )
    else:
        dated, undated = marked("{who} decided on {day}: {what}"), marked("{who} decided: {what}")
    text = say(dated if says["day"] else undated, **says)
    return computed(text, trace(decision, "says"))


def documents_named(dossier: Dossier, ids: Iterable[str]) -> Iterator[tuple[str, Record]]:
    """Yield the titles of documents, with their records."""
    for id in ids:
        record = dossier.of(Document, id)
        if record is not None:
            yield record.title, record
