"""Safe fixes, made in the author's text: one word becomes another, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summitry.folder import emit, nodes
from summitry.folder.nodes import Node, Text
from summitry.folder.places import Folder
from summitry.folder.refusals import Tangled
from summitry.folder.splice import Splice, spliced_bytes
from summitry.foundation import durable
from summitry.foundation.diagnostics import Fix


def apply_fixes(folder: str | Path, fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Make the fixes that still fit the text; return those that were made.

    A fix fits when the word it replaces stands where it says. All are written in one act.

    Raises:
        NotWritable: when the folder is read-only; then nothing is changed.
    """
    path = Path(folder)
    with durable.writing(path):
        there = Folder.read(path)
        made: list[Fix] = []
        changes: dict[str, set[Splice]] = {}
        for fix in fixes:
            held = there.held(fix.record)
            splice = None
            if held is not None:
                try:
                    splice = _splice(held.composed(), fix)
                except Tangled:
                    splice = None
            if held is not None and splice is not None:
                changes.setdefault(held.file, set()).add(splice)
                made.append(fix)
        durable.write(
            path,
            {name: spliced_bytes(there.files[name].data, splices) for name, splices in changes.items()},
        )
        return tuple(made)


def _splice(text: Text, fix: Fix) -> Splice | None:
    node: Node = text.node
    for at, step in enumerate(fix.path):
        if node.id == "mapping" and isinstance(step, str):
            pair = nodes.pair_of(node, step)
            if pair is None:
                return None
            if at == len(fix.path) - 1 and step == fix.old:
                return _instead(text, pair[0], fix)
            node = pair[1]
        elif node.id == "sequence" and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            break
    if node.id != "scalar" or node.value.strip() != fix.old:
        return None
    return _instead(text, node, fix)


def _instead(text: Text, node: Node, fix: Fix) -> Splice:
    return Splice(text.start(node), text.end(node), emit.scalar(fix.value, flow=True))
