"""The figure of a question: a lane for each post, a bar for each answer until it is replaced."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.analysis.lines import QuestionReading, Spell, answer_words, in_register, speaker
from summitry.book.blocks import Band, Figure, Lane, Mark, Sentence
from summitry.book.figures.scale import short_day
from summitry.book.tracing import trace_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import opened

LEAST = 14
"""Days a figure covers at least."""
MOST = 400
"""Days before the day: older answers that no longer stand are left to the table."""


def question_figure(dossier: Dossier, reading: QuestionReading, since: date | None = None) -> Figure | None:
    """Draw who gave which answer from when to when; ``None`` when nobody gave any.

    The days after ``since`` are shaded.
    """
    spells = [s for s in reading.spells if s.begins <= dossier.day]
    recent = dossier.day - timedelta(days=MOST)
    kept = [s for s in spells if s.ends is None or s.ends > recent]
    if not kept:
        return None
    first = max(recent, min(s.begins for s in kept)) - timedelta(days=1)
    first = min(first, dossier.day - timedelta(days=LEAST))
    standing = {(g.statement, g.register) for g in reading.current}
    voices: dict[tuple[str, str], list[Spell]] = {}
    for spell in kept:
        voices.setdefault(spell.given.voice, []).append(spell)
    lanes = tuple(_lane(dossier, found, standing) for found in voices.values())
    left_out = len(spells) - len(kept)
    bands: tuple[Band, ...] = ()
    if since is not None:
        bands = (Band(since=since, until=dossier.day, label=say("since {day}", day=short_day(since))),)
    return Figure(
        first=first, last=dossier.day, now=dossier.day, lanes=lanes, bands=bands,
        caption=Sentence(_caption(first, left_out), traces=(trace_of(dossier, reading.question),)),
    )  # fmt: skip


def _lane(dossier: Dossier, found: list[Spell], standing: set[tuple[str, str]]) -> Lane:
    given = found[-1].given
    ends = [s.ends - timedelta(days=1) if s.ends is not None else dossier.day for s in found]
    marks = tuple(
        Mark(
            since=spell.begins, until=max(spell.begins, min(end, dossier.day)),
            look="filled" if (spell.given.statement, spell.given.register) in standing else "open",
            label=answer_words(spell.given),
        )
        for spell, end in zip(found, ends, strict=True)
    )  # fmt: skip
    return Lane(title=opened(speaker(dossier, given)), note=in_register(dossier, given.register), marks=marks)


def _caption(first: date, left_out: int) -> str:
    told = say(
        "A bar runs from an answer until the same post gives another. Filled: in force. Open: no longer."
    )
    if left_out:
        told += say(" Answers that ended before {day} are in the table only.", day=day_in_words(first))
    return told
