"""What a kind's fields look like at a glance: which nest, which refer, which date the thing.

Computed once a class; every walk over records goes through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from summitry.dossier.fields import FieldSpec, per_class, specs
from summitry.dossier.record import Part
from summitry.foundation.dates import When
from summitry.foundation.origin import Path
from summitry.foundation.values import dataclass

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one class by what a walk does with them."""

    nesting: tuple[FieldSpec, ...]
    nested: frozenset[str]
    referring: tuple[FieldSpec, ...]
    dated: tuple[str, ...]
    dates: tuple[FieldSpec, ...]


def _holds_parts(spec: FieldSpec) -> bool:
    return spec.shape in ("part", "parts") or (
        spec.shape == "table" and spec.value is not None and spec.value.shape == "part"
    )


@per_class
def shape_of(cls: type[Any]) -> Shape:
    """Return the shape of a record kind or part class."""
    every = specs(cls)
    return Shape(
        nesting=tuple(s for s in every if _holds_parts(s)),
        nested=frozenset(s.name for s in every if _holds_parts(s)),
        referring=tuple(
            s for s in every
            if s.shape in ("ref", "refs", "sources") or (s.shape == "table" and s.to)
        ),
        dated=tuple(s.name for s in every if s.world_date),
        dates=tuple(s for s in every if s.shape == "when"),
    )  # fmt: skip


def world_date(owner: Part) -> When | None:
    """Return the date on which the thing itself was said or happened, when it is dated."""
    filled = owner.__dict__  # a field nobody filled in is not in it
    for name in shape_of(type(owner)).dated:
        found: When | None = filled.get(name)
        if found is not None:
            return found
    return None


def parts_of(owner: Part) -> Iterator[tuple[Path, Part]]:
    """Yield the parts directly below ``owner``, each with the way to it."""
    filled = owner.__dict__
    shape = shape_of(type(owner))
    if shape.nested.isdisjoint(filled):
        return
    for spec in shape.nesting:
        value = filled.get(spec.name)
        if not value:
            continue
        if spec.shape == "part":
            yield (spec.key,), value
        elif spec.shape == "parts":
            for index, item in enumerate(value):
                yield (spec.key, index), item
        else:
            for key, item in value:
                yield (spec.key, key), item


def every_part(owner: Part) -> Iterator[tuple[Path, Part]]:
    """Yield every part below ``owner`` at any depth, outermost first."""
    for path, item in parts_of(owner):
        yield path, item
        for deeper, inner in every_part(item):
            yield path + deeper, inner


def changed(owner: P, values: dict[str, Any]) -> P:
    """Return ``owner`` with some fields replaced; the same object when nothing differs.

    A field that becomes blank is one that nobody filled in: it is not kept, as if it had never been there.
    """
    if all(getattr(owner, name) is value for name, value in values.items()):
        return owner
    cls = type(owner)
    new = object.__new__(cls)
    filled = new.__dict__
    filled.update(owner.__dict__)
    for name, value in values.items():
        if value or value != getattr(cls, name):
            filled[name] = value
        else:
            filled.pop(name, None)
    return new


def with_parts(owner: P, change: Callable[[Part], Part | None]) -> P:
    """Return ``owner`` with ``change`` applied to each part directly below it.

    A part for which ``change`` returns ``None`` is left out. Nothing else changes; when no part
    changes, the same object comes back.
    """
    values: dict[str, Any] = {}
    for spec in shape_of(type(owner)).nesting:
        value = getattr(owner, spec.name)
        if not value:
            continue
        if spec.shape == "part":
            new: Any = change(value)
        elif spec.shape == "parts":
            kept = tuple(n for item in value if (n := change(item)) is not None)
            new = value if _same(kept, value) else kept
        else:
            pairs = tuple((k, n) for k, item in value if (n := change(item)) is not None)
            new = value if _same([n for _, n in pairs], [i for _, i in value]) else pairs
        values[spec.name] = new
    return changed(owner, values) if values else owner


def _same(new: Any, old: Any) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))
