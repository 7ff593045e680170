"""Building a conflict by form: sides, options out of the dossier, what cannot go together, preferences.

``Sheet`` is a conflict record on the way: plain values with acts that give another sheet. ``offered`` are
the alternatives, steps, duties and courses an option can be taken from. ``judged`` says what is wrong and
where; ``file_new`` and ``file_changes`` write it through the guarded acts.
"""

from __future__ import annotations

from summitry.secretariat.modelling.filing import KEYS, Meanwhile, file_changes, file_new, seen_by
from summitry.secretariat.modelling.judging import Judged, Misfit, judged
from summitry.secretariat.modelling.offering import Offer, offered, owner_among
from summitry.secretariat.modelling.saying import in_words, rule_in_words, statement_in_words
from summitry.secretariat.modelling.sheet import MOST_OPTIONS, MOST_SIDES, Choice, Maker, Sheet

__all__ = [
    "KEYS",
    "MOST_OPTIONS",
    "MOST_SIDES",
    "Choice",
    "Judged",
    "Maker",
    "Meanwhile",
    "Misfit",
    "Offer",
    "Sheet",
    "file_changes",
    "file_new",
    "in_words",
    "judged",
    "offered",
    "owner_among",
    "rule_in_words",
    "seen_by",
    "statement_in_words",
]
