"""The terminal: width, colours, wrapped text. The only module that knows the library behind it.

Colours are used on a terminal only, and never with ``NO_COLOR``. In a pipe, lines are 80 columns wide
unless ``COLUMNS`` says otherwise, and end without blanks.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

WIDEST = 100
"""Prose wider than this is hard to read."""


def width_of(stream: TextIO) -> int:
    """Return how many columns may be used."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) >= 20:
        return min(int(columns), 400)
    if not stream.isatty():
        return 80
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 80


class Screen:
    """Gathers what is to be printed and writes it in one go, without blanks at the ends of lines."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.width = width_of(self.stream)
        self._page = io.StringIO()
        on_terminal = self.stream.isatty() and os.environ.get("TERM") != "dumb"
        self.console = Console(
            file=self._page, force_terminal=on_terminal, width=self.width, highlight=False,
            markup=False, emoji=False, no_color=bool(os.environ.get("NO_COLOR")) or None,
            legacy_windows=False,
        )  # fmt: skip

    @property
    def prose_width(self) -> int:
        """Columns for running text."""
        return min(self.width, WIDEST)

    def say(self, text: str | Text = "", style: str = "", indent: int = 0) -> None:
        """Add a paragraph, wrapped and indented."""
        words = text if isinstance(text, Text) else Text(text, style=style)
        self.console.print(Padding(words, (0, 0, 0, indent)), width=self.prose_width, style=None)

    def put(self, thing: RenderableType, *, width: int | None = None) -> None:
        """Add a table or other thing that lays itself out."""
        self.console.print(thing, width=width)

    def line(self, text: str | Text, style: str = "") -> None:
        """Add one line that is never wrapped, only cut at the screen's edge by the terminal."""
        words = text if isinstance(text, Text) else Text(text, style=style)
        self.console.print(words, soft_wrap=True)

    def text(self) -> str:
        """Return everything gathered so far and forget it."""
        text = self._page.getvalue()
        self._page.seek(0)
        self._page.truncate()
        return "\n".join(line.rstrip() for line in text.split("\n"))

    def flush(self) -> None:
        """Write everything gathered so far."""
        write(self.stream, self.text())


def write(stream: TextIO, text: str) -> None:
    """Write text in a stream's own encoding; what that cannot hold is written as an escape."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


@contextmanager
def working(what: str, after: float = 1.0) -> Iterator[None]:
    """Say on a terminal's standard error what is being done, once it has taken a second."""
    stream = sys.stderr
    if not stream.isatty():
        yield
        return
    console = Console(file=stream, no_color=bool(os.environ.get("NO_COLOR")) or None)
    status = console.status(f"{what} ...")
    timer = threading.Timer(after, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
