"""Nobody sees a page without having signed in, except the pages for signing in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

OPEN = ("/sign-in", "/static/")
"""Where anybody may go."""


class SignedIn:
    """Sends everybody else to the sign-in page; what asks for JSON is told so in JSON."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the sign-in page."""
        if request.user.is_authenticated or request.path.startswith((*OPEN, "/api/")):
            return self.answer(request)
        return redirect(f"/sign-in?{urlencode({'next': request.get_full_path()})}")
