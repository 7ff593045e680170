"""Forms say what the check would find, in its own sentences, before anything is saved."""

import re
from pathlib import Path

from tests.desk.conftest import SignIn

from summitry.folder.load import load


def shown(page: str) -> dict[str, str]:
    """The plain fields of a form as the page fills them."""
    found = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', page))
    return found | dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<', page))


def test_a_record_says_what_its_change_would_bring_and_writes_nothing(
    signed_in: SignIn, folder: Path
) -> None:
    officer = signed_in("officer")
    form = shown(officer.get("/talks/r/chung-seoul/edit").content.decode())
    before = load(folder).get("chung-seoul")
    there = officer.post("/talks/r/chung-seoul/would-find", form).content.decode()
    assert "The check would find" not in there
    answer = officer.post("/talks/r/chung-seoul/would-find", {**form, "by": ""})
    text = answer.content.decode()
    assert "The check would find one thing new." in text
    assert "does not say who said it" in text
    wrong = officer.post("/talks/r/chung-seoul/would-find", {**form, "said": "8 Mrch"}).content.decode()
    assert "&quot;8 Mrch&quot; is not a date." in wrong
    assert load(folder).get("chung-seoul") == before
    assert officer.get("/talks/r/chung-seoul/would-find").status_code == 405


def test_without_script_a_button_says_it(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    form = shown(officer.get("/talks/r/chung-seoul/edit").content.decode())
    page = officer.post("/talks/r/chung-seoul/edit?look=1", {**form, "by": ""})
    assert page.status_code == 200 and "does not say who said it" in page.content.decode()
    new = officer.post("/talks/records/statement/new?look=1", {"words": "no comment"})
    assert new.status_code == 200 and "no comment" in new.content.decode()
    assert "no comment" not in {getattr(s, "words", "") for s in load(folder).index.records()}


def test_a_new_record_is_not_blamed_for_blanks_and_is_judged_by_the_rest(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    bare = officer.post("/talks/records/statement/would-find", {"words": ""}).content.decode()
    assert "The check finds nothing in it." in bare
    sent = {"by": "chung", "said": "2018-03-09", "words": "not a word"}
    assert "comes from" in officer.post("/talks/records/statement/would-find", sent).content.decode()


def test_one_more_entry_is_judged_in_its_record(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    nobody = officer.post("/talks/would-find/kim-message/hops", {"by": "chung"}).content.decode()
    assert "There is no" in nobody and "called &quot;chung&quot;" in nobody
    sent = {"by": "chung-eui-yong", "on": "2018-03-09", "w.pause": "no tests for a year"}
    answer = officer.post("/talks/would-find/kim-message/hops", sent)
    assert answer.status_code == 200 and "The check would find" in answer.content.decode()
    assert officer.post("/talks/would-find/kim-message/nothing", sent).status_code == 404


def test_nothing_is_said_of_what_is_withheld(signed_in: SignIn) -> None:
    officer, reader = signed_in("officer"), signed_in("reader")
    hidden = officer.post("/talks/r/case-1/would-find", {"title": "x"})
    absent = officer.post("/talks/r/case-9/would-find", {"title": "x"})
    assert hidden.status_code == absent.status_code == 404 and hidden.content == absent.content
    assert reader.post("/talks/r/chung-seoul/would-find", {"title": "x"}).status_code == 404
