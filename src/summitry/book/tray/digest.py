"""The digest of a day as a paper of the second tray."""

from __future__ import annotations

from summitry.book.blocks import Section
from summitry.book.digest.section import digest
from summitry.book.tray.form import Form
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked


def section(dossier: Dossier, id: str = "") -> Section:
    """The digest of the dossier's day: what differs from the evening before."""
    return digest(dossier)


FORM = Form(
    name="digest", help=marked("a day in ten lines: learned, contradicted, moved, late; the rest behind"),
    about="", ids=lambda dossier: (), section=section, needed=False,
)  # fmt: skip
