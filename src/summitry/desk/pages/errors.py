"""What is shown when there is nothing to show: the same words for hidden and absent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def nothing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that leads nowhere, or nowhere for this account."""
    return render(request, "desk/nothing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when the desk itself failed."""
    return render(request, "desk/broken.html", status=500)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what no form of the desk sends."""
    return render(request, "desk/not-understood.html", status=400)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form that was opened before its reader signed in again."""
    return render(request, "desk/no-token.html", status=403)
