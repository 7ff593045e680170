"""What a section or paper of a team's own must keep to, as tests that its author runs with pytest.

::

    from summitry.testing.conformance import SectionConformance
    from ours import VISITS

    class TestVisits(SectionConformance):
        section = VISITS
        texts = {"visits.yaml": "encounters: [{id: v1, who: [a], with: [b], on: 2018-03-01}]"}

``texts`` are files of a dossier in which the section has something to say; without them it is tried on
made-up records of every kind alone. Each test says in its message what is wrong.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, ClassVar

from summitry.book.blocks import Cell, Section, Sentence
from summitry.book.marking import marking_rank
from summitry.book.numbers import said
from summitry.book.sections import BY_NAME
from summitry.book.volume.build import build
from summitry.book.volume.plan import ALIASES, PLAN, SECOND_TRAY, CannotBeMade, Order, Planned, meetings_of
from summitry.book.volume.proof import prove
from summitry.book.volume.value import Volume
from summitry.book.volume.web import html
from summitry.dossier.header import Grants
from summitry.dossier.kinds import BY_KIND, KINDS
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain
from summitry.testing.generated import Making, as_text, generated

DAY = date(2018, 3, 12)
VISITOR = Grants("open", frozenset())
HEADER = """format: 1
dossier: A dossier to try sections on
own_side: party-0
counterparts: [party-1]
zone: UTC
markings: [open, guarded, restricted]
groups: [inner]
readers: {visitor: {marking: open}}
default: {marking: open}
"""
SECRET = "quicksilver"
"""Stands in the titles and words of records that the visitor may not see."""
EMPTY = "format: 1\ndossier: Nothing yet\nzone: UTC\nmarkings: [open, guarded, restricted]\n"


class SectionConformance:
    """Inherit from it, name the section (and texts it has something to say of), and run pytest."""

    section: ClassVar[Planned]
    texts: ClassVar[Mapping[str, str]] = {}
    day: ClassVar[date] = DAY
    seed: ClassVar[int] = 1
    """Of the records that are made up."""

    # -- what it is tried on ----------------------------------------------------------------------

    def made_up(self, more: Mapping[str, str] | None = None) -> Dossier:
        """Return a dossier of the author's texts and made-up records, whole, without a day."""
        files = {"dossier.yaml": HEADER, **self.texts, "made-up.yaml": as_text(self._records())}
        return load_texts({**files, **(more or {})})

    def _records(self) -> dict[str, list[Any]]:
        counts = {kind.kind: 2 for kind in KINDS if kind.kind not in ("case", "conflict")}
        return generated(random.Random(self.seed), counts, restricted=0.0, late=0.0)[0]

    def _hidden(self) -> dict[str, str]:
        """Records about those of the dossier that the visitor must not see."""
        known = self.made_up()
        dice = random.Random(self.seed + 1)
        making = Making(dice, filled=0.5, restricted=0.0, late=0.0, cited=0.4)
        making.ids = {kind: list(known.as_of(self.day).ids(kind)) for kind in BY_KIND}
        counts = {kind.kind: 2 for kind in KINDS if kind.kind not in ("party", "case", "conflict")}
        records, _ = generated(dice, counts, prefix=f"{SECRET}-", known=making, restricted=0.0, late=0.0)
        held = {
            plural: [{**_secret(deepcopy(tree)), "marking": "restricted"} for tree in trees]
            for plural, trees in records.items()
        }
        return {"hidden.yaml": as_text(held)}

    def sections(self, dossier: Dossier) -> list[Section]:
        """Return what the section yields; nothing where it refuses with a reason."""
        order = Order(dossier=dossier, meetings=meetings_of(dossier), own=(self.section,))
        try:
            return [item for item in self.section.make(order) if isinstance(item, Section)]
        except CannotBeMade:
            return []

    def book(self, dossier: Dossier) -> Volume:
        """Return a book of people and the section."""
        order = Order(dossier=dossier, meetings=meetings_of(dossier), own=(self.section,))
        return build(order)

    # -- the tests --------------------------------------------------------------------------------

    def test_it_has_a_name_of_its_own(self) -> None:
        """Its name is typed in a header, and is none of Summitry's."""
        name, taken = self.section.name, {*ALIASES, *BY_NAME, *(p.name for p in (*PLAN, *SECOND_TRAY))}
        assert re.fullmatch(r"[a-z][a-z0-9-]*", name), f"“{name}” is not a name to type in a header"
        assert name not in taken, f"“{name}” is the name of a section of Summitry's"
        assert self.section.title and self.section.kicker, "title and kicker stand on the page"

    def test_it_has_something_to_say(self) -> None:
        """On its own texts it yields a section, and nothing but sections."""
        dossier = self.made_up().as_of(self.day)
        order = Order(dossier=dossier, meetings=meetings_of(dossier), own=(self.section,))
        items = list(self.section.make(order))
        assert items, "it yields nothing: give texts in which it has something to say"
        assert all(isinstance(item, Section) for item in items), "it yields something that is no section"

    def test_every_sentence_leads_to_where_it_comes_from(self) -> None:
        """What is quoted or drafted names its record; what is computed does, or the section says how."""
        dossier = self.made_up().as_of(self.day)
        for section in self.sections(dossier):
            for item in said(section):
                _leads_somewhere(dossier, section, item)

    def test_the_book_proves_it(self) -> None:
        """Set in a book, no sentence is without origin, no number leads nowhere."""
        volume = self.book(self.made_up().as_of(self.day))
        assert not volume.failures, "; ".join(volume.failures)
        proof = prove("html", html(volume).encode())
        assert proof.holds, "; ".join(proof.lines())

    def test_words_keep_their_marking(self) -> None:
        """A sentence that holds words of a restricted record is marked restricted: it names that record."""
        dossier = self.made_up(self._hidden()).as_of(self.day)
        highest = len(dossier.header.markings) - 1
        for section in self.sections(dossier):
            for item in said(section):
                if SECRET in item.text.casefold():
                    held = marking_rank(dossier, item.traces)
                    assert held == highest, f"“{item.text}” is of a restricted record and names none"

    def test_a_narrowed_copy_tells_nothing_of_what_is_withheld(self) -> None:
        """A visitor's page is the same, to the byte, whether the restricted records are there or not."""
        without = self.made_up().narrowed(VISITOR).as_of(self.day)
        beside = self.made_up(self._hidden()).narrowed(VISITOR).as_of(self.day)
        assert SECRET not in html(self.book(beside)).casefold(), "it shows words that are withheld"
        assert _bytes(self.sections(without)) == _bytes(self.sections(beside)), (
            "what is withheld changes the visitor's page: counts, order or words"
        )

    def test_an_earlier_day_does_not_know_what_comes_later(self) -> None:
        """The page of a day is the same, to the byte, once more has been learned on a later one."""
        learned = f"learned: {(self.day + timedelta(days=5)).isoformat()}"
        later = {"later.yaml": self._hidden()["hidden.yaml"].replace("marking: restricted", learned)}
        before, after = self.made_up().as_of(self.day), self.made_up(later).as_of(self.day)
        assert _bytes(self.sections(before)) == _bytes(self.sections(after)), "it looks ahead of the day"

    def test_the_same_dossier_gives_the_same_bytes(self) -> None:
        """Twice from the same texts: no clock, no chance, no order of sets."""
        pages = [html(self.book(self.made_up().as_of(self.day))) for _ in range(2)]
        assert pages[0] == pages[1], "two books of one dossier differ"

    def test_it_leaves_the_dossier_as_it_is(self) -> None:
        """Nothing in the records differs afterwards."""
        dossier = self.made_up().as_of(self.day)
        before = [plain(record) for record in dossier.whole.records]
        self.sections(dossier)
        assert before == [plain(record) for record in dossier.whole.records], "it altered a record"

    def test_it_copes_with_an_empty_dossier(self) -> None:
        """Where nothing is on record it yields nothing, says so, or refuses with a sentence."""
        dossier = load_texts({"dossier.yaml": EMPTY}).as_of(self.day)
        order = Order(dossier=dossier, meetings=(), own=(self.section,))
        try:
            list(self.section.make(order))
        except CannotBeMade as reason:
            assert str(reason).endswith("."), f"“{reason}” is no sentence"
        assert html(build(order))


_TITLED = ("title", "name", "says", "words", "note", "about", "asks", "known_as")


def _secret(tree: dict[str, Any]) -> dict[str, Any]:
    """The record with the secret word in its titles and words."""
    return {k: f"{SECRET} {v}" if k in _TITLED and isinstance(v, str) else v for k, v in tree.items()}


def _leads_somewhere(dossier: Dossier, section: Section, item: Sentence | Cell) -> None:
    words = item.text or getattr(item, "label", "")
    if not words:
        return
    if item.origin in ("quoted", "drafted"):
        assert item.traces, f"“{words}” is {item.origin}, and names no record"
    for trace in item.traces:
        known = trace.rule or dossier.get(trace.record.partition("/")[0]) is not None
        assert known, f"“{words}” leads to “{trace.record}”, which is not on record"
    explained = item.traces or item.origin == "template" or (section.basis and section.basis.method)
    assert explained, f"“{words}” is computed: name records, or say how in the section's basis"


def _bytes(sections: Iterable[Section]) -> str:
    return "\n".join(repr(plain(section)) for section in sections)
