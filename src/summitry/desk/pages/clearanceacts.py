"""The acts of clearance as an account does them, on the page and over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from summitry.desk.access import Seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import CLEAR, REVISE, SEND_ROUND
from summitry.desk.pages.undoing import did
from summitry.desk.pages.writing import actor
from summitry.dossier.kinds import Clearance, Paper
from summitry.secretariat import clearing
from summitry.secretariat.clearing import Signed, Word

STANDS = {"clear": clearing.CLEARS, "edits": clearing.EDITS, "objects": clearing.OBJECTS}


def may_settle(here: Seat, paper: Paper) -> bool:
    """Whether the account is the one named to settle clashing edits; the secretariat while nobody is."""
    if here.past:
        return False
    mine = {here.account.office, here.account.username} - {""}
    if paper.settled_by:
        return paper.settled_by in mine and any(here.may(r) for r in (SEND_ROUND, REVISE, CLEAR))
    return here.may(SEND_ROUND)


def page_called(paper: Paper) -> str:
    """Return the name under which acts on a paper are kept."""
    return f"clearance {paper.id}"[:300]


def sign(here: Seat, paper: Paper, word: Word) -> OwnAct:
    """Say the word of the account's office on a paragraph.

    Raises:
        Refused: when it is not signed, and why.
    """
    office = here.account.office
    given = clearing.sign(
        actor(here), here.served.folder, here.dossier, paper.id, office, word, _moment(here, paper, office),
        here.served.file_for(here.grant.grants, Clearance.kind),
    )  # fmt: skip
    return _kept(here, paper, given, word.number)


def settle(here: Seat, paper: Paper, *, digest: str, seen: str, number: int, text: str, because: str) -> None:
    """Put other words in the place of a paragraph on which offices want different ones.

    Raises:
        Refused: when it is not done, and why.
    """
    office = here.account.office
    clearing.settle(
        actor(here), here.served.folder, here.dossier, paper.id, digest=digest, seen=seen, number=number,
        text=text, moment=_moment(here, paper), because=because,
        by=office if here.dossier.get(office) is not None else "",
    )  # fmt: skip
    here.served.look_again()


def send_round(
    here: Seat, paper: Paper, offices: Iterable[str], *, deadline: str, rule: str, settled_by: str
) -> tuple[str, ...]:
    """Ask offices to clear a paper; return those that were asked.

    Raises:
        Refused: when it is not done, and why.
    """
    made = clearing.send_round(
        actor(here), here.served.folder, here.dossier, paper.id, offices, deadline=deadline, rule=rule,
        settled_by=settled_by, moment=_moment(here, paper),
    )  # fmt: skip
    here.served.look_again()
    return tuple(made)


def count_silence(here: Seat, paper: Paper, office: str) -> OwnAct:
    """Count an office's silence as clearance, under the rule it was asked by.

    Raises:
        Refused: when it is not done, and why.
    """
    given = clearing.count_silence(
        actor(here), here.served.folder, here.dossier, paper.id, office, here.today,
        _moment(here, paper, office),
    )  # fmt: skip
    return _kept(here, paper, given, 0)


def _moment(here: Seat, paper: Paper, office: str = "") -> datetime:
    fresh = here.served.value(here.grant.grants, here.today)
    return clearing.moment_for(fresh, paper.id, office, here.today, timezone.now())


def _kept(here: Seat, paper: Paper, given: Signed, number: int) -> OwnAct:
    here.served.look_again()
    return did(here, {"record": given.record, "digest": given.digest}, page_called(paper), number)
