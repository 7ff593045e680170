"""Letters of a mailbox over IMAP: with TLS, read only, each once.

The folder is opened so that nothing in it can change (EXAMINE), and letters are read so that they stay unread
there (BODY.PEEK).
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from summitry.foundation.values import dataclass
from summitry.secretariat.watching.sources import Mailbox
from summitry.watch.intake.letters import MOST as LARGEST

SECONDS = 30.0
"""Seconds without a word after which the server is given up."""

PATIENCE = 900.0
"""Seconds for all of a mailbox, so that a server which drips holds up no other source for ever."""

BATCH = 50
MOST = 2_000
"""Letters that are read in one run; the next goes on."""

_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)")
_UID = re.compile(rb"UID (\d+)")


class NotReached(Exception):
    """The mailbox could not be read; says why, without a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some letters with their numbers, those that are not read and why, and the last number looked at."""

    validity: int
    last: int
    letters: tuple[tuple[int, bytes], ...]
    unread: tuple[tuple[str, str], ...]


class _Bounded(imaplib.IMAP4_SSL):
    """A connection that reads nothing larger than a letter may be, whatever the server announces."""

    def read(self, size: int) -> bytes:
        if size > LARGEST + 65_536:
            raise self.abort(f"{size:,} bytes were announced")
        return super().read(size)


def letters(box: Mailbox, validity: int, after: int) -> Iterator[Batch]:
    """Yield the letters that came after the last one taken; all, when the server has numbered them anew.

    Raises:
        NotReached: when the server cannot be reached, or says what is no IMAP.
    """
    try:
        connection = _connected(box)
    except (OSError, imaplib.IMAP4.error) as error:
        raise NotReached(_why(error)) from None
    late = threading.Timer(PATIENCE, _cut, (connection.socket(),))
    late.daemon = True
    late.start()
    try:
        yield from _read(connection, box, validity, after)
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        if not late.is_alive():
            raise NotReached(f"it took longer than {PATIENCE:.0f} seconds") from None
        raise NotReached(_why(error)) from None
    finally:
        late.cancel()
        try:
            connection.logout()
        except (imaplib.IMAP4.error, OSError):
            connection.shutdown()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _connected(box: Mailbox) -> _Bounded:
    try:
        password = box.password_file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise NotReached("its password_file cannot be read") from None
    if box.password_file.stat().st_mode & 0o077:
        raise NotReached("its password_file can be read by others; let its owner alone read it")
    try:
        context = ssl.create_default_context(cafile=box.trusts or None)
    except OSError:
        raise NotReached("the certificate it trusts cannot be read") from None
    connection = _Bounded(box.host, box.port, ssl_context=context, timeout=SECONDS)
    try:
        connection.login(box.user, password)
    except (imaplib.IMAP4.error, OSError):
        connection.shutdown()
        raise
    return connection


def _read(connection: _Bounded, box: Mailbox, validity: int, after: int) -> Iterator[Batch]:
    status, _ = connection.select(f'"{box.folder}"', readonly=True)
    if status != "OK":
        raise NotReached(f"it has no folder {box.folder}")
    now = _number(connection.response("UIDVALIDITY")[1])
    if now != validity:
        after = 0
    numbers = [n for n in _listed(connection.uid("SEARCH", f"UID {after + 1}:*")) if n > after][:MOST]
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        sizes = _sizes(connection.uid("FETCH", ",".join(map(str, some)), "(UID RFC822.SIZE)"))
        small = [n for n in some if sizes.get(n, 0) <= LARGEST]
        found = _bodies(connection, small)
        large = tuple(
            (f"letter {n}", f"it is larger than {LARGEST // 1024**2} MB") for n in some if n not in small
        )
        lost = tuple((f"letter {n}", "the server did not hand it out") for n in small if n not in found)
        yield Batch(validity=now, last=some[-1], letters=tuple(sorted(found.items())), unread=(*large, *lost))


def _bodies(connection: _Bounded, numbers: Sequence[int]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for number in numbers:
        _, parts = connection.uid("FETCH", str(number), "(UID BODY.PEEK[])")
        for part in parts:
            if isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], bytes):
                found[number] = part[1]
    return found


def _listed(answer: tuple[str, list[Any]]) -> list[int]:
    status, parts = answer
    words = b" ".join(p for p in parts if isinstance(p, bytes)).split() if status == "OK" else []
    return sorted({int(word) for word in words if word.isdigit() and len(word) < 11})


def _sizes(answer: tuple[str, list[Any]]) -> dict[int, int]:
    found = {}
    for part in answer[1]:
        told = part if isinstance(part, bytes) else part[0] if isinstance(part, tuple) else b""
        match = _SIZE.search(told)
        if match:
            uid, size = (match[1], match[2]) if match[1] else (match[4], match[3])
            found[int(uid)] = int(size)
    return found


def _number(parts: Sequence[Any]) -> int:
    for part in parts:
        if isinstance(part, bytes) and part.isdigit() and len(part) < 11:
            return int(part)
    return 0


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"its certificate was not accepted ({error.reason})"
    if isinstance(error, imaplib.IMAP4.abort):
        return "the server broke off, or sent what is too large"
    if isinstance(error, imaplib.IMAP4.error):
        return "the server refused: the user, password or folder is wrong, or it says what is no IMAP"
    return f"it could not be reached ({error.__class__.__name__})"
