"""What a record names: every reference in its fields, read off the record itself."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.dossier.record import Part, Record, Reference, cited_document, reported_in
from summitry.dossier.shape import parts_of, shape_of


def references(record: Record) -> tuple[Reference, ...]:
    """Return every naming of another record in ``record``, as the loader would have found them."""
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
