"""One question over HTTP: conditional, bounded in time and size, followed a few steps, to no other scheme."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from summitry.foundation.values import dataclass

LARGEST = 16 * 1024 * 1024
"""Largest answer that is read, in bytes."""

SECONDS, PATIENCE = 20.0, 90.0
"""Seconds without a word after which an answer is given up, and seconds for all of it."""

STEPS = 5
"""How often an answer may point elsewhere."""

LONGEST_WAIT = 7 * 24 * 3600
"""Most seconds for which a host can ask to be left alone."""

_CHUNK = 64 * 1024
_ELSEWHERE = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an answer said of itself, by which the next question is made conditional."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. ``why`` says why nothing did; ``wait`` for how many seconds not to ask again; ``moved``
    to which address it has moved for good."""

    status: int = 0
    body: bytes = b""
    validators: Validators = Validators()
    why: str = ""
    wait: int = 0
    moved: str = ""


def ask(address: str, agent: str, known: Validators) -> Answer:
    """Ask for an address. Never raises for what the other side does."""
    began, here, moved, for_good = time.monotonic(), address, "", True
    for _ in range(STEPS + 1):
        answer, there = _once(here, agent, known, began)
        if not there:
            return replace(answer, moved=moved)
        if urlsplit(there).scheme != urlsplit(here).scheme:
            return Answer(
                status=answer.status, why=f"it points to {there}, which is another scheme and was not asked"
            )
        for_good = for_good and answer.status in (301, 308)
        moved = there if for_good else moved
        here = there
    return Answer(why=f"it points elsewhere more than {STEPS} times")


def _once(address: str, agent: str, known: Validators, began: float) -> tuple[Answer, str]:
    """Ask once; the answer, and where it points."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Answer(why="it points to what is no web address"), ""
    connection: http.client.HTTPConnection
    try:
        if parts.scheme == "https":
            connection = http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=SECONDS)
    except ValueError:
        return Answer(why="its address has no such port"), ""
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    # what drips letter by letter never runs into the time without a word
    late = threading.Timer(max(0.1, PATIENCE - (time.monotonic() - began)), connection.close)
    late.daemon = True
    late.start()
    try:
        connection.request("GET", path, headers=_heads(agent, known))
        response = connection.getresponse()
        return _read(response, address, began)
    except ssl.SSLError as error:
        return Answer(why=f"its certificate was not accepted ({error.reason})"), ""
    except (TimeoutError, socket.gaierror, ConnectionError, OSError) as error:
        return Answer(why=f"it could not be reached ({error.__class__.__name__})"), ""
    except (http.client.HTTPException, ValueError, AttributeError):
        if not late.is_alive():
            return Answer(why=f"it took longer than {PATIENCE:.0f} seconds"), ""
        return Answer(why="it answers with what is no HTTP"), ""
    finally:
        late.cancel()
        connection.close()


def _heads(agent: str, known: Validators) -> dict[str, str]:
    heads = {
        "User-Agent": agent, "Accept-Encoding": "identity",
        "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
    }  # fmt: skip
    if known.etag:
        heads["If-None-Match"] = known.etag
    if known.modified:
        heads["If-Modified-Since"] = known.modified
    return heads


def _read(response: http.client.HTTPResponse, address: str, began: float) -> tuple[Answer, str]:
    status = response.status
    if status in _ELSEWHERE:
        location = (response.getheader("Location") or "").strip()[:2000]
        there = urljoin(address, location)
        if not location or there == address:
            return Answer(status=status, why="it points to itself"), ""
        return Answer(status=status), there
    wait = _wait(response.getheader("Retry-After") or "") or _fresh(response.getheader("Cache-Control") or "")
    if status == 304:
        return Answer(status=status, wait=wait), ""
    if status != 200:
        return Answer(status=status, wait=wait, why=_refused(status)), ""
    if (response.getheader("Content-Encoding") or "identity").casefold() != "identity":
        return Answer(status=status, why="it answers packed, which was not asked for"), ""
    body = bytearray()
    while chunk := response.read(_CHUNK):
        body += chunk
        if len(body) > LARGEST:
            return Answer(status=status, why=f"it is larger than {LARGEST // 1024**2} MB"), ""
        if time.monotonic() - began > PATIENCE:
            return Answer(status=status, why=f"it took longer than {PATIENCE:.0f} seconds"), ""
    said = Validators(
        etag=_head(response.getheader("ETag")), modified=_head(response.getheader("Last-Modified"))
    )
    return Answer(status=status, body=bytes(body), validators=said, wait=wait), ""


def _refused(status: int) -> str:
    told = {
        404: "there is nothing by that address", 410: "it is gone for good", 401: "it asks for a password",
        403: "it refuses", 429: "it asks to be left alone for a while",
    }  # fmt: skip
    return told.get(status, "it is out of order" if status >= 500 else f"it answers with {status}")


def _head(value: str | None) -> str:
    value = (value or "").strip()
    return value if len(value) <= 500 and value.isascii() and value.isprintable() else ""


def _wait(said: str) -> int:
    """Seconds that ``Retry-After`` asks for, as a number or a day and time."""
    said = said.strip()
    if said.isascii() and said.isdecimal() and len(said) < 10:
        return min(int(said), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(said)
        left = (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    return min(max(0, int(left.total_seconds())), LONGEST_WAIT)


def _fresh(said: str) -> int:
    """Seconds for which an answer says of itself that it stays fresh; a day at most."""
    for part in said.split(","):
        name, _, value = part.strip().partition("=")
        if name.casefold() == "max-age" and value.isascii() and value.isdecimal() and len(value) < 10:
            return min(int(value), 24 * 3600)
    return 0
