"""The fields of a record as they are read: words in serif, links where another record is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from summitry.desk.access import Seat
from summitry.desk.pages.framing import to_record
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When, in_words
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece of a record: a label, words or links, or what is inside it."""

    label: str = ""
    text: str = ""
    verbatim: bool = False
    links: tuple[tuple[str, str], ...] = ()
    inside: tuple[Shown, ...] = ()

    @classmethod
    def of_tree(cls, value: Any) -> Shown:
        """Return a value as its author wrote it, in lines."""
        if isinstance(value, Mapping):
            return cls(inside=tuple(cls(label=str(k), inside=(cls.of_tree(v),)) for k, v in value.items()))
        if isinstance(value, list):
            return cls(inside=tuple(cls.of_tree(v) for v in value))
        return cls(text="" if value is None else str(value))


def shown_fields(here: Seat, record: Record) -> tuple[Shown, ...]:
    """Return the filled fields of a record, in the order its kind declares them."""
    return tuple(_fields(here, record))


def _fields(here: Seat, owner: Part) -> Iterator[Shown]:
    for spec in specs(type(owner)):
        value = getattr(owner, spec.name)
        if value != spec.blank and not (spec.key == "id" and isinstance(owner, Record)):
            yield _shown(here, spec, value)


def _shown(here: Seat, spec: FieldSpec, value: Any) -> Shown:
    label = spec.key.replace("_", " ").capitalize()
    if spec.shape == "part":
        return Shown(label=label, inside=tuple(_fields(here, value)))
    if spec.shape == "parts":
        return Shown(label=label, inside=tuple(Shown(inside=tuple(_fields(here, v))) for v in value))
    if spec.shape == "table" and spec.value is not None:
        return Shown(
            label=label,
            inside=tuple(
                Shown(label=here.dossier.title(key), inside=(_shown(here, spec.value, inner),))
                for key, inner in value
            ),
        )
    if spec.shape in ("ref", "refs"):
        return Shown(
            label=label, links=tuple(_link(here, v) for v in ((value,) if spec.shape == "ref" else value))
        )
    return Shown(label=label, text=_text(value), verbatim=spec.shape == "words")


def _link(here: Seat, target: str) -> tuple[str, str]:
    known = here.dossier.find(target) is not None
    return here.dossier.title(target), to_record(here, target) if known else ""


def _text(value: Any) -> str:
    if isinstance(value, When):
        return in_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "\n".join(_text(each) for each in value)
    return str(value)
