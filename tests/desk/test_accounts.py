"""The account's own page and the administrator's: what each does, and to whose accounts."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests import leaving
from tests.desk.conftest import SignIn

from summitry.desk.accounts import deskjournal, people, sittings
from summitry.desk.accounts.models import Account, Demand, Factor, Grant
from summitry.secretariat.journal import entries, verify

PASSWORD = "four words nobody joins"


@pytest.fixture(autouse=True)
def leaves_nothing(database: None) -> Iterator[None]:
    yield
    leaving.nothing()


@pytest.fixture
def reyes(folder: Path) -> Client:
    people.add("reyes", name="M. Reyes", password=PASSWORD)
    people.grant("reyes", "talks", role="officer", marking="restricted")
    return entered("reyes")


def entered(name: str, password: str = PASSWORD, **more: str) -> Client:
    client = Client(**more)
    assert client.post("/sign-in", {"username": name, "password": password}).status_code == 302
    return client


def test_sessions_are_listed_and_ended(reyes: Client) -> None:
    phone = entered("reyes", REMOTE_ADDR="10.1.2.3", HTTP_USER_AGENT="Mozilla (Android) Firefox/130")
    third = entered("reyes", HTTP_USER_AGENT="Mozilla (Windows NT) Chrome/130")
    page = reyes.get("/account/").content.decode()
    assert "Firefox, Android" in page
    assert "10.1.2.3" in page
    names = re.findall(r'name="session" value="([0-9a-f]{20})"', page)
    assert len(names) == 2, "the one in use is not offered"
    assert all(key not in page for key in Session.objects.values_list("session_key", flat=True))
    first = page.index("Firefox, Android") < page.index("Chrome, Windows")
    reyes.post("/account/end-session", {"session": names[0 if first else 1]})
    assert phone.get("/talks/").status_code == 302
    assert third.get("/talks/").status_code == 200
    reyes.post("/account/end-session", {"session": ""})
    assert third.get("/talks/").status_code == 302
    assert reyes.get("/talks/").status_code == 200


def test_nobody_ends_sessions_of_others(reyes: Client, signed_in: SignIn) -> None:
    other = signed_in("reader")
    page = reyes.get("/account/").content.decode()
    assert 'name="session"' not in page
    theirs = sittings.sittings(Account.objects.exclude(username="reyes").get())
    reyes.post("/account/end-session", {"session": theirs[0].name})
    reyes.post("/account/end-session", {"session": ""})
    assert other.get("/talks/").status_code == 200


def test_a_session_that_nobody_used_says_so(reyes: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = reyes.get("/talks/r/kim-message")
    assert answer["Location"] == "/sign-in?next=%2Ftalks%2Fr%2Fkim-message&idle=1"
    assert b"Signed out after 20 minutes. Your text is kept." in reyes.get(answer["Location"]).content
    assert b"20 minutes" not in Client().get("/sign-in").content
    assert "idle" not in Client().get("/talks/")["Location"]


def test_the_password_is_changed_and_other_sessions_end(reyes: Client) -> None:
    other = entered("reyes")
    new = "another four words entirely"
    for sent, said in (
        ({"password": "wrong", "new": new, "again": new}, "present password"),
        ({"password": PASSWORD, "new": new, "again": "x"}, "two ways"),
        ({"password": PASSWORD, "new": "short", "again": "short"}, "at least 12"),
        ({"password": PASSWORD}, "at least 12"),
    ):
        answer = reyes.post("/account/password", sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    sent = {"password": PASSWORD, "new": new, "again": new}
    assert reyes.post("/account/password", sent).status_code == 302
    assert reyes.get("/talks/").status_code == 200
    assert other.get("/talks/").status_code == 302
    entered("reyes", new)


def test_zone_and_keys_are_kept(reyes: Client) -> None:
    answer = reyes.post("/account/habits", {"zone": "Asia/Soul"})
    assert answer.status_code == 422
    assert "Asia/Seoul" in answer.content.decode()
    reyes.post("/account/habits", {"zone": "Asia/Seoul"})
    account = Account.objects.get()
    assert account.zone == "Asia/Seoul"
    assert not account.single_keys


# -- the administrator's page ------------------------------------------------------------------------


@pytest.fixture
def chief(reyes: Client) -> Client:
    people.add("chief", password=PASSWORD)
    people.grant("chief", "talks", role="administrator")
    return entered("chief")


def test_only_who_manages_accounts_sees_them(reyes: Client, chief: Client) -> None:
    for address in ("/accounts/", "/accounts/journal"):
        assert reyes.get(address).status_code == 404
        assert chief.get(address).status_code == 200
    for address in ("add", "grant", "close", "end-sessions", "second-step", "password", "demand"):
        assert reyes.post(f"/accounts/{address}", {"username": "chief"}).status_code == 404
    assert chief.get("/")["Location"] == "/accounts/"
    assert chief.get("/talks/").status_code == 404, "no content by office"
    assert chief.get("/talks/r/kim-message").status_code == 404


def test_an_account_is_made_and_granted_and_both_stand_in_the_journals(chief: Client, folder: Path) -> None:
    page = chief.post("/accounts/add", {"username": "osei", "name": "K. Osei"}).content.decode()
    password = re.search(r"the password ([a-z0-9-]+)\. It is shown", page)
    assert password
    assert password[1] not in chief.get("/accounts/").content.decode()
    sent = {"username": "osei", "dossier": "talks", "role": "clearer", "marking": "restricted",
            "groups": "consular"}  # fmt: skip
    assert chief.post("/accounts/grant", sent).status_code == 302
    osei = entered("osei", password[1])
    assert osei.get("/talks/r/case-1").status_code == 200
    assert [e.act for e in entries(folder)] == ["grant clearer of talks to osei", "read"]
    told = {e.act for e in entries(deskjournal.folder()) if e.actor == "chief"}
    assert {"make an account osei", "grant clearer of talks to osei", "sign in"} <= told
    assert password[1] not in "".join(told)
    assert verify(deskjournal.folder()).whole
    assert "grant clearer" in chief.get("/accounts/journal").content.decode()
    assert chief.post("/accounts/grant", {**sent, "role": "none"}).status_code == 302
    assert osei.get("/talks/").status_code == 404


def test_acts_on_an_account(reyes: Client, chief: Client) -> None:
    account = Account.objects.get(username="reyes")
    Factor.objects.create(account=account, kind=Factor.CODES, called="phone", kept="x")
    chief.post("/accounts/end-sessions", {"username": "reyes"})
    assert reyes.get("/talks/").status_code == 302
    chief.post("/accounts/second-step", {"username": "reyes"})
    assert not account.factors.exists()
    again = entered("reyes")
    page = chief.post("/accounts/password", {"username": "reyes"}).content.decode()
    password = re.search(r"the password ([a-z0-9-]+)\. It is shown", page)
    assert password
    assert again.get("/talks/").status_code == 302
    entered("reyes", password[1])
    chief.post("/accounts/close", {"username": "reyes"})
    assert Client().post("/sign-in", {"username": "reyes", "password": password[1]}).status_code == 200
    chief.post("/accounts/close", {"username": "reyes", "again": "1"})
    entered("reyes", password[1])


def test_an_administrator_reaches_no_further_than_its_dossiers(
    reyes: Client, chief: Client, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "talks", other)
    settings.STATE.serve([other])
    people.grant("reyes", "elsewhere", role="officer")
    people.add("lund", password=PASSWORD)
    people.grant("lund", "elsewhere", role="reader")
    page = chief.get("/accounts/").content.decode()
    assert "elsewhere" not in page
    assert "lund" not in page
    for address in ("close", "end-sessions", "second-step", "password"):
        for name in ("reyes", "lund", "chief", "nobody"):
            assert chief.post(f"/accounts/{address}", {"username": name}).status_code == 422, (address, name)
    for dossier in ("elsewhere", "nowhere"):
        sent = {"username": "chief", "dossier": dossier, "role": "reader"}
        assert chief.post("/accounts/grant", sent).status_code == 422
        assert chief.post("/accounts/demand", {"dossier": dossier, "of": "everybody"}).status_code == 422
    mine = {"username": "chief", "dossier": "talks", "role": "secretariat"}
    assert chief.post("/accounts/grant", mine).status_code == 422, "nobody grants themselves anything"
    assert Grant.objects.get(account__username="chief").role == "administrator"
    assert reyes.get("/talks/").status_code == 200


def test_a_second_step_is_demanded_of_the_administrator_too(chief: Client) -> None:
    sent = {"dossier": "talks", "of": ["decider", "administrator"]}
    assert chief.post("/accounts/demand", sent).status_code == 302
    assert set(Demand.objects.values_list("role", flat=True)) == {"decider", "administrator"}
    assert chief.get("/accounts/").status_code == 404


def test_what_cannot_be_is_said_and_nothing_is_journalled(chief: Client, folder: Path) -> None:
    before = len(list(entries(deskjournal.folder())))
    for address, sent, said in (
        ("add", {"username": "two words"}, "made of letters"),
        ("add", {"username": "reyes"}, "already an account"),
        ("grant", {"username": "reyes", "dossier": "talks", "role": "clerk"}, "no role"),
        ("grant", {"username": "reyes", "dossier": "talks", "role": "reader", "groups": "x"}, "no group"),
        ("grant", {"username": "none-such", "dossier": "talks", "role": "reader"}, "no account"),
    ):
        answer = chief.post(f"/accounts/{address}", sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert len(list(entries(deskjournal.folder()))) == before
    assert list(entries(folder)) == []
