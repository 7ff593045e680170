"""The folder in which the desk keeps what is its own: the secret, which dossiers it serves, its database."""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path

from summitry.foundation import durable
from summitry.foundation.values import dataclass

SERVED = "dossiers.json"
"""The list of dossiers that are served."""

_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A dossier that is served: the word by which addresses name it, and its folder."""

    slug: str
    folder: Path


@dataclass(frozen=True, slots=True)
class State:
    """The desk's own folder. It is made when it is first needed, readable by its owner alone."""

    folder: Path

    def secret(self) -> str:
        """Return the key that signs sessions and tokens, made once."""
        path = self.folder / "secret"
        try:
            return path.read_text(encoding="ascii")
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(made := secrets.token_urlsafe(48))
        return made

    def dossiers(self) -> tuple[Shelved, ...]:
        """Return the dossiers that are served, in the order they were named."""
        try:
            listed = json.loads((self.folder / SERVED).read_bytes())
        except (OSError, ValueError):
            return ()
        return tuple(Shelved(slug, Path(folder)) for slug, folder in listed.items())

    def serve(self, folders: list[Path]) -> tuple[Shelved, ...]:
        """Serve these dossiers besides those served before; a folder keeps the word it was given."""
        known = {shelved.folder: shelved.slug for shelved in self.dossiers()}
        for folder in folders:
            where = folder.resolve()
            if where not in known:
                known[where] = _free(_SLUG.sub("-", where.name.casefold()).strip("-"), set(known.values()))
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        listed = {slug: str(folder) for folder, slug in known.items()}
        durable.put(self.folder / SERVED, json.dumps(listed, indent=1).encode())
        return self.dossiers()


RESERVED = frozenset({"sign-in", "sign-out", "account", "static", "api", "accounts", "health", "shared"})
"""Words that addresses of the desk itself begin with."""


def _free(word: str, taken: set[str]) -> str:
    word = word or "dossier"
    found, more = word, 1
    while found in taken or found in RESERVED:
        more += 1
        found = f"{word}-{more}"
    return found
