"""A desk over one of the dossiers, with its accounts, for the length of a walk; nothing of it stays."""

from __future__ import annotations

import itertools
import math
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from summitry.desk import shelf
from summitry.desk.accounts import tokens
from summitry.desk.accounts.models import Account, Grant, Token
from summitry.desk.accounts.roles import ROLES
from summitry.desk.state import State
from summitry.foundation import durable
from summitry.secretariat.journal import acting
from summitry.testing.handling.addresses import SLUG

NOBODY = "nobody"
WHO = (NOBODY, "nothing granted", *ROLES)
"""Who walks: nobody, an account without a grant, and one account of each role."""
MOMENT = datetime(2018, 3, 12, 20, 0, tzinfo=UTC)


class _Undone(Exception):
    """Ends a transaction whose every change is dropped."""


@contextmanager
def desk(folder: Path, state: Path, marking: str = "open", *, looking: bool = True) -> Iterator[None]:
    """Serve a folder as `talks`. The clock stands, chance repeats itself, the database is as before after.

    ``looking`` says whether the folder is looked at anew for each page, or once.
    """
    state.mkdir(parents=True, exist_ok=True)
    durable.put(state / "dossiers.json", f'{{"{SLUG}": "{folder}"}}'.encode())
    chance = itertools.count()
    shelf.served.cache_clear()
    cache.clear()
    with ExitStack() as stack:
        stack.enter_context(override_settings(STATE=State(state)))
        stack.enter_context(patch.object(secrets, "token_hex", lambda n=8: f"{next(chance):0{2 * n}x}"))
        stack.enter_context(
            patch.object(secrets, "token_bytes", lambda n=32: next(chance).to_bytes(n, "big"))
        )
        stack.enter_context(
            patch.object(secrets, "choice", lambda row: row[_scattered(next(chance)) % len(row)])
        )
        stack.enter_context(patch.object(shelf, "LOOK_EVERY", 0.0 if looking else math.inf))
        stack.enter_context(patch("django.utils.timezone.now", lambda: MOMENT))
        stack.enter_context(patch.object(acting, "now", lambda: MOMENT))
        try:
            with transaction.atomic():
                _accounts(marking)
                yield
                raise _Undone
        except _Undone:
            return


def _scattered(at: int) -> int:
    """A number that follows from another and looks like chance: names of sessions drawn by it differ."""
    return at * 2_654_435_761 % 2**32 // 2**8


def _accounts(marking: str) -> None:
    Account.objects.all().delete()
    for name in WHO[1:]:
        account = Account.objects.create_user(
            name.replace(" ", "-"), password=None, name=name, office="agency-0", zone="Asia/Seoul"
        )
        if name in ROLES:
            Grant.objects.create(account=account, dossier=SLUG, role=name, marking=marking, groups=[])


def program(who: str) -> Client:
    """Return a program that asks with a token of somebody's; without one for nobody."""
    if who == NOBODY:
        return Client(raise_request_exception=False)
    words = f"{tokens.BEGINS}{who}"
    account = Account.objects.get(username=who.replace(" ", "-"))
    Token.objects.get_or_create(digest=tokens.digest(words), account=account, called="a program", writes=True)
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {words}"})


def browser(who: str) -> Client:
    """Return a browser, signed in unless it is nobody's."""
    client = Client(raise_request_exception=False)
    if who != NOBODY:
        account = Account.objects.get(username=who.replace(" ", "-"))
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
