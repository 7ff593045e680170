"""The negotiator's page: what to say, on one screen; and what came of it, after the meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from summitry.book.ahead import meetings_of
from summitry.book.brief import Brief, Point, brief
from summitry.desk.access import Seat
from summitry.desk.accounts.roles import OUTCOME
from summitry.desk.pages.framing import on, page
from summitry.dossier.kinds import Objective
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import fill_days
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A numbered point: its tag, and its sentences with whether each is somebody's own words."""

    tag: str
    sentences: tuple[tuple[str, bool], ...]


def sheet(request: HttpRequest, here: Seat) -> HttpResponse:
    """Show the brief of the next meeting: seven headings of six points at most, on one screen."""
    ids = meetings_of(here.dossier)
    asked = request.GET.get("meeting", "")
    id = asked if asked in ids else _next(here.dossier, ids)
    if not id:
        return page(request, here, "desk/sheet.html", title="No meeting is ahead", here="home", marking="")
    found = here.dossier.ask(brief, id)
    others = [
        (opened(here.dossier.title(m)), on(here, reverse("home", args=(here.served.slug,)), meeting=m))
        for m in ids if m != id
    ]  # fmt: skip
    return page(
        request, here, "desk/sheet.html", title=found.title, here="home", marking=found.marking,
        holds=_held(found),
        facts=_facts(here, found), parts=_parts(here, found), others=others,
        outcome=outcome_address(here, id) if here.may(OUTCOME) else "",
    )  # fmt: skip


def outcome_address(here: Seat, meeting: str) -> str:
    """Return the address at which one says what came of a meeting's objectives."""
    return reverse("outcomes", args=(here.served.slug, meeting))


def _next(dossier: Dossier, ids: tuple[str, ...]) -> str:
    """The first meeting ahead for which somebody wrote objectives; else the first."""
    ours = [o.meeting for o in dossier.all(Objective)]
    return next((m for m in ids if m in ours), ids[0] if ids else "")


def _held(found: Brief) -> list[str]:
    """The records that the page rests on."""
    points = (point for part in found.parts for point in part.points)
    told = (*found.when, *found.where, *found.level, *(s for point in points for s in point.sentences))
    return [trace.record for sentence in told for trace in sentence.traces]


def _facts(here: Seat, found: Brief) -> str:
    told = (*found.when, *found.where, *found.level)
    return fill_days(" ".join(s.text for s in told), here.day)


def _parts(here: Seat, found: Brief) -> list[tuple[str, list[Say]]]:
    def said(point: Point) -> Say:
        words = ((fill_days(s.text, here.day), s.origin == "quoted") for s in point.sentences)
        return Say(tag=point.tag, sentences=tuple(words))

    return [(part.title, [said(p) for p in part.points]) for part in found.parts]
