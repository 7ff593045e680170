"""Pages open for those who may see them, and answer alike for what is hidden and what does not exist."""

import re
import time
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.folder.load import load

SECRETS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')

PAGES = (
    "/talks/", "/talks/show/relays/", "/talks/show/relays/kim-message", "/talks/show/pledges/test-pause-2018",
    "/talks/records/", "/talks/records/statement/", "/talks/r/kim-message", "/talks/compare?a=2018-03-09",
    "/talks/?on=2018-03-09",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_reads_and_nobody_else_does(signed_in: SignIn, address: str) -> None:
    page = signed_in("reader").get(address)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert b"style=" not in page.content, "the policy forbids it"
    assert Client().get(address).status_code == 302, "signing in comes first"
    assert signed_in("administrator").get(address).status_code == 404, "no content by office"


def test_hidden_and_absent_answer_alike(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    hidden, absent = reader.get("/talks/r/case-1"), reader.get("/talks/r/case-9")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert signed_in("officer", groups=("consular",)).get("/talks/r/case-1").status_code == 200


def test_what_is_saved_stands_in_the_folder(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    page = officer.get("/talks/r/chung-seoul/edit")
    shown = dict(re.findall(r'name="(d\.[^"]+)" value="([^"]*)"', page.content.decode()))
    before = (folder / "statements-march.yaml").read_text(encoding="utf-8")
    sent = {**shown, "title": "Chung's statement, as read out"}
    keys = {key[2:] for key in shown}
    sent = {k: v for k, v in sent.items() if k in ("d.title", "title") or k[2:] not in keys}
    answer = officer.post("/talks/r/chung-seoul/edit", sent)
    assert answer.status_code == 302
    record = load(folder).get("chung-seoul")
    assert record is not None
    assert record.title == "Chung's statement, as read out"
    after = (folder / "statements-march.yaml").read_text(encoding="utf-8")
    assert len(set(before.splitlines()) ^ set(after.splitlines())) == 2, "one line and no other"
    assert b"as read out" in officer.get("/talks/r/chung-seoul").content


def test_a_stale_save_shows_both_and_writes_nothing(signed_in: SignIn, folder: Path) -> None:
    first, second = signed_in("officer"), signed_in("officer")
    page = first.get("/talks/r/chung-seoul/edit").content.decode()
    shown = dict(re.findall(r'name="(d\.title)" value="([^"]*)"', page))
    assert second.post("/talks/r/chung-seoul/edit", {**shown, "title": "theirs"}).status_code == 302
    answer = first.post("/talks/r/chung-seoul/edit", {**shown, "title": "mine"})
    assert answer.status_code == 409
    assert b"theirs" in answer.content and b"mine" in answer.content
    record = load(folder).get("chung-seoul")
    assert record is not None
    assert record.title == "theirs"


def test_a_reader_may_not_change_and_the_past_is_read_only(signed_in: SignIn) -> None:
    assert signed_in("reader").get("/talks/r/chung-seoul/edit").status_code == 404
    officer = signed_in("officer")
    assert officer.get("/talks/r/chung-seoul/edit?on=2018-03-09").status_code == 404
    assert b"Read only." in officer.get("/talks/r/chung-seoul?on=2018-03-09").content


def test_a_new_record_is_filed_with_the_day_it_was_learned(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    answer = officer.post(
        "/talks/records/statement/new", {"by": "raj-shah", "said": "2018-03-12", "words": "no comment at all"}
    )
    assert answer.status_code == 302
    id = answer["Location"].rpartition("/")[2]
    assert id.startswith("no-comment-at-all-")
    record = load(folder).get(id)
    assert record is not None
    assert record.learned is not None and record.learned.text == "2018-03-12"
    assert b"no comment at all" in officer.get(answer["Location"]).content


def test_a_change_made_by_hand_is_there_within_a_second(signed_in: SignIn, folder: Path) -> None:
    reader = signed_in("reader")
    assert b"a new title by hand" not in reader.get("/talks/r/kim-message").content
    file = folder / "relay-kim-message.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("title: the message of 5 March", "title: a new title by hand", 1), encoding="utf-8"
    )

    time.sleep(0.5)
    assert b"a new title by hand" in reader.get("/talks/r/kim-message").content


CONFLICT = """conflicts:
- id: freeze
  title: Freeze for freeze
  sides:
  - {id: we, who: us, prefers: [pause, "!halt"]}
  - {id: they, who: dprk, prefers: [halt, "!pause"]}
  options:
  - {id: halt, says: suspend the exercises, by: we}
  - {id: pause, says: pause the tests, by: they}
  today: NN
  wanted: YY
"""


def test_a_conflict_is_drawn_and_explained(folder: Path, signed_in: SignIn) -> None:
    (folder / "conflict.yaml").write_text(CONFLICT)
    text = signed_in("reader").get("/talks/show/conflicts/freeze").content.decode()
    assert "Of four outcomes two hold for all sides under SEQ: NN and YY." in text
    assert text.count("<svg") >= 2 and "State graph of four states." in text
