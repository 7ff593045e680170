"""Writing an export: whole or not at all, the same bytes for the same dossier, reader and day."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from summitry.dossier.kinds import KINDS
from summitry.dossier.value import Dossier
from summitry.foundation import durable
from summitry.secretariat.exporting.rows import put_all, put_records, trees
from summitry.secretariat.exporting.tables import OF_ALL, VIEWS, Table, every, of_kinds, quoted

FORM = 1
"""The number of the form, kept in ``PRAGMA user_version``. A column may be added under one number."""

APPLICATION = 0x53756D6D
"""``Summ``: by this a file is told from other databases."""


def export_sqlite(dossier: Dossier, path: Path, reader: str = "") -> int:
    """Write a dossier, as it was narrowed and limited, as one SQLite file; return how many rows it has.

    Raises:
        NotWritable: when the file cannot be written; then what was there stays.
    """
    with closing(_filled(dossier, reader)) as made:
        rows = sum(_count(made, table) for table in every((*of_kinds(), *OF_ALL)))
        content = made.serialize()
    durable.put(path, content)
    return rows


def _filled(dossier: Dossier, reader: str) -> sqlite3.Connection:
    """The database, in memory."""
    made = sqlite3.connect(":memory:")
    kinds = of_kinds()
    made.execute("PRAGMA foreign_keys = OFF")
    made.execute(f"PRAGMA user_version = {FORM}")
    made.execute(f"PRAGMA application_id = {APPLICATION}")
    for table in every((*OF_ALL, *kinds)):
        made.execute(table.create)

    def put(table: Table, cells: tuple[Any, ...]) -> int:
        blanks = ", ".join("?" * len(table.columns))
        return made.execute(f"INSERT INTO {quoted(table.name)} VALUES ({blanks})", cells).lastrowid or 0

    for table, kind in zip(kinds, KINDS, strict=True):
        put_records(table, kind, dossier, put)
    put_all(dossier, kinds, reader, put)
    for table in every(kinds):
        if table.spec is not None:
            made.execute(
                f"CREATE INDEX {quoted(f'of {table.name}')} ON {quoted(table.name)} (record_id, within)"
            )
    for name, _, question in VIEWS:
        made.execute(f"CREATE VIEW {quoted(name)} AS {question}")
    made.commit()
    made.execute("VACUUM")
    return made


def _count(made: sqlite3.Connection, table: Table) -> int:
    return int(made.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchone()[0])


def as_json(dossier: Dossier) -> str:
    """Return a dossier as one JSON object: its day, and each kind's records as they are written."""
    head = {
        "dossier": dossier.header.dossier,
        "as_of": dossier.limit.isoformat(),
        "narrowed": dossier.is_narrowed,
    }
    found = {kind.plural: listed for kind in KINDS if (listed := trees(dossier, kind))}
    return json.dumps({**head, **found}, ensure_ascii=False, indent=1) + "\n"


def as_csv(dossier: Dossier, reader: str = "") -> Generator[tuple[str, str], None, None]:
    """Yield the tables that hold something as CSV: file name and text.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    with closing(_filled(dossier, reader)) as made:
        for table in every((*OF_ALL, *of_kinds())):
            rows = made.execute(f"SELECT * FROM {quoted(table.name)}").fetchall()
            if rows:
                out = io.StringIO()
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow([column.name for column in table.columns])
                writer.writerows([_harmless(cell) for cell in row] for row in rows)
                yield f"{table.name}.csv", out.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell
