"""Where things stand: one row for each matter that is open, with its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from summitry.analysis.pledges import pledge_state
from summitry.book.blocks import Sentence
from summitry.book.sections import BY_NAME
from summitry.desk.access import Seat
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.framing import on
from summitry.dossier.kinds import Pledge, Relay
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened

WHOLE = ("lines", "positions", "decisions", "alternatives", "indicators", "risks")
"""The views of which one verdict is told for the whole dossier."""

LATEST = 2
"""Messages and pledges that are told one by one: the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter: its title, its page, its state in a sentence, the records that sentence rests on."""

    title: str
    href: str
    says: str
    rests_on: tuple[str, ...]


def matters(here: Seat) -> tuple[Matter, ...]:
    """Return where each matter stands on the page's day; what nothing is on record of is left out."""
    return tuple(m for view, id in _open(here.dossier) if (m := _matter(here, view, id)) is not None)


def judge(dossier: Dossier) -> None:
    """Judge now where each matter stands, so that the first page need not wait for it."""
    for view, id in _open(dossier):
        dossier.ask(told, view, id)


def _open(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the views, with the record or none, of which a verdict is told."""
    yield from (("relays", id) for id in _relays(dossier))
    yield from (("pledges", id) for id in _pledges(dossier))
    yield from ((view, "") for view in WHOLE if view in BY_NAME and BY_NAME[view].ids(dossier))


def _matter(here: Seat, view: str, id: str) -> Matter | None:
    dossier = here.dossier
    title, verdict = dossier.ask(told, view, id)
    if verdict is None:
        return None
    href = to_page(here, view, id) if id else on(here, reverse("show", args=(here.served.slug, view)))
    return Matter(
        title=opened(dossier.title(id)) if id else title, href=href, says=fill_days(verdict.text, here.day),
        rests_on=tuple(dict.fromkeys(t.record for t in verdict.traces)),
    )  # fmt: skip


def told(dossier: Dossier, view: str, id: str) -> tuple[str, Sentence | None]:
    """Return the title of a view's page and its verdict; ask it with ``ask``."""
    sooner = BY_NAME[view].verdict
    if sooner is not None and not id:
        return sooner(dossier)
    section = BY_NAME[view].section(dossier, id)
    return section.title, section.verdict


def _relays(dossier: Dossier) -> Iterator[str]:
    def last(relay: Relay) -> tuple[str, str]:
        days = [h.on.latest.isoformat() for h in relay.hops if h.on is not None]
        return max(days, default=""), relay.id

    yield from (r.id for r in sorted(dossier.all(Relay), key=last, reverse=True)[:LATEST])


def _pledges(dossier: Dossier) -> Iterator[str]:
    def day(pledge: Pledge) -> tuple[str, str]:
        return (pledge.said.latest.isoformat() if pledge.said is not None else "", pledge.id)

    def judged(pledge: Pledge) -> bool:
        state = dossier.ask(pledge_state, pledge.id)
        return state is not None and state.readings[0].state != "not judged"

    found = [p for p in sorted(dossier.all(Pledge), key=day, reverse=True) if judged(p)]
    yield from (p.id for p in found[:LATEST])
