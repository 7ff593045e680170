"""A person makes and revokes tokens: on the page, by the password; or the administrator, by the command."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.cli.app import app
from summitry.desk.accounts import tokens
from summitry.desk.accounts.models import Account, Token

PASSWORD = "a-long-pass-word-1"


@pytest.fixture
def reader(signed_in: SignIn) -> Client:
    client = signed_in("reader")
    account = Account.objects.latest("pk")
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make(client: Client, **more: str) -> tuple[int, str]:
    """What a page answers that makes a token."""
    answer = client.post("/account/tokens", {"called": "weekly", "password": PASSWORD, "days": "30", **more})
    return answer.status_code, answer.content.decode()


def test_a_token_is_made_shown_once_and_revoked(reader: Client) -> None:
    status, page = make(reader)
    assert status == 200
    words = re.search(r'value="(summitry_[\w-]+)"', page)
    assert words is not None
    program = Client(headers={"Authorization": f"Bearer {words[1]}"})
    assert program.get("/talks/api/v1/").status_code == 200
    again = reader.get("/account/tokens").content.decode()
    assert words[1] not in again and "weekly" in again and "last used on" in again
    assert reader.post("/account/tokens", {"revoke": "weekly"}).status_code == 302
    assert program.get("/talks/api/v1/").status_code == 401
    assert "You have none." in reader.get("/account/tokens").content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"password": "wrong"}, "not your password"), ({"password": ""}, "not your password"),
        ({"called": " "}, "what the token is for"), ({"called": "x" * 101}, "what the token is for"),
        ({"called": "a\u202eb"}, "what the token is for"), ({"dossier": "others"}, "is open to"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_and_stays_typed(reader: Client, sent: dict[str, str], says: str) -> None:
    status, page = make(reader, **sent)
    assert status == 422 and says in page
    assert not Token.objects.exists()
    if sent.get("called", "weekly").strip():
        assert sent.get("called", "weekly") in page
    assert PASSWORD not in page


def test_two_of_one_name_and_too_many_are_refused(reader: Client) -> None:
    assert make(reader)[0] == 200
    assert "already a token" in make(reader)[1]
    for n in range(tokens.MOST - 1):
        tokens.make(Account.objects.get(), f"number {n}")
    assert "Revoke one" in make(reader, called="one more")[1]


def test_a_token_makes_no_token(reader: Client) -> None:
    words = tokens.make(Account.objects.get(), "a program", writes=True).words
    program = Client(headers={"Authorization": f"Bearer {words}"})
    assert program.get("/account/tokens").status_code == 302
    assert program.post("/account/tokens", {"called": "x", "password": PASSWORD}).status_code == 302
    assert Token.objects.count() == 1


def test_one_does_not_see_or_revoke_another_ones(reader: Client, signed_in: SignIn) -> None:
    make(reader)
    other = signed_in("officer")
    assert "weekly" not in other.get("/account/tokens").content.decode()
    assert other.post("/account/tokens", {"revoke": "weekly"}).status_code == 422
    assert Token.objects.count() == 1


def test_the_administrator_makes_lists_and_revokes_them(reader: Client, folder: Path) -> None:
    name = Account.objects.get().username

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["user", "--state", str(settings.STATE.folder), "token", *words])

    made = run("add", name, "nightly table", "--dossier", "talks", "--days", "7")
    assert made.exit_code == 0, made.output
    words = made.output.split()[0]
    assert Client(headers={"Authorization": f"Bearer {words}"}).get("/talks/api/v1/").status_code == 200
    assert "nightly table: reads talks, until" in run("list", name).output
    assert run("add", name, "nightly table").exit_code == 2
    assert run("add", name, "too long", "--days", "999").exit_code == 2
    assert run("revoke", name, "nightly tabel").exit_code == 2
    assert "opens nothing any more" in run("revoke", name, "nightly table").output
    assert "has no token" in run("list", name).output
    assert run("list", "nobody-known").exit_code == 2
