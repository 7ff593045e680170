"""Bounds on what is sent with files: refused before it is taken in, whatever the address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST = 64 * 1024 * 1024
"""Most bytes of one form with its files."""


class Bounded(FileUploadHandler):
    """Takes nothing itself; refuses a form that is too large, or turns out to be."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's own name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Refuse what says that it is too large."""
        if content_length > MOST:
            raise RequestDataTooBig("The files are larger than the desk takes at once.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Refuse what is larger than it said."""
        self.taken += len(raw_data)
        if self.taken > MOST:
            raise RequestDataTooBig("The files are larger than the desk takes at once.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
