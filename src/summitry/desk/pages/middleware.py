"""What holds for every answer: nothing of a page stays in the browser or on the way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

STATIC = "/static/"


class Unstored:
    """Forbids keeping a page, except the style, script and letters that hold nothing of a dossier."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say that it is not to be kept."""
        response = self.answer(request)
        if not request.path.startswith(STATIC):
            response["Cache-Control"] = "no-store"
            response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
            response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
