"""The journal: who did what to which record and when, in a chain that nobody can mend unseen.

It holds no text. Each entry names the actor, the act, the records and the time, and bears a digest made
with a key that lies with the record; when a record is erased its key goes, and the chain stays whole.
"""

from __future__ import annotations

from summitry.secretariat.journal.acting import acted, noted, settle
from summitry.secretariat.journal.chain import Entry, JournalBroken, entries
from summitry.secretariat.journal.verify import Trouble, Verified, verify

__all__ = [
    "Entry",
    "JournalBroken",
    "Trouble",
    "Verified",
    "acted",
    "entries",
    "noted",
    "settle",
    "verify",
]
