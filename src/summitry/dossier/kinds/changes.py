"""What a text in clearance went through since it was sent round: each change an entry of its own."""

from __future__ import annotations

from summitry.dossier.fields import one, text, when
from summitry.dossier.record import Part
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

BODIES = ("agency", "party", "post", "person")
"""Who can have a say: who is asked for a stand, clears a text, or settles it."""


@dataclass(frozen=True, kw_only=True)
class TextChange(Part):
    """A paragraph of the text was changed, added or taken out."""

    by: str = one(*BODIES, help="who changed it")
    on: When | None = when("when", world=True)
    was: str = text("the digest of the paragraph before; blank when it is new")
    now: str = text("the digest of the paragraph as it then read; blank when it was taken out")
    says: str = text("what was changed, or why")
