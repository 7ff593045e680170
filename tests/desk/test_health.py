"""What the proxy and the service manager are told."""

from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client

from summitry.desk.accounts.models import Account


def test_it_says_that_the_desk_can_answer_and_nothing_else(folder: Path) -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (200, b"")
    assert not answer.cookies


def test_it_answers_by_any_name_and_without_encryption(folder: Path, settings_behind_tls: None) -> None:
    assert Client().get("/health", headers={"host": "10.1.2.3:8018"}).status_code == 200
    assert Client().get("/sign-in").status_code == 301, "every other page demands encryption"


@pytest.fixture
def settings_behind_tls() -> object:
    from django.test import override_settings

    with override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["testserver"]) as changed:
        yield changed


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (503, b"")


def test_a_database_that_does_not_answer_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise DatabaseError("no answer")

    monkeypatch.setattr(type(Account.objects.all()), "exists", refuse)
    assert Client().get("/health").status_code == 503


def test_an_address_below_it_is_none(folder: Path) -> None:
    assert Client().get("/health/").status_code == 302
