"""The home page: what waits with its lateness, what broke since it was last seen, and what to say."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.analysis.countdown import lateness, today
from summitry.book.sections import VIEWS
from summitry.desk.accounts.models import Glance
from summitry.desk.pages.drawing import Axis
from summitry.dossier.calendars import workdays_of
from summitry.folder.load import load

DAY = date(2018, 3, 12)


def text_of(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_a_late_task_says_by_how_many_workdays(signed_in: SignIn, folder: Path) -> None:
    page = text_of(signed_in("officer", office="state").get("/talks/").content)
    dossier = load(folder).as_of(DAY)
    reading, late = today(dossier, "summit"), lateness(dossier, "summit").early
    owned = [r for r in reading.countdown.rows if r.task in late and r.owner == "state" and r.early]
    assert owned, "the example has late tasks of that office"
    for row in owned:
        assert row.early is not None
        days = workdays_of(dossier, "state").between(row.early.start, DAY)
        assert f"late by {days} workday" in page
    assert "Nothing waits" not in page
    assert "speaks for no office" in text_of(signed_in("officer").get("/talks/").content)


def test_what_changed_is_told_from_the_day_seen_before(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    assert b"You last looked on Friday 9 March 2018" in reader.get("/talks/").content
    assert b"You last looked on Friday 9 March 2018" in reader.get("/talks/").content, "not lost by a look"
    glance = Glance.objects.get()
    assert (glance.since, glance.day) == (DAY - timedelta(days=3), DAY)
    Glance.objects.update(day=date(2018, 3, 11))
    assert b"You last looked on Sunday 11 March 2018" in reader.get("/talks/").content
    glance = Glance.objects.get()
    assert (glance.since, glance.day) == (date(2018, 3, 11), DAY)
    assert b"Read only." in reader.get("/talks/?on=2018-03-09").content
    assert Glance.objects.get().day == DAY, "looking at a past day is noted nowhere"


def test_the_strip_is_drawn_with_attributes_and_told_in_words(signed_in: SignIn) -> None:
    page = signed_in("reader").get("/talks/").content.decode()
    assert "50 to 80" in page
    assert "style=" not in page
    label = re.search(r'<svg role="img" aria-label="([^"]+)"', page)
    assert label is not None and "1 to 31 May" in label[1]


def test_the_negotiator_has_seven_headings_and_says_what_came_of_it(signed_in: SignIn, folder: Path) -> None:
    negotiator = signed_in("negotiator", office="state")
    page = negotiator.get("/talks/").content.decode()
    points = re.findall(r"<section><h2>[^<]+</h2>(.*?)</section>", page, re.DOTALL)
    assert len(points) == 7
    assert all(part.count("<li") <= 6 for part in points)
    address = re.search(r'href="([^"]+/outcomes)"', page)
    assert address is not None
    sent = {"on": "2018-03-12", "r.confirm-pause": "partly", "w.confirm-pause": "We shall see."}
    nothing = negotiator.post(address[1], {**sent, "r.confirm-pause": ""})
    assert nothing.status_code == 422 and b"We shall see." in nothing.content, "typing is kept"
    assert negotiator.post(address[1], sent).status_code == 302
    objective = load(folder).get("confirm-pause")
    assert objective is not None
    assert [(o.result, o.words) for o in objective.outcomes] == [("partly", "We shall see.")]  # type: ignore[attr-defined]
    again = {**sent, "r.confirm-pause": "met", "w.confirm-pause": ""}
    assert signed_in("secretariat").post(address[1], again).status_code == 302
    objective = load(folder).get("confirm-pause")
    assert [o.result for o in objective.outcomes] == ["partly", "met"], "what stood there is kept"  # type: ignore[union-attr]


def test_an_outcome_is_for_who_may_say_it(signed_in: SignIn) -> None:
    for role, status in (("reader", 404), ("officer", 404), ("secretariat", 200)):
        assert signed_in(role).get("/talks/meetings/foreign-ministers/outcomes").status_code == status
    assert Client().get("/talks/meetings/foreign-ministers/outcomes").status_code == 302


@pytest.mark.parametrize("length", [1, 7, 90, 800])
def test_days_lie_in_order_within_the_axis(length: int) -> None:
    axis = Axis(first=DAY, last=DAY + timedelta(days=length - 1))
    places = [float(axis.x(DAY + timedelta(days=n))[:-1]) for n in range(-1, length + 2)]
    assert places == sorted(places) and places[0] == 0 and places[-1] == 100
    assert axis.wide(DAY, axis.last) == "100.00%"


def test_a_verdict_that_is_had_sooner_is_that_of_the_page(folder: Path) -> None:
    dossier = load(folder).as_of(DAY)
    views = [view for view in VIEWS if view.verdict is not None]
    assert views
    for view in views:
        section = view.section(dossier, "")
        assert view.verdict is not None
        assert view.verdict(dossier) == (section.title, section.verdict)
