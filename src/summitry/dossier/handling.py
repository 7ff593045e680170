"""How closely records and parts are held: markings and groups as they add up from the outside in."""

from __future__ import annotations

from summitry.dossier.header import Header
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import every_part
from summitry.foundation.origin import Path
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Handling:
    """What a reader needs: a marking up to ``rank``, and one group of each set in ``access``.

    A part is at least as restricted as what holds it, so it adds its own set to its holder's.
    """

    rank: int
    access: tuple[frozenset[str], ...] = ()

    def admits_more_than(self, other: Handling) -> bool:
        """Whether some reader may see this and not ``other``."""
        if other.rank > self.rank:
            return True
        return any(not any(own <= theirs for own in self.access) for theirs in other.access)


@dataclass(frozen=True, slots=True)
class Mark:
    """A record (empty path) or part that says something of its own handling, and what holds it."""

    path: Path
    marking: str
    access: tuple[str, ...]
    holder: Handling
    handling: Handling


def handling_of(header: Header, owner: Part, holder: Handling | None = None) -> Handling:
    """Return the handling of a record, or of a part whose holder's handling is ``holder``.

    A marking the header does not know ranks above all others, since it hides what bears it.
    """
    outer = holder or Handling(0)
    rank = outer.rank
    marking = owner.marking or ("" if holder is not None else header.lowest_marking)
    if marking:
        known = header.markings
        rank = max(rank, known.index(marking) if marking in known else len(known))
    access = (*outer.access, frozenset(owner.access)) if owner.access else outer.access
    return Handling(rank, access)


def marks_of(header: Header, record: Record) -> tuple[Mark, ...]:
    """Return the record, if it says anything of its handling, and every such part of it."""
    if not record.bears_marks:
        return ()
    own = handling_of(header, record)
    found: list[Mark] = []
    if record.marking or record.access:
        found.append(Mark((), record.marking, record.access, Handling(0), own))
    for path, part in every_part(record):
        if part.marking or part.access:
            holder = next((m.handling for m in reversed(found) if path[: len(m.path)] == m.path), own)
            handling = handling_of(header, part, holder)
            found.append(Mark(path, part.marking, part.access, holder, handling))
    return tuple(found)


def handling_at(header: Header, record: Record, path: Path) -> Handling:
    """Return the handling of the innermost part of ``record`` that holds ``path``."""
    marks = marks_of(header, record)
    found = handling_of(header, record)
    for mark in marks:
        if path[: len(mark.path)] == mark.path:
            found = mark.handling
    return found


def handling_in_words(header: Header, handling: Handling) -> str:
    """Say a handling as a page does: ``marked restricted, for consular only``.

    Only groups the header lists are named: a reader's header lists those the reader is in.
    """
    names = header.markings
    words = f"marked {names[handling.rank]}" if handling.rank < len(names) else "hidden by its marking"
    groups = sorted({g for group in handling.access for g in group if g in header.groups})
    return f"{words}, for {' and '.join(groups)} only" if groups else words
