"""The page of notices by mail: which kinds of alarm of each dossier, and to which address."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from summitry.desk.accounts import notices, sittings
from summitry.desk.accounts.account import knows_password, of
from summitry.desk.accounts.framing import show
from summitry.desk.accounts.models import Account
from summitry.desk.accounts.notices import NotChosen, Offer
from summitry.foundation.values import dataclass
from summitry.secretariat.watching.operator import KINDS

WORDS = {
    "pledge": "A pledge is broken, or its time runs out",
    "test": "A test's threshold or last day is reached",
    "indicator": "A sign that is watched for is seen",
    "answer": "One's own side says in public what a line does not",
    "line": "A line to take runs out",
    "clearance": "A clearance lapses or is wanting",
    "start": "A latest start has passed",
    "duty": "A duty or deadline falls due",
    "channel": "A channel has been silent for long",
    "window": "A count of events is rare for its list",
}
"""What an alarm of each kind says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of one dossier: what is chosen or was typed, and what is wrong with it."""

    offer: Offer
    rows: tuple[tuple[str, str, bool], ...]
    to: str
    fault: str = ""


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show what is sent to the account by mail, and change it."""
    account = of(request)
    if request.method != "POST":
        return _show(request, account)
    sent = request.POST
    slug, kinds = sent.get("dossier", ""), [k for k in sent.getlist("kind") if k in KINDS]
    try:
        if kinds and not (sent.get("password") and knows_password(request, account)):
            raise NotChosen(
                "That is not your password. It is asked for, since what you may see goes to that address."
            )
        said = notices.choose(
            account, slug, kinds, sent.get("to", "")[:320], stepped=sittings.stepped(request)
        )
    except NotChosen as refusal:
        return _show(request, account, slug, str(refusal), status=422)
    messages.info(request, said)
    return redirect("account-notices")


def _show(
    request: HttpRequest, account: Account, slug: str = "", fault: str = "", status: int = 200
) -> HttpResponse:
    found = notices.offers(account, stepped=sittings.stepped(request))
    forms = [_form(request, offer, fault if offer.slug == slug else "") for offer in found]
    loose = fault if fault and slug not in {offer.slug for offer in found} else ""
    return show(request, "desk/notices.html", "account", {"forms": forms, "fault": loose}, status)


def _form(request: HttpRequest, offer: Offer, fault: str) -> Form:
    sent = request.POST
    kinds = sent.getlist("kind") if fault else offer.kinds
    return Form(
        offer=offer, rows=tuple((kind, WORDS[kind], kind in kinds) for kind in WORDS), fault=fault,
        to=sent.get("to", "")[:320] if fault else offer.to,
    )  # fmt: skip
