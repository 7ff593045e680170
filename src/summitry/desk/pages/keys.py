"""The list of keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import seat
from summitry.desk.pages.framing import PLACES, page

EVERYWHERE = (
    ("/", "search"), (", .", "a day back, a day on"), ("[ ]", "the record before, the record after"),
    ("n", "something new, where it can be filed"), ("e", "change what is shown"),
    ("u", "take back one's own last act"), ("?", "this list"),
)  # fmt: skip
PAGES = (
    ("Home", (("1 – 9", "open what waits"), ("o", "a negotiator's: what came of it"))),
    ("Capture", (
        ("j k", "the sentence after, the sentence before"), ("Shift j", "take in one more"),
        ("1 – 7", "what it is"), ("Enter", "file, and on to the next"),
    )),
    ("Relay", (
        ("arrows", "from cell to cell; its words are compared below"), ("h", "add a hop"),
        ("q", "record an enquiry"),
    )),
    ("Clearance", (
        ("j k", "the paragraph after, the paragraph before"), ("c", "clear it"), ("e", "clear with edits"),
        ("o", "object"),
    )),
)  # fmt: skip


@require_safe
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every key, and where the single letters are turned off."""
    here = seat(request, slug)
    places = [(f"g {letter}", title) for _, title, _, letter in PLACES]
    return page(
        request, here, "desk/keys.html", title="Keys", here="keys", marking="",
        groups=[("Everywhere", EVERYWHERE), ("To another page", places), *PAGES],
        verdict="Every act is a button or link as well. Keys do nothing while one types.",
    )  # fmt: skip
