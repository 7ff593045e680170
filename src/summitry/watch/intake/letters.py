"""Letters: mbox, Maildir and .eml. What a letter quotes of earlier ones is not taken for its own words."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr
from typing import BinaryIO

from summitry.archive.letters import Letter, letter_from
from summitry.archive.limits import LIMITS
from summitry.archive.readers.mailbox import letters_in
from summitry.watch.intake import cleaning, days, odd
from summitry.watch.value import Item, Unread

MOST = 8 * 1024 * 1024
"""Largest letter that is read, in bytes: a report is short, and pictures are not wanted."""

_SUBJECT = re.compile(r"(?i)^(?:(?:re|fwd?|aw|wg|tr|回复|답장)\s*(?:\[\d+\])?\s*:\s*)+")


def letters(stream: BinaryIO) -> Iterator[Item | Unread]:
    """Yield the letters of a mailbox, whole or cut."""
    for number, (content, whole) in enumerate(letters_in(stream, MOST), 1):
        if not whole:
            yield Unread(why=f"it is larger than {MOST // 1024**2} MB", at=f"letter {number}")
            continue
        yield letter(content)


def letter(content: bytes) -> Item:
    """Return a letter as a report by its sender."""
    read = letter_from(content, LIMITS, 0)
    own = [text for role, text in read.blocks if role == "body"]
    # a letter of which every word is quoted hands on what another wrote
    text = cleaning.body_of(own) or cleaning.body_of(text for _, text in read.blocks)
    heads = _heads(content)
    name, address = parseaddr(read.sender)
    said, first, last = days.of_letter(str(heads.get("date", "")))
    title = cleaning.visible(_SUBJECT.sub("", read.subject))
    return Item(
        form="letter", title=title, text=text, source=cleaning.visible(name or address or read.sender),
        author=address, address=_archived(heads), said=said, said_from=first, said_to=last,
        doubts=tuple(_doubts(heads, read, name, address, said)),
    )  # fmt: skip


def _heads(content: bytes) -> Message:
    """The heads as they stand, which cost a tenth of those that are taken apart."""
    end = min(
        (at for at in (content.find(b"\n\n"), content.find(b"\r\n\r\n")) if at >= 0), default=len(content)
    )
    try:
        return email.message_from_bytes(content[: min(end, 256_000)] + b"\n\n", policy=email.policy.compat32)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return Message()


def _archived(heads: Message) -> str:
    return cleaning.untracked(str(heads.get("archived-at", "")).strip("<> "))


def _doubts(heads: Message, read: Letter, name: str, address: str, said: str) -> Iterator[str]:
    yield from (f"{said}" for said in read.trouble if not said.endswith("too large."))
    yield from odd.of_letter(heads, name, address)
    yield from odd.of_signs(f"{read.sender} {read.subject}")
    if not said:
        yield "It bears no date."
