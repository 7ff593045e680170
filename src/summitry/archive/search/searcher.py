"""One question put to one index: candidates fetched, ranked, and shown with what counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from summitry.archive.search.concepts import NAMES, WORD, Asked, Concept, asked
from summitry.archive.search.conditions import Conditions, Entries
from summitry.archive.search.engine import CANDIDATES, EVERYWHERE, Within
from summitry.archive.search.entry import Facts, Piece
from summitry.archive.search.language import (
    Beginning,
    Field,
    Node,
    Phrase,
    Words,
    parse,
    positive,
)
from summitry.archive.search.names import Form, Lists, lists_of
from summitry.archive.search.places import Places
from summitry.archive.search.ranking import DEFAULTS, Defaults, Score, Sought, rarity, score
from summitry.archive.search.result import Counted, Extract, Found, Hit
from summitry.archive.search.shelf import Shelf
from summitry.archive.search.snippets import extract_of
from summitry.archive.search.spelling import corrected
from summitry.archive.search.tallies import tallies
from summitry.archive.search.words import fold, stems
from summitry.dossier.holdings import Named

Ranked = tuple[int, str, Score]


class _Answer(NamedTuple):
    """What a typed question comes to: what it asks for, what of that occurs, and what was found."""

    wanted: Asked
    sought: list[Sought]
    used: list[Concept]
    within: Within
    ranked: list[Ranked]


@dataclass
class Searcher:
    """What answers questions about the documents of one index.

    ``own`` are the people and terms of the dossier, ``groups`` the compartments the reader knows of.
    """

    shelf: Shelf
    own: tuple[Named, ...] = ()
    groups: tuple[str, ...] = ()
    defaults: Defaults = DEFAULTS
    _lists: dict[str, Lists] = field(default_factory=dict)
    _having: dict[tuple[tuple[int, ...], ...], int] = field(default_factory=dict)

    def lists(self, document: str = "") -> Lists:
        """Return the people and terms that a question may name, of one volume or of all."""
        known = self._lists.get(document)
        if known is None:
            known = self._lists[document] = lists_of((*self.own, *self.shelf.named(document)))
        return known

    # -- whole answers ------------------------------------------------------------------------

    def run(self, text: str, document: str = "", limit: int = CANDIDATES) -> list[tuple[str, float]]:
        """Rank plain words, for a run of many questions: ids with scores. No operators are read."""
        wanted = asked(text, self.lists(document))
        sought, _ = self._sought(wanted.concepts)
        ranked = self._ranked(sought, Within(document))
        return [(id, found.total) for _, id, found in ranked[:limit]]

    def run_typed(self, text: str, limit: int = CANDIDATES) -> list[tuple[str, float]]:
        """Rank what a typed question finds: ids with scores.

        Raises:
            NotADate: for a date that is none.
        """
        return [(id, found.total) for _, id, found in self._answer(text, "").ranked[:limit]]

    def ask(self, text: str, *, limit: int = 10, document: str = "") -> Found:
        """Answer a typed question.

        Raises:
            NotADate: for a date that is none.
            Damaged: when the index is.
        """
        answer = self._answer(text, document)
        matching = self._matching(answer) if answer.ranked else frozenset()
        nowhere = self._nowhere(answer.wanted) if self.shelf.cabinet().documents else ()
        shown = answer.ranked[:limit]
        facts = self.shelf.facts([number for number, _, _ in shown])
        return Found(
            question=text,
            documents=len(matching),
            hits=tuple(self._hit(facts[n], n, found, answer.used) for n, _, found in shown),
            ignored=answer.wanted.ignored,
            nowhere=nowhere,
            did_you_mean=corrected(text, nowhere, self.shelf, self.lists(document)) if nowhere else "",
            tallies=tallies(self.shelf, matching, self.groups),
            held=self.shelf.cabinet().documents,
        )

    def _answer(self, text: str, document: str) -> _Answer:
        node = parse(text)
        lists = self.lists(document)
        wanted = self._wanted(node, lists)
        within = Within(document, Conditions(self.shelf, lists, self.groups).allowed(node))
        sought, used = self._sought(wanted.concepts)
        ranked = self._ranked(sought, within) if wanted.concepts else self._unranked(within)
        return _Answer(wanted, sought, used, within, ranked)

    def by_concepts(self, concepts: Sequence[Concept], *, but: str, limit: int) -> tuple[Hit, ...]:
        """Return the documents found by pieces of a question, but for one."""
        sought, used = self._sought(concepts)
        ranked = [r for r in self._ranked(sought, EVERYWHERE) if r[1] != but][:limit]
        facts = self.shelf.facts([number for number, _, _ in ranked])
        return tuple(self._hit(facts[number], number, found, used) for number, _, found in ranked)

    # -- what is sought -----------------------------------------------------------------------

    def _wanted(self, node: Node, lists: Lists) -> Asked:
        """What a typed question ranks by: its words, persons, phrases and beginnings."""
        concepts: dict[tuple[str, Form], Concept] = {}
        ignored: list[str] = []
        for each in positive(node):
            if isinstance(each, Beginning):
                found: tuple[Concept, ...] = (self._beginning(each.text),)
            else:
                assert isinstance(each, Words | Phrase | Field)
                part = asked(each.value if isinstance(each, Field) else each.text, lists)
                found = part.concepts
                ignored += [] if isinstance(each, Phrase) else part.ignored
                if isinstance(each, Phrase) and len(stems(each.text)) > 1:
                    found = (*found, _phrase(each.text))
            for concept in map(self._signs, found):
                if concept.forms:
                    concepts.setdefault((concept.kind, concept.forms[0]), concept)
        return Asked(tuple(concepts.values()), tuple(dict.fromkeys(ignored)))

    def _signs(self, concept: Concept) -> Concept:
        """A single sign of a script that is cut into pairs stands for every pair that begins with it."""
        (term, *more), *others = concept.forms or (("",),)
        if concept.kind != "word" or others or more or len(term) != 1 or term.isascii():
            return concept
        return replace(self._beginning(term), name=concept.name, asked=concept.asked)

    def _beginning(self, text: str) -> Concept:
        numbers = self.shelf.beginning(fold(text), 50)
        terms = [
            self.shelf.base.execute("SELECT term FROM term WHERE number = ?", (n,)).fetchone()[0]
            for n in numbers
        ]
        return Concept(
            kind="word", name=f"{text}*", asked=f"{text}*", weight=WORD, forms=tuple((t,) for t in terms)
        )

    def _sought(self, concepts: Sequence[Concept]) -> tuple[list[Sought], list[Concept]]:
        """The pieces of a question that occur at all, in the numbers of the index."""
        documents = self.shelf.cabinet().documents
        sought, used = [], []
        for concept in concepts:
            forms = tuple(n for form in concept.forms if (n := self.shelf.numbers(form)))
            having = self._documents_having(forms) if forms else 0
            if not having:
                continue
            others = tuple(n for form in concept.others if (n := self.shelf.numbers(form)))
            weight = concept.weight * rarity(documents, having)
            sought.append(Sought(weight=weight, forms=forms, others=others))
            used.append(concept)
        return sought, used

    def _documents_having(self, forms: tuple[tuple[int, ...], ...]) -> int:
        if len(forms) == 1 and len(forms[0]) == 1:
            return self.shelf.having(forms[0][0])
        known = self._having.get(forms)
        if known is None:
            known = self._having[forms] = self.shelf.engine.count(forms)
        return known

    def _nowhere(self, wanted: Asked) -> tuple[str, ...]:
        named = {c.asked for c in wanted.concepts if c.kind in NAMES}
        return tuple(
            c.asked
            for c in wanted.concepts
            if c.kind == "word"
            and not any(c.asked in name for name in named)
            and not any(self.shelf.numbers(form) for form in c.forms)
        )

    # -- ranking ------------------------------------------------------------------------------

    def _ranked(self, sought: Sequence[Sought], within: Within) -> list[Ranked]:
        forms = tuple(dict.fromkeys(form for piece in sought for form in piece.forms))
        if not forms or (within.entries is not None and not within.entries):
            return []
        numbers = self.shelf.engine.best(forms, within)
        ids = self.shelf.ids(numbers)
        cabinet = self.shelf.cabinet()
        ranked = [
            (number, ids[number], score(places, sought, cabinet, self.defaults))
            for number, places in self.shelf.many_places(numbers)
        ]
        return sorted((r for r in ranked if r[2].total > 0), key=lambda r: (-r[2].total, r[1]))

    def _unranked(self, within: Within) -> list[Ranked]:
        """Without a word to rank by: what the fields let through, oldest first."""
        if within.entries is None:
            return []
        rows = self.shelf.base.execute(
            "SELECT number, id FROM entry WHERE ? IN ('', document)"
            " ORDER BY first_day = 0, first_day, document, length(id), id",
            (within.document,),
        )
        return [(n, id, Score(0.0, (), -1)) for n, id in rows if n in within.entries]

    def _matching(self, answer: _Answer) -> Entries:
        within = answer.within
        forms = tuple(dict.fromkeys(form for piece in answer.sought for form in piece.forms))
        found = frozenset(self.shelf.engine.matching(forms)) if forms else (within.entries or frozenset())
        if within.entries is not None:
            found &= within.entries
        if within.document:
            rows = self.shelf.base.execute("SELECT number FROM entry WHERE document = ?", (within.document,))
            found &= {row[0] for row in rows}
        return found

    # -- showing ------------------------------------------------------------------------------

    def _hit(self, facts: Facts, number: int, found: Score, used: Sequence[Concept]) -> Hit:
        counted = tuple(
            Counted(name=c.name, kind=c.kind, score=round(each, 3), also=c.also)
            for c, each in zip(used, found.each, strict=True)
            if each > 0
        ) if found.each else ()  # fmt: skip
        extract = self.extract(facts, number, found.window, used)
        return Hit(
            id=facts.id, document=facts.document, part=facts.part, title=facts.title, date=facts.date,
            author=facts.author, marking=facts.printed or facts.marking, score=round(found.total, 3),
            counted=_named_once(counted), extract=extract,
        )  # fmt: skip

    def extract(self, facts: Facts, number: int, window: int, used: Sequence[Concept]) -> Extract | None:
        """Return the words to show of a document: of its best passage, else its first."""
        pieces = self.shelf.pieces(number)
        if not pieces:
            return None
        places = self.shelf.places(number)
        forms = [form for concept in used for form in concept.forms]
        best: tuple[int, Extract] | None = None
        for piece in _pieces_in(pieces, places, max(window, 0)):
            words, marked, variety = extract_of(piece.text, forms)
            if best is None or variety > best[0]:
                best = (variety, _extract(facts, piece, words, marked))
        return best[1] if best else None


def _phrase(text: str) -> Concept:
    return Concept(kind="phrase", name=f"“{text.strip()}”", asked=text, weight=WORD, forms=(stems(text),))


def _named_once(counted: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """A person's own words are part of the person: their share is added to the person's."""
    named = [c for c in counted if c.kind in NAMES]
    kept: list[Counted] = list(named)
    for each in counted:
        if each in named:
            continue
        holder = next((n for n, c in enumerate(kept) if c.kind in NAMES and _is_in(each, c)), None)
        if each.kind == "word" and holder is not None:
            kept[holder] = replace(kept[holder], score=round(kept[holder].score + each.score, 3))
        else:
            kept.append(each)
    return tuple(kept)


def _is_in(word: Counted, named: Counted) -> bool:
    form = stems(word.name)
    return any(set(form) <= set(stems(name)) for name in (named.name, *named.also))


def _pieces_in(pieces: Sequence[Piece], places: Places, window: int) -> list[Piece]:
    if not places.windows:
        return list(pieces[:1])
    begin = places.windows[window]
    end = begin + places.window_length(window)
    return [
        piece
        for n, piece in enumerate(pieces)
        if piece.begin < end and (n + 1 == len(pieces) or pieces[n + 1].begin > begin)
    ]


def _extract(facts: Facts, piece: Piece, words: str, marked: tuple[tuple[int, int], ...]) -> Extract:
    return Extract(
        passage=f"p:{facts.digest[:16]}/{piece.number}", page=piece.page, paragraph=piece.paragraph,
        role=piece.role, label=piece.label, words=words, marked=marked,
    )  # fmt: skip
