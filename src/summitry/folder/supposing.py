"""Records that are not in the folder: built from fields as an author would write them."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.dossier.record import Record
from summitry.folder import emit
from summitry.folder.build import Builder
from summitry.folder.locate import YamlFile
from summitry.folder.yamltext import Tree
from summitry.foundation.diagnostics import Diagnostic

NAME = "(not filed yet)"


def supposed(kind: type[Record], fields: Mapping[str, Tree]) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """Return the record that these fields would make, and what is wrong with them."""
    filled = {k: v for k, v in fields.items() if v not in (None, "", [], {})}
    file = YamlFile(NAME, f"{kind.plural}:\n{emit.item(filled)}")
    faults: list[Diagnostic] = []
    return Builder(file, faults).record(kind, 0, filled), tuple(faults)
