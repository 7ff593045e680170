"""Documents, excerpts, questions, statements, lines and terms: who said what."""

from __future__ import annotations

import re
from typing import ClassVar

from summitry.dossier.fields import (
    choice,
    flag,
    many,
    one,
    part,
    parts,
    table,
    text,
    texts,
    verbatim,
    when,
)
from summitry.dossier.kinds.changes import BODIES, TextChange
from summitry.dossier.kinds.people import Asked
from summitry.dossier.record import ARCHIVE, Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

GRADES = ("official", "database", "news", "tertiary", "general-knowledge")
"""What kind of source a document is, best first."""

DIGEST = re.compile(r"[0-9a-f]{64}")
"""The name of a file that is kept under the SHA-256 of its bytes."""

SPEAKERS = ("person", "post", "agency", "party")


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """A source: a text, broadcast, database or book, held in the archive or only cited."""

    kind: ClassVar[str] = "document"
    plural: ClassVar[str] = "documents"
    family: ClassVar[str] = "words"

    title: str = text("its title", required=True)
    author: str = text("who wrote or issued it")
    date: When | None = when("the day it bears")
    published: When | None = when("the day anybody could read it; blank for reference works")
    file: str = text("the file under archive/, when we hold it")
    earlier: tuple[str, ...] = texts("the files of earlier versions of it, latest first")
    address: str = text("where it was found")
    language: str = text("the language it is in")
    grade: str = choice(*GRADES, help="what kind of source it is")
    attached_to: str = one("document", help="the letter or paper it came with")
    version_of: str = one("document", help="the earlier version of the same paper")

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its earlier ids, its files, and the first half of their passages' ids (`p:` and 16 letters)."""
        if not self.file:
            return self.was
        return (*self.was, *(name for file in (self.file, *self.earlier) for name in _names_of(file)))


def _names_of(file: str) -> tuple[str, ...]:
    stem = file.rpartition("/")[2].partition(".")[0]
    passages = (f"p:{stem[:16]}",) if DIGEST.fullmatch(stem) else ()
    return (file, *passages) if file.startswith(ARCHIVE) else passages


@dataclass(frozen=True, kw_only=True)
class Excerpt(Record):
    """A passage of a document, with a label."""

    kind: ClassVar[str] = "excerpt"
    plural: ClassVar[str] = "excerpts"
    family: ClassVar[str] = "words"
    titled_by: ClassVar[tuple[str, ...]] = ("says", "words")

    document: str = one("document", help="the document", required=True)
    at: str = text("page, paragraph or passage id")
    labels: tuple[str, ...] = texts("what it is kept for")
    words: str = verbatim("the passage, verbatim")
    says: str = text("the passage in our words")
    about: tuple[str, ...] = many("any", help="what it bears on")


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A named matter on which somebody may have an answer."""

    kind: ClassVar[str] = "question"
    plural: ClassVar[str] = "questions"
    family: ClassVar[str] = "words"
    titled_by: ClassVar[tuple[str, ...]] = ("asks",)

    asks: str = text("the question, as one would put it", required=True)
    answers: tuple[str, ...] = texts("the answers that can be told apart")
    owed_by: tuple[str, ...] = many("agency", "party", "post", help="bodies that should have a line")
    asked: tuple[Asked, ...] = parts(Asked, "who was asked for a line, and what came back")


@dataclass(frozen=True, kw_only=True)
class OnBehalf(Part):
    """For whom a statement was made, and whether that one stands by it."""

    shorthand: ClassVar[str] = "who"
    who: str = one("person", "post", "agency", "party", help="for whom", required=True)
    standing: str = choice("claimed", "confirmed", "denied", help="whether that one stands by it")


@dataclass(frozen=True, kw_only=True)
class StatementState(Part):
    """What became of a message: drafted, sent, delivered, withdrawn, denied."""

    shorthand: ClassVar[str] = "is_"
    is_: str = choice("drafted", "sent", "delivered", "withdrawn", "denied", help="what it became")
    on: When | None = when("when", world=True)


@dataclass(frozen=True, kw_only=True)
class Statement(Record):
    """One utterance, written once: who said what to whom, verbatim."""

    kind: ClassVar[str] = "statement"
    plural: ClassVar[str] = "statements"
    family: ClassVar[str] = "words"
    titled_by: ClassVar[tuple[str, ...]] = ("title", "says", "words")

    title: str = text("a short name for it")
    by: str = one(*SPEAKERS, help="who said it; a body when no speaker is named", required=True)
    said: When | None = when("when", world=True)
    until: When | None = when("the last day it holds, when it says so itself")
    to: tuple[str, ...] = many(*SPEAKERS, "'public'", help="to whom; `public` for everybody")
    words: str = verbatim("the words, verbatim")
    says: str = text("the gist, in our words")
    answers: tuple[tuple[str, tuple[str, ...]], ...] = table(
        "question", value=texts("its answers"), help="the questions it answers, and how"
    )
    about: tuple[str, ...] = many("any", help="what else it bears on")
    reported_by: tuple[str, ...] = many(
        "document", "person", "agency", help="through whom we have it, nearest first"
    )
    on_behalf_of: OnBehalf | None = part(OnBehalf, "for whom it was said")
    original: str = text("the language of the original")
    translation_of: str = one("statement", help="the original, when this is a translation")
    paraphrase: bool | None = flag("whether the words are a note-taker's or reporter's")
    withheld: str = text("what was cut from the text, such as `7 lines`")
    states: tuple[StatementState, ...] = parts(StatementState, "what became of it")


@dataclass(frozen=True, kw_only=True)
class Line(Record):
    """What may be said on a question."""

    kind: ClassVar[str] = "line"
    plural: ClassVar[str] = "lines"
    family: ClassVar[str] = "words"
    titled_by: ClassVar[tuple[str, ...]] = ("title", "words")

    title: str = text("a short name for it")
    question: str = one("question", help="the question it answers")
    answer: tuple[str, ...] = texts("which of the question's answers it gives")
    words: str = verbatim("the line, word for word")
    by: str = one("agency", "post", "person", help="whose line it is")
    clear: tuple[str, ...] = many(*BODIES, help="bodies that must clear it; any one when blank")
    settled_by: str = one(*BODIES, help="the one who settles edits that clash")
    changes: tuple[TextChange, ...] = parts(TextChange, "what was changed in its words since it went round")
    since: When | None = when("from when it may be used", world=True)
    until: When | None = when("the last day it may be used")
    replaces: str = one("line", help="the line it takes the place of")


@dataclass(frozen=True, kw_only=True)
class Meaning(Part):
    """What one side means by a term."""

    side: str = one("party", help="whose meaning", required=True)
    words: str = verbatim("the definition, verbatim")
    says: str = text("the definition, in our words")
    since: When | None = when("from when", world=True)


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """A word that the sides may understand differently."""

    kind: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"
    family: ClassVar[str] = "words"
    titled_by: ClassVar[tuple[str, ...]] = ("name",)

    name: str = text("the term", required=True)
    also: tuple[str, ...] = texts("other forms of the word")
    uses: tuple[str, ...] = many("any", help="the records that use it")
    meanings: tuple[Meaning, ...] = parts(Meaning, "what each side means by it")


@dataclass(frozen=True, kw_only=True)
class Search(Record):
    """A search that is kept, to be run again as the cabinet grows."""

    kind: ClassVar[str] = "search"
    plural: ClassVar[str] = "searches"
    family: ClassVar[str] = "words"
    titled_by: ClassVar[tuple[str, ...]] = ("title", "asks")

    title: str = text("what it is for")
    asks: str = text("the question, as typed after `summitry search`", required=True)
    about: tuple[str, ...] = many("any", help="what it bears on")
