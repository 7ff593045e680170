"""Findings somebody has accepted as they are."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import many, one, text, when
from summitry.dossier.record import Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Accepted(Record):
    """One finding, about exactly these records, accepted for a reason until a day."""

    kind: ClassVar[str] = "accepted"
    plural: ClassVar[str] = "accepts"
    family: ClassVar[str] = "form"
    titled_by: ClassVar[tuple[str, ...]] = ("because",)

    finding: str = text("the code of the finding", required=True)
    about: tuple[str, ...] = many("any", help="the records it is about, exactly", required=True)
    because: str = text("why it is accepted", required=True)
    by: str = one("person", "agency", "post", help="who accepted it")
    on: When | None = when("since when", world=True)
    until: When | None = when("the last day it is accepted")
