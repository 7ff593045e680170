"""The file of a backup: a tar whose last member lists every other with its SHA-256."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from summitry.foundation import durable
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass

LIST = "list.json"
FORMAT = 1
_CHUNK = 1024 * 1024

Told = Callable[[int], None]
"""Is told how many bytes more are done."""


class NotWhole(Refused):
    """A file is no backup, or is not as it was when it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a backup says of itself: when and by which version it was made, what it holds, and the SHA-256 of
    every member (of a link: what it points to)."""

    made: str
    version: str
    says: Mapping[str, Any]
    members: Mapping[str, str]


class Packing:
    """A backup that is being written, member by member."""

    def __init__(self, file: BinaryIO, told: Told) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - `close`
        self._told = told
        self.members: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Put a file in as it is now, or a link.

        Raises:
            Refused: when it changes while it is read, or cannot be read.
        """
        try:
            if path.is_symlink():
                self._link(name, os.readlink(path))
                return
            with open(path, "rb") as file:
                found = os.fstat(file.fileno())
                self._put(_header(name, found.st_size, found.st_mode, found.st_mtime), file)
        except OSError as error:
            raise Refused(f"{path} cannot be read: {(error.strerror or 'too short').lower()}.") from None

    def close(self, made: str, version: str, says: Mapping[str, Any]) -> str:
        """Put the list at the end, and return its SHA-256."""
        listed = {"format": FORMAT, "made": made, "version": version, "says": says, "members": self.members}
        content = json.dumps(listed, indent=1, sort_keys=True).encode()
        self._tar.addfile(_header(LIST, len(content), 0o600, 0), io.BytesIO(content))
        self._tar.close()
        return hashlib.sha256(content).hexdigest()

    def _link(self, name: str, target: str) -> None:
        header = _header(name, 0, 0o777, 0)
        header.type, header.linkname = tarfile.SYMTYPE, target
        self._tar.addfile(header)
        self.members[name] = f"-> {target}"

    def _put(self, header: tarfile.TarInfo, file: BinaryIO) -> None:
        reading = _Hashed(file, header.size, self._told)
        self._tar.addfile(header, reading)
        self.members[header.name] = reading.digest.hexdigest()


class _Hashed:
    """A file that is hashed as it is read, no further than it was long at first."""

    def __init__(self, file: BinaryIO, size: int, told: Told) -> None:
        self._file, self._left, self._told = file, size, told
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        content = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(content)
        self.digest.update(content)
        self._told(len(content))
        return content


def _header(name: str, size: int, mode: int, changed: float) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode, header.mtime = size, mode & 0o777, int(changed)
    return header


@contextmanager
def packed(path: Path, told: Told) -> Iterator[Packing]:
    """Write a backup beside its place and put it there when it is whole; only its owner may read it.

    Raises:
        Refused: when there is something of that name.
    """
    if path.exists() or path.is_symlink():
        raise Refused(f"{path} is there already, and a backup replaces nothing. Name another file.")
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                yield Packing(file, told)
                file.flush()
                os.fsync(file.fileno())
            os.link(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        durable.sync_folder(path.parent)
    except FileExistsError:
        raise Refused(f"{path} is there already, and a backup replaces nothing. Name another file.") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise Refused(f"{path} could not be written: {why}. There is no backup.") from None


@contextmanager
def opened(path: Path) -> Iterator[tuple[tarfile.TarFile, Listing]]:
    """Open a backup whose list is whole.

    Raises:
        NotWhole: when the file is no backup, or its end is missing.
    """
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar, _listing(path, tar)
    except (tarfile.TarError, EOFError) as error:
        raise NotWhole(f"{path} is not whole: {str(error) or 'it ends too early'}.") from None
    except OSError as error:
        raise NotWhole(f"{path} cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None


def _listing(path: Path, tar: tarfile.TarFile) -> Listing:
    headers = tar.getmembers()
    if not headers or headers[-1].name != LIST:
        raise NotWhole(f"{path} is not a whole backup: its list is missing.")
    try:
        file = tar.extractfile(headers[-1])
        listed = json.loads(file.read() if file is not None else b"")
        found = Listing(
            made=str(listed["made"]), version=str(listed["version"]), says=dict(listed["says"]),
            members={str(name): str(digest) for name, digest in listed["members"].items()},
        )  # fmt: skip
        if listed["format"] != FORMAT:
            raise NotWhole(f"{path} was made by a later version of Summitry ({found.version}). Install that.")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotWhole(f"{path} is not a whole backup: its list cannot be read.") from None
    return found


def contents(tar: tarfile.TarFile, header: tarfile.TarInfo) -> Iterator[bytes]:
    """Yield a member's content piece by piece."""
    file = tar.extractfile(header)
    while file is not None and (piece := file.read(_CHUNK)):
        yield piece
