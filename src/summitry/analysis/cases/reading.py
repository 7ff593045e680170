"""One case as it stands on the dossier's day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from summitry.dossier.handling import handling_of
from summitry.dossier.kinds import Case
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass

CaseState = Literal["held", "missing", "freed", "died"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReading:
    """What is known of somebody held.

    ``contact`` is the last time anybody saw or heard from the person, ``contact_day`` its last
    possible day (days without contact are counted from there, so they are at least so many);
    ``recent`` whether that lies within the header's ``channel_life``. ``open_to_all`` means that every
    reader of the dossier sees the case; ``telling_id`` that its id gives away the name.
    """

    case: str
    state: CaseState
    since: When | None
    contact: When | None
    contact_day: date | None
    contact_by: str
    recent: bool
    open_to_all: bool
    telling_id: bool
    basis: Basis

    @property
    def unsettled(self) -> bool:
        """Whether the person is still held or missing."""
        return self.state in ("held", "missing")


def case_reading(dossier: Dossier, case: str) -> CaseReading:
    """Say what is known of one case.

    Raises:
        KeyError: when there is no such case, or the reader may not know of it.
    """
    record = dossier.of(Case, case)
    if record is None:
        raise KeyError(case)
    contacts = [
        (dossier.civil_day(c.on, record.zone), c) for c in record.contacts
        if c.on is not None and dossier.passed(c.on, record.zone)
    ]  # fmt: skip
    day, last = max(contacts, key=lambda pair: pair[0], default=(None, None))
    life = timedelta(days=dossier.header.channel_life + 1)
    return CaseReading(
        case=record.id, state=_state(dossier, record), since=record.since,
        contact=last.on if last is not None else None, contact_day=day,
        contact_by=last.by if last is not None else "",
        recent=day is not None and not dossier.passed(day + life),
        open_to_all=not record.access and handling_of(dossier.header, record).rank == 0,
        telling_id=_gives_away(record.id, (record.person, *record.also)),
        basis=Basis(
            method=say(
                "Takes the last contact on record; it is recent as long as an unused channel would"
                " count as live ({days} days).",
                days=dossier.header.channel_life,
            ),
            cannot_say=("Whether there was contact that nobody entered.",),
            rests_on=(record.id,),
        ),
    )  # fmt: skip


def _state(dossier: Dossier, record: Case) -> CaseState:
    known = [s for s in record.states if s.is_ and (s.since is None or dossier.passed(s.since, record.zone))]
    last = max(known, key=lambda s: s.since.latest if s.since is not None else date.min, default=None)
    words: dict[str, CaseState] = {"missing": "missing", "freed": "freed", "died": "died"}
    return words.get(last.is_, "held") if last is not None else "held"


def _gives_away(id: str, names: tuple[str, ...]) -> bool:
    words = set(re.findall(r"\w+", id.casefold().replace("_", " ")))
    return any(len(word) > 2 and word in words for name in names for word in _words(name))


def _words(name: str) -> list[str]:
    return [word for part in re.findall(r"[\w-]+", name.casefold()) for word in (part, *part.split("-"))]
