"""Tellings and ladders: what the comparison of a message's tellings works on. Knows no dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One element in one telling: its words and the conditions it hangs on there."""

    element: str
    words: str = ""
    conditions: tuple[tuple[str, str], ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One hop, in order of time. ``occasion`` is who told it and when, so that what one speaker says
    at one sitting is known as such; empty when not known. ``charged`` empty means with everything."""

    id: str
    told: tuple[Told, ...] = ()
    whole: bool = False
    spoken: bool = True
    in_words: bool = True
    version_of: str = ""
    compare_with: str = ""
    charged: frozenset[str] = frozenset()
    occasion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Elements that are harder and softer forms of one another; ``rungs`` says of each what it is
    directly harder than (empty for the softest)."""

    root: str
    rungs: tuple[tuple[str, str], ...]

    @property
    def elements(self) -> tuple[str, ...]:
        """The ids of its elements, in the author's order."""
        return tuple(element for element, _ in self.rungs)

    def below(self, element: str) -> tuple[str, ...]:
        """Return the softer forms of ``element``, hardest first."""
        softer = dict(self.rungs)
        found: list[str] = []
        while (element := softer.get(element, "")) and element not in found:
            found.append(element)
        return tuple(found)


def ladders(harder_than: Sequence[tuple[str, str]]) -> tuple[Ladder, ...]:
    """Return the ladders of some elements, given with what each is harder than, in their order.

    A circle is cut at the element that comes first.
    """
    softer = dict(harder_than)
    roots = {element: _root(element, softer) for element in softer}
    rows: dict[str, list[tuple[str, str]]] = {}
    for element in softer:
        below = softer[element] if softer[element] in softer and element != roots[element] else ""
        rows.setdefault(roots[element], []).append((element, below))
    return tuple(Ladder(root=root, rungs=tuple(rungs)) for root, rungs in rows.items())


def _root(element: str, softer: Mapping[str, str]) -> str:
    seen = [element]
    while (below := softer.get(seen[-1], "")) in softer:
        if below in seen:
            circle = seen[seen.index(below) :]
            return next(e for e in softer if e in circle)
        seen.append(below)
    return seen[-1]
