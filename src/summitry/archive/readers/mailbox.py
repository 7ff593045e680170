"""Mailboxes (.mbox): one document whose letters are its parts, read in a stream, however large it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from summitry.archive.composing import Composer, Reading, TooMuch
from summitry.archive.letters import compose_letter, letter_from
from summitry.archive.readers.source import Source

READ_BY = "mailbox 1"

_CHUNK = 4 * 1024 * 1024
_ESCAPED = re.compile(rb"(?m)^>(>*From )")


def read(source: Source) -> Reading:
    """Return the letters of a mailbox, in its order."""
    composer = Composer(source.limits)
    reading = composer.reading
    cut = 0
    taken = 0
    try:
        for number, (content, whole) in enumerate(letters_in(source.stream, source.limits.letter), 1):
            cut += not whole
            room = source.limits.attached - len(reading.attachments)
            letter = letter_from(content, source.limits, room)
            id = f"m{number}"
            kept = [a for a in letter.attachments if taken + len(a.content) <= source.limits.attached_whole]
            taken += sum(len(a.content) for a in kept)
            reading.attachments.extend(replace(a, part=id) for a in kept)
            if letter.trouble or len(kept) < len(letter.attachments):
                told = letter.trouble or ("Some of its attachments were left: they are too large together.",)
                reading.trouble.extend(
                    f"Letter {number}: {said}" for said in told if len(reading.trouble) < 50
                )
            compose_letter(composer, letter, id)
    except TooMuch:
        composer.end()
        read_so_far = len(reading.parts)
        reading.trouble.append(
            f"It holds more text than is kept of one file: its first {read_so_far:,} letters were read."
        )
    if cut:
        reading.trouble.append(f"{cut:,} of its letters are larger than is read, and were cut.")
    reading.trouble[:] = list(dict.fromkeys(reading.trouble))
    return composer.finish()


def letters_in(stream: BinaryIO, most: int) -> Iterator[tuple[bytes, bool]]:
    """Yield the letters of a mailbox, and whether each is whole; at most so many bytes of one are held."""
    held = bytearray()
    dropped = begun = False
    rest = stream.read(_CHUNK)
    while rest:
        at = _next(rest, 0)
        while at >= 0:
            if begun:
                yield _letter(held, rest[:at], most), not dropped and len(held) + at <= most
            begun, dropped = True, False
            held.clear()
            end = rest.find(b"\n", at)
            rest = rest[end + 1 :] if end >= 0 else b""
            at = _next(rest, 0)
        more = stream.read(_CHUNK)
        # what may be the beginning of a letter's first line is looked at again with what follows
        keep = min(len(rest), 6) if more else 0
        part = rest[: len(rest) - keep]
        if len(held) < most:
            held += part
        else:
            dropped = True
        rest = rest[len(rest) - keep :] + more
        if not more:
            break
    if begun and held.strip():
        yield _letter(held, b"", most), not dropped and len(held) <= most


def _next(chunk: bytes, start: int) -> int:
    """Where the next letter begins."""
    if start == 0 and chunk.startswith(b"From "):
        return 0
    found = chunk.find(b"\nFrom ", start)
    return found + 1 if found >= 0 else -1


def _letter(held: bytearray, more: bytes, most: int) -> bytes:
    return _ESCAPED.sub(rb"\1", bytes(held[:most]) + more[: max(0, most - len(held))])
