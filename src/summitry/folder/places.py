"""The texts of a folder with the place of every record in them, for those who change them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from summitry.dossier.kinds import BY_PLURAL
from summitry.folder import markdown
from summitry.folder.locate import YamlFile, compose
from summitry.folder.nodes import Text, pair_of
from summitry.folder.reading import HEADER, FoundFile, decode, find_files, read_bytes
from summitry.folder.refusals import CannotHold, Tangled
from summitry.folder.salvage import read_tree
from summitry.folder.splice import Splice, spliced_bytes
from summitry.folder.yamltext import Tree
from summitry.foundation import durable
from summitry.foundation.values import dataclass

Trees = dict[str, Any]
Sees = Callable[[str, Trees], bool]

FEW = 5
"""Most new ids that are looked for in every text, before reading all of it is quicker."""


@dataclass(slots=True)
class SourceFile:
    """One text file: its bytes, its text as the loader reads it, and its records as trees."""

    name: str
    data: bytes
    text: str
    front: int = 0
    """Where the front matter of a Markdown file ends its text; 0 for YAML."""
    records: dict[str, tuple[str, int, Trees]] = field(default_factory=dict)
    """Id: kind's plural, place in its list, fields. Of several with one id the first."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record where it stands."""

    file: str
    source: SourceFile
    plural: str
    index: int
    tree: Trees

    @property
    def front(self) -> bool:
        """Whether it is a Markdown file's front matter."""
        return bool(self.source.front)

    @property
    def flow(self) -> bool:
        """Whether it stands in a list written on one line."""
        return not self.front and self._span() is None

    def composed(self) -> Text:
        """Return its mapping as YAML nodes with their places in the file.

        Raises:
            Tangled: when its place cannot be told.
        """
        if self.front:
            base = self.source.text.index("\n") + 1
            node = compose(self.source.text[base : self.source.front])
            return _mapping(Text(self.source.text, base, node))
        span = self._span()
        if span is None:
            whole = compose(self.source.text)
            pair = pair_of(whole, self.plural) if whole is not None and whole.id == "mapping" else None
            if pair is None or pair[1].id != "sequence" or self.index >= len(pair[1].value):
                raise Tangled
            return _mapping(Text(self.source.text, 0, pair[1].value[self.index]))
        node = compose(self.source.text[span[0] : span[1]])
        if node is None or node.id != "sequence" or not node.value:
            raise Tangled
        return _mapping(Text(self.source.text, span[0], node.value[0]))

    def body_change(self, body: str) -> Splice:
        """Return the change that gives a Markdown file another body."""
        text = self.source.text
        start = self.source.front
        start = text.find("\n", start) + 1 if text.startswith("---", start) else start
        rest = text[start:]
        lead = len(rest) - len(rest.lstrip("\n"))
        tail = len(rest.rstrip("\n"))
        if not rest.strip("\n"):
            return Splice(len(text), len(text), ("" if text.endswith("\n") else "\n") + f"\n{body}\n")
        return Splice(start + lead, start + tail, body)

    def after(self, changes: list[Splice]) -> Held:
        """Return the record in the text as it stands after some changes."""
        source = replace(self.source)
        source.data = spliced_bytes(source.data, changes)
        source.text = decode(source.data, source.name)[0] or ""
        if self.front:
            source.front = _front_end(source.text, source.name)
        return replace(self, source=source)

    def _span(self) -> tuple[int, int] | None:
        return YamlFile(self.file, self.source.text).span(self.plural, self.index)


def _mapping(text: Text) -> Text:
    if text.node is None or text.node.id != "mapping":
        raise Tangled
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Which record is meant, where its id alone does not say or where it would take long to find.

    ``sees`` tells of a record (its kind's plural, its fields) whether it is the one, where several files
    have one of that id. ``file`` is where it was last; when it is not there it is looked for everywhere.
    """

    sees: Sees | None = None
    file: str = ""


@dataclass(slots=True)
class Folder:
    """Every text of a dossier's folder, as it stands at this moment."""

    path: Path
    files: dict[str, SourceFile]
    fixed: frozenset[str] = frozenset()
    """Ids that are taken by records which are not written in YAML or Markdown."""

    @classmethod
    def read(cls, path: Path) -> Folder:
        """Read a folder's YAML and Markdown files; unreadable ones are left out."""
        return cls._of(path, cls._bytes(path))

    @classmethod
    def read_enough(cls, path: Path, file: str, ids: Collection[str]) -> Folder:
        """Read what must be known to add records with these ids to a file: that file alone, where no text
        so much as holds the word of an id; else all. In a large dossier this takes a tenth of the time."""
        texts = cls._bytes(path)
        few = len(ids) <= FEW and all(id.isascii() for id in ids)
        if file not in texts or not few:
            return cls._of(path, texts)
        if any(_has_word(data, id.encode()) for id in ids for data in texts.values()):
            return cls._of(path, texts)
        return cls._of(path, {file: texts[file]})

    @staticmethod
    def _bytes(path: Path, only: str = "") -> dict[str, bytes]:
        """The bytes of each file, or of the one called ``only``, which is not read where it is a link."""
        texts: dict[str, bytes] = {}
        for found in [FoundFile(path / only, only)] if only else find_files(path)[0]:
            if not found.name.endswith(".csv") and not (only and found.path.is_symlink()):
                data = read_bytes(found)
                if isinstance(data, bytes):
                    texts[found.name] = data
        for name, content in durable.pending(path).items():
            if only in ("", name):
                texts.pop(name, None)
                if content is not None:
                    texts[name] = content
        return texts

    @classmethod
    def _of(cls, path: Path, texts: Mapping[str, bytes]) -> Folder:
        files = {name: _source(name, data) for name, data in sorted(texts.items())}
        return cls(path, {name: file for name, file in files.items() if file is not None})

    @classmethod
    def with_record(cls, path: Path, record: str, meant: Meant) -> Folder:
        """Read as much of a folder as a record takes: its file, where that is known and still holds it; else
        the files whose text holds the word of its id; all, where none of them has it."""
        if meant.file:
            there = cls._of(path, cls._bytes(path, meant.file))
            if there.held(record, meant.sees) is not None:
                return there
        texts, word = cls._bytes(path), record.encode("utf-8", "replace")
        there = cls._of(path, {name: data for name, data in texts.items() if word in data})
        return there if there.held(record, meant.sees) is not None else cls._of(path, texts)

    def held(self, record: str, sees: Sees | None = None) -> Held | None:
        """Return where a record stands; ``None`` when no YAML or Markdown file holds it.

        ``sees`` tells which is meant (see `Meant`).
        """
        for name, file in self.files.items():
            found = file.records.get(record)
            if found is not None and (sees is None or sees(found[0], found[2])):
                return Held(name, file, *found)
        return None

    def taken(self, id: str) -> bool:
        """Whether an id is in use, now or as an earlier id."""
        return any(
            id in file.records or any(id in _listed(r[2].get("was")) for r in file.records.values())
            for file in self.files.values()
        )

    def file_for(self, plural: str, wanted: str = "") -> str:
        """Return the file a new record of a kind goes to."""
        if wanted:
            return wanted if wanted.endswith((".yaml", ".yml")) else f"{wanted}.yaml"
        counts = {
            name: sum(r[0] == plural for r in file.records.values())
            for name, file in self.files.items()
            if not file.front and name != HEADER
        }
        best = max(counts, key=lambda name: counts[name], default="")
        return best if best and counts[best] else f"{plural}.yaml"

    def write(self, name: str, content: bytes, meant: dict[str, Trees | None]) -> None:
        """Give one file other bytes, by which nothing changes but what is meant: record id, its new
        fields (or ``None`` for a record taken out).

        Raises:
            CannotHold: when the new bytes would not read back as meant.
        """
        self.prove(name, content, meant)
        durable.write(self.path, {name: content})

    def reread(self, name: str, content: bytes) -> SourceFile:
        """Return a file as it would be with other bytes.

        Raises:
            CannotHold: when they would be no text.
        """
        file = _source(name, content)
        if file is None:
            raise CannotHold(name)
        return file

    def remove(self, name: str) -> None:
        """Remove a file."""
        durable.write(self.path, {name: None})

    def prove(self, name: str, content: bytes, meant: dict[str, Trees | None]) -> None:
        """Read a file's new bytes back and compare.

        Raises:
            CannotHold: when they would not read back as meant.
        """
        before = self.files.get(name) or SourceFile(name, b"", "")
        after = _source(name, content)
        expected = {id: record[2] for id, record in before.records.items()} | meant
        found = {} if after is None else {id: record[2] for id, record in after.records.items()}
        if found != {id: tree for id, tree in expected.items() if tree is not None}:
            raise CannotHold(name)


def _has_word(data: bytes, id: bytes) -> bool:
    """Whether an id stands in a text as a word of its own; most texts do not hold it at all."""
    return id in data and re.search(rb"(?<![\w-])" + re.escape(id) + rb"(?![\w-])", data) is not None


def rows_of(file: SourceFile, plural: str) -> tuple[int, int, str] | None:
    """Return where a new record of a kind goes in a file: the place, the hyphen's indent, and for a
    list on one line what stands before the record; ``None`` when the file has no such list.

    Raises:
        Tangled: when the list is written so that nothing can be added.
    """
    after_last = _after_last(file, plural)
    if after_last is not None:
        return after_last
    whole = compose(file.text)
    pair = pair_of(whole, plural) if whole is not None and whole.id == "mapping" else None
    if pair is None:
        return None
    text = Text(file.text, 0, pair[1])
    node = pair[1]
    if node.id == "scalar" and not node.value:
        return text.next_line(text.end(pair[0])), 0, ""
    if node.id != "sequence":
        raise Tangled
    if node.flow_style:
        return text.end(node) - 1, 0, ", " if node.value else " "
    first = text.start(node.value[0])
    line = text.line_start(first)
    return text.next_line(text.end(node)), len(file.text[line:first].split("-")[0]), ""


def _after_last(file: SourceFile, plural: str) -> tuple[int, int, str] | None:
    """Where a plain list of records ends, found by its last record alone: a list of a thousand takes as
    long as one of ten. ``None`` where it is not plain."""
    listed = [(at, id) for id, (of, at, _) in file.records.items() if of == plural]
    yaml = YamlFile(file.name, file.text)
    span = yaml.span(plural, len(listed) - 1) if listed and yaml.count(plural) == len(listed) else None
    node = compose(file.text[span[0] : span[1]]) if span is not None else None
    if span is None or node is None or node.id != "sequence" or len(node.value) != 1:
        return None
    last = node.value[0]
    named = pair_of(last, "id") if last.id == "mapping" else None
    if named is None or named[1].value != max(listed)[1]:
        return None
    text = Text(file.text, span[0], node)
    return text.next_line(text.end(node)), file.text.index("-", span[0]) - span[0], ""


def _source(name: str, data: bytes) -> SourceFile | None:
    text, _ = decode(data, name)
    if text is None:
        return None
    file = SourceFile(name, data, text)
    if name.endswith(".md"):
        return _markdown(file)
    tree, _, _ = read_tree(name, text)
    for plural, listed in tree.items() if isinstance(tree, dict) else ():
        if plural in BY_PLURAL:
            for at, record in enumerate(listed if isinstance(listed, list) else [listed]):
                if isinstance(record, dict) and isinstance(record.get("id"), str):
                    file.records.setdefault(record["id"], (plural, at, without_blanks(record)))
    return file


def _markdown(file: SourceFile) -> SourceFile | None:
    pages, _ = markdown.split(file.text, file.name)
    if pages is None:
        return None
    tree, _, _ = read_tree(file.name, pages.front)
    file.front = _front_end(file.text, file.name)
    if isinstance(tree, dict) and isinstance(tree.get("id"), str):
        record = without_blanks({k: v for k, v in tree.items() if k != "kind"})
        if pages.body.strip():
            record.setdefault("text", pages.body.strip("\n"))
        file.records[record["id"]] = ("", 0, record)
    return file


def _front_end(text: str, name: str) -> int:
    pages, _ = markdown.split(text, name)
    return text.index("\n") + 1 + len(pages.front) if pages is not None else 0


def without_blanks(tree: Any) -> Any:
    """Return a tree without what is blank in it, and truth values as the words they were written with."""
    if isinstance(tree, Mapping):
        pairs = ((k, without_blanks(v)) for k, v in tree.items())
        return {k: v for k, v in pairs if v is not None and v not in ("", [], {})}
    if isinstance(tree, (list, tuple)):
        return [v for each in tree if (v := without_blanks(each)) is not None and v not in ("", [], {})]
    return str(tree).lower() if isinstance(tree, bool) else tree


def _listed(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else [value]
