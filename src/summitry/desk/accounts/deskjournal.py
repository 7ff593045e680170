"""The desk's own journal: who signed in, and what was done to accounts.

It lies in the desk's folder, is chained as a dossier's is, and is verified in the same way: ``summitry
journal verify`` with that folder. It names no record. A grant to a dossier stands in that dossier's too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from summitry.secretariat.journal import Entry, noted


def folder() -> Path:
    """Return the folder whose journal it is."""
    return Path(settings.STATE.folder)


def note(actor: str, act: str, about: Iterable[str] = ()) -> Entry:
    """Put an act on accounts in the journal; ``about`` names the accounts, and the
    dossier that a grant is for."""
    return noted(folder(), actor, act, tuple(about))


def of_dossier(slug: str) -> str:
    """Return how an entry names the dossier that a grant is for."""
    return f"dossier {slug}"
