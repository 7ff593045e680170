"""The countdown over dossiers written as text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.countdown import (
    Lateness,
    countdown,
    if_moved,
    lateness,
    rival_datings,
    workdays_in_hand,
)
from summitry.dossier.meetingdays import meeting_window
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

TODAY = date(2018, 3, 12)
HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\nworkdays: Mon-Fri\n"
SPRING = """
parties:
- {id: us, name: United States}
- {id: dprk, name: North Korea}
agencies:
- {id: state, name: State, side: us}
meetings:
- id: summit
  title: Summit
  level: leaders
  dates: [{between: 2018-05-01, and: 2018-05-31}]
  after: [ministers]
- {id: ministers, title: Ministers, level: ministers, gap: 10 workdays, after: [envoys]}
- {id: envoys, title: Envoys, level: envoys}
tasks:
- {id: paper, title: Options paper, takes: 20 workdays, owner: state, serves: ministers}
- {id: brief, title: Brief, takes: 5 workdays, owner: state, serves: ministers, needs: [paper]}
- {id: advance, title: Advance team, takes: 36 workdays, owner: state, serves: summit}
- {id: speech, title: Speech, serves: summit}
"""


def dossier(text: str = SPRING, day: date = TODAY, header: str = HEADER) -> Dossier:
    loaded = load_texts({"dossier.yaml": header, "a.yaml": text})
    assert loaded.faults == ()
    return loaded.as_of(day)


def test_an_undated_meeting_stands_before_the_one_that_names_it() -> None:
    """1 May 2018 is a Tuesday: the last workday before it is Monday 30 April, ten workdays before
    that is Monday 16 April; the envoys, without a gap, meet on the Friday before."""
    known = dossier()
    ministers = meeting_window(known, "ministers")
    assert (ministers.early, ministers.late) == (date(2018, 4, 16), date(2018, 5, 16))
    assert ministers.early_chain == ("ministers", "summit")
    assert meeting_window(known, "envoys").early == date(2018, 4, 13)
    assert not ministers.dated


def test_a_countdown_covers_the_meetings_that_hang_on_it() -> None:
    result = countdown(dossier(), "summit")
    assert [w.meeting for w in result.before] == ["ministers", "envoys"]
    assert [r.task for r in result.rows] == ["advance", "paper", "brief", "speech"]
    paper = result.row("paper")
    assert paper is not None and paper.early is not None
    # 25 workdays before Monday 16 April, both counted through: Monday 12 March.
    assert (paper.early.start, paper.early.finish) == (date(2018, 3, 12), date(2018, 4, 6))
    assert paper.early.chain == ("paper", "brief", "ministers", "summit")


def test_what_must_begin_today_is_not_late_and_tomorrow_is() -> None:
    assert lateness(dossier(), "summit") == Lateness()
    assert lateness(dossier(day=date(2018, 3, 13)), "summit") == Lateness(early=("advance", "paper"))
    assert lateness(dossier(day=date(2018, 4, 12)), "summit").late == ("advance", "paper")


def test_slack_counts_from_the_day_or_from_what_is_needed() -> None:
    hands = {h.task: h for h in workdays_in_hand(dossier(), "summit")}
    assert (hands["paper"].early, hands["brief"].early) == (0, 0)
    assert (hands["advance"].early, hands["advance"].late) == (0, 22)
    assert hands["speech"].early == 36


def test_holidays_are_the_owners() -> None:
    """One holiday of the State Department in April moves its tasks by a workday, and no other's."""
    header = HEADER + "holidays: {state: [2018-04-03]}\n"
    result = countdown(dossier(header=header), "summit")
    starts = {r.task: r.early.start for r in result.rows if r.early}
    assert starts["paper"] == date(2018, 3, 9)
    assert starts["speech"] == date(2018, 4, 30)


def test_a_done_task_holds_nobody_up() -> None:
    text = SPRING.replace("needs: [paper]}", "needs: [paper], done: [2018-03-10]}")
    result = countdown(dossier(text), "summit")
    brief, paper = result.row("brief"), result.row("paper")
    assert brief is not None and brief.done
    assert paper is not None and paper.early is not None
    assert paper.early.chain == ("paper", "ministers", "summit")


def test_a_circle_is_refused_and_the_rest_is_counted() -> None:
    text = SPRING.replace("serves: ministers}", "serves: ministers, needs: [brief]}")
    result = countdown(dossier(text), "summit")
    assert result.circles == (("brief", "paper"),)
    paper, advance = result.row("paper"), result.row("advance")
    assert paper is not None and paper.early is None
    assert advance is not None and advance.early is not None


def test_meetings_that_wait_for_each_other_have_no_day() -> None:
    text = """
meetings:
- {id: a, title: First, after: [b]}
- {id: b, title: Second, after: [a]}
"""
    result = countdown(dossier(text), "a")
    assert "wait for each other" in result.refused
    assert set(result.window.circle) == {"a", "b"}


@pytest.mark.parametrize(
    ("meeting", "refused"),
    [("nobody", "no meeting called"), ("alone", "no date"), ("past", "has taken place")],
)
def test_a_countdown_says_why_there_is_none(meeting: str, refused: str) -> None:
    text = """
meetings:
- {id: alone, title: Alone}
- {id: past, title: Past, dates: [2018-03-01], held: [2018-03-01]}
"""
    assert refused in countdown(dossier(text), meeting).refused


def test_a_window_open_at_its_start_has_only_a_late_end() -> None:
    text = SPRING.replace("{between: 2018-05-01, and: 2018-05-31}", '"/2018-05-31"')
    result = countdown(dossier(text), "summit")
    assert (result.window.early, result.window.late) == (None, date(2018, 5, 31))
    assert all(r.early is None and r.late is not None for r in result.rows)


def test_rival_datings_stand_side_by_side() -> None:
    text = SPRING.replace("dates: [", "dates: [{on: 2018-04-20, says: in April}, ")
    rivals = rival_datings(dossier(text), "summit")
    assert [r.given.early for r in rivals] == [date(2018, 4, 20), date(2018, 5, 1)]
    assert rivals[0].late.early == ("advance", "paper")
    assert rivals[1].late == Lateness()
    assert len(meeting_window(dossier(text), "summit").rival) == 2


def test_the_same_givers_later_dating_takes_the_place_of_the_earlier() -> None:
    text = SPRING.replace(
        "dates: [{between: 2018-05-01, and: 2018-05-31}]",
        "dates: [{on: 2018-05, by: us, since: 2018-03-08}, {on: 2018-06-12, by: us, since: 2018-05-10}]",
    )
    assert meeting_window(dossier(text), "summit").late == date(2018, 5, 31)
    assert meeting_window(dossier(text, day=date(2018, 5, 10)), "summit").early == date(2018, 6, 12)


def test_an_agreed_dating_takes_the_place_of_others_from_its_own_day() -> None:
    text = SPRING.replace(
        "dates: [", "dates: [{on: 2018-06-12, agreed: yes, since: 2018-05-10, learned: 2018-05-10}, "
    )
    assert meeting_window(dossier(text), "summit").late == date(2018, 5, 31)
    assert meeting_window(dossier(text, day=date(2018, 5, 10)), "summit").one_day


def test_moving_a_meeting_shows_what_becomes_late() -> None:
    shift = if_moved(dossier(), (("summit", date(2018, 4, 27), date(2018, 5, 31)),))
    assert shift.become_late.early == ("advance", "paper")
    assert shift.become_late.late == ()
    assert shift.no_longer_late == Lateness()


def test_a_task_must_meet_its_own_deadline() -> None:
    text = SPRING.replace("title: Speech,", "title: Speech, takes: 2 workdays, due: 2018-03-16,")
    speech = countdown(dossier(text), "summit").row("speech")
    assert speech is not None and speech.early is not None
    assert speech.early.start == date(2018, 3, 15)
    assert speech.early.chain == ("speech", "speech")


def test_results_are_plain() -> None:
    assert plain(countdown(dossier(), "summit"))["rows"][0]["task"] == "advance"
    assert plain(rival_datings(dossier(), "summit")) == []


@given(st.integers(0, 60))
def test_a_session_gives_what_a_fresh_look_gives(days: int) -> None:
    session = Session(dossier())
    for n in (days // 2, days):
        day = TODAY + timedelta(days=n)
        session.move_to(day)
        assert session.dossier.ask(lateness, "summit") == lateness(dossier(day=day), "summit")


def test_the_countdown_is_not_computed_again_when_days_pass() -> None:
    session = Session(dossier())
    first = session.dossier.ask(countdown, "summit")
    session.dossier.ask(lateness, "summit")
    session.move_to(date(2018, 3, 20))
    assert session.dossier.ask(countdown, "summit") is first
    assert session.dossier.ask(lateness, "summit").early == ("advance", "paper")


@given(st.permutations(range(4)))
def test_the_order_of_records_changes_nothing(places: list[int]) -> None:
    head, tasks = SPRING.split("tasks:\n")
    lines = tasks.strip().splitlines()
    again = head + "tasks:\n" + "\n".join(lines[n] for n in places)
    assert countdown(dossier(again), "summit") == countdown(dossier(), "summit")
