"""What was typed and not saved is kept for its author alone, and is dropped when it is saved."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import SignIn

from summitry.desk.accounts.models import Account, Typing
from summitry.desk.pages import unsaved
from summitry.folder.load import load

EDIT = "/talks/r/chung-seoul/edit"


def shown(page: str) -> dict[str, str]:
    """The hidden fields of a record's form."""
    return {k: unescape(v) for k, v in re.findall(r'name="(d\.[^"]+)" value="([^"]*)"', page)}


def keep(client: Client, address: str, name: str = "form", **fields: str) -> int:
    sent = {"kept-page": address, "kept-as": name, **fields}
    return client.post("/talks/typing", sent).status_code


def test_it_is_offered_restored_and_dropped_at_the_save(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    digests = shown(officer.get(EDIT).content.decode())
    title = {"d.title": digests["d.title"], "title": 'Half a "thought"'}
    assert keep(officer, EDIT, **title) == 204
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    page = officer.get(EDIT).content.decode()
    assert "Your unsaved text of" in page and "Half a" not in page
    again = officer.post(EDIT, {"restore": "form"}).content.decode()
    assert 'value="Half a &quot;thought&quot;"' in again
    assert officer.post(EDIT, {**title, "kept-as": "form"}).status_code == 302
    record = load(folder).get("chung-seoul")
    assert record is not None and record.title == 'Half a "thought"'
    assert "Your unsaved text" not in officer.get(EDIT).content.decode()
    assert not Typing.objects.exists()


def test_what_others_changed_meanwhile_is_seen_when_it_is_saved(signed_in: SignIn, folder: Path) -> None:
    first, second = signed_in("officer"), signed_in("officer")
    digests = shown(first.get(EDIT).content.decode())
    mine = {"d.title": digests["d.title"], "title": "mine"}
    keep(first, EDIT, **mine)
    second.post(EDIT, {"d.title": digests["d.title"], "title": "theirs"})
    again = first.post(EDIT, {"restore": "form"}).content.decode()
    restored = {**shown(again), "title": "mine"}
    answer = first.post(EDIT, {k: v for k, v in restored.items() if k in mine})
    assert answer.status_code == 409
    assert b"theirs" in answer.content and b"mine" in answer.content


def test_nobody_else_sees_it(signed_in: SignIn) -> None:
    first, second = signed_in("officer"), signed_in("officer")
    keep(first, EDIT, title="for my eyes")
    assert b"unsaved" not in second.get(EDIT).content
    answer = second.post(EDIT, {"restore": "form"})
    assert answer.status_code == 302 and answer["Location"] == EDIT
    second.post(EDIT, {"discard": "form"})
    assert Typing.objects.count() == 1
    assert b"for my eyes" not in second.get(EDIT).content


def test_it_outlives_the_session(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    keep(officer, "/talks/records/statement/new", words="as far as I got")
    account = Account.objects.get()
    officer.post("/sign-out")
    later = Client()
    assert later.get("/talks/records/statement/new").status_code == 302
    later.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert b"Your unsaved text" in later.get("/talks/records/statement/new").content
    again = later.post("/talks/records/statement/new", {"restore": "form"})
    assert again.status_code == 200 and b"as far as I got" in again.content


def test_it_is_bounded_in_size_number_and_age(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = signed_in("officer")
    assert keep(officer, EDIT, title="x" * unsaved.LONGEST) == 413
    monkeypatch.setattr(unsaved, "MOST", 3)
    for at in range(6):
        assert keep(officer, f"/talks/records/kind-{at}/new", title=str(at)) == 204
    assert sorted(t.fields["title"] for t in Typing.objects.all()) == [["3"], ["4"], ["5"]]
    Typing.objects.update(at=timezone.now() - unsaved.OLDEST - timedelta(minutes=1))
    keep(officer, EDIT, title="new")
    assert [t.fields["title"] for t in Typing.objects.all()] == [["new"]]
    assert keep(officer, "/elsewhere/", title="x") == 204 and Typing.objects.count() == 1
    assert keep(officer, EDIT, title="a\0b") == 204
    assert Typing.objects.get().fields["title"] == ["ab"]


def test_it_goes_with_the_account(signed_in: SignIn) -> None:
    keep(signed_in("officer"), EDIT, title="mine")
    Account.objects.all().delete()
    assert not Typing.objects.exists()


def test_who_sees_no_dossier_keeps_nothing(signed_in: SignIn) -> None:
    assert keep(signed_in("administrator"), EDIT, title="x") == 404
    assert Client().post("/talks/typing").status_code == 302
    assert signed_in("reader").get("/talks/typing").status_code == 405


@pytest.mark.parametrize(
    ("address", "fields", "there"),
    [
        ("/talks/add/kim-message/asked", {"who": "dprk", "answer": "none as yet"}, "none as yet"),
        ("/talks/conflict-new", {"model": "{}", "base": "{}", "title": "A quarrel"}, "A quarrel"),
    ],
)
def test_other_forms_are_restored_too(
    signed_in: SignIn, address: str, fields: dict[str, str], there: str
) -> None:
    officer = signed_in("officer")
    name = "model" if "conflict" in address else "form"
    assert f'name="kept-as" value="{name}"' in officer.get(address).content.decode()
    keep(officer, address, name, **fields)
    answer = officer.post(address, {"restore": name})
    assert answer.status_code == 200 and there in answer.content.decode()
