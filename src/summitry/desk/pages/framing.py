"""What stands around every page: marking, masthead, the day, who reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from summitry.book.blocks import Trace
from summitry.book.marking import highest_marking, rank
from summitry.desk.access import Seat
from summitry.desk.accounts.roles import JOURNAL, SHARE
from summitry.desk.pages import news, stops, undoing, unsaved
from summitry.desk.reading import READ, led_to, note_read
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked
from summitry.foundation.values import dataclass

PLACES = (
    ("home", marked("Home"), "", "h"),
    ("inbox", marked("Inbox"), "", "i"),
    ("alarms", marked("Alarms"), "", "w"),
    ("found", marked("Findings"), "", "f"),
    ("captures", marked("Capture"), "", "a"),
    ("show", marked("Relays"), "relays", "r"),
    ("show", marked("Pledges"), "pledges", "p"),
    ("show", marked("Lines"), "lines", "l"),
    ("show", marked("Positions"), "positions", "o"),
    ("papers", marked("Papers"), "", "c"),
    ("show", marked("Clock"), "countdown", "k"),
    ("kinds", marked("More"), "", "m"),
)
"""The places in the masthead: address, title, the view it shows, the letter after ``g`` that goes there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the masthead."""

    title: str
    href: str
    here: bool
    letter: str


def on(seat: Seat, href: str, **query: str) -> str:
    """Return an address with the day of the page kept on it."""
    asked = {**query, **({"on": seat.day.isoformat()} if seat.past else {})}
    return f"{href}?{urlencode(asked)}" if asked else href


def number_in(text: str, most: int) -> int:
    """Return a number that stands in an address, ``most`` at most; 0 for what is none."""
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def to_record(seat: Seat, id: str) -> str:
    """Return the address of a record's page."""
    return on(seat, reverse("record", args=(seat.served.slug, id.partition("/")[0])))


def page(
    request: HttpRequest, seat: Seat, template: str, *, title: str, verdict: str = "", kind: str = "",
    holds: Iterable[str] = (), marking: str | None = None, here: str = "", status: int = 200,
    act: str = READ, **values: Any,
) -> HttpResponse:  # fmt: skip
    """Return a page in its frame.

    ``holds`` are the ids of the records it shows: the page is marked as the highest of them. Those that
    are restricted, and those that it leads to, are put in the journal as read (``act`` is what it says; where
    it is blank the page sees to it).

    Raises:
        NotJournalled: when the journal cannot be written; then nothing may be shown.
    """
    holds = tuple(holds)
    if marking is None:
        marking = highest_marking(seat.dossier, [Trace(record=id) for id in holds])
    header = seat.dossier.header
    watched = news.watched(seat, holds)
    frame = {
        "seat": seat, "title": title, "verdict": verdict, "kind": kind, "marking": marking,
        "rank": rank(header, marking), "places": _places(seat, here), "known": _known(seat.day),
        "known_in": header.known_in, "narrowed": seat.dossier.is_narrowed,
        "before": _day(request, seat.day - timedelta(days=1)),
        "after": _day(request, seat.day + timedelta(days=1)), "now": _day(request, None),
        "journal": on(seat, reverse("journal", args=(seat.served.slug,))) if seat.may(JOURNAL) else "",
        "tour_stop": stops.strip(request, seat),
        "tour": reverse("tour", args=(seat.served.slug,)) if stops.stops(seat) else "",
        "own_act": undoing.offered(seat), "watched": ",".join(watched),
        "state": news.state(seat.dossier, watched) if watched else "",
        "shares": reverse("shares", args=(seat.served.slug,)) if seat.may(SHARE) else "",
        "unsaved": unsaved.offered(request, seat), "keep": unsaved.to_keep(request, seat),
        "today_in_words": _known(seat.today), "dossier_title": header.dossier or seat.served.slug,
    }  # fmt: skip
    answer = render(request, template, {**frame, **values}, status=status)
    if act:
        note_read(seat, (*holds, *led_to(seat, answer.content.decode())), act)
    return answer


def _known(day: date) -> str:
    return day_in_words(day)


def _day(request: HttpRequest, day: date | None) -> str:
    query = request.GET.copy()
    query.pop("on", None)
    if day is not None:
        query["on"] = day.isoformat()
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _places(seat: Seat, here: str) -> list[Place]:
    slug = seat.served.slug
    return [
        Place(
            title=title, here=here == (view or name), letter=letter,
            href=on(seat, reverse(name, args=(slug, view) if view else (slug,))),
        )
        for name, title, view, letter in PLACES
    ]  # fmt: skip
