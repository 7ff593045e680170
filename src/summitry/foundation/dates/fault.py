"""What is wrong with a date, said so that its author can put it right."""

from __future__ import annotations

LONGEST_SHOWN = 40  # characters of the author's text repeated in a message


class DateFault(ValueError):
    """What is wrong with a written date, zone or span of days.

    ``message`` is one plain sentence; ``hint`` says what to write instead and may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


def shown(text: str) -> str:
    """Quote what was written: at most 40 characters, nothing that cannot be printed.

    >>> shown("next\\nweek")
    '"next week"'
    """
    head = text[:LONGEST_SHOWN]
    plain = "".join(mark if mark.isprintable() else " " for mark in head)
    return f'"{plain}…"' if len(text) > LONGEST_SHOWN else f'"{plain}"'
