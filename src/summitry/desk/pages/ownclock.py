"""Times on the clock of whoever reads: pages that show records tell them so, the event's own beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from summitry.desk.accounts.models import Account
from summitry.foundation.dates import on_the_clock_of

View = Callable[..., HttpResponse]


def on_ones_clock(view: View) -> View:
    """Let a page tell every time of day on its reader's clock, and the event's own beside it.

    Nothing that is kept for others, taken away or sent may be made on such a page: it would tell one reader's
    clock to all.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        zone = request.user.reads_in if isinstance(request.user, Account) else "UTC"
        with on_the_clock_of(zone):
            return view(request, *args, **named)

    return answered
