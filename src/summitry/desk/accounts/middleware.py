"""Nobody sees a page without having signed in, except the pages for signing in."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

OPEN = ("/sign-in", "/static/")
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
        return redirect(f"/sign-in?{urlencode({'next': request.get_full_path()})}")
