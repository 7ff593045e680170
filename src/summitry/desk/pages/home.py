"""The first pages: which dossiers there are, and what needs the reader today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from summitry.book.diary import Entry, FindingMove
from summitry.book.diary.saying import why_words
from summitry.desk.access import Seat, administers, open_to, seat
from summitry.desk.accounts.framing import show
from summitry.desk.accounts.models import Account, Glance
from summitry.desk.accounts.roles import READ
from summitry.desk.pages import alarms, sheet
from summitry.desk.pages.clockstrip import strip
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.standing import matters
from summitry.desk.pages.waiting import MOST, waiting
from summitry.desk.shelf import served
from summitry.dossier.kinds import Statement
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say, say_many
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, number, opened
from summitry.secretariat.watching import triaging

NEWS = 9
BROKEN = 6
FIRST_LOOK = timedelta(days=3)
"""How far back the page of somebody who never looked goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """A statement that was filed since the reader looked."""

    id: str
    day: date
    who: str
    words: str
    verbatim: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """A finding that came up: what it says, why now, and the record where one sees it."""

    says: str
    hint: str
    why: str
    name: str
    href: str
    notice: bool
    about: tuple[str, ...]


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the dossiers open to the account; the only one at once."""
    assert isinstance(request.user, Account)
    found = tuple((each, grant) for each, grant in open_to(request.user) if grant.may(READ))
    if not found and administers(request):
        return redirect("accounts")
    if len(found) == 1:
        return redirect("home", slug=found[0][0].slug)
    rows = []
    for each, grant in found:
        title = served(each.slug, each.folder).whole().header.dossier or each.slug
        rows.append((title, reverse("home", args=(each.slug,)), grant.role))
    return show(request, "desk/shelf.html", "shelf", {"rows": rows})


@require_safe
@on_ones_clock
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits, what broke, what came in, and where things stand; to a negotiator, what to say."""
    here = seat(request, slug)
    if here.grant.role == "negotiator":
        return sheet.sheet(request, here)
    last = last_looked(here)
    made = here.served.between(here.grant.grants, last, here.day)
    entry = made.value or Entry(since=last, day=here.day)
    waits, broke = waiting(here), [_broke(here, move) for move in _ordered(entry)]
    came_in, stand = list(_came_in(here, entry)), matters(here)
    ours, others = alarms.to_reader(here)
    holds = [w.id for w in waits[:MOST]] + [i for b in broke[:BROKEN] for i in b.about]
    holds += [c.id for c in came_in[:NEWS]] + [i for m in stand for i in m.rests_on]
    holds += [row.about for row in ours]
    return page(
        request, here, "desk/home.html", title=day_in_words(here.day, weekday=True), here="home",
        verdict=_verdict(entry, len(came_in)) if made.value else "", made=made,
        waiting=waits[:MOST], more_waits=len(waits) - MOST,
        broke=broke[:BROKEN], came_in=came_in[:NEWS], stand=stand, strip=strip(here), holds=holds,
        alarms=ours, other_alarms=others, alarms_href=on(here, reverse("alarms", args=(slug,))),
        unread=triaging.unread_count(here.served.folder, here.dossier),
        inbox_href=on(here, reverse("inbox", args=(slug,))),
        last=day_in_words(last), office=here.account.office,
        since=on(here, reverse("compare", args=(slug,)), a=last.isoformat(), b=here.day.isoformat()),
    )  # fmt: skip


def last_looked(here: Seat) -> date:
    """Return the day of the home page the account saw before, and note that it sees this one.

    That day stays the same as long as the dossier's day does, so that nothing is lost by opening the page
    twice. A past day is told from the days before it, and noted nowhere.
    """
    today = here.today
    glance, _ = Glance.objects.get_or_create(
        account=here.account, dossier=here.served.slug,
        defaults={"at": timezone.now(), "day": today, "since": today - FIRST_LOOK},
    )  # fmt: skip
    if here.past:
        return min(glance.since, here.day - FIRST_LOOK)
    if glance.day != today:
        glance.since, glance.day, glance.at = min(glance.day, today), today, timezone.now()
        glance.save()
    return glance.since if glance.since < today else today - FIRST_LOOK


def _verdict(entry: Entry, came_in: int) -> str:
    broke, mended = len(entry.of("appeared")), len(entry.of("went"))
    said = counted(came_in, "statement")
    came = say_many(came_in, "{said} was filed", "{said} were filed", said=said)
    things = say("{things} broke", things=counted(broke, "thing"))
    done = say_many(mended, "{number} was settled", "{number} were settled", number=number(mended))
    came = came if came_in else say("no statement was filed")
    things, done = things if broke else say("nothing broke"), done if mended else say("none was settled")
    return say(
        "You last looked on {since}. Since then {came}, {things}, {done}.",
        since=day_in_words(entry.since, weekday=True),
        came=came,
        things=things,
        done=done,
    )


def _ordered(entry: Entry) -> list[FindingMove]:
    rank = {"grave": 0, "serious": 1, "notice": 2}
    found = [m for m in entry.findings if m.how in ("appeared", "no longer accepted")]
    return sorted(found, key=lambda m: (rank.get(m.severity, 3), m.code))


def _broke(here: Seat, move: FindingMove) -> Broke:
    about = tuple(i for i in move.about if here.dossier.find(i) is not None)
    return Broke(
        says=move.says, hint=move.hint, why=opened(why_words(move.why)), about=move.about,
        notice=move.severity == "notice", name=opened(here.dossier.title(about[0])) if about else "",
        href=to_record(here, about[0]) if about else "",
    )  # fmt: skip


def _came_in(here: Seat, entry: Entry) -> Iterator[CameIn]:
    """Statements learned since, the latest said first."""
    ids = [item.record for item in entry.learned if item.kind == Statement.kind and not item.path]
    found = [s for id in ids if (s := here.dossier.of(Statement, id)) is not None and s.said is not None]
    for statement in sorted(found, key=lambda s: (s.said.sort_key() if s.said else (), s.id), reverse=True):
        assert statement.said is not None
        yield CameIn(
            id=statement.id, day=here.dossier.civil_day(statement.said, statement.zone),
            who=here.dossier.title(statement.by), words=statement.words or statement.says or statement.title,
            verbatim=bool(statement.words), href=to_record(here, statement.id),
        )  # fmt: skip
