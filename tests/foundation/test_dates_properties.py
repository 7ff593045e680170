"""What holds for every date, and for everything that is none."""

# ruff: noqa: DTZ001 - a time without a zone is one of the things to be tested.

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from summitry.foundation.dates import DateFault, When, in_words, parse_as_of, parse_when
from summitry.foundation.dates.human import form_of

ZONES = ("America/New_York", "Asia/Pyongyang", "Asia/Seoul", "Asia/Kolkata", "Pacific/Kiritimati")
PIECES = [
    *("2018", "05", "31", "-", "/", "..", "X", "XX", "T", "12:30", ":00", "Z", "+08:30", "?", "~"),
    *("%", " ", "March", "8", "Mon", "to", "between", "and", "{", "}", ",", ".", "c.", "pm", "Y"),
    *("00", "13", "24", "99", "0000", "9999", "\u2013", "\n", "(", ")", "[", "]", "u", "W", "Q1"),
    *("年", "spring", "before", "after", "open", "unknown", "st", "late", "century", "٣"),
]

zones = st.sampled_from(ZONES)
days = st.dates()
marks = st.sampled_from(["", "?", "~", "%"])
clocks = st.sampled_from(["T00:00", "T03:17", "T23:59:59", "T12:00Z", "T01:30-11", "T18:00+08:30"])
plain_points = st.one_of(
    days.map(str),
    st.builds(lambda d, c: f"{d}{c}", days, clocks),
    days.map(lambda d: str(d)[:7]),
    days.map(lambda d: str(d)[:4]),
    st.builds(lambda d, s: f"{str(d)[:4]}-{s}", days, st.integers(21, 24)),
    days.map(lambda d: f"{str(d)[:7]}-XX"),
    days.map(lambda d: f"{str(d)[:4]}-XX"),
    days.map(lambda d: f"{str(d)[:4]}-XX-XX"),
    days.map(lambda d: f"{str(d)[:3]}X"),
    days.map(lambda d: f"{str(d)[:2]}XX"),
)
points = st.builds(lambda p, m: p + m, plain_points, marks)
ends = points | st.sampled_from(["", ".."])
spans = st.builds(lambda a, b: f"{a}/{b}", ends, ends)
betweens = st.builds(lambda a, b: {"between": a, "and": b}, points, points)
singles = points | spans | betweens
reports = st.lists(
    st.builds(
        lambda d, s, z: {"date": d, "source": s} | ({"zone": z} if z else {}),
        points | spans,
        st.sampled_from(["", "ap11", "kcna p. 2"]),
        st.none() | zones,
    ),
    min_size=1,
    max_size=4,
)
written = singles | reports
nearly = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | nearly,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["date", "on", "between", "and", "source", "zone"]) | st.text(), inner
        )
    ),
    max_leaves=8,
)


def _read(value: object, zone: str | None = None) -> When | None:
    """The date, or none where the two ends happen to stand the wrong way round."""
    try:
        return parse_when(value, zone)
    except DateFault as fault:
        assert fault.message
        assert fault.hint
        return None


@given(junk | nearly | st.text(), st.none() | zones)
@example("0" * 100, None)
@example("9" * 4300 + "-01", None)
@example("2018-05-01/" * 9, None)
@example({"between": "2018", "and": None}, None)
@example("{between: {between: 2018, and: 2019}, and: 2020}", None)
def test_nothing_but_a_date_or_a_fault_comes_of_anything(value: object, zone: str | None) -> None:
    _read(value, zone)
    try:
        parse_as_of(value)
    except DateFault as fault:
        assert fault.hint


@given(written, st.none() | zones)
def test_it_begins_within_its_days(value: object, zone: str | None) -> None:
    when = _read(value, zone)
    if when is not None:
        assert when.earliest <= when.begun_by <= when.latest
        assert when.contains(when.earliest)
        assert when.contains(when.latest)
        if when.latest < date.max:
            assert not when.contains(when.latest + timedelta(days=1))


@given(points)
def test_every_point_is_read(text: str) -> None:
    if text.startswith("000") and "X" in text[:4]:
        text = "2" + text[1:]
    when = parse_when(text)
    assert when.text == text
    assert when.begun_by == when.latest


@given(days)
def test_a_day_reads_back(day: date) -> None:
    when = parse_when(day.isoformat())
    assert (when.earliest, when.latest, when.at) == (day, day, None)
    assert all(when.known_day(zone) == day for zone in ZONES)


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_an_instant_reads_back(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0)
    when = parse_when(moment.isoformat())
    assert when.at == moment
    sign = "-" if minutes < 0 else "+"
    offset = f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    aware = parse_when(f"{moment.isoformat(timespec='minutes')}{offset}")
    assert aware.at.utcoffset() == timedelta(minutes=minutes)
    assert aware.earliest == moment.date()


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)), zones, zones)
def test_its_day_elsewhere_is_that_of_the_clock_there(moment: datetime, own: str, there: str) -> None:
    moment = moment.replace(microsecond=0)
    expected = moment.replace(tzinfo=ZoneInfo(own)).astimezone(ZoneInfo(there)).date()
    when = parse_when(moment.isoformat())
    if own != there:
        assert when.day_in(there, own) == expected
        assert when.in_zone(own).known_day(there) == expected
    assert abs((when.day_in(there, own) - moment.date()).days) <= 2
    assert when.instant(own).replace(tzinfo=None) == moment


@given(singles, st.none() | zones)
def test_the_text_is_enough_to_read_it_again(value: object, zone: str | None) -> None:
    when = _read(value, zone)
    if when is not None:
        again = parse_when(when.text, zone)
        assert again == when
        assert hash(again) == hash(when)
        assert parse_when(when.text).in_zone(zone) == when


@given(written, zones)
def test_only_a_time_of_day_moves_its_day_and_by_two_days_at_most(value: object, zone: str) -> None:
    when = _read(value)
    if when is not None:
        known = when.known_day(zone)
        assert abs((known - when.begun_by).days) <= 2
        assert known == when.begun_by or "T" in when.text


@given(st.lists(days, min_size=1, max_size=5), st.randoms())
def test_the_order_of_reports_changes_no_day(reported: list[date], chance: object) -> None:
    texts = [str(day) for day in reported]
    when = parse_when(texts)
    assert (when.earliest, when.latest) == (min(reported), max(reported))
    assert when.begun_by == when.known_day("UTC") == max(reported)
    chance.shuffle(texts)
    again = parse_when(texts)
    assert in_words(again) == in_words(when)
    assert (again.earliest, again.latest, again.begun_by) == (
        when.earliest,
        when.latest,
        when.begun_by,
    )


@given(st.lists(written, max_size=6))
def test_order_is_total(values: list[object]) -> None:
    dates = [when for when in map(_read, values) if when is not None]
    backwards = dates[::-1]
    ordered = sorted(dates, key=When.sort_key)
    assert ordered == sorted(backwards, key=When.sort_key)
    assert all(a.earliest <= b.earliest for a, b in pairwise(ordered))


@given(written, st.none() | zones)
def test_words_are_one_plain_line(value: object, zone: str | None) -> None:
    when = _read(value)
    if when is not None:
        words = in_words(when, zone)
        assert words
        assert words.isprintable()
        assert "X" not in words
        assert not set(words) & set("{}[]~%?")


@given(nearly | st.builds(lambda a, b, c: f"{a}{c}{b}", points, points, st.sampled_from(PIECES)))
@example("?0000")
def test_every_form_a_hint_offers_can_be_read(text: str) -> None:
    form = form_of(text)
    if form is None or "it can be" in form:
        return
    for each in form.split(", whichever")[0].split(", and beside")[0].split(" or "):
        parse_when(each)


@given(betweens)
def test_between_as_one_text_means_the_same(value: Mapping[str, str]) -> None:
    text = f"{{between: {value['between']}, and: {value['and']}}}"
    assert _read(text) == _read(value)
