"""Where the cabinet keeps things: original bytes under their digest, and the text beside them.

``archive/originals/<sha-256>.<suffix>`` is never written twice, and ``archive/texts/<sha-256>.jsonl``
only when it is missing or damaged: what its passages are called must hold for ever.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from summitry.archive.heldtext import as_lines
from summitry.dossier.holdings import Held
from summitry.foundation import durable
from summitry.foundation.refusals import NotWritable
from summitry.foundation.values import dataclass

ARCHIVE = "archive"
ORIGINALS = f"{ARCHIVE}/originals"
TEXTS = f"{ARCHIVE}/texts"

MAX_ORIGINAL = 4 * 1024**3
"""Largest file kept, in bytes."""

MAX_PACKED = 1024**3
"""Largest text that is unpacked, in bytes."""

_NAMED = re.compile(rf"{ORIGINALS}/([0-9a-f]{{64}})(?:\.[0-9a-z]{{1,8}})?\Z")
_CHUNK = 1 << 20


class NotKept(Exception):
    """A file that was not taken into the cabinet; the message says why."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file of the cabinet: its digest, its name below the dossier's folder, its size in bytes."""

    digest: str
    name: str
    size: int


def digest_in(name: str) -> str:
    """Return the digest that a file's name in the cabinet says; blank for any other file.

    >>> digest_in("archive/originals/" + "0a" * 32 + ".pdf") == "0a" * 32
    True
    """
    found = _NAMED.match(name)
    return found[1] if found else ""


def text_name(digest: str) -> str:
    """Return where the text of a file is kept, below the dossier's folder."""
    return f"{TEXTS}/{digest}.jsonl"


def kept_text(folder: Path, digest: str) -> bytes | None:
    """Return the text of a file as it is kept, or ``None``. A text may be packed (``.jsonl.gz``)."""
    path = folder / text_name(digest)
    try:
        return path.read_bytes()
    except OSError:
        pass
    try:
        with gzip.open(f"{path}.gz") as packed:
            content = packed.read(MAX_PACKED + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return content if len(content) <= MAX_PACKED else None


def inside(folder: Path, name: str) -> Path | None:
    """Return the path of a file under ``archive/``, or ``None`` when the name leads elsewhere.

    A link is followed only to what stands inside the folder.
    """
    parts = name.split("/")
    if parts[0] != ARCHIVE or len(parts) < 2 or any(p in ("", ".", "..") or "\0" in p for p in parts):
        return None
    path = folder.joinpath(*parts)
    try:
        return path if path.resolve().is_relative_to(folder.resolve() / ARCHIVE) else None
    except (OSError, RuntimeError):
        return None


@contextlib.contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open a regular file for reading; anything else would be waited for, or never end.

    Raises:
        NotKept: when it is no regular file, too large, or cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NotKept(_why(error)) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise NotKept("it is not a regular file")
        if status.st_size > MAX_ORIGINAL:
            raise NotKept(f"it has {status.st_size / 1e9:,.1f} GB, and at most 4 are kept")
        yield handle
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        NotKept: when it cannot be read.
    """
    with opened(path) as handle, os.fdopen(os.dup(handle), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_original(folder: Path, path: Path, suffix: str) -> Original:
    """Keep a file's bytes, durably, and return how they are known. Kept ones are left as they are.

    Raises:
        NotKept: when the file cannot be read, or changes while it is.
        NotWritable: when the folder cannot be written, or the disk is full; then nothing is left.
    """
    with opened(path) as handle, os.fdopen(os.dup(handle), "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        there = original_name(folder, digest)
        if there and (folder / there).stat().st_size == size:
            return Original(digest, there, size)
        name = there or f"{ORIGINALS}/{digest}{suffix}"
        file.seek(0)
        _copy(folder, name, file, digest)
    return Original(digest, name, size)


def put_original_bytes(folder: Path, content: bytes, suffix: str) -> Original:
    """Keep bytes that came from elsewhere: standard input, an attachment.

    Raises:
        NotWritable: when the folder cannot be written, or the disk is full.
    """
    digest = hashlib.sha256(content).hexdigest()
    name = original_name(folder, digest) or f"{ORIGINALS}/{digest}{suffix}"
    if not _is_whole(folder / name, len(content)):
        durable.put(folder / name, content)
    return Original(digest, name, len(content))


def original_name(folder: Path, digest: str) -> str:
    """Return the name under which bytes with this digest are kept; blank when they are not."""
    found = next(iter(sorted((folder / ORIGINALS).glob(f"{digest}*"))), None)
    return f"{ORIGINALS}/{found.name}" if found is not None else ""


def put_text(folder: Path, held: Held) -> None:
    """Keep the text of a file.

    Raises:
        NotWritable: when the folder cannot be written, or the disk is full.
    """
    durable.put(folder / text_name(held.digest), as_lines(held))


def sweep(folder: Path) -> None:
    """Remove what a killed import left half written; call it when no other import is at work."""
    for place in (ORIGINALS, TEXTS):
        for left in (folder / place).glob(".*.new"):
            left.unlink(missing_ok=True)


def _is_whole(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _copy(folder: Path, name: str, file: object, digest: str) -> None:
    target = folder / name
    beside = target.with_name(f".{target.name[:80]}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = hashlib.sha256()
        with open(beside, "wb") as out:
            while chunk := file.read(_CHUNK):  # type: ignore[attr-defined]
                found.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if found.hexdigest() != digest:
            raise NotKept("it was being written while it was read")
        os.chmod(beside, 0o644)
        os.replace(beside, target)
        durable.sync_folder(target.parent)
    except OSError as error:
        raise NotWritable(f"{folder} could not be written: {_why(error)}. Nothing was changed.") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _why(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
