"""What stands around the pages that belong to no dossier: who is signed in, and where they may go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from summitry.desk.access import administers
from summitry.desk.accounts.models import Account
from summitry.foundation.dates import day_in_words


def show(
    request: HttpRequest, template: str, here: str, values: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page in its frame; ``here`` is the place in the masthead that it belongs to."""
    frame = {"here": here, "administers": bool(administers(request))}
    return render(request, template, {**frame, **values}, status=status)


def in_zone(moment: datetime, account: Account) -> str:
    """Return a moment in the words and the zone of an account."""
    there = moment.astimezone(ZoneInfo(account.reads_in))
    return f"{day_in_words(there.date())}, {there:%H:%M}"
