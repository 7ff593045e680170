"""How much one file may take while it is read. What goes beyond is stopped and reported."""

from __future__ import annotations

from summitry.foundation.values import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one reading. Each can be hit only by a file that is no paper."""

    seconds: int = 120
    """Processor time. By the clock it may take three times as long."""
    memory: int = 1536 * MB
    """Address space the process that reads may add to what it begins with, in bytes."""
    size: int = 512 * MB
    """Largest file read into memory, in bytes; a mailbox is read in a stream and may be larger."""
    pages: int = 5_000
    text: int = 64 * MB
    """Most text kept of one file, in characters."""
    passages: int = 400_000
    depth: int = 200
    """Deepest nesting: of elements, of letters within letters it is `letters`."""
    letters: int = 8
    unpacked: int = 256 * MB
    """Most bytes a packed file (DOCX, ODT) may unfold to."""
    members: int = 10_000
    """Most files in a packed file."""
    attached: int = 100
    """Most attachments taken from one file."""
    attached_size: int = 64 * MB
    """Largest attachment, in bytes."""
    attached_whole: int = 128 * MB
    """Most bytes of attachments taken from one file."""
    letter: int = 96 * MB
    """Largest letter of a mailbox, in bytes."""


LIMITS = Limits()
