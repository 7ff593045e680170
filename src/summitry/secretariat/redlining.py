"""Two papers of the cabinet side by side, and papers that are alike."""

from __future__ import annotations

from summitry.archive.redline import Redline, redline
from summitry.dossier.holdings import Held, HeldPart
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.foundation.suggest import did_you_mean


class NotHeld(Refused):
    """A document that cannot be laid beside another."""


def side_by_side(dossier: Dossier, before: str, after: str) -> Redline:
    """Return what differs between two documents, each named by its id, or a part of a volume (``v/d49``).

    Raises:
        NotHeld: when one is not in the dossier, or the cabinet does not hold it.
    """
    return redline(*paper(dossier, before), *paper(dossier, after))


def paper(dossier: Dossier, name: str) -> tuple[Held, HeldPart]:
    """Return the text of a document, or of one part of a volume.

    Raises:
        NotHeld: when it is not in the dossier, or the cabinet does not hold it.
    """
    id, _, part_id = name.partition("/")
    if dossier.of(Document, id) is None:
        raise NotHeld(f'There is no document "{id}". {did_you_mean(id, dossier.ids(Document.kind))}'.strip())
    held = dossier.held(id)
    if held is None:
        raise NotHeld(f"The text of {dossier.title(id)} is not held. Import its file first.")
    part = held.part(part_id)
    if part is None:
        first = next((p.id for p in held.parts if p.kind == "document"), "d1")
        raise NotHeld(
            f'{dossier.title(id)} has no part "{part_id}".' if part_id
            else f"{dossier.title(id)} is a volume: name one of its documents, such as {id}/{first}."
        )  # fmt: skip
    return held, part
