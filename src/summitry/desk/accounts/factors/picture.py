"""A QR code as a path of an SVG picture that stands in the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A QR code: how many squares a side has with its quiet edge, and the dark ones as a path."""

    side: int
    path: str


def drawn(words: str) -> Drawn:
    """Draw words as a QR code."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(words)
    rows: Sequence[Sequence[bool | None]] = code.get_matrix()
    return Drawn(len(rows), "".join(_row(y, row) for y, row in enumerate(rows)))


def _row(y: int, row: Sequence[bool | None]) -> str:
    path, x = "", 0
    for dark, squares in groupby(map(bool, row)):
        length = len(list(squares))
        path += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return path
