"""Writing the records of what was read, and saying which papers are alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from summitry.archive.likeness import LikenessError, weigh
from summitry.archive.media import TABLE
from summitry.dossier.holdings import Held
from summitry.dossier.kinds import Document
from summitry.folder import edit
from summitry.secretariat.importing.recording import fields_of, free_id, likeness_in_words
from summitry.secretariat.importing.seriesfile import propose_series, put_series
from summitry.secretariat.importing.tray import Tray, Waiting
from summitry.secretariat.importing.value import Arrival

MOST_ALIKE = 5
"""Most papers that are named as alike to a new one."""

NO_DATES = "No column of it holds only dates, so no series of events was proposed."


def record(tray: Tray) -> None:
    """Write the records of what was read, in one act, and make them ready to be announced."""
    written, arrivals = [], []
    for each in tray.waiting:
        id = _id(tray, each)
        like = _alike(tray, each.held, id)
        came_with = tray.by_digest.get(each.came_with, "")
        fields, proposed, remarks = fields_of(
            each.held, each.wanted, id, tray.wishes, tray.whole.header, came_with
        )
        there = tray.whole.of(Document, id) if id == tray.wishes.id else None
        if there is None:
            written.append(fields)
        elif not tray.wishes.dry_run:
            remarks = (*remarks, _give_file(tray.folder, there, each.held.original))
        arrivals.append(
            Arrival(
                shown=each.shown, outcome="would be" if tray.wishes.dry_run else "imported", document=id,
                title=fields["title"], held=each.held, proposed=proposed, came_with=came_with,
                remarks=(*remarks, *like),
            )
        )  # fmt: skip
        tray.by_digest[each.held.digest] = id
        tray.titles[id] = fields["title"]
    if written and not tray.wishes.dry_run:
        edit.insert_all(tray.folder, Document.kind, written, tray.file)
        arrivals = [_with_series(tray, arrival) for arrival in arrivals]
    tray.ready.extend(arrivals)
    tray.waiting.clear()


def _give_file(folder: Path, document: Document, file: str) -> str:
    """Name the file in the record of a document that is there already; say what that did."""
    fields = edit.read_fields(folder, document.id, ("file", "earlier"))
    earlier = tuple(dict.fromkeys(f for f in (document.file, *document.earlier) if f and f != file))
    edit.set_fields(folder, document.id, {"file": file, "earlier": list(earlier)}, fields.digest)
    if earlier:
        return "It is a new version of a document on record; the earlier one is kept beside it."
    return "It is now the text of a document that was on record without one."


def _with_series(tray: Tray, arrival: Arrival) -> Arrival:
    """A table of dated rows is also put beside the records, as a series of events."""
    held = arrival.held
    if held is None or held.media != TABLE.media or arrival.came_with or tray.wishes.narrowed:
        return arrival
    content = (tray.folder / held.original).read_bytes()
    proposal = propose_series(content, arrival.document, arrival.title, tray.whole)
    if proposal is None:
        return replace(arrival, remarks=(*arrival.remarks, NO_DATES))
    return replace(arrival, remarks=(*arrival.remarks, put_series(tray.folder, proposal)))


def _alike(tray: Tray, held: Held, id: str) -> tuple[str, ...]:
    """What to say of papers that are alike, among those the reader may see; the new one is noted."""
    if tray.likeness is None:
        return ()
    weighed = weigh(held)
    try:
        found = tray.likeness.alike(held, tray.by_digest.__contains__, weighed)
        tray.likeness.note(held, weighed)
    except LikenessError as error:
        # the notes can be made anew at any time: no paper is kept out for their sake
        tray.likeness = None
        return (f"Papers that are alike could not be looked for: {error}.",)
    said = []
    for like in found[:MOST_ALIKE]:
        other = tray.by_digest[like.digest]
        title = tray.titles.get(other) or tray.seen.title(other)
        said.append(likeness_in_words(like, title, other, id, "" if tray.wishes.grants else str(tray.folder)))
    if len(found) > MOST_ALIKE:
        said.append(f"{len(found) - MOST_ALIKE} more documents are alike.")
    return tuple(said)


def _id(tray: Tray, each: Waiting) -> str:
    if tray.wishes.id and not each.came_with:
        id = tray.wishes.id
    else:
        usual = next((p.value for p in each.held.proposed if p.field == "id"), "")
        wanted = usual or each.wanted
        if each.came_with and (with_id := tray.by_digest.get(each.came_with, "")):
            wanted = f"{with_id}-{each.wanted}"
        id = free_id(wanted, tray.taken.__contains__, each.held.digest, always=tray.wishes.narrowed)
    tray.taken.add(id)
    return id
