"""What holds for every answer: nothing of a page stays in the browser or on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from summitry.foundation.labels import speaking

STATIC = "/static/"

BY_ITSELF = "/still-so"
"""How the address ends at which a page asks, without anybody, whether it still holds."""


class Sessions(SessionMiddleware):
    """Sessions as Django keeps them; but what a page asks by itself keeps none alive."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Put the session off, except where nobody did anything."""
        if request.path.endswith(BY_ITSELF) and not request.session.modified:
            return response
        return super().process_response(request, response)


class Unstored:
    """Forbids keeping a page, except the style, script and letters that hold nothing of a dossier."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say that it is not to be kept."""
        with speaking("en", None):  # until a dossier says another
            response = self.answer(request)
        if not request.path.startswith(STATIC):
            response["Cache-Control"] = "no-store"
            response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
            response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
