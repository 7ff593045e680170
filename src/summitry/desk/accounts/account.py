"""The account's own page: password, sessions, time zone, keys."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summitry.desk.access import Nothing
from summitry.desk.accounts import deskjournal, sittings
from summitry.desk.accounts.factors import steps
from summitry.desk.accounts.framing import in_zone, show
from summitry.desk.accounts.models import Account
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.wording import counted

LONGEST = 500
"""Most letters of a password."""


def of(request: HttpRequest) -> Account:
    """Return whose page it is.

    Raises:
        Nothing: when nobody is signed in.
    """
    if not isinstance(request.user, Account):
        raise Nothing
    return request.user


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the account's own page."""
    return _page(request)


def _page(request: HttpRequest, said: str = "", zone: str = "", status: int = 200) -> HttpResponse:
    account = of(request)
    found = sittings.sittings(account, request.session.session_key or "")
    values = {
        "account": account, "zones": sorted(available_timezones()), "said": said,
        "zone": zone or account.zone,
        "sessions": [(s, in_zone(s.since, account), in_zone(s.seen, account)) for s in found],
        "factors": list(account.factors.order_by("pk")),
        "spare": counted(steps.left(account), "recovery code"),
        "stepped": sittings.stepped(request),
    }  # fmt: skip
    return show(request, "desk/account.html", "account", values, status)


@require_POST
def habits(request: HttpRequest) -> HttpResponse:
    """Change the time zone, and whether single letters are keys."""
    account = of(request)
    zone = request.POST.get("zone", "")[:64].strip()
    if zone not in available_timezones():
        near = did_you_mean(zone, available_timezones())
        said = f'"{zone}" is no time zone. {near or "Write one as America/New_York."}'
        return _page(request, said, zone, status=422)
    account.zone = zone
    account.single_keys = request.POST.get("single_keys") == "on"
    account.save(update_fields=["zone", "single_keys"])
    messages.info(
        request, f"Times are told in {zone}. Single letters are {'' if account.single_keys else 'not '}keys."
    )
    return redirect("account")


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of the account's sessions, or all others."""
    account = of(request)
    present, name = request.session.session_key or "", request.POST.get("session", "")
    ended = sittings.end(account, name, keep=present)
    if ended:
        deskjournal.note(account.get_username(), f"end {counted(ended, 'session')} of one's own")
    messages.info(
        request, f"Ended: {counted(ended, 'other session')}." if ended else "There was none to end."
    )
    return redirect("account")


def knows_password(request: HttpRequest, account: Account) -> bool:
    """Whether the form bears the account's password; wrong ones lock as they do at the sign-in page."""
    typed = request.POST.get("password", "")[:LONGEST]
    found = authenticate(request, username=account.get_username(), password=typed)
    return found is not None and found.pk == account.pk


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the account's password; every other session ends with it."""
    account = of(request)
    said: list[str] = []
    if request.method == "POST":
        said = _wrong_with(request, account)
        if not said:
            account.set_password(request.POST["new"])
            account.save(update_fields=["password"])
            update_session_auth_hash(request, account)
            sittings.end(account, keep=request.session.session_key or "")
            deskjournal.note(account.get_username(), "change one's own password")
            messages.info(request, "The password is changed. Every other session of this account has ended.")
            return redirect("account")
    values = {"said": said, "account": account}
    return show(request, "desk/password.html", "account", values, 422 if said else 200)


def _wrong_with(request: HttpRequest, account: Account) -> list[str]:
    new, again = (request.POST.get(key, "")[: LONGEST + 1] for key in ("new", "again"))
    if not knows_password(request, account):
        return ["The present password is another one."]
    if new != again:
        return ["The new password was typed in two ways."]
    if len(new) > LONGEST:
        return [f"A password has at most {LONGEST} letters."]
    try:
        validate_password(new, account)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []
