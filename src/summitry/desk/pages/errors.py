"""What is shown when there is nothing to show: the same words for hidden and absent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from summitry.desk.api.bearer import ADDRESS
from summitry.desk.api.call import Problem, absent, problem


def nothing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that leads nowhere, or nowhere for this account."""
    return absent() if _program(request) else render(request, "desk/nothing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when the desk itself failed."""
    if _program(request):
        return problem(Problem(500, "The desk failed. Tell your administrator."))
    return render(request, "desk/broken.html", status=500)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what no form of the desk sends."""
    if _program(request):
        return problem(Problem(400, "What was sent cannot be understood."))
    return render(request, "desk/not-understood.html", status=400)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form that was opened before its reader signed in again."""
    if _program(request):
        return problem(
            Problem(403, "An act by a session needs the page's word against forged forms; send a token.")
        )
    return render(request, "desk/no-token.html", status=403)


def _program(request: HttpRequest) -> bool:
    """Whether a program asks, which reads no page."""
    return bool(ADDRESS.match(request.path_info))
