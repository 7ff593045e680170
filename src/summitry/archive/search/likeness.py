"""Passages like one: found by its most telling words, and listed apart from what was searched for."""

from __future__ import annotations

from collections import Counter

from summitry.archive.search.concepts import IGNORED_TERMS, WORD, Concept
from summitry.archive.search.ranking import rarity
from summitry.archive.search.result import Hit
from summitry.archive.search.searcher import Searcher
from summitry.archive.search.words import terms

TELLING = 25
"""Words by which a passage is taken to be known."""


def like(searcher: Searcher, text: str, but: str, limit: int = 10) -> tuple[Hit, ...]:
    """Return the documents with passages most like a text; ``but`` is the document it stands in."""
    concepts = telling(searcher, text)
    return searcher.by_concepts(concepts, but=but, limit=limit)


def telling(searcher: Searcher, text: str) -> tuple[Concept, ...]:
    """Return the words that tell a text from others: frequent in it, rare in the cabinet."""
    row = terms(text)
    often = Counter(term.term for term in row if term.term not in IGNORED_TERMS)
    spelt = {term.term: text[term.begin : term.end] for term in reversed(row)}
    documents = searcher.shelf.cabinet().documents
    weighed = []
    for term, count in often.items():
        numbers = searcher.shelf.numbers((term,))
        if numbers:
            weighed.append((count * rarity(documents, searcher.shelf.having(numbers[0])), term))
    best = sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:TELLING]
    return tuple(
        Concept(kind="word", name=spelt[term], asked=spelt[term], weight=WORD, forms=((term,),))
        for _, term in best
    )
