"""A new id for a record or a part, in one act with every reference to it.

Old links live on: the record keeps its earlier id under ``was``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from summitry.dossier.record import Record
from summitry.dossier.shape import every_part
from summitry.dossier.value import Dossier
from summitry.folder import emit, nodes
from summitry.folder.build import is_id
from summitry.folder.load import load
from summitry.folder.locate import compose
from summitry.folder.nodes import Node, Text
from summitry.folder.ownparts import own_namings
from summitry.folder.places import Folder, Held, SourceFile
from summitry.folder.reading import HEADER
from summitry.folder.refusals import Refused
from summitry.folder.splice import Splice, spliced_bytes
from summitry.foundation import durable, origin

_HEADER_NAMES = ("own_side", "counterparts", "calendars", "holidays")


def rename(folder: str | Path, old: str, new: str) -> tuple[str, ...]:
    """Give a record (``old``) or part (``record/part``) another id; return the files that changed.

    For a part, ``new`` is the part's new id alone, or ``record/new``. Every field, source, header
    entry and own-part name that says the old id says the new one afterwards; prose is left alone.

    Raises:
        Refused: when there is no such id, the new one is taken or cannot be an id, or a reference
            stands where it cannot be changed (in a CSV file).
        NotWritable: when the folder is read-only; then nothing is changed.
    """
    path = Path(folder)
    with durable.writing(path):
        there, dossier = Folder.read(path), load(path)
        head, _, part = old.partition("/")
        target = new if not part else f"{head}/{new.removeprefix(f'{head}/')}"
        _allow(there, dossier, old, target)
        changes: dict[str, list[Splice]] = {}
        for record in dossier.whole.records:
            for name, splice in _in_record(there, record, old, target):
                changes.setdefault(name, []).append(splice)
        if not part:
            for splice in _in_header(there.files[HEADER], old, target):
                changes.setdefault(HEADER, []).append(splice)
        written = {
            name: spliced_bytes(there.files[name].data, dict.fromkeys(splices))
            for name, splices in changes.items()
        }
        if not part:
            written |= _remembering(there, written, old, target)
        durable.write(path, written)
        return tuple(sorted(written))


def _allow(there: Folder, dossier: Dossier, old: str, new: str) -> None:
    if dossier.find(old) is None or there.held(old.partition("/")[0]) is None:
        raise Refused(f'There is no record or part called "{old}" that can be renamed.')
    if not is_id(new.rpartition("/")[2]):
        raise Refused(f'"{new}" cannot be an id: letters, digits, hyphens and dots, without spaces.')
    taken = (
        dossier.find(new) is not None
        if "/" in new
        else there.taken(new) or dossier.index.get(new) is not None
    )
    if taken:
        raise Refused(f'"{new}" is taken already.')


# -- in records ----------------------------------------------------------------------------------


def _in_record(there: Folder, record: Record, old: str, new: str) -> Iterator[tuple[str, Splice]]:
    head, _, part = old.partition("/")
    said: list[tuple[origin.Path, bool, str, str]] = [
        (ref.path, ref.spec.shape == "table", old, new) for ref in record.refs if _names(ref.target, old)
    ]
    if record.id == head:
        said += _own(record, part, new.rpartition("/")[2]) if part else [(("id",), False, old, new)]
    if not said:
        return
    held = there.held(record.id)
    if held is None:
        raise Refused(f"{record.known_as} ({record.id}) names {old} in a CSV file; change that row first.")
    text = held.composed()
    for path, is_key, before, after in dict.fromkeys(said):
        for node in _scalars(text.node, path, is_key):
            if _names(_target_of(node.value), before):
                yield held.file, _renamed(text, node, before, after)


def _own(record: Record, part: str, new: str) -> Iterator[tuple[origin.Path, bool, str, str]]:
    """Where a record's own fields name one of its parts, the part's own id among them."""
    for naming in own_namings(record):
        if naming.says == part:
            yield naming.path, naming.path[-2:-1] in (("carries",), ("if",), ("in",)), part, new
    yield _path_of(record, part), False, part, new


def _path_of(record: Record, part: str) -> origin.Path:
    found = next(path for path, item in every_part(record) if item.id == part)
    return (*found, "id")


def _names(target: str, old: str) -> bool:
    return target == old or target.startswith(f"{old}/")


def _target_of(said: str) -> str:
    """The id in a reference or citation: its first word."""
    words = said.split(None, 1)
    return words[0] if words else ""


def _scalars(node: Node, path: origin.Path, is_key: bool) -> Iterator[Node]:
    """Yield the scalars a path leads to: a table's key, a value, or those of a date's reports."""
    for at, step in enumerate(path):
        last = at == len(path) - 1
        if node.id == "mapping":
            if isinstance(step, int):  # parts keyed by their ids, or one part without a hyphen
                keyed = all(v.id == "mapping" for _, v in node.value) and step < len(node.value)
                if keyed and path[at + 1 :] == ("id",):
                    yield node.value[step][0]
                    return
                node = node.value[step][1] if keyed else node
                continue
            pair = nodes.pair_of(node, step)
            if pair is None:
                return
            if last and is_key:
                yield pair[0]
                return
            node = pair[1]
        elif node.id == "sequence" and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            break
    yield from _below(node)


def _below(node: Node) -> Iterator[Node]:
    if node.id == "scalar":
        yield node
        return
    for each in node.value:
        yield from _below(each[1] if isinstance(each, tuple) else each)


def _renamed(text: Text, node: Node, old: str, new: str) -> Splice:
    start, end = text.start(node), text.end(node)
    raw = text.text[start:end]
    match = re.match(rf"([\"']?\s*){re.escape(old)}", raw)
    if match is None:
        raise Refused(f"A reference to {old} is written so that it cannot be changed alone.")
    quoted = bool(match[1])
    at = start + len(match[1])
    said = new if quoted or emit.scalar(new) == new else f'"{new}"'
    return Splice(at, at + len(old), said)


# -- elsewhere -----------------------------------------------------------------------------------


def _in_header(file: SourceFile, old: str, new: str) -> Iterator[Splice]:
    node = compose(file.text)
    if node is None or node.id != "mapping":
        return
    text = Text(file.text, 0, node)
    for key, value in node.value:
        if key.value not in _HEADER_NAMES:
            continue
        named = [k for k, _ in value.value] if value.id == "mapping" else list(_below(value))
        for scalar in named:
            if scalar.value == old:
                yield _renamed(text, scalar, old, new)


def _remembering(there: Folder, written: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The renamed record's file, with the old id under ``was``."""
    held = there.held(old)
    assert held is not None
    file = there.reread(held.file, written[held.file])
    found = Held(held.file, file, *file.records[new])
    text = found.composed()
    was = found.tree.get("was")
    earlier = was if isinstance(was, list) else [was] if was else []
    changes = list(nodes.set_key(text, text.node, "was", was, [*earlier, old]))
    return {held.file: spliced_bytes(file.data, changes)}
