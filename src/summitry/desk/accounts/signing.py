"""Signing in, in one step or two, and out."""

from __future__ import annotations

import json
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from summitry.desk.accounts import deskjournal, sittings
from summitry.desk.accounts.factors import passkeys, steps
from summitry.desk.accounts.models import Account, Factor

HALF = "half signed in"
"""Where a session keeps who gave the right password and owes a second step."""
ASKED = "passkey asked"
PATIENCE = 300
"""Seconds within which the second step is taken; then the password is asked for again."""


class SignInForm(AuthenticationForm):
    """Name and password; one sentence for whatever is wrong with them."""

    error_messages = {  # noqa: RUF012 - Django's own attribute
        "invalid_login": "That name and password do not go together.",
        "inactive": "That name and password do not go together.",
    }

    def confirm_login_allowed(self, user: object) -> None:
        """Refuse an account that was closed, in the same words."""
        if not getattr(user, "is_active", False):
            raise ValidationError(self.error_messages["inactive"], code="inactive")


class SignIn(LoginView):
    """The sign-in page. Who has set up a second step is asked for it next, and is nobody until then."""

    template_name = "desk/sign-in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        """Say it where the last session ended since nobody used it."""
        return {**super().get_context_data(**values), "idle": self.request.GET.get("idle") == "1"}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or go on to the second step."""
        account = form.get_user()
        assert isinstance(account, Account)
        if not steps.has_one(account):
            _begin(self.request, account, stepped=False)
            return redirect(self.get_success_url())
        self.request.session.flush()
        self.request.session[HALF] = {
            "account": account.pk, "at": timezone.now().timestamp(), "next": self.get_success_url(),
        }  # fmt: skip
        return redirect("second-step")


class SignOut(LogoutView):
    """Signs out; by a form alone."""


def _begin(request: HttpRequest, account: Account, *, stepped: bool) -> None:
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    sittings.begun(request, stepped=stepped)
    deskjournal.note(account.get_username(), "sign in with a second step" if stepped else "sign in")


def _half(request: HttpRequest) -> tuple[Account | None, str]:
    """Who owes a second step, and where they go after it; nobody when it took too long."""
    told: dict[str, Any] = request.session.get(HALF) or {}
    if timezone.now().timestamp() - float(told.get("at", 0)) > PATIENCE:
        return None, ""
    return Account.objects.filter(pk=int(told["account"]), is_active=True).first(), str(told.get("next", "/"))


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey; wrong ones lock as wrong passwords do."""
    account, after = _half(request)
    if account is None:
        request.session.pop(HALF, None)
        return redirect("sign-in")
    named = {"username": account.get_username()}
    if not AxesProxyHandler.is_allowed(request, named):
        locked: HttpResponse = get_lockout_response(request, None, named)
        return locked
    if request.method == "POST":
        if _passes(request, account):
            _begin(request, account, stepped=True)
            return redirect(after)
        user_login_failed.send(sender=__name__, credentials=named, request=request)
    return _asked(request, account, said="That did not let you in." if request.method == "POST" else "")


def _passes(request: HttpRequest, account: Account) -> bool:
    answer = request.POST.get("answer", "")
    if answer:
        state = request.session.pop(ASKED, None)
        return bool(state) and steps.passes_passkey(account, request, state, answer)
    return steps.passes_code(account, request.POST.get("code", "")[:100])


def _asked(request: HttpRequest, account: Account, said: str) -> HttpResponse:
    kinds = set(account.factors.values_list("kind", flat=True))
    asked = ""
    if Factor.PASSKEY in kinds:
        options, request.session[ASKED] = passkeys.asked_to_sign(request, steps.known_passkeys(account))
        asked = json.dumps(options)
    values = {"codes": Factor.CODES in kinds, "asked": asked, "said": said, "spare": steps.left(account)}
    return render(request, "desk/second-step.html", values)
