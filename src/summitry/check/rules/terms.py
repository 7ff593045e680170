"""TRM: words that the sides understand differently, or have never explained."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from summitry.analysis.terms import TermReading, meanings_differ, term_forms, term_meanings, term_reading
from summitry.check.places import place_of, places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Draft, Line, Objective, Term
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import MOST, clause, counted, enumerated, number, opened

OURS = (Draft, Line, Objective)
"""What we write ourselves, and can still word otherwise."""


@rule("TRM001", "undefined-term", Severity.SERIOUS, None)
def undefined_term(dossier: Dossier, _: None) -> Iterable[Found]:
    """Our own objectives, lines or drafts use a term that a side has not defined.

    Agreement on a word that one side has never explained is agreement on nothing. Ask, and enter the
    answer under `meanings` with its source; or use another word.
    """
    readings = [r for r in _undefined(dossier) if _ours(dossier, r)]
    yield from _all_undefined(
        dossier,
        readings,
        f"Our objectives, lines and drafts use {_terms(readings)} that a side has not defined",
    )


@rule("TRM005", "undefined-in-promises", Severity.NOTICE, None)
def undefined_in_promises(dossier: Dossier, _: None) -> Iterable[Found]:
    """Messages or undertakings use a term that a side has not defined; our own texts do not.

    What is promised in such a word can be read either way afterwards. Ask what is meant before our own
    texts take the word over.
    """
    readings = [r for r in _undefined(dossier) if not _ours(dossier, r)]
    yield from _all_undefined(
        dossier, readings, f"Messages and undertakings use {_terms(readings)} that a side has not defined"
    )


def _undefined(dossier: Dossier) -> list[TermReading]:
    readings = (dossier.ask(term_reading, id) for id in dossier.ids(Term.kind))
    return [r for r in readings if r.uses and r.undefined]


def _terms(readings: list[TermReading]) -> str:
    return counted(len(readings), "term")


def _all_undefined(dossier: Dossier, readings: list[TermReading], what: str) -> Iterable[Found]:
    if not readings:
        return
    first = dossier.of(Term, readings[0].term)
    assert first is not None
    shown = readings[:MOST]
    written = (id for r in readings for id in _written(dossier, r))
    yield Found(
        message=f"{what}: {enumerated((_who_is_silent(dossier, r) for r in shown), whole=len(readings))}.",
        at=first.where("meanings"),
        about=(*(r.term for r in readings), *written),
        hint=f"Enter what a side means by it: `meanings: [{{side: {readings[0].undefined[0]}, words: ...,"
        " source: ...}]`; or use another word.",
        related=places_of(dossier, [r.term for r in readings[1:]], "not defined either"),
    )


def _who_is_silent(dossier: Dossier, reading: TermReading) -> str:
    sides = " and ".join(the(dossier, side) for side in reading.undefined)
    first = _used(dossier, reading, 1)[0]
    more = f" and {number(len(reading.uses) - 1)} more" if len(reading.uses) > 1 else ""
    return f'"{dossier.title(reading.term)}" (by {sides}; used in {first}{more})'


@rule("TRM002", "differing-term", Severity.SERIOUS, Term)
def differing_term(dossier: Dossier, term: Term) -> Iterable[Found]:
    """A term is used that the sides define in different words.

    Each side can sign such a text and mean its own. Write out in the text which meaning holds, or use
    words that both have defined alike.
    """
    if not dossier.ask(meanings_differ, term.id):
        return
    reading = dossier.ask(term_reading, term.id)
    if not reading.uses or not reading.differ:
        return
    given = [m for m in reading.meanings if m.words]
    said = "; ".join(
        f'{dossier.title(m.side)}: "{clause(m.words)}"'
        if m.verbatim
        else f"{dossier.title(m.side)}: {clause(m.words)}"
        for m in given
    )
    yield Found(
        message=f"{_name(term)} is defined in different words. {said}. It is used in"
        f" {enumerated(_used(dossier, reading, 3), whole=len(reading.uses))}.",
        at=term.where("meanings", given[0].at),
        about=(term.id, *_written(dossier, reading)),
        hint="Say in the text which meaning holds, or use words that both sides define alike.",
        related=_used_where(dossier, reading),
    )


def _name(term: Term) -> str:
    return f'"{term.known_as}"'


def _used(dossier: Dossier, reading: TermReading, most: int) -> list[str]:
    """The titles of the first texts that use a term, our own before others."""
    uses = sorted(reading.uses, key=lambda use: not _is_ours(dossier, use))
    return [f'"{_short(dossier.title(use))}"' for use in uses[:most]]


def _short(text: str, most: int = 90) -> str:
    """A title that is a whole paragraph, cut at a word."""
    words = clause(text)
    return words if len(words) <= most else words[:most].rsplit(None, 1)[0] + " ..."


def _ours(dossier: Dossier, reading: TermReading) -> tuple[str, ...]:
    return tuple(use for use in reading.uses if _is_ours(dossier, use))


def _is_ours(dossier: Dossier, use: str) -> bool:
    """Whether a text is ours: a draft, a line, an objective that is not another side's."""
    record = dossier.get(use.partition("/")[0])
    theirs = isinstance(record, Objective) and record.by not in ("", dossier.header.own_side)
    return isinstance(record, OURS) and not theirs


def _written(dossier: Dossier, reading: TermReading) -> tuple[str, ...]:
    """The drafts, lines and objectives that use the term; where there are none, all that do."""
    every = dict.fromkeys(use.partition("/")[0] for use in reading.uses)
    return _ours(dossier, reading) or tuple(every)


def _used_where(dossier: Dossier, reading: TermReading) -> tuple[Related, ...]:
    return tuple(Related(place_of(dossier, use), "used here") for use in reading.uses[:MOST])


@rule("TRM003", "shared-form", Severity.NOTICE, None)
def shared_form(dossier: Dossier, _: None) -> Iterable[Found]:
    """Two terms have a word in common, so that a use of it counts for both.

    Join the two records, or take the word from one of them.
    """
    first: dict[str, str] = {}
    for term, forms in dossier.ask(term_forms):
        for form in forms:
            key = " ".join(unicodedata.normalize("NFC", form).casefold().split())
            other = first.setdefault(key, term)
            if other == term:
                continue
            record = dossier.of(Term, term)
            assert record is not None
            yield Found(
                message=f'The word "{form}" stands for two terms: {dossier.title(other)} and'
                f" {dossier.title(term)}.",
                at=record.where("also" if form in record.also else "name"),
                about=(other, term),
                hint="Join the two records, or take the word from one of them.",
            )


@rule("TRM004", "changed-meaning", Severity.NOTICE, Term)
def changed_meaning(dossier: Dossier, term: Term) -> Iterable[Found]:
    """A side has given a term different meanings at different times.

    The later one is taken to hold; whoever quotes the earlier one will be told so. Quote the later
    one, or ask which holds.
    """
    for meaning in dossier.ask(term_meanings, term.id):
        if meaning.earlier and dossier.ask(term_reading, term.id).uses:
            yield Found(
                message=f"{opened(the(dossier, meaning.side))} has given {_name(term)} more than one meaning;"
                f' the last is "{clause(meaning.words)}", before that "{clause(meaning.earlier[-1])}".',
                at=term.where("meanings", meaning.at),
                about=(term.id, meaning.side),
                hint="Quote the last one, or ask which holds.",
            )


RULES = (undefined_term, differing_term, shared_form, changed_meaning, undefined_in_promises)
