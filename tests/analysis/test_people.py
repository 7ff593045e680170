"""Experience, who has met whom, delegations: on small dossiers, and as invariants."""

import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.people import delegation, experience, expert_reading, have_met
from summitry.analysis.people.maths import GRADES, SUSTAINED, Dealing, measure
from summitry.analysis.posts import post_reading
from summitry.dossier.kinds import Post
from summitry.dossier.posts import standing
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

DAY = date(2018, 3, 12)
HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
PEOPLE = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}, {id: rok, name: South Korea}]
agencies: [{id: mfa, name: Foreign Ministry, side: dprk}, {id: state, name: State, side: us}]
people:
- {id: yun, name: Joseph Yun, side: us}
- {id: tillerson, name: Rex Tillerson, side: us}
- {id: ri, name: Ri Yong Ho, side: dprk}
- {id: choe, name: Choe Son Hui, side: dprk}
- {id: chung, name: Chung Eui-yong, side: rok}
- {id: expert, name: An Expert}
"""


def dossier(text: str, day: date = DAY) -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "people.yaml": PEOPLE, "case.yaml": text}).as_of(day)


def test_encounters_with_a_body_a_person_and_the_party_count_for_the_counterpart() -> None:
    found = experience(
        dossier("""
encounters:
- {id: a, who: [yun], with: [mfa], on: 2016-11, depth: negotiation}
- {id: b, who: [choe], with: [yun], on: 2017-05-08, depth: meeting}
- {id: c, who: [yun], with: [dprk], on: 2018-02-20}
- {id: d, who: [yun], with: [chung], on: 2018-02-25, depth: negotiation}
- {id: e, who: [yun], with: [mfa], on: 2018-04-01, depth: negotiation, learned: 2018-03-01}
"""),
        "yun",
        "dprk",
    )
    assert found.encounters == ("a", "b", "c")
    assert dict(found.counts) == {"negotiation": 1, "meeting": 1, "contact": 1}
    assert (found.first and found.first.text, found.last and found.last.text) == ("2016-11", "2018-02-20")
    assert found.grade == "years"
    assert json.dumps(plain(found))


def test_a_meeting_that_was_held_counts_once() -> None:
    text = """
meetings: [{id: m, title: M, delegation: [tillerson], with: [ri], held: [2018-03-10]}]
encounters: [{id: e, who: [tillerson], with: [ri], on: 2018-03-10, depth: negotiation}]
"""
    assert experience(dossier(text), "tillerson", "dprk").encounters == ("e",)
    alone = dossier(text.split("encounters")[0])
    assert experience(alone, "tillerson", "dprk").encounters == ("m",)
    assert not have_met(alone, "tillerson", "ri").never
    assert have_met(dossier(text, date(2018, 3, 9)), "tillerson", "ri").never


def test_meeting_a_ministry_is_not_meeting_its_minister() -> None:
    d = dossier("encounters: [{id: e, who: [tillerson], with: [mfa], on: 2017}]")
    assert have_met(d, "tillerson", "ri").never
    assert experience(d, "tillerson", "dprk").grade == "single"


def test_a_delegation_named_by_posts() -> None:
    text = """
posts:
- {id: sec, title: Secretary of State, of: state, holders: [{who: tillerson, since: 2017-02-01}]}
- {id: rep, title: Representative, of: state, holders: [{who: yun, until: 2018-03-02}]}
meetings: [{id: m, title: M, delegation: [sec, rep], with: [ri, choe]}]
encounters: [{id: e, who: [yun], with: [mfa], on: 2016/2018}]
"""
    found = delegation(dossier(text), "m")
    assert (found.members, found.empty_posts, found.grade) == (("tillerson",), ("rep",), "none")
    assert found.principals is not None and found.principals.never
    earlier = delegation(dossier(text, date(2018, 3, 1)), "m")
    assert earlier.members == ("tillerson", "yun")
    assert earlier.grade == "years"


def test_the_last_day_in_a_post_ends_it() -> None:
    """At its end the post is empty; within it, and for what was said that day, it is not."""
    text = "posts: [{id: p, title: P, of: state, holders: [{who: yun}, {ended: yun, on: 2018-03-12}]}]"
    found = dossier(text)
    post = found.of(Post, "p")
    assert post is not None
    assert standing(found, post).holders == ()
    assert standing(found, post, date(2018, 3, 12)).holders == ("yun",)
    noon = found.as_of(datetime.fromisoformat("2018-03-12T12:00"))
    assert standing(noon, noon.all(Post)[0]).holders == ("yun",)


def test_an_expert_is_asked_and_answers() -> None:
    text = "experts: [{id: x, who: expert, asked: [{on: 2018-03-01}, {on: 2018-03-08, answer: will come}]}]"
    assert expert_reading(dossier(text, date(2018, 2, 28)), "x").state == "not asked"
    assert expert_reading(dossier(text, date(2018, 3, 1)), "x").state == "asked"
    assert expert_reading(dossier(text), "x").state == "answered"


@pytest.mark.parametrize(
    ("holders", "state", "since"),
    [
        ("[]", "unknown", None),
        ("[{who: yun, since: 2016-10}]", "filled", "2016-10"),
        ("[{who: yun, since: 2016-10}, {ended: yun, on: 2018-03-02}]", "vacant", "2018-03-02"),
        ("[{acting: yun, since: 2017-03}]", "acting", "2017-03"),
        ("[{who: yun, since: 2016}, {absent: yun, since: 2018-02-22}]", "away", "2018-02-22"),
        ("[{who: yun}, {absent: yun, since: 2018-02-22}, {acting: choe, since: 2018-02-23}]",
         "acting", "2018-02-23"),
        ("[{who: yun, since: 2016}, {who: tillerson, since: 2018-01}]", "several", "2018-01"),
        ("[{who: yun, since: 2016}, {ended: yun, on: 2018-03-12}]", "vacant", "2018-03-12"),
        ("[{who: yun, since: 2016}, {ended: yun, on: 2018-03-12}, {who: choe, since: 2018-03-12}]",
         "filled", "2018-03-12"),
        ("[{who: yun, since: 2016}, {ended: yun, on: 2018-03-13, learned: 2018-03-01}]", "filled", "2016"),
    ],
)  # fmt: skip
def test_states_of_a_post(holders: str, state: str, since: str | None) -> None:
    found = post_reading(dossier(f"posts: [{{id: p, title: P, of: state, holders: {holders}}}]"), "p")
    assert found.state == state
    assert (found.since.text if found.since else None) == since


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2018, 3, 12))


@st.composite
def dealings(draw: st.DrawFn) -> list[Dealing]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        first = draw(days)
        slack = timedelta(days=draw(st.sampled_from([0, 0, 30, 365])))
        depth = draw(st.sampled_from(["", "contact", "meeting", "negotiation"]))
        found.append(Dealing(f"e{number}", depth, first + slack, first))
    return found


@given(dealings(), st.randoms())
def test_the_order_of_encounters_changes_nothing(found: list[Dealing], random: object) -> None:
    assert measure(found) == measure(list(reversed(found)))
    assert sum(n for _, n in measure(found).counts) == len(found)


@given(dealings(), days)
def test_one_more_encounter_never_lowers_the_grade(found: list[Dealing], day: date) -> None:
    more = measure([*found, Dealing("another", "contact", day, day)])
    assert GRADES.index(more.grade) >= GRADES.index(measure(found).grade)


@given(dealings())
def test_years_are_years_whichever_days_the_encounters_were(found: list[Dealing]) -> None:
    """Wherever within their unknown days the encounters lay, a year lay between first and last."""
    if measure(found).grade == "years":
        starts = [d.begun_by for d in found if d.begun_by]
        ends = [d.not_over_before for d in found if d.not_over_before]
        assert any((e - s).days >= SUSTAINED for s in starts for e in ends)
