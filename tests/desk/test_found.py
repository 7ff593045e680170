"""The page of all that the check finds, and what to do about it in the words of the desk's forms."""

import re
from pathlib import Path

import pytest
from lxml import html
from tests.desk.conftest import SignIn

from summitry.desk import beside
from summitry.desk.pages import found
from summitry.desk.pages.hinting import hinted
from summitry.dossier.header import Grants
from summitry.dossier.kinds import Accepted
from summitry.folder.load import load
from summitry.secretariat.checking import check
from summitry.secretariat.opening import default_day


def test_it_lists_what_the_check_finds_for_its_reader(folder: Path, signed_in: SignIn) -> None:
    client = signed_in("officer")
    whole = load(folder)
    report = check(whole.narrowed(Grants("restricted")).as_of(default_day(whole)))
    shown: list[str] = []
    address = "/talks/findings/"
    while address:
        page = html.fromstring(client.get(address).content)
        shown += [" ".join(each.text_content().split()) for each in page.xpath("//article/p[1]")]
        more = page.xpath("//main//a[@rel='next']")
        address = more[0].get("href") if more else ""
    assert shown == [" ".join(d.message.split()) for d in report.findings]
    assert len(shown) > found.PER_PAGE


def test_one_sort_alone_and_one_kind_of_record_alone(folder: Path, signed_in: SignIn) -> None:
    client = signed_in("officer")
    every = html.fromstring(client.get("/talks/findings/").content)
    counts = {
        a.text_content().split()[0]: int(a.text_content().split()[1])
        for a in every.xpath("//nav[@class='tabs']/a")
    }
    grave = html.fromstring(client.get("/talks/findings/?sort=grave").content)
    assert counts["All"] == counts["Grave"] + counts["Serious"] + counts["Notices"]
    assert len(grave.xpath("//article")) == counts["Grave"] > 0
    relays = html.fromstring(client.get("/talks/findings/?sort=grave&kind=relay").content)
    assert 0 < len(relays.xpath("//article")) < counts["Grave"]
    assert len(html.fromstring(client.get("/talks/findings/?sort=x&kind=x").content).xpath("//article")) == (
        found.PER_PAGE
    )


def test_the_secretariat_accepts_one_from_there_and_sees_why(folder: Path, signed_in: SignIn) -> None:
    assert b"Accept it as it is" not in signed_in("officer").get("/talks/findings/").content
    client = signed_in("secretariat")
    assert b"Accept it as it is" not in client.get("/talks/findings/?on=2018-03-09").content
    page = html.fromstring(client.get("/talks/findings/?sort=notice").content)
    first = page.xpath("//article")[0]
    form = client.get(first.xpath(".//a[@class='act']")[0].get("href"))
    assert b"Accept a finding" in form.content
    fields = html.fromstring(form.content).forms[-1].fields
    sent = {key: value or "" for key, value in dict(fields).items()} | {
        "because": "We have known it for years."
    }
    answer = client.post(f"/talks/records/{Accepted.kind}/new", sent)
    assert answer.status_code == 302
    after = html.fromstring(client.get("/talks/findings/?sort=accepted").content)
    assert [a.xpath(".//p")[0].text_content() for a in after.xpath("//article")] == [
        first.xpath(".//p")[0].text_content()
    ]
    assert "Accepted: We have known it for years." in after.text_content()


def test_of_a_large_dossier_it_says_that_every_rule_is_looking(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "AT_ONCE", 0)
    assert b"Every rule is looking at the dossier." in signed_in("officer").get("/talks/findings/").content


def test_hints_are_said_in_the_words_of_forms() -> None:
    assert hinted("Add `threshold: ...` and `source_rule: two independent`, before anybody looks.") == (
        'Add "Threshold" and "Source rule": two independent, before anybody looks.'
    )
    assert hinted("Enter each look: `seen: [{on: ..., result: not seen, source: ...}]`.") == (
        'Enter each look: "Seen" (on, result: not seen, source).'
    )
    assert hinted("`summitry show countdown summit` shows what forces each.") == (
        'The page "Clock" shows what forces each.'
    )
    assert hinted("`summitry stability . conflict --inverse s` says what would make it hold.") == ""


def test_no_page_of_a_rule_is_shown_with_marks_of_text(folder: Path, signed_in: SignIn) -> None:
    client = signed_in("secretariat")
    for start in (0, 60):
        content = client.get(f"/talks/findings/?from={start}").content.decode()
        assert "`" not in html.fromstring(content).text_content()
        assert not re.search(r"summitry (show|import|rename|stability)", content)
