"""From a happening to the record: an event or statement with its reports as documents; and back again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from summitry.dossier.fields import specs
from summitry.dossier.kinds import Document, Event, Statement
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.folder.edit import ANY, digest_of
from summitry.folder.places import Meant
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree, as_list
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.journal import noted
from summitry.secretariat.watching.triaging import now
from summitry.watch import inbox
from summitry.watch.inbox import Entry
from summitry.watch.triage.signs import squeezed
from summitry.watch.triage.value import Proposal

TRIES = 5
"""How often an addition is tried again when others add to the same record at the same moment."""

TITLE = 160
"""Most letters of a title made of a report's first words."""


FileFor = Callable[[str], str]


def _anywhere(kind: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was made of a happening, so that it can be taken back.

    ``digest`` is that of a record that is new; for one that was there it is blank, and ``added`` are the
    digests of what its field ``key`` was given. ``documents`` are those that are new, with their digests.
    """

    record: str
    items: tuple[str, ...]
    digest: str = ""
    key: str = ""
    added: tuple[str, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "record": self.record, "items": list(self.items), "digest": self.digest, "key": self.key,
            "added": list(self.added), "documents": [list(each) for each in self.documents],
        }  # fmt: skip

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Accepted:
        """Return it from plain values."""
        return cls(
            record=str(plain["record"]), items=tuple(map(str, plain["items"])), digest=str(plain["digest"]),
            key=str(plain["key"]), added=tuple(map(str, plain["added"])),
            documents=tuple((str(id), str(digest)) for id, digest in plain["documents"]),
        )  # fmt: skip


def accept(
    actor: Actor, folder: Path, dossier: Dossier, proposal: Proposal, fields: Mapping[str, Any],
    kind: str = Event.kind, file_for: FileFor = _anywhere,
) -> Accepted:  # fmt: skip
    """Make a record of what a happening's reports tell, and a document of each.

    ``fields`` are what the person says of it: for an event its ``id``, ``kind``, ``by``, ``title``; for a
    statement ``by``, ``words``, ``answers``. What they leave out of day, title and sources is filled from the
    reports. The record bears the highest marking of its reports, and their groups. ``file_for`` names the
    file for new records of a kind; where it names none, that which holds most of the kind.

    Raises:
        Refused: when an id is taken, or the reports are for different groups.
    """
    reports = [r.entry for r in proposal.reports if r.entry.state != "ignored"]
    marks = _marks(dossier, reports)
    id = str(fields.get("id") or _slug(str(fields.get("title") or proposal.title)))
    if dossier.get(id) is not None:
        raise Refused(f'"{id}" is already the id of another record: {dossier.title(id)}.')
    filled: dict[str, Any] = {"learned": min(entry.came for entry in reports)}
    if kind == Statement.kind:
        quoting = _quoting(reports, str(fields.get("words", "")))
        filled |= {"said": _day(proposal, reports), "source": [document_id(e) for e in quoting]}
    else:
        told = [{"source": document_id(e), "on": e.item.said, "words": e.item.title} for e in reports]
        filled |= {
            "title": proposal.title[:TITLE], "on": _day(proposal, reports),
            "reports": [{k: v for k, v in each.items() if v} for each in told],
        }  # fmt: skip
    made = {"id": id, **filled, **marks, **{k: v for k, v in fields.items() if v and k != "id"}}
    documents = _document_each(actor, folder, dossier, reports, "watch accept", file_for)
    wanted = {k: v for k, v in made.items() if v}
    acts.record(actor, folder, kind, wanted, act="watch accept", file=file_for(kind))
    items = tuple(e.id for e in reports)
    with inbox.opened(folder) as box:
        box.mark(items, "accepted", actor.name, now(), record=id)
    return Accepted(record=id, items=items, digest=acts.read(folder, id).digest, documents=documents)


def attach(
    actor: Actor, folder: Path, dossier: Dossier, proposal: Proposal, target: str, meant: Meant = ANY,
    file_for: FileFor = _anywhere,
) -> Accepted:  # fmt: skip
    """Add a happening's unread reports to a record: to an event as reports of it, to another as its sources.

    Raises:
        Refused: when there is no such record, or it has no sources.
    """
    record = dossier.get(target)
    if record is None:
        raise Refused(f'There is nothing on record called "{target}".')
    key = "reports" if isinstance(record, Event) else "source"
    if not any(spec.key == key for spec in specs(type(record))):
        raise Refused(f"{dossier.title(target)} has no sources to which a report could be added.")
    entries = [r.entry for r in proposal.unread]
    documents = _document_each(actor, folder, dossier, entries, "watch attach", file_for)
    more: list[Tree] = [document_id(e) for e in entries]
    if key == "reports":
        told = [{"source": document_id(e), "on": e.item.said, "words": e.item.title} for e in entries]
        more = [{k: v for k, v in each.items() if v} for each in told]
    more = _changed(actor, folder, target, key, more, (), meant, "watch attach")
    items = tuple(e.id for e in entries)
    with inbox.opened(folder) as box:
        box.mark(items, "accepted", actor.name, now(), record=target)
    return Accepted(record=target, items=items, key=key, added=tuple(map(_digest, more)), documents=documents)


def take_back(
    actor: Actor, folder: Path, dossier: Dossier, done: Accepted, meant: Meant = ANY
) -> None:  # fmt: skip
    """Take back what was made of a happening, if it stands as it was made; its reports are unread again.

    Raises:
        Refused: when somebody has changed it meanwhile.
    """
    if done.digest:
        if acts.read(folder, done.record, meant=meant).digest != done.digest:
            raise Refused("It was changed since it was filed, so it was left as it stands.")
        acts.delete(actor, folder, done.record, done.digest, "watch take back")
    else:
        _changed(actor, folder, done.record, done.key, (), done.added, meant, "watch take back")
    for id, digest in done.documents:
        cited = [r.id for r in dossier.everything().citing(id, Record) if r.id != done.record]
        if not cited and acts.read(folder, id).digest == digest:
            acts.delete(actor, folder, id, digest, "watch take back")
    with inbox.opened(folder) as box:
        box.mark(done.items, "unread", actor.name, now())
    noted(folder, actor.name, "watch take back", done.items)


def _changed(
    actor: Actor, folder: Path, record: str, key: str, more: Sequence[Tree], less: Sequence[str],
    meant: Meant, act: str,
) -> list[Tree]:  # fmt: skip
    """Add entries to a list of a record, or take those with these digests out; return what was added."""
    for tried in range(TRIES):
        before = acts.read(folder, record, (key,), meant)
        kept = as_list(before.fields.get(key))
        new = [each for each in more if each not in kept]
        known = {_digest(each) for each in kept}
        if not known.issuperset(less):
            raise Refused("It was changed since it was filed, so it was left as it stands.")
        wanted: list[Tree] = [each for each in kept if _digest(each) not in less] + new
        try:
            acts.revise(actor, folder, record, {key: wanted or None}, before.digest, act, meant)
        except StaleText:
            if tried == TRIES - 1:
                raise
        else:
            return new
    return []


def _digest(entry: Tree) -> str:
    return digest_of({"entry": entry})


def document_id(entry: Entry) -> str:
    """Return the id of the document that a report becomes."""
    return f"report-{entry.id}"


def _document_each(
    actor: Actor, folder: Path, dossier: Dossier, entries: Sequence[Entry], act: str, file_for: FileFor
) -> tuple[tuple[str, str], ...]:
    """File the reports that are no documents yet; return those, each with its digest."""
    # of any record, seen or not: nothing is written twice
    there = {record.id for record in dossier.whole.records}
    made = [_document(entry) for entry in entries if document_id(entry) not in there]
    if not made:
        return ()
    acts.record_each(actor, folder, Document.kind, made, act=act, file=file_for(Document.kind))
    return tuple((id, acts.read(folder, id).digest) for id in (str(each["id"]) for each in made))


def _document(entry: Entry) -> dict[str, Any]:
    item = entry.item
    coded = {"machine": "Coded by a machine, not read by a person.", "people": ""}.get(item.coded, "")
    made = {
        "id": document_id(entry), "title": item.title or item.text[:120] or entry.file,
        "author": item.source, "published": item.said if item.form != "row" else "", "address": item.address,
        "grade": item.grade, "learned": entry.came, "marking": entry.marking, "access": list(entry.access),
        "note": " ".join((coded, *item.doubts)).strip(),
    }  # fmt: skip
    return {k: v for k, v in made.items() if v}


def _quoting(reports: Sequence[Entry], words: str) -> Sequence[Entry]:
    """The reports that have the words; all of them when none has."""
    wanted = squeezed(words)
    return [e for e in reports if wanted and wanted in squeezed(e.item.words)] or reports


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
