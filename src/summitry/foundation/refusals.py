"""Acts that were not done, and why, in words for those who asked for them."""

from __future__ import annotations


class Refused(Exception):
    """An act that was not done; the message says why and what to do. Nothing was changed."""


class NotWritable(Refused):
    """The folder or a file in it cannot be written."""
