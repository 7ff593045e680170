"""What a question asks for, piece by piece, and how much each piece counts.

A person on a list counts 1 under any form, and the words of the name 0.3 each; a term of a glossary 0.5
under any form, its own words 0.3; any other word 1. Rarity is measured over the whole cabinet.
"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.archive.search.names import Form, Known, Lists, is_title
from summitry.archive.search.stems import stem
from summitry.archive.search.words import IGNORED, Term, terms
from summitry.foundation.values import dataclass

PERSON, TERM, WORD, OWN_WORD = 1.0, 0.5, 1.0, 0.3

PERSONAL = ("person", "people")
NAMES = (*PERSONAL, "term")

IGNORED_TERMS = frozenset(stem(word) for word in IGNORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A piece of a question: a word, a person, or a term of a glossary."""

    kind: str
    """`word`, `person`, `people` (a name that several bear), `term` or `phrase`."""
    name: str
    """As a reader would name it."""
    asked: str
    """As it was asked."""
    weight: float
    forms: tuple[Form, ...]
    others: tuple[Form, ...] = ()
    """Full names of others with the same surname: where they stand, the surname does not count."""
    also: tuple[str, ...] = ()
    """Other spellings that count; of people, who they are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks for, and what of it says nothing."""

    concepts: tuple[Concept, ...]
    ignored: tuple[str, ...] = ()


def asked(text: str, lists: Lists) -> Asked:
    """Return what a text asks for, in its order."""
    found = terms(text)
    spans = _named(text, found, lists)
    inside = {n: known for begin, end, known in spans for n in range(begin, end)}
    concepts: dict[tuple[str, Form], Concept] = {}
    for begin, end in dict.fromkeys(span[:2] for span in spans):
        written = text[found[begin].begin : found[end - 1].end]
        bearers = [known for *at, known in spans if tuple(at) == (begin, end)]
        form = tuple(term.term for term in found[begin:end])
        made = (
            _several(bearers, written)
            if len(bearers) > 1 and all(known.kind == "person" for known in bearers)
            else tuple(_of_known(known, written, form, lists, len(bearers)) for known in bearers)
        )
        for concept in made:
            concepts.setdefault((concept.kind, concept.forms[0]), concept)
    for n, term in enumerate(found):
        if term.term in IGNORED_TERMS or (n in inside and is_title(term.term)):
            continue
        weight = OWN_WORD if n in inside else WORD
        word = _word(text[term.begin : term.end], term.term, weight)
        there = concepts.get(("word", (term.term,)))
        if there is None or there.weight < weight:
            concepts[("word", (term.term,))] = word
    return Asked(tuple(concepts.values()), _left_out(text, found, concepts.values()))


def _word(written: str, term: str, weight: float) -> Concept:
    return Concept(kind="word", name=written, asked=written, weight=weight, forms=((term,),))


def _several(bearers: Iterable[Known], written: str) -> tuple[Concept, ...]:
    """A name that several bear counts for each of them: whoever of them is meant is found."""
    people = list(bearers)
    forms = {form for known in people for form in known.every()}
    return (
        Concept(
            kind="people", name=written, asked=written, weight=PERSON,
            forms=tuple(sorted(forms, key=lambda form: (-len(form), form))),
            also=tuple(known.name for known in people),
        ),
    )  # fmt: skip


def _of_known(known: Known, written: str, form: Form, lists: Lists, share: int) -> Concept:
    weight = PERSON if known.kind == "person" else TERM
    also = dict.fromkeys(
        known.written[f] for f in known.every() if f != form and f not in known.short and f in known.written
    )
    return Concept(
        kind=known.kind, name=known.name if known.kind == "person" else written, asked=written,
        weight=weight / share, forms=known.every(),
        others=tuple(sorted(lists.others_bearing(known))) if known.kind == "person" else (),
        also=tuple(n for n in also if n.casefold() not in (written.casefold(), known.name.casefold())),
    )  # fmt: skip


def _named(text: str, found: list[Term], lists: Lists) -> list[tuple[int, int, Known]]:
    """Find persons and terms by their longest forms; persons first, titles inside a name passed over."""
    options: list[tuple[int, int, int, int, Known, bool]] = []
    no_capitals = text.islower()
    for begin, term in enumerate(found):
        small = not no_capitals and text[term.begin : term.end].islower()
        for form, known in lists.beginning(term.term):
            if small and lists.is_abbreviation(form, known):
                continue
            end = _matched(found, begin, form, skip_titles=known.kind == "person")
            if end:
                short = form in known.short and form not in known.forms
                options.append((known.kind != "person", -len(form), begin, end, known, short))
    taken: dict[int, tuple[int, int]] = {}
    spans = []
    for _, _, begin, end, known, _ in sorted(options, key=lambda o: (o[0], o[5], o[1], o[2], o[4].name)):
        holders = {taken.get(n) for n in range(begin, end)}
        if holders <= {None} or holders == {(begin, end)}:
            spans.append((begin, end, known))
            taken.update(dict.fromkeys(range(begin, end), (begin, end)))
    return sorted(spans, key=lambda span: span[:2])


def _matched(found: list[Term], begin: int, form: Form, *, skip_titles: bool) -> int:
    """Return where a form that begins here ends; 0 when it does not stand here."""
    at = begin
    for n, wanted in enumerate(form):
        while skip_titles and n and at < len(found) and is_title(found[at].term) and found[at].term != wanted:
            at += 1
        if at >= len(found) or found[at].term != wanted:
            return 0
        at += 1
    return at


def _left_out(text: str, found: list[Term], concepts: Iterable[Concept]) -> tuple[str, ...]:
    """The words of a question that count for nothing: initials and words like `and`."""
    used = {form[0] for c in concepts if c.kind == "word" for form in c.forms}
    kept = [(t.begin, t.end) for t in found if t.term in used]
    words, at = [], 0
    for begin, end in [*kept, (len(text), len(text))]:
        words += [word.strip(".,:;!?()[]{}“”\"'’‘«»—–-") for word in text[at:begin].split()]
        at = end
    return tuple(dict.fromkeys(word for word in words if any(c.isalnum() for c in word)))
