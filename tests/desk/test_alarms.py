"""Alarms and monitors: what, why, since when, what rests on it, whose; noted; as of any day; back-tested."""

import re
from pathlib import Path

from tests.desk.conftest import SignIn

from summitry.secretariat.opening import load

PAGE = "/talks/alarms"


def test_an_alarm_says_all_and_is_noted_once(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer", office="state")
    page = officer.get(PAGE).content.decode()
    assert "Six alarms stand, two of them yours." in page
    assert "It had to begin on 13 February 2018" in page and "since 13 February 2018" in page
    assert "nobody is named" in page and "On it rests" in page and "Whose it is" in page
    key = re.search(r'name="key" value="([^"]*)"[^>]*aria-label="Take note: Finish the options paper"', page)
    assert key is not None
    assert officer.post(PAGE, {"key": key[1]}).status_code == 302
    page = officer.get(PAGE).content.decode()
    assert "Five alarms stand, one of them yours; one other was noted." in page
    assert "Noted by officer-0" in page
    assert any(b"watch acknowledge" in f.read_bytes() for f in (folder / ".summitry").rglob("*.jsonl"))
    assert officer.post(PAGE, {"key": "w-none"}).status_code == 404
    only = officer.get(f"{PAGE}?show=mine").content.decode()
    assert only.count('<li class="alarm') == 2


def test_alarms_of_a_past_day_are_those_of_that_day(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer", office="state")
    page = officer.get(f"{PAGE}?on=2018-02-20").content.decode()
    assert "Ask people outside" not in page and "Take note" not in page
    assert officer.post(f"{PAGE}?on=2018-02-20", {"key": "x"}).status_code == 404


def test_who_may_not_file_reads_and_takes_note_of_nothing(signed_in: SignIn, folder: Path) -> None:
    reader = signed_in("reader")
    assert b"Take note" not in reader.get(PAGE).content
    assert reader.post(PAGE, {"key": "x"}).status_code == 404
    assert signed_in("administrator").get(PAGE).status_code == 404


def test_a_monitor_shows_how_it_would_have_done(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    listed = officer.get("/talks/monitors").content.decode()
    assert "Nuclear test or ballistic missile launch." in listed and "More days with events" in listed
    page = officer.get("/talks/monitors/test-pause-2018").content.decode()
    assert "it told of every break, by every reading" in page
    cells = re.findall(r'<td class="counts">(\d+)</td>', page)
    assert len(cells) == 6 * 6 and cells[0] == cells[1] and set(cells[2:6]) == {"0"}
    led = re.findall(r'href="(/talks/monitors/[^"]+)"', officer.get(PAGE).content.decode() + listed)
    for address in dict.fromkeys(led[:7] + led[-3:]):
        assert officer.get(address).status_code == 200, address
    assert officer.get("/talks/monitors/none").status_code == 404


def test_home_shows_the_readers_own_alarms(signed_in: SignIn, folder: Path) -> None:
    page = signed_in("officer", office="state").get("/talks/").content.decode()
    ours = page.partition("Alarms of yours")[2].partition("Where we stand")[0]
    assert "What the United States does not seek" in ours and "4 more alarms" in ours
    assert load(folder).faults == ()


def test_the_digest_of_a_day_and_of_the_days_before(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    page = officer.get("/talks/digests").content.decode()
    assert "The day in ten lines" in page and "12 March 2018" in page
    earlier = re.findall(r'href="(/talks/digests\?on=2018-03-0[89])"', page)
    assert len(earlier) == 2
    before = officer.get(earlier[0]).content.decode()
    assert "Digest of" in before and "Due on" in before and before != page
    assert officer.get("/talks/digests?on=2018-03-09").status_code == 200


def test_a_monitor_that_is_no_pledges_is_run_over_the_past_too(signed_in: SignIn, folder: Path) -> None:
    reader = signed_in("reader")
    page = reader.get("/talks/monitors/satellite-notice?on=2021-12-31").content.decode()
    assert "In the past it told all that was so, on its first day, and nothing else." in page
    assert "31 August 1998 to 29 December 1998" in page and "Days too many" in page
    task = reader.get("/talks/monitors/options-paper").content.decode()
    assert "A latest start follows from the plan for one meeting" in task and "Days too many" not in task
