"""The pledge page: the readings, and a scope that is tried and never saved."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.analysis.pledges import back_test
from summitry.folder.load import load

PAGE = "/talks/pledges/test-pause-2018"
DAY = date(2018, 3, 12)


def result(page: bytes) -> str:
    found = re.search(r'id="tried"[^>]*>(.*?)</p>', page.decode(), re.DOTALL)
    assert found is not None
    return found[1]


def test_a_scope_is_tried_and_nothing_is_saved(signed_in: SignIn, folder: Path) -> None:
    texts = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    reader = signed_in("reader")
    worded = result(reader.get(PAGE).content)
    wider = result(reader.get(f"{PAGE}?k.satellite-launch-vehicle=in&since=1984").content)
    assert worded != wider and "since 1984" in wider
    dossier = load(folder).as_of(DAY)
    test = back_test(dossier, "test-pause-2018")
    assert test is not None
    words = test.tests[0].readings[0]
    since = max(rank.since for rank in words.ranks)
    assert f"broken on {sum(s.day >= since for s in words.struck)} days since {since.year}" in worded
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == texts


def test_each_preset_leads_to_its_scope(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    page = reader.get(PAGE).content.decode()
    presets = re.findall(r'<a class="do( first)?" href="([^"]+)"', page)
    assert len(presets) >= 2 and sum(bool(first) for first, _ in presets) == 1
    for _, href in presets:
        there = reader.get(href.replace("&amp;", "&")).content.decode()
        assert 'aria-current="true"' in there


@pytest.mark.parametrize(
    "query",
    [
        "k.nuclear-test=maybe", "since=abcd", "since=99999", "k.no-such=in",
        "k.nuclear-test=out&k.nuclear-test=in",
    ],
)  # fmt: skip
def test_what_nobody_can_try_changes_nothing(signed_in: SignIn, query: str) -> None:
    assert signed_in("reader").get(f"{PAGE}?{query}").status_code == 200


def test_a_scope_of_nothing_is_broken_by_nothing(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    kinds = set(re.findall(r'name="(k\.[^"]+)"', reader.get(PAGE).content.decode()))
    page = reader.get(PAGE, dict.fromkeys(kinds, "silent"))
    assert page.status_code == 200
    assert re.search("Nothing in this scope|No list of past events", result(page.content))


def test_a_pledge_of_no_kind_says_so(signed_in: SignIn) -> None:
    assert b"names no kind of event" in signed_in("reader").get("/talks/pledges/no-regime-change").content


def test_a_reading_is_added(signed_in: SignIn, folder: Path) -> None:
    sent = {"by": "rok", "says": "short ranges are not meant", "since": "2018-03-12"}
    officer = signed_in("officer")
    assert officer.post("/talks/add/test-pause-2018/readings", sent).status_code == 302
    assert b"short ranges are not meant" in officer.get(PAGE).content
