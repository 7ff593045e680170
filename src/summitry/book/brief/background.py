"""What one must know before sitting down: what was decided, who is missing, what happened last."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.book.brief.head import people
from summitry.book.brief.ours import written
from summitry.book.brief.saying import (
    computed,
    day_of,
    drafted,
    in_quotes,
    listed,
    missing,
    point,
    trace,
    within,
)
from summitry.book.brief.value import Point
from summitry.dossier.kinds import Decision, Encounter, Event, Meeting, Post, Relay, Task
from summitry.dossier.posts import standing
from summitry.dossier.sides import ours, side_of, theirs
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say, say_many

LATEST = 2
"""How many of the latest happenings are told."""


def background(dossier: Dossier, meeting: Meeting) -> tuple[Point, ...]:
    """Give the background written for this page, and what the records add."""
    found = [
        *written(meeting, "background", meeting.background),
        *_decisions(dossier, meeting),
        *_vacant(dossier),
        *_last_word(dossier),
        *_happenings(dossier, meeting),
    ]
    return tuple(found) or (missing(say("Nothing is on record"), trace(meeting, "background")),)


def _decisions(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    """The decisions from which work for this meeting arises."""
    serving = [t for t in dossier.naming(meeting.id, Task) if meeting.id in t.serves]
    named = dict.fromkeys(t.arises_from for t in serving if t.arises_from)
    for id in named:
        decision = dossier.of(Decision, id)
        if decision is None or not dossier.passed(decision.on, decision.zone):
            continue
        day = f"{day_of(dossier, decision.on, decision.zone)}: " if decision.on else ""
        first = drafted(f"{day}{decision.says}", trace(decision, "says"))
        cautious = [dossier.title(d.who) for d in decision.dissent]
        if not cautious:
            yield point(first, rank=1)
            continue
        second = computed(
            say("{names} cautioned or disagreed", names=listed(cautious)), trace(decision, "dissent")
        )
        yield point(first, second, rank=1)


def _vacant(dossier: Dossier) -> Iterator[Point]:
    """Posts of our side that exist to deal with the counterparts and that nobody holds, in one point."""
    empty: list[Post] = []
    said: list[str] = []
    for party in dossier.header.counterparts:
        for post in dossier.naming(party, Post):
            state = standing(dossier, post)
            if post.deals_with == party and state.vacant and not state.acting and state.ended is not None:
                empty.append(post)
                said.append(
                    say(
                        "{title} (since {day})", title=post.title, day=day_of(dossier, state.ended, post.zone)
                    )
                )
    if empty:
        text = say_many(
            len(empty), "Nobody holds the post of {posts}", "Nobody holds these posts: {posts}",
            posts=listed(said),
        )  # fmt: skip
        yield point(computed(text, *(trace(p, "holders") for p in empty)), rank=1)


def _last_word(dossier: Dossier) -> Iterator[Point]:
    """What came back when somebody was last asked about a message of theirs."""
    for relay in dossier.all(Relay):
        if not theirs(dossier, relay.from_):
            continue
        known = [
            (at, a) for at, a in enumerate(relay.asked) if a.on is None or dossier.passed(a.on, relay.zone)
        ]
        known = [(at, a) for at, a in known if a.answer and a.who and not ours(dossier, a.who)]
        if not known:
            continue
        at, last = max(known, key=lambda k: (k[1].on.latest if k[1].on else dossier.limit, k[0]))
        day = f"{day_of(dossier, last.on, relay.zone)}: " if last.on else ""
        text = say(
            "{day}{who}, asked for {about}: {answer}",
            day=day,
            who=within(dossier, last.who),
            about=last.about,
            answer=in_quotes(last.answer),
        )
        yield point(drafted(text, trace(relay, "asked", at, of=last)), rank=2)


def _happenings(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    """The latest encounters with those whom the meeting is with, and the latest events by them."""
    with_them = {side_of(dossier, p) for p in people(dossier, meeting.with_)} or set(
        dossier.header.counterparts
    )
    found: list[tuple[object, str, Event | Encounter]] = []
    for side in sorted(s for s in with_them if s):
        found += dossier.ask(_latest_events, side)
    for rank, (_, _, event) in enumerate(sorted(found, key=lambda f: f[:2], reverse=True)[:LATEST]):
        day = f"{day_of(dossier, event.on, event.zone)}: " if event.on else ""
        yield point(drafted(f"{day}{event.title}", trace(event)), rank=3 + rank)


def _latest_events(dossier: Dossier, side: str) -> tuple[tuple[tuple[object, ...], str, Event], ...]:
    """The latest events by a side, with what puts them in order."""
    events = (e for e in dossier.naming(side, Event) if side in e.by and not e.series)
    found = [(e.on.sort_key(), e.id, e) for e in events if e.on and dossier.passed(e.on, e.zone)]
    return tuple(sorted(found, key=lambda f: f[:2])[-LATEST:])
