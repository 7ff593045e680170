"""Whether an act would show something to more people than before: lower a marking, or widen access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitry.dossier.header import Header
from summitry.folder.yamltext import Tree

_Marks = tuple[str, frozenset[str]]


def widens(header: Header, before: Mapping[str, Tree], fields: Mapping[str, Tree]) -> bool:
    """Whether new values of a record's fields would show a part of it, or all of it, to more people.

    A part that was marked counts as kept when it stands unchanged, or what is new in its list is marked
    at least as high.
    """
    after = {**before, **fields}
    if _is_wider(header, _marks(before), _marks(after)):
        return True
    return any(_widens_in(header, before.get(key), after.get(key)) for key in fields)


def _widens_in(header: Header, before: Tree, after: Tree) -> bool:
    old, new = list(_marked(before)), list(_marked(after))
    gone = [part for part in old if part not in new]
    if not gone:
        return False
    kept = [part for part in _parts(after) if part not in list(_parts(before))]
    return any(_is_wider(header, _marks(lost), _marks(part)) for lost in gone for part in kept)


def _marks(tree: Mapping[str, Tree]) -> _Marks:
    access = tree.get("access")
    groups = access if isinstance(access, list) else [access] if access else []
    return str(tree.get("marking") or ""), frozenset(str(group) for group in groups)


def _is_wider(header: Header, before: _Marks, after: _Marks) -> bool:
    if _rank(header, after[0]) < _rank(header, before[0]):
        return True
    return bool(before[1]) and not (after[1] and after[1] <= before[1])


def _rank(header: Header, marking: str) -> int:
    marking = marking or header.lowest_marking
    return header.markings.index(marking) if marking in header.markings else len(header.markings)


def _parts(tree: Tree) -> Iterator[Mapping[str, Tree]]:
    if isinstance(tree, Mapping):
        yield tree
        for inner in tree.values():
            yield from _parts(inner)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _parts(inner)


def _marked(tree: Tree) -> Iterator[Mapping[str, Tree]]:
    return (part for part in _parts(tree) if part.get("marking") or part.get("access"))
