"""The page on which an account sets up its second step: an application, passkeys, recovery codes."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from summitry.desk.accounts import deskjournal, sittings
from summitry.desk.accounts.account import knows_password, of
from summitry.desk.accounts.factors import codes, passkeys, picture, steps
from summitry.desk.accounts.factors.sealing import opened, sealed
from summitry.desk.accounts.framing import in_zone, show
from summitry.desk.accounts.models import Account

SECRET = "secret of codes"
MADE = "passkey to make"
"""Where a session keeps what was asked, until the answer comes."""

NOT_THE_CODE = "That is not the code shown now. Look at the clock of the phone, and type the next one."
NOT_THE_PASSWORD = "The password is another one."
NO_PASSKEY = "The passkey was not made. Begin again on this page."


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Show what is set up, and set up or take away."""
    if request.method != "POST":
        return _page(request)
    account = of(request)
    if not knows_password(request, account):
        return _page(request, NOT_THE_PASSWORD)
    acts = {"codes": _codes, "passkey": _passkey, "recovery": _recovery, "away": _away}
    act = acts.get(request.POST.get("act", ""))
    return act(request, account) if act else _page(request, "Choose what to do.")


def _page(request: HttpRequest, said: str = "", shown: tuple[str, ...] = ()) -> HttpResponse:
    account = of(request)
    key = opened(request.session.get(SECRET, "")) or steps.new_secret()
    request.session[SECRET] = sealed(key)
    asked, request.session[MADE] = passkeys.asked_to_make(
        request, account.get_username(), str(account), steps.known_passkeys(account)
    )
    values: dict[str, Any] = {
        "account": account, "said": said, "shown": shown, "asked": json.dumps(asked),
        "letters": codes.in_letters(key), "next": _next(request), "left": steps.left(account),
        "drawn": picture.drawn(codes.address(key, account.get_username(), request.get_host())),
        "stepped": sittings.stepped(request),
        "called": {request.POST.get("act", ""): request.POST.get("called", "")},
        "factors": [
            (f, in_zone(f.made, account), in_zone(f.used, account) if f.used else "")
            for f in account.factors.order_by("pk")
        ],
    }  # fmt: skip
    return show(request, "desk/second-steps.html", "account", values, 422 if said else 200)


def _next(request: HttpRequest) -> str:
    there = request.GET.get("next", "") or request.POST.get("next", "")
    return there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else ""


def _set_up(request: HttpRequest, account: Account, what: str) -> HttpResponse:
    """Say it; the session has shown by it that it is the person's, and other sessions begin anew."""
    deskjournal.note(account.get_username(), f"set up {what}")
    request.session[sittings.STEPPED] = True
    sittings.end(account, keep=request.session.session_key or "")
    first = not account.recoveries.exists()
    if first:
        return _page(request, shown=steps.new_recovery_codes(account))
    messages.info(request, "It is set up. You are asked for it the next time you sign in.")
    return redirect(_next(request) or "account-second-step")


def _codes(request: HttpRequest, account: Account) -> HttpResponse:
    secret = opened(request.session.get(SECRET, ""))
    called = request.POST.get("called", "").strip()[:100]
    typed = request.POST.get("code", "")[:20]
    if not secret or not steps.set_up_codes(account, secret, typed, called):
        return _page(request, NOT_THE_CODE)
    del request.session[SECRET]
    return _set_up(request, account, "codes as a second step")


def _passkey(request: HttpRequest, account: Account) -> HttpResponse:
    state, answer = request.session.pop(MADE, None), request.POST.get("answer", "")
    called = request.POST.get("called", "").strip()[:100]
    try:
        if not state:
            raise passkeys.NotProved("nothing was asked")
        steps.set_up_passkey(account, request, state, answer, called)
    except passkeys.NotProved:
        return _page(request, NO_PASSKEY)
    return _set_up(request, account, "a passkey as a second step")


def _recovery(request: HttpRequest, account: Account) -> HttpResponse:
    if not steps.has_one(account):
        return _page(request, "Set up an application or a passkey first.")
    made = steps.new_recovery_codes(account)
    deskjournal.note(account.get_username(), "make new recovery codes")
    return _page(request, shown=made)


def _away(request: HttpRequest, account: Account) -> HttpResponse:
    number = request.POST.get("factor", "")
    gone = (
        steps.take_away(account, int(number))
        if number.isascii() and number.isdecimal() and len(number) < 12
        else ""
    )
    if not gone:
        return _page(request, "There is none of that name any more.")
    deskjournal.note(account.get_username(), "take a second step away")
    messages.info(request, f"Taken away: {gone}.")
    return redirect("account-second-step")
