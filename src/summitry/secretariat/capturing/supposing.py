"""What the check would say if a fact were filed: the dossier with it, looked at where it touches."""

from __future__ import annotations

from dataclasses import replace

from summitry.dossier.asof import Calendar
from summitry.dossier.index import Change
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.kinds.relays import Hop
from summitry.dossier.record import Part, Record, Reference
from summitry.dossier.shape import changed
from summitry.dossier.value import Dossier
from summitry.folder.supposing import supposed
from summitry.foundation.diagnostics import Diagnostic
from summitry.secretariat.capturing.preparing import Addition, Prepared
from summitry.secretariat.checking import EVERY_RULE

LOOKED_AT = frozenset({
    "relay", "question", "pledge", "agreement", "paper", "option", "decision", "condition", "term",
})  # fmt: skip
"""Kinds of record that a new one may put out of order when it names them."""

MOST = 12


def findings(dossier: Dossier, fact: Prepared) -> tuple[Diagnostic, ...]:
    """Return what would be found in a fact and in what it names, and is not found now; gravest first."""
    change = _change(dossier, fact)
    if change is None:
        return ()
    then = _with(dossier, change)
    record = change[1]
    assert record is not None
    near = dict.fromkeys((record.id, *(r.target.partition("/")[0] for r in record.refs)))
    subjects = [
        r for id in near if (r := then.get(id)) is not None and (id == record.id or r.kind in LOOKED_AT)
    ]
    found = {_key(d): d for r in subjects[:MOST] for d in _of(then, r)}
    before = {_key(d) for r in subjects[:MOST] if (r0 := dossier.get(r.id)) is not None
              for d in _of(dossier, r0)}  # fmt: skip
    new = [d.on_day(dossier.limit) for key, d in found.items() if key not in before]
    return tuple(sorted(new, key=lambda d: (d.severity, d.code)))


def _key(found: Diagnostic) -> tuple[str, tuple[str, ...], str]:
    return found.code, found.about, found.message


def _of(dossier: Dossier, record: Record) -> tuple[Diagnostic, ...]:
    return tuple(
        d for rule in EVERY_RULE
        if not rule.on_whole and (rule.over is Record or rule.over is type(record)) and rule.runs_on(dossier)
        for d in rule.apply(dossier, record.id)
    )  # fmt: skip


def _with(dossier: Dossier, change: Change) -> Dossier:
    """The same reader's dossier on the same day, with a change; answers are computed anew."""
    index, _ = dossier.index.with_changes([change])
    return Dossier(
        dossier.whole, index=index, header=dossier.header, grants=dossier.grants, day=dossier.limit,
        moment=dossier.moment, knower=dossier.knower,
    )  # fmt: skip


def _change(dossier: Dossier, fact: Prepared) -> Change | None:
    kind = BY_KIND[fact.kind]
    if fact.addition is None:
        record, _ = supposed(kind, fact.fields)
        return None if record is None else _known(dossier, None, record)
    there = dossier.get(fact.record)
    if there is None or type(there) is not kind:
        return None
    return _known(dossier, there, _added(there, kind, fact.addition))


def _known(dossier: Dossier, before: Record | None, record: Record) -> Change | None:
    calendar = Calendar(dossier.header.zone, dossier.index.kind_map("document"), dossier.index.get)
    cut = calendar.cut(record, dossier.limit)
    return None if cut is None else (before, cut)


def _added(there: Record, kind: type[Record], addition: Addition) -> Record:
    """The record with more in it: the new entries are read as an author would write them."""
    lists: dict[str, list[object]] = {}
    for key, piece in addition.lists:
        lists.setdefault(key, []).append(piece)
    hop = {"id": addition.hop, "carries": dict(addition.carries)} if addition.hop else None
    fields = {"id": there.id, **lists, **({"hops": [*lists.get("hops", []), hop]} if hop else {})}
    extra, _ = supposed(kind, fields)
    if extra is None:
        return there
    values: dict[str, object] = {
        key: (*getattr(there, key), *getattr(extra, key))
        for key in ("elements", "hops", "duties", "roadmap") if hasattr(there, key)
    }  # fmt: skip
    if hop:
        more = next((h for h in getattr(extra, "hops", ()) if h.id == addition.hop), None)
        values["hops"] = tuple(_carrying(h, more) if h.id == addition.hop else h for h in there.hops)  # type: ignore[attr-defined]
    return replace_refs(changed(there, values), (*there.refs, *extra.refs))


def _carrying(hop: Hop, more: Hop | None) -> Part:
    return hop if more is None else changed(hop, {"carries": (*hop.carries, *more.carries)})


def replace_refs(record: Record, refs: tuple[Reference, ...]) -> Record:
    """The same record, naming more."""
    return changed(record, {"refs": refs}) if refs else replace(record)
