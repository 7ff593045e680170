"""What a reader is given: the bytes, and the name under which they came."""

from __future__ import annotations

from typing import BinaryIO

from summitry.archive.limits import LIMITS, Limits
from summitry.foundation.values import dataclass


class NotRead(Exception):
    """The file cannot be read at all; the message says why, in words that end a sentence."""


@dataclass(slots=True, kw_only=True)
class Source:
    """A file to be read."""

    stream: BinaryIO
    size: int
    name: str = ""
    media: str = ""
    limits: Limits = LIMITS

    def content(self) -> bytes:
        """Return all its bytes.

        Raises:
            NotRead: when there are too many.
        """
        if self.size > self.limits.size:
            raise NotRead(
                f"it has {self.size / 1e6:,.0f} MB, and at most {self.limits.size // 1_000_000:,} are read"
            )
        return self.stream.read(self.size)  # room is made for as much as is asked for
