"""Guarded edits: a record's fields change, and not one byte of anything else does.

Every act names what it was based on: the digest of the fields it changes. Where they have changed
meanwhile it is refused, with both texts; where only other fields or records changed, it succeeds.
Whatever is written is first read back in memory and compared: exactly the intended value, and every
other record as it was. Writes are atomic and durable (`summitry.foundation.durable`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from summitry.dossier.kinds import BY_KIND, BY_PLURAL
from summitry.folder import emit, nodes
from summitry.folder.places import Folder, Held, Meant, Sees, SourceFile, rows_of, without_blanks
from summitry.folder.refusals import NotWritable, Refused, StaleText, Tangled
from summitry.folder.splice import Splice, spliced_bytes
from summitry.folder.yamltext import Tree
from summitry.foundation import durable
from summitry.foundation.values import dataclass

Fields = Mapping[str, Tree]
"""Fields of a record as their author writes them: texts, lists and mappings; ``None`` is blank."""


ANY = Meant()
"""The record of that id, wherever it is."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Some fields of a record, and the digest that says which text of them was read."""

    record: str
    fields: dict[str, Tree]
    digest: str


def digest_of(fields: Fields) -> str:
    """Return the digest of some fields: SHA-256 of their keys and values, whatever their order.

    >>> digest_of({"a": "1", "b": None}) == digest_of({"b": "", "a": "1"})
    True
    """
    said = {key: value or None for key, value in fields.items()}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_fields(folder: str | Path, record: str, keys: Iterable[str] = (), meant: Meant = ANY) -> Revision:
    """Return fields of a record as they stand in the text (all of them when no key is named).

    ``meant`` says which record that is, where the id alone does not.

    Raises:
        Refused: when there is no such record, or it stands in a file that cannot be edited.
    """
    held = Folder.with_record(Path(folder), record, meant).held(record, meant.sees)
    if held is None:
        raise Refused(f"There is no record called {record}.")
    wanted = list(keys) or list(held.tree)
    fields = {key: held.tree.get(key) for key in wanted}
    return Revision(record, fields, digest_of(fields))


def set_fields(folder: str | Path, record: str, fields: Fields, digest: str, meant: Meant = ANY) -> Revision:
    """Give fields of a record new values; a blank value takes the field out.

    ``digest`` is that of the same fields as they were read. Returns the fields as they now stand.

    Raises:
        StaleText: when the fields have changed since.
        Refused: when there is no such record, the text cannot be changed in this way, or the fields
            cannot be written in the text format.
        NotWritable: when the folder is read-only.
    """
    if "id" in fields:
        raise Refused("An id is changed with rename, which changes every reference too.")
    path = Path(folder)
    with durable.writing(path):
        there = Folder.with_record(path, record, meant)
        held = _held(there, record, meant.sees)
        before = {key: held.tree.get(key) for key in fields}
        if digest_of(before) != digest:
            raise StaleText(record, fields, before)
        after = without_blanks({**held.tree, **fields})
        if digest_of(before) != digest_of(fields):
            there.write(held.file, _with_fields(held, fields), {record: after})
        return Revision(record, dict(fields), digest_of(fields))


def insert(folder: str | Path, kind: str, fields: Fields, file: str = "") -> str:
    """Add a record of a kind (``statement``); return the file it went to.

    It goes to the end of its kind's list in ``file``, else in the file that holds most of its kind,
    else in a new file called as the kind's plural.

    Raises:
        Refused: when its id is missing or taken.
        NotWritable: when the folder is read-only.
    """
    return insert_all(folder, kind, [fields], file)


def insert_all(folder: str | Path, kind: str, records: Iterable[Fields], file: str = "") -> str:
    """Add records of one kind in one act: all of them or none; return the file they went to.

    Raises:
        Refused: when an id is missing or taken.
        NotWritable: when the folder is read-only.
    """
    cls = BY_KIND.get(kind) or BY_PLURAL.get(kind)
    if cls is None:
        raise Refused(f'There is no kind of record called "{kind}".')
    path = Path(folder)
    listed = list(records)
    ids = [id for fields in listed if isinstance(id := fields.get("id"), str) and id]
    with durable.writing(path):
        there = Folder.read_enough(path, file, ids) if file else Folder.read(path)
        name = there.file_for(cls.plural, file)
        trees = _new_trees(there, listed)
        source = there.files.get(name) or SourceFile(name, b"", "")
        if trees:
            change = _new_records(source, cls.plural, list(trees.values()))
            there.write(name, spliced_bytes(source.data, [change]), dict(trees))
        return name


def _new_trees(there: Folder, records: Iterable[Fields]) -> dict[str, dict[str, Tree]]:
    trees: dict[str, dict[str, Tree]] = {}
    for fields in records:
        id = fields.get("id")
        if not isinstance(id, str) or not id:
            raise Refused("A new record needs an id.")
        if id in trees or there.taken(id):
            raise Refused(f'There is already a record called "{id}".')
        trees[id] = without_blanks({"id": id, **fields})
    return trees


def delete(folder: str | Path, record: str, digest: str) -> None:
    """Take a record out; ``digest`` is that of all its fields as they were read.

    Raises:
        StaleText: when the record has changed since.
        Refused: when there is no such record, or its lines cannot be told apart from others.
        NotWritable: when the folder is read-only.
    """
    path = Path(folder)
    with durable.writing(path):
        there = Folder.read(path)
        held = _held(there, record)
        if digest_of(held.tree) != digest:
            raise StaleText(record, {}, held.tree)
        if held.front:
            there.remove(held.file)
            return
        there.write(held.file, held.after([_without(held)]).source.data, {record: None})


# -- how a text changes --------------------------------------------------------------------------


def _held(there: Folder, record: str, sees: Sees | None = None) -> Held:
    held = there.held(record, sees)
    if held is None:
        raise Refused(f"There is no record called {record} that can be edited.")
    return held


def _with_fields(held: Held, fields: Fields) -> bytes:
    """Change one field after the other, each in the text that the one before left."""
    for key, value in fields.items():
        if key == "text" and held.front:
            changes = [held.body_change(value if isinstance(value, str) else "")]
        else:
            text = held.composed()
            changes = list(nodes.set_key(text, text.node, key, held.tree.get(key), value))
        held = held.after(changes)
    return held.source.data


def _new_records(file: SourceFile, plural: str, trees: list[dict[str, Tree]]) -> Splice:
    text, rows = file.text, rows_of(file, plural)
    if rows is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        return Splice(len(text), len(text), f"{gap}{plural}:\n{''.join(emit.item(tree) for tree in trees)}")
    at, indent, flow = rows
    if flow:
        return Splice(at, at, flow + ", ".join(emit.flow(tree) for tree in trees))
    lines = "".join(emit.item(tree, indent) for tree in trees)
    if at and text[at - 1] != "\n":
        return Splice(at, at, "\n" + lines.removesuffix("\n"))
    return Splice(at, at, lines)


def _without(held: Held) -> Splice:
    text = held.composed()
    if held.flow:
        raise Tangled
    start = text.line_start(text.base)
    return Splice(start, text.next_line(text.end(text.node)), "")


__all__ = [
    "NotWritable", "Refused", "Revision", "StaleText", "Tangled", "delete", "digest_of", "insert",
    "insert_all", "read_fields", "set_fields",
]  # fmt: skip
