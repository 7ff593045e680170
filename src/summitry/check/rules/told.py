"""TLD: who works on it and does not know?"""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.informed import Informed, informed
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.record import Record
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Severity
from summitry.foundation.wording import listed


@rule("TLD001", "not-told", Severity.SERIOUS, Record, needs=("told", "kept_from"))
def not_told(dossier: Dossier, record: Record) -> Iterator[Found]:
    """Somebody whose task, delegation or decision a message touches was kept from it or not told.

    They will say in good faith what others in the room know to be overtaken. Looked at is whatever says
    who was told (`told`) or from whom it was kept (`kept_from`). A message touches the tasks, meetings,
    objectives and decisions it names, those that name it, and those that rest on the relay which carries
    it. Tell them, or see that somebody else does the work.
    """
    if not (record.told or record.kept_from):
        return
    reading = dossier.ask(informed, record.id)
    names = (*reading.kept, *reading.untold)
    if not names:
        return
    says = []
    if reading.kept:
        says.append(f"kept from {listed(_with_reason(dossier, reading, who) for who in reading.kept)}")
    if reading.untold:
        says.append(f"not told to {listed(_with_reason(dossier, reading, who) for who in reading.untold)}")
    ids = dict.fromkeys(c.id for who in names for c in reading.why(who))
    yield Found(
        message=f'The {record.kind.replace("_", " ")} "{dossier.title(record.id)}" was {" and ".join(says)}.',
        at=record.where("kept_from" if reading.kept else "told"),
        about=(record.id, *names),
        hint="Tell them, and record it: `told: [{who: ..., on: ...}]`.",
        related=places_of(dossier, ids, "is touched by it"),
    )


def _with_reason(dossier: Dossier, reading: Informed, who: str) -> str:
    words = {
        "task": "owner of", "objective": "owner of", "delegation": "in the delegation to",
        "decision": "who took",
    }  # fmt: skip
    first = reading.why(who)[0]
    title = f'"{dossier.title(first.id)}"' if first.because != "delegation" else dossier.title(first.id)
    return f"{the(dossier, who)} ({words[first.because]} {title})"


RULES = (not_told,)
