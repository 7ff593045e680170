"""The trees of kinds: what a kind of event or step includes, and what includes it."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.dossier.kinds import EventKind, StepKind
from summitry.dossier.value import Dossier


@dataclass(frozen=True, slots=True)
class KindTree:
    """Parents and children by id. A kind may have several parents; circles are cut where they close."""

    parents: dict[str, tuple[str, ...]]
    children: dict[str, tuple[str, ...]]

    def ancestors(self, id: str) -> tuple[str, ...]:
        """Return ``id`` and everything that includes it, nearest first."""
        return _reach(id, self.parents)

    def descendants(self, id: str) -> tuple[str, ...]:
        """Return ``id`` and everything it includes, nearest first."""
        return _reach(id, self.children)

    def includes(self, wider: str, narrower: str) -> bool:
        """Whether ``narrower`` is ``wider`` or something it includes."""
        return wider in self.ancestors(narrower)


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
    found = {start: None}
    todo = [start]
    while todo:
        for other in edges.get(todo.pop(0), ()):
            if other not in found:
                found[other] = None
                todo.append(other)
    return tuple(found)


def several(dossier: Dossier, kind: str) -> str:
    """Return what several of a kind are called in a sentence: ``satellite launches``.

    Made from the kind's name by the regular English plural; a name that is a plural already stays.
    """
    name = dossier.title(kind)
    if name[1:2].islower() or name[1:2] in " -":
        name = name[:1].lower() + name[1:]
    if name.endswith(("ch", "sh", "x", "ss")):
        return f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return name if name.endswith("s") or not name[-1:].isalpha() else f"{name}s"
