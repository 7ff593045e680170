"""What somebody typed and has not saved: kept on the server for its author alone, until it is saved.

A form that is kept says under which name (a hidden field, `KEPT_AS`). The desk's script sends its fields a
second after typing stops, to `keep`. When the page is opened again it offers the text; restoring answers
with the form as it was typed, on the text it was typed upon, so that a change made meanwhile is still seen
when it is saved. Nothing of it is written to the dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from summitry.desk.access import Seat, seat
from summitry.desk.accounts.models import Account, Typing
from summitry.foundation.dates import day_in_words
from summitry.foundation.values import dataclass

KEPT_AS = "kept-as"
"""The hidden field by which a form says under which name it is kept."""

PAGE = "kept-page"
"""The field in which the script says to which address the form is sent when it is saved."""

LONGEST = 512 * 1024
"""Characters of one form that are kept."""

MOST = 60
"""Forms that are kept for one account; the oldest go first."""

OLDEST = timedelta(days=30)

LEFT_OUT = frozenset({"csrfmiddlewaretoken", KEPT_AS, PAGE})

_KEEPS, _RESTORING = "summitry.keeps", "summitry.restoring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """One kept form, as it is offered: its name, and when it was typed, in the reader's time."""

    name: str
    when: str


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the fields of a form for the account that typed them."""
    here = seat(request, slug)
    address, name = request.POST.get(PAGE, "")[:2000], request.POST.get(KEPT_AS, "")[:80]
    fields = {
        key.replace("\0", ""): [value.replace("\0", "") for value in values]
        for key, values in request.POST.lists() if key not in LEFT_OUT
    }  # fmt: skip
    if sum(len(key) + sum(map(len, values)) for key, values in fields.items()) > LONGEST:
        return HttpResponse(status=413)
    if address.startswith(f"/{slug}/") and name:
        mine = Typing.objects.filter(account=here.account)
        mine.filter(at__lt=timezone.now() - OLDEST).delete()
        Typing.objects.update_or_create(
            account=here.account, dossier=slug, page=_page(address, name), defaults={"fields": fields}
        )
        spare = mine.order_by("-at").values_list("pk", flat=True)[MOST : 2 * MOST]
        Typing.objects.filter(pk__in=list(spare)).delete()
    return HttpResponse(status=204)


def _page(address: str, name: str) -> str:
    """The name under which a form of a page is kept."""
    whole = f"{address}#{name}"
    return whole if len(whole) <= 200 else f"{sha256(address.encode()).hexdigest()}#{name}"


View = Callable[..., HttpResponse]


def keeping(view: View) -> View:
    """Let the forms of a page be kept: offer what was typed, restore or discard it, drop it at a save."""

    @wraps(view)
    def answered(request: HttpRequest, slug: str, *args: Any, **named: Any) -> HttpResponse:
        request.META[_KEEPS] = True
        if request.method == "POST" and isinstance(request.user, Account):
            for act in ("restore", "discard"):
                if act in request.POST:
                    return _back(view, request, act, slug, *args, **named)
        response = view(request, slug, *args, **named)
        if request.method == "POST" and response.status_code == 302:
            drop(request, slug)
        return response

    return answered


def _back(
    view: View, request: HttpRequest, act: str, slug: str, /, *args: Any, **named: Any
) -> HttpResponse:  # fmt: skip
    assert isinstance(request.user, Account)
    name = request.POST.get(act, "")
    found = Typing.objects.filter(account=request.user, dossier=slug, page=_page(request.path, name)).first()
    if act == "discard" and found is not None:
        found.delete()
    if act == "discard" or found is None:
        seat(request, slug)
        return HttpResponseRedirect(request.path)
    sent = QueryDict(mutable=True)
    for key, values in found.fields.items():
        sent.setlist(key, values)
    sent[KEPT_AS] = name
    request.POST = sent  # type: ignore[assignment]
    request.META[_RESTORING] = name
    return view(request, slug, *args, **named)


def restoring(request: HttpRequest) -> bool:
    """Whether the fields are what was kept, to be shown in the form again and not to be saved."""
    return _RESTORING in request.META


def drop(request: HttpRequest, slug: str) -> None:
    """Forget the form that was just saved."""
    name = request.POST.get(KEPT_AS, "")
    if name and isinstance(request.user, Account):
        Typing.objects.filter(
            account=request.user, dossier=slug, page=_page(request.path, name)
        ).delete()  # fmt: skip


def offered(request: HttpRequest, here: Seat) -> list[Unsaved]:
    """Return what the account typed on this page and has not saved, the last first."""
    if _KEEPS not in request.META or request.method == "POST" or here.past:
        return []
    kept = Typing.objects.filter(account=here.account, dossier=here.served.slug)
    oldest = timezone.now() - OLDEST
    long = sha256(request.path.encode()).hexdigest()
    return [
        Unsaved(name=each.page.rpartition("#")[2], when=clock(here, each.at))
        for start in (request.path, long)
        for each in kept.filter(page__startswith=f"{start}#", at__gte=oldest).order_by("-at")[:20]
    ]


def to_keep(request: HttpRequest, here: Seat) -> str:
    """Return where the forms of this page are kept; empty where none is."""
    return reverse("keep", args=(here.served.slug,)) if _KEEPS in request.META and not here.past else ""


def clock(here: Seat, moment: datetime) -> str:
    """Return a moment as the account's own clock shows it, with the day where it is not today's."""
    zone = ZoneInfo(here.account.reads_in)
    there, now = moment.astimezone(zone), timezone.now().astimezone(zone)
    day = "" if there.date() == now.date() else f"{day_in_words(there.date())}, "
    return f"{day}{there:%H:%M}"
