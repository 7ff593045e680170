"""One's own last act is taken back from any page, unless somebody changed the same since."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk.accounts.models import OwnAct
from summitry.desk.pages import undoing
from summitry.folder.load import load

EDIT = "/talks/r/chung-seoul/edit"


def edited(client: Client, **fields: str) -> int:
    page = client.get(EDIT).content.decode()
    shown = {k: unescape(v) for k, v in re.findall(r'name="(d\.[^"]+)" value="([^"]*)"', page)}
    sent = {f"d.{key}": shown[f"d.{key}"] for key in fields}
    return client.post(EDIT, {**sent, **fields}).status_code


def undone(client: Client, back: str = "/talks/") -> str:
    answer = client.post("/talks/undo", {"back": back}, follow=True)
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


ACTS = (
    ("/talks/add/kim-message/asked", {"who": "kcna", "on": "2018-03-12"}),
    ("/talks/add/kim-message/hops", {"by": "rex-tillerson", "on": "2018-03-12", "w.pause": "no tests"}),
    ("/talks/add/test-pause-2018/readings", {"by": "dprk", "says": "as long as talks go on"}),
    ("/talks/records/statement/new", {"by": "raj-shah", "said": "2018-03-12", "words": "no comment at all"}),
)


@pytest.mark.parametrize(("address", "sent"), ACTS)
def test_what_was_added_is_taken_back_to_the_letter(
    signed_in: SignIn, folder: Path, address: str, sent: dict[str, str]
) -> None:
    officer, before = signed_in("officer"), load(folder)
    assert officer.post(address, sent).status_code == 302
    assert load(folder).whole.records != before.whole.records
    page = officer.get("/talks/records/").content.decode()
    assert "Your last act" in page and 'data-key="u"' in page, "on every page"
    assert "Taken back:" in undone(officer)
    assert load(folder).whole.records == before.whole.records
    assert "Nothing of yours is left" in undone(officer)


def test_an_edit_is_taken_back(signed_in: SignIn, folder: Path) -> None:
    officer, before = signed_in("officer"), load(folder).whole.records
    assert edited(officer, title="Another title") == 302
    assert load(folder).whole.records != before
    assert "Taken back:" in undone(officer, "/talks/r/chung-seoul")
    assert load(folder).whole.records == before


def test_what_others_changed_since_is_left_and_they_are_named(signed_in: SignIn, folder: Path) -> None:
    first, second = signed_in("officer"), signed_in("officer")
    edited(first, title="First")
    edited(second, title="Second")
    said = undone(first)
    assert re.search(r"First|Second", said) and "was left as it stands. officer-1 changed it at" in said
    record = load(folder).get("chung-seoul")
    assert record is not None and record.title == "Second"
    edited(first, title="Third")
    file = folder / "statements-march.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Third", "By hand"), encoding="utf-8")
    assert "It was changed in the folder since." in undone(first)


def test_other_fields_that_others_changed_since_stay(signed_in: SignIn, folder: Path) -> None:
    first, second = signed_in("officer"), signed_in("officer")
    edited(first, title="First")
    edited(second, note="a note")
    assert "Taken back:" in undone(first)
    record = load(folder).get("chung-seoul")
    assert record is not None
    assert (record.title, record.note) == ("Chung Eui-yong's statement in Seoul, 6 March", "a note")


def test_outcomes_of_one_meeting_are_taken_back_together(signed_in: SignIn, folder: Path) -> None:
    more = "objectives: [{id: more, meeting: summit, says: a second day, learned: 2018-03-10}]\n"
    (folder / "more.yaml").write_text(more, encoding="utf-8")
    negotiator, before = signed_in("negotiator"), load(folder).whole.records
    page = negotiator.get("/talks/meetings/summit/outcomes").content.decode()
    names = re.findall(r'name="(r\.[^"]+)"', page)[:2]
    assert len(names) == 2
    sent = {"on": "2018-03-12", **dict.fromkeys(names, "partly")}
    assert negotiator.post("/talks/meetings/summit/outcomes", sent).status_code == 302
    assert "Taken back:" in undone(negotiator)
    assert load(folder).whole.records == before


def test_nobody_takes_back_anothers_act_nor_on_a_past_day(signed_in: SignIn) -> None:
    first, second = signed_in("officer"), signed_in("officer")
    edited(first, title="First")
    assert "Your last act" not in second.get("/talks/").content.decode()
    assert "Nothing of yours is left" in undone(second)
    assert "Your last act" not in first.get("/talks/?on=2018-03-09").content.decode()
    assert first.post("/talks/undo?on=2018-03-09").status_code == 404


def test_replaced_words_are_kept_for_a_day(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    edited(officer, title="First")
    OwnAct.objects.update(at=OwnAct.objects.get().at - undoing.FOR - timedelta(minutes=1))
    assert "Your last act" not in officer.get("/talks/").content.decode()
    edited(officer, title="Second")
    assert OwnAct.objects.count() == 1, "the older one is gone"


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/other/", "\r\nX: y"])
def test_it_leads_nowhere_else(signed_in: SignIn, back: str) -> None:
    officer = signed_in("officer")
    edited(officer, title="First")
    assert officer.post("/talks/undo", {"back": back})["Location"] == "/talks/"
