"""Sentences of a digest about alarms and about reports that nobody has read."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.book.blocks import Sentence
from summitry.book.digest.value import CameIn, Notice
from summitry.book.tracing import trace_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import clause, opened


def alarm(dossier: Dossier, notice: Notice) -> Sentence:
    """Say an alarm in a line."""
    text = say("{what}: {says}", what=opened(clause(notice.title)), says=notice.says)
    return Sentence(text, traces=(trace_of(dossier, notice.about.partition("/")[0]),))


def whole_alarm(dossier: Dossier, notice: Notice) -> Sentence:
    """Say an alarm with why, since when, and whose it is."""
    said = [alarm(dossier, notice).text, notice.why]
    owner = opened(dossier.title(notice.owner)) if notice.owner else say("Nobody is named for it")
    since = say(", since {day}", day=day_in_words(notice.since)) if notice.since is not None else ""
    said.append(f"{owner}{since}.")
    if notice.fresh:
        said.insert(0, say("New."))
    text = " ".join(filter(None, said))
    return Sentence(text, traces=(trace_of(dossier, notice.about.partition("/")[0]),))


def came_in(dossier: Dossier, came: CameIn) -> Sentence:
    """Say what came in, through whom, what it touches and why."""
    many = say_many(came.reports, "one report", "{count} reports")
    head = say("Unread ({many}; {source}): {title}.", many=many, source=came.source, title=clause(came.title))
    words = f"“{came.words}”" if came.words else ""
    why = " ".join(reason for _, reason in came.touches[:2])
    traces = tuple(trace_of(dossier, id.partition("/")[0]) for id, _ in came.touches)
    return Sentence(" ".join(filter(None, (head, words, why))), traces=traces)


def joined(sentences: Iterable[Sentence]) -> Sentence:
    """Return several sentences as one line."""
    every = tuple(sentences)
    traces = tuple(dict.fromkeys(t for s in every for t in s.traces))
    return Sentence(" ".join(s.text for s in every), traces=traces)
