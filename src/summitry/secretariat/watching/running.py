"""Running the monitors for a reader, and taking note of an alarm."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.secretariat.acts import Actor
from summitry.secretariat.journal import noted
from summitry.watch import inbox
from summitry.watch.monitors import Alarm, alarms


def raised(folder: Path, dossier: Dossier, *, past: bool = False) -> tuple[tuple[Alarm, str], ...]:
    """Return every alarm on the day, each with who took note of it (blank: nobody); with ``past``, who had by
    the end of that day."""
    known: dict[str, str] = {}
    if inbox.there(folder):
        with inbox.opened(folder) as box:
            known = box.acknowledged(dossier.limit.isoformat() if past else "")
    return tuple((alarm, known.get(alarm.key, "")) for alarm in dossier.ask(alarms))


def acknowledge(actor: Actor, folder: Path, dossier: Dossier, key: str) -> Alarm:
    """Note that somebody took note of an alarm: it is not repeated until its cause is another.

    Raises:
        Refused: when no alarm of the day begins so, or several do.
    """
    found = [a for a in alarms(dossier) if a.key.startswith(key)]
    if len(found) != 1:
        raise Refused(f'{"Several alarms begin" if found else "No alarm of the day begins"} with "{key}".')
    with inbox.opened(folder) as box:
        box.acknowledge(found[0].key, actor.name, datetime.now(UTC).isoformat(timespec="seconds"))
    noted(folder, actor.name, "watch acknowledge", (found[0].about.partition("/")[0],))
    return found[0]
