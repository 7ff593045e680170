"""Papers, options, positions, clearances, decisions and tasks: how a side makes up its mind."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import choice, flag, many, one, parts, text, texts, verbatim, when, workdays
from summitry.dossier.kinds.changes import BODIES, TextChange
from summitry.dossier.kinds.people import Asked
from summitry.dossier.kinds.undertakings import Step
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

STANDS = ("support", "support-with-changes", "no-objection", "object", "abstain")
"""What a body can say of an option."""


@dataclass(frozen=True, kw_only=True)
class PaperOption(Part):
    """One of the courses an options paper sets out."""

    noun: ClassVar[str] = "option"
    shorthand: ClassVar[str] = "says"
    says: str = text("the course, in words", required=True)
    needs: str = text("what it needs")
    lost_if_fails: str = text("what is lost if it fails")


@dataclass(frozen=True, kw_only=True)
class Paper(Record):
    """An options paper or proposal: what may be done, who must speak, and its roadmap."""

    kind: ClassVar[str] = "paper"
    plural: ClassVar[str] = "papers"
    family: ClassVar[str] = "papers"

    title: str = text("its title", required=True)
    by: tuple[str, ...] = many(*BODIES, help="who wrote it")
    on: When | None = when("the day it bears", world=True)
    status: str = choice("cabinet", "draft", "circulating", "cleared", "adopted", "withdrawn",
                         help="`cabinet` for papers of earlier days kept for use")  # fmt: skip
    document: str = one("document", help="the document that holds it")
    asks: tuple[str, ...] = many(*BODIES, help="bodies asked for a position")
    clear: tuple[str, ...] = many(*BODIES, help="bodies that must clear it")
    info: tuple[str, ...] = many(*BODIES, help="bodies that get it for information")
    asked: tuple[Asked, ...] = parts(Asked, "who was asked, and what came back")
    options: tuple[PaperOption, ...] = parts(PaperOption, "the courses it sets out")
    to: tuple[str, ...] = many(*BODIES, help="to whom it goes for a decision")
    recommends: tuple[str, ...] = many("paper/option", help="the courses its authors recommend")
    due: When | None = when("by when a decision on it is needed")
    roadmap: tuple[Step, ...] = parts(Step, "its steps, in order")
    about: tuple[str, ...] = many("any", help="what it bears on")
    settled_by: str = one(*BODIES, help="the one who settles edits that clash")
    changes: tuple[TextChange, ...] = parts(TextChange, "what was changed in its text since it went round")
    text: str = text("the text itself (the body of a Markdown file)")


@dataclass(frozen=True, kw_only=True)
class Option(Record):
    """A course that stands without a paper."""

    kind: ClassVar[str] = "option"
    plural: ClassVar[str] = "options"
    family: ClassVar[str] = "papers"

    says: str = text("the course, in words", required=True)
    asks: tuple[str, ...] = many(*BODIES, help="bodies asked for a position")
    asked: tuple[Asked, ...] = parts(Asked, "who was asked, and what came back")
    needs: str = text("what it needs")
    lost_if_fails: str = text("what is lost if it fails")


@dataclass(frozen=True, kw_only=True)
class Position(Record):
    """One body's stand on an option, paper or question, on a day, in its words."""

    kind: ClassVar[str] = "position"
    plural: ClassVar[str] = "positions"
    family: ClassVar[str] = "papers"
    titled_by: ClassVar[tuple[str, ...]] = ("says", "words")

    by: str = one(*BODIES, help="whose stand", required=True)
    about: str = one("paper", "paper/option", "option", "question", "decision", help="on what", required=True)
    stand: str = choice(*STANDS, help="for or against")
    on: When | None = when("when; the statement's day when blank", world=True)
    statement: str = one("statement", help="the statement that shows it")
    words: str = verbatim("its words, when there is no statement")
    says: str = text("the stand, in our words")


@dataclass(frozen=True, kw_only=True)
class Clearance(Record):
    """A body's sign-off of a text, paragraph by paragraph."""

    kind: ClassVar[str] = "clearance"
    plural: ClassVar[str] = "clearances"
    family: ClassVar[str] = "papers"

    by: str = one(*BODIES, help="who clears", required=True)
    of: str = one("paper", "line", "draft", "statement", help="which text", required=True)
    paragraphs: tuple[str, ...] = texts("digests of the paragraphs it covers")
    stood: tuple[str, ...] = texts("digests of all paragraphs the text then had, in order, when known")
    stand: str = choice("clears", "clears-with-edits", "objects", "silent", help="what it says of them")
    on: When | None = when("when", world=True)
    deadline: When | None = when("by when an answer was asked for")
    rule: str = text("the named rule under which silence counts")
    edits: str = text("the changes asked for: the paragraphs as they should read, word for word")
    nature: str = choice("substance", "wording", help="what its edits touch, as their author says")
    seen: str = text("the paragraphs as they were read, word for word")
    until: When | None = when("the last day it holds")


@dataclass(frozen=True, kw_only=True)
class Presence(Part):
    """Somebody was there."""

    shorthand: ClassVar[str] = "who"
    who: str = one(*BODIES, help="who", required=True)
    on: When | None = when("when, for a consultation", world=True)
    says: str = text("what that one said, in our words")
    statement: str = one("statement", help="what that one said")
    there: bool | None = flag("`no` where a report says that one was not there, or not consulted")


@dataclass(frozen=True, kw_only=True)
class DecisionState(Part):
    """What a decision is from a day on."""

    since: When | None = when("from when", world=True)
    is_: str = choice("requested", "no answer", "made", "held", "withdrawn", "replaced", help="what it is")


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """What was decided, by whom, on what basis, with whom in the room."""

    kind: ClassVar[str] = "decision"
    plural: ClassVar[str] = "decisions"
    family: ClassVar[str] = "papers"

    title: str = text("a short name for it")
    says: str = text("what was decided", required=True)
    by: str = one("person", "post", "agency", "party", help="who decided", required=True)
    on: When | None = when("when", world=True)
    basis: tuple[str, ...] = many("any", help="what it rests on: relay elements, papers, statements")
    present: tuple[Presence, ...] = parts(Presence, "who was there")
    dissent: tuple[Presence, ...] = parts(Presence, "who cautioned or disagreed")
    consulted: tuple[Presence, ...] = parts(Presence, "who was consulted before")
    touches: tuple[str, ...] = many(
        "post", "agency", "question", "line", help="the posts, bodies and matters it touches"
    )
    settles: tuple[str, ...] = many(
        "option", "paper", help="the options and papers it decides on, one way or the other"
    )
    due: When | None = when("by when it is needed")
    states: tuple[DecisionState, ...] = parts(DecisionState, "what it is since when")


@dataclass(frozen=True, kw_only=True)
class Done(Part):
    """A task was finished."""

    shorthand: ClassVar[str] = "on"
    on: When | None = when("when", world=True)


@dataclass(frozen=True, kw_only=True)
class Task(Record):
    """Something that must be ready: how long it takes, who does it, what it needs first."""

    kind: ClassVar[str] = "task"
    plural: ClassVar[str] = "tasks"
    family: ClassVar[str] = "papers"

    title: str = text("what is to be done")
    says: str = text("what exactly, if the title is not enough")
    arises_from: str = one("decision", "meeting", "paper", help="what gave rise to it")
    serves: tuple[str, ...] = many("meeting", help="the meeting it must be ready for")
    takes: int | None = workdays("how long it takes, in workdays")
    owner: str = one(*BODIES, help="who does it")
    needs: tuple[str, ...] = many("task", help="tasks that must be done first")
    due: When | None = when("a deadline of its own")
    done: tuple[Done, ...] = parts(Done, "when it was done")
