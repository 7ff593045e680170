"""Meetings and objectives."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import (
    choice,
    flag,
    many,
    one,
    parts,
    text,
    texts,
    verbatim,
    when,
    workdays,
)
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

LEVELS = ("leaders", "ministers", "envoys", "working", "technical")
"""Levels of a meeting, highest first."""

VERBS = (
    "convey", "confirm", "establish", "request", "codify", "test", "agree", "explore", "obtain",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Dating(Part):
    """One dating of a meeting: a day, or a window ``{between: a, and: b}``, and who gave it."""

    shorthand: ClassVar[str] = "on"
    on: When | None = when("the day or window")
    by: str = one("person", "agency", "party", "post", help="who gave it")
    says: str = text("how it was put")
    agreed: bool | None = flag(
        "whether both sides have agreed on this one; then it takes the place of others"
    )
    since: When | None = when("the day on which it was given", world=True)
    until: When | None = when("the last day on which it stood, when another took its place")


@dataclass(frozen=True, kw_only=True)
class Point(Part):
    """A numbered point for a meeting's brief."""

    shorthand: ClassVar[str] = "says"
    says: str = text("the point, in our words")
    words: str = verbatim("the point, in somebody's words")
    by: str = one("party", "agency", "person", help="whose point, when not ours")
    about: tuple[str, ...] = many("any", help="what it rests on")


@dataclass(frozen=True, kw_only=True)
class Held(Part):
    """The meeting took place."""

    shorthand: ClassVar[str] = "on"
    on: When | None = when("when", world=True)
    says: str = text("in a word, what came of it")


@dataclass(frozen=True, kw_only=True)
class MeetingState(Part):
    """What became of the plan to meet, from a day on; that it took place stands under ``held``."""

    since: When | None = when("from when", world=True)
    is_: str = choice("proposed", "agreed", "called off", "on again", help="what it is")
    by: str = one("person", "agency", "party", "post", help="who said so")
    says: str = text("how it was put")


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A meeting with the other side, or one of others on which ours depends: when, who goes, after what."""

    kind: ClassVar[str] = "meeting"
    plural: ClassVar[str] = "meetings"
    family: ClassVar[str] = "meetings"

    title: str = text("what it is called", required=True)
    level: str = choice(*LEVELS, help="its level")
    dates: tuple[Dating, ...] = parts(Dating, "the datings given for it, side by side")
    agreed: bool | None = flag("whether both sides have agreed the date")
    after: tuple[str, ...] = many("meeting", help="the meetings that must come before it")
    gap: int | None = workdays("workdays it must lie before the meeting that names it in `after`")
    between: tuple[str, ...] = many(
        "party", help="whose meeting it is, when our side does not take part in it"
    )
    delegation: tuple[str, ...] = many("person", "post", help="who goes for us")
    with_: tuple[str, ...] = many("person", "party", "post", "agency", help="whom they meet")
    place: str = text("where")
    minutes: str = one("document", "'none'", help="the record of what was said")
    held: tuple[Held, ...] = parts(Held, "that it took place")
    states: tuple[MeetingState, ...] = parts(MeetingState, "what became of the plan to meet")
    tactics: tuple[Point, ...] = parts(Point, "tactical arguments")
    response: tuple[Point, ...] = parts(Point, "our response to what they raise")
    press: tuple[str, ...] = many("line", "question", help="lines to take with the press")
    background: tuple[Point, ...] = parts(Point, "background, point by point")


@dataclass(frozen=True, kw_only=True)
class Outcome(Part):
    """What came of an objective at the meeting."""

    on: When | None = when("when", world=True)
    result: str = choice("met", "partly", "not raised", "refused", help="what came of it")
    words: str = verbatim("the words that show it")
    statement: str = one("statement", help="the statement that shows it")


@dataclass(frozen=True, kw_only=True)
class Objective(Record):
    """What a meeting must achieve, and how one will know."""

    kind: ClassVar[str] = "objective"
    plural: ClassVar[str] = "objectives"
    family: ClassVar[str] = "meetings"

    meeting: str = one("meeting", help="at which meeting", required=True)
    by: str = one("party", help="whose objective, when not ours")
    verb: str = choice(*VERBS, help="what is to be done with it")
    what: tuple[str, ...] = many("any", help="an element, undertaking, line, case, channel, term ...")
    says: str = text("the objective, in one sentence", required=True)
    arguments: tuple[str, ...] = texts("our arguments")
    expected_reply: str = text("what they will probably say")
    our_response: str = text("what we say to that")
    if_refused: str = text("what we do when they refuse")
    met_when: str = text("how one will know it is met; written before the meeting")
    owner: str = one("agency", "person", "post", help="who answers for it")
    outcomes: tuple[Outcome, ...] = parts(Outcome, "what came of it")
