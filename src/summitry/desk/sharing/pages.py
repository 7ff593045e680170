"""Pages of shared books: list and form for who may share, and the one page that an outside reader sees."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from summitry.book.volume.plan import meetings_of
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.framing import in_zone
from summitry.desk.accounts.models import Share
from summitry.desk.accounts.roles import SHARE
from summitry.desk.accounts.sittings import where_from
from summitry.desk.pages.framing import page
from summitry.desk.sharing import acts, making
from summitry.desk.sharing.acts import MOST_DAYS, Asked, NotShared
from summitry.foundation.dates import DateFault, day_in_words, parse_as_of
from summitry.foundation.dates.human import form_of
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A share on the page: for whom, what it holds, how it stands, and whether it can be called back."""

    number: str
    reader: str
    holds: str
    made: str
    stands: str
    open: bool


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the links that were made, and make one."""
    here = seat(request, slug, SHARE)
    if request.method != "POST":
        return _page(request, here)
    try:
        made, token = acts.share(here, _asked(request, here))
    except NotShared as refusal:
        return _page(request, here, said=str(refusal), status=422)
    there = request.build_absolute_uri(reverse("shared", args=(token,)))
    return _page(request, here, link=there, made=made)


@require_POST
def revoke(request: HttpRequest, slug: str) -> HttpResponse:
    """Call a link back."""
    here = seat(request, slug, SHARE)
    number = request.POST.get("share", "")[:20]
    if acts.revoke(here, number):
        messages.info(request, f"Called back: share {number}. Its link leads nowhere any more.")
    else:
        messages.info(request, "That link was opened or called back before.")
    return redirect("shares", slug=slug)


def _asked(request: HttpRequest, here: Seat) -> Asked:
    sent = request.POST
    text, days = sent.get("day", "").strip(), sent.get("days", "").strip()
    try:
        day = parse_as_of(form_of(text) or text).earliest if text else here.today
    except DateFault:
        raise NotShared(f"\u201c{text[:60]}\u201d is not a day. Write 8 March 2018, or 2018-03.") from None
    if not (days.isascii() and days.isdecimal() and len(days) < 4):
        raise NotShared(f"A link stays open for one to {MOST_DAYS} days.")
    marking = sent.get("marking", "") if here.dossier.header.markings else ""
    return Asked(
        reader=" ".join(sent.get("reader", "").replace("\0", "").split())[:120], marking=marking,
        groups=tuple(dict.fromkeys(sent.getlist("groups")[:100])), day=day,
        meeting=sent.get("meeting", ""), days=int(days),
    )  # fmt: skip


def _page(
    request: HttpRequest, here: Seat, *, said: str = "", link: str = "", made: Share | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    header, mine = here.dossier.header, here.grant.grants
    found = Share.objects.filter(dossier=here.served.slug).order_by("-made", "-pk")[: 10 * SHOWN]
    rows = [_row(here, each) for each in found if acts.covers(header, mine, each.marking, each.groups)]
    markings = [m for m in header.markings if acts.covers(header, mine, m, ())]
    return page(
        request, here, "desk/shares.html", title="Shared books", here="shares", marking="", said=said,
        link=link, made=made, rows=rows[:SHOWN], markings=markings,
        groups=sorted(mine.groups & set(header.groups)),
        meetings=[(id, opened(here.dossier.title(id))) for id in meetings_of(here.dossier)],
        typed=request.POST if said else {"day": day_in_words(here.today), "days": "7"}, most=MOST_DAYS,
        chosen=set(request.POST.getlist("groups")) if said else set(), status=status,
        verdict="A book for one person outside: narrowed, marked with the name on every page, opened once.",
    )  # fmt: skip


def _row(here: Seat, share: Share) -> Row:
    groups = f"; {', '.join(share.groups)}" if share.groups else ""
    stands, still = _stands(here, share)
    return Row(
        number=share.number, reader=share.reader, stands=stands, open=still,
        holds=f"As known on {day_in_words(share.day)}, up to {share.marking or 'no marking'}{groups}",
        made=f"{in_zone(share.made, here.account)}, by {share.maker or 'an account that is gone'}",
    )  # fmt: skip


def _stands(here: Seat, share: Share) -> tuple[str, bool]:
    now = timezone.now()
    if share.opened is not None:
        return f"Opened on {in_zone(share.opened, here.account)}, from {share.opened_from}", False
    if share.revoked is not None:
        return f"Called back on {in_zone(share.revoked, here.account)}", False
    if share.until <= now:
        return f"Ran out on {in_zone(share.until, here.account)}, unopened", False
    if acts.place(share).exists():
        return f"Not opened yet; open until {in_zone(share.until, here.account)}", True
    if now - share.made < timedelta(seconds=making.LONGEST):
        return "Being set", True
    return "The book could not be made. Call the link back and make another.", True


@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the outside reader a button, and hand the book over once it is pressed.

    Opening takes a button, since programs that look at mail follow links.
    """
    found = acts.still_open(token)
    if found is None:
        raise Nothing
    share, holding = found
    ready = making.unlocked(acts.place(share), token) is not None
    if request.method == "POST" and ready:
        try:
            content = acts.open_once(share, holding, token, where_from(request))
        except Refused:
            return render(request, "desk/broken.html", status=503)
        if content is None:
            raise Nothing
        return _handed_over(content, share)
    values = {"share": share, "ready": ready, "title": holding.whole().header.dossier}
    return render(request, "desk/shared.html", values)


def _handed_over(content: bytes, share: Share) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="book-{share.number}.pdf"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
