"""A round of the watch: the monitors of each dossier are run; what is due is put into its outbox and sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from summitry.dossier.header import Header
from summitry.dossier.value import Dossier
from summitry.folder.load import Unreadable
from summitry.folder.reading import signatures
from summitry.foundation.durable import taking_turns
from summitry.foundation.refusals import Refused
from summitry.secretariat.opening import UnknownReader, default_day, load
from summitry.secretariat.watching import sending
from summitry.secretariat.watching.operator import Addressee, Settings
from summitry.watch import inbox

Tell = Callable[[str], None]
"""Takes a sentence for whoever runs the service."""

Stand = tuple[object, ...]
"""What the notices of a dossier hang on: its files, the day, what people took note of, and who chose what."""

Choosers = Callable[[Path, Header], tuple[Addressee, ...]]
"""Gives those who chose notices of a dossier at the desk; raises `Refused` when the desk cannot be asked."""


def nobody(folder: Path, header: Header) -> tuple[Addressee, ...]:
    """Return those who chose notices where no desk lets them: none."""
    return ()


class Rounds:
    """Goes round some dossiers. Between two rounds it keeps a dossier whose files stay as they are."""

    def __init__(
        self, folders: Iterable[Path], settings: Settings, tell: Tell, choosers: Choosers = nobody
    ) -> None:
        self._folders = tuple(folders)
        self._settings = settings
        self._tell = tell
        self._choosers = choosers
        self._kept: dict[Path, tuple[Stand, Dossier]] = {}
        self._told: dict[Path, Stand] = {}

    def go(self, now: datetime) -> None:
        """Do one round. What cannot be done for one dossier is told, and keeps none of the others waiting.

        A round that dies in the middle loses nothing: what was put is sent by the next, under the same key.
        """
        for folder in self._folders:
            try:
                self._of(folder, now)
            except (Refused, Unreadable, UnknownReader) as refusal:
                self._tell(f"{folder.name}: {refusal}")

    def _of(self, folder: Path, now: datetime) -> None:
        with taking_turns(folder, "round"):
            whole = self._read(folder)
            chosen = self._chosen(folder, whole.header)
            stand = (*self._stand(folder, default_day(whole, now)), chosen)
            same = self._told.get(folder) == stand
            new = sending.put_what_is_due(folder, whole, self._settings, now, alarms=not same, chosen=chosen)
            self._told[folder] = stand
        if new:
            self._tell(f"{folder.name}: letters written: {new:,}.")
        for each in sending.post(folder, self._settings, chosen):
            self._tell(f"{folder.name}: {each.letter.sort} to {each.letter.address}: {each.told}")

    def _chosen(self, folder: Path, header: Header) -> sending.Chosen:
        try:
            return self._choosers(folder, header)
        except Refused as refusal:
            self._tell(f"{folder.name}: {refusal}")
            return None

    def _read(self, folder: Path) -> Dossier:
        signed = signatures(folder)
        kept = self._kept.get(folder)
        if kept is None or kept[0] != signed:
            kept = self._kept[folder] = (signed, load(folder))
        return kept[1]

    def _stand(self, folder: Path, day: date) -> Stand:
        noted: frozenset[str] = frozenset()
        if inbox.there(folder):
            with inbox.opened(folder) as box:
                noted = frozenset(box.acknowledged())
        return (self._kept[folder][0], day, noted)
