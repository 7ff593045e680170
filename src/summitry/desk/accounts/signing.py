"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError


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
    """The sign-in page."""

    template_name = "desk/sign-in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Signs out; by a form alone."""
