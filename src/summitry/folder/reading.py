"""Finding the files of a dossier and reading them as text, whatever is wrong with them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from summitry.folder.faults import fault
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.origin import Origin, Place
from summitry.foundation.values import dataclass

MAX_FILE = 64 * 1024 * 1024
"""Largest file read, in bytes. Larger ones are a fault, and the rest of the dossier loads."""

MAX_FILES = 20_000
"""Most files read in one dossier."""

HEADER = "dossier.yaml"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u2028\u2029\ufeff\ufffe\uffff]")
_PRINTABLE_BYTES = bytes(b for b in range(256) if b in (9, 10, 13) or (b >= 32 and b != 127))
_RARE = ("\u0085", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the dossier: its path, and the name it has in messages."""

    path: Path
    name: str


def spot(name: str, line: int = 0, column: int = 0) -> Place:
    """Return the place of a file, or of one spot in it."""
    return Place(spot=Origin(name, line, column))


def find_files(folder: Path) -> tuple[list[FoundFile], list[Diagnostic]]:
    """Return the dossier's YAML, Markdown, CSV and calendar files, in order of their names, and the faults.

    Skipped: names that begin with ``.`` or ``_``, ``archive/``, and any folder below with a
    ``dossier.yaml`` of its own. A link that leads out of the folder is a fault and is not followed.
    """
    found: list[FoundFile] = []
    faults: list[Diagnostic] = []
    root = folder.resolve()
    for path, name in _walk(folder, "", faults):
        if len(found) >= MAX_FILES:
            faults.append(
                fault("FRM015", f"The folder holds more than {MAX_FILES:,} files; the rest is not read.",
                      spot(name), "Move old files to archive/ or to a dossier of their own.")
            )  # fmt: skip
            break
        if path.is_symlink() and not _inside(path, root):
            faults.append(_link_fault(name))
        else:
            found.append(FoundFile(path, name))
    return found, faults


def _link_fault(name: str) -> Diagnostic:
    return fault(
        "FRM017", f"{name} is a link that leads out of the dossier's folder; it was not followed.",
        spot(name), "Copy the file into the folder.",
    )  # fmt: skip


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _walk(folder: Path, prefix: str, faults: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda e: e.name)
    except OSError as error:
        faults.append(fault("FRM018", f"The folder {prefix or '.'} could not be read: {_why(error)}.",
                            spot(prefix or ".")))  # fmt: skip
        return
    for entry in listed:
        if entry.name.startswith((".", "_")) or (not prefix and entry.name == "archive"):
            continue
        name = prefix + entry.name
        if entry.is_symlink() and not _inside(Path(entry.path), folder.resolve()):
            if _suffix(name) or Path(entry.path).is_dir():
                faults.append(_link_fault(_printable(name)))
            continue
        if entry.is_dir(follow_symlinks=False):
            if not os.path.exists(os.path.join(entry.path, HEADER)):
                yield from _walk(Path(entry.path), f"{name}/", faults)
        elif _suffix(name):
            yield Path(entry.path), _printable(name)


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _suffix(name: str) -> bool:
    return name.endswith((".yaml", ".yml", ".md", ".csv", ".ics"))


def signature(file: FoundFile) -> tuple[int, ...]:
    """Return what changes whenever a file is written: its size, inode and times; empty when it is gone."""
    try:
        status = os.stat(file.path)
    except OSError:
        return ()
    return (status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns)


def signatures(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the names of a dossier's files, each with its `signature`: what changes with the dossier."""
    return tuple((file.name, signature(file)) for file in find_files(folder)[0])


def read_text(file: FoundFile) -> tuple[str | None, list[Diagnostic]]:
    """Return a file's text and what is wrong with it; ``None`` when it cannot be read at all.

    A byte-order mark is dropped. Text that is not UTF-8 is a fault and the file is left out: a guess
    could turn one name into another.
    """
    data = read_bytes(file)
    return decode(data, file.name) if isinstance(data, bytes) else (None, [data])


def read_bytes(file: FoundFile) -> bytes | Diagnostic:
    """Return a file's bytes, or why it cannot be read. Only regular files up to `MAX_FILE` are."""
    try:
        # without O_NONBLOCK a pipe would be waited for
        with os.fdopen(os.open(file.path, os.O_RDONLY | os.O_NONBLOCK), "rb") as handle:
            status = os.fstat(handle.fileno())
            if not stat.S_ISREG(status.st_mode):
                return fault("FRM018", f"{file.name} is not a regular file.", spot(file.name))
            if status.st_size > MAX_FILE:
                return _too_large(file.name, status.st_size)
            return handle.read(MAX_FILE + 1)
    except OSError as error:
        return fault(
            "FRM018", f"{file.name} could not be read: {_why(error)}.", spot(file.name),
            "Check that the file is there and may be read, then check again.",
        )  # fmt: skip


def _too_large(name: str, size: int) -> Diagnostic:
    return fault(
        "FRM015", f"{name} has {size / 1e6:,.0f} MB; at most {MAX_FILE // 1_048_576} are read.",
        spot(name), "Keep documents under archive/ and records in smaller files.",
    )  # fmt: skip


def decode(data: bytes, name: str) -> tuple[str | None, list[Diagnostic]]:
    """Return UTF-8 bytes as text, with a fault for what is not UTF-8 or cannot be printed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [_encoding(name, 1, "UTF-16")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [_encoding(name, line, f"byte {data[error.start]:#04x}")]
    faults = []
    bad = _UNPRINTABLE.search(text) if _may_be_unprintable(data, text) else None
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        code = f"U+{ord(bad[0]):04X}"
        faults.append(
            fault("FRM019", f"{name} holds the character {code}, which cannot be printed.",
                  spot(name, line, column), "Delete it; it was read as a blank.")
        )  # fmt: skip
        text = _UNPRINTABLE.sub(" ", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, faults


def _may_be_unprintable(data: bytes, text: str) -> bool:
    """A quick look that lets ordinary text through without matching character by character."""
    if data.translate(None, _PRINTABLE_BYTES):
        return True
    return not text.isascii() and any(sign in text for sign in _RARE)


def _encoding(name: str, line: int, what: str) -> Diagnostic:
    return fault(
        "FRM014", f"{name} is not UTF-8 text ({what} on line {line}); it was not read.",
        spot(name, line, 1), "Save it as UTF-8 in the editor.",
    )  # fmt: skip


def _why(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
