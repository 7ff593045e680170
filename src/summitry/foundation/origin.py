"""Where something stands: a file, line and column, or, in a narrowed copy, only a record's id."""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from summitry.foundation.values import dataclass

Path = tuple[str | int, ...]
"""The way to a field inside a record: keys and list positions, such as ``("hops", 2, "statement")``."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in the dossier's text.

    ``file`` is relative to the dossier's folder, with forward slashes; ``line`` and ``column`` count
    from 1, and are 0 where the place is the file as a whole. A copy made for a reader has no files:
    then ``file`` is empty and only ``record`` says where.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    record: str = ""

    def __str__(self) -> str:
        if not self.file:
            return self.record
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


class Locator(Protocol):
    """A file that can say where its records and their fields stand.

    Places are found when somebody asks: most records are loaded and never complained about.
    ``name`` is the file's, relative to the dossier's folder.
    """

    name: str

    def locate(self, kind: str, index: int, path: Path) -> Origin:
        """Return where ``path`` stands in the ``index``-th record of ``kind``; the nearest known
        place above it when the path itself cannot be found."""
        ...

    def source_line(self, line: int) -> str:
        """Return the text of one line (counted from 1), or an empty text."""
        ...


@dataclass(slots=True)
class Anchor:
    """Where a record stands now: its file, and its position among those of its kind there.

    The one thing here that changes: when a file is read again, a record that says the same as before
    is the same record, at its new place.
    """

    file: Locator
    index: int


@dataclass(frozen=True, slots=True)
class Home:
    """The file and position a record was read from.

    ``kept`` belongs to a record known in part: for each list of parts that lost some, which of them
    (counted from 0, as the author wrote them) are left.
    """

    anchor: Anchor
    kind: str
    kept: tuple[tuple[Path, tuple[int, ...]], ...] = ()

    def locate(self, path: Path) -> Origin:
        """Return where a field of the record stands in the author's text."""
        if not self.kept:
            return self.anchor.file.locate(self.kind, self.anchor.index, path)
        kept = dict(self.kept)
        written = [
            kept[path[:at]][step] if isinstance(step, int) and step < len(kept.get(path[:at], ())) else step
            for at, step in enumerate(path)
        ]
        return self.anchor.file.locate(self.kind, self.anchor.index, tuple(written))


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a record, or a spot in a file, that a diagnostic speaks about.

    Two places are equal when they name the same field of the same record, wherever that stands.
    """

    record: str = ""
    path: Path = ()
    home: Home | None = field(default=None, compare=False, repr=False)
    spot: Origin | None = field(default=None, compare=False)

    @property
    def origin(self) -> Origin:
        """File, line and column; computed on demand."""
        if self.spot is not None:
            return self.spot
        if self.home is None:
            return Origin(record=self.record)
        return self.home.locate(self.path)

    @property
    def source_line(self) -> str:
        """The line of text the place stands on; empty in a narrowed copy."""
        if self.home is None:
            return ""
        return self.home.anchor.file.source_line(self.origin.line)
