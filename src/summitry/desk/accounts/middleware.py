"""Nobody sees a page without having signed in, except the pages for signing in."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from summitry.desk.access import StepOwed
from summitry.desk.accounts.sittings import ran_out
from summitry.desk.reading import NotJournalled

OPEN = ("/sign-in", "/static/", "/shared/")
"""Where anybody may go."""

WITH_TOKEN = re.compile(r"/[^/]+/(?:feed/(?!mine\.)[^/]+\.atom|calendar/(?!mine\.)[^/]+\.ics)\Z")
"""Addresses that bring a token of their own, which is looked at there."""


class SignedIn:
    """Sends everybody else to the sign-in page; what asks for JSON is told so in JSON."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the sign-in page."""
        open_ = request.path.startswith((*OPEN, "/api/")) or WITH_TOKEN.match(request.path_info)
        if request.user.is_authenticated or open_:
            return self.answer(request)
        query = {"next": request.get_full_path(), **({"idle": "1"} if ran_out(request) else {})}
        return redirect(f"/sign-in?{urlencode(query)}")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Send who owes a second step to where it is set up; say it where nothing can be journalled."""
        if isinstance(error, StepOwed) and not request.path.startswith("/api/"):
            return redirect(f"/account/second-step?{urlencode({'next': request.get_full_path()})}")
        if isinstance(error, NotJournalled):
            return render(request, "desk/not-journalled.html", {"said": str(error)}, status=503)
        return None
