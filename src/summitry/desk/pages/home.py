"""The first pages: which dossiers there are, and what needs the reader today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from summitry.analysis.clearance import text_clearance
from summitry.analysis.countdown import lateness
from summitry.book.sections import BY_NAME
from summitry.desk.access import Seat, open_to, seat
from summitry.desk.accounts.models import Account, Glance
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.shelf import served
from summitry.dossier.kinds import Meeting, Statement, Task
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.diagnostics import Diagnostic, fill_days
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted
from summitry.secretariat.checking import check

STANDING = ("relays", "pledges", "lines", "positions", "decisions", "alternatives", "risks", "countdown")
"""The views whose verdict tells where the dossier stands."""

NEWS = 12
BROKEN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for the reader: what, until when, and how pressing (a tint's name)."""

    title: str
    href: str
    says: str = ""
    due: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """A statement that was filed since the reader looked."""

    day: date
    who: str
    words: str


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the dossiers open to the account; the only one at once."""
    assert isinstance(request.user, Account)
    found = open_to(request.user)
    if len(found) == 1:
        return redirect("home", slug=found[0][0].slug)
    rows = []
    for each, grant in found:
        title = served(each.slug, each.folder).whole().header.dossier or each.slug
        rows.append((title, reverse("home", args=(each.slug,)), grant.role))
    return render(request, "desk/shelf.html", {"rows": rows})


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits, what broke, what came in, and where things stand."""
    here = seat(request, slug)
    last = _last_looked(here)
    before = here.served.value(here.grant.grants, min(last, here.day))
    broke = _broke(before, here.dossier)
    came_in = list(_came_in(here, last))
    verdict = (
        f"You last looked on {day_in_words(last)}. Since then {counted(len(came_in), 'statement')} came in"
        f" and {counted(len(broke), 'finding')} came up."
    )
    return page(
        request, here, "desk/home.html", title=day_in_words(here.day), verdict=verdict, here="home",
        waiting=list(_waiting(here)), broke=broke[:BROKEN], came_in=came_in[:NEWS], stand=list(_stand(here)),
        meeting=_next_meeting(here), holds=[i for d in broke[:BROKEN] for i in d.about],
    )  # fmt: skip


def _last_looked(here: Seat) -> date:
    """The day of the home page the account saw before today's; three days ago when it never looked."""
    default = here.today - timedelta(days=3)
    glance, made = Glance.objects.get_or_create(
        account=here.account, dossier=here.served.slug, defaults={"at": timezone.now(), "day": default}
    )
    return default if made or here.past else glance.day


def _broke(before: Dossier, now: Dossier) -> list[Diagnostic]:
    known = {(d.code, d.about) for d in check(before).findings}
    return [d for d in check(now).findings if (d.code, d.about) not in known]


def _came_in(here: Seat, since: date) -> Iterator[CameIn]:
    before = here.served.value(here.grant.grants, min(since, here.day))
    found = [s for s in here.dossier.all(Statement) if before.get(s.id) is None and s.said is not None]
    for statement in sorted(found, key=lambda s: (s.said.sort_key() if s.said else (), s.id), reverse=True):
        assert statement.said is not None
        yield CameIn(
            day=here.dossier.civil_day(statement.said, statement.zone), who=here.dossier.title(statement.by),
            words=statement.words or statement.says,
        )  # fmt: skip


def _waiting(here: Seat) -> Iterator[Waiting]:
    """Clearances that are asked of the account's office, then the tasks it owns, the latest first."""
    office = here.account.office
    if not office:
        return
    dossier = here.dossier
    for kind in ("paper", "draft", "line"):
        for id in dossier.ids(kind):
            record = dossier.get(id)
            if record is not None and office in getattr(record, "clear", ()):
                open_ones = _open_for(dossier, id, office)
                if open_ones:
                    href = on(here, reverse("show-one", args=(here.served.slug, "clearance", id)))
                    says = f"{counted(open_ones, 'paragraph')} open for your office."
                    yield Waiting(title=dossier.title(id), href=href, says=says)
    for task in dossier.all(Task):
        if task.owner == office and not task.done:
            late = [d for d in _late(dossier) if task.id in d]
            yield Waiting(
                title=task.known_as, href=to_record(here, task.id),
                due="late" if late else "",
                tone="t-red" if late else "",
            )  # fmt: skip


def _open_for(dossier: Dossier, id: str, office: str) -> int:
    found = dossier.ask(text_clearance, id)
    return sum(
        1 for paragraph in getattr(found, "paragraphs", ()) for stand in getattr(paragraph, "stands", ())
        if getattr(stand, "by", "") == office and getattr(stand, "stand", "") in ("", "silent", "open")
    )  # fmt: skip


def _late(dossier: Dossier) -> list[tuple[str, ...]]:
    return [
        tuple(getattr(x, "task", "") for x in getattr(dossier.ask(lateness, m), "late", ()))
        for m in dossier.ids("meeting")
    ]


def _stand(here: Seat) -> Iterator[tuple[str, str, str]]:
    for name in STANDING:
        view = BY_NAME[name]
        section = view.section(here.dossier, "")
        if section.verdict is not None:
            says = fill_days(section.verdict.text, here.day)
            yield section.title, on(here, reverse("show", args=(here.served.slug, name))), says


def _next_meeting(here: Seat) -> dict[str, str] | None:
    """The next meeting of the own side, with the verdict of its clock."""
    view = BY_NAME["countdown"]
    for meeting in here.dossier.all(Meeting):
        if meeting.id in view.ids(here.dossier):
            section = view.section(here.dossier, meeting.id)
            says = fill_days(section.verdict.text, here.day) if section.verdict is not None else ""
            href = on(here, reverse("show-one", args=(here.served.slug, "countdown", meeting.id)))
            return {"title": here.dossier.title(meeting.id), "href": href, "says": says}
    return None
