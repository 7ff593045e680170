"""Setting a shared book in a process of its own: it takes seconds, and the desk answers meanwhile.

The PDF is locked with a key made from the link, which the desk does not keep: who has the disk and not the
link cannot read it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO

from cryptography.fernet import Fernet, InvalidToken

from summitry.book.volume.pdf import pdf
from summitry.dossier.header import Grants
from summitry.foundation import durable
from summitry.foundation.values import dataclass
from summitry.secretariat.bookmaking import book
from summitry.secretariat.opening import load

LONGEST = 600
"""Seconds after which a book that is not there was not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What book, of which dossier, for whom, stamped how, and where it goes."""

    folder: str
    marking: str
    groups: tuple[str, ...]
    day: str
    meeting: str
    reader: str
    stamp: str
    target: str


def begin(order: Order, token: str) -> None:
    """Begin to set a book; it lies at its target when it is done."""
    process = subprocess.Popen(
        [sys.executable, "-m", "summitry.desk.sharing.making"], stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )  # fmt: skip
    assert process.stdin is not None
    with process.stdin as pipe:
        pipe.write(told(order, token))
    threading.Thread(target=process.wait, daemon=True).start()


def told(order: Order, token: str) -> bytes:
    """Return what the process that sets a book is told: the order, and the key to lock it with."""
    said = {field.name: getattr(order, field.name) for field in fields(order)}
    return json.dumps({**said, "key": key_of(token).decode()}).encode()


def make(said: IO[bytes]) -> None:
    """Set the book that was ordered and lock it away."""
    asked = json.load(said)
    key = asked.pop("key").encode()
    order = Order(**{**asked, "groups": tuple(asked["groups"])})
    put(Path(order.target), made(order), key)


def made(order: Order) -> bytes:
    """Return the book that was ordered, as PDF."""
    grants = Grants(order.marking, frozenset(order.groups))
    dossier = load(order.folder).narrowed(grants).as_of(date.fromisoformat(order.day))
    return pdf(book(dossier, order.meeting, order.reader), stamp=order.stamp)


def put(target: Path, content: bytes, key: bytes) -> None:
    """Lock a book away, readable by the desk's own account alone."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.put(target, Fernet(key).encrypt(content))
    os.chmod(target, 0o600)


def key_of(token: str) -> bytes:
    """Return the key that a link opens its book with."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"summitry share key {token}".encode()).digest())


def unlocked(target: Path, token: str) -> bytes | None:
    """Return a book, where it lies at its target and the link is the right one."""
    try:
        return Fernet(key_of(token)).decrypt(target.read_bytes())
    except (OSError, InvalidToken):
        return None


if __name__ == "__main__":
    os.nice(5)
    make(sys.stdin.buffer)
