"""The terminal: width, colours, wrapped text. The only module that knows the library behind it.

Colours are used on a terminal only, and never with ``NO_COLOR``. In a pipe, lines are 80 columns wide
unless ``COLUMNS`` says otherwise, and end without blanks; there plain text is laid out here, and the
library is not even loaded.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

WIDEST = 100
"""Prose wider than this is hard to read."""

Pieces = tuple[tuple[str, str], ...]
"""Text in pieces, each with its style."""


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


def columns_of(text: str) -> int:
    """Return how many columns a text takes; some letters are two wide."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class Screen:
    """Gathers what is to be printed and writes it in one go, without blanks at the ends of lines."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.width = width_of(self.stream)
        self._page = io.StringIO()
        self._on_terminal = self.stream.isatty() and os.environ.get("TERM") != "dumb"

    @cached_property
    def console(self) -> Console:
        """What lays out tables, and everything on a terminal."""
        from rich.console import Console

        return Console(
            file=self._page, force_terminal=self._on_terminal, width=self.width, highlight=False,
            markup=False, emoji=False, no_color=bool(os.environ.get("NO_COLOR")) or None,
            legacy_windows=False,
        )  # fmt: skip

    @property
    def prose_width(self) -> int:
        """Columns for running text."""
        return min(self.width, WIDEST)

    def say(self, text: str | Text | Pieces = "", style: str = "", indent: int = 0) -> None:
        """Add a paragraph, wrapped and indented."""
        if not self._on_terminal:
            lines = _wrapped(_plain(text), self.prose_width - indent)
            if lines is not None:
                self._page.writelines(f"{' ' * indent}{line}\n" for line in lines)
                return
        from rich.padding import Padding

        words = _as_text(text, style)
        self.console.print(Padding(words, (0, 0, 0, indent)), width=self.prose_width, style=None)

    def put(self, thing: RenderableType, *, width: int | None = None) -> None:
        """Add a table or other thing that lays itself out."""
        self.console.print(thing, width=width)

    def line(self, text: str | Text | Pieces, style: str = "") -> None:
        """Add one line that is never wrapped, only cut at the screen's edge by the terminal."""
        if not self._on_terminal and "\t" not in (plain := _plain(text)):
            self._page.write(f"{plain}\n")
        else:
            self.console.print(_as_text(text, style), soft_wrap=True)

    def text(self) -> str:
        """Return everything gathered so far and forget it."""
        text = self._page.getvalue()
        self._page.seek(0)
        self._page.truncate()
        return "\n".join([line.rstrip() for line in text.split("\n")])

    def flush(self) -> None:
        """Write everything gathered so far."""
        write(self.stream, self.text())


def _plain(text: str | Text | Pieces) -> str:
    if isinstance(text, str):
        return text
    return "".join([words for words, _ in text]) if isinstance(text, tuple) else text.plain


def _as_text(text: str | Text | Pieces, style: str) -> Text:
    from rich.text import Text

    if isinstance(text, str):
        return Text(text, style=style)
    return Text.assemble(*text, style=style) if isinstance(text, tuple) else text


def _wrapped(text: str, width: int) -> list[str] | None:
    """Return a paragraph's lines; ``None`` when it holds what is not simply words and blanks,
    or a word wider than a line."""
    if len(text) <= width and text.isascii() and text.isprintable():
        return [text]
    if text.isascii() and text.isprintable() and "  " not in text and text[:1] != " ":
        return _wrapped_plainly(text.rstrip(" "), width)
    lines: list[str] = []
    line: list[str] = []
    room = width
    for word in text.rstrip(" ").split(" "):
        if not word.isprintable() or not (word or (len(line) == 1 and not lines)):
            return None
        wide = columns_of(word)
        if wide > width:
            return None
        if wide > room:
            lines.append(" ".join(line))
            line, room = [], width
        line.append(word)
        room -= wide + 1
    lines.append(" ".join(line))
    return lines


def _wrapped_plainly(text: str, width: int) -> list[str] | None:
    """The same for words of letters a column wide, with one blank between them."""
    lines, start = [], 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:
            return None
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


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
    from rich.console import Console

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


@contextmanager
def progressing(what: str, after: float = 1.0) -> Iterator[Callable[[float], None]]:
    """Give a callable that hears what share is done; on a terminal, after a second, the time left is told."""
    stream = sys.stderr
    if not stream.isatty():
        yield _unheard
        return
    from rich.console import Console

    console = Console(file=stream, no_color=bool(os.environ.get("NO_COLOR")) or None)
    status = console.status(f"{what} ...")
    begun = time.monotonic()
    timer = threading.Timer(after, status.start)
    timer.daemon = True
    timer.start()

    def heard(share: float) -> None:
        spent = time.monotonic() - begun
        if spent >= after and 0 < share < 1:
            left = spent * (1 - share) / share
            status.update(f"{what} ... {share:.0%}, about {_time(left)} left")

    try:
        yield heard
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def _unheard(share: float) -> None:
    """Hear nothing: nobody is watching."""


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
