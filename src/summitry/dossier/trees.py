"""The trees of kinds: what a kind of event or step includes, and what includes it."""

from __future__ import annotations

from dataclasses import field

from summitry.dossier.kinds import EventKind, StepKind
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class KindTree:
    """Parents and children by id. A kind may have several parents; circles are cut where they close."""

    parents: dict[str, tuple[str, ...]]
    children: dict[str, tuple[str, ...]]
    _above: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _below: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Return ``id`` and everything that includes it, nearest first."""
        found = self._above.get(id)
        if found is None:
            found = self._above[id] = _reach(id, self.parents)
        return found

    def descendants(self, id: str) -> tuple[str, ...]:
        """Return ``id`` and everything it includes, nearest first."""
        found = self._below.get(id)
        if found is None:
            found = self._below[id] = _reach(id, self.children)
        return found

    def includes(self, wider: str, narrower: str) -> bool:
        """Whether ``narrower`` is ``wider`` or something it includes."""
        return wider == narrower or wider in self.ancestors(narrower)

    def alike(self, one: str, other: str) -> bool:
        """Whether two kinds are like: the same, side by side, or one below the other. A kind that
        nobody gave is like any."""
        if not one or not other or self.includes(one, other) or self.includes(other, one):
            return True
        return not set(self.parents.get(one, ())).isdisjoint(self.parents.get(other, ()))


def kind_tree(dossier: Dossier, kind: type[EventKind] | type[StepKind]) -> KindTree:
    """Return the tree of a dossier's kinds of event or of step; ask it with ``dossier.ask``."""
    children: dict[str, tuple[str, ...]] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for record in dossier.all(kind):
        children[record.id] = record.includes
        for inner in record.includes:
            parents[inner] = (*parents.get(inner, ()), record.id)
    return KindTree(parents, children)


def _reach(start: str, edges: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if start not in edges:
        return (start,)
    found = {start: None}
    todo = [start]
    while todo:
        for other in edges.get(todo.pop(0), ()):
            if other not in found:
                found[other] = None
                todo.append(other)
    return tuple(found)
