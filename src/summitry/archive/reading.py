"""Reading files safely: each in a process of its own, which is stopped when it takes too much.

`Readers` keeps one or two nurseries (`summitry.archive.nursery`) for as long as it is open; in a process
that holds one, a small paper is read in a few milliseconds.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from summitry.archive import nursery, ocr, store
from summitry.archive.composing import Attachment
from summitry.archive.heldtext import Damaged, from_lines
from summitry.archive.limits import LIMITS, MB, Limits
from summitry.archive.media import PDF, Form, UnknownForm, form_of
from summitry.dossier.holdings import Held
from summitry.foundation.refusals import NotWritable
from summitry.foundation.values import dataclass

_HEAD, _TAIL = 4096, 65536
_PROGRAM = """
import sys
sys.path[:0] = {paths!r}
from summitry.archive.nursery import serve
serve(int(sys.argv[1]))
"""
_PACKAGES = {
    "lxml": "lxml",
    "pypdfium2": "pypdfium2",
    "docx2python": "docx2python",
    "trafilatura": "trafilatura",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to be read: where it stands, and how it is known in the cabinet."""

    path: Path
    digest: str
    original: str
    name: str
    """The name under which it came, for what the name says."""
    size: int
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: its text, or why there is none."""

    job: Job
    held: Held | None = None
    attachments: tuple[Attachment, ...] = ()
    why: str = ""
    """Why it was not read, in words that end a sentence; blank when it was."""
    seconds: float = 0.0
    memory: int = 0
    """Most memory its process held, in bytes."""


class Readers:
    """Processes that read files, ``at_once`` of them. Close it, or use it in a ``with`` statement."""

    def __init__(self, limits: Limits = LIMITS, at_once: int = 2) -> None:
        self.limits = limits
        self._free: queue.SimpleQueue[_Nursery] = queue.SimpleQueue()
        self._every = [_Nursery(limits) for _ in range(at_once)]
        for each in self._every:
            self._free.put(each)

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        for each in self._every:
            each.stop()

    def read(self, job: Job) -> Outcome:
        """Read one file; whatever it is, there is an outcome. A scan without text is given one when a
        program for it is installed."""
        mine = self._free.get()
        try:
            outcome = mine.read(job)
            if outcome.held is None or not outcome.held.needs_ocr or not ocr.program_for(job.form):
                return outcome
            with ocr.with_text(job.path, job.form) as (path, program):
                if not program:
                    said = "OCR was tried, and failed."
                    return replace(outcome, held=_said(outcome.held, said))
                again = mine.read(replace(job, path=path, form=PDF, size=path.stat().st_size))
            return replace(again, job=job, held=_by(again.held, job, program)) if again.held else outcome
        finally:
            self._free.put(mine)

    def read_all(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Read files, some at once, and yield the outcomes as they come. ``jobs`` is drawn as needed."""
        with ThreadPoolExecutor(len(self._every)) as pool:
            running: set[Future[Outcome]] = set()
            try:
                for job in jobs:
                    running.add(pool.submit(self.read, job))
                    if len(running) > len(self._every):
                        done, running = wait(running, return_when=FIRST_COMPLETED)
                        yield from (each.result() for each in done)
                while running:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in done)
            finally:
                for each in running:
                    each.cancel()


def _said(held: Held, said: str) -> Held:
    return replace(held, trouble=(*held.trouble, said))


def _by(held: Held | None, job: Job, program: str) -> Held | None:
    """The text of a scan, with what it was read by."""
    if held is None:
        return None
    said = f"It is a scan; its text was read by {program} and may have mistakes."
    return replace(
        _said(held, said), media=job.form.media, size=job.size, read_by=f"{held.read_by} + {program}"
    )  # fmt: skip


class _Nursery:
    """One process that forks for each file. It is begun when first needed, and again when it has died."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    def read(self, job: Job) -> Outcome:
        try:
            with open(job.path, "rb") as given, tempfile.TemporaryFile() as taken:
                answer = self._ask(job, given.fileno(), taken.fileno())
                return _outcome(job, answer, taken, self._limits)
        except OSError as error:
            return Outcome(job=job, why=(error.strerror or "it could not be read").lower())

    def _ask(self, job: Job, given: int, taken: int) -> dict[str, Any]:
        words = {
            "reader": job.form.reader, "media": job.form.media, "digest": job.digest, "size": job.size,
            "original": job.original, "name": job.name, "limits": asdict(self._limits),
        }  # fmt: skip
        ask = self._begun()
        try:
            ask.settimeout(self._limits.seconds * 3 + 15)
            socket.send_fds(ask, [json.dumps(words).encode()], [given, taken])
            answer = b""
            while not answer.endswith(b"\n"):
                more = ask.recv(65536)
                if not more:
                    raise ConnectionError
                answer += more
            found: dict[str, Any] = json.loads(answer)
        except (OSError, ValueError):
            self.stop()
            return {"ended": -signal.SIGALRM}
        return found

    def _begun(self) -> socket.socket:
        if self._socket is not None and self._process is not None and self._process.poll() is None:
            return self._socket
        self.stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            program = _PROGRAM.format(paths=[p for p in sys.path if p])
            self._process = subprocess.Popen(
                [sys.executable, "-c", program, str(theirs.fileno())], pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        self._socket = ours
        return ours

    def stop(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._process is not None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._process.kill()
            self._process.wait()
            self._process = None


def job_for(folder: Path, original: store.Original, name: str) -> Job:
    """Return what has to be known to read a file that is kept in the cabinet.

    Raises:
        UnknownForm: when no reader knows it.
    """
    path = folder / original.name
    return Job(
        path=path, digest=original.digest, original=original.name, name=name, size=original.size,
        form=form_at(path, name),
    )  # fmt: skip


def form_at(path: Path, name: str) -> Form:
    """Return the form of a file.

    Raises:
        UnknownForm: when no reader knows it, or it cannot be opened.
    """
    try:
        with store.opened(path) as handle:
            head = os.pread(handle, _HEAD, 0)
            size = os.fstat(handle).st_size
            return form_of(name, head, os.pread(handle, _TAIL, max(0, size - _TAIL)))
    except store.NotKept as why:
        raise UnknownForm(str(why)) from None


def read_again(folder: Path, name: str, digest: str) -> Held | None:
    """Read a file of the cabinet whose text is missing, and keep the text if that can be done."""
    path = store.inside(folder, name)
    if path is None:
        return None
    try:
        if store.digest_of(path) != digest:
            return None
        job = job_for(folder, store.Original(digest, name, path.stat().st_size), path.name)
    except (store.NotKept, UnknownForm, OSError):
        return None
    with Readers(at_once=1) as readers:
        held = readers.read(job).held
    if held is not None:
        try:
            store.put_text(folder, held)
        except NotWritable:
            return held  # a folder that cannot be written is read again each time
    return held


def _outcome(job: Job, answer: dict[str, Any], taken: BinaryIO, limits: Limits) -> Outcome:
    used = {"seconds": answer.get("seconds", 0.0), "memory": answer.get("memory", 0) * 1024}
    ended = answer["ended"]
    if ended == nursery.NOT_READ:
        taken.seek(0)
        return Outcome(job=job, why=str(json.loads(taken.read(65536))["why"]), **used)
    if ended != nursery.DONE:
        return Outcome(job=job, why=_why(ended, answer, job.form, limits), **used)
    try:
        held, attachments = _taken(taken)
    except (ValueError, KeyError, TypeError):
        return Outcome(job=job, why=_why(nursery.BROKEN, answer, job.form, limits), **used)
    if held.digest != job.digest or held.original != job.original:
        return Outcome(job=job, why=_why(nursery.BROKEN, answer, job.form, limits), **used)
    return Outcome(job=job, held=replace(held, size=job.size), attachments=attachments, **used)


def _taken(taken: BinaryIO) -> tuple[Held, tuple[Attachment, ...]]:
    taken.seek(0)
    lengths = json.loads(taken.readline(16 * MB))
    content = taken.read(int(lengths["text"]))
    if len(content) != lengths["text"]:
        raise Damaged("cut short")
    found = [
        Attachment(
            name=str(f["name"]), media=str(f["media"]), part=str(f["part"]),
            content=taken.read(int(f["size"])),
        )
        for f in lengths["files"]
    ]  # fmt: skip
    return from_lines(content), tuple(found)


def _why(ended: int, answer: dict[str, Any], form: Form, limits: Limits) -> str:
    if ended == nursery.NO_READER:
        package = str(answer.get("missing", "")).partition(".")[0]
        named = _PACKAGES.get(package, package)
        return f'{form.says} needs the package {named}: pip install "summitry[archive]"'
    if ended in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL):
        return f"reading it took more than {limits.seconds} seconds, and was stopped"
    if ended == nursery.NO_MEMORY:
        return f"reading it took more than {limits.memory // MB:,} MB of memory, and was stopped"
    if ended == nursery.TOO_DEEP:
        return "it is nested too deep"
    if ended == nursery.NOT_WRITTEN:
        return "its text could not be written; is the disk full?"
    if ended < 0:
        return "it is damaged: what reads it came down, and was stopped"
    return "it is damaged, or made in a way that is not understood"
