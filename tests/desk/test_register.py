"""The register of lines: what is in force, who was not heard, what may be said."""

import re
from datetime import date
from pathlib import Path

from tests.desk.conftest import SignIn

from summitry.analysis.lines import PUBLIC, question_reading
from summitry.folder.load import load

PAGE = "/talks/lines/preconditions"


def test_every_public_answer_in_force_stands_in_the_register(signed_in: SignIn, folder: Path) -> None:
    page = signed_in("reader").get(PAGE).content.decode()
    dossier = load(folder).as_of(date(2018, 3, 12))
    reading = dossier.ask(question_reading, "preconditions")
    public = [g for g in reading.current if g.register == PUBLIC]
    assert len(public) > 2
    assert page.count('class="ans ') == len(public)
    for given in public:
        assert f"/talks/r/{given.statement}" in page
    assert page.count("no line found") == len(reading.silent)
    assert "divided body" in page


def test_no_bar_lies_beyond_its_lane(signed_in: SignIn) -> None:
    page = signed_in("reader").get(PAGE).content.decode()
    bars = re.findall(r'<rect class="b \w+" x="([\d.]+)%" width="([\d.]+)%"', page)
    assert bars
    assert all(float(x) >= 0 and float(x) + float(w) <= 100.61 for x, w in bars)


def test_who_was_asked_and_did_not_answer_is_told_apart(signed_in: SignIn) -> None:
    officer, page = signed_in("officer"), "/talks/lines/regime-change"
    assert b"Nobody has asked." in officer.get(page).content
    sent = {"who": "white-house", "on": "2018-03-12"}
    assert officer.post("/talks/add/regime-change/asked", sent).status_code == 302
    assert b"Asked 2018-03-12" in officer.get(page).content
    assert signed_in("reader").get("/talks/lines/no-such").status_code == 404


def test_a_day_may_be_typed_as_it_is_shown(signed_in: SignIn) -> None:
    page = signed_in("reader").get(PAGE, {"on": "9 March 2018"})
    assert page.status_code == 200 and b"Read only." in page.content
