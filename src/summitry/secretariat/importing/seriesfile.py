"""A table of dated rows as a series of events: the CSV file, and a proposal of how its columns are read.

Only what the headings say plainly is taken up. A column of kinds or actors is used when the dossier knows
every word of it; else its words stand in the text of the event, and a person decides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summitry.archive.readers.decoding import decoded
from summitry.archive.readers.table import rows
from summitry.dossier.kinds import EventKind, Party
from summitry.dossier.value import Dossier
from summitry.folder import edit
from summitry.folder.load import load
from summitry.foundation import durable
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.values import dataclass

_HEADINGS: dict[str, tuple[str, ...]] = {
    "on": ("date", "on", "day", "datum", "event_date", "start_date", "날짜"),
    "time": ("time", "time_utc", "time_local"),
    "kind": ("kind", "type", "event_type", "category"),
    "by": ("by", "actor", "side", "initiator", "actor1"),
    "title": ("title", "name", "event", "headline", "missile"),
    "says": ("says", "description", "summary", "text", "what"),
    "place": ("place", "location", "site", "facility", "where"),
    "amount": ("amount", "rounds", "number", "fatalities", "deaths"),
    "note": ("note", "notes", "remark", "remarks", "outcome"),
}
_BLANKS = ("unknown", "n/a", "na", "none", "-", "--", "?", "null", "nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesProposal:
    """How a table may be read as events."""

    name: str
    csv: str
    record: Mapping[str, Any]


def propose_series(content: bytes, id: str, title: str, dossier: Dossier) -> SeriesProposal | None:
    """Return how a table may be read as a series of events; ``None`` when no column holds its dates."""
    listed = rows(decoded(content)[0])
    if len(listed) < 2:
        return None
    header, body = [h.strip() for h in listed[0]], [r for r in listed[1:] if len(r) == len(listed[0])]
    columns = _columns(header)
    if "on" not in columns or len(set(header)) != len(header):
        return None
    if not _are_dates(_cells(header, body, columns["on"])):
        return None
    known = {"kind": _names(dossier, EventKind), "by": _names(dossier, Party)}
    fields: dict[str, list[str]] = {}
    values: dict[str, dict[str, str]] = {}
    for target, column in columns.items():
        words = {w for w in _cells(header, body, column) if w and w not in _BLANKS}
        if target in known and not all(w.casefold() in known[target] for w in words):
            fields.setdefault(column, []).append("says")
            continue
        if target in known:
            values[column] = {w: known[target][w.casefold()] for w in sorted(words)}
        fields.setdefault(column, []).append(target)
    found = sorted({w for c in columns.values() for w in _cells(header, body, c) if w.casefold() in _BLANKS})
    record = {
        "id": f"{id}-series", "title": title, "document": id, "file": f"{id}.csv",
        "columns": {column: t[0] if len(t) == 1 else t for column, t in fields.items()},
        "values": values, "blanks": found, "id_rule": f"{id}-{{{columns['on']}}}",
        "note": "Proposed at import, to be looked at: which columns fill which fields, and what it covers.",
    }  # fmt: skip
    return SeriesProposal(name=id, csv=_as_csv(header, body), record={k: v for k, v in record.items() if v})


def put_series(folder: Path, proposal: SeriesProposal) -> str:
    """Write a series and its table beside each other; return what to say of it.

    When the table cannot be read as proposed nothing is left, and the reason is returned.

    Raises:
        NotWritable: when the folder cannot be written.
    """
    table, sheet = f"{proposal.name}.csv", f"{proposal.name}.yaml"
    if (folder / table).exists() or (folder / sheet).exists():
        return f"{table} or {sheet} is there already; no series of events was proposed."
    with durable.writing(folder):
        durable.write(folder, {table: proposal.csv.encode()})
    edit.insert(folder, "series", proposal.record, sheet)
    after = load(folder)
    wrong = [f for f in after.faults if f.place.origin.file in (table, sheet)]
    if wrong:
        with durable.writing(folder):
            durable.write(folder, {table: None, sheet: None})
        return f"No series of events was proposed: {wrong[0].message}"
    return f"{sheet} proposes how the rows of {table} are read as events; look at it."


def _columns(header: Sequence[str]) -> dict[str, str]:
    folded = {h.casefold().replace(" ", "_"): h for h in header}
    return {
        target: folded[name] for target, names in _HEADINGS.items()
        for name in [next((n for n in names if n in folded), "")] if name
    }  # fmt: skip


def _cells(header: Sequence[str], body: Sequence[Sequence[str]], column: str) -> list[str]:
    at = header.index(column)
    return [row[at].strip() for row in body]


def _are_dates(cells: Sequence[str]) -> bool:
    right = 0
    for cell in cells:
        try:
            right += bool(cell and parse_when(cell))
        except DateFault:
            continue
    return right == len(cells) > 0


def _names(dossier: Dossier, kind: type[EventKind] | type[Party]) -> dict[str, str]:
    """The words by which records of a kind are known, each with its id."""
    found: dict[str, str] = {}
    for record in dossier.all(kind):
        for word in (record.id, record.known_as, *getattr(record, "also", ())):
            found.setdefault(word.casefold(), record.id)
    return found


def _as_csv(header: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(body)
    return out.getvalue()
