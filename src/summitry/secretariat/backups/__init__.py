"""Backups: dossiers and the desk's own state in one file, taken while people write, and laid out again."""

from __future__ import annotations

from summitry.secretariat.backups.erasures import Erasure, erasures_of
from summitry.secretariat.backups.laying import Restored, check, erasures_in, restore
from summitry.secretariat.backups.packing import Listing, NotWhole
from summitry.secretariat.backups.taking import Named, Taken, back_up, copy_database, named

__all__ = [
    "Erasure", "Listing", "Named", "NotWhole", "Restored", "Taken", "back_up", "check", "copy_database",
    "erasures_in", "erasures_of", "named", "restore",
]  # fmt: skip
