"""What is unread, gathered, kept as long as neither the inbox nor the dossier changes."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.desk.access import Seat
from summitry.desk.pages.keeping import Kept
from summitry.secretariat.watching.triaging import Gathered, gathered
from summitry.watch import inbox
from summitry.watch.triage.value import Proposal

_kept: Kept[Gathered] = Kept()


def unread(here: Seat) -> Gathered:
    """Return what is unread for the account on the page's day, gathered."""
    folder = here.served.folder
    return _kept.get(here, "unread", inbox.stamp(folder), lambda: gathered(folder, here.dossier))


def placed(proposals: Sequence[Proposal], id: str) -> int | None:
    """Return where a happening stands among others; nothing when it is not there."""
    return next((at for at, p in enumerate(proposals) if p.id == id), None)
