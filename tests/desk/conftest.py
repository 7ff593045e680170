"""A desk over a copy of the Korea example, with an account for each role."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser
from tests.desk import browser as browsers

from summitry.desk import shelf
from summitry.desk.accounts.models import Account, Grant

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
SignIn = Callable[..., Client]


@pytest.fixture(scope="session")
def database() -> None:
    settings.STATE.folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser."""
    with browsers.browsing() as browser:
        yield browser


@pytest.fixture
def folder(tmp_path: Path, database: None) -> Iterator[Path]:
    """A folder that is served under the word `talks`."""
    copy = tmp_path / "talks"
    shutil.copytree(KOREA, copy)
    (settings.STATE.folder / "dossiers.json").unlink(missing_ok=True)
    settings.STATE.serve([copy])
    shelf.served.cache_clear()
    yield copy
    Account.objects.all().delete()


@pytest.fixture
def signed_in(folder: Path) -> SignIn:
    """Return a browser signed in as an account of a role."""

    def sign_in(
        role: str, *, marking: str = "restricted", groups: tuple[str, ...] = (), office: str = ""
    ) -> Client:
        account = Account.objects.create_user(
            f"{role}-{Account.objects.count()}", password=None, office=office
        )
        Grant.objects.create(
            account=account, dossier="talks", role=role, marking=marking, groups=list(groups)
        )
        client = Client(raise_request_exception=True)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
