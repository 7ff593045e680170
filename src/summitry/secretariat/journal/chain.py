"""The chain: entries in files of their own, each bound to the one before by its SHA-256.

``.summitry/journal/00000001.jsonl`` and so on, a line an entry. ``tip.json`` names the last entry, so that
lines taken off the end are missed too. Entries are only ever added, under a lock, and are on the disk
before anybody is told.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summitry.foundation import durable
from summitry.foundation.refusals import NotWritable, Refused
from summitry.foundation.values import dataclass

FOLDER = f"{durable.OWN}/journal"
TIP = "tip.json"
LOCK = "lock"
FIRST = "0" * 64
"""What the first entry is bound to."""

SEGMENT = 4 * 1024 * 1024
"""Bytes after which another file is begun."""


class JournalBroken(Refused):
    """The journal does not fit together, so nothing is added to it; `summitry journal verify` says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. ``at`` is in UTC to the millisecond; ``on`` the ids of the records; ``digest`` is keyed
    (blank for reads and exports); ``bound_to`` the SHA-256 of the line before."""

    number: int
    at: str
    actor: str
    act: str
    on: tuple[str, ...]
    digest: str
    bound_to: str
    line: bytes

    @property
    def seal(self) -> str:
        """The SHA-256 of its line, to which the next is bound."""
        return hashlib.sha256(self.line).hexdigest()


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of the chain: how many entries, the seal of the last, the file it stands in, its length."""

    number: int = 0
    seal: str = FIRST
    file: str = ""
    length: int = 0


def parsed(line: bytes) -> Entry:
    """Read a line.

    Raises:
        ValueError: when it is no entry.
    """
    found = json.loads(line)
    if not isinstance(found, dict) or set(found) != {"n", "at", "who", "act", "on", "digest", "bound_to"}:
        raise ValueError("not an entry")
    on = found["on"]
    texts = (found["at"], found["who"], found["act"], found["digest"], found["bound_to"])
    sound = isinstance(on, list) and all(isinstance(text, str) for text in (*texts, *on))
    if not sound or type(found["n"]) is not int:
        raise ValueError("not an entry")
    return Entry(
        number=found["n"], at=found["at"], actor=found["who"], act=found["act"], on=tuple(on),
        digest=found["digest"], bound_to=found["bound_to"], line=line,
    )  # fmt: skip


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Hold the journal for one writer; yields its folder.

    Raises:
        NotWritable: when the folder is read-only.
    """
    where = folder / FOLDER
    try:
        where.mkdir(parents=True, exist_ok=True)
        handle = os.open(where / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _refused(where, error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield where
    finally:
        os.close(handle)


def add(where: Path, actor: str, act: str, on: Sequence[str], digest: str, now: datetime) -> Entry:
    """Add an entry to the journal in ``where``, which the caller holds, and return it when it is on the disk.

    Raises:
        JournalBroken: when the end of the chain is not what its tip says.
        NotWritable: when it cannot be written; then nothing was added.
    """
    tip = last(where)
    line = _written(tip, actor, act, on, digest, now)
    file = tip.file or "00000001.jsonl"
    if tip.length >= SEGMENT:
        file = f"{int(file[:8]) + 1:08d}.jsonl"
    length = tip.length if file == tip.file else 0
    try:
        _append(where / file, length, line + b"\n")
        entry = parsed(line)
        _put_tip(where, Tip(entry.number, entry.seal, file, length + len(line) + 1))
    except OSError as error:
        raise _refused(where, error) from None
    return entry


def _written(tip: Tip, actor: str, act: str, on: Sequence[str], digest: str, now: datetime) -> bytes:
    said: Mapping[str, Any] = {
        "n": tip.number + 1, "at": now.astimezone(UTC).isoformat(timespec="milliseconds"), "who": actor,
        "act": act, "on": list(on), "digest": digest, "bound_to": tip.seal,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _append(path: Path, length: int, content: bytes) -> None:
    """Put a line at the end that is known; half a line, left there by a kill, is written over."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        os.ftruncate(handle, length)
        view, at = memoryview(content), length
        while view:
            done = os.pwrite(handle, view, at)
            view, at = view[done:], at + done
        os.fsync(handle)
    finally:
        os.close(handle)
    if length == 0:
        durable.sync_folder(path.parent)


TIP_ROOM = 256
"""Bytes of the tip, filled up with blanks: always as many, so that it can be written over in its place."""


def _put_tip(where: Path, tip: Tip) -> None:
    """Write the tip over the one that stands there, without waiting for the disk.

    The entry is on the disk before; a tip that a power failure leaves behind it is moved on by `last`. It is
    smaller than a sector of any disk, so one finds the old one or the new one whole.
    """
    said = {"n": tip.number, "seal": tip.seal, "file": tip.file, "length": tip.length}
    content = json.dumps(said).encode().ljust(TIP_ROOM)
    try:
        handle = os.open(where / TIP, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        durable.put(where / TIP, content)
        return
    try:
        if os.fstat(handle).st_size == len(content):
            os.pwrite(handle, content, 0)
            return
    finally:
        os.close(handle)
    durable.put(where / TIP, content)


def last(where: Path) -> Tip:
    """Return the end of the chain. An entry that was written when its writer was killed, before the tip was,
    is taken as the end: its writer told nobody, but it is bound into the chain.

    Raises:
        JournalBroken: when the file does not hold what the tip says.
    """
    try:
        told = json.loads((where / TIP).read_bytes())
        tip = Tip(int(told["n"]), str(told["seal"]), str(told["file"]), int(told["length"]))
    except FileNotFoundError:
        if any(where.glob("*.jsonl")):
            return _after_kill(where, Tip(file="00000001.jsonl"))
        return Tip()
    except (OSError, ValueError, KeyError, TypeError):
        raise JournalBroken("The journal's tip cannot be read; nothing was added.") from None
    return _after_kill(where, tip)


def _after_kill(where: Path, tip: Tip) -> Tip:
    """Go past entries behind the tip that are whole and bound to it."""
    while True:
        moved = _one_further(where, tip)
        if moved is None:
            return tip
        tip = moved


def _one_further(where: Path, tip: Tip) -> Tip | None:
    files = [(tip.file, tip.length), (f"{int(tip.file[:8]) + 1:08d}.jsonl", 0)] if tip.file else []
    for name, start in files:
        try:
            with open(where / name, "rb") as file:
                if os.fstat(file.fileno()).st_size < start:
                    raise JournalBroken("The journal is shorter than its tip says; nothing was added.")
                file.seek(start)
                line = file.readline()
        except FileNotFoundError:
            if start:
                raise JournalBroken("A file of the journal is missing; nothing was added.") from None
            continue
        if line.endswith(b"\n"):
            try:
                entry = parsed(line[:-1])
            except ValueError:
                continue
            if entry.number == tip.number + 1 and entry.bound_to == tip.seal:
                return Tip(entry.number, entry.seal, name, start + len(line))
    return None


def lines(folder: Path) -> Iterator[tuple[str, int, bytes]]:
    """Yield the journal's lines with file and line number (from 1), without their line ends."""
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        with open(path, "rb") as file:
            for number, line in enumerate(file, 1):
                yield path.name, number, line.rstrip(b"\n")


def entries(folder: Path) -> Iterator[Entry]:
    """Yield the entries that can be read, oldest first; `verify` says what cannot."""
    for _, _, line in lines(folder):
        try:
            yield parsed(line)
        except ValueError:
            continue


def _refused(where: Path, error: OSError) -> NotWritable:
    why = (error.strerror or "unknown reason").lower()
    return NotWritable(f"The journal in {where} could not be written: {why}. Nothing was added.")
