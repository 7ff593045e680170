"""What was read from a folder, before anybody limits it in time or to a reader."""

from __future__ import annotations

from summitry.dossier.header import Header
from summitry.dossier.holdings import NO_HOLDINGS, Holdings
from summitry.dossier.record import Record
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that was read from a folder: records (duplicates included), header and faults."""

    header: Header
    records: tuple[Record, ...]
    faults: tuple[Diagnostic, ...] = ()
    folder: str = ""
    holdings: Holdings = NO_HOLDINGS
