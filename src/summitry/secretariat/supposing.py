"""What the check would say if a record stood as somebody types it: the dossier with it, looked at where it
touches. Nothing is written, and what comes of it is told of the reader's own dossier alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from summitry.dossier.asof import Calendar
from summitry.dossier.index import Change
from summitry.dossier.record import Record, Reference
from summitry.dossier.shape import changed
from summitry.dossier.value import Dossier
from summitry.folder.supposing import supposed
from summitry.folder.yamltext import Tree
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.values import dataclass
from summitry.secretariat.checking import EVERY_RULE
from summitry.secretariat.ways import steps

LOOKED_AT = frozenset({
    "relay", "question", "pledge", "agreement", "paper", "option", "decision", "condition", "term",
})  # fmt: skip
"""Kinds of record that another may put out of order when it names them."""

MOST = 12

Key = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What would be found: ``faults`` of what was typed; ``new``, ``still`` and no longer (``settled``)."""

    faults: tuple[Diagnostic, ...] = ()
    new: tuple[Diagnostic, ...] = ()
    still: tuple[Diagnostic, ...] = ()
    settled: tuple[Diagnostic, ...] = ()


def if_it_read(dossier: Dossier, kind: type[Record], id: str, fields: Mapping[str, Tree]) -> Supposed:
    """Return what would be found if a record, new or on file, held these fields and no others."""
    record, faults = supposed(kind, {"id": id, **fields})
    if record is None:
        return Supposed(faults=faults)
    return _told(dossier, record, faults)


def if_it_had(dossier: Dossier, there: Record, way: str, entry: Tree) -> Supposed:
    """Return what would be found if a list of a record, or of one of its parts, held one more entry."""
    top, part, key = steps(way)
    typed: Tree = [{"id": part, key: [entry]}] if part else [entry]
    extra, faults = supposed(type(there), {"id": there.id, top: typed})
    if extra is None or (part and not getattr(extra, top)):
        return Supposed(faults=faults)
    known, more = getattr(there, top), getattr(extra, top)
    every = (*known, *more) if not part else tuple(
        changed(p, {key: (*getattr(p, key), *getattr(more[0], key))}) if p.id == part else p for p in known
    )  # fmt: skip
    return _told(dossier, naming_more(changed(there, {top: every}), extra.refs), faults)


def _told(dossier: Dossier, record: Record, faults: tuple[Diagnostic, ...]) -> Supposed:
    there = dossier.get(record.id)
    change = known_change(dossier, there if type(there) is type(record) else None, record)
    if change is None:
        return Supposed(faults=faults)
    then, near = with_change(dossier, change), near_by(record)
    after, before = found_at(then, near), found_at(dossier, near)
    known = {d.message for d in names_of_nothing(dossier, record.id)} if there is not None else set()
    faults += tuple(d for d in names_of_nothing(then, record.id) if d.message not in known)
    return Supposed(
        faults=faults, new=in_order(dossier, (d for k, d in after.items() if k not in before)),
        still=in_order(dossier, (d for k, d in after.items() if k in before and record.id in d.about)),
        settled=in_order(dossier, (d for k, d in before.items() if k not in after)),
    )  # fmt: skip


def names_of_nothing(dossier: Dossier, id: str) -> tuple[Diagnostic, ...]:
    """Return where a record names what its reader knows nothing of."""
    return tuple(
        d for rule in EVERY_RULE if rule.family == "REF" and rule.over is Record and rule.on_whole
        for d in rule.apply(dossier, id)
    )  # fmt: skip


def near_by(record: Record) -> tuple[str, ...]:
    """Return the ids at which a record may be found wanting, itself first."""
    return tuple(dict.fromkeys((record.id, *(r.target.partition("/")[0] for r in record.refs))))


def found_at(dossier: Dossier, ids: tuple[str, ...]) -> dict[Key, Diagnostic]:
    """Return what the check finds in the first of these records, and in those that it names."""
    subjects = [
        r for id in ids if (r := dossier.get(id)) is not None and (id == ids[0] or r.kind in LOOKED_AT)
    ]
    return {(d.code, d.about, d.message): d for r in subjects[:MOST] for d in found_in(dossier, r)}


def found_in(dossier: Dossier, record: Record) -> tuple[Diagnostic, ...]:
    """Return what the rules that look at one record find in this one."""
    return tuple(
        d for rule in EVERY_RULE
        if not rule.on_whole and (rule.over is Record or rule.over is type(record)) and rule.runs_on(dossier)
        for d in rule.apply(dossier, record.id)
    )  # fmt: skip


def in_order(dossier: Dossier, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings as of the dossier's day, the gravest first."""
    return tuple(sorted((d.on_day(dossier.limit) for d in found), key=lambda d: (d.severity, d.code)))


def with_change(dossier: Dossier, change: Change) -> Dossier:
    """Return the same reader's dossier on the same day, with a change; answers are computed anew."""
    index, _ = dossier.index.with_changes([change])
    return Dossier(
        dossier.whole, index=index, header=dossier.header, grants=dossier.grants, day=dossier.limit,
        moment=dossier.moment, knower=dossier.knower,
    )  # fmt: skip


def known_change(dossier: Dossier, before: Record | None, record: Record) -> Change | None:
    """Return a record in place of another as it is known on the dossier's day; ``None``: not at all."""
    calendar = Calendar(dossier.header.zone, dossier.index.kind_map("document"), dossier.index.get)
    cut = calendar.cut(record, dossier.limit)
    return None if cut is None else (before, cut)


def naming_more(record: Record, refs: tuple[Reference, ...]) -> Record:
    """Return the same record, naming more."""
    return changed(record, {"refs": (*record.refs, *refs)}) if refs else replace(record)
