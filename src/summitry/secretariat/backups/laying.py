"""Laying a backup out again: all of it proved first, then all of it at once in a folder of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tarfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from summitry.foundation import durable
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat.backups.erasures import Erasure, Reapplied, from_plain, reapply
from summitry.secretariat.backups.packing import LIST, Listing, NotWhole, contents, opened
from summitry.secretariat.backups.taking import DOSSIERS, STATE, Share
from summitry.secretariat.journal import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was laid out: where the desk's state lies (``None`` when the backup holds none), where the
    dossiers do, which records were erased again, and whether the keys were left out."""

    listing: Listing
    state: Path | None
    dossiers: dict[str, Path]
    erased: dict[str, tuple[Reapplied, ...]]
    without_keys: bool


def check(file: Path, told: Share | None = None) -> Listing:
    """Prove that a backup is whole: every member there, as it was, and no other.

    Raises:
        NotWhole: when it is not; the message names the first fault.
    """
    with opened(file) as (tar, listing):
        _prove(file, tar, listing, told)
        return listing


def _prove(file: Path, tar: tarfile.TarFile, listing: Listing, told: Share | None) -> None:
    missing = dict(listing.members)
    whole, done = file.stat().st_size or 1, 0
    for header in tar.getmembers()[:-1]:
        digest = missing.pop(header.name, None)
        if digest is None:
            raise NotWhole(f"{file} holds {header.name}, which its list does not name.")
        _safe(header)
        if header.issym():
            found = f"-> {header.linkname}"
        else:
            hashed = hashlib.sha256()
            for piece in contents(tar, header):
                hashed.update(piece)
            found = hashed.hexdigest()
        if found != digest:
            raise NotWhole(f"{header.name} in {file} is not as it was when the backup was made.")
        done += header.size
        if told is not None:
            told(min(1.0, done / whole))
    if missing:
        raise NotWhole(f"{min(missing)} is missing in {file}.")


def _safe(header: tarfile.TarInfo) -> None:
    """Refuse what would be laid out elsewhere than below the folder."""
    path = PurePosixPath(header.name)
    within = not path.is_absolute() and ".." not in path.parts and header.name != LIST
    if header.issym():
        target = PurePosixPath(os.path.normpath(path.parent / header.linkname))
        home = path.parts[:2]
        within = within and not PurePosixPath(header.linkname).is_absolute() and target.parts[:2] == home
    if not within or not (header.isreg() or header.issym()):
        raise NotWhole(f"{header.name} would be laid out elsewhere, or is no file; nothing was laid out.")


def restore(
    file: Path, into: Path, *, keys_from: Path | None = None, erasures: Iterable[Erasure] = (), by: str = "",
    finish: Callable[[Path, Listing], None] | None = None, told: Share | None = None,
) -> Restored:  # fmt: skip
    """Lay a backup out in a folder that is not there yet. ``erasures`` are erased again before anybody sees
    it, besides those that the backup itself knows of; ``finish`` is called when all stands beside its place.

    Raises:
        Refused: when the folder is there, or something in the backup is not as it was; then nothing is there.
    """
    if into.exists() or into.is_symlink():
        raise Refused(f"{into} is there already, and nothing is replaced. Name a folder that is not.")
    beside = into.with_name(f".{into.name}.{os.getpid()}.part")
    try:
        with _laid_out(beside):
            listing = check(file, told)
            _lay(file, beside)
            if keys_from is not None:
                _lay_keys(keys_from, file, beside)
            since = _since(listing, erasures)
            erased = {
                slug: reapply(beside / DOSSIERS / slug, since, by) for slug in _journals_hold(beside, listing)
            }
            if finish is not None:
                finish(beside, listing)
            os.rename(beside, into)
        durable.sync_folder(into.parent)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise Refused(f"{into} could not be written: {why}. Nothing was laid out.") from None
    return Restored(
        listing=listing, state=into / STATE if listing.says.get("state") else None, erased=erased,
        dossiers={slug: into / DOSSIERS / slug for slug in listing.says["dossiers"]},
        without_keys=bool(listing.says.get("keys_apart")) and keys_from is None,
    )  # fmt: skip


@contextlib.contextmanager
def _laid_out(beside: Path) -> Iterator[None]:
    """Leave nothing behind when something fails."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    beside.mkdir(mode=0o700)
    try:
        yield
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _lay(file: Path, beside: Path) -> None:
    with opened(file) as (tar, listing):
        headers = [header for header in tar.getmembers() if header.name in listing.members]
        for header in sorted(headers, key=lambda each: each.issym()):  # links last: nothing goes through one
            target = beside / header.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if header.issym():
                os.symlink(header.linkname, target)
                continue
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as out:
                hashed = hashlib.sha256()
                for piece in contents(tar, header):
                    hashed.update(piece)
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            if hashed.hexdigest() != listing.members[header.name]:
                raise NotWhole(f"{header.name} in {file} changed while it was read.")
            os.chmod(target, header.mode & 0o777)
            os.utime(target, (header.mtime, header.mtime))


def _lay_keys(keys_from: Path, file: Path, beside: Path) -> None:
    listing = check(keys_from)
    with opened(file) as (tar, _):
        of = hashlib.sha256(b"".join(contents(tar, tar.getmembers()[-1]))).hexdigest()
    if listing.says.get("keys_of") != of:
        raise Refused(f"{keys_from} holds the keys of another backup than {file}.")
    _lay(keys_from, beside)


def _journals_hold(beside: Path, listing: Listing) -> tuple[str, ...]:
    """Refuse a dossier whose journal is not the one that the backup was made of."""
    for slug, said in listing.says["dossiers"].items():
        found = verify(beside / DOSSIERS / slug)
        told = said["journal"]
        if (found.entries, found.seal, found.whole) != (told["entries"], told["seal"], told["whole"]):
            raise NotWhole(f"The journal of {slug} is not the one that the backup was made of.")
    return tuple(listing.says["dossiers"])


def _since(listing: Listing, erasures: Iterable[Erasure]) -> tuple[Erasure, ...]:
    """Those that came after the backup: what was erased before may have been filed anew by then."""
    made = datetime.fromisoformat(listing.made)
    return tuple(each for each in erasures if datetime.fromisoformat(each.at) >= made)


def erasures_in(file: Path) -> tuple[Erasure, ...]:
    """Return what a backup knows to be erased."""
    with opened(file) as (_, listing):
        told = listing.says.get("dossiers", {}).values()
        return tuple(each for said in told for each in from_plain(said["erased"]))
