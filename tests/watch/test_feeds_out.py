"""The feed and the calendar: what programs read of them is what the dossier says to the reader."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as Xml

import feedparser
import pytest
from click.testing import CliRunner
from icalendar import Calendar

from summitry.book.calendar import as_ics, rows
from summitry.cli.app import app
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.secretariat.watching.digesting import feed_for

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
NOWHERE = Path("/nowhere")
DAY = date(2018, 3, 12)
ATOM = "{http://www.w3.org/2005/Atom}"
HEADER = """format: 1
dossier: "Talks; on, the river"
zone: Europe/Vienna
own_side: us
counterparts: [them]
markings: [open, closed]
readers: {ann: {marking: open}}
"""
RECORDS = """
parties: [{id: us, name: Us}, {id: them, name: Them}]
agencies: [{id: state, name: State, side: us}]
meetings:
- {id: fixed, title: the first talk, level: ministers, agreed: yes, place: "Vienna, Hofburg",
   dates: [{on: 2018-04-10T15:30, source: x}]}
- {id: window, title: the second talk, level: ministers, dates: [{between: 2018-05-01, and: 2018-05-31}]}
- {id: secret, title: a hidden talk, level: ministers, marking: closed, dates: [{on: 2018-04-20}]}
tasks:
- {id: paper, title: write the paper, owner: state, takes: 5, serves: window}
- {id: done, title: what is done, owner: state, takes: 1, serves: window, done: 2018-03-01}
lines:
- {id: line, title: say so, words: we talk, by: us, until: 2018-04-02}
events:
- {id: vote, title: the vote, on: 2018-04-15, learned: 2018-03-01}
- {id: old, title: an old vote, on: 2017-04-15, learned: 2018-03-01}
documents: [{id: x, title: A note}]
"""


def talks(text: str = RECORDS, reader: str = "", day: date = DAY) -> Dossier:
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": text})
    assert not dossier.faults, [f.message for f in dossier.faults]
    grants = dossier.header.reader(reader) if reader else None
    return (dossier.narrowed(grants) if grants is not None else dossier).as_of(day)


def events(dossier: Dossier) -> dict[str, dict[str, object]]:
    calendar = Calendar.from_ical(as_ics(dossier))
    assert calendar.get("version") == "2.0" and calendar.get("prodid")
    found = {}
    for entry in calendar.walk("VEVENT"):
        assert not entry.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(entry)
        told = {"since": entry.decoded("dtstart"), "status": str(entry["status"]), "uid": str(entry["uid"])}
        if "dtend" in entry:
            told["until"] = entry.decoded("dtend")
        found[str(entry["summary"])] = told
    return found


def test_meetings_deadlines_and_latest_starts_are_in_the_calendar() -> None:
    found = events(talks())
    hour = found["The first talk"]
    # 15:30 in Vienna in April is 13:30 UTC
    assert hour["since"] == datetime(2018, 4, 10, 13, 30, tzinfo=UTC) and hour["status"] == "CONFIRMED"
    window = found["The second talk"]
    assert (window["since"], window["until"]) == (date(2018, 5, 1), date(2018, 6, 1))
    assert window["status"] == "TENTATIVE"
    assert found["Say so: the last day"]["since"] == date(2018, 4, 2)
    assert found["The vote"]["since"] == date(2018, 4, 15)
    first, last = (found[f"Must begin, for the {end} day: write the paper"] for end in ("first", "last"))
    # five workdays before 1 May (30, 27, 26, 25, 24 April) and before 31 May (30, 29, 28, 25, 24 May)
    assert (first["since"], last["since"]) == (date(2018, 4, 24), date(2018, 5, 24))
    assert first["status"] == "TENTATIVE"
    assert not [name for name in found if "done" in name and "To be done" not in name]
    assert "An old vote" not in found


def test_a_readers_calendar_holds_nothing_closer_and_does_not_change_with_it() -> None:
    assert "A hidden talk" in events(talks()) and "A hidden talk" not in events(talks(reader="ann"))
    without = RECORDS.replace(next(line for line in RECORDS.splitlines() if "secret" in line) + "\n", "")
    assert as_ics(talks(without, "ann")) == as_ics(talks(reader="ann"))


def test_an_entry_keeps_its_uid_when_its_day_changes() -> None:
    before, after = events(talks()), events(talks(RECORDS.replace("2018-05-31", "2018-06-15")))
    assert before["The second talk"]["uid"] == after["The second talk"]["uid"]
    assert before["The second talk"]["until"] != after["The second talk"]["until"]
    uids = [e["uid"] for e in before.values()]
    assert len(set(uids)) == len(uids)
    assert as_ics(talks()) == as_ics(talks())


def test_what_has_gone_by_leaves_after_a_month() -> None:
    assert "Say so: the last day" in events(talks(day=date(2018, 5, 2)))
    assert "Say so: the last day" not in events(talks(day=date(2018, 5, 4)))


def test_words_in_a_calendar_stay_words() -> None:
    title = '"x\\nEND:VEVENT\\r\\nBEGIN:VEVENT"'
    made = talks(RECORDS.replace("the vote", title))
    content = as_ics(made).decode("utf-8")
    assert content.count("\r\nBEGIN:VEVENT\r\n") == len(rows(made))
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))


def test_the_korea_calendar_is_read_by_another_program(tmp_path: Path) -> None:
    out = tmp_path / "korea.ics"
    made = CliRunner().invoke(
        app, ["watch", "calendar", str(KOREA), "--for", "visitor", "--as-of", "2018-03-12", "-o", str(out)]
    )
    assert made.exit_code == 0, made.output
    found = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    by = {str(e["summary"]): e for e in found}
    leaders = by["The meeting of the two leaders"]
    assert leaders.decoded("dtstart") == date(2018, 5, 1) and leaders["status"] == "TENTATIVE"
    assert by["American decision on the Iran waiver"].decoded("dtstart") == date(2018, 5, 12)
    assert not [name for name in by if "three Americans" in name]


# -- the feed ---------------------------------------------------------------------------------------


def feed(reader: str, day: date = DAY, days: int = 3) -> bytes:
    dossier = load(KOREA)
    grants = dossier.header.reader(reader)
    assert grants is not None
    address = "https://desk.example/korea/feed/x.atom"
    return feed_for(NOWHERE, dossier.narrowed(grants).as_of(day), reader, days=days, address=address)


def test_the_feed_is_atom_as_the_standard_has_it() -> None:
    root = Xml.fromstring(feed("visitor"))
    assert root.tag == f"{ATOM}feed"
    for wanted in ("id", "title", "updated"):
        assert len(root.findall(f"{ATOM}{wanted}")) == 1 and root.findtext(f"{ATOM}{wanted}")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self"]
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        for wanted in ("id", "title", "updated", "content"):
            assert len(entry.findall(f"{ATOM}{wanted}")) == 1, wanted
        datetime.strptime(entry.findtext(f"{ATOM}updated") or "", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 3 and all(str(id).startswith("urn:") for id in ids)


def test_a_feed_reader_finds_the_days_and_their_digests() -> None:
    found = feedparser.parse(feed("visitor"))
    assert not found.bozo and found.version == "atom10"
    assert [e.title for e in found.entries] == [
        f"Digest of {d} March 2018" for d in ("Monday 12", "Sunday 11", "Saturday 10")
    ]
    assert "not heard anything directly back" in found.entries[0].content[0].value
    # the day ends at midnight in New York, which is 04:00 UTC in summer time
    assert found.entries[0].updated == "2018-03-13T04:00:00Z"


@pytest.mark.parametrize("reader", ["visitor", "consular"])
def test_a_day_keeps_its_id_and_bytes_in_the_next_days_feed(reader: str) -> None:
    today, later = (feedparser.parse(feed(reader, DAY + timedelta(days=n))).entries for n in (0, 1))
    same = {e.id: e.content[0].value for e in today}
    again = {e.id: e.content[0].value for e in later if e.id in same}
    assert len(again) == 2 and all(same[id] == value for id, value in again.items())
    assert ("three Americans" in same[today[0].id]) == (reader == "consular")
