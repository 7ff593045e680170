"""A round of the watch: the monitors of each dossier are run; what is due is put into its outbox and sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from summitry.folder.load import Unreadable
from summitry.foundation.durable import taking_turns
from summitry.foundation.refusals import Refused
from summitry.secretariat.opening import UnknownReader, load
from summitry.secretariat.watching import sending
from summitry.secretariat.watching.operator import Settings

Tell = Callable[[str], None]
"""Takes a sentence for whoever runs the service."""


def go_round(folders: Iterable[Path], settings: Settings, now: datetime, tell: Tell) -> None:
    """Do one round. What cannot be done for one dossier is told, and keeps none of the others waiting.

    A round that dies in the middle loses nothing: what was put is sent by the next, under the same key.
    """
    for folder in folders:
        try:
            _of(folder, settings, now, tell)
        except (Refused, Unreadable, UnknownReader) as refusal:
            tell(f"{folder.name}: {refusal}")


def _of(folder: Path, settings: Settings, now: datetime, tell: Tell) -> None:
    with taking_turns(folder, "round"):
        new = sending.put_what_is_due(folder, load(folder), settings, now)
    if new:
        tell(f"{folder.name}: letters written: {new:,}.")
    for each in sending.post(folder, settings):
        said = {"sent": "sent", "later": "not taken, waits", "refused": "refused"}[each.how]
        tell(f"{folder.name}: {each.letter.sort} to {each.letter.address}: {said}"
             + (f": {each.why}" if each.why else "."))  # fmt: skip
