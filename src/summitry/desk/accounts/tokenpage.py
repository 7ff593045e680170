"""The page of one's own tokens: what each opens, one more made, one revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.desk.access import open_to
from summitry.desk.accounts import sittings, tokens
from summitry.desk.accounts.account import knows_password, of
from summitry.desk.accounts.framing import show
from summitry.desk.accounts.models import Account
from summitry.desk.accounts.tokens import NoToken

SPANS = ((7, "a week"), (30, "30 days"), (90, "90 days"), (366, "a year"))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show one's tokens; make or revoke one."""
    account = of(request)
    if request.method != "POST":
        return _show(request, account)
    if request.POST.get("revoke"):
        return _revoke(request, account)
    return _make(request, account)


def _show(request: HttpRequest, account: Account, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = [(t.called, tokens.in_words(t)) for t in account.tokens.order_by("-made")]
    values = {
        "rows": rows, "spans": SPANS, "dossiers": [each.slug for each, _ in open_to(account)],
        "typed": request.POST, **more,
    }  # fmt: skip
    return show(request, "desk/tokens.html", "account", values, status)


def _make(request: HttpRequest, account: Account) -> HttpResponse:
    sent = request.POST
    if not (sent.get("password") and knows_password(request, account)):
        said = "That is not your password. A token opens what you may open, so it is asked for."
        return _show(request, account, status=422, fault=said)
    days = next((days for days, _ in SPANS if str(days) == sent.get("days", "")), 0)
    try:
        made = tokens.make(
            account, sent.get("called", ""), days=days or tokens.DAYS, writes=sent.get("writes") == "yes",
            dossier=sent.get("dossier", ""), feeds=sent.get("feeds") == "yes",
            stepped=sittings.stepped(request),
        )  # fmt: skip
    except NoToken as refusal:
        return _show(request, account, status=422, fault=str(refusal))
    return _show(
        request, account, made=made.words, called=made.token.called, typed={}, opens=_opens(request, made)
    )


def _opens(request: HttpRequest, made: tokens.Made) -> list[tuple[str, str]]:
    """The addresses that a token for feeds opens."""
    if not made.token.feeds:
        return []
    where = (made.token.dossier, made.words)
    return [
        (title, request.build_absolute_uri(reverse(name, args=where)))
        for title, name in (("Feed", "feed"), ("Calendar", "calendar"))
    ]


def _revoke(request: HttpRequest, account: Account) -> HttpResponse:
    try:
        messages.info(request, tokens.revoke(account, request.POST["revoke"]))
    except NoToken as refusal:
        return _show(request, account, status=422, fault=str(refusal))
    return redirect("tokens")
