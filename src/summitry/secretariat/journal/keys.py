"""The keys with which entries' digests are made: one for each record, kept beside the journal.

A digest made with a key cannot be guessed at by trying likely texts. When a record is erased its key is
destroyed, and what its entries were about can no longer be shown by anybody.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summitry.folder import edit
from summitry.foundation import durable
from summitry.foundation.refusals import Refused

FOLDER = f"{durable.OWN}/keys"


def _file(folder: Path, record: str) -> Path:
    return folder / FOLDER / hashlib.sha256(record.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def key_of(folder: Path, record: str) -> bytes:
    """Return a record's key, made when it is first asked for."""
    path = _file(folder, record)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.put(path, secrets.token_bytes(32))
    os.chmod(path, 0o600)
    return path.read_bytes()


def destroy(folder: Path, record: str) -> bool:
    """Destroy a record's key: overwrite it, then remove it. Return whether there was one."""
    return _destroy(_file(folder, record))


def destroy_hashed(folder: Path, hashed: str) -> bool:
    """Destroy the key of a record of which only the SHA-256 of its id is known."""
    return _destroy(folder / FOLDER / hashed[:40])


def _destroy(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return False
    try:
        os.pwrite(handle, secrets.token_bytes(32), 0)
        os.fsync(handle)
    finally:
        os.close(handle)
    path.unlink()
    durable.sync_folder(path.parent)
    return True


CONDEMNED = "condemned.json"


def condemn(folder: Path, record: str) -> None:
    """Note that a record's key is to go with its text. Hold the journal, and take the text out next."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.put(folder / FOLDER / CONDEMNED, json.dumps([record]).encode())


def carry_out(folder: Path) -> None:
    """Destroy the key of a record that is gone and was to be erased; hold the journal.

    An erasure that was killed halfway is finished by it: where the text stands nothing was erased, and
    the key stays.
    """
    path = folder / FOLDER / CONDEMNED
    try:
        records = json.loads(path.read_bytes())
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        records = []
    for record in records:
        if not _stands(folder, record):
            destroy(folder, record)
    path.unlink(missing_ok=True)
    durable.sync_folder(path.parent)


def _stands(folder: Path, record: str) -> bool:
    try:
        edit.read_fields(folder, record)
    except Refused:
        return False
    return True


def digest(folder: Path, on: Sequence[str], content: Mapping[str, Any]) -> str:
    """Return the digest of what an act wrote, made with the keys of the records it is about."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    found = said.encode("utf-8", "surrogatepass")
    for record in on or ("",):
        found = hmac.new(key_of(folder, record), found, hashlib.sha256).digest()
    return found.hex()
