"""What one can do about a row is done in the row: the page stays, and nothing of it is lost."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.desk.conftest import SignIn
from tests.desk.test_undoing import undone

from summitry.dossier.kinds import Agreement, Alternative, Decision, Encounter, Task
from summitry.folder.load import load

DUTY = "leap-day/launch-pause-2012"
DRAFT = "agreed-objective-draft"

ACTS = (
    ("ledger/leap-day", "fate", DUTY, {"status": "1", "on": "12 March 2018", "says": "kept for two weeks"}),
    ("ledger/", "duties", "leap-day", {"by": "us", "does": "send an envoy"}),
    ("ledger/leap-day", "states", "", {"since": "2018-03-12", "is": "void"}),
    ("alternatives/", "seen", "satellite-notice", {"result": "not seen", "on": "2018-03-12"}),
    ("alternatives/dprk-b", "seen", "sanctions-slack", {"result": "unclear", "on": "2018-03-12"}),
    ("decisions/", "states", "accept-summit", {"is": "held", "since": "2018-03-12"}),
    ("decisions/accept-summit", "consulted", "state", {"who": "state", "on": "2018-03-12"}),
    ("decisions/accept-summit", "task", "", {"title": "draft the answer", "arises_from": "accept-summit"}),
    ("roadmaps/", "roadmap", "options-march", {"by": "us", "does": "send a reply"}),
    ("roadmaps/options-march", "fate", "options-march/keep-pause", {"status": "3"}),
    (f"drafts/{DRAFT}", "held", f"{DRAFT} b", {"words": "while the dialogue continues", "by": "dprk"}),
    (f"drafts/{DRAFT}", "given-up", f"{DRAFT} b",
     {"words": "while the dialogue continues", "by": "rok", "withdrawn": "2018-03-12"}),
    ("people/", "holders", "ambassador-seoul", {"who": "mark-lippert", "since": "2018-03-12"}),
    ("people/robert-ashley", "encounter", "", {"who": "robert-ashley", "with": "dprk", "about": "detainees"}),
)  # fmt: skip


BY_HAND = (
    ("positions/options-march", "asked", "jcs", {"who": "jcs", "answer": "no objection"}),
    ("positions/options-march", "position", "jcs options-march/talks-first",
     {"by": "jcs", "about": "options-march/talks-first", "stand": "support", "words": "we can live with it"}),
    ("positions/take-up-offer", "asked", "", {"who": "nsc", "on": "2018-03-12"}),
    ("lines/end-state", "asked", "nsc", {"who": "nsc", "answer": "soon"}),
    ("pledges/test-pause-2018", "readings", "", {"by": "dprk", "says": "as long as talks go on"}),
    ("pledges/test-pause-2018", "fate", "", {"status": "3"}),
    ("relays/kim-message", "asked", "", {"who": "kcna", "on": "2018-03-12"}),
    ("meetings/summit/clock", "done", "korean-original", {"on": "2018-03-12"}),
)  # fmt: skip


@pytest.mark.parametrize(("page", "do", "row", "sent"), BY_HAND)
def test_the_pages_that_were_made_by_hand_do_so_too(
    signed_in: SignIn, folder: Path, page: str, do: str, row: str, sent: dict[str, str]
) -> None:
    officer, before, there = signed_in("officer"), load(folder).whole.records, f"/talks/{page}"
    link = f"{there}?{urlencode({'do': do, **({'row': row} if row else {})})}"
    assert f'href="{link}"' in shown(officer, there)
    form = shown(officer, link)
    assert form.count('class="inplace"') == 1 and all(f'name="{key}"' in form for key in (*sent, "source"))
    answer = officer.post(there, {"do": do, "row": row, "source": "essay p. 1", **sent})
    assert answer.status_code == 302 and answer["Location"].partition("#")[0] == there
    assert load(folder).whole.records != before
    assert "Take it back" in shown(officer, there)
    assert "Taken back:" in undone(officer)
    assert load(folder).whole.records == before
    reader = signed_in("reader")
    assert f"do={do}" not in shown(reader, there).partition("<main")[2]
    assert reader.post(there, {"do": do, "row": row, **sent}).status_code == 404


def address(view: str, do: str, row: str) -> str:
    return f"/talks/show/{view}?{urlencode({'do': do, **({'row': row} if row else {})})}"


def shown(client: Client, at: str) -> str:
    return unescape(client.get(at).content.decode())


@pytest.mark.parametrize(("view", "do", "row", "sent"), ACTS)
def test_it_is_filed_in_the_row_and_taken_back_to_the_letter(
    signed_in: SignIn, folder: Path, view: str, do: str, row: str, sent: dict[str, str]
) -> None:
    officer, before = signed_in("officer"), load(folder).whole.records
    there = f"/talks/show/{view}"
    plain = shown(officer, there)
    assert address(view, do, row) in plain and 'class="inplace"' not in plain
    open_ = shown(officer, address(view, do, row))
    assert open_.count('class="inplace"') == 1
    assert all(f'name="{key}"' in open_ for key in (*sent, "source"))
    assert len(re.findall(r"<(?:input|select|textarea)[^>]* autofocus", open_)) == 1
    answer = officer.post(there, {"do": do, "row": row, "source": "essay p. 1", **sent})
    assert answer.status_code == 302, re.findall(r'role="alert".*?</div>', answer.content.decode(), re.DOTALL)
    assert answer["Location"].partition("#")[0] == there
    assert load(folder).whole.records != before
    after = shown(officer, answer["Location"])
    assert 'form="undo">Take it back' in after and 'class="inplace"' not in after
    assert answer["Location"].partition("#")[2] in re.findall(r' id="([^"]+)"', after), "back where it was"
    assert "Taken back:" in undone(officer)
    assert load(folder).whole.records == before


def test_what_was_filed_stands_where_it_belongs(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    for view, do, row, sent in ACTS:
        answer = officer.post(f"/talks/show/{view}", {"do": do, "row": row, "source": "essay p. 1", **sent})
        assert answer.status_code == 302
    dossier = load(folder)
    agreement = dossier.of(Agreement, "leap-day")
    assert agreement is not None
    fate = agreement.duties[0].fate[-1]
    assert (fate.status, fate.says, fate.on and fate.on.text) == (1, "kept for two weeks", "2018-03-12")
    assert len(agreement.duties) == 6 and agreement.duties[-1].does == "send an envoy"
    decision = dossier.of(Decision, "accept-summit")
    assert decision is not None and decision.consulted[-1].who == "state"
    assert "draft the answer" in {t.title for t in dossier.all(Task) if t.arises_from == "accept-summit"}
    assert [e.with_ for e in dossier.all(Encounter) if e.about == "detainees"] == [("dprk",)]


def test_what_is_wrong_is_said_in_the_row_and_what_was_typed_is_kept(signed_in: SignIn, folder: Path) -> None:
    officer, before = signed_in("officer"), load(folder).whole.records
    sent = {"do": "fate", "row": DUTY, "status": "2", "on": "8 Mrch", "says": "kept in words"}
    answer = officer.post("/talks/show/ledger/leap-day", sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert '"8 Mrch" is not a date' in page and 'value="kept in words"' in page and 'value="8 Mrch"' in page
    assert re.search(r'<option value="2" selected>carried out in part', page)
    assert re.search(r'name="on"[^>]*aria-invalid="true"', page)
    assert officer.post("/talks/show/ledger/leap-day", {"do": "fate", "row": DUTY}).status_code == 422
    looked = officer.post("/talks/show/ledger/leap-day?look=1", {**sent, "on": "2018-03-08"})
    assert looked.status_code == 200 and "kept in words" in looked.content.decode()
    assert load(folder).whole.records == before


def test_a_change_of_a_stale_text_is_refused_in_the_row_with_both(signed_in: SignIn, folder: Path) -> None:
    one, other = signed_in("officer"), signed_in("officer")
    there = "/talks/show/alternatives/"
    page = shown(one, address("alternatives/", "response", "dprk-b"))
    digests = dict(re.findall(r'name="(d\.[^"]+)" value="([^"]*)"', page))
    assert set(digests) == {"d.response"}, "of what it shows, and no more"
    sent = {"do": "response", "row": "dprk-b", "some": "1", **digests}
    assert other.post(there, {**sent, "response.says": "Ask for a date"}).status_code == 302
    refused = one.post(there, {**sent, "response.says": "Set an agenda", "response.ready": "no"})
    text = unescape(refused.content.decode())
    assert refused.status_code == 409
    assert "somebody changed the same fields" in text and "Ask for a date" in text
    assert 'value="Set an agenda"' in text
    alternative = load(folder).of(Alternative, "dprk-b")
    assert alternative is not None and alternative.response and alternative.response.says == "Ask for a date"
    again = {**sent, **dict(re.findall(r'name="(d\.[^"]+)" value="([^"]*)"', text))}
    assert one.post(there, {**again, "response.says": "Set an agenda"}).status_code == 302
    alternative = load(folder).of(Alternative, "dprk-b")
    assert alternative is not None and alternative.response and alternative.response.says == "Set an agenda"
    assert "Taken back:" in undone(one)
    assert alternative.says == load(folder).of(Alternative, "dprk-b").says  # type: ignore[union-attr]


def test_two_who_add_to_one_duty_both_have_their_way(signed_in: SignIn, folder: Path) -> None:
    one, other = signed_in("officer"), signed_in("officer")
    for client, says in ((one, "says one"), (other, "says the other")):
        answer = client.post(
            "/talks/show/ledger/leap-day", {"do": "fate", "row": DUTY, "status": "1", "says": says}
        )
        assert answer.status_code == 302
    assert "Taken back:" in undone(one)
    agreement = load(folder).of(Agreement, "leap-day")
    assert agreement is not None
    assert [f.says for f in agreement.duties[0].fate][-1] == "says the other"


def test_the_check_speaks_while_one_types(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    assert f'data-suppose="/talks/would-find/{DUTY}/fate"' in shown(officer, address("ledger/", "fate", DUTY))
    found = officer.post(f"/talks/would-find/{DUTY}/fate", {"status": "3", "on": "8 Mrch"}).content.decode()
    assert "&quot;8 Mrch&quot; is not a date." in found
    sent = {"status": "0", "because": "nobody-knows", "on": "2018-03-12"}
    assert "nobody-knows" in officer.post(f"/talks/would-find/{DUTY}/fate", sent).content.decode()
    page = shown(officer, address("alternatives/", "response", "dprk-b"))
    digest = dict(re.findall(r'name="(d\.[^"]+)" value="([^"]*)"', page))
    typed = {"some": "1", **digest, "response.says": "Set an agenda", "response.owner": "state",
             "response.ready": "yes"}  # fmt: skip
    told = unescape(officer.post("/talks/r/dprk-b/would-find", typed).content.decode())
    assert "The check finds nothing in it." in told, "the rest of the record stands as it stood"
    nobody = {**typed, "response.owner": "nobody-at-all"}
    assert "nobody-at-all" in officer.post("/talks/r/dprk-b/would-find", nobody).content.decode()


def test_the_last_source_is_proposed_and_said_to_be(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    before = shown(officer, address("ledger/", "fate", DUTY))
    assert "of your last act" not in before and 'value="12 March 2018"' in before
    sent = {"do": "seen", "row": "satellite-notice", "result": "not seen", "source": "essay p. 2"}
    assert officer.post("/talks/show/alternatives/", sent).status_code == 302
    after = shown(officer, address("ledger/", "fate", DUTY))
    assert 'value="essay p. 2"' in after and "of your last act" in after
    assert 'value="essay p. 2"' not in shown(signed_in("officer"), address("ledger/", "fate", DUTY))


def test_a_step_may_come_after_one_that_is_offered_and_a_document_is_offered_as_its_source(
    signed_in: SignIn,
) -> None:
    form = shown(signed_in("officer"), address("roadmaps/", "roadmap", "options-march"))
    offered = re.findall(r'<option value="([^"]+)"', form.partition("<datalist")[2])
    assert "options-march/keep-pause" in offered and "ap11" in offered and "us" in offered
    assert re.search(r'name="source"[^>]*list="known"', form)


def test_a_step_is_broken_where_it_stands_and_nothing_is_saved(signed_in: SignIn, folder: Path) -> None:
    officer, before = signed_in("officer"), load(folder).whole.records
    page = shown(officer, "/talks/show/roadmaps/options-march")
    link = next(h for h in re.findall(r'href="([^"]+)"', page) if "break=" in h and "keep-pause" in h)
    broken = shown(officer, link)
    assert "can no longer happen" in broken and "Back to the roadmaps as they stand" in broken
    assert "<s>" in broken
    assert shown(officer, "/talks/show/roadmaps/?break=options-march/keep-pause").count("<s>") > 1
    assert officer.get("/talks/show/roadmaps/?break=options-march/nothing").status_code == 404
    assert load(folder).whole.records == before
    reader = signed_in("reader")
    assert reader.get(link.partition("#")[0]).status_code == 200, "looking is not writing"


def test_who_may_not_write_finds_no_act_and_files_none(signed_in: SignIn, folder: Path) -> None:
    reader, officer, before = signed_in("reader"), signed_in("officer"), load(folder).whole.records
    sent = {"do": "fate", "row": DUTY, "status": "1"}
    assert reader.post("/talks/show/ledger/leap-day", sent).status_code == 404
    assert officer.post("/talks/show/ledger/leap-day?on=2018-03-09", sent).status_code == 404
    assert officer.post("/talks/show/ledger/leap-day", {**sent, "row": "leap-day/nothing"}).status_code == 404
    assert officer.post("/talks/show/ledger/leap-day", {}).status_code == 404
    for client, at in ((reader, ""), (officer, "&on=2018-03-09")):
        page = shown(client, f"{address('ledger/leap-day', 'fate', DUTY)}{at}")
        assert 'class="inplace"' not in page and "do=fate" not in page.partition("<main")[2]
    assert load(folder).whole.records == before
