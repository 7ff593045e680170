"""Meetings, their objectives and their risks, over dossiers written as text."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.meetings import meeting_reading
from summitry.analysis.objectives import objectives_reading
from summitry.analysis.risks import failure_plan
from summitry.dossier.meetingdays import meeting_window
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

TODAY = date(2018, 3, 12)
HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"


def dossier(text: str, day: date = TODAY) -> Dossier:
    loaded = load_texts({"dossier.yaml": HEADER, "a.yaml": text})
    assert loaded.faults == ()
    return loaded.as_of(day)


def test_standings_by_what_is_written() -> None:
    known = dossier("""
meetings:
- {id: held, title: A, held: [2018-03-01]}
- {id: announced, title: B, held: [2018-03-20], dates: [2018-03-20]}
- {id: fixed, title: C, dates: [2018-05-01], agreed: yes}
- {id: single, title: D, dates: [2018-05-01]}
- {id: window, title: E, dates: [2018-05], agreed: yes, after: [follows]}
- {id: follows, title: F}
- {id: nothing, title: G}
- {id: past, title: H, dates: [2018-03-05]}
- {id: today, title: I, dates: [2018-03-12], agreed: yes}
""")
    standings = {id: r.standing for id in known.ids("meeting") if (r := meeting_reading(known, id))}
    assert standings == {
        "held": "held", "announced": "not agreed", "fixed": "fixed", "single": "not agreed",
        "window": "window", "follows": "follows", "nothing": "no day", "past": "day passed",
        "today": "fixed",
    }  # fmt: skip


def test_lower_meetings_are_found_through_after() -> None:
    known = dossier("""
meetings:
- {id: summit, title: Summit, level: leaders, dates: [2018-05-01], after: [ministers]}
- {id: ministers, title: Ministers, level: ministers, after: [envoys]}
- {id: envoys, title: Envoys, level: envoys, held: [2018-03-01]}
""")
    reading = meeting_reading(known, "summit")
    assert reading is not None
    assert [(low.meeting, low.fixed) for low in reading.lower] == [("ministers", False), ("envoys", True)]


def test_objectives_say_what_they_leave_open() -> None:
    known = dossier("""
parties: [{id: dprk, name: North}]
agencies: [{id: state, name: State, side: dprk}]
terms: [{id: d, name: denuclearization}]
meetings: [{id: talks, title: Talks, tactics: [one, two], press: []}]
objectives:
- {id: a, meeting: talks, says: A, met_when: x, owner: state, what: [d], arguments: [x, y]}
- {id: b, meeting: talks, says: B, expected_reply: x, our_response: x, if_refused: x}
- {id: c, meeting: talks, says: C, by: dprk}
""")
    reading = objectives_reading(known, "talks")
    assert reading is not None
    assert {r.objective: r.blanks for r in reading.rows} == {
        "a": ("expected_reply", "our_response", "if_refused"),
        "b": ("met_when", "owner", "what"),
    }
    assert reading.theirs == ("c",)


def test_a_plan_is_one_way_out() -> None:
    text = """
meetings: [{id: talks, title: Talks}]
risks:
- {id: a, meeting: talks, says: A, lost: trust}
- {id: b, meeting: talks, says: B}
"""
    bare = failure_plan(dossier(text), "talks")
    made = failure_plan(dossier(text.replace("says: B", "says: B, way_out: leave")), "talks")
    assert bare is not None
    assert made is not None
    assert (bare.exists, bare.loss_stated, made.exists) == (False, True, True)


def test_results_are_plain() -> None:
    known = dossier("meetings: [{id: talks, title: Talks, dates: [2018-05]}]")
    for ask in (meeting_reading, objectives_reading, failure_plan):
        assert plain(ask(known, "talks"))["meeting"] == "talks"
        assert ask(known, "nobody") is None


MEETINGS = st.lists(
    st.tuples(st.sets(st.integers(0, 4)), st.sampled_from(["", "2018-05-01", "2018-05", "2018-06-12"])),
    min_size=5, max_size=5,
)  # fmt: skip


@given(MEETINGS)
def test_any_order_of_meetings_has_an_answer(meetings: list[tuple[set[int], str]]) -> None:
    lines = ["meetings:"]
    for n, (after, on) in enumerate(meetings):
        dates = f", dates: [{on}]" if on else ""
        lines.append(
            f"- {{id: m{n}, title: M{n}, after: [{', '.join(f'm{a}' for a in sorted(after))}]{dates}}}"
        )
    known = dossier("\n".join(lines))
    for n, (_, on) in enumerate(meetings):
        window, reading = meeting_window(known, f"m{n}"), meeting_reading(known, f"m{n}")
        assert reading is not None
        assert window.dated == bool(on)
        if window.circle:
            assert window.circle[0] == f"m{n}"
        if not on and window.early is not None:
            later = window.early_chain[1]
            assert n in meetings[int(later[1:])][0]
            assert window.early < (meeting_window(known, later).early or date.max)
