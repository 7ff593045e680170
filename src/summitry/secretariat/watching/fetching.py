"""Fetching what an operator named: feeds over HTTP, letters over IMAP. By an operator's command or service,
never by the desk.

Each source is asked when it is due, one after another, with a pause before the same host is asked again. What
comes is taken into the inbox before it is written down that it came, so that a run cut short loses nothing.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from summitry.foundation import durable
from summitry.foundation.durable import OWN
from summitry.foundation.values import dataclass
from summitry.secretariat.watching import mailboxes
from summitry.secretariat.watching.asking import Answer, Validators, ask
from summitry.secretariat.watching.sources import Feed, Kept, Mailbox, Sources, sources_of
from summitry.secretariat.watching.taking import Marks, taking_in

PLACE = f"{OWN}/watch/fetched.json"

PAUSE = 2.0
"""Seconds between two questions to one host."""

LONGEST = timedelta(days=1)
"""After failing again and again a feed is asked once in so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is remembered of a source: when it may be asked again, what it said of itself, how often it failed
    in a row; of a mailbox the last letter that was taken."""

    due: str = ""
    etag: str = ""
    modified: str = ""
    failed: int = 0
    gone: bool = False
    validity: int = 0
    letter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of one source: what is to be said of it, how many reports it had and how many were new."""

    address: str
    says: str
    items: int = 0
    new: int = 0
    failed: bool = False
    asked: bool = True
    unread: tuple[tuple[str, str], ...] = ()


def fetch(
    folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC), pause: float = PAUSE,
    learned: date | None = None, mail_at_once: bool = True,
) -> Iterator[Fetched]:  # fmt: skip
    """Ask each source that is due, and yield what became of each; a mailbox though it is not due, if asked.

    Raises:
        Refused: when no sources are named, or one cannot be understood.
        NotWritable: when the folder cannot be written.
    """
    named = sources_of(folder)
    with durable.taking_turns(folder, "fetch"):
        past = _remembered(folder)
        asked: dict[str, float] = {}
        for feed in named.feeds:
            before = past.get(feed.address, Past())
            if _due(before) > now():
                yield _not_yet(feed.address, before)
                continue
            rest = asked.get(feed.host, -pause) + pause - time.monotonic()
            if rest > 0:
                time.sleep(rest)
            found, after = _fetched(folder, named, feed, before, now, learned)
            asked[feed.host] = time.monotonic()
            past[feed.address] = after
            _remember(folder, named, past)
            yield found
        for box in named.mailboxes:
            before = past.get(box.address, Past())
            if not mail_at_once and _due(before) > now():
                yield _not_yet(box.address, before)
                continue
            found = _letters(folder, named, box, past, learned)
            past[box.address] = _after(past.get(box.address, Past()), box, now(), failed=found.failed)
            _remember(folder, named, past)
            yield found


def _not_yet(address: str, past: Past) -> Fetched:
    if past.gone:
        return Fetched(address=address, says="it was gone for good, and is not asked any more", asked=False)
    at = _due(past).strftime("%d %B %Y, %H:%M UTC").lstrip("0")
    return Fetched(address=address, says=f"not due before {at}", asked=False)


def _fetched(
    folder: Path, named: Sources, feed: Feed, before: Past, now: Callable[[], datetime], learned: date | None
) -> tuple[Fetched, Past]:
    answer = ask(feed.address, named.agent, Validators(etag=before.etag, modified=before.modified))
    every = timedelta(minutes=feed.every)
    wait = max(every, timedelta(seconds=answer.wait))
    moved = f" It has moved to {answer.moved}: name that." if answer.moved else ""
    if answer.why:
        failed = before.failed + 1
        wait = max(timedelta(seconds=answer.wait), min(every * 2 ** min(failed, 12), LONGEST))
        gone = answer.status == 410
        after = replace(before, failed=failed, gone=gone, due=(now() + wait).isoformat())
        return Fetched(address=feed.address, says=f"{answer.why}.{moved}", failed=True), after
    due = (now() + wait).isoformat()
    if answer.status == 304:
        return Fetched(address=feed.address, says=f"nothing new.{moved}"), replace(before, failed=0, due=due)
    found = _taken(folder, feed, answer, learned)
    said = answer.validators
    after = replace(before, failed=0, due=due, etag=said.etag, modified=said.modified)
    return replace(found, says=f"{found.says}{moved}"), after


def _taken(folder: Path, feed: Feed, answer: Answer, learned: date | None) -> Fetched:
    """Take the entries of a feed in, by the same intake as a feed that was saved."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"{feed.host.replace(':', '-')}.xml"
        path.write_bytes(answer.body)
        return _told(feed.address, folder, [path], feed.kept, learned)


def _told(address: str, folder: Path, paths: list[Path], kept: Kept, learned: date | None) -> Fetched:
    marks = Marks(marking=kept.marking, access=kept.access, grade=kept.grade, came=learned)
    found = [t for t in taking_in(folder, paths, marks) if t.finished]
    items, new = sum(t.items for t in found), sum(t.new for t in found)
    unread = tuple(told for t in found for told in t.unread)
    return Fetched(
        address=address, says=f"{items:,} reports, {new:,} of them new.", items=items, new=new, unread=unread,
        failed=bool(unread) and not items,
    )  # fmt: skip


def _after(before: Past, box: Mailbox, now: datetime, *, failed: bool) -> Past:
    """What is remembered of a mailbox that was looked at: one that fails is looked at less and less often, so
    that a password that is wrong does not lock an account."""
    times = before.failed + 1 if failed else 0
    wait = min(timedelta(minutes=box.every) * 2 ** min(times, 12), LONGEST)
    return replace(before, failed=times, due=(now + wait).isoformat())


def _letters(
    folder: Path, named: Sources, box: Mailbox, past: dict[str, Past], learned: date | None
) -> Fetched:
    """Take the letters that came since the last one, in batches, each remembered when it is in."""
    before = past.get(box.address, Past())
    items = new = 0
    unread: list[tuple[str, str]] = []
    try:
        for batch in mailboxes.letters(box, before.validity, before.letter):
            with tempfile.TemporaryDirectory() as place:
                paths = [Path(place) / f"{uid}.eml" for uid, _ in batch.letters]
                for path, (_, content) in zip(paths, batch.letters, strict=True):
                    path.write_bytes(content)
                found = _told(box.address, folder, paths, box.kept, learned)
            items, new = items + found.items, new + found.new
            unread += [*found.unread, *batch.unread]
            past[box.address] = replace(
                past.get(box.address, Past()), validity=batch.validity, letter=batch.last
            )
            _remember(folder, named, past)
    except mailboxes.NotReached as why:
        return Fetched(address=box.address, says=f"{why}.", items=items, new=new, failed=True)
    return Fetched(
        address=box.address, says=f"{items:,} letters, {new:,} of them new.", items=items, new=new,
        unread=tuple(unread),
    )  # fmt: skip


def _due(past: Past) -> datetime:
    if past.gone:
        return datetime.max.replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(past.due) if past.due else datetime.min.replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _remembered(folder: Path) -> dict[str, Past]:
    """What was written down of earlier runs; nothing when that cannot be read: then all is asked anew."""
    try:
        told: dict[str, dict[str, Any]] = json.loads((folder / PLACE).read_bytes())
        return {address: Past(**each) for address, each in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _remember(folder: Path, named: Sources, past: dict[str, Past]) -> None:
    """Write down what is known of the sources that are named; of others nothing is kept."""
    known = {*(feed.address for feed in named.feeds), *(box.address for box in named.mailboxes)}
    told = {
        address: {name: value for name in Past.__slots__ if (value := getattr(each, name))}
        for address, each in past.items() if address in known
    }  # fmt: skip
    durable.put(folder / PLACE, json.dumps(told, indent=1).encode())
