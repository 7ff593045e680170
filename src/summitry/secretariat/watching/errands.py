"""Fetching beside the rounds of the service: a source that fails or hangs keeps no alarm or digest waiting.

Each dossier has a thread of its own, one run at a time. What comes is taken into the inbox before it is
written down that it came, so that the process may be killed at any moment: the next run goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from summitry.folder.load import Unreadable
from summitry.foundation.printable import one_line
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching.fetching import PAUSE, Fetched, fetch
from summitry.secretariat.watching.rounds import Tell


class Errands:
    """Fetches for some dossiers what an operator named, each source when it is due."""

    def __init__(self, folders: Iterable[Path], tell: Tell, pause: float = PAUSE) -> None:
        self._folders = tuple(folders)
        self._tell = tell
        self._pause = pause
        self._going: dict[Path, threading.Thread] = {}
        self._refused: dict[Path, str] = {}

    def begin(self) -> None:
        """Begin a run for each dossier, but where the last is still going; return at once."""
        for folder in self._folders:
            last = self._going.get(folder)
            if last is None or not last.is_alive():
                run = threading.Thread(target=self._run, args=(folder,), name="fetching", daemon=True)
                self._going[folder] = run
                run.start()

    def wait(self) -> None:
        """Wait until every run has ended."""
        for run in self._going.values():
            run.join()

    def _run(self, folder: Path) -> None:
        try:
            for found in fetch(folder, pause=self._pause, mail_at_once=False):
                self._say(folder, found)
            self._refused.pop(folder, None)
        except (Refused, Unreadable, OSError) as refusal:
            # the same words once, not with every round
            if self._refused.get(folder) != (why := str(refusal)):
                self._refused[folder] = why
                self._tell(f"{folder.name}: {one_line(why)}")

    def _say(self, folder: Path, found: Fetched) -> None:
        if found.asked and (found.failed or found.new or found.unread):
            self._tell(f"{folder.name}: {one_line(found.address)}: {one_line(found.says)}")
            for at, why in found.unread[:5]:
                self._tell(f"{folder.name}:     {one_line(at)}{': ' if at else ''}{one_line(why)}.")
