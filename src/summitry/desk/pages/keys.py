"""The list of keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import seat
from summitry.desk.pages.framing import PLACES, page
from summitry.foundation.labels import marked

EVERYWHERE = (
    ("/", marked("search")),
    (", .", marked("a day back, a day on")),
    ("[ ]", marked("the record before, the record after")),
    ("n", marked("something new, where it can be filed")),
    ("e", marked("change what is shown")),
    ("u", marked("take back one's own last act")),
    ("?", marked("this list")),
)
PAGES = (
    (
        marked("Home"),
        (("1 – 9", marked("open what waits")), ("o", marked("a negotiator's: what came of it"))),
    ),
    (
        marked("Capture"),
        (
            ("j k", marked("the sentence after, the sentence before")),
            ("Shift j", marked("take in one more")),
            ("1 – 7", marked("what it is")),
            ("Enter", marked("file, and on to the next")),
        ),
    ),
    (
        marked("Inbox"),
        (
            ("j k", marked("the event after, the event before")),
            ("a", marked("accept it: the form, then Enter")),
            ("t", marked("attach it to what is on record")),
            ("1 – 9", marked("tick a report")),
            ("s", marked("hold those ticked apart")),
            ("m", marked("put it together with another")),
            ("x", marked("ignore it")),
        ),
    ),
    (
        marked("Relay"),
        (
            (marked("arrows"), marked("from cell to cell; its words are compared below")),
            (marked("Put, arrows, Enter"), marked("an element to a telling; Escape leaves it")),
            ("h", marked("add a hop")),
            ("q", marked("record an enquiry")),
        ),
    ),
    (
        marked("An analysis"),
        (
            ("j k", marked("the acts of the row after, of the row before")),
            ("Enter", marked("open the form, and file it")),
            ("Esc", marked("leave the form")),
        ),
    ),
    (
        marked("Clearance"),
        (
            ("j k", marked("the paragraph after, the paragraph before")),
            ("c", marked("clear it")),
            ("e", marked("clear with edits")),
            ("o", marked("object")),
        ),
    ),
)


@require_safe
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every key, and where the single letters are turned off."""
    here = seat(request, slug)
    places = [(f"g {letter}", title) for _, title, _, letter in PLACES]
    return page(
        request,
        here,
        "desk/keys.html",
        title="Keys",
        here="keys",
        marking="",
        groups=[(marked("Everywhere"), EVERYWHERE), (marked("To another page"), places), *PAGES],
        verdict="Every act is a button or link as well. Keys do nothing while one types.",
    )
