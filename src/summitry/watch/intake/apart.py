"""Reading files in a process of their own, which is stopped when it takes too much.

A nursery process forks for each batch of files; the fork writes what it finds as lines of JSON and has
bounds on memory and time. A file that brings its fork down is named as unread, and the others are read.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from summitry.archive import store
from summitry.archive.bounds import bound
from summitry.foundation.values import dataclass
from summitry.watch.intake import forms
from summitry.watch.value import Item, Unread

MEMORY = 768 * 1024**2
"""Address space a fork may add to what it begins with, in bytes."""

SECONDS = 60
"""Processor time a fork may take, in seconds, and as much again for each 2 MB it is to read."""

BATCH = 200
"""Files that one fork reads, so that a Maildir of ten thousand letters is no ten thousand forks."""

_DONE, _NO_MEMORY, _TOO_DEEP, _BROKEN, _NO_READER = range(5)
_DATES = ("said_from", "said_to")
_TUPLES = ("names", "doubts")
_PROGRAM = """
import sys
sys.path[:0] = {paths!r}
from summitry.watch.intake.apart import serve
serve()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something told of a file: an item, what of it could not be read, or, last, that it is done."""

    path: Path
    item: Item | None = None
    unread: Unread | None = None
    done: bool = False


class Intake:
    """Reads files. Close it, or use it in a ``with`` statement."""

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, paths: Sequence[Path]) -> Iterator[Told]:
        """Yield what the files hold, in their order; each ends with ``done``, whatever became of it."""
        waiting = list(paths)
        while waiting:
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            while batch:
                at = 0
                for told in self._ask(batch):
                    yield told
                    at += told.done
                batch = batch[at:]

    def _ask(self, batch: list[Path]) -> Iterator[Told]:
        """Yield what a fork tells of a batch, up to a file that brought it down, that one included."""
        process = self._begun()
        assert process.stdin is not None and process.stdout is not None
        size = sum(path.stat().st_size for path in batch if path.is_file())
        seconds = self._seconds + size // (2 * 1024**2) * self._seconds
        job = {
            "paths": [os.fsencode(os.path.abspath(p)).hex() for p in batch], "memory": self._memory,
            "seconds": seconds,
        }  # fmt: skip
        at, code = 0, _BROKEN
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                told = _parsed(line)
                if "ended" in told:
                    code = int(told["ended"])
                    break
                if told and at < len(batch):
                    found = _told(batch[at], told)
                    if found is not None:
                        at += found.done
                        yield found
        except OSError:
            self.close()
        if at < len(batch):
            why = "no file was read: a package is missing" if code == _NO_READER else _why(code, seconds)
            yield Told(path=batch[at], unread=Unread(why=why))
            yield Told(path=batch[at], done=True)

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM.format(paths=[p for p in sys.path if p])],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process.wait()
        self._process = None


def _parsed(line: bytes) -> dict[str, Any]:
    """A line of what a fork tells; nothing for half a line, left by one that was stopped."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _told(path: Path, told: dict[str, Any]) -> Told | None:
    if told.get("done"):
        return Told(path=path, done=True)
    if "unread" in told:
        return Told(path=path, unread=Unread(why=str(told["unread"]), at=str(told.get("at", ""))))
    return Told(path=path, item=item_from(told["item"])) if "item" in told else None


def _why(code: int, seconds: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL):
        return f"reading it took more than {seconds} seconds, and was stopped"
    if code == _NO_MEMORY:
        return "reading it took too much memory, and was stopped"
    if code == _TOO_DEEP:
        return "it is nested too deep"
    return "it is damaged, or made to bring down what reads it"


def item_as(item: Item) -> dict[str, Any]:
    """Return the filled fields of an item as plain values."""
    plain: dict[str, Any] = {f.name: value for f in fields(Item) if (value := getattr(item, f.name))}
    for name in _DATES:
        if name in plain:
            plain[name] = plain[name].isoformat()
    return plain


def item_from(plain: dict[str, Any]) -> Item:
    """Return an item from plain values."""
    given = dict(plain)
    for name in _DATES:
        if name in given:
            given[name] = date.fromisoformat(given[name])
    for name in _TUPLES:
        if name in given:
            given[name] = tuple(given[name])
    return Item(**given)


# -- in the other process ------------------------------------------------------------------------


def serve() -> None:
    """Read what is asked for through standard input, until it is closed."""
    for line in sys.stdin.buffer:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            _read(job)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        sys.stdout.buffer.write(b"\n" + json.dumps({"ended": code}).encode() + b"\n")
        sys.stdout.buffer.flush()


def _read(job: dict[str, Any]) -> NoReturn:
    """Read a batch in a process of its own, which ends here."""
    code = _BROKEN
    try:
        bound(memory=int(job["memory"]), seconds=int(job["seconds"]), written=0)
        for name in job["paths"]:
            _tell(Path(os.fsdecode(bytes.fromhex(name))))
        code = _DONE
    except MemoryError:
        code = _NO_MEMORY
    except RecursionError:
        code = _TOO_DEEP
    except BaseException:  # noqa: BLE001  (the edge of a process, and of libraries fed with hostile files)
        code = _BROKEN
    finally:
        os._exit(code)


def _tell(path: Path) -> None:
    out = sys.stdout.buffer
    try:
        with store.opened(path) as handle, os.fdopen(os.dup(handle), "rb") as stream:
            for found in forms.read(stream, path.name):
                if isinstance(found, Unread):
                    told: dict[str, Any] = {"unread": found.why, "at": found.at}
                else:
                    told = {"item": item_as(found)}
                out.write(json.dumps(told).encode() + b"\n")
    except store.NotKept as why:
        out.write(json.dumps({"unread": str(why)}).encode() + b"\n")
    out.write(b'{"done":true}\n')
    out.flush()
