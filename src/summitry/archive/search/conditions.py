"""Which documents a question lets through: phrases, AND, OR, NOT and fields, as sets of entries."""

from __future__ import annotations

from collections.abc import Callable

from summitry.archive.search.concepts import IGNORED_TERMS, PERSONAL, asked
from summitry.archive.search.language import (
    Beginning,
    Either,
    Field,
    Node,
    Phrase,
    Together,
    Without,
    Words,
)
from summitry.archive.search.names import Lists
from summitry.archive.search.shelf import Shelf
from summitry.archive.search.words import fold, stems
from summitry.foundation.dates import DateFault, When, parse_when
from summitry.foundation.values import dataclass

Entries = frozenset[int]

TEXTUAL = {
    "title": "title", "section": "section", "author": "author", "participant": "participants",
    "subject": "subjects", "place": "place",
}  # fmt: skip
"""Fields that are searched as text, and their columns."""


class NotADate(ValueError):
    """What stands behind ``date:`` is no date; the hint says how dates are written."""

    def __init__(self, fault: DateFault) -> None:
        super().__init__(fault.message)
        self.hint = fault.hint or "Dates are written 1968-10, 1968-10-15/1968-10-31 or 1968-10-15/.."


@dataclass(frozen=True, slots=True)
class Conditions:
    """What tells which entries of one index a question lets through."""

    shelf: Shelf
    lists: Lists
    groups: tuple[str, ...] = ()
    """The compartments that may be named: the reader's own."""

    def allowed(self, node: Node) -> Entries | None:
        """Return the entries that may be found; ``None`` when nothing binds.

        Raises:
            NotADate: for a date that is none.
        """
        return self._together(node.nodes) if isinstance(node, Together) else self._loose(node)

    def _loose(self, node: Node) -> Entries | None:
        """What binds when the node stands by itself: words and beginnings do not."""
        if isinstance(node, Words | Beginning):
            return None
        if isinstance(node, Without):
            return self._every() - self._strict(node.node)
        if isinstance(node, Together):
            return self._together(node.nodes)
        return self._strict(node)

    def _together(self, nodes: tuple[Node, ...]) -> Entries | None:
        found = [entries for node in nodes if (entries := self._loose(node)) is not None]
        return frozenset.intersection(*found) if found else None

    def _strict(self, node: Node) -> Entries:
        """Return the entries for which a node holds, all of its words included."""
        if isinstance(node, Words):
            terms = [term for term in stems(node.text) if term not in IGNORED_TERMS]
            return self._meet([self._form((term,)) for term in terms])
        if isinstance(node, Phrase):
            return self._form(stems(node.text))
        if isinstance(node, Beginning):
            return frozenset(
                self.shelf.engine.matching([(n,) for n in self.shelf.beginning(fold(node.text))])
            )
        if isinstance(node, Field):
            return self._field(node.name, node.value)
        if isinstance(node, Without):
            return self._every() - self._strict(node.node)
        if isinstance(node, Either):
            return frozenset().union(*(self._strict(inner) for inner in node.nodes))
        return self._meet([self._strict(inner) for inner in node.nodes])

    def _meet(self, found: list[Entries]) -> Entries:
        return frozenset.intersection(*found) if found else self._every()

    def _every(self) -> Entries:
        return self._rows("SELECT number FROM entry")

    def _form(self, form: tuple[str, ...]) -> Entries:
        if len(form) == 1 and len(form[0]) == 1 and not form[0].isascii():  # one sign of a pair
            return frozenset(self.shelf.engine.matching([(n,) for n in self.shelf.beginning(form[0])]))
        numbers = self.shelf.numbers(form)
        return frozenset(self.shelf.engine.matching([numbers])) if numbers else frozenset()

    def _rows(self, statement: str, *values: object) -> Entries:
        return frozenset(row[0] for row in self.shelf.base.execute(statement, values))

    def _field(self, name: str, value: str) -> Entries:
        if name in TEXTUAL:
            return self._column(TEXTUAL[name], stems(value))
        answer: dict[str, Callable[[str], Entries]] = {
            "person": self._person, "date": self._date, "marking": self._marking, "kind": self._kind,
            "compartment": self._compartment, "language": self._language, "in": self._in,
        }  # fmt: skip
        return answer[name](value)

    def _column(self, column: str, form: tuple[str, ...]) -> Entries:
        if not form:
            return frozenset()
        return self._rows(f"SELECT number FROM entry WHERE instr({column}, ?)", f" {' '.join(form)} ")

    def _person(self, value: str) -> Entries:
        people = [c for c in asked(value, self.lists).concepts if c.kind in PERSONAL]
        if not people:
            return self._form(stems(value))
        forms = [numbers for c in people for form in c.forms if (numbers := self.shelf.numbers(form))]
        return frozenset(self.shelf.engine.matching(forms))

    def _date(self, value: str) -> Entries:
        when = date_in(value)
        return self._rows(
            "SELECT number FROM entry WHERE first_day > 0 AND first_day <= ? AND last_day >= ?",
            when.latest.toordinal(), when.earliest.toordinal(),
        )  # fmt: skip

    def _marking(self, value: str) -> Entries:
        own = self._rows("SELECT number FROM entry WHERE marking = ?", value.strip().lower())
        return own | self._column("printed", stems(value))

    def _kind(self, value: str) -> Entries:
        kind = value.strip().lower()
        return self._rows("SELECT number FROM entry WHERE ? IN (kind, grade)", kind)

    def _compartment(self, value: str) -> Entries:
        name = value.strip()
        return self._column("access", stems(name)) if name in self.groups else frozenset()

    def _language(self, value: str) -> Entries:
        return self._rows("SELECT number FROM entry WHERE language = ?", value.strip().lower())

    def _in(self, value: str) -> Entries:
        return self._rows("SELECT number FROM entry WHERE ? IN (document, id)", value.strip())


def date_in(value: str) -> When:
    """Return the date behind ``date:``.

    Raises:
        NotADate: when it is none.
    """
    try:
        return parse_when(value)
    except DateFault as fault:
        raise NotADate(fault) from None
