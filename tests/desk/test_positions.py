"""The positions grid tells blank, asked and spoken apart; the journal shows what one may read."""

from datetime import date
from pathlib import Path

from tests.desk.conftest import SignIn

from summitry.analysis.positions import position_grid
from summitry.folder.load import load

PAGE = "/talks/positions/take-up-offer"


def test_the_footer_counts_what_the_grid_shows(signed_in: SignIn, folder: Path) -> None:
    page = signed_in("reader").get(PAGE).content.decode()
    grid = load(folder).as_of(date(2018, 3, 12)).ask(position_grid, "take-up-offer")
    blank = grid.in_state("blank")
    assert blank and f"{len(blank)} blank: nobody looked" in page
    assert page.count("nobody looked</span>") == len(blank)
    assert "asked, no answer</a>" not in page, "a reader records nothing"


def test_asked_and_silent_is_no_longer_blank(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    form = officer.get("/talks/add/take-up-offer/asked?who=jcs").content
    assert b'value="jcs"' in form, "the body is filled in"
    before = officer.get(PAGE).content.count(b"nobody looked</span>")
    sent = {"who": "jcs", "on": "2018-03-12"}
    assert officer.post("/talks/add/take-up-offer/asked", sent).status_code == 302
    page = officer.get(PAGE).content
    assert page.count(b"nobody looked</span>") == before - 1
    assert b"silent, asked 12 March 2018" in page
    assert officer.get("/talks/positions/no-such").status_code == 404


def test_the_journal_is_for_who_may_see_it_and_hides_hidden_records(signed_in: SignIn) -> None:
    officer = signed_in("officer", groups=("consular",))
    sent = {"who": "jcs", "on": "2018-03-12"}
    assert officer.post("/talks/add/take-up-offer/asked", sent).status_code == 302
    page = signed_in("secretariat").get("/talks/journal")
    assert page.status_code == 200 and b"/talks/r/take-up-offer" in page.content
    assert signed_in("reader").get("/talks/journal").status_code == 404
    assert signed_in("administrator").get("/talks/journal").status_code == 404, "no content by office"
