"""Channels: live or why not, on the day; invariants over generated uses and tests."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.channels import channel_reading, reach, reasons_in_words
from summitry.analysis.channels.maths import Trial, last_trial
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

DAY = date(2018, 3, 12)
HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\nchannel_life: 60 days\n"
TEXT = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}, {id: rok, name: South Korea}]
agencies: [{id: state, name: State, side: us}, {id: mission, name: the DPRK Mission, side: dprk}]
people: [{id: yun, name: Joseph Yun, side: us}]
posts:
- id: rep
  title: Special Representative
  of: state
  holders: [{who: yun, since: 2016-10}, {ended: yun, on: 2018-03-02, learned: 2018-02-27}]
channels:
- {id: new-york, title: the New York channel, ends: [rep, mission], uses: [2018-02], fallback: none}
- {id: seoul, title: through Seoul, ends: [us, rok], uses: [2018-03-08]}
- {id: bare, title: a bare line, ends: [us, dprk]}
"""


def dossier(day: date = DAY, text: str = TEXT) -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "c.yaml": text}).as_of(day)


def test_why_each_is_not_live() -> None:
    d = dossier()
    found = reach(d, "dprk")
    assert [c.channel for c in found.channels] == ["bare", "new-york"]
    assert found.live == ()
    by_id = {c.channel: c for c in found.channels}
    assert by_id["new-york"].reasons == ("end empty",)
    assert reasons_in_words(d, by_id["new-york"]) == (
        "the post of Special Representative has been vacant since 2 March 2018",
    )
    assert by_id["bare"].reasons == ("never used",)


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2018, 2, 1), ("never used",)),  # "2018-02" is known from its last day
        (date(2018, 2, 28), ()),
        (date(2018, 3, 1), ()),
        (date(2018, 3, 2), ("end empty",)),  # the last day in the post: at its end nobody holds it
        (date(2018, 4, 29), ("end empty",)),  # 60 days after the last day of February
        (date(2018, 4, 30), ("end empty", "unused")),
    ],
)
def test_the_day_decides(day: date, reasons: tuple[str, ...]) -> None:
    assert channel_reading(dossier(day), "new-york").reasons == reasons


def test_a_session_says_the_same_on_every_day() -> None:
    session = Session(dossier(date(2018, 1, 31)))
    for ahead in range(120):
        day = date(2018, 1, 31) + timedelta(days=ahead)
        session.move_to(day)
        kept = session.dossier.ask(reach, "dprk")
        assert kept == reach(dossier(day), "dprk")


def test_a_fallback_is_leaned_on() -> None:
    text = TEXT.replace("fallback: none", "fallback: bare")
    assert channel_reading(dossier(text=text), "bare").leaning == ("new-york",)


trials = st.lists(
    st.builds(Trial, st.none() | st.dates(date(2018, 1, 1), date(2018, 1, 9)), st.booleans()), max_size=5
)


@given(trials)
def test_the_last_test_is_none_earlier_than_another(found: list[Trial]) -> None:
    last = last_trial(tuple(found))
    assert (last is None) == (not found)
    if last is not None:
        assert all((t.sent or date.min) <= (last.sent or date.min) for t in found)
