"""Bytes as text: UTF-8, or what else they can only be, and never a silent guess."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SPOKEN = {"cp949": "Korean (CP949)", "cp1252": "Windows-1252"}


def decoded(content: bytes, declared: str = "") -> tuple[str, str]:
    """Return bytes as text, and what to say of it: blank for UTF-8 or what the file itself declares."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), ""
    for name in ("utf-8", declared):
        try:
            if name:
                return content.decode(name), ""
        except (UnicodeDecodeError, LookupError):
            continue
    for name in _likely(content):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        return text, f"It is not UTF-8 and does not say what it is; it was read as {_SPOKEN[name]}."
    return content.decode("cp1252", "replace"), "It is not UTF-8; letters that could not be told are marked."


def _likely(content: bytes) -> tuple[str, ...]:
    """Western texts have few letters beyond ASCII, Korean ones almost none within."""
    high = sum(b >= 0x80 for b in content[:20_000])
    return ("cp949", "cp1252") if high * 4 > len(content[:20_000]) else ("cp1252",)
