"""SRC: where does it say so, and in whose words?"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from functools import lru_cache

from summitry.analysis.lines import voice
from summitry.analysis.relays import count_words, quoted
from summitry.check.rule import Found, rule
from summitry.check.rules.originals import is_translation, language
from summitry.dossier.kinds import (
    Agreement,
    Channel,
    Condition,
    Decision,
    Document,
    Encounter,
    Event,
    Excerpt,
    Objective,
    Pledge,
    Relay,
    Statement,
)
from summitry.dossier.record import Part, Record
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import clause, counted, dated, enumerated, listed, opened
from summitry.foundation.wording import quoted as titled

_IN_WORDS = string.ascii_letters.encode() + string.digits.encode()
LONGEST_QUOTATION = 40
"""Words that may be quoted from a text whose rights belong to somebody."""
WEAK = ("tertiary", "general-knowledge")
"""Grades of sources that only repeat what others say."""
_SOURCED: frozenset[type[Record]] = frozenset(
    {Statement, Event, Pledge, Encounter, Decision, Condition, Agreement, Relay}
)
"""The kinds of record that must lead back to somebody who says so."""
PROTECTED = ("", "news", "tertiary")
"""Grades of documents whose words belong to somebody; blank counts as such."""


def _name(record: Record) -> str:
    return f"“{clause(record.known_as)}”"


# -- where it says so -----------------------------------------------------------------------------


@rule("SRC001", "no-source", Severity.NOTICE, Record, lacks="source", among=_SOURCED.__contains__)
def no_source(dossier: Dossier, record: Record) -> Iterable[Found]:
    """Nothing says where something was read or heard.

    What was said, what happened and what became of a promise must lead back to somebody who says so.
    Name the document under `source`; where nobody wrote it down, say so in a document of your own.
    """
    bare = list(_unsourced(record))
    if not bare:
        return
    what = f"{record.kind.replace('_', ' ')} {_name(record)}"
    if bare == [()]:
        message = f"Nothing says where the {what} comes from."
    else:
        message = f"Nothing says where {counted(len(bare), 'entry', 'entries')} of the {what} come from."
        if len(bare) == 1:
            message = f"Nothing says where an entry of the {what} comes from."
    yield Found(
        message=message, at=record.where(*bare[0]), about=(record.id,),
        hint="Add `source:` with the document's id, then the page or paragraph.",
    )  # fmt: skip


def _unsourced(record: Record) -> Iterator[tuple[str | int, ...]]:
    """Where a record that has no source itself lacks one."""
    if isinstance(record, Statement):
        if not record.reported_by:
            yield ()
    elif isinstance(record, Event):
        if not record.series and not any(r.source for r in record.reports):
            yield ()
    elif isinstance(record, Pledge):
        if not record.rests_on:
            yield ()
        yield from _bare(record, "fate", record.fate, "because")
    elif isinstance(record, Encounter):
        yield ()
    elif isinstance(record, Decision):
        if not (record.present or record.dissent or record.basis):
            yield ()
    elif isinstance(record, Condition):
        yield from _bare(record, "states", record.states)
    elif isinstance(record, Agreement):
        if not any(t.source or t.document for t in record.texts):
            yield ()
        for index, duty in enumerate(record.duties):
            for place, fate in enumerate(duty.fate):
                if not (fate.source or fate.because or duty.source):
                    yield ("duties", index, "fate", place)
    elif isinstance(record, Relay):
        yield from _bare(record, "hops", record.hops, "statement")
        yield from _bare(record, "asked", record.asked)


def _bare(record: Record, key: str, parts: Iterable[Part], *others: str) -> Iterator[tuple[str | int, ...]]:
    for index, item in enumerate(parts):
        if not item.source and not any(getattr(item, other) for other in others):
            yield (key, index)


@rule("SRC008", "weak-sources-behind-decision", Severity.SERIOUS, Decision)
def weak_behind_decision(dossier: Dossier, decision: Decision) -> Iterable[Found]:
    """A decision rests on something known only from sources that repeat others.

    A reference work, a mirror or general knowledge is no ground for a decision. Find who said it first.
    """
    yield from _weak(dossier, decision, decision.basis, "basis", "rests on")


@rule("SRC009", "weak-sources-behind-objective", Severity.SERIOUS, Objective)
def weak_behind_objective(dossier: Dossier, objective: Objective) -> Iterable[Found]:
    """An objective leans on something known only from sources that repeat others.

    The other side will ask where we have it from. Find who said it first. A channel is known to those
    at both its ends and needs no source for them.
    """
    if not objective.outcomes:
        told = tuple(t for t in objective.what if dossier.of(Channel, t) is None)
        yield from _weak(dossier, objective, told, "what", "leans on")


def _weak(
    dossier: Dossier, record: Record, targets: tuple[str, ...], field: str, how: str
) -> Iterator[Found]:
    weak = []
    for target in targets:
        found = dossier.get(target.partition("/")[0])
        grades = [_grade(dossier, s) for s in _sources(found)] if found is not None else []
        if found is not None and grades and all(g in WEAK for g in grades):
            weak.append(found)
    if weak:
        names = enumerated(f"{_name(r)} ({_where_from(dossier, r)})" for r in weak)
        yield Found(
            message=f"{_name(record)} {how} what is known only from general knowledge or from sources that"
            f" repeat others: {names}.",
            at=record.where(field), about=(record.id, *(r.id for r in weak)),
            hint="Find the first source, and cite that.",
            related=tuple(Related(r.where("source"), "its sources") for r in weak),
        )  # fmt: skip


def _sources(record: Record) -> tuple[str, ...]:
    named = getattr(record, "reported_by", ())
    return (*record.documents, *named)


def _grade(dossier: Dossier, id: str) -> str:
    document = dossier.of(Document, id)
    return document.grade if document is not None else ""


def _where_from(dossier: Dossier, record: Record) -> str:
    return listed(dict.fromkeys(clause(dossier.title(s)) for s in _sources(record)))


# -- in whose words -------------------------------------------------------------------------------


@rule(
    "SRC002", "translation-without-original", Severity.SERIOUS, Statement,
    needs=("original", "translation_of"),
)  # fmt: skip
def translation_without_original(dossier: Dossier, statement: Statement) -> Iterable[Found]:
    """Words are on record only in translation.

    A promise is in the words it was made in; translators differ on the words that matter most. Get the
    original, add it as a statement, and name it in the translation under `translation_of`. Several
    translations of what one speaker said on one day are found once.
    """
    if not _lacks_original(dossier, statement):
        return
    peers = _peers(dossier, statement)
    if peers[0].id != statement.id:
        return
    day = f" {dated(statement.said)}" if statement.said is not None else ""
    what = "" if len(peers) == 1 else f", in {counted(len(peers), 'text')}"
    yield Found(
        message=f"What {the(dossier, statement.by)} said{day} is on record only in translation{what}; the"
        f" {language(statement.original)} original is missing.",
        at=statement.where("original"), about=tuple(s.id for s in peers),
        hint="Add the original as a statement of its own, and name it under `translation_of`.",
        related=tuple(Related(s.where("words"), "another translation") for s in peers[1:]),
    )  # fmt: skip


def _peers(dossier: Dossier, statement: Statement) -> tuple[Statement, ...]:
    """The translations of what was said at one sitting: by one speaker on one day, or versions of one hop."""
    found = {statement.id: statement}
    todo = [statement]
    while todo:
        one = todo.pop()
        same = dossier.naming(one.by, Statement) if one.said is not None else ()
        named = {s.id: s for s in same if s.by == one.by and s.said == one.said}
        for relay in dossier.naming(one.id, Relay):
            heads = {h.version_of or h.id for h in relay.hops if h.statement == one.id}
            for hop in relay.hops:
                version = dossier.of(Statement, hop.statement) if hop.statement else None
                if version is not None and (hop.version_of or hop.id) in heads:
                    named[version.id] = version
        for id, other in named.items():
            alike = other.original == statement.original and _lacks_original(dossier, other)
            if alike and id not in found:
                found[id] = other
                todo.append(other)
    return tuple(found[id] for id in sorted(found))


def _lacks_original(dossier: Dossier, statement: Statement) -> bool:
    if statement.translation_of:
        original = dossier.of(Statement, statement.translation_of)
        return original is None or not original.words
    if not statement.original or not statement.words:
        return False
    languages = [d.language for s in _sources(statement) if (d := dossier.of(Document, s)) is not None]
    return is_translation(statement.words, statement.original, tuple(languages))


@rule("SRC006", "long-quotation", Severity.NOTICE, Document)
def long_quotation(dossier: Dossier, document: Document) -> Iterable[Found]:
    """Long passages are quoted from a text whose rights belong to somebody.

    Forty words and more of a newspaper or a book may not be copied out freely. Cut them to the words that
    matter; the rest is in the document. Official texts, and what officials said, are left out.
    """
    if document.grade not in PROTECTED:
        return
    quoting: tuple[Statement | Excerpt, ...] = (
        *dossier.naming(document.id, Statement),
        *dossier.naming(document.id, Excerpt),
        *dossier.citing(document.id, Statement),
    )
    long = {
        r.id: r for r in quoting
        if _is_long(r.words) and _only_protected(dossier, r, document)
        and not _spoken_in_office(dossier, r)
    }  # fmt: skip
    if long:
        yield Found(
            message=f"{opened(counted(len(long), 'passage'))} of more than {LONGEST_QUOTATION} words"
            f" {'is' if len(long) == 1 else 'are'} quoted from {_name(document)}:"
            f" {enumerated(_name(r) for r in long.values())}.",
            at=document.where("grade"), about=(document.id, *long),
            hint="Cut the words to those that matter, with … where something is left out.",
        )  # fmt: skip


@lru_cache(maxsize=8192)
def _is_long(words: str) -> bool:
    if words.isascii() and len(words.encode().translate(None, _IN_WORDS)) < LONGEST_QUOTATION:
        return False  # too few gaps for so many words
    return count_words(words) > LONGEST_QUOTATION


def _spoken_in_office(dossier: Dossier, record: Record) -> bool:
    """Whether the words are an official's own: then they are not the newspaper's."""
    if not isinstance(record, Statement) or record.paraphrase:
        return False
    speaker = dossier.ask(voice, record.id)
    return speaker is not None and speaker.official


def _only_protected(dossier: Dossier, record: Record, document: Document) -> bool:
    """Whether no freer document has the words too, and this is the first that has them."""
    sources = [s for s in _sources(record) if isinstance(dossier.get(s), Document)]
    first = sources[0] if sources else document.id
    return first == document.id and all(_grade(dossier, s) in PROTECTED for s in sources)


@rule("SRC007", "reporters-words", Severity.NOTICE, Record, needs=frozenset({"hops", "rests_on"}))
def reporters_words(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A reporter's or note-taker's words are used as the speaker's own.

    What was said can turn on a word that he never used. Find the words as spoken, or quote them as the
    reporter's. One finding for each message, or pledge.
    """
    using: dict[str, str] = {}
    if isinstance(record, Relay):
        for hop in record.hops:
            words = [carry.words for _, carry in hop.carries if carry.words]
            if hop.statement and words:
                using.setdefault(hop.statement, words[0])
    elif isinstance(record, Pledge) and record.words:
        using = dict.fromkeys(record.rests_on, record.words)
    said = [
        (s, words) for id, words in using.items()
        if (s := dossier.of(Statement, id)) is not None and s.paraphrase
    ]  # fmt: skip
    if said:
        each = "; ".join(f"{quoted(words)} ({_speaker_and_day(dossier, s)})" for s, words in said)
        yield Found(
            message=f"In {titled(clause(record.known_as))}, these words are quoted as the speaker's own, but"
            f" are a reporter's or note-taker's: {each}.",
            at=said[0][0].where("paraphrase"), about=(record.id, *(s.id for s, _ in said)),
            hint="Find the words as spoken, before they are held against anybody.",
            related=tuple(Related(s.where("paraphrase"), "the account") for s, _ in said[1:]),
        )  # fmt: skip


def _speaker_and_day(dossier: Dossier, statement: Statement) -> str:
    day = f" {dated(statement.said)}" if statement.said is not None else ""
    return f"{the(dossier, statement.by)}{day}"


@rule("SRC011", "whole-text-with-lines-withheld", Severity.NOTICE, Relay)
def withheld_lines(dossier: Dossier, relay: Relay) -> Iterable[Found]:
    """A telling counts as read whole, but lines of it are withheld.

    What is missing may stand in them; so it is compared as an excerpt, and drops nothing. Ask for the
    lines.
    """
    for index, hop in enumerate(relay.hops):
        statement = dossier.of(Statement, hop.statement) if hop.statement else None
        if hop.tells == "all" and statement is not None and statement.withheld:
            yield Found(
                message=f"Of {_name(statement)}, {clause(statement.withheld)} are withheld; what the rest"
                " does not say may stand there.",
                at=relay.where("hops", index, "tells"), about=(relay.id, statement.id),
                hint="Ask for the lines; until then it counts as told in part.",
            )  # fmt: skip


RULES = (
    no_source,
    translation_without_original,
    long_quotation,
    reporters_words,
    weak_behind_decision,
    weak_behind_objective,
    withheld_lines,
)
