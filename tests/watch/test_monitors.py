"""Monitors: what they tell on a day is what was known on it; the past is found on the day it was learned."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.cli.app import app
from summitry.dossier.session import Session
from summitry.folder.load import load, load_texts
from summitry.watch.monitors import Alarm, alarms, back_test_of
from summitry.watch.monitors.signs import WINDOW, window_counts

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
HEADER = "format: 1\ndossier: Talks\nzone: UTC\nown_side: us\ncounterparts: [dprk]\n"
RECORDS = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
agencies: [{id: state, name: State Department, side: us}]
people: [{id: ann, name: Ann Speaker, side: us}]
posts: [{id: spokes, title: Spokeswoman, of: state, holders: [{who: ann, since: 2018-01-01}]}]
kinds_of_event: [{id: nuclear-test, name: nuclear test}, {id: shelling, name: shelling}]
pledges:
- id: pause
  by: dprk
  to: us
  does: no tests
  said: 2018-03-06
  scope: {nuclear-test: in}
  until: 2018-06-30
tests:
- {id: kept, of: pause, asks: no test, threshold: one, source_rule: two, deadline: 2018-04-01, owner: state}
indicators: [{id: rubble, says: rubble at the site, foresees: [shelling], watcher: state}]
questions: [{id: conditions, asks: Are there preconditions for talks?, answers: [none, some]}]
lines:
- id: line
  question: conditions
  answer: none
  words: There are none.
  by: state
  since: 2018-03-01
  until: 2018-04-10
statements:
- {id: said, by: ann, said: 2018-03-20, to: public, words: There are some., answers: {conditions: [some]}}
clearances: [{id: clears, by: state, of: line, stand: clears, on: 2018-03-01, until: 2018-03-31}]
tasks: [{id: paper, title: the paper, takes: 2 workdays, owner: state, due: 2018-03-28}]
agreements:
- id: deal
  title: the deal
  on: 2018-03-01
  duties: [{id: stop, by: dprk, does: stop the reactor, due: 2018-03-30}]
events:
- {id: test-7, kind: nuclear-test, by: dprk, on: 2018-05-01, title: seventh test}
- {id: shells, kind: shelling, by: dprk, on: 2018-03-15, title: shells at the river}
"""


def told(day: date, records: str = RECORDS) -> dict[str, Alarm]:
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": records})
    assert dossier.faults == ()
    return {f"{a.monitor} {a.about}": a for a in alarms(dossier.as_of(day))}


def test_each_monitor_speaks_from_its_day_on() -> None:
    first = {
        "pledge pause": date(2018, 5, 1), "duty pause": date(2018, 6, 23), "test kept": date(2018, 4, 2),
        "line line": date(2018, 4, 3), "answer line": date(2018, 3, 20), "duty paper": date(2018, 3, 21),
        "clearance clears": date(2018, 3, 24), "duty deal/stop": date(2018, 3, 23),
        "indicator rubble": date(2018, 3, 15),
    }  # fmt: skip
    for key, day in first.items():
        assert key not in told(day - timedelta(days=1)), key
        assert key in told(day), key
    assert set(told(date(2018, 2, 1))) == set()


def test_an_alarm_says_what_why_since_when_what_rests_on_it_and_whose_it_is() -> None:
    alarm = told(date(2018, 5, 3))["pledge pause"]
    assert alarm.says == "By its text it is broken since 1 May 2018."
    assert (alarm.since, alarm.rests_on, alarm.owner) == (date(2018, 5, 1), ("test-7",), "state")
    assert alarm.bears_on == ("kept",)
    assert alarm.key == told(date(2018, 5, 9))["pledge pause"].key
    answer = told(date(2018, 3, 21))["answer line"]
    assert answer.says == "In public Spokeswoman says otherwise: some."
    assert answer.rests_on == ("said",)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2018, 2, 1), date(2018, 7, 31)), st.dates(date(2018, 2, 1), date(2018, 7, 31)))
def test_what_is_learned_later_changes_no_alarm_of_an_earlier_day(day: date, learned: date) -> None:
    later = f"- {{id: x, kind: nuclear-test, by: dprk, on: 2018-03-10, learned: {learned}, title: a test}}\n"
    same = told(day) == told(day, RECORDS + later)
    assert same or learned <= day


def test_a_replay_says_what_each_day_said() -> None:
    whole = load(KOREA)
    session = Session(whole.as_of(date(2018, 3, 4)))
    for n in range(5, 13):
        day = date(2018, 3, n)
        session.move_to(day)
        assert alarms(session.dossier) == alarms(whole.as_of(day))


def test_every_break_of_the_past_is_found_on_the_day_it_was_learned_and_none_before() -> None:
    found = back_test_of(load(KOREA).as_of(date(2021, 12, 31)), "test-pause-2018")
    assert found is not None
    rows = {(row.series, row.by): row for row in found.rows}
    for row in found.rows:
        assert (row.found, row.early, row.late, row.missed, row.false) == (row.breaks, (), (), (), ())
    # the text names ballistic missiles, and the list is counted here line by line
    with open(KOREA / "series" / "launches.csv", newline="") as file:
        launches = list(csv.DictReader(file))
    exact = [r for r in launches if len(r["date"]) == 10]
    assert rows["cns-series", ""].breaks == len({r["date"] for r in exact if r["missile_class"] != "SLV"})
    assert rows["cns-series", "us"].breaks == len({r["date"] for r in exact})


@given(st.sets(st.dates(date(2017, 1, 1), date(2018, 12, 31)), max_size=40))
def test_windows_are_counted_as_one_would_by_hand(days: set[date]) -> None:
    ordered = sorted(days)
    by_hand = [sum(0 <= (day - other).days < WINDOW for other in ordered) for day in ordered]
    assert window_counts(ordered) == by_hand


def test_an_alarm_is_repeated_until_somebody_takes_note(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(HEADER + "cutoff: 2018-05-03\n")
    (tmp_path / "a.yaml").write_text(RECORDS)
    run = CliRunner()
    first = run.invoke(app, ["watch", "run", str(tmp_path)])
    assert first.exit_code == 1
    assert first.output == run.invoke(app, ["watch", "run", str(tmp_path)]).output
    key = next(line.split()[0] for line in first.output.splitlines() if "pledge: " in line)
    assert run.invoke(app, ["watch", "acknowledge", str(tmp_path), key]).exit_code == 0
    assert key not in run.invoke(app, ["watch", "run", str(tmp_path)]).output
    assert key in run.invoke(app, ["watch", "run", str(tmp_path), "--all"]).output
    with pytest.raises(AssertionError):
        assert run.invoke(app, ["watch", "acknowledge", str(tmp_path), "w-nothing"]).exit_code == 0


def test_a_duty_is_judged_by_the_latest_day_whatever_stands_last() -> None:
    judged = "{on: 2018-03-20, status: 3}, {on: 2018-03-10, status: 1}"
    agreement = f"""
agreements:
- id: deal
  title: Deal
  duties: [{{id: stop, by: us, does: stop, due: 2018-03-25, fate: [{judged}]}}]
"""
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": f"parties: [{{id: us, name: Us}}]{agreement}"})
    assert [a.why for a in alarms(dossier.as_of(date(2018, 3, 19)))] == [
        "Its fate was last judged as 1 of 3."
    ]
    assert not alarms(dossier.as_of(date(2018, 3, 21)))
