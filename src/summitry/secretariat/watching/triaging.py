"""Triage as a team does it: what is proposed, and the acts of a person on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summitry.dossier.kinds import Document, Event, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.journal import noted
from summitry.watch import inbox
from summitry.watch.inbox import Entry, Link
from summitry.watch.triage.frame import proposals
from summitry.watch.triage.value import Proposal


def proposed(folder: Path, dossier: Dossier, *, all_: bool = False) -> tuple[Proposal, ...]:
    """Return what is proposed to a reader on the dossier's day; nothing when there is no inbox."""
    if not inbox.there(folder):
        return ()
    with inbox.opened(folder) as box:
        entries = list(box.entries(dossier.header, dossier.grants, dossier.limit.isoformat()))
        links = box.links()
    return proposals(dossier, entries, links, all_=all_)


def found(folder: Path, dossier: Dossier, id: str) -> Proposal:
    """Return a proposal by its id, by the beginning of it, or by an item in it.

    Raises:
        Refused: when there is none, or several begin so.
    """
    wanted = id.removeprefix("h-")
    every = proposed(folder, dossier, all_=True)
    fitting = [p for p in every if any(r.entry.id.startswith(wanted) for r in p.reports)]
    exact = [p for p in fitting if p.id == f"h-{wanted}"]
    if len(exact or fitting) != 1 or not wanted:
        raise Refused(f'{"Several begin" if fitting else "Nothing in the inbox begins"} with "{id}".')
    return (exact or fitting)[0]


def ignore(actor: Actor, folder: Path, proposal: Proposal, because: str = "") -> int:
    """Remember that somebody ignored what is unread of a happening; return how many reports that is."""
    ids = [r.entry.id for r in proposal.unread]
    with inbox.opened(folder) as box:
        box.mark(ids, "ignored", actor.name, _now(), because=because)
    noted(folder, actor.name, "watch ignore", tuple(ids))
    return len(ids)


def split(actor: Actor, folder: Path, proposal: Proposal, items: Iterable[str]) -> int:
    """Hold reports apart from the others of their group; return how many.

    Raises:
        Refused: when none of them, or all, are in the group.
    """
    wanted = tuple(items)
    out = [r.entry.id for r in proposal.reports if any(r.entry.id.startswith(w) for w in wanted if w)]
    rest = [r.entry.id for r in proposal.reports if r.entry.id not in out]
    if not out or not rest:
        raise Refused("Name some of the reports of that happening, and not all of them.")
    apart = [Link(one=o, other=r, how="apart") for o in out for r in rest]
    kept = [Link(one=out[0], other=o, how="together") for o in out[1:]]
    with inbox.opened(folder) as box:
        box.link([*apart, *kept], actor.name, _now())
    noted(folder, actor.name, "watch split", tuple(out))
    return len(out)


def merge(actor: Actor, folder: Path, one: Proposal, other: Proposal) -> None:
    """Put two happenings together.

    Raises:
        Refused: when they are one already.
    """
    if one.id == other.id:
        raise Refused("They are together already.")
    mine, theirs = [r.entry.id for r in one.reports], [r.entry.id for r in other.reports]
    # a word that held two of them apart gives way to this later one
    links = [Link(one=a, other=b, how="together") for a in mine[:1] for b in theirs]
    links += [Link(one=a, other=b, how="together") for a in mine for b in theirs[:1]]
    with inbox.opened(folder) as box:
        box.link(links, actor.name, _now())
    noted(folder, actor.name, "watch merge", (mine[0], theirs[0]))


def accept(
    actor: Actor, folder: Path, dossier: Dossier, proposal: Proposal, fields: Mapping[str, Any],
    kind: str = Event.kind,
) -> str:  # fmt: skip
    """Make a record of what a happening's reports tell, and a document of each; return the record's id.

    ``fields`` are what the person says of it: for an event its ``id``, ``kind``, ``by``, ``title``; for a
    statement ``by``, ``words``, ``answers``. What they leave out of day, title and sources is filled from the
    reports. The record bears the highest marking of its reports, and their groups.

    Raises:
        Refused: when an id is taken, or the reports are for different groups.
    """
    reports = [r.entry for r in proposal.reports if r.entry.state != "ignored"]
    marks = _marks(dossier, reports)
    id = str(fields.get("id") or _slug(str(fields.get("title") or proposal.title)))
    if dossier.get(id) is not None:
        raise Refused(f'"{id}" is already the id of another record: {dossier.title(id)}.')
    documents = [_document(entry) for entry in reports]
    for each in documents:
        if not _there(dossier, str(each["id"])):
            acts.record(actor, folder, Document.kind, each, act="watch accept")
    learned = min(entry.came for entry in reports)
    cited = [str(each["id"]) for each in documents]
    filled: dict[str, Any] = {"learned": learned}
    if kind == Statement.kind:
        filled |= {"said": _day(proposal, reports), "source": cited}
    else:
        told = [{"source": f"report-{e.id}", "on": e.item.said, "words": e.item.title} for e in reports]
        filled |= {
            "title": proposal.title, "on": _day(proposal, reports),
            "reports": [{k: v for k, v in each.items() if v} for each in told],
        }  # fmt: skip
    made = {"id": id, **filled, **marks, **{k: v for k, v in fields.items() if v and k != "id"}}
    acts.record(actor, folder, kind, {k: v for k, v in made.items() if v}, act="watch accept")
    with inbox.opened(folder) as box:
        box.mark([e.id for e in reports], "accepted", actor.name, _now(), record=id)
    return id


def attach(actor: Actor, folder: Path, dossier: Dossier, proposal: Proposal, event: str) -> int:
    """Add a happening's unread reports to an event that is on record; return how many.

    Raises:
        Refused: when there is no such event.
    """
    if dossier.of(Event, event) is None:
        raise Refused(f'There is no event "{event}".')
    entries = [r.entry for r in proposal.unread]
    for entry in entries:
        document = _document(entry)
        if not _there(dossier, str(document["id"])):
            acts.record(actor, folder, Document.kind, document, act="watch attach")
    there = acts.read(folder, event, ("reports",))
    kept = there.fields.get("reports")
    reports: list[Any] = list(kept) if isinstance(kept, list) else []
    told = [{"source": f"report-{e.id}", "on": e.item.said} for e in entries]
    reports += [{k: v for k, v in each.items() if v} for each in told]
    acts.revise(actor, folder, event, {"reports": reports}, there.digest, act="watch attach")
    with inbox.opened(folder) as box:
        box.mark([e.id for e in entries], "accepted", actor.name, _now(), record=event)
    return len(entries)


def _there(dossier: Dossier, id: str) -> bool:
    """Whether any record has the id, seen or not: nothing is written twice."""
    return any(r.id == id for r in dossier.whole.records)


def _document(entry: Entry) -> dict[str, Any]:
    item = entry.item
    coded = {"machine": "Coded by a machine, not read by a person.", "people": ""}.get(item.coded, "")
    made = {
        "id": f"report-{entry.id}", "title": item.title or item.text[:120] or entry.file,
        "author": item.source, "published": item.said if item.form != "row" else "", "address": item.address,
        "grade": item.grade, "learned": entry.came, "marking": entry.marking, "access": list(entry.access),
        "note": " ".join((coded, *item.doubts)).strip(),
    }  # fmt: skip
    return {k: v for k, v in made.items() if v}


def _day(proposal: Proposal, reports: list[Entry]) -> object:
    """The day as the first row gives it; else, since reports come out later, between which days it can be."""
    rows = [e.item.said for e in reports if e.item.form == "row" and e.item.said]
    if rows:
        return rows[0]
    if proposal.first == proposal.last:
        return proposal.first.isoformat()
    return {"between": proposal.first.isoformat(), "and": proposal.last.isoformat()}


def _marks(dossier: Dossier, reports: list[Entry]) -> dict[str, Any]:
    groups = {e.access for e in reports if e.access}
    if len(groups) > 1:
        raise Refused("Its reports are for different groups. Split it, and accept the parts one by one.")
    known = list(dossier.header.markings)
    marking = max(
        (e.marking for e in reports), key=lambda m: known.index(m) if m in known else -1, default=""
    )
    return {"marking": marking, "access": list(groups.pop()) if groups else []}


def _slug(title: str) -> str:
    words = re.findall(r"[^\W_]+", title.casefold())
    return "-".join(words[:7])[:60] or "event"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
