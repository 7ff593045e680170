"""What the reading of a relay says."""

from __future__ import annotations

from summitry.analysis.relays.marks import NO_DIFFERENCE, Mark
from summitry.analysis.relays.wording import Stretch
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One hop: who told it to whom, when, whether somebody read the whole text.

    ``index`` is its place in the record's list of hops; ``in_words`` is false where no words are on
    record, and such a hop proves nothing.
    """

    hop: str
    index: int
    by: str
    to: tuple[str, ...] = ()
    on: When | None = None
    place: str = ""
    whole: bool = False
    instruction: bool = False
    in_words: bool = True
    version_of: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition as it hangs on an element in a hop; ``changed`` are the stretches of ``words`` that
    differ from what they are compared with."""

    element: str
    words: str
    changed: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LostCondition:
    """A condition missing here (lost, moved, or not told in an excerpt), with the words it had in
    ``hop``."""

    element: str
    words: str
    hop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One row in one hop. ``element`` is blank where the hop does not carry the row.

    ``changed`` are the stretches of ``words`` that are new against ``before``, the words of the hop
    ``compared_with``; ``left_out`` the stretches of ``before`` that are gone.
    """

    hop: str
    marks: tuple[Mark, ...]
    element: str = ""
    words: str = ""
    conditions: tuple[Condition, ...] = ()
    missing: tuple[LostCondition, ...] = ()
    compared_with: str = ""
    before: str = ""
    changed: tuple[Stretch, ...] = ()
    left_out: tuple[Stretch, ...] = ()
    assent: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything is known to have changed here."""
        return any(mark not in NO_DIFFERENCE for mark in self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Whether one end of the relay stands by a row, and how far.

    ``hop`` confirms, in the words of ``by``, the form ``element`` of it; blank where nothing does.
    ``without`` are the conditions it was told with elsewhere and that the confirmation does not name.
    ``denied_in`` is the hop in which that end denies it; ``reached`` the highest grade of assent of a
    hearer of that end, whether or not it confirms, and ``reached_in`` the hop.
    """

    element: str = ""
    hop: str = ""
    by: str = ""
    without: tuple[str, ...] = ()
    denied_in: str = ""
    reached: str = ""
    reached_in: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether that end stands by it in words, or agreed to it or signed it, and never denied it
        later."""
        return bool(self.hop) and not self.denied_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One element with its softer and harder forms, hop by hop.

    ``elements`` are the forms, softest first. ``sender`` and ``hearer`` say whether the one whose
    message it is, and the one it is for, stand by it.
    """

    element: str
    elements: tuple[str, ...]
    cells: tuple[Cell, ...]
    sender: Confirmation
    hearer: Confirmation

    def cell(self, hop: str) -> Cell | None:
        """Return the cell of a hop; ``None`` where there is nothing to say."""
        return next((c for c in self.cells if c.hop == hop), None)

    def confirms(self, element: str, end: Confirmation) -> bool:
        """Whether ``end`` stands by ``element``: by this form of it, or a harder one."""
        if not end.confirmed or element not in self.elements:
            return False
        return self.elements.index(end.element) >= self.elements.index(element)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """What a telling did with an instruction: ``how`` is not told, softened, hardened, told without
    its condition, denied, or added."""

    hop: str
    instruction: str
    element: str
    how: str
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Somebody looked or asked, and what came back; ``index`` is its place under ``asked``."""

    index: int
    who: str
    on: When | None = None
    by: str = ""
    answer: str = ""
    treated_as: str = ""
    said_by: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing came back."""
        return not self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayReading:
    """A message hop by hop: what each telling kept, changed, lost and added, and who stands by it.

    ``can_confirm`` are the people whose word counts for the sender's side on the day.
    """

    relay: str
    hops: tuple[Heading, ...]
    rows: tuple[Row, ...]
    sender_side: str = ""
    can_confirm: tuple[str, ...] = ()
    departures: tuple[Departure, ...] = ()
    asked: tuple[Silence, ...] = ()
    basis: Basis

    def hop(self, id: str) -> Heading | None:
        """Return the heading of a hop."""
        return next((h for h in self.hops if h.hop == id), None)

    def row_of(self, element: str) -> Row | None:
        """Return the row an element stands in."""
        return next((r for r in self.rows if element in r.elements), None)

    @property
    def tellings(self) -> tuple[Heading, ...]:
        """The hops with words, instructions apart."""
        return tuple(h for h in self.hops if h.in_words and not h.instruction)
