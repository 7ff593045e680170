"""Writing files so that a kill at any instant leaves all the old ones or all the new ones.

One file is written beside itself, synced, and renamed into place. Several files are first written
whole under ``.summitry/pending/``, and a list of them last: once the list stands, the act is done,
and whoever looks at the folder next, reader or writer, sees the new texts.
"""

from __future__ import annotations

import fcntl
import glob
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from summitry.foundation.refusals import NotWritable

OWN = ".summitry"
_PENDING = f"{OWN}/pending"
_LIST = "list.json"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder for one writer at a time, and finish what a killed one had decided.

    Raises:
        NotWritable: when the folder is read-only or is no folder.
    """
    try:
        (folder / OWN).mkdir(exist_ok=True)
        handle = os.open(folder / OWN / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _refused(folder, error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _finish(folder)
        try:
            yield
        finally:
            with suppress(OSError):  # the act is done: who looks at the folder sees it a little later
                os.pwrite(handle, b"%d" % (_counted(handle) + 1), 0)
    finally:
        os.close(handle)


def turn(folder: Path) -> int:
    """Return a number that is another one after every act that wrote in the folder, whichever process wrote.

    It has moved before the writer is told that its act is done. A change that no act made (an editor, git)
    does not move it. 0 when nobody has written yet.
    """
    try:
        handle = os.open(folder / OWN / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        return _counted(handle)
    finally:
        os.close(handle)


def _counted(handle: int) -> int:
    try:
        return int(os.pread(handle, 20, 0) or b"0")
    except (OSError, ValueError):
        return 0


@contextmanager
def taking_turns(folder: Path, act: str) -> Iterator[None]:
    """Have long acts of one name (``import``) on a folder follow each other; a second one waits here.

    Short writes by others go on meanwhile.

    Raises:
        NotWritable: when the folder is read-only or is no folder.
    """
    try:
        (folder / OWN).mkdir(exist_ok=True)
        handle = os.open(folder / OWN / f"{act}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _refused(folder, error) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files (or remove those whose content is ``None``), by name below ``folder``.

    Hold ``writing`` while calling.

    Raises:
        NotWritable: when something cannot be written; then nothing is changed.
    """
    try:
        if len(files) == 1:
            for name, content in files.items():
                _replace(folder / name, content)
        elif files:
            _announce(folder, files)
            _finish(folder)
    except OSError as error:
        raise _refused(folder, error) from None


def pending(folder: Path) -> dict[str, bytes | None]:
    """Return the files of an act that was decided and not finished, by name; none as a rule."""
    base = folder / _PENDING
    try:
        listed = json.loads((base / _LIST).read_bytes())
        return {name: (base / part).read_bytes() if part else None for name, part in listed.items()}
    except (OSError, ValueError):
        return {}


def _announce(folder: Path, files: Mapping[str, bytes | None]) -> None:
    base = folder / _PENDING
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    listed: dict[str, str] = {}
    for at, (name, content) in enumerate(files.items()):
        listed[name] = "" if content is None else f"{at}.text"
        if content is not None:
            _replace(base / listed[name], content)
    _replace(base / _LIST, json.dumps(listed).encode())


def _finish(folder: Path) -> None:
    files = pending(folder)
    for name, content in files.items():
        _replace(folder / name, content)
    base = folder / _PENDING
    if base.exists():
        (base / _LIST).unlink(missing_ok=True)
        _sync_folder(base)
        shutil.rmtree(base, ignore_errors=True)


def _replace(path: Path, content: bytes | None) -> None:
    if path.is_symlink():
        path = path.resolve()
    if content is None:
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f".{glob.escape(path.name[:80])}.*.new"):
        left.unlink(missing_ok=True)  # by a writer that was killed: no other writes now
    beside = path.with_name(f".{path.name[:80]}.{os.getpid()}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            if path.exists():
                os.fchmod(handle, stat.S_IMODE(path.stat().st_mode))
            view = memoryview(content)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(folder: Path, error: OSError) -> NotWritable:
    why = (error.strerror or "unknown reason").lower()
    return NotWritable(f"{folder} could not be written: {why}. Nothing was changed.")


def put(path: Path, content: bytes) -> None:
    """Write one file whole, for which no one else is waiting: its name says its content.

    Until the last byte is on the disk there is no file of that name. The folder is made when missing.

    Raises:
        NotWritable: when it cannot be written; then nothing is left.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise _refused(path.parent, error) from None


def sync_folder(folder: Path) -> None:
    """Have the disk hold the names in a folder as they stand now."""
    _sync_folder(folder)
