"""The acts of clearance as an account does them, on the page and over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from summitry.desk.access import Seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import CLEAR, REVISE, SEND_ROUND
from summitry.desk.pages import roundsback
from summitry.desk.pages.undoing import did
from summitry.desk.pages.writing import actor
from summitry.dossier.kinds import Clearance
from summitry.secretariat import clearing
from summitry.secretariat.clearing import Cleared, Signed, Word

STANDS = {"clear": clearing.CLEARS, "edits": clearing.EDITS, "objects": clearing.OBJECTS}


def may_settle(here: Seat, text: Cleared) -> bool:
    """Whether the account is the one named to settle clashing edits; the secretariat while nobody is."""
    if here.past:
        return False
    mine = {here.account.office, here.account.username} - {""}
    if text.settled_by:
        return text.settled_by in mine and any(here.may(r) for r in (SEND_ROUND, REVISE, CLEAR))
    return here.may(SEND_ROUND)


def page_called(text: Cleared) -> str:
    """Return the name under which acts on a text are kept."""
    return f"clearance {text.id}"[:300]


def sign(here: Seat, text: Cleared, word: Word) -> OwnAct:
    """Say the word of the account's office on a paragraph.

    Raises:
        Refused: when it is not signed, and why.
    """
    office = here.account.office
    given = clearing.sign(
        actor(here), here.served.folder, here.dossier, text.id, office, word, _moment(here, text, office),
        here.served.file_for(here.grant.grants, Clearance.kind),
    )  # fmt: skip
    return _kept(here, text, given, word.number)


def settle(
    here: Seat, of: Cleared, *, digest: str, seen: str, number: int, text: str, because: str
) -> OwnAct:
    """Put other words in the place of a paragraph on which offices want different ones.

    Raises:
        Refused: when it is not done, and why.
    """
    office = here.account.office
    settled = clearing.settle(
        actor(here), here.served.folder, here.dossier, of.id, digest=digest, seen=seen, number=number,
        text=text, moment=_moment(here, of), because=because,
        by=office if here.dossier.get(office) is not None else "",
    )  # fmt: skip
    here.served.look_again()
    return did(here, roundsback.of_change(settled), page_called(of), settled.number)


def send_round(
    here: Seat, text: Cleared, offices: Iterable[str], *, deadline: str, rule: str, settled_by: str
) -> OwnAct:
    """Ask offices to clear a paper, a draft or a line.

    Raises:
        Refused: when it is not done, and why.
    """
    sent = clearing.send_round(
        actor(here), here.served.folder, here.dossier, text.id, offices, deadline=deadline, rule=rule,
        settled_by=settled_by, moment=_moment(here, text),
    )  # fmt: skip
    here.served.look_again()
    return did(here, roundsback.of_round(sent), page_called(text))


def asked_in(act: OwnAct) -> list[str]:
    """Return the requests that a sending round made."""
    return [id for id, _ in act.what["asked"]]


def count_silence(here: Seat, text: Cleared, office: str) -> OwnAct:
    """Count an office's silence as clearance, under the rule it was asked by.

    Raises:
        Refused: when it is not done, and why.
    """
    given = clearing.count_silence(
        actor(here), here.served.folder, here.dossier, text.id, office, here.today,
        _moment(here, text, office),
    )  # fmt: skip
    return _kept(here, text, given, 0)


def _moment(here: Seat, text: Cleared, office: str = "") -> datetime:
    fresh = here.served.value(here.grant.grants, here.today)
    return clearing.moment_for(fresh, text.id, office, here.today, timezone.now())


def _kept(here: Seat, text: Cleared, given: Signed, number: int) -> OwnAct:
    here.served.look_again()
    return did(here, {"record": given.record, "digest": given.digest}, page_called(text), number)
