"""The diary of a dossier: for each day what was learned, found and moved, and why."""

from summitry.book.diary.against import Comparison, FieldChange, RecordChange, compare
from summitry.book.diary.follow import DaysReversed, diary, difference
from summitry.book.diary.value import (
    ClockMove,
    Diary,
    Entry,
    FindingMove,
    Learned,
    LineMove,
    Named,
    Rows,
    Why,
)

__all__ = [
    "ClockMove",
    "Comparison",
    "DaysReversed",
    "Diary",
    "Entry",
    "FieldChange",
    "FindingMove",
    "Learned",
    "LineMove",
    "Named",
    "RecordChange",
    "Rows",
    "Why",
    "compare",
    "diary",
    "difference",
]
