"""How far a paper, draft or line is cleared, and the way to clear it: beside it wherever it is shown."""

from __future__ import annotations

from django.urls import reverse

from summitry.analysis.clearance import text_clearance
from summitry.book.stands import in_short
from summitry.desk.access import Seat
from summitry.desk.accounts.roles import CLEAR, SEND_ROUND
from summitry.desk.pages.framing import on
from summitry.dossier.signing import CLEARED, out_of_clearance, words_of
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass

CLEAR_IT, SEND, LOOK = marked("Clear it"), marked("Send it round"), marked("How it is cleared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The state of clearance in a sentence, the act that is next for this reader, and where it is done."""

    says: str
    does: str
    href: str

    @property
    def is_act(self) -> bool:
        """Whether it is more than a look."""
        return self.does != LOOK


def way(here: Seat, id: str) -> Way | None:
    """Return how a text is cleared from here; ``None`` for what nobody clears, or need clear any more."""
    record = here.dossier.get(id)
    if not isinstance(record, CLEARED) or out_of_clearance(here.dossier, record):
        return None
    says = in_short(here.dossier, id) or say("Not sent round")
    return Way(
        says=says if says.endswith(".") else f"{says}.", does=_does(here, id, bool(words_of(record))),
        href=on(here, reverse("clearance", args=(here.served.slug, id))),
    )  # fmt: skip


def _does(here: Seat, id: str, in_words: bool) -> str:
    reading = here.dossier.ask(text_clearance, id)
    office = here.account.office
    if here.may(CLEAR) and office in reading.bodies and reading.open(office):
        return CLEAR_IT
    return SEND if not reading.bodies and in_words and here.may(SEND_ROUND) else LOOK
