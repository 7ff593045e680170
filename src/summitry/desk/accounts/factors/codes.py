"""Codes that an application shows, a new one every thirty seconds.

Source: RFC 6238 (with RFC 4226): SHA-1, six digits, as every such application reads it from a QR code.
"""

from __future__ import annotations

import base64
import hmac
from urllib.parse import quote, urlencode

PERIOD = 30
"""Seconds for which a code is shown."""
DIGITS = 6
APART = 1
"""How many periods the two clocks may be apart."""


def code(secret: bytes, step: int) -> str:
    """Return the code of a period, counted from 1970."""
    made = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    at = made[-1] & 0x0F
    value = int.from_bytes(made[at : at + 4], "big") & 0x7FFFFFFF
    return f"{value % 10**DIGITS:0{DIGITS}}"


def step_of(secret: bytes, typed: str, now: float) -> int | None:
    """Return the period whose code was typed, if it is the present one or a neighbour."""
    digits = "".join(typed.split())
    present = int(now) // PERIOD
    found = None
    for step in range(present - APART, present + APART + 1):
        if hmac.compare_digest(code(secret, step).encode(), digits.encode("utf-8", "replace")):
            found = step
    return found


def in_letters(secret: bytes) -> str:
    """Return a secret as it is typed by hand: letters and digits in groups of four."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def address(secret: bytes, who: str, desk: str) -> str:
    """Return what the QR code says to the application."""
    said = {
        "secret": base64.b32encode(secret).decode().rstrip("="), "issuer": desk,
        "digits": str(DIGITS), "period": str(PERIOD),
    }  # fmt: skip
    return f"otpauth://totp/{quote(f'{desk}:{who}')}?{urlencode(said, quote_via=quote)}"
