"""Accounts and grants, as ``summitry user`` manages them."""

from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk.accounts import people
from summitry.desk.accounts.models import Account


def test_a_person_signs_in_with_the_password_that_was_shown(folder: Path) -> None:
    said = people.add("reyes", name="M. Reyes", office="state")
    password = said.split("the password ")[1].split(".")[0]
    people.grant("reyes", "talks", role="officer", marking="restricted")
    client = Client()
    wrong = client.post("/sign-in", {"username": "reyes", "password": "something else"})
    assert b"do not go together" in wrong.content
    assert client.post("/sign-in", {"username": "reyes", "password": password}).status_code == 302
    assert client.get("/talks/").status_code == 200


def test_five_wrong_passwords_lock_the_account_for_that_address_alone(folder: Path) -> None:
    people.add("reyes", password="the right one, long")
    client = Client(REMOTE_ADDR="10.0.0.1")
    for _ in range(6):
        answer = client.post("/sign-in", {"username": "reyes", "password": "wrong"})
    assert answer.status_code == 403
    assert b"Too many attempts" in answer.content
    right = {"username": "reyes", "password": "the right one, long"}
    assert client.post("/sign-in", right).status_code == 403
    assert Client(REMOTE_ADDR="10.0.0.2").post("/sign-in", right).status_code == 302
    people.add("osei", password="another one, as long")
    other = {"username": "osei", "password": "another one, as long"}
    assert client.post("/sign-in", other).status_code == 302, "others at that address are not affected"


def test_a_closed_account_is_out_at_once(signed_in: SignIn) -> None:
    client = signed_in("reader")
    assert client.get("/talks/").status_code == 200
    people.close(Account.objects.get().username)
    assert client.get("/talks/").status_code == 302


def test_without_its_grant_a_dossier_is_nothing(signed_in: SignIn) -> None:
    client = signed_in("reader")
    people.withdraw(Account.objects.get().username, "talks")
    gone, absent = client.get("/talks/"), client.get("/no-such/")
    assert gone.status_code == absent.status_code == 404
    assert gone.content == absent.content


@pytest.mark.parametrize(
    ("act", "words", "said"),
    [
        (people.add, {"username": "two words"}, "made of letters"),
        (people.add, {"username": "x", "zone": "Mars/Olympus"}, "no time zone"),
        (people.grant, {"username": "a", "dossier": "talks", "role": "clerk"}, "no role"),
        (people.grant, {"username": "a", "dossier": "talk", "role": "reader"}, "serves no dossier"),
        (
            people.grant,
            {"username": "a", "dossier": "talks", "role": "reader", "marking": "secret"},
            "no marking",
        ),
        (people.grant, {"username": "a", "dossier": "talks", "role": "reader", "groups": ["x"]}, "no group"),
        (people.grant, {"username": "b", "dossier": "talks", "role": "reader"}, 'no account "b"'),
        (people.withdraw, {"username": "a", "dossier": "talks"}, "has no grant"),
    ],
)
def test_what_cannot_be_is_said(folder: Path, act, words: dict[str, object], said: str) -> None:  # type: ignore[no-untyped-def]
    people.add("a")
    with pytest.raises(ValueError, match=said):
        act(**words)
