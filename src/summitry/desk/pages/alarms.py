"""Alarms: what the monitors find on the day, each with why, since when, what rests on it, whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import READ, RECORD
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.searching import PAGES
from summitry.desk.pages.writing import actor
from summitry.dossier.kinds import Post
from summitry.foundation.dates import day_in_words
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, number, opened
from summitry.secretariat.watching import running
from summitry.watch.monitors import Alarm

MONITORS = {
    "pledge": "A pledge", "test": "A test", "indicator": "A sign", "window": "A count of events",
    "answer": "One's own side says otherwise", "line": "A line to take", "clearance": "A clearance",
    "start": "A latest start", "duty": "A duty or deadline", "channel": "A channel",
}  # fmt: skip
OWN = 6
"""Alarms of the reader's own that are shown on the home page."""
RESTS = 8
"""Records on which an alarm rests, and that rest on it, that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An alarm as the page has it; names with the addresses of their pages."""

    key: str
    about: str
    monitor: str
    title: str
    href: str
    says: str
    why: str
    since: str
    rests_on: tuple[tuple[str, str], ...]
    bears_on: tuple[tuple[str, str], ...]
    more: int
    owner: str
    mine: bool
    noted: str
    watched: str
    """The page of its monitor."""


@require_http_methods(["GET", "HEAD", "POST"])
def alarms(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the alarms of the day; take note of one."""
    here = seat(request, slug, RECORD if request.method == "POST" else READ)
    if request.method == "POST":
        return _note(request, here)
    every = list(rows(here))
    own = request.GET.get("show", "") == "mine"
    shown = [row for row in every if row.mine] if own else every
    address = reverse("alarms", args=(slug,))
    return page(
        request, here, "desk/alarms.html", title="Alarms", here="alarms", verdict=_verdict(every),
        stand=[r for r in shown if not r.noted], noted=[r for r in shown if r.noted], own=own,
        all_href=on(here, address), own_href=on(here, address, show="mine"), tabs=tabs(here, "alarms"),
        office=here.account.office, may=here.may(RECORD),
        holds=[i for alarm, _ in running.raised(here.served.folder, here.dossier, past=here.past)
               for i in (alarm.about.partition("/")[0], *alarm.rests_on, *alarm.bears_on)],
    )  # fmt: skip


def _note(request: HttpRequest, here: Seat) -> HttpResponse:
    try:
        found = running.acknowledge(
            actor(here), here.served.folder, here.dossier, request.POST.get("key", "")
        )
    except Refused:
        raise Nothing from None
    messages.info(request, f"Noted: {found.title}. It comes again when its cause is another.")
    return redirect(on(here, reverse("alarms", args=(here.served.slug,))))


def tabs(here: Seat, place: str) -> list[tuple[str, str, bool]]:
    """Return the pages of the watch: title, address, whether it is this one."""
    named = (("alarms", "Alarms"), ("monitors", "Monitors"), ("digests", "Digests"))
    return [
        (title, on(here, reverse(name, args=(here.served.slug,))), name == place) for name, title in named
    ]


def rows(here: Seat) -> Iterator[Row]:
    """Yield the alarms of the page's day, with who took note of them."""
    mine = own(here)
    for alarm, who in running.raised(here.served.folder, here.dossier, past=here.past):
        yield _row(here, alarm, who, mine)


def to_reader(here: Seat) -> tuple[list[Row], int]:
    """Return the alarms that stand and are the account's own, and how many others stand."""
    stand = [row for row in rows(here) if not row.noted]
    ours = [row for row in stand if row.mine]
    return ours[:OWN], len(stand) - len(ours[:OWN])


def _row(here: Seat, alarm: Alarm, who: str, mine: frozenset[str]) -> Row:
    dossier = here.dossier
    # what forces a start is told in words already
    rest = [r for r in alarm.rests_on if r != alarm.about and alarm.monitor != "start"]
    return Row(
        key=alarm.key, about=alarm.about.partition("/")[0], monitor=MONITORS[alarm.monitor],
        title=opened(alarm.title), href=to(here, alarm.about), says=alarm.says, why=alarm.why, noted=who,
        since=day_in_words(alarm.since) if alarm.since else "",
        rests_on=_named(here, rest[:RESTS]), bears_on=_named(here, alarm.bears_on[:RESTS]),
        more=max(0, len(rest) - RESTS), owner=opened(dossier.title(alarm.owner)) if alarm.owner else "",
        mine=alarm.owner in mine, watched=monitor_of(here, alarm.about),
    )  # fmt: skip


def monitor_of(here: Seat, about: str) -> str:
    """Return the page of the monitor of a record."""
    return on(here, reverse("monitor", args=(here.served.slug, about.partition("/")[0])))


def own(here: Seat) -> frozenset[str]:
    """Return the office the account speaks for, with its posts."""
    office, dossier = here.account.office, here.dossier
    if not office:
        return frozenset()
    return frozenset({office, *(p.id for p in dossier.naming(office, Post) if p.of == office)})


def _named(here: Seat, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((opened(here.dossier.title(id)), to(here, id)) for id in dict.fromkeys(ids))


def to(here: Seat, id: str) -> str:
    """Return the page about a record or part: the hand-made one where there is one."""
    whole = id.partition("/")[0]
    record = here.dossier.get(whole)
    view = PAGES.get(record.kind, "") if record is not None else ""
    return to_page(here, view, whole) if view else to_record(here, whole)


def _verdict(every: list[Row]) -> str:
    stand = [r for r in every if not r.noted]
    if not every:
        return "No monitor finds anything on this day."
    mine = sum(r.mine for r in stand)
    told = opened(counted(len(stand), "alarm stands", "alarms stand"))
    noted = counted(len(every) - len(stand), "other was noted", "others were noted")
    more = f"; {noted}" if len(every) > len(stand) else ""
    return f"{told}, {number(mine) if mine else 'none'} of them yours{more}."
