"""Files that are packed archives inside (DOCX, ODT): looked at before anything is unfolded."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from summitry.archive.limits import MB, Limits
from summitry.archive.readers.source import NotRead


class Packed:
    """A packed file whose members may be read, one by one."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """
        Raises:
            NotRead: when it is damaged, locked, would unfold to too much, or names a place outside itself.
        """
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise NotRead("it is damaged: it cannot be unpacked") from None
        if len(members) > limits.members:
            raise NotRead(f"it holds {len(members):,} files, and at most {limits.members:,} are unfolded")
        whole = sum(m.file_size for m in members)
        if whole > limits.unpacked:
            raise NotRead(
                f"it would unfold to {whole / 1e6:,.0f} MB, and at most {limits.unpacked // MB} are"
            )
        for member in members:
            parts = member.filename.replace("\\", "/").split("/")
            if member.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
                raise NotRead("it holds a file whose name leads out of it")
            if member.flag_bits & 1:
                raise NotRead("it is locked with a password")
        self._left = limits.unpacked
        self.names = tuple(m.filename for m in members)

    def read(self, name: str) -> bytes:
        """Return a member, blank when there is none; what unfolds to more than it said is cut.

        Raises:
            NotRead: when it is damaged, or declares a document type, as no office program does.
        """
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as member:
                content = member.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
            raise NotRead("it is damaged: it cannot be unpacked") from None
        self._left -= len(content)
        if self._left < 0:
            raise NotRead("it unfolds to more than it says")
        if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
            raise NotRead("it declares entities of its own, which are not unfolded")
        return content
