"""Where records and fields stand in a text: found when somebody asks, by composing just that record.

PyYAML knows the place of every node but is slow; so a file is first cut at its list items (a plain
scan of its lines), and a record is composed only when a look at its lines does not do.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any

import yaml

from summitry.folder.glance import offset_of
from summitry.folder.lines import Lines
from summitry.foundation.origin import Origin, Path

_SECTION = re.compile(
    r"\n(?:\"(?P<d>[^\"\n]+)\"|'(?P<s>[^'\n]+)'|(?P<p>[^\s#:\-\[\]{}\"'][^:\n]*?))\s*:(?=\s|\Z)"
)
"""A key at the beginning of a line. It begins with the line end before it, which is quickly found."""


class YamlFile:
    """A YAML file's text with the places of its records. Lines and columns count from 1."""

    def __init__(self, name: str, text: str, *, first_line: int = 1, single: str = "") -> None:
        """``single`` is the kind when the text is one record's mapping (Markdown front matter);
        ``first_line`` the line of the file on which the text begins."""
        self.name = name
        self.text = text
        self._first_line = first_line
        self._single = single
        self._located: dict[tuple[str, int, Path], Origin] = {}

    def locate(self, kind: str, index: int, path: Path) -> Origin:
        """Return where a field stands; the record, section or file when it cannot be found."""
        found = self._located.get((kind, index, path))
        if found is None:
            found = self._located[(kind, index, path)] = self._locate(kind, index, path)
        return found

    def _locate(self, kind: str, index: int, path: Path) -> Origin:
        if self._single:
            return self._inside(0, len(self.text), path)
        span = self.span(kind, index)
        if span is None:
            return self._in_whole(kind, index, path)
        return self._inside(*span, path)

    def locate_path(self, path: Path) -> Origin:
        """Return where a path from the top of the file stands: ``("pledges", 3, "by")``."""
        if len(path) >= 2 and isinstance(path[0], str) and isinstance(path[1], int):
            return self.locate(path[0], path[1], path[2:])
        node = compose(self.text)
        return self._at(_descend(node, path) if node is not None else 0)

    def source_line(self, line: int) -> str:
        """Return one line of the file's text."""
        return self._lines.text(line - self._first_line)

    def span(self, kind: str, index: int) -> tuple[int, int] | None:
        """Return where a record's text begins and ends (its ``-`` included), or ``None``."""
        items = self._items.get(kind, ())
        if index >= len(items) - 1:
            return None
        return items[index], items[index + 1]

    def count(self, kind: str) -> int:
        """Return how many block-style items a section has."""
        return max(0, len(self._items.get(kind, ())) - 1)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def _items(self) -> dict[str, list[int]]:
        """Section: the offsets of its items, and of its end."""
        sections = list(_SECTION.finditer(f"\n{self.text}"))
        found: dict[str, list[int]] = {}
        for at, match in enumerate(sections):
            end = sections[at + 1].start() if at + 1 < len(sections) else len(self.text)
            begin = match.end() - 1
            body = self.text[begin:end]
            first = re.search(r"(?m)^( *)- ?(?=\S|$)", body)
            if first is None or body[: first.start()].split("#")[0].strip():
                continue
            marks = re.finditer(rf"\n{first[1]}-(?=\s|\Z)", body)
            key = match["d"] or match["s"] or match["p"]
            found.setdefault(key, [begin + m.start() + 1 for m in marks]).append(end)
        return found

    def _in_whole(self, kind: str, index: int, path: Path) -> Origin:
        """For records in flow style (``documents: [{...}, {...}]``): compose the whole file."""
        node = compose(self.text) if len(self.text) < 2_000_000 else None
        return self._at(_descend(node, (kind, index, *path)) if node is not None else 0)

    def _inside(self, start: int, end: int, path: Path) -> Origin:
        seen = offset_of(self.text[start:end], path)
        if seen is not None:
            return self._at(start + seen)
        node = compose(self.text[start:end])
        if node is None:
            return self._at(start)
        if isinstance(node, yaml.SequenceNode) and node.value:
            node = node.value[0]
        return self._at(start + _descend(node, path))

    def _at(self, offset: int) -> Origin:
        at, line_start = self._lines.at(offset)
        dash = re.match(r"- +", self.text[line_start : offset + 2]) if offset == line_start else None
        column = offset - line_start + 1 + (len(dash[0]) if dash else 0)
        return Origin(self.name, at + self._first_line, column)


@lru_cache(maxsize=4096)
def compose(text: str) -> Any:
    """Return the YAML node of a text, with places counted in characters; ``None`` when it has none."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _descend(node: Any, path: Path) -> int:
    """Return the offset of the deepest node of ``path`` that can be found."""
    offset: int = node.start_mark.index
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == str(step)), None)
            if pair is None:
                return offset
            offset, node = pair[0].start_mark.index, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                return offset
            node = node.value[step]
            offset = node.start_mark.index
        else:
            return offset
    return offset
