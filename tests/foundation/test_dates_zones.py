"""Zones by name: known ones, hostile ones, what they are called and how far from UTC."""

# ruff: noqa: DTZ001, DTZ901 - a time without a zone is one of the things to be tested.

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.foundation.dates import known_zone, offset_text, suggest_zone, zone_city


def test_every_zone_of_the_database_is_known() -> None:
    machine_only = {"localtime", "Factory"}
    unknown = {name for name in available_timezones() if not known_zone(name)}
    assert unknown <= machine_only
    assert known_zone("Asia/Pyongyang")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../../etc/passwd",
        "/etc/localtime",
        "America/../America/New_York",
        "America/New_York\x00",
        "\x00",
        "America",
        "America/",
        "Asia\\Seoul",
        "Asia/Seoul\n",
        "localtime",
        "right/UTC",
        "posix/UTC",
        "tzdata.zi",
        "zone.tab",
        "leapseconds",
        "\ud800",
        "서울",
        "A" * 10_000_000,
        "A/" * 30,
        None,
        5,
        [],
    ],
)
def test_names_that_are_no_zone(name: object) -> None:
    assert known_zone(name) is False


@given(st.text(alphabet="./\\\x00ACaeirmsu_-UTC", max_size=70))
def test_no_name_breaks_the_question(name: str) -> None:
    if known_zone(name):
        assert "." not in name
        assert not name.startswith("/")
    suggested = suggest_zone(name)
    assert suggested is None or known_zone(suggested)


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Asia/Pyongyang", "Pyongyang"),
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT+5", "UTC-5"),  # the database turns the sign round
        ("Etc/GMT0", "GMT0"),
    ],
)
def test_cities(name: str, city: str) -> None:
    assert zone_city(name) == city


@pytest.mark.parametrize(
    ("zone", "moment", "text"),
    [
        ("Asia/Pyongyang", datetime(2018, 5, 4, 12), "UTC+08:30"),  # until 4 May, 23:30
        ("Asia/Pyongyang", datetime(2018, 5, 5, 12), "UTC+09:00"),
        ("Asia/Pyongyang", datetime(2015, 8, 14, 12), "UTC+09:00"),  # half an hour since 15 August
        ("America/New_York", datetime(2018, 3, 10, 12), "UTC-05:00"),
        ("America/New_York", datetime(2018, 3, 12, 12), "UTC-04:00"),  # summer time from 11 March
        ("America/New_York", datetime(2018, 3, 11, 6, 59, tzinfo=UTC), "UTC-05:00"),
        ("America/New_York", datetime(2018, 3, 11, 7, 0, tzinfo=UTC), "UTC-04:00"),
        ("America/St_Johns", datetime(2018, 1, 1), "UTC-03:30"),
        ("UTC", datetime(2018, 1, 1), "UTC"),
    ],
)
def test_offsets(zone: str, moment: datetime, text: str) -> None:
    assert offset_text(zone, moment) == text


def test_offsets_at_the_edges_of_the_calendar() -> None:
    for moment in (datetime.min, datetime.max):
        for clock in (moment, moment.replace(tzinfo=UTC)):
            assert offset_text("Asia/Seoul", clock).startswith("UTC+")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Pyongyang", "Asia/Pyongyang"),
        ("new york", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("Asia/Pyongyong", "Asia/Pyongyang"),
        ("KST", "Asia/Seoul"),
        ("Washington", "America/New_York"),
        ("Mars/Base", None),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_suggestions(written: str, meant: str | None) -> None:
    assert suggest_zone(written) == meant
