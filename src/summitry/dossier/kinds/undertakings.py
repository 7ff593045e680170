"""Undertakings (pledges, duties, steps), agreements, conditions, and the trees of kinds."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import (
    choice,
    count,
    flag,
    many,
    one,
    parts,
    table,
    text,
    verbatim,
    when,
)
from summitry.dossier.kinds.words import SPEAKERS
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

STRENGTHS = ("noted an expectation", "will consider", "will seek to", "will")
"""How firmly something is promised, weakest first."""

UNDERTAKINGS = ("pledge", "agreement/duty", "paper/step")
"""Everything that can be undertaken, as reference targets."""


@dataclass(frozen=True, kw_only=True)
class EventKind(Record):
    """A kind of event, in a small tree."""

    kind: ClassVar[str] = "kind_of_event"
    plural: ClassVar[str] = "kinds_of_event"
    family: ClassVar[str] = "undertakings"

    name: str = text("what it is called")
    includes: tuple[str, ...] = many("kind_of_event", help="the kinds it includes")


@dataclass(frozen=True, kw_only=True)
class StepKind(Record):
    """A kind of step or duty (freeze, declare, verify ...), in a small tree."""

    kind: ClassVar[str] = "kind_of_step"
    plural: ClassVar[str] = "kinds_of_step"
    family: ClassVar[str] = "undertakings"

    name: str = text("what it is called")
    includes: tuple[str, ...] = many("kind_of_step", help="the kinds it includes")


@dataclass(frozen=True, kw_only=True)
class ConditionState(Part):
    """Whether a condition holds from a day on."""

    since: When | None = when("from when", world=True)
    holds: str = choice("yes", "no", "disputed", help="whether it holds", required=True)


@dataclass(frozen=True, kw_only=True)
class Condition(Record):
    """Something an undertaking depends on, with its dated states."""

    kind: ClassVar[str] = "condition"
    plural: ClassVar[str] = "conditions"
    family: ClassVar[str] = "undertakings"

    says: str = text("the condition, in words", required=True)
    states: tuple[ConditionState, ...] = parts(ConditionState, "since when it holds or not")


@dataclass(frozen=True, kw_only=True)
class ScopeRule(Part):
    """One rule of a scope in which actor, place or degree count."""

    of_kind: str = one("kind_of_event", key="kind", help="the kind of event", required=True)
    by: str = one("party", "agency", "person", help="done by whom")
    place: str = text("where")
    at_least: str = text("from what degree on")
    is_: str = choice("in", "out", help="whether the undertaking covers it", required=True)


@dataclass(frozen=True, kw_only=True)
class Reading(Part):
    """How one side reads an undertaking; overrides scope, condition or start where it names them."""

    noun: ClassVar[str] = "reading"
    by: str = one("party", "agency", "person", "post", help="whose reading", required=True)
    since: When | None = when("since when it is held", world=True)
    words: str = verbatim("the words that show it")
    says: str = text("the reading, in our words")
    statement: str = one("statement", help="the statement that shows it")
    scope: tuple[tuple[str, str], ...] = table(
        "kind_of_event", value=choice("in", "out"), help="kind of event: in or out"
    )
    rules: tuple[ScopeRule, ...] = parts(ScopeRule, "scope by actor, place or degree")
    while_: str = one("condition", "'none'", help="the condition, on this reading")
    start: When | None = when("from when it runs, on this reading")


@dataclass(frozen=True, kw_only=True)
class Acceptance(Part):
    """A side accepted the wording, on a condition perhaps, or withdrew."""

    shorthand: ClassVar[str] = "who"
    who: str = one("party", "agency", "person", "post", help="who", required=True)
    how: str = choice(
        "told",
        "read back",
        "understood",
        "not objected",
        "agreed",
        "signed",
        "withdrew",
        help="how far",
    )
    if_: str = text("on what condition")
    on: When | None = when("when", world=True)


@dataclass(frozen=True, kw_only=True)
class Fate(Part):
    """What became of an undertaking, as judged from a day on."""

    on: When | None = when("when", world=True)
    status: int | None = count("0 none, 1 minimal, 2 partial, 3 full")
    because: tuple[str, ...] = many("event", "statement", "decision", help="what shows it")
    says: str = text("what happened, in words")


@dataclass(frozen=True, kw_only=True)
class Undertaking(Part):
    """Who does what, on what scope, while, for what, by when: shared by pledge, duty and step."""

    by: str = one("party", "agency", "person", "post", help="who undertakes it", required=True)
    to: tuple[str, ...] = many("party", "agency", "person", "post", help="to whom")
    does: str = text("what is undertaken, in our words")
    words: str = verbatim("the words that undertake it")
    of_kind: str = one("kind_of_step", key="kind", help="what kind of step it is")
    scope: tuple[tuple[str, str], ...] = table(
        "kind_of_event",
        value=choice("in", "out"),
        help="kind of event: in or out; what is not named is silent",
    )
    rules: tuple[ScopeRule, ...] = parts(ScopeRule, "scope by actor, place or degree")
    while_: str = one("condition", help="the condition while which it runs")
    if_: str = text("on what condition it is given")
    in_return_for: tuple[str, ...] = many(*UNDERTAKINGS, help="what it is given for")
    after: tuple[str, ...] = many(*UNDERTAKINGS, help="what must come first")
    verified: str = text("how it is to be verified; `none` when it is not")
    reversible: bool | None = flag("whether it can be undone")
    due: When | None = when("by when")
    in_: tuple[tuple[str, str], ...] = table(
        value=verbatim("the words there"), help="text of the agreement: its words there"
    )
    worded_by: str = one(*SPEAKERS, help="whose wording it is, when not its maker's")
    accepted: tuple[Acceptance, ...] = parts(Acceptance, "who accepted the wording, and how")
    strength: str = choice(*STRENGTHS, help="how firmly it is promised")
    amount: str = text("how much")
    readings: tuple[Reading, ...] = parts(Reading, "how each side reads it")
    fate: tuple[Fate, ...] = parts(Fate, "what became of it")


@dataclass(frozen=True, kw_only=True)
class Pledge(Undertaking, Record):
    """A promise that stands alone."""

    kind: ClassVar[str] = "pledge"
    plural: ClassVar[str] = "pledges"
    family: ClassVar[str] = "undertakings"
    titled_by: ClassVar[tuple[str, ...]] = ("title", "does", "words")

    title: str = text("a short name for it")
    said: When | None = when("when it was given", world=True)
    start: When | None = when("from when it runs, when not from the day it was given")
    until: When | None = when("until when it runs")
    rests_on: tuple[str, ...] = many(
        "relay", "relay/element", "statement", "document", help="what we know it from"
    )


@dataclass(frozen=True, kw_only=True)
class Duty(Undertaking):
    """What one side owes under an agreement."""

    noun: ClassVar[str] = "duty"


@dataclass(frozen=True, kw_only=True)
class Step(Undertaking):
    """One step of a paper's roadmap."""

    noun: ClassVar[str] = "step"


@dataclass(frozen=True, kw_only=True)
class AgreementText(Part):
    """One of the texts of an agreement: a joint text, or one side's own."""

    noun: ClassVar[str] = "text"
    by: tuple[str, ...] = many("party", "agency", help="whose text")
    document: str = one("document", help="the document that holds it")
    on: When | None = when("when it was issued", world=True)


@dataclass(frozen=True, kw_only=True)
class AgreementState(Part):
    """What an agreement is from a day on."""

    since: When | None = when("from when", world=True)
    is_: str = choice(
        "announced", "in force", "suspended", "disputed", "void", "superseded", help="what it is"
    )
    by: str = one("party", help="who brought it about")
    because: tuple[str, ...] = many("event", "statement", "decision", help="what shows it")
    says: str = text("what happened, in words")


@dataclass(frozen=True, kw_only=True)
class Agreement(Record):
    """An earlier deal: its texts, both sides' duties, and what became of it."""

    kind: ClassVar[str] = "agreement"
    plural: ClassVar[str] = "agreements"
    family: ClassVar[str] = "undertakings"

    title: str = text("its name", required=True)
    on: When | None = when("when it was made", world=True)
    between: tuple[str, ...] = many("party", help="the sides")
    form: str = choice("treaty", "joint", "unilateral-statements", "exchange", "oral", help="its form")
    texts: tuple[AgreementText, ...] = parts(AgreementText, "its texts")
    duties: tuple[Duty, ...] = parts(Duty, "what each side owes")
    states: tuple[AgreementState, ...] = parts(AgreementState, "what became of it")
    disputed: str = text("what the sides disagree about in it")
