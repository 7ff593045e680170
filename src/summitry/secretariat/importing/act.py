"""The act of importing: each file is kept, read in a process of its own, and put on record.

The order makes it safe to stop at any instant: bytes first, then the text, then the record; and a file
is announced only when all three are on the disk. Importing again what was cut short goes on where it
stopped, since what is kept is known by its digest.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import field, replace
from pathlib import Path

from summitry.archive import ocr, reading, store
from summitry.archive.cabinet import Cabinet
from summitry.archive.likeness import Likeness, weigh
from summitry.archive.media import TABLE, UnknownForm, form_of
from summitry.dossier.holdings import Attached, Held
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.folder import edit
from summitry.folder.load import load
from summitry.folder.reading import HEADER
from summitry.foundation import durable
from summitry.foundation.values import dataclass
from summitry.secretariat.importing.recording import fields_of, free_id, likeness_in_words
from summitry.secretariat.importing.seriesfile import propose_series, put_series
from summitry.secretariat.importing.value import Arrival, Incoming, NotImported, Wishes
from summitry.secretariat.opening import UnknownReader

MOST_ALIKE = 5
"""Most papers that are named as alike to a new one."""

BATCH = 40
"""Records written at once; a large dossier is read and written once for all of them."""

NO_DATES = "No column of it holds only dates, so no series of events was proposed."

PAUSE = 0.7
"""Longest time a read file waits for its record to be written, in seconds."""


@dataclass(slots=True)
class _Waiting:
    """A file that was read, and whose record is not written yet."""

    shown: str
    wanted: str
    held: Held
    came_with: str


@dataclass(slots=True)
class _Desk:
    """What one import knows: the dossier, which files it holds, what is still to be read and written."""

    folder: Path
    wishes: Wishes
    whole: Dossier
    seen: Dossier
    by_digest: dict[str, str]
    """Digest: the document, of those the reader may see and of those imported now."""
    taken: set[str]
    waiting: list[_Waiting] = field(default_factory=list)
    ready: deque[Arrival] = field(default_factory=deque)
    inside: deque[tuple[store.Original, str, str]] = field(default_factory=deque)
    """Attachments that were kept and not read: the file, its name, the digest of what it came with."""
    reading: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Digest: what is shown of it, and the digest of what it came with."""
    since: float = 0.0
    likeness: Likeness | None = None
    titles: dict[str, str] = field(default_factory=dict)
    """The titles of documents that were imported now."""

    def text_of(self, digest: str) -> Held | None:
        """The text of a file, as it is kept now."""
        return Cabinet(self.folder).by_digest(digest) if _has_text(self.folder, digest) else None


def importing(
    folder: str | Path, files: Iterable[Incoming], wishes: Wishes, readers: reading.Readers | None = None
) -> Iterator[Arrival]:
    """Import files and yield what became of each, when it is on the disk.

    ``readers`` are used when given, and stay open.

    Raises:
        Unreadable: when there is no dossier.
        NotImported: when the wishes cannot be met; nothing was imported.
        NotWritable: when the folder cannot be written, or the disk is full; what was yielded is kept.
    """
    with ExitStack() as stack:
        if not wishes.dry_run and (Path(folder) / HEADER).is_file():
            stack.enter_context(durable.taking_turns(Path(folder), "import"))
            store.sweep(Path(folder))
        desk = begin_import(folder, wishes)
        if desk.likeness is not None:
            stack.callback(desk.likeness.close)
        pool = readers or stack.enter_context(reading.Readers(at_once=wishes.at_once))
        pending: Iterable[reading.Job] = _jobs(desk, files)
        while True:
            for outcome in pool.read_all(pending):
                _take(desk, outcome)
                yield from _announced(desk)
            yield from _announced(desk, now=True)
            if not desk.inside:
                return
            pending = _inner_jobs(desk)


def begin_import(folder: str | Path, wishes: Wishes) -> _Desk:
    """Look at the dossier and at what is wished for.

    Raises:
        Unreadable: when there is no dossier.
        NotImported: when the wishes cannot be met.
        UnknownReader: when the header does not name the reader.
    """
    path = Path(folder)
    whole = seen = load(path)
    if wishes.reader:
        grants = whole.header.reader(wishes.reader)
        if grants is None:
            raise UnknownReader(wishes.reader, tuple(name for name, _ in whole.header.readers))
        seen = whole.narrowed(grants)
    _refuse(whole, seen, wishes)
    taken = {r.id for r in whole.index.records()} | {w for r in whole.index.records() for w in r.was}
    held = {d.file: d.id for d in reversed(seen.all(Document)) if d.file}
    by_digest = {digest: id for name, id in held.items() if (digest := _digest(path, name))}
    desk = _Desk(path, wishes, whole, seen, by_digest, taken)
    if not wishes.dry_run:
        desk.likeness = Likeness(path, desk.text_of)
        desk.likeness.catch_up(d for f in _files(whole) if (d := store.digest_in(f)))
    return desk


def _files(dossier: Dossier) -> list[str]:
    return [d.file for d in dossier.all(Document) if d.file]


def _refuse(whole: Dossier, seen: Dossier, wishes: Wishes) -> None:
    header = whole.header
    if wishes.marking and wishes.marking not in header.markings:
        raise NotImported(
            f'dossier.yaml lists no marking "{wishes.marking}". Its markings: {", ".join(header.markings)}.'
        )
    for group in wishes.access:
        if group not in header.groups:
            listed = ", ".join(header.groups) or "none yet"
            raise NotImported(f'dossier.yaml lists no group "{group}". Its groups: {listed}.')
    there = whole.get(wishes.id) if wishes.id else None
    if there is not None and seen.get(wishes.id) is None:
        raise NotImported(f'The id "{wishes.id}" cannot be used. Choose another.')
    if there is not None and not isinstance(there, Document):
        raise NotImported(f'"{wishes.id}" is already the id of another record: {there.known_as}.')


def _digest(folder: Path, name: str) -> str:
    if found := store.digest_in(name):
        return found
    path = store.inside(folder, name)
    try:
        return store.digest_of(path) if path is not None else ""
    except store.NotKept:
        return ""


# -- what is to be read --------------------------------------------------------------------------


def _jobs(desk: _Desk, files: Iterable[Incoming]) -> Iterator[reading.Job]:
    for incoming in files:
        try:
            job = _job(desk, incoming)
        except (store.NotKept, UnknownForm) as why:
            desk.ready.append(Arrival(shown=incoming.shown, outcome="not read", why=str(why)))
            continue
        if job is not None:
            yield job


def _job(desk: _Desk, incoming: Incoming) -> reading.Job | None:
    name = Path(incoming.shown).name
    if incoming.content is not None:
        original = store.put_original_bytes(desk.folder, incoming.content, _suffix(incoming.content, name))
        return _unless_known(desk, original, incoming.shown, name, "")
    form = reading.form_at(incoming.path, name)
    if desk.wishes.dry_run:
        digest = store.digest_of(incoming.path)
        original = store.Original(digest, str(incoming.path), incoming.path.stat().st_size)
        return _unless_known(desk, original, incoming.shown, name, "")
    if (digest := store.digest_of(incoming.path)) in desk.by_digest:
        original = store.Original(digest, "", 0)
    else:
        original = store.put_original(desk.folder, incoming.path, form.suffix)
    return _unless_known(desk, original, incoming.shown, name, "")


def _suffix(content: bytes, name: str) -> str:
    return form_of(name, content[:4096], content[-65536:]).suffix


def _unless_known(
    desk: _Desk, original: store.Original, shown: str, name: str, came_with: str
) -> reading.Job | None:
    """The job of reading a file, unless the same bytes are on record, being read, or were read before."""
    digest = original.digest
    if digest in desk.by_digest:
        kept_as = store.original_name(desk.folder, digest)
        if kept_as and digest not in desk.reading and _can_be_read_now(desk, digest, kept_as):
            desk.reading[digest] = (shown, came_with)
            size = (desk.folder / kept_as).stat().st_size
            return reading.job_for(desk.folder, store.Original(digest, kept_as, size), name)
        desk.ready.append(_there(desk, shown, digest, came_with))
        return None
    if digest in desk.reading:
        said = f"It is the same as {desk.reading[digest][0]}."
        desk.ready.append(Arrival(shown=shown, outcome="there", remarks=(said,)))
        return None
    desk.reading[digest] = (shown, came_with)
    kept = desk.text_of(digest)
    if kept is not None:
        _wait(desk, shown, name, kept, came_with)
        return None
    return reading.job_for(desk.folder, original, name)


def _can_be_read_now(desk: _Desk, digest: str, name: str) -> bool:
    """Whether a scan of which nothing was read is within the reach of a program that has come since."""
    held = None if desk.wishes.dry_run else desk.text_of(digest)
    if held is None or held.passages or not held.needs_ocr:
        return False
    return bool(ocr.program_for(reading.form_at(desk.folder / name, name)))


def _has_text(folder: Path, digest: str) -> bool:
    path = folder / store.text_name(digest)
    return path.is_file() or path.with_name(f"{path.name}.gz").is_file()


def _there(desk: _Desk, shown: str, digest: str, came_with: str) -> Arrival:
    id = desk.by_digest[digest]
    return Arrival(
        shown=shown, outcome="there", document=id, title=desk.seen.title(id),
        came_with=desk.by_digest.get(came_with, ""),
    )  # fmt: skip


def _inner_jobs(desk: _Desk) -> Iterator[reading.Job]:
    """The files that came inside others."""
    while desk.inside:
        original, name, came_with = desk.inside.popleft()
        try:
            job = _unless_known(desk, original, name, name, came_with)
        except UnknownForm as why:
            desk.ready.append(
                Arrival(
                    shown=name, outcome="not read", why=str(why), came_with=desk.by_digest.get(came_with, "")
                )
            )  # fmt: skip
            continue
        if job is not None:
            yield job


# -- what was read -------------------------------------------------------------------------------


def _take(desk: _Desk, outcome: reading.Outcome) -> None:
    job, held = outcome.job, outcome.held
    shown, came_with = desk.reading[job.digest]
    if held is None:
        desk.ready.append(Arrival(shown=shown, outcome="not read", why=outcome.why))
        return
    if job.digest in desk.by_digest:
        if held.passages:
            store.put_text(desk.folder, held)
        said = "Its text was read now." if held.passages else "It still needs OCR."
        desk.ready.append(replace(_there(desk, shown, job.digest, came_with), remarks=(said,)))
        return
    attached = []
    for each in outcome.attachments:
        kept = _kept(desk, each.content, each.name)
        if kept is not None:
            attached.append(Attached(name=each.name, digest=kept.digest, media=each.media, part=each.part))
            desk.inside.append((kept, each.name, job.digest))
    held = replace(held, attached=tuple(attached))
    if not desk.wishes.dry_run:
        store.put_text(desk.folder, held)
    _wait(desk, shown, job.name, held, came_with)


def _kept(desk: _Desk, content: bytes, name: str) -> store.Original | None:
    if desk.wishes.dry_run:
        return None
    try:
        suffix = _suffix(content, name)
    except UnknownForm:
        suffix = ""
    return store.put_original_bytes(desk.folder, content, suffix)


def _wait(desk: _Desk, shown: str, name: str, held: Held, came_with: str) -> None:
    if not desk.waiting:
        desk.since = time.monotonic()
    desk.waiting.append(_Waiting(shown, name, held, came_with))


def _announced(desk: _Desk, *, now: bool = False) -> Iterator[Arrival]:
    """What may be said: records that are written, and files that need none."""
    due = len(desk.waiting) >= BATCH or (desk.waiting and time.monotonic() - desk.since > PAUSE)
    if now or due:
        _record(desk)
    while desk.ready:
        yield desk.ready.popleft()


def _record(desk: _Desk) -> None:
    """Write the records of what was read, in one act, and make them ready to be announced."""
    written, arrivals = [], []
    for each in desk.waiting:
        id = _id(desk, each)
        like = _alike(desk, each.held, id)
        came_with = desk.by_digest.get(each.came_with, "")
        fields, proposed, remarks = fields_of(
            each.held, each.wanted, id, desk.wishes, desk.whole.header, came_with
        )
        there = desk.whole.of(Document, id) if id == desk.wishes.id else None
        if there is None:
            written.append(fields)
        elif not desk.wishes.dry_run:
            remarks = (*remarks, _give_file(desk.folder, there, each.held.original))
        arrivals.append(
            Arrival(
                shown=each.shown, outcome="would be" if desk.wishes.dry_run else "imported", document=id,
                title=fields["title"], held=each.held, proposed=proposed, came_with=came_with,
                remarks=(*remarks, *like),
            )
        )  # fmt: skip
        desk.by_digest[each.held.digest] = id
        desk.titles[id] = fields["title"]
    if written and not desk.wishes.dry_run:
        edit.insert_all(desk.folder, Document.kind, written)
        arrivals = [_with_series(desk, arrival) for arrival in arrivals]
    desk.ready.extend(arrivals)
    desk.waiting.clear()


def _give_file(folder: Path, document: Document, file: str) -> str:
    """Name the file in the record of a document that is there already; say what that did."""
    fields = edit.read_fields(folder, document.id, ("file", "earlier"))
    earlier = tuple(dict.fromkeys(f for f in (document.file, *document.earlier) if f and f != file))
    edit.set_fields(folder, document.id, {"file": file, "earlier": list(earlier)}, fields.digest)
    if earlier:
        return "It is a new version of a document on record; the earlier one is kept beside it."
    return "It is now the text of a document that was on record without one."


def _with_series(desk: _Desk, arrival: Arrival) -> Arrival:
    """A table of dated rows is also put beside the records, as a series of events."""
    held = arrival.held
    if held is None or held.media != TABLE.media or arrival.came_with or desk.wishes.reader:
        return arrival
    content = (desk.folder / held.original).read_bytes()
    proposal = propose_series(content, arrival.document, arrival.title, desk.whole)
    if proposal is None:
        return replace(arrival, remarks=(*arrival.remarks, NO_DATES))
    return replace(arrival, remarks=(*arrival.remarks, put_series(desk.folder, proposal)))


def _alike(desk: _Desk, held: Held, id: str) -> tuple[str, ...]:
    """What to say of papers that are alike, among those the reader may see; the new one is noted."""
    if desk.likeness is None:
        return ()
    weighed = weigh(held)
    found = desk.likeness.alike(held, desk.by_digest.__contains__, weighed)
    desk.likeness.note(held, weighed)
    said = []
    for like in found[:MOST_ALIKE]:
        other = desk.by_digest[like.digest]
        title = desk.titles.get(other) or desk.seen.title(other)
        said.append(likeness_in_words(like, title, other, id))
    if len(found) > MOST_ALIKE:
        said.append(f"{len(found) - MOST_ALIKE} more documents are alike.")
    return tuple(said)


def _id(desk: _Desk, each: _Waiting) -> str:
    if desk.wishes.id and not each.came_with:
        id = desk.wishes.id
    else:
        usual = next((p.value for p in each.held.proposed if p.field == "id"), "")
        wanted = usual or each.wanted
        if each.came_with and (with_id := desk.by_digest.get(each.came_with, "")):
            wanted = f"{with_id}-{each.wanted}"
        id = free_id(wanted, desk.taken.__contains__, each.held.digest, always=bool(desk.wishes.reader))
    desk.taken.add(id)
    return id
