"""An element of a message put to a telling: by the form, or by dragging it, which sends the same form."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from summitry.analysis.relays import RelayReading, relay_reading
from summitry.archive.sentences import sentences
from summitry.desk.access import Seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages import undoing
from summitry.desk.pages.relaytable import Column, column
from summitry.desk.pages.writing import actor
from summitry.dossier.kinds import Relay, Statement
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import clause, opened
from summitry.secretariat.capturing import Carrying, carry

FIELDS = ("element", "hop", "words", "take", "condition", "told")
MOST = 24
"""Sentences of a telling's own words that are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form: what can be put where, what is chosen, and the sentences of the chosen telling."""

    elements: tuple[tuple[str, str], ...]
    tellings: tuple[Column, ...]
    typed: Mapping[str, str]
    sentences: tuple[str, ...] = ()
    bare: bool = False
    """Whether the chosen telling carries the chosen element, and its words are missing."""
    open: bool = False
    """Whether it is shown open: somebody has typed in it, or words are missing."""


def form(
    here: Seat, relay: Relay, reading: RelayReading, typed: Mapping[str, str], *, sent: bool = False
) -> Form | None:
    """Return the form as an account sees it; ``None`` where it may not file, or there is no telling."""
    tellings = tuple(column(here.dossier, relay, h) for h in reading.hops if relay.hops[h.index].id)
    elements = tuple(
        (e.id, opened(clause(here.dossier.title(f"{relay.id}/{e.id}")))) for e in relay.elements if e.id
    )  # fmt: skip
    if not here.may(RECORD) or not tellings or not elements:
        return None
    hop = next((h for h in relay.hops if h.id and h.id == typed.get("hop")), None)
    words = _words(here, hop.statement) if hop is not None else ""
    there = dict(hop.carries).get(typed.get("element", "")) if hop is not None else None
    bare = there is not None and not there.words and not there.denied
    return Form(
        elements=elements, tellings=tellings, typed=typed, bare=bare, open=sent or bare,
        sentences=tuple(words[s.start : s.end] for s in sentences(words)[:MOST]),
    )  # fmt: skip


def _words(here: Seat, statement: str) -> str:
    found = here.dossier.of(Statement, statement) if statement else None
    return found.words if found is not None else ""


def typed_in(request: HttpRequest) -> dict[str, str]:
    """Return what stands in the form that was sent."""
    return {name: request.POST.get(name, "") for name in FIELDS}


def of_cell(relay: Relay, cell: str) -> dict[str, str]:
    """Return the form's choices for a cell of the table: an element and a telling of the message."""
    element, _, hop = cell.partition("~")
    element = element.rpartition(".")[2] if "." in element else element
    there = any(e.id == element for e in relay.elements) and any(h.id == hop for h in relay.hops)
    return {"element": element, "hop": hop} if hop and there else {}


def put(here: Seat, relay: Relay, typed: Mapping[str, str]) -> OwnAct | None:
    """Let a telling carry an element, as the form says; what was done can be taken back.

    Raises:
        Refused: when it is not done, and why.
    """
    hop = next((h for h in relay.hops if h.id and h.id == typed["hop"]), None)
    said = here.dossier.of(Statement, hop.statement) if hop is not None and hop.statement else None
    what = Carrying(
        hop=typed["hop"], element=typed["element"], words=_one_line(typed["words"] or typed["take"]),
        condition=typed["condition"], told=_one_line(typed["told"]), learned=here.today.isoformat(),
        marking=said.marking if said is not None else "", access=said.access if said is not None else (),
    )  # fmt: skip
    done = carry(actor(here), here.served.folder, relay, what, here.meant(relay.id))
    here.served.look_again()
    if done.filing is not None:
        return undoing.did(here, done.filing.plain())
    return undoing.changed(here, relay.id, {"hops": done.before}, {"hops": done.after})


def _one_line(text: str) -> str:
    return " ".join(text.split())


def said(here: Seat, relay: Relay, typed: Mapping[str, str]) -> str:
    """Say what was filed."""
    heading = next(h for h in here.dossier.ask(relay_reading, relay.id).hops if h.hop == typed["hop"])
    who = column(here.dossier, relay, heading).name
    element = clause(here.dossier.title(f"{relay.id}/{typed['element']}"))
    if typed["words"].strip() or typed["take"].strip():
        return say("Filed: {who} carries “{element}”.", who=who, element=element)
    return say("Filed: {who} carries “{element}”. Its words are not on record yet.", who=who, element=element)


def there(here: Seat, relay: str, typed: Mapping[str, str]) -> str:
    """Return where the page goes on: at the cell, or at the form while its words are missing."""
    query = urlencode({"cell": f"{typed['element']}~{typed['hop']}"})
    at = "strip" if typed["words"].strip() or typed["take"].strip() else "carry"
    return f"{reverse('relay', args=(here.served.slug, relay))}?{query}#{at}"
