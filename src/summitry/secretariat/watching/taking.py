"""Taking reports into the inbox. What is told of a file is on the disk; a run cut short is gone on with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from summitry.archive import store
from summitry.dossier.header import Header
from summitry.dossier.kinds.words import GRADES
from summitry.folder.load import load
from summitry.foundation import durable
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.watch import inbox
from summitry.watch.inbox import Inbox, Parcel
from summitry.watch.intake import Intake, cleaning, days, files_in, odd
from summitry.watch.value import Item

BATCH, FILES = 5_000, 500
"""Items, and files, that are put at once."""

LONG_AGO = date(1815, 1, 1)
"""A report that bears an earlier day is dated wrongly, as a rule by a clock that stood at nought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is said of all that is taken in: who may see it, how far it is relied on, when it came."""

    marking: str = ""
    access: tuple[str, ...] = ()
    grade: str = ""
    """Kind of source, where it is not what the form says: a letter of a ministry is ``official``."""
    source: str = ""
    said: str = ""
    address: str = ""
    """Who published it, when (as ISO 8601), where: for words that were pasted, which do not say so."""
    came: date | None = None
    """The day on which it came, for what came earlier; else today in the dossier's zone."""


@dataclass(slots=True, kw_only=True)
class Taken:
    """What became of one file: how many items it holds, how many were new, what could not be read and why."""

    path: Path
    items: int = 0
    new: int = 0
    doubted: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
    known: bool = False
    """Whether the same file had been taken in before."""
    finished: bool = False


def taking_in(folder: Path, paths: Iterable[Path], marks: Marks) -> Iterator[Taken]:
    """Take files, Maildirs and folders into the inbox; yield what became of each file, and for a large one
    how far it is meanwhile (``finished`` is then false).

    Raises:
        Unreadable: when there is no dossier.
        Refused: when the header does not know a marking or group, or there is no such grade.
        NotWritable: when the folder cannot be written, or the disk is full; what was yielded is kept.
    """
    header = load(folder).header
    _refuse(header, marks)
    came = marks.came or datetime.now(ZoneInfo(header.zone)).date()
    files = list(dict.fromkeys(each for path in paths for each in files_in(path)))
    with durable.taking_turns(folder, "watch"), inbox.opened(folder) as box, Intake() as intake:
        wanted: list[_Reading] = []
        for path in files:
            try:
                digest = store.digest_of(path)
            except store.NotKept as why:
                yield Taken(path=path, unread=[("", str(why))], finished=True)
                continue
            there = box.arrived(digest, marks.marking, marks.access)
            if there.finished:
                yield Taken(path=path, items=there.items, known=True, finished=True)
            else:
                wanted.append(_Reading(Taken(path=path), digest, there.items))
        yield from _read(box, intake, wanted, marks, came, header)


@dataclass(slots=True)
class _Reading:
    """A file being read: what became of it so far, its digest, the items that need not be put again."""

    taken: Taken
    digest: str
    skip: int
    waiting: list[Item] = field(default_factory=list)
    told: int = 0

    def parcel(self) -> Parcel:
        unread = tuple(self.taken.unread[self.told :])
        self.told = len(self.taken.unread)
        items, self.waiting = tuple(self.waiting), []
        return Parcel(
            digest=self.digest,
            name=self.taken.path.name,
            items=items,
            unread=unread,
            finished=self.taken.finished,
        )


def _read(
    box: Inbox, intake: Intake, wanted: list[_Reading], marks: Marks, came: date, header: Header
) -> Iterator[Taken]:
    at = held = 0
    ready: list[_Reading] = []
    for told in intake.read([each.taken.path for each in wanted]):
        reading = wanted[at]
        taken = reading.taken
        if told.item is not None:
            item = _looked_at(told.item, marks, came)
            taken.items += 1
            taken.doubted += bool(item.doubts)
            if taken.items > reading.skip:
                reading.waiting.append(item)
                held += 1
        elif told.unread is not None:
            taken.unread.append((told.unread.at, told.unread.why))
        if told.done:
            taken.finished = True
            ready.append(reading)
            at += 1
        if held >= BATCH or len(ready) >= FILES:
            yield from _written(box, ready if told.done else [*ready, reading], marks, came, header)
            ready, held = [], 0
    yield from _written(box, ready, marks, came, header)


def _written(box: Inbox, ready: list[_Reading], marks: Marks, came: date, header: Header) -> Iterator[Taken]:
    new = box.put([each.parcel() for each in ready], came.isoformat(), marks.marking, marks.access, header)
    for reading, added in zip(ready, new, strict=True):
        reading.taken.new += added
        yield reading.taken


def _looked_at(item: Item, marks: Marks, came: date) -> Item:
    """The item with its grade, and with what is odd about its day."""
    item = _told(item, marks)
    doubts = list(item.doubts)
    if item.said_from is not None and item.said_from > came + timedelta(days=1) and item.form != "row":
        doubts.append("It bears a day after the one on which it came.")
    if item.said_to is not None and item.said_to < LONG_AGO:
        doubts.append("It bears a day on which nobody sent such reports.")
    if item.form != "row":
        doubts += odd.of_day(item.said_from, item.said_to)
    doubts += odd.of_text(" ".join((item.source, item.author, item.title, *item.names, item.text)))
    return replace(item, grade=marks.grade or item.grade, doubts=tuple(doubts))


def _told(item: Item, marks: Marks) -> Item:
    """The item with what a person said of it, where it does not say so itself."""
    if not (marks.source or marks.said or marks.address):
        return item
    said, first, last = days.of_text(marks.said)
    if said and not item.said:
        doubts = tuple(d for d in item.doubts if not d.startswith("It bears no date"))
        item = replace(item, said=said, said_from=first, said_to=last, doubts=doubts)
    return replace(
        item, source=item.source or cleaning.visible(marks.source)[:300],
        address=item.address or cleaning.untracked(marks.address),
    )  # fmt: skip


def _refuse(header: Header, marks: Marks) -> None:
    if marks.marking and marks.marking not in header.markings:
        listed = ", ".join(header.markings)
        raise Refused(f'dossier.yaml lists no marking "{marks.marking}". Its markings: {listed}.')
    for group in marks.access:
        if group not in header.groups:
            listed = ", ".join(header.groups) or "none yet"
            raise Refused(f'dossier.yaml lists no group "{group}". Its groups: {listed}.')
    if marks.grade and marks.grade not in GRADES:
        raise Refused(f'There is no grade "{marks.grade}". Grades: {", ".join(GRADES)}.')
