"""What a record names: every reference in its fields, read off the record itself."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

from summitry.dossier.record import Part, Record, Reference, cited_document, reported_in
from summitry.dossier.shape import parts_of, shape_of
from summitry.foundation.origin import Path

P = TypeVar("P", bound=Part)


class Came:
    """Which part of a record as it is left came from which of the record as it was."""

    def __init__(self) -> None:
        self._old: dict[int, Part] = {}

    def of(self, old: Part, new: P) -> P:
        """Note where a part came from, and return it."""
        self._old[id(new)] = old
        return new

    def in_order(self, old: Record, new: Record) -> tuple[Reference, ...]:
        """Return what ``new`` names, in the order in which ``old`` names it: that of its author's text."""
        waiting: defaultdict[tuple[Path, str | int], deque[Reference]] = defaultdict(deque)
        for ref in references(new):
            holder = _holder(new, ref.path)
            waiting[holder, ref.path[len(holder)]].append(ref)
        moved = dict(self._moved(old, new, (), ()))
        found: list[Reference] = []
        for ref in old.refs:
            holder = _holder(old, ref.path)
            if holder in moved:
                queue = waiting[moved[holder], ref.path[len(holder)]]
                if queue and queue[0].target == ref.target:
                    found.append(queue.popleft())
        return (*found, *(ref for queue in waiting.values() for ref in queue))

    def _moved(self, old: Part, new: Part, before: Path, after: Path) -> Iterator[tuple[Path, Path]]:
        """Yield for each part that is left where it stood and where it stands."""
        yield before, after
        stood = {id(item): (path, item) for path, item in parts_of(old)}
        for path, item in parts_of(new):
            place = stood.get(id(self._old.get(id(item), item)))
            if place is not None:
                yield from self._moved(place[1], item, before + place[0], after + path)


def _holder(record: Record, path: Path) -> Path:
    """The way to the innermost part that a path leads into."""
    holder: Path = ()
    owner: Part = record
    while True:
        inner = next(((p, i) for p, i in parts_of(owner) if path[len(holder) :][: len(p)] == p), None)
        if inner is None:
            return holder
        holder, owner = holder + inner[0], inner[1]


def references(record: Record) -> tuple[Reference, ...]:
    """Return every naming of another record in ``record``, as the loader would have found them; field by
    field, where the loader has them in the order of the text."""
    return tuple(_references(record, ()))


def _references(owner: Part, path: tuple[str | int, ...]) -> Iterable[Reference]:
    for spec in shape_of(type(owner)).referring:
        value = getattr(owner, spec.name)
        if not value:
            continue
        if spec.shape == "ref":
            if value not in spec.words_allowed:
                yield Reference(spec, (*path, spec.key), value)
        elif spec.shape == "sources":
            for index, item in enumerate(value):
                yield Reference(spec, (*path, spec.key, index), cited_document(item))
        elif spec.shape == "refs":
            for index, item in enumerate(value):
                if item not in spec.words_allowed:
                    yield Reference(spec, (*path, spec.key, index), item)
        else:
            for key, _ in value:
                yield Reference(spec, (*path, spec.key, key), key)
    for spec in shape_of(type(owner)).dates:
        yield from reported_in(getattr(owner, spec.name), (*path, spec.key))
    for deeper, item in parts_of(owner):
        yield from _references(item, path + deeper)
