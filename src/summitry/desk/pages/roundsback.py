"""Taking back one's own sending round, and one's own change of a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summitry.desk.access import Seat
from summitry.desk.accounts.roles import CLEAR, REVISE, SEND_ROUND
from summitry.desk.pages.writing import actor
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.secretariat import clearing
from summitry.secretariat.clearing import Changed, Round, Settled, Signed

ACT = "clearing"
"""What an act of clearance on a text keeps: which of the two it was."""

ROUND, CHANGE = "round", "change"

RIGHTS = {ROUND: (SEND_ROUND,), CHANGE: (SEND_ROUND, REVISE, CLEAR)}
"""The rights of which one lets an account take such an act back."""


def of_round(sent: Round) -> dict[str, object]:
    """Return a sending round as plain values, to be kept."""
    asked = [[each.record, each.digest] for each in sent.asked]
    return {ACT: ROUND, **_of(sent.text), "asked": asked}


def of_change(settled: Settled) -> dict[str, object]:
    """Return a change of a paragraph as plain values, to be kept."""
    return {ACT: CHANGE, **_of(settled.text), "now": settled.now, "number": settled.number}


def _of(changed: Changed) -> dict[str, object]:
    return {"record": changed.record, "before": dict(changed.before), "digest": changed.digest}


def title(dossier: Dossier, what: Mapping[str, Any]) -> str:
    """Return what the act is called where it is offered to be taken back."""
    name = dossier.title(str(what["record"]))
    if what[ACT] == ROUND:
        return say("the sending round of {title}", title=name)
    return say("the change of paragraph {number} of {title}", number=what.get("number", 0), title=name)


def short_title(what: Mapping[str, Any]) -> str:
    """Return what the act is called on the page of its text."""
    if what[ACT] == ROUND:
        return say("the sending round")
    return say("the change of paragraph {number}", number=what.get("number", 0))


def take_back(here: Seat, what: Mapping[str, Any]) -> None:
    """Take the act back, as far as nobody has acted on it since.

    Raises:
        NotCleared: when an office has answered since.
        StaleText: when the text was changed since.
        Refused: when it is not there any more.
    """
    text = Changed(record=str(what["record"]), before=what["before"], digest=str(what["digest"]))
    who, folder = actor(here), here.served.folder
    dossier = here.served.value(here.grant.grants, here.today)
    if what[ACT] == ROUND:
        asked = tuple(Signed(record=str(id), digest=str(digest)) for id, digest in what["asked"])
        clearing.take_round_back(who, folder, dossier, Round(text=text, asked=asked))
    else:
        settled = Settled(text=text, number=int(what["number"]), now=str(what["now"]))
        clearing.take_change_back(who, folder, dossier, settled)
