"""Whether the desk can answer: for the proxy before it and the service manager that watches it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from summitry.desk.accounts.models import Account
from summitry.folder.reading import HEADER

PATH = "/health"


class Health:
    """Answers at `PATH`: 200 when the database and every dossier's folder can be read, else 503.

    It says nothing more to anybody, names no dossier and keeps no session. It stands before everything
    else, so that it answers by whatever name or way the desk is asked.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or leave it to the pages."""
        if request.path != PATH:
            return self.answer(request)
        response = HttpResponse(status=200 if database_answers() and folders_answer() else 503)
        response["Cache-Control"] = "no-store"
        return response


def database_answers() -> bool:
    """Whether accounts can be read."""
    try:
        Account.objects.exists()
    except Error:
        return False
    finally:
        connection.close_if_unusable_or_obsolete()
    return True


def folders_answer() -> bool:
    """Whether the header of every dossier that is served can be read."""
    try:
        for each in settings.STATE.dossiers():
            with open(each.folder / HEADER, "rb") as header:
                header.read(1)
    except OSError:
        return False
    return True
