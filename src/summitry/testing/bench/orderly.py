"""A large dossier in good order, from a seed: what the benchmarks measure.

Two years of a negotiation between two principals with two others looking on: dates in order, sources
published when they could be, stands with the statements that show them, tasks with owners, meetings
with days, lines that are cleared. Here and there something is left open, as in real dossiers, so that
about one record in twenty gives rise to a finding.
"""

from __future__ import annotations

import random
from dataclasses import field
from datetime import date, timedelta
from typing import Any

from summitry.foundation.values import dataclass

Tree = dict[str, Any]

FIRST, LAST = date(2016, 7, 1), date(2018, 6, 30)
"""Everything dated lies between these two days, save what is announced beforehand."""

SPAN = (LAST - FIRST).days
PARTIES = ("united", "northern", "southern", "western")
OWN, OTHER = PARTIES[0], PARTIES[1]
_WHO = ("the delegation", "the ministry", "the embassy", "the commission", "the envoy's office", "the staff")
_DOES = ("reports", "confirms", "asks for", "repeats", "has received", "postpones", "sets out", "describes")
_WHAT = (
    "the order of the visits", "a list of sites", "the draft timetable", "the text of the reply",
    "an account of the talks", "the names of the inspectors", "a date for the next round",
    "the terms of the exchange", "passage for the survey team", "the wording of the second paragraph",
)  # fmt: skip
_HOW = (
    "after a week of silence", "without naming a day", "as agreed in the autumn",
    "at the request of the host",
    "in the same words as before", "and adds a remark on procedure", "on condition that it stays unpublished",
    "through the usual office", "with two reservations", "before the holiday",
)  # fmt: skip


@dataclass(slots=True)
class Making:
    """The dice, and the ids made so far by kind, in the order of their days."""

    dice: random.Random
    made: dict[str, list[Tree]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def add(self, plural: str, tree: Tree) -> str:
        """Keep a record, blanks left out, and return its id."""
        kept = {key: value for key, value in tree.items() if value not in (None, "", [], {})}
        self.made.setdefault(plural, []).append(kept)
        self.ids.setdefault(plural, []).append(kept["id"])
        return str(kept["id"])

    def chance(self, share: float) -> bool:
        """Whether something that happens in ``share`` of all cases happens now."""
        return self.dice.random() < share

    def one(self, plural: str) -> str:
        """Return the id of some record of a kind."""
        return self.dice.choice(self.ids[plural])

    def sentence(self) -> str:
        """Return a plain sentence of ten to fifteen words."""
        dice = self.dice
        said = f"{dice.choice(_WHO)} {dice.choice(_DOES)} {dice.choice(_WHAT)} {dice.choice(_HOW)}"
        return f"{said[0].upper()}{said[1:]}"

    def cited(self, day: date) -> str:
        """Return a citation of a document that was published on ``day`` or in the days after it."""
        documents = self.ids["documents"]
        at = (day - FIRST).days * len(documents) // (SPAN + 1)
        document = documents[min(at + self.dice.randint(0, 4), len(documents) - 1)]
        return f"{document} p. {self.dice.randint(1, 60)}"

    def body_of(self, party: str) -> str:
        """Return the id of a body of a party."""
        bodies = self.ids["agencies"]
        return bodies[PARTIES.index(party) + len(PARTIES) * self.dice.randrange(len(bodies) // len(PARTIES))]

    def person_of(self, party: str) -> str:
        """Return the id of a person of a party."""
        people = self.ids["people"]
        return people[PARTIES.index(party) + len(PARTIES) * self.dice.randrange(len(people) // len(PARTIES))]


def spread(count: int, first: date = FIRST, last: date = LAST) -> list[date]:
    """Return ``count`` days, evenly spread, the first first."""
    return [first + timedelta(days=n * ((last - first).days) // max(count - 1, 1)) for n in range(count)]


def after(day: date, days: int) -> str:
    """Return a later day as it is written."""
    return (day + timedelta(days=days)).isoformat()
