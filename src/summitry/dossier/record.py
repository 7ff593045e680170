"""What every record and every part of a record has."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from summitry.dossier.fields import (
    FieldSpec,
    many,
    one,
    parts,
    sources,
    text,
    texts,
    time_zone,
    when,
)
from summitry.foundation.dates import When
from summitry.foundation.origin import Home, Origin, Path, Place
from summitry.foundation.values import dataclass

ARCHIVE = "archive/"
"""Where a dossier keeps its documents."""


class Reference(NamedTuple):
    """One naming of another record: which field says it, where in the record, and the id named."""

    spec: FieldSpec
    path: Path
    target: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """A dated, sourced piece of a record: a hop, an element, a duty, a state.

    ``id`` is unique within the record; from outside it is written ``record/part``. Parts and records
    are built a great many at a time, so they carry no slots: a field nobody filled in costs nothing
    and reads as the class's blank (see ``docs/decisions/002``).
    """

    shorthand: ClassVar[str] = ""
    """The field a plain text stands for where a mapping is expected."""
    noun: ClassVar[str] = ""
    """What the part is called in ``record/part`` references; empty when it has no id."""

    id: str = text("short name, unique in its record")
    source: tuple[str, ...] = sources("where it says so: document id, then page or paragraph")
    learned: When | None = when("the day the team learned it, when that differs")
    marking: str = text("its marking, when higher than its record's")
    access: tuple[str, ...] = texts("the groups that may see it; blank means all")
    note: str = text("a remark of ours")


@dataclass(frozen=True, kw_only=True)
class Told(Part):
    """Who was told of it, and when."""

    shorthand: ClassVar[str] = "who"
    who: str = one("person", "agency", "party", "post", help="who was told", required=True)
    on: When | None = when("when", world=True)


@dataclass(frozen=True, kw_only=True)
class Record(Part):
    """One record of a dossier. ``id`` is unique in the dossier for life."""

    kind: ClassVar[str] = ""
    """The kind in the singular, as in ``relay``."""
    plural: ClassVar[str] = ""
    """The key it is listed under, as in ``relays``."""
    family: ClassVar[str] = ""
    """The chapter of the reference it belongs to."""
    titled_by: ClassVar[tuple[str, ...]] = ("title", "name", "says")
    """The fields a reader would know it by, first filled one wins."""

    zone: str = time_zone("the time zone of its dates, when not the dossier's")
    was: tuple[str, ...] = texts("earlier ids, so that old links live")
    told: tuple[Told, ...] = parts(Told, "who was told, and when")
    kept_from: tuple[str, ...] = many(
        "person", "agency", "party", "post", help="who was kept from knowing it"
    )

    home: Home | None = dataclasses.field(default=None, compare=False, repr=False)
    refs: tuple[Reference, ...] = dataclasses.field(default=(), compare=False, repr=False)
    bears_marks: bool = dataclasses.field(default=False, compare=False, repr=False)
    """Whether the record or some part of it was read with a marking or groups of its own."""

    @property
    def origin(self) -> Origin:
        """Where the record stands; only its id in a narrowed copy."""
        return self.where().origin

    def where(self, *path: str | int) -> Place:
        """Return the place of one of its fields, for a diagnostic or a trace."""
        return Place(self.id, path, self.home)

    @property
    def known_as(self) -> str:
        """The words a reader knows it by; its id when there are none."""
        filled = self.__dict__  # of fields alone, and of those that somebody filled in
        for name in self.titled_by:
            value = filled.get(name)
            if value and isinstance(value, str):
                return value
        return self.id

    @property
    def title(self) -> str:
        """The same, for kinds without a field of that name; where there is one, it may be blank."""
        return self.known_as

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names that lead to the record; its earlier ids, for most kinds."""
        return self.was

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents its sources cite, without volume parts and locators."""
        return tuple(map(cited_document, self.source))


_REPORTED = FieldSpec(name="source", key="source", shape="sources")


def reported_in(when: When | None, path: Path) -> Iterator[Reference]:
    """Yield the documents that a date of several reports cites."""
    if when is not None:
        for report in when.alternatives:
            for source in report.source:
                yield Reference(_REPORTED, path, cited_document(source))


def long_hand(kind: type, value: Any) -> dict[str, Any]:
    """Return a part that is written as a plain text as the mapping it stands for."""
    short = kind.shorthand if issubclass(kind, Part) else ""
    return {short.rstrip("_"): value} if value is not None and short else {}


@lru_cache(maxsize=65536)
def cited_document(source: str) -> str:
    """Return the document a citation names: its id, its file, or the first half of a passage id.

    >>> cited_document("frus1964-68v07/d49 p. 129")
    'frus1964-68v07'
    >>> cited_document("archive/options.pdf p. 3"), cited_document("p:1f2e3d4c5b6a7988/12")
    ('archive/options.pdf', 'p:1f2e3d4c5b6a7988')
    """
    first = source.split(None, 1)[0] if source.strip() else ""
    return first if first.startswith(ARCHIVE) else first.split("/", 1)[0]
