"""Values written in the plain way, read at once: what most fields of most records hold.

Each shape's function returns the field's value and notes what it names, or returns ``None`` for whatever
is not plain; then the `Builder`'s own method for the shape reads it, with its complaints. A test holds
both to the same records. Runs for every field of 25,000 records, so it builds no list and calls nothing
that it can do without.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from sys import intern
from typing import Any

from summitry.dossier.fields import FieldSpec
from summitry.dossier.record import Reference, cited_document
from summitry.foundation.dates import DateFault, When, parse_when
from summitry.foundation.origin import Path

MAX_TEXT = 200_000
"""Longest text of one field, in characters; longer ones belong under archive/."""

AtOnce = Callable[[Any, list[str | int], list[Reference], str | None], Any]
"""From what was written, the path of what holds it, the references so far and the zone of its dates."""

_PLACES = 8
"""For so many entries of a list of the record itself the path is made once and shared."""


def at_once(spec: FieldSpec) -> AtOnce | None:
    """Return what reads a plain value of a field; ``None`` where every value is looked at closely.

    Texts are left to the builder's loop, which is quicker still.
    """
    make = _MAKERS.get(spec.shape)
    return make(spec) if make is not None else None


def _ref(spec: FieldSpec) -> AtOnce:
    allowed, key, path = spec.words_allowed, spec.key, (spec.key,)

    def read(value: Any, above: list[str | int], refs: list[Reference], zone: str | None) -> Any:
        if type(value) is not str:
            return None
        target = intern(value.strip())
        if target not in allowed:
            refs.append(_reference(Reference, (spec, (*above, key) if above else path, target)))
        return target

    return read


def _many(spec: FieldSpec) -> AtOnce:
    cites, allowed, key = spec.shape == "sources", spec.words_allowed, spec.key
    paths: tuple[Path, ...] = tuple((key, at) for at in range(_PLACES))

    def read(value: Any, above: list[str | int], refs: list[Reference], zone: str | None) -> Any:
        found = _texts(value)
        if found is None:
            return None
        if not cites:
            found = tuple([intern(item) for item in found])
        for at, item in enumerate(found):
            if cites:
                target = intern(cited_document(item))
            elif item in allowed:
                continue
            else:
                target = item
            path = paths[at] if not above and at < _PLACES else (*above, key, at)
            refs.append(_reference(Reference, (spec, path, target)))
        return found

    return read


def _texts(value: Any) -> tuple[str, ...] | None:
    """One text, or several; ``None`` when any of them is blank, too long or no text."""
    if type(value) is str:
        value = value.strip()
        return (value,) if value and len(value) <= MAX_TEXT else None
    if type(value) is not list:
        return None
    found = []
    for item in value:
        if type(item) is not str or not (item := item.strip()) or len(item) > MAX_TEXT:
            return None
        found.append(item)
    return tuple(found)


def _when(spec: FieldSpec) -> AtOnce:
    def read(value: Any, above: list[str | int], refs: list[Reference], zone: str | None) -> Any:
        if type(value) is not str:
            return None
        try:
            return parsed(value, zone)
        except DateFault:
            return None

    return read


def _choice(spec: FieldSpec) -> AtOnce:
    allowed = spec.choices

    def read(value: Any, above: list[str | int], refs: list[Reference], zone: str | None) -> Any:
        return value if value in allowed else None

    return read


_MAKERS: dict[str, Callable[[FieldSpec], AtOnce]] = {
    "ref": _ref, "refs": _many, "sources": _many, "when": _when, "choice": _choice,
}  # fmt: skip

_reference: Callable[[type[Reference], tuple[FieldSpec, Path, str]], Reference] = tuple.__new__
"""Makes a reference without going through its class's own constructor, which takes twice the time."""


@lru_cache(maxsize=16384)
def parsed(text: str, zone: str | None) -> When:
    """Return a date as written, on the clock of ``zone``."""
    return parse_when(text, zone)
