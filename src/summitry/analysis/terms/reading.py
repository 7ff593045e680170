"""Where a term is used, and what each side means by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summitry.analysis.terms.maths import Finder, differ, finder, found_in
from summitry.dossier.answers import shared
from summitry.dossier.kinds import (
    Agreement,
    Draft,
    Line,
    Objective,
    Paper,
    Pledge,
    Question,
    Relay,
    Statement,
    Term,
)
from summitry.dossier.kinds.undertakings import Undertaking
from summitry.dossier.kinds.words import Meaning
from summitry.dossier.record import Record
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.values import dataclass

READ = (Draft, Line, Objective, Pledge, Agreement, Paper, Relay)
"""The kinds in whose texts terms are looked for: drafts, lines, objectives, undertakings, messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideMeaning:
    """What one side means by a term today; blank words when it has not said.

    ``words`` are its own, or ours where only our rendering is on record (``verbatim`` tells).
    ``earlier`` are the different meanings it gave before.
    """

    side: str
    words: str
    verbatim: bool
    at: int
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermReading:
    """A term, where it is used (records, or ``record/part``), and what the sides mean by it.

    ``uses`` are drafts, lines, objectives, undertakings and messages, ``elsewhere`` other records that
    the term says use it, such as statements. ``undefined`` are sides that use the term, or of whom
    it is asked, and from which no meaning is on record; ``differ`` says that two sides put theirs in
    different words.
    """

    term: str
    uses: tuple[str, ...]
    elsewhere: tuple[str, ...]
    meanings: tuple[SideMeaning, ...]
    undefined: tuple[str, ...]
    differ: bool
    basis: Basis


def term_forms(dossier: Dossier) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every term with the forms of its word."""
    return tuple((t.id, (t.name, *t.also)) for t in dossier.all(Term))


def term_finder(dossier: Dossier) -> Finder:
    """Return all terms prepared to be looked for in one text after the other."""
    return finder(dossier.ask(term_forms))


def terms_named_in(dossier: Dossier, record: str) -> tuple[tuple[str, str], ...]:
    """Return (term, record or part) for each term the texts of one record use."""
    found = dossier.get(record)
    if found is None or _superseded(dossier, found):
        return ()
    terms = dossier.ask(term_finder)
    return tuple((term, target) for target, text in _texts(found) if text for term in found_in(terms, text))


def _superseded(dossier: Dossier, record: Record) -> bool:
    """Whether a draft or line has been replaced by another of its kind."""
    if isinstance(record, Draft):
        return any(d.replaces == record.id for d in dossier.naming(record.id, Draft))
    if isinstance(record, Line):
        return any(line.replaces == record.id for line in dossier.naming(record.id, Line))
    return False


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, Draft):
        yield record.id, record.text
    elif isinstance(record, Line):
        yield record.id, record.words
    elif isinstance(record, Objective):
        yield record.id, "\n".join((record.says, *record.arguments, record.our_response, record.met_when))
    elif isinstance(record, Pledge):
        yield record.id, f"{record.does}\n{record.words}"
    elif isinstance(record, (Agreement, Paper)):
        for part in record.duties if isinstance(record, Agreement) else record.roadmap:
            yield f"{record.id}/{part.id}", "\n".join((part.does, part.words, *(w for _, w in part.in_)))
    elif isinstance(record, Relay):
        for element in record.elements:
            yield f"{record.id}/{element.id}", element.says


@shared
def terms_used_in(dossier: Dossier, kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return (term, record or part) for each use of a term in the texts of one kind."""
    if not dossier.ids(Term.kind):
        return ()
    return tuple(use for uses in dossier.each(terms_named_in, kind) for use in uses)


@shared
def terms_used(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return, by term, the records and parts whose texts use it, kind by kind as in `READ`."""
    found: dict[str, dict[str, None]] = {}
    for kind in READ:
        for term, target in dossier.ask(terms_used_in, kind):
            found.setdefault(term, {})[target] = None
    return {term: tuple(targets) for term, targets in found.items()}


def term_reading(dossier: Dossier, term: str) -> TermReading:
    """Say where one term is used and what each side means by it.

    Raises:
        KeyError: when there is no such term.
    """
    record = dossier.of(Term, term)
    if record is None:
        raise KeyError(term)
    uses, elsewhere = _uses(dossier, record)
    meanings = dossier.ask(term_meanings, record.id)
    concerned = {side for use in (*uses, *elsewhere) for side in _concerned(dossier, use)}
    return TermReading(
        term=record.id, uses=uses, elsewhere=elsewhere, meanings=meanings,
        undefined=tuple(m.side for m in meanings if not m.words and m.side in concerned),
        differ=dossier.ask(meanings_differ, record.id),
        basis=Basis(
            method="Looks for the term's name and other forms as whole words in drafts, lines, objectives,"
            " undertakings and messages, and sets side by side what each side last said it means.",
            assumptions=(
                "A side should have said what it means by a word that it uses, or that a draft or an"
                " objective asks of it.",
            ),
            cannot_say=("Whether two definitions in different words come to the same.",),
            rests_on=(record.id, *uses),
        ),
    )  # fmt: skip


def term_meanings(dossier: Dossier, term: str) -> tuple[SideMeaning, ...]:
    """Return what each side means by a term, our own and the counterparts first; wherever it is used."""
    record, header = dossier.of(Term, term), dossier.header
    if record is None:
        return ()
    sides = dict.fromkeys(s for s in (header.own_side, *header.counterparts) if s)
    sides.update(dict.fromkeys(m.side for m in record.meanings if m.side not in sides))
    return tuple(_meaning(dossier, record, side) for side in sides)


def meanings_differ(dossier: Dossier, term: str) -> bool:
    """Return whether two sides put what they mean by a term in different words."""
    return differ([m.words for m in dossier.ask(term_meanings, term) if m.words])


def _uses(dossier: Dossier, term: Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the term is used: first what FORMAT asks for, then whatever else the term names."""
    found: dict[str, None] = dict.fromkeys(dossier.ask(terms_used).get(term.id, ()))
    for relay in dossier.naming(term.id, Relay):
        found.update(dict.fromkeys(f"{relay.id}/{e.id}" for e in relay.elements if e.term == term.id))
    found.update(dict.fromkeys(o.id for o in dossier.naming(term.id, Objective) if term.id in o.what))
    shown = {use.partition("/")[0] for use in found}
    elsewhere = []
    for target in dossier.known(term.uses):
        record = dossier.get(target.partition("/")[0])
        if isinstance(record, READ):
            if target not in shown and not _superseded(dossier, record):
                found[target] = None
        else:
            elsewhere.append(target)
    return tuple(found), tuple(dict.fromkeys(elsewhere))


def _concerned(dossier: Dossier, use: str) -> tuple[str, ...]:
    """The sides that use a term in one place, and those of whom it is asked there.

    A draft is everybody's. An objective asks something of the other side unless it only conveys
    something; a step is asked of the party that takes it.
    """
    own, others = dossier.header.own_side, dossier.header.counterparts
    record = dossier.get(use.partition("/")[0])
    if isinstance(record, Draft):
        return (own, *others)
    if isinstance(record, Objective):
        by = record.by or own
        hearers = others if by == own else (own,)
        return (by,) if record.verb == "convey" else (by, *hearers)
    if isinstance(record, Relay):
        return (side_of(dossier, record.from_),)
    if isinstance(record, (Agreement, Paper)):
        part = dossier.find(use)
        taker = (side_of(dossier, part.by),) if isinstance(part, Undertaking) and part.by else ()
        return taker if isinstance(record, Agreement) else (own, *taker)
    if isinstance(record, (Pledge, Statement)):
        return (side_of(dossier, record.by),)
    return (own,) if isinstance(record, (Line, Question)) else ()


def _meaning(dossier: Dossier, term: Term, side: str) -> SideMeaning:
    given = [
        (at, m) for at, m in enumerate(term.meanings)
        if m.side == side and (m.words or m.says) and (m.since is None or dossier.passed(m.since, term.zone))
    ]  # fmt: skip
    given.sort(key=lambda pair: pair[1].since.latest if pair[1].since is not None else date.min)
    if not given:
        return SideMeaning(side=side, words="", verbatim=False, at=-1, earlier=())
    at, last = given[-1]
    earlier = tuple(_said(m) for _, m in given[:-1] if differ((_said(m), _said(last))))
    return SideMeaning(side=side, words=_said(last), verbatim=bool(last.words), at=at, earlier=earlier)


def _said(meaning: Meaning) -> str:
    return meaning.words or meaning.says
