"""Search: documents into an index, questions into ranked documents with what counted."""

from summitry.archive.search.conditions import NotADate
from summitry.archive.search.likeness import like
from summitry.archive.search.records import find_records, read_words
from summitry.archive.search.result import Found, Hit, RecordHit
from summitry.archive.search.room import ENGINES, NoEngine, answering
from summitry.archive.search.searcher import Searcher

__all__ = [
    "ENGINES",
    "Found",
    "Hit",
    "NoEngine",
    "NotADate",
    "RecordHit",
    "Searcher",
    "answering",
    "find_records",
    "like",
    "read_words",
]
