"""Where the page about something is: the hand-made one where there is one, else the general one."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from summitry.desk.access import Seat
from summitry.desk.pages.framing import on

BY_VIEW = {
    "relays": "relay", "pledges": "pledge", "lines": "lines", "positions": "positions", "countdown": "clock",
    "clearance": "clearance",
}  # fmt: skip
"""The views that have a page of their own, and its name."""


def to_page(here: Seat, view: str, id: str, **query: str) -> str:
    """Return the address of the page of a view about one record."""
    try:
        return on(here, reverse(BY_VIEW.get(view, ""), args=(here.served.slug, id)), **query)
    except NoReverseMatch:
        return on(here, reverse("show-one", args=(here.served.slug, view, id)), **query)


def to_passage(here: Seat, document: str, passage: str) -> str:
    """Return the address of a passage (``p:1f2e3d4c5b6a7988/12``) where one can file facts from it; else of
    the document's record."""
    number = passage.rpartition("/")[2]
    at = {"s": f"{number}.0"} if number.isdecimal() else {}
    try:
        there = on(here, reverse("capture", args=(here.served.slug, document)), **at)
    except NoReverseMatch:
        return on(here, reverse("record", args=(here.served.slug, document.partition("/")[0])))
    return f"{there}#p-{number}" if at else there
