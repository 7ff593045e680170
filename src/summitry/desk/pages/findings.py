"""What the check finds in one record."""

from __future__ import annotations

from summitry.desk.access import Seat
from summitry.dossier.record import Record
from summitry.foundation.diagnostics import Diagnostic
from summitry.secretariat.checking import EVERY_RULE


def findings_of(here: Seat, record: Record) -> tuple[Diagnostic, ...]:
    """Return what the rules that look at this kind of record find in it, the gravest first."""
    found = []
    for rule in EVERY_RULE:
        looks = rule.over is Record or rule.over is type(record)
        if looks and not rule.on_whole and rule.runs_on(here.dossier):
            found += [d.on_day(here.day) for d in rule.apply(here.dossier, record.id)]
    return tuple(sorted(found, key=lambda d: (d.severity, d.code)))
