"""The other side's options, what would show them, tests, risks, cases, drafts and conflicts."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import (
    choice,
    flag,
    many,
    one,
    part,
    parts,
    text,
    texts,
    verbatim,
    when,
)
from summitry.dossier.kinds.changes import BODIES, TextChange
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

WATCHERS = ("agency", "post", "person")


@dataclass(frozen=True, kw_only=True)
class Response(Part):
    """What we do when an alternative comes true."""

    shorthand: ClassVar[str] = "says"
    says: str = text("what we do")
    owner: str = one(*WATCHERS, help="who does it")
    ready: bool | None = flag("whether it is ready")


@dataclass(frozen=True, kw_only=True)
class Alternative(Record):
    """One thing the other side may do."""

    kind: ClassVar[str] = "alternative"
    plural: ClassVar[str] = "alternatives"
    family: ClassVar[str] = "other side"

    by: str = one("party", "agency", "person", help="who may do it", required=True)
    says: str = text("what it may do", required=True)
    assumes: tuple[str, ...] = texts("what must hold for that")
    foresees: tuple[str, ...] = many("kind_of_event", "event", help="the moves it would explain")
    indicators: tuple[str, ...] = many("indicator", help="what would show it")
    contradicted_by: tuple[str, ...] = many("indicator", help="what would speak against it")
    response: Response | None = part(Response, "what we do then")


@dataclass(frozen=True, kw_only=True)
class Sighting(Part):
    """Somebody looked for an indicator, and what was seen."""

    on: When | None = when("when", world=True)
    result: str = choice("seen", "not seen", "unclear", help="what was seen")
    says: str = text("what exactly")


@dataclass(frozen=True, kw_only=True)
class Indicator(Record):
    """A sign agreed beforehand: what it is, how much of it counts, who watches."""

    kind: ClassVar[str] = "indicator"
    plural: ClassVar[str] = "indicators"
    family: ClassVar[str] = "other side"

    says: str = text("the sign", required=True)
    threshold: str = text("how much of it counts")
    source_rule: str = text("which sources must say so, such as `two independent`")
    watcher: str = one(*WATCHERS, help="who watches for it")
    foresees: tuple[str, ...] = many("kind_of_event", help="the kinds of event that are the sign")
    seen: tuple[Sighting, ...] = parts(Sighting, "when somebody looked, and what was seen")


@dataclass(frozen=True, kw_only=True)
class Start(Part):
    """A test began, with the digest of what it then said.

    Whoever amends a running test copies here what its fields said before, so that both versions can
    be shown; the digest proves the copy.
    """

    shorthand: ClassVar[str] = "on"
    on: When | None = when("when", world=True)
    digest: str = text("the digest of its fields on that day")
    of: tuple[str, ...] = texts("what it then tested, when that was changed")
    asks: str = text("what was then asked of them, when that was changed")
    cost_to_them: str = text("what it would then cost them, when that was changed")
    threshold: str = text("what then counted as passed, when that was changed")
    source_rule: str = text("which sources then had to say so, when that was changed")
    deadline: str = text("the deadline it then had, when that was changed")


@dataclass(frozen=True, kw_only=True)
class Result(Part):
    """What a test showed."""

    on: When | None = when("when", world=True)
    result: str = choice("passed", "failed", "unclear", help="what it showed")
    says: str = text("what exactly")


@dataclass(frozen=True, kw_only=True)
class Test(Record):
    """A test of the other side's seriousness, fixed beforehand."""

    __test__: ClassVar[bool] = False  # pytest looks for classes of this name

    kind: ClassVar[str] = "test"
    plural: ClassVar[str] = "tests"
    family: ClassVar[str] = "other side"
    titled_by: ClassVar[tuple[str, ...]] = ("says", "asks")

    of: tuple[str, ...] = many(
        "pledge",
        "relay/element",
        "alternative",
        "agreement/duty",
        "paper/step",
        help="what it tests",
    )
    says: str = text("a short name for it")
    asks: str = text("what is asked of them")
    cost_to_them: str = text("what it would cost them")
    threshold: str = text("what counts as passed")
    source_rule: str = text("which sources must say so")
    deadline: When | None = when("by when")
    owner: str = one(*WATCHERS, help="who runs it")
    started: Start | None = part(Start, "when it began, and the digest of its fields then")
    results: tuple[Result, ...] = parts(Result, "what it showed")


@dataclass(frozen=True, kw_only=True)
class Risk(Record):
    """What may go wrong at or around a meeting, and the way out."""

    kind: ClassVar[str] = "risk"
    plural: ClassVar[str] = "risks"
    family: ClassVar[str] = "other side"

    meeting: str = one("meeting", help="at which meeting")
    says: str = text("what may go wrong", required=True)
    cause: str = text("why it may happen")
    sign: str = one("indicator", help="the early sign")
    owner: str = one(*WATCHERS, help="who answers for it")
    trigger: str = text("when the way out is taken")
    lost: str = text("what is lost if it happens")
    way_out: str = text("what we then do and say")


@dataclass(frozen=True, kw_only=True)
class CaseContact(Part):
    """Somebody saw or heard from the person."""

    on: When | None = when("when", world=True)
    by: str = one("person", "agency", "party", "post", help="who")
    says: str = text("what was learned")


@dataclass(frozen=True, kw_only=True)
class CaseState(Part):
    """What was known of the person from a day on."""

    shorthand: ClassVar[str] = "says"
    since: When | None = when("from when", world=True)
    is_: str = choice("held", "missing", "freed", "died", help="what is known")
    says: str = text("in words")


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """A humanitarian case: who is held, since when, last seen. Restricted as a rule."""

    kind: ClassVar[str] = "case"
    plural: ClassVar[str] = "cases"
    family: ClassVar[str] = "other side"
    titled_by: ClassVar[tuple[str, ...]] = ("person",)

    person: str = text("the person's name", required=True)
    also: tuple[str, ...] = texts("other names")
    held_by: str = one("party", "agency", help="by whom")
    side: str = one("party", help="whose citizen")
    since: When | None = when("since when held", world=True)
    asks: str = text("what we ask")
    contacts: tuple[CaseContact, ...] = parts(CaseContact, "who saw the person, and when")
    states: tuple[CaseState, ...] = parts(CaseState, "what was known since when")


@dataclass(frozen=True, kw_only=True)
class Holding(Part):
    """Who holds which bracketed words of a draft, since when."""

    words: str = verbatim("the alternative between the brackets", required=True)
    by: tuple[str, ...] = many("party", "agency", help="who wants these words", required=True)
    since: When | None = when("since when", world=True)
    withdrawn: When | None = when("when given up")


@dataclass(frozen=True, kw_only=True)
class Draft(Record):
    """A text under negotiation, with ``[bracketed words | alternative]``."""

    kind: ClassVar[str] = "draft"
    plural: ClassVar[str] = "drafts"
    family: ClassVar[str] = "drafts"

    title: str = text("its title", required=True)
    between: tuple[str, ...] = many("party", help="the sides")
    on: When | None = when("the day of this version", world=True)
    replaces: str = one("draft", help="the version it takes the place of")
    document: str = one("document", help="the document that holds it")
    held: tuple[Holding, ...] = parts(Holding, "who holds which bracketed words")
    clear: tuple[str, ...] = many(*BODIES, help="bodies that must clear it")
    settled_by: str = one(*BODIES, help="the one who settles edits that clash")
    changes: tuple[TextChange, ...] = parts(TextChange, "what was changed in its words since it went round")
    text: str = text("the text itself (the body of a Markdown file)")


@dataclass(frozen=True, kw_only=True)
class Ascribed(Part):
    """What one side takes another's preferences to be, where it is wrong about them."""

    of: str = text("the other side, by its id in this conflict", required=True)
    prefers: tuple[str, ...] = texts("Boolean statements over options, most important first")
    ranks: tuple[str, ...] = texts("patterns from best to worst")


@dataclass(frozen=True, kw_only=True)
class DecisionMaker(Part):
    """One side of a conflict model, with its preferences.

    They are ordered statements, or weights, or a ranking of patterns: one of the three.
    """

    noun: ClassVar[str] = "side"
    who: str = one("party", "agency", "person", help="who it is")
    prefers: tuple[str, ...] = texts(
        "Boolean statements over options, most important first; `?` before one when it is not known "
        "whether the side wants it so or not so"
    )
    weights: tuple[str, ...] = texts("what each statement is worth to it, such as `3 withdraw & !strike`")
    ranks: tuple[str, ...] = texts(
        "patterns from best to worst, equally good ones in one entry with commas; an entry `>>` where "
        "the step down is great"
    )
    unknown: tuple[str, ...] = texts("two patterns with a comma, where it is not known which it prefers")
    unperceived: tuple[str, ...] = texts("Boolean statements: the states it does not see")
    ascribes: tuple[Ascribed, ...] = parts(Ascribed, "what it wrongly takes others to prefer")
    favours: tuple[str, ...] = texts("sides whose lot it wants better when it moves, itself among them")
    spites: tuple[str, ...] = texts("sides whose lot it wants worse when it moves")


@dataclass(frozen=True, kw_only=True)
class ConflictOption(Part):
    """Something one side can do or not do."""

    noun: ClassVar[str] = "choice"
    says: str = text("what it is", required=True)
    by: tuple[str, ...] = texts("the side that owns it, by its id in this conflict", required=True)
    direction: str = choice("both", "forward", "back", help="whether it can be taken and undone")
    is_: tuple[str, ...] = many(
        "alternative", "paper/step", "agreement/duty", "paper/option", help="what it stands for"
    )


@dataclass(frozen=True, kw_only=True)
class SingleMoves(Part):
    """Moves from some states to others that a side can, or cannot, make."""

    by: tuple[str, ...] = texts("the sides, by their ids in this conflict", required=True)
    from_: str = text("a Boolean statement: the states they start from", required=True)
    to: str = text("a Boolean statement: the states they lead to", required=True)


@dataclass(frozen=True, kw_only=True)
class Conflict(Record):
    """A model of a conflict: sides, options, what cannot be, and ordered preferences."""

    kind: ClassVar[str] = "conflict"
    plural: ClassVar[str] = "conflicts"
    family: ClassVar[str] = "conflicts"

    title: str = text("its name", required=True)
    sides: tuple[DecisionMaker, ...] = parts(DecisionMaker, "the decision makers")
    options: tuple[ConflictOption, ...] = parts(ConflictOption, "what each can do")
    infeasible: tuple[str, ...] = texts(
        "patterns that cannot be, as Boolean statements; or what must hold, as `at most one of a, b`, "
        "`at least one of a, b`, `exactly one of a, b` or `if a then b`"
    )
    same: tuple[str, ...] = texts("Boolean statements: all states in which one holds count as one")
    barred: tuple[SingleMoves, ...] = parts(SingleMoves, "single moves a side cannot make")
    common: tuple[SingleMoves, ...] = parts(SingleMoves, "single moves that each of several sides can make")
    coalitions: tuple[str, ...] = texts("ways in which sides may join, such as `us + rok, dprk`")
    today: str = text("the pattern that holds today, one letter per option (Y or N)")
    wanted: str = text("the outcome wanted, in the same letters")
