"""What is done before the first request is taken, so that no page waits for it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError
from tests.desk.conftest import SignIn

from summitry.desk import access
from summitry.desk.accounts.models import Account
from summitry.desk.shelf import READERS_KEPT, served
from summitry.desk.wsgi import read_ahead
from summitry.dossier.header import Grants


def sorts_kept(folder: Path) -> set[Grants | None]:
    return set(served("talks", settings.STATE.dossiers()[0].folder)._readings)


def test_what_each_sort_of_reader_sees_is_ready(folder: Path, signed_in: SignIn) -> None:
    signed_in("reader", marking="open")
    signed_in("officer")
    signed_in("clearer")
    signed_in("administrator", groups=("consular",))
    signed_in("decider", groups=("nuclear",))
    Account.objects.filter(username__startswith="decider").update(is_active=False)
    assert access.sorts_of_reader("talks") == (Grants("restricted"), Grants("open"))
    read_ahead()
    assert sorts_kept(folder) == {Grants("restricted"), Grants("open")}


def test_no_more_sorts_are_made_ready_than_are_kept(folder: Path, signed_in: SignIn) -> None:
    for n in range(READERS_KEPT + 2):
        signed_in("reader", groups=(f"group-{n}",))
    assert len(access.sorts_of_reader("talks")) == READERS_KEPT


def test_without_its_database_it_begins_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError("no answer")

    monkeypatch.setattr(access, "sorts_of_reader", refuse)
    read_ahead()
    assert sorts_kept(folder) == set()
    assert served("talks", settings.STATE.dossiers()[0].folder)._whole is not None
