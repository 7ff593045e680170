"""A file that holds a model, whichever format it is in."""

from __future__ import annotations

from summitry.analysis.stability.case import read_case
from summitry.analysis.stability.gmcr import is_pickle, read_gmcr
from summitry.analysis.stability.model import ModelFault, Reading
from summitry.analysis.stability.places import Unreadable, parsed

MOST_BYTES = 64 << 20
"""A longer file is refused unread."""


def read_model(content: bytes, title: str = "") -> Reading:
    """Read a published case or a ``.gmcr`` file, told apart by what is in it; anything else is refused."""
    if len(content) > MOST_BYTES:
        why = f"A file of {len(content) >> 20} MB is too long for a model."
        return Reading(conflict=None, faults=(ModelFault(code="STB001", message=why),))
    if is_pickle(content):
        return read_gmcr(content, title)
    try:
        text = content.decode("utf-8-sig")
        whole = parsed(text)
    except (UnicodeDecodeError, Unreadable):
        return read_gmcr(content, title)
    if isinstance(whole, dict) and "decisionMakers" in whole:
        return read_gmcr(content, title)
    return read_case(text)
