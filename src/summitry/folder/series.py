"""Long event series kept as CSV, read row by row as the sibling YAML file says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from summitry.dossier.fields import spec_by_key
from summitry.dossier.kinds import Event, Series
from summitry.folder.build import Builder
from summitry.folder.faults import fault
from summitry.folder.reading import spot
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.origin import Origin, Path

MAX_ROWS = 200_000
"""Most rows read from one CSV file."""

_SLOT = re.compile(r"\{(\w+)\}")
_JOINED = ("title", "says", "place", "amount", "note")


class CsvFile:
    """Where the rows of a CSV file stand: one row, one line."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines = text.split("\n")
        self.row_lines: list[int] = []

    def locate(self, kind: str, index: int, path: Path) -> Origin:
        """Return the line of the ``index``-th row."""
        line = self.row_lines[index] if index < len(self.row_lines) else 1
        return Origin(self.name, line, 1)

    def source_line(self, line: int) -> str:
        """Return one line of the file."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""


def read_series(
    series: Series, text: str, name: str, known_ids: set[str]
) -> tuple[list[Event], list[Diagnostic]]:
    """Return the events of a series and what is wrong with its rows.

    A row that cannot be read is a fault with its line, and the others are read all the same.
    """
    faults: list[Diagnostic] = []
    file = CsvFile(name, text)
    builder = Builder(file, faults)
    events: list[Event] = []
    header: list[str] | None = None
    for line, row in _rows(text, name, faults):
        if header is None:
            header = [column.strip() for column in row]
            faults.extend(_column_faults(series, header, name))
            continue
        if len(events) >= MAX_ROWS:
            faults.append(fault("FRM015", f"{name} has more than {MAX_ROWS:,} rows; the rest is not read.",
                                spot(name, line)))  # fmt: skip
            break
        if len(row) != len(header):
            faults.append(
                fault("FRM026", f"Line {line} of {name} has {len(row)} columns, not {len(header)}.",
                      spot(name, line, 1), "A comma inside a value needs quotation marks around it.")
            )  # fmt: skip
            continue
        index = len(file.row_lines)
        file.row_lines.append(line)
        raw = _fields(series, dict(zip(header, row, strict=True)))
        raw["id"] = _unique(_row_id(series, dict(zip(header, row, strict=True)), line), known_ids)
        event = builder.record(Event, index, raw)
        if isinstance(event, Event):
            events.append(event)
    return events, faults


def _rows(text: str, name: str, faults: list[Diagnostic]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(fault("FRM026", f"Line {line} of {name} is not a CSV row: {error}.",
                                spot(name, line, 1)))  # fmt: skip
            continue
        if row and any(cell.strip() for cell in row):
            yield line, row


def _column_faults(series: Series, header: list[str], name: str) -> list[Diagnostic]:
    found = []
    fields = spec_by_key(Event)
    for column, targets in series.columns:
        if column not in header:
            found.append(_no_column(series, header, name, "columns", column))
        for target in targets:
            if target not in fields and target != "time":
                found.append(fault("FRM028", f'An event has no field "{target}".',
                                   series.where("columns", column)))  # fmt: skip
    filled = {f"{column}/{target}" for column, targets in series.columns for target in targets}
    filled.update(column for column, _ in series.columns)
    for part, keys in (("values", series.values), ("wording", series.wording)):
        for key, _ in keys:
            if key not in filled:
                found.append(_no_column(series, sorted(filled), name, part, key))
    for rule in (series.id_rule, series.salvo_rule):
        for slot in _SLOT.findall(rule):
            if slot not in header:
                key = "id_rule" if rule == series.id_rule else "salvo_rule"
                found.append(_no_column(series, header, name, key, slot))
    return found


def _no_column(series: Series, known: list[str], name: str, *path: str) -> Diagnostic:
    return fault("FRM028", f'{name} has no column "{path[-1]}" that is read here.', series.where(*path),
                 f"Known here: {', '.join(known)[:200]}.")  # fmt: skip


def _fields(series: Series, row: dict[str, str]) -> dict[str, object]:
    blanks = {*series.blanks, ""}
    means = {key: dict(words) for key, words in series.values}
    wording = dict(series.wording)
    raw: dict[str, object] = dict(series.constants)
    time = ""
    for column, targets in series.columns:
        cell = row.get(column, "").strip()
        if cell in blanks:
            continue
        for target in targets:
            value = _meant(means, f"{column}/{target}", _meant(means, column, cell))
            words = wording.get(f"{column}/{target}", wording.get(column, "{}"))
            value = words.replace("{}", value)
            if target == "time":
                time = value
            elif value:
                before = raw.get(target) if target in _JOINED else None
                raw[target] = f"{before}, {value}" if before else value
    if time and isinstance(raw.get("on"), str):
        raw["on"] = f"{raw['on']}T{time}"
    raw["series"] = series.id
    if series.document:
        raw.setdefault("source", series.document)
    if series.zone:
        raw.setdefault("zone", series.zone)
    if series.salvo_rule:
        raw.setdefault("salvo", f"{series.id} {_filled(series.salvo_rule, row)}")
    if series.learned_as == "occurred" and "on" in raw:
        raw.setdefault("learned", raw["on"])
    return raw


def _meant(means: dict[str, dict[str, str]], key: str, word: str) -> str:
    return means.get(key, {}).get(word, word)


def _filled(rule: str, row: dict[str, str]) -> str:
    return _SLOT.sub(lambda m: row.get(m[1], "").strip() or "x", rule)


def _row_id(series: Series, row: dict[str, str], line: int) -> str:
    made = _filled(series.id_rule or f"{series.id}-{line}", row)
    return re.sub(r"[^\w.-]+", "-", made).strip("-")[:120]


def _unique(id: str, known: set[str]) -> str:
    found, number = id, 2
    while found in known:
        found, number = f"{id}.{number}", number + 1
    known.add(found)
    return found
