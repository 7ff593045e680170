"""Clearance by paragraph, as a browser without script sees it."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk import shelf
from summitry.desk.accounts.models import Grant, OwnAct
from summitry.dossier.kinds import Clearance, Draft, Line, Paper
from summitry.folder.load import load

PAGE = "/talks/papers/plan/clearance"
TEXT = """The message has reached Washington.

The Secretary asks for a pause.

The exercises go ahead.
"""


@pytest.fixture
def paper(folder: Path) -> Path:
    """A paper that has not gone round."""
    front = "---\nkind: paper\nid: plan\ntitle: The meeting plan\nlearned: 2018-03-10\n---\n"
    (folder / "plan.md").write_text(front + TEXT, encoding="utf-8")
    shelf.served.cache_clear()
    return folder


@pytest.fixture
def round_(paper: Path, signed_in: SignIn) -> Path:
    """The paper, sent round to three offices."""
    secretariat = signed_in("secretariat", office="state")
    sent = {"act": "send", "office": ["state", "dod", "nsc"], "deadline": "14 March 2018", "owner": "state"}
    assert secretariat.post(PAGE, sent).status_code == 302
    return paper


def shown(client: Client, number: int, page: str = PAGE) -> dict[str, str]:
    """The hidden fields of a paragraph's form, as the browser sends them."""
    text = client.get(page).content.decode()
    row = text[text.index(f'id="p{number}"') :]
    return {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', row)[1])  # type: ignore[index]
        for name in ("digest", "number", "seen")
    }


def says(client: Client, number: int, act: str, page: str = PAGE, **said: str) -> int:
    return client.post(page, {**shown(client, number, page), "act": act, **said}).status_code


def text_now(folder: Path) -> str:
    paper = load(folder).of(Paper, "plan")
    assert paper is not None
    return paper.text


def test_a_paper_goes_round_and_offices_clear_it(signed_in: SignIn, round_: Path) -> None:
    clearer = signed_in("clearer", office="dod")
    page = clearer.get(PAGE).content.decode()
    assert "3 of 3 paragraphs wait for" in page
    assert "Due 14 March 2018" in page and "style=" not in page
    assert says(clearer, 1, "clear") == 302
    assert says(clearer, 2, "objects", because="no way to verify it") == 302
    page = clearer.get(PAGE).content.decode()
    assert "no way to verify it" in page and "1 of 3" in page
    home = clearer.get("/talks/").content.decode()
    assert "One paragraph open for" in home
    assert f'href="{PAGE}"' in home
    assert clearer.post(PAGE, {"act": "back"}).status_code == 302
    assert "no way to verify it" not in clearer.get(PAGE).content.decode()


def test_what_moved_is_not_signed_and_the_difference_is_shown(signed_in: SignIn, round_: Path) -> None:
    clearer = signed_in("clearer", office="dod")
    read = shown(clearer, 2)
    file = round_ / "plan.md"
    file.write_text(file.read_text(encoding="utf-8").replace("a pause", "an end"), encoding="utf-8")
    answer = clearer.post(PAGE, {**read, "act": "clear"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Not signed" in page and "<del>a pause</del>" in page and "<ins>an end</ins>" in page
    assert "cleared</span>" not in page


def test_clashing_edits_stand_side_by_side_and_the_owner_settles(signed_in: SignIn, round_: Path) -> None:
    dod, nsc = signed_in("clearer", office="dod"), signed_in("clearer", office="nsc")
    edits = {"nature": "substance", "because": ""}
    assert says(dod, 2, "edits", edits="The Secretary demands a pause.", **edits) == 302
    assert says(nsc, 2, "edits", edits="The Secretary asks for the pause.", **edits) == 302
    assert says(nsc, 1, "clear") == 302
    owner, other = signed_in("secretariat", office="state"), signed_in("secretariat", office="dod")
    page = owner.get(PAGE).content.decode()
    assert "2 offices want different words in paragraph 2" in page
    assert "Settle paragraph 2" in page and "Settle paragraph 2" not in other.get(PAGE).content.decode()
    sent = {**shown(owner, 2), "act": "settle", "take": "1", "text-1": "The Secretary demands a pause."}
    assert other.post(PAGE, sent).status_code == 404, "another than the one who is named"
    assert owner.post(PAGE, sent).status_code == 302
    assert text_now(round_) == TEXT.replace("asks for", "demands").strip("\n")
    page = nsc.get(PAGE).content.decode()
    assert "Open again" in page and "<ins>demands</ins>" in page
    assert page.count("reopened</span>") == 1, "one office, one paragraph"
    answer = owner.post(PAGE, {**sent, "text-1": "Something else."})
    assert answer.status_code == 409, "what was read is not what stands there"


@pytest.mark.parametrize("act", ["clear", "edits", "objects", "settle", "send", "silence", "no-such", ""])
def test_nobody_does_what_is_not_his_to_do(signed_in: SignIn, round_: Path, act: str) -> None:
    before = {
        p.name: p.read_bytes() for p in round_.rglob("*.*") if p.is_file() and ".summitry" not in str(p)
    }
    sent = {"digest": "0" * 64, "number": "1", "act": act, "office": "dod"}
    assert signed_in("reader").post(PAGE, sent).status_code == 404
    officer = signed_in("officer", office="nsc")
    assert officer.post(PAGE, sent).status_code == 404
    clearer = signed_in("clearer", office="usun")
    assert clearer.post(PAGE, sent).status_code in (404, 409, 422)
    assert clearer.post(f"{PAGE}?on=2018-03-11", sent).status_code == 404
    absent = officer.get("/talks/papers/no-such/clearance")
    assert absent.status_code == 404
    assert signed_in("administrator").get(PAGE).content == absent.content
    after = {p.name: p.read_bytes() for p in round_.rglob("*.*") if p.is_file() and ".summitry" not in str(p)}
    assert after == before


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "clear"}, {"act": "clear", "digest": "x" * 9999},
        {"act": "edits", "edits": "\x00", "nature": "wording"}, {"act": "edits", "edits": "x" * 60_000},
        {"act": ["clear", "edits"], "digest": ["a", "b"]}, {"act": "objects", "because": "\x00"},
    ],
)  # fmt: skip
def test_hostile_words_are_refused(signed_in: SignIn, round_: Path, sent: dict[str, object]) -> None:
    clearer = signed_in("clearer", office="dod")
    real = shown(clearer, 1)
    before = load(round_).ids("clearance")
    status = clearer.post(PAGE, {**real, **sent} if "digest" not in sent else sent).status_code
    after = load(round_).ids("clearance")
    assert status in (409, 422) or (sent == {"act": "clear"} and status == 302)
    assert after == before or status == 302
    assert not load(round_).faults


def test_an_empty_paper_says_what_to_do(signed_in: SignIn, folder: Path) -> None:
    page = signed_in("officer").get("/talks/papers/options-march/clearance").content.decode()
    assert "holds no text of this paper" in page and "Put its text in" in page
    listed = signed_in("reader").get("/talks/papers/").content.decode()
    assert "Options for a first meeting" in listed and "no text yet" in listed


def test_the_page_is_marked_as_its_highest_paragraph(signed_in: SignIn, round_: Path) -> None:
    file = round_ / "plan.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("The exer", "(restricted) The exer"), encoding="utf-8"
    )
    shelf.served.cache_clear()
    page = signed_in("clearer", office="dod").get(PAGE).content.decode()
    assert 'class="marking is-restricted">restricted<' in page.replace("\n", "")
    assert signed_in("clearer", office="dod", marking="open").get(PAGE).status_code == 404


def test_the_official_paper_is_the_pdf(signed_in: SignIn, round_: Path) -> None:
    answer = signed_in("officer").get("/talks/papers/plan/clearance.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert signed_in("reader").get("/talks/papers/plan/clearance.pdf").status_code == 404


def test_unsaved_words_come_back_on_the_text_they_were_written_upon(round_: Path, signed_in: SignIn) -> None:
    clearer, other = signed_in("clearer", office="dod"), signed_in("secretariat", office="state")
    upon = shown(clearer, 2)
    sent = {**upon, "edits": "The Secretary asks for a long pause.", "nature": "wording"}
    clearer.post("/talks/typing", {**sent, "kept-page": PAGE, "kept-as": "says 2"})
    text = {**upon, "act": "settle", "take": "own", "text": "The Secretary asks for quiet."}
    assert other.post(PAGE, text).status_code == 302
    assert "Your unsaved text" in clearer.get(PAGE).content.decode()
    again = clearer.post(PAGE, {"restore": "says 2"}).content.decode()
    assert "asks for a long pause." in again and 'value="wording" checked' in again
    assert upon["digest"] in again, "what it was written upon"
    refused = clearer.post(PAGE, {**sent, "act": "edits", "kept-as": "says 2"})
    assert refused.status_code == 409
    assert "asks for a long pause." in refused.content.decode(), "nobody's words are lost"


LINE, DRAFT = "/talks/papers/line-regime-change/clearance", "/talks/papers/agreed-objective-draft/clearance"
SENT = {"act": "send", "office": ["dod", "nsc"], "deadline": "14 March 2018", "owner": "state"}


@pytest.mark.parametrize(
    ("page", "noun", "shown_at"),
    [
        (LINE, "line", ("/talks/lines/regime-change", "/talks/r/line-regime-change", "/talks/papers/")),
        (DRAFT, "draft", ("/talks/show/drafts/agreed-objective-draft", "/talks/r/agreed-objective-draft",
                          "/talks/papers/")),
    ],
)  # fmt: skip
def test_a_line_and_a_draft_go_round_and_say_so_wherever_they_are_shown(
    signed_in: SignIn, folder: Path, page: str, noun: str, shown_at: tuple[str, ...]
) -> None:
    secretariat, clearer = signed_in("secretariat", office="state"), signed_in("clearer", office="dod")
    unsent = secretariat.get(shown_at[0]).content.decode()
    if noun == "line":
        assert "Not sent round." in unsent and "Send it round" in unsent
    assert secretariat.post(page, SENT).status_code == 302
    for address in shown_at:
        seen = clearer.get(address).content.decode()
        assert f'href="{page}"' in seen, address
        if address != "/talks/papers/":
            assert "Clear it" in seen and "no answer yet" in seen, address
    assert f'href="{page}"' in clearer.get("/talks/").content.decode(), "it waits on the home page"
    text = clearer.get(page).content.decode()
    assert f"The {noun}</a>" in text and "wait" in text
    assert says(clearer, 1, "clear", page) == 302
    assert "Clear it" not in clearer.get(shown_at[0]).content.decode() or noun == "draft"
    given = [c for c in load(folder).all(Clearance) if c.stand == "clears"]
    assert [(c.by, len(c.paragraphs), bool(c.seen)) for c in given] == [("dod", 1, True)]


def test_the_words_of_a_line_are_settled_and_it_may_be_said(signed_in: SignIn, folder: Path) -> None:
    owner, dod = signed_in("secretariat", office="state"), signed_in("clearer", office="dod")
    owner.post(LINE, {**SENT, "office": ["dod"]})
    assert says(dod, 1, "edits", LINE, edits="We seek no change of regime.", nature="substance") == 302
    waits = "Other words are asked for in paragraph 1, by Department of Defense."
    assert waits in owner.get("/talks/").content.decode()
    assert waits not in dod.get("/talks/").content.decode(), "it waits for the one who settles"
    sent = {**shown(owner, 1, LINE), "act": "settle", "take": "1", "text-1": "We seek no change of regime."}
    assert owner.post(LINE, sent).status_code == 302
    line = load(folder).of(Line, "line-regime-change")
    assert line is not None and line.words == "We seek no change of regime." and len(line.changes) == 1
    assert "Other words are asked for" not in owner.get("/talks/").content.decode()
    register = dod.get("/talks/lines/regime-change").content.decode()
    assert "1 of 1 cleared." in register and "may be said" in register


def test_a_clause_of_a_draft_keeps_its_brackets(signed_in: SignIn, folder: Path) -> None:
    owner = signed_in("secretariat", office="state")
    owner.post(DRAFT, SENT)
    before = load(folder).of(Draft, "agreed-objective-draft")
    assert before is not None
    fields = shown(owner, 2, DRAFT)
    sent = {**fields, "act": "settle", "take": "own", "text": f"For now: {fields['seen']}"}
    assert owner.post(DRAFT, sent).status_code == 302
    after = load(folder).of(Draft, "agreed-objective-draft")
    assert after is not None and after.text == before.text.replace("As a first", "For now: As a first")
    assert after.held == before.held


@pytest.mark.parametrize("page", [PAGE, LINE, DRAFT])
def test_a_sending_round_is_taken_back_from_any_page(signed_in: SignIn, paper: Path, page: str) -> None:
    secretariat, before = signed_in("secretariat", office="state"), load(paper).whole.records
    assert secretariat.post(page, SENT).status_code == 302
    assert "the sending round of" in secretariat.get("/talks/records/").content.decode()
    answer = secretariat.post("/talks/undo", {"back": "/talks/"}, follow=True).content.decode()
    assert "Taken back: The sending round of" in answer
    assert load(paper).whole.records == before


def test_a_sending_round_that_was_answered_is_not_taken_back(signed_in: SignIn, round_: Path) -> None:
    assert says(signed_in("clearer", office="dod"), 1, "clear") == 302
    before = load(round_).whole.records
    again = signed_in("secretariat", office="state")
    again.post(PAGE, {**SENT, "office": ["usun"]})
    other = signed_in("clearer", office="usun")
    assert says(other, 2, "clear") == 302
    answer = again.post("/talks/undo", {"back": "/talks/"}, follow=True).content.decode()
    assert "was left as it stands. It was answered since:" in answer
    refused = signed_in("secretariat", office="state").post(PAGE, {"act": "back"})
    assert refused.status_code == 422 and "Nothing of yours" in refused.content.decode()
    assert len(load(round_).whole.records) > len(before)


def test_a_settled_paragraph_is_taken_back_on_its_page_until_somebody_speaks_of_it(
    signed_in: SignIn, round_: Path
) -> None:
    owner, dod = signed_in("secretariat", office="state"), signed_in("clearer", office="dod")
    assert says(dod, 2, "clear") == 302
    before = load(round_).whole.records
    sent = {"act": "settle", "take": "own", "text": "The Secretary demands a pause."}
    assert owner.post(PAGE, {**shown(owner, 2), **sent}).status_code == 302
    assert "Take back the change of paragraph 2" in owner.get(PAGE).content.decode()
    assert owner.post(PAGE, {"act": "back"}).status_code == 302
    assert load(round_).whole.records == before
    assert owner.post(PAGE, {**shown(owner, 2), **sent}).status_code == 302
    assert says(dod, 2, "clear") == 302
    refused = owner.post(PAGE, {"act": "back"})
    assert refused.status_code == 422
    assert "The change of paragraph 2 was left as it stands. It was answered since: Department of" in (
        refused.content.decode()
    )
    assert "demands" in text_now(round_)


def test_what_others_changed_since_is_named_where_a_change_is_not_taken_back(
    signed_in: SignIn, round_: Path
) -> None:
    owner, other = signed_in("secretariat", office="state"), signed_in("secretariat", office="state")
    sent = {"act": "settle", "take": "own", "text": "The Secretary demands a pause."}
    owner.post(PAGE, {**shown(owner, 2), **sent})
    other.post(PAGE, {**shown(other, 3), **sent, "text": "The exercises wait."})
    answer = owner.post("/talks/undo", {"back": "/talks/"}, follow=True).content.decode()
    assert "The change of paragraph 2 of The meeting plan was left as it stands." in answer
    assert re.search(r"secretariat-\d changed it at", answer)
    assert "demands" in text_now(round_) and "wait" in text_now(round_)


def test_whoever_may_not_send_round_any_more_takes_nothing_back(signed_in: SignIn, round_: Path) -> None:
    account = OwnAct.objects.get().account
    Grant.objects.filter(account=account).update(role="reader")
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert "Take it back" not in client.get("/talks/").content.decode()
    assert client.post("/talks/undo").status_code == 404
    assert client.post(PAGE, {"act": "back"}).status_code == 422
