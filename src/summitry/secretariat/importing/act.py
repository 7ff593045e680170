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
from dataclasses import replace
from pathlib import Path

from summitry.archive import ocr, reading, store
from summitry.archive.media import MAIL, MAILBOX, UnknownForm, form_of
from summitry.dossier.holdings import Attached, Held
from summitry.dossier.value import Dossier
from summitry.folder.reading import HEADER
from summitry.foundation import durable
from summitry.secretariat.importing.putting import record
from summitry.secretariat.importing.tray import Tray, Waiting, begin_import
from summitry.secretariat.importing.value import Arrival, Incoming, Wishes

BATCH = 40
"""Records written at once; a large dossier is read and written once for all of them."""

PAUSE = 0.7
"""Longest time a read file waits for its record to be written, in seconds."""


def importing(
    folder: str | Path, files: Iterable[Incoming], wishes: Wishes, readers: reading.Readers | None = None,
    dossier: Dossier | None = None,
) -> Iterator[Arrival]:  # fmt: skip
    """Import files and yield what became of each, when it is on the disk.

    ``readers`` are used when given, and stay open; ``dossier`` is the whole dossier as it stands, when
    the caller has it.

    Raises:
        Unreadable: when there is no dossier.
        NotImported: when the wishes cannot be met; nothing was imported.
        NotWritable: when the folder cannot be written, or the disk is full; what was yielded is kept.
    """
    with ExitStack() as stack:
        if not wishes.dry_run and (Path(folder) / HEADER).is_file():
            stack.enter_context(durable.taking_turns(Path(folder), "import"))
            store.sweep(Path(folder))
        tray = begin_import(folder, wishes, dossier)
        if tray.likeness is not None:
            stack.callback(tray.likeness.close)
        pool = readers or stack.enter_context(reading.Readers(at_once=wishes.at_once))
        pending: Iterable[reading.Job] = _jobs(tray, files)
        for _ in range(pool.limits.letters + 1):
            for outcome in pool.read_all(pending):
                _take(tray, outcome)
                yield from _announced(tray)
            yield from _announced(tray, now=True)
            if not tray.inside:
                return
            pending = _inner_jobs(tray)
        deeper = f"it lies more than {pool.limits.letters} letters deep in others"
        for _, name, came_with in tray.inside:
            yield _unread(tray, name, deeper, came_with)


# -- what is to be read --------------------------------------------------------------------------


def _jobs(tray: Tray, files: Iterable[Incoming]) -> Iterator[reading.Job]:
    for incoming in files:
        try:
            job = _job(tray, incoming)
        except (store.NotKept, UnknownForm) as why:
            tray.ready.append(Arrival(shown=incoming.shown, outcome="not read", why=str(why)))
            continue
        if job is not None:
            yield job


def _job(tray: Tray, incoming: Incoming) -> reading.Job | None:
    name = Path(incoming.shown).name
    if incoming.content is not None:
        original = store.put_original_bytes(tray.folder, incoming.content, _suffix(incoming.content, name))
        return _unless_known(tray, original, incoming.shown, name, "")
    form = reading.form_at(incoming.path, name)
    if tray.wishes.dry_run:
        digest = store.digest_of(incoming.path)
        original = store.Original(digest, str(incoming.path), incoming.path.stat().st_size)
        return _unless_known(tray, original, incoming.shown, name, "")
    if (digest := store.digest_of(incoming.path)) in tray.by_digest:
        original = store.Original(digest, "", 0)
    else:
        original = store.put_original(tray.folder, incoming.path, form.suffix)
    return _unless_known(tray, original, incoming.shown, name, "")


def _suffix(content: bytes, name: str) -> str:
    return form_of(name, content[:4096], content[-65536:]).suffix


def _unless_known(
    tray: Tray, original: store.Original, shown: str, name: str, came_with: str
) -> reading.Job | None:
    """The job of reading a file, unless the same bytes are on record, being read, or were read before."""
    digest = original.digest
    if digest in tray.by_digest:
        kept_as = store.original_name(tray.folder, digest)
        if kept_as and digest not in tray.reading and _can_be_read_now(tray, digest, kept_as):
            tray.reading[digest] = (shown, came_with)
            size = (tray.folder / kept_as).stat().st_size
            return reading.job_for(tray.folder, store.Original(digest, kept_as, size), name)
        tray.ready.append(_there(tray, shown, digest, came_with))
        if kept_as.endswith((MAIL.suffix, MAILBOX.suffix)):
            _look_inside(tray, tray.text_of(digest))
        return None
    if digest in tray.reading:
        said = f"It is the same as {tray.reading[digest][0]}."
        tray.ready.append(Arrival(shown=shown, outcome="there", remarks=(said,)))
        return None
    tray.reading[digest] = (shown, came_with)
    kept = tray.text_of(digest)
    if kept is not None:
        _wait(tray, shown, name, kept, came_with)
        _look_inside(tray, kept)
        return None
    return reading.job_for(tray.folder, original, name)


def _look_inside(tray: Tray, held: Held | None) -> None:
    """Take up attachments that are kept and not on record: an import was stopped between the two."""
    for each in held.attached if held is not None else ():
        name = store.original_name(tray.folder, each.digest)
        if name and each.digest not in tray.by_digest and held is not None:
            size = (tray.folder / name).stat().st_size
            tray.inside.append((store.Original(each.digest, name, size), each.name, held.digest))


def _can_be_read_now(tray: Tray, digest: str, name: str) -> bool:
    """Whether a scan of which nothing was read is within the reach of a program that has come since."""
    if tray.wishes.dry_run or not ocr.program_for(reading.form_at(tray.folder / name, name)):
        return False
    held = tray.text_of(digest)
    return held is not None and held.needs_ocr and not held.passages


def _there(tray: Tray, shown: str, digest: str, came_with: str) -> Arrival:
    id = tray.by_digest[digest]
    return Arrival(
        shown=shown, outcome="there", document=id, title=tray.seen.title(id),
        came_with=tray.by_digest.get(came_with, ""),
    )  # fmt: skip


def _inner_jobs(tray: Tray) -> Iterator[reading.Job]:
    """The files that came inside others."""
    level, tray.inside = tray.inside, deque()
    for original, name, came_with in level:
        try:
            job = _unless_known(tray, original, name, name, came_with)
        except UnknownForm as why:
            tray.ready.append(_unread(tray, name, str(why), came_with))
            continue
        if job is not None:
            yield job


def _unread(tray: Tray, shown: str, why: str, came_with: str) -> Arrival:
    return Arrival(shown=shown, outcome="not read", why=why, came_with=tray.by_digest.get(came_with, ""))


# -- what was read -------------------------------------------------------------------------------


def _take(tray: Tray, outcome: reading.Outcome) -> None:
    job, held = outcome.job, outcome.held
    shown, came_with = tray.reading[job.digest]
    if held is None:
        tray.ready.append(_unread(tray, shown, outcome.why, came_with))
        return
    if job.digest in tray.by_digest:
        if held.passages:
            store.put_text(tray.folder, held)
        said = "Its text was read now." if held.passages else "It still needs OCR."
        tray.ready.append(replace(_there(tray, shown, job.digest, came_with), remarks=(said,)))
        return
    attached = []
    for each in outcome.attachments:
        kept = _kept(tray, each.content, each.name)
        if kept is not None:
            attached.append(Attached(name=each.name, digest=kept.digest, media=each.media, part=each.part))
            tray.inside.append((kept, each.name, job.digest))
    held = replace(held, attached=tuple(attached))
    if not tray.wishes.dry_run:
        store.put_text(tray.folder, held)
    _wait(tray, shown, job.name, held, came_with)


def _kept(tray: Tray, content: bytes, name: str) -> store.Original | None:
    if tray.wishes.dry_run:
        return None
    try:
        suffix = _suffix(content, name)
    except UnknownForm:
        suffix = ""
    return store.put_original_bytes(tray.folder, content, suffix)


def _wait(tray: Tray, shown: str, name: str, held: Held, came_with: str) -> None:
    if not tray.waiting:
        tray.since = time.monotonic()
    tray.waiting.append(Waiting(shown, name, held, came_with))


def _announced(tray: Tray, *, now: bool = False) -> Iterator[Arrival]:
    """What may be said: records that are written, and files that need none."""
    due = len(tray.waiting) >= BATCH or (tray.waiting and time.monotonic() - tray.since > PAUSE)
    if now or due:
        record(tray)
    while tray.ready:
        yield tray.ready.popleft()
