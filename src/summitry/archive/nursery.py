"""The process in which files are read: it forks once for each file, and the fork has bounds.

It knows the readers' libraries before it forks, so that a reading costs a few milliseconds more than in
one's own process. A fork sees two open files, the one to read and the one to write, and ends by itself
when it has taken too much: memory, processor time, time by the clock, output. Whatever becomes of it,
the nursery goes on to the next file.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
from dataclasses import fields
from io import BytesIO
from typing import Any, BinaryIO, NoReturn

from summitry.archive.bounds import bound
from summitry.archive.composing import Reading
from summitry.archive.heldtext import as_lines
from summitry.archive.limits import Limits
from summitry.archive.readers.source import NotRead, Source
from summitry.dossier.holdings import Held

READERS = "summitry.archive.readers"

DONE, NOT_READ, NO_MEMORY, TOO_DEEP, BROKEN, NOT_WRITTEN, NO_READER = range(7)
"""How a fork ends."""


def serve(handle: int) -> None:
    """Read what is asked for through a socket, one file at a time, until it is closed."""
    with socket.socket(fileno=handle) as ask:
        while True:
            message, given, _, _ = socket.recv_fds(ask, 65536, 2)
            if not message or len(given) != 2:
                return
            job = json.loads(message)
            answer = _answer(job, given[0], given[1])
            for each in given:
                os.close(each)
            ask.sendall(json.dumps(answer).encode() + b"\n")


def _answer(job: dict[str, Any], given: int, taken: int) -> dict[str, Any]:
    try:
        reader = importlib.import_module(f"{READERS}.{job['reader']}")
    except ImportError as error:
        return {"ended": NO_READER, "missing": error.name or ""}
    child = os.fork()
    if child == 0:
        _read(reader, job, given, taken)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"ended": code, "seconds": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss}


def _read(reader: Any, job: dict[str, Any], given: int, taken: int) -> NoReturn:
    """Read one file in a process of its own, which ends here."""
    code = BROKEN
    try:
        limits = Limits(**{f.name: job["limits"][f.name] for f in fields(Limits)})
        os.chdir("/")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        bound(memory=limits.memory, seconds=limits.seconds, written=3 * limits.text + limits.unpacked)
        with os.fdopen(given, "rb", closefd=False) as stream, os.fdopen(taken, "wb", closefd=False) as out:
            code = _result(reader, job, limits, stream, out)
            out.flush()
    except MemoryError:
        code = NO_MEMORY
    except RecursionError:
        code = TOO_DEEP
    except OSError:
        code = NOT_WRITTEN
    except BaseException:  # noqa: BLE001  (the edge of a process, and of libraries fed with hostile files)
        code = BROKEN
    finally:
        os._exit(code)


def _result(reader: Any, job: dict[str, Any], limits: Limits, stream: BinaryIO, out: BinaryIO) -> int:
    source = Source(
        stream=stream, size=job["size"], name=job["name"], media=job["media"], limits=limits
    )  # fmt: skip
    try:
        reading = reader.read(source)
    except NotRead as why:
        out.write(json.dumps({"why": str(why)}).encode())
        return NOT_READ
    _write(out, _held(reader.READ_BY, job, reading), reading)
    return DONE


def _held(read_by: str, job: dict[str, Any], reading: Reading) -> Held:
    return Held(
        digest=job["digest"], original=job["original"], media=job["media"], read_by=read_by,
        size=job["size"], pages=reading.pages, needs_ocr=reading.needs_ocr,
        proposed=tuple(reading.proposed), parts=tuple(reading.parts), passages=tuple(reading.passages),
        names=tuple(reading.names), references=tuple(reading.references), trouble=tuple(reading.trouble),
    )  # fmt: skip


def _write(out: BinaryIO, held: Held, reading: Reading) -> None:
    """A line that tells the lengths, then the text, then the files that came inside."""
    text = as_lines(held)
    files = [
        {"name": a.name, "media": a.media, "part": a.part, "size": len(a.content)}
        for a in reading.attachments
    ]  # fmt: skip
    out.write(json.dumps({"text": len(text), "files": files}).encode() + b"\n")
    out.write(text)
    for each in reading.attachments:
        out.write(each.content)


def read_here(
    reader: str, name: str, content: bytes, media: str = "", limits: Limits | None = None
) -> Reading:
    """Read bytes in this process, without bounds: for tests and measurements of our own files."""
    module = importlib.import_module(f"{READERS}.{reader}")
    source = Source(
        stream=BytesIO(content), size=len(content), name=name, media=media, limits=limits or Limits()
    )
    found: Reading = module.read(source)
    return found
