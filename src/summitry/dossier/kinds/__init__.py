"""Every record kind, in the order of the reference."""

from __future__ import annotations

from summitry.dossier.kinds.acceptance import Accepted
from summitry.dossier.kinds.events import Event, Series
from summitry.dossier.kinds.meetings import Meeting, Objective
from summitry.dossier.kinds.otherside import (
    Alternative,
    Case,
    Conflict,
    Draft,
    Indicator,
    Risk,
    Test,
)
from summitry.dossier.kinds.papers import Clearance, Decision, Option, Paper, Position, Task
from summitry.dossier.kinds.people import Agency, Channel, Encounter, Expert, Party, Person, Post
from summitry.dossier.kinds.relays import Relay
from summitry.dossier.kinds.undertakings import Agreement, Condition, EventKind, Pledge, StepKind
from summitry.dossier.kinds.words import Document, Excerpt, Line, Question, Search, Statement, Term
from summitry.dossier.record import Record

KINDS: tuple[type[Record], ...] = (
    Party, Agency, Person, Post, Encounter, Expert, Channel,
    Document, Excerpt, Question, Statement, Line, Term, Search,
    Relay,
    EventKind, StepKind, Condition, Pledge, Agreement,
    Event, Series,
    Paper, Option, Position, Clearance, Decision, Task,
    Meeting, Objective,
    Alternative, Indicator, Test, Risk, Case,
    Draft, Conflict, Accepted,
)  # fmt: skip
"""All kinds, in the order of the reference."""

BY_PLURAL: dict[str, type[Record]] = {k.plural: k for k in KINDS}
BY_KIND: dict[str, type[Record]] = {k.kind: k for k in KINDS}

__all__ = [
    "BY_KIND",
    "BY_PLURAL",
    "KINDS",
    "Accepted",
    "Agency",
    "Agreement",
    "Alternative",
    "Case",
    "Channel",
    "Clearance",
    "Condition",
    "Conflict",
    "Decision",
    "Document",
    "Draft",
    "Encounter",
    "Event",
    "EventKind",
    "Excerpt",
    "Expert",
    "Indicator",
    "Line",
    "Meeting",
    "Objective",
    "Option",
    "Paper",
    "Party",
    "Person",
    "Pledge",
    "Position",
    "Post",
    "Question",
    "Relay",
    "Risk",
    "Search",
    "Series",
    "Statement",
    "StepKind",
    "Task",
    "Term",
    "Test",
]
