"""Ten minutes through the Korea case: ten stops on the desk's own pages, a strip at the head of each.

The strip is there while the address says so (``?tour=3``); the tour writes nothing and needs no script. It
is offered where the case's own records are.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from summitry.desk.access import Seat
from summitry.desk.accounts.roles import EXPORT
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop: its title, the page, what there is to see and to do; ``needs`` is the record it is about."""

    title: str
    name: str
    args: tuple[str, ...] = ()
    needs: str = ""
    query: tuple[tuple[str, str], ...] = ()
    see: str
    do: str


STOPS = (
    Stop(
        title="Home", name="home",
        see="It is the evening of 12 March 2018. Four days ago an envoy said that the President would meet"
            " Kim Jong Un by May. What waits, what broke and what came in stand on one page.",
        do="Look at the clock at the top: it has an end for the first and for the last day of the window.",
    ),
    Stop(
        title="The message", name="relay", args=("kim-message",), needs="kim-message",
        query=(("cell", "pause.while-talks~white-house"),),
        see="What Kim Jong Un is said to have promised came through three mouths. “While the dialogue"
            " continues” was said in Seoul and is lost at the White House.",
        do="Choose another cell of the table: its words are compared with the telling before, beneath.",
    ),
    Stop(
        title="The pledge", name="pledge", args=("test-pause-2018",), needs="test-pause-2018",
        see="Whether the pause in tests is kept depends on whose reading one takes, and on what it does"
            " not name.",
        do="Let a satellite launch count as a test: the days on which it was broken follow at once.",
    ),
    Stop(
        title="The line", name="lines", args=("preconditions",), needs="preconditions",
        see="Does the United States set conditions for a first meeting? In one week different posts answered"
            " differently, and the register says who, when and in which words.",
        do="Read the verdict under the title, then the bars: each is the time for which an answer stood.",
    ),
    Stop(
        title="The positions", name="positions", args=("options-march",), needs="options-march",
        see="Who has spoken on the options paper, where nobody looked, and who spoke unasked: different"
            " things, counted apart at the foot.",
        do="Count the hatched squares. A blank is never consent.",
    ),
    Stop(
        title="The decision", name="show-one", args=("decisions", "accept-summit"), needs="accept-summit",
        see="The invitation was accepted on 8 March. The page says who was there, who cautioned, on what it"
            " rests, and which bodies with a stake were not asked.",
        do="Read who has a stake: “not asked” is one thing, “silent” another.",
    ),
    Stop(
        title="What if it fails?", name="show", args=("alternatives",), needs="dprk-a",
        see="Four things the other side may do next, what would show each, who watches for it, and whether"
            " we have an answer ready. No probabilities.",
        do="Look for the indicators at which nobody has ever looked.",
    ),
    Stop(
        title="The clock", name="clock", args=("summit",), needs="summit",
        see="What must begin when for the meeting to be ready. Some of it is late already"
            " for the first day of the window, less for the last.",
        do="Move the first day on by a week with the button: what is no longer late says so.",
    ),
    Stop(
        title="The day before", name="compare", query=(("a", "2018-03-07"), ("b", "2018-03-12")),
        see="The same desk on two days: what came up in those five days, what was settled, and why.",
        do="Step back by a day with the arrow in the dateline: whatever was learned later is absent.",
    ),
    Stop(
        title="The book", name="show-one", args=("meetings", "summit"), needs="summit",
        see="All of it becomes a book of some ninety pages, in which every sentence leads to its source.",
        do="Take the book with you. It holds what this account may see, and the journal notes that it"
            " was taken.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What stands at the head of a page during the tour."""

    at: int
    of: int
    stop: Stop
    before: str
    after: str
    book: str
    do: str


def stops(here: Seat) -> tuple[Stop, ...]:
    """Return the stops whose records the reader may see; none in another dossier."""
    found = tuple(s for s in STOPS if not s.needs or here.dossier.get(s.needs) is not None)
    return found if len(found) > len(STOPS) // 2 else ()


def address(here: Seat, every: tuple[Stop, ...], at: int) -> str:
    """Return the address of a stop, counted from 1; the tour's own page for any other number."""
    slug = here.served.slug
    if not 1 <= at <= len(every):
        return reverse("tour", args=(slug,))
    stop = every[at - 1]
    day = {"on": here.day.isoformat()} if here.past and stop.name != "compare" else {}
    query = urlencode({**dict(stop.query), "tour": str(at), **day})
    return f"{reverse(stop.name, args=(slug, *stop.args))}?{query}"


def strip(request: HttpRequest, here: Seat) -> Strip | None:
    """Return what the tour says on this page; ``None`` when nobody is on it."""
    asked = request.GET.get("tour", "")
    every = stops(here) if asked else ()
    at = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0
    if not 1 <= at <= len(every):
        return None
    last = every[at - 1] is STOPS[-1]
    takes = here.may(EXPORT) and last
    return Strip(
        at=at, of=len(every), stop=every[at - 1], before=address(here, every, at - 1),
        after=address(here, every, at + 1),
        do=every[at - 1].do if takes or not last else "Whoever may take papers away finds the book here.",
        book=reverse("book", args=(here.served.slug, STOPS[-1].needs)) if takes else "",
    )  # fmt: skip
