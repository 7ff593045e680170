"""What the check would say if a fact were filed from a document."""

from __future__ import annotations

from summitry.dossier.index import Change
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.kinds.relays import Hop
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import changed
from summitry.dossier.value import Dossier
from summitry.folder.supposing import supposed
from summitry.foundation.diagnostics import Diagnostic
from summitry.secretariat.capturing.preparing import Addition, Prepared
from summitry.secretariat.supposing import (
    found_at,
    in_order,
    known_change,
    naming_more,
    near_by,
    with_change,
)


def findings(dossier: Dossier, fact: Prepared) -> tuple[Diagnostic, ...]:
    """Return what would be found in a fact and in what it names, and is not found now; gravest first."""
    change = _change(dossier, fact)
    if change is None:
        return ()
    record = change[1]
    assert record is not None
    near = near_by(record)
    found, before = found_at(with_change(dossier, change), near), found_at(dossier, near)
    return in_order(dossier, (d for key, d in found.items() if key not in before))


def _change(dossier: Dossier, fact: Prepared) -> Change | None:
    kind = BY_KIND[fact.kind]
    if fact.addition is None:
        record, _ = supposed(kind, fact.fields)
        return None if record is None else known_change(dossier, None, record)
    there = dossier.get(fact.record)
    if there is None or type(there) is not kind:
        return None
    return known_change(dossier, there, _added(there, kind, fact.addition))


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
    return naming_more(changed(there, values), extra.refs)


def _carrying(hop: Hop, more: Hop | None) -> Part:
    return hop if more is None else changed(hop, {"carries": (*hop.carries, *more.carries)})
