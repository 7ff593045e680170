"""An open page learns that what it shows was changed, and by whom; nothing else."""

import re
import time
from pathlib import Path

from django.contrib.sessions.models import Session
from django.test import Client
from tests.desk.conftest import SignIn
from tests.desk.test_undoing import EDIT, edited

from summitry.desk.accounts.models import Account


def watch(client: Client, address: str = "/talks/r/chung-seoul") -> tuple[str, str]:
    """Where the script of a page asks, and the state it names."""
    page = client.get(address).content.decode()
    there = re.search(r'data-watch="([^"]+)" data-state="([^"]+)"', page)
    assert there is not None
    return there[1], f'"{there[2]}"'


def ask(client: Client, where: str, state: str, age: int = 5) -> tuple[int, str]:
    answer = client.get(f"{where}&age={age}", headers={"If-None-Match": state})
    return answer.status_code, answer.json()["says"] if answer.status_code == 200 else ""


def test_it_says_who_changed_the_record(signed_in: SignIn) -> None:
    reader, officer = signed_in("reader"), signed_in("officer")
    Account.objects.filter(username__startswith="officer").update(name="K. Osei")
    where, state = watch(reader)
    assert ask(reader, where, state) == (304, "")
    edited(officer, note="a note")
    status, says = ask(reader, where, state)
    assert status == 200
    assert re.fullmatch(r"K\. Osei changed this record at \d\d:\d\d\.", says), says
    assert ask(officer, where, state)[1].startswith("You changed")


def test_a_change_by_hand_is_told_within_a_second(signed_in: SignIn, folder: Path) -> None:
    reader = signed_in("reader")
    where, state = watch(reader)
    file = folder / "statements-march.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("statement in Seoul, 6 March", "statement, by hand", 1), encoding="utf-8")
    began = time.monotonic()
    while (found := ask(reader, where, state))[0] == 304:
        assert time.monotonic() - began < 1
        time.sleep(0.05)
    assert found[1] == "What this page shows was changed in the folder."


def test_what_is_about_other_records_or_withheld_changes_nothing(signed_in: SignIn, folder: Path) -> None:
    reader, officer = signed_in("reader"), signed_in("officer", groups=("consular",))
    where, state = watch(reader, "/talks/r/donald-trump")
    hidden = "/talks/still-so?of=case-1,donald-trump"
    before = reader.get(hidden)["ETag"]
    page = officer.get("/talks/r/case-1/edit").content.decode()
    digest = re.search(r'name="(d\.note)" value="([^"]*)"', page)
    assert digest is not None
    sent = {digest[1]: digest[2], "note": "seen again"}
    assert officer.post("/talks/r/case-1/edit", sent).status_code == 302
    assert reader.get(hidden)["ETag"] == before
    assert ask(reader, where, state) == (304, "")


def test_asking_keeps_no_session_alive(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    where, state = watch(reader)
    before = Session.objects.get(session_key=reader.session.session_key).expire_date
    time.sleep(0.01)
    assert ask(reader, where, state)[0] == 304
    assert Session.objects.get(session_key=reader.session.session_key).expire_date == before
    reader.get(EDIT)
    reader.get("/talks/")
    assert Session.objects.get(session_key=reader.session.session_key).expire_date > before


def test_past_days_and_strangers_are_told_nothing(signed_in: SignIn) -> None:
    assert "data-watch" not in signed_in("reader").get("/talks/r/chung-seoul?on=2018-03-09").content.decode()
    assert signed_in("administrator").get("/talks/still-so?of=chung-seoul").status_code == 404
