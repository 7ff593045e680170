"""Who asks: a token sent with the request, or the session of somebody who is signed in.

A token is good for the interface alone. A request that brings one needs no word against forged forms, since
no browser sends it by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from summitry.desk.accounts import tokens
from summitry.desk.accounts.sittings import by_token, where_from
from summitry.desk.api.call import Problem, problem, unknown

ADDRESS = re.compile(r"/(?:[^/]+/api(?:/|\Z)|api/.)", re.DOTALL)
"""Where programs ask. ``/api/`` itself is a page for people."""


class Bearer:
    """Lets a token stand for its holder; everybody else who is not signed in is told so in JSON."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say that the token does not hold."""
        if not ADDRESS.match(request.path_info):
            return self.answer(request)
        scheme, _, words = request.headers.get("Authorization", "").partition(" ")
        if scheme.casefold() == "bearer":
            now = timezone.now()
            found = tokens.holder(words.strip(), now)
            if found is None:
                return _failed(request)
            by_token(request, found)
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        elif not request.user.is_authenticated:
            return unknown()
        return self.answer(request)


def _failed(request: HttpRequest) -> HttpResponse:
    if tokens.failed(where_from(request), timezone.now()):
        after = {"Retry-After": str(int(tokens.WITHIN.total_seconds()))}
        return problem(Problem(429, "Too many tokens from this address were not known. Wait a while."), after)
    return unknown({"WWW-Authenticate": 'Bearer realm="desk", error="invalid_token"'})
