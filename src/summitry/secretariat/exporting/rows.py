"""The rows of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from summitry.archive.forms import place_of
from summitry.archive.proofs import proofs
from summitry.dossier.citations import citation
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import every_part
from summitry.dossier.tree import as_tree
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.version import __version__
from summitry.secretariat.answers import findings
from summitry.secretariat.checking import check
from summitry.secretariat.exporting.tables import HELD_APART, OF_ALL, VIEWS, Table, every

Put = Callable[[Table, tuple[Any, ...]], int]
"""Adds a row to a table and returns its number."""


def put_records(table: Table, kind: type[Record], dossier: Dossier, put: Put) -> None:
    """Add the records of a kind, in the order of their ids, with their lists."""
    for id in sorted(dossier.ids(kind.kind)):
        record = dossier.get(id)
        assert record is not None
        put(table, (record.id, dossier.title(record.id), *_plain(record)))
        _put_lists(table, record, record.id, None, put)


def _plain(owner: Part) -> Iterator[Any]:
    for spec in specs(type(owner)):
        if not (spec.key == "id" and isinstance(owner, Record)):
            yield from _cells(spec, getattr(owner, spec.name))


def _cells(spec: FieldSpec, value: Any) -> Iterator[Any]:
    if spec.shape in HELD_APART:
        return
    if spec.shape == "when":
        yield from _when(value)
    elif spec.shape in ("count", "days", "workdays", "flag"):
        yield int(value) if value is not None else None
    else:
        yield _text(value) or None


def _when(value: When | None) -> tuple[str | None, str | None, str | None]:
    if value is None:
        return None, None, None
    first = value.earliest.isoformat() if value.earliest > date.min else None
    last = value.latest.isoformat() if value.latest < date.max else None
    return value.text, first, last


def _text(value: Any) -> str:
    return str(value or "").encode("utf-8", "replace").decode()


def _put_lists(table: Table, owner: Part, record: str, within: int | None, put: Put) -> None:
    for inner in table.inner:
        spec = inner.spec
        assert spec is not None
        value = getattr(owner, spec.name)
        if value in (None, ()):
            continue
        for n, entry in enumerate((value,) if spec.shape == "part" else value, 1):
            _put_entry(inner, spec, entry, (record, within, n), put)


def _put_entry(table: Table, spec: FieldSpec, entry: Any, where: tuple[Any, ...], put: Put) -> None:
    if isinstance(entry, Part):
        row = put(table, (None, *where, *_plain(entry)))
        _put_lists(table, entry, where[0], row, put)
    elif spec.shape == "table":
        key, value = entry
        assert spec.value is not None
        if isinstance(value, Part):
            row = put(table, (None, *where, _text(key), *_plain(value)))
            _put_lists(table, value, where[0], row, put)
            return
        cells = tuple(_cells(spec.value, value)) or ("\n".join(map(_text, value)) or None,)
        put(table, (None, *where, _text(key), *cells))
    else:
        put(table, (None, *where, _text(entry)))


# -- what is not of one kind ---------------------------------------------------------------------------


def put_all(dossier: Dossier, kinds: tuple[Table, ...], reader: str, put: Put) -> None:
    """Add the rows of the tables that are not of one kind."""
    tables = {table.name: table for table in OF_ALL}

    def add(name: str, *cells: Any) -> int:
        return put(tables[name], cells)

    for name, value in _head(dossier, reader):
        add("dossier", name, value)
    for record in sorted(dossier.index.records(), key=lambda r: r.id):
        _put_record(dossier, record, add)
    _put_findings(dossier, add)
    for table in every((*kinds, *OF_ALL)):
        add("readme", table.name, "", table.says or table.name.replace("_", " "))
        for column in table.columns:
            add("readme", table.name, column.name, column.says)
    for name, says, _ in VIEWS:
        add("readme", name, "", says)


def _head(dossier: Dossier, reader: str) -> Iterator[tuple[str, str]]:
    header = dossier.header
    yield "title", header.dossier
    yield "as_of", dossier.limit.isoformat()
    yield "zone", header.zone
    yield "for", reader
    yield "narrowed", "yes" if dossier.is_narrowed else "no"
    yield "markings", ", ".join(header.markings)
    yield "own_side", header.own_side
    yield "made_with", f"summitry {__version__}"


Add = Callable[..., int]


def _put_record(dossier: Dossier, record: Record, add: Add) -> None:
    learned = _when(record.learned)[1]
    marking = record.marking or dossier.header.lowest_marking
    add("records", record.id, record.kind, dossier.title(record.id), marking, learned)
    for noun, part in _named_parts(record):
        target = f"{record.id}/{part.id}"
        add("parts", target, record.id, noun, dossier.title(target))
    for reference in record.refs:
        found = dossier.get(reference.target.partition("/")[0])
        if reference.target in reference.spec.words_allowed:
            continue
        where = ".".join(map(str, (*reference.path,)))
        add("naming", record.id, where, reference.target, found.id if found is not None else None)
    _put_shared(record, add)
    for path, owner in (((), record), *every_part(record)):
        for cites in owner.source:
            document = citation(cites).document if cites.strip() else ""
            known = dossier.get(document)
            at = known.id if known is not None and known.kind == "document" else None
            add("sources", record.id, ".".join(map(str, path)), cites, at, place_of(dossier, cites))
    for proof in proofs(dossier, record.id):
        where = ".".join(map(str, proof.path))
        add("quotations", record.id, where, _text(proof.words), proof.verdict.value, proof.cites or None)


def _put_shared(record: Record, add: Add) -> None:
    for path, owner in (((), record), *every_part(record)):
        for group in owner.access:
            add("access", record.id, ".".join(map(str, path)), group)
    for earlier in record.was:
        add("was", record.id, earlier)
    for told in record.told:
        add("told", record.id, told.who, *_when(told.on))
    for who in record.kept_from:
        add("kept_from", record.id, who)


def _named_parts(record: Record) -> Iterator[tuple[str, Part]]:
    seen: set[str] = set()
    for _, part in every_part(record):
        noun = type(part).noun
        if noun and part.id and part.id not in seen:
            seen.add(part.id)
            yield noun, part


def _put_findings(dossier: Dossier, add: Add) -> None:
    report = findings(dossier, check(dossier))
    number = 0
    for accepted, found in ((0, report["found"]), (1, report["accepted"])):
        for item in found:
            number += 1
            place = item["place"]
            add("findings", number, item["code"], item["severity"], item["message"], item.get("hint"),
                place.get("record") or None, ".".join(map(str, place.get("path", ()))) or None,
                accepted)  # fmt: skip
            for n, target in enumerate(item.get("about", ()), 1):
                add("findings_about", number, n, target)


def trees(dossier: Dossier, kind: type[Record]) -> list[dict[str, Any]]:
    """Return the records of a kind as their author would write them, in the order of their ids."""
    found = (dossier.get(id) for id in sorted(dossier.ids(kind.kind)))
    return [as_tree(record) for record in found if record is not None]
