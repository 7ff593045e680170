"""Pledges: scopes in trees, clocks by zone, silences, back-tests; each against a literal reading."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.pledges import back_test, clock_by_list, pledge_state, silences
from summitry.analysis.pledges.scope import Entry, Facts, fit
from summitry.analysis.pledges.spells import quiet_spells, rank_among
from summitry.dossier.trees import KindTree
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

HEADER = "format: 1\ndossier: t\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
DAY = date(2018, 3, 12)


def dossier(text: str, day: date = DAY, **files: str) -> Dossier:
    sides = "parties: [{id: us, name: United States}, {id: dprk, name: DPRK}]\n"
    more = {f"{name}.csv": rows for name, rows in files.items()}
    return load_texts({"dossier.yaml": HEADER, "a.yaml": sides + text, **more}).as_of(day)


# --- scopes in a tree ---------------------------------------------------------------------------

KINDS = "abcdef"


@st.composite
def trees(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Which kinds include which; a kind may lie below several, and never below itself."""
    return {
        kind: tuple(inner for inner in KINDS[at + 1 :] if draw(st.booleans()))
        for at, kind in enumerate(KINDS)
    }


def tree_of(children: dict[str, tuple[str, ...]]) -> KindTree:
    parents: dict[str, tuple[str, ...]] = {}
    for kind, inner in children.items():
        for one in inner:
            parents[one] = (*parents.get(one, ()), kind)
    return KindTree(parents, children)


def below(children: dict[str, tuple[str, ...]], wide: str, narrow: str) -> bool:
    """Whether a chain of "includes" leads from the one to the other: the definition, walked."""
    return wide == narrow or any(below(children, inner, narrow) for inner in children[wide])


def literal_fit(kind: str, scope: dict[str, str], children: dict[str, tuple[str, ...]]) -> str:
    """The rule as it is written: of the kinds named that hold this one, those that hold no other."""
    holding = [named for named in scope if below(children, named, kind)]
    nearest = [n for n in holding if not any(m != n and below(children, n, m) for m in holding)]
    answers = {scope[n] for n in nearest}
    if not answers:
        return "silent"
    return answers.pop() if len(answers) == 1 else "unclear"


@given(trees(), st.dictionaries(st.sampled_from(KINDS), st.sampled_from(["in", "out"])))
def test_the_most_specific_kind_named_decides(
    children: dict[str, tuple[str, ...]], scope: dict[str, str]
) -> None:
    entries = tuple(Entry(kind=kind, is_=is_) for kind, is_ in scope.items())
    ancestors = tree_of(children).ancestors
    for kind in KINDS:
        assert fit(kind, entries, ancestors).answer == literal_fit(kind, scope, children)


@given(trees(), st.dictionaries(st.sampled_from(KINDS), st.sampled_from(["in", "out"])), st.randoms())
def test_the_order_of_a_scope_does_not_matter(
    children: dict[str, tuple[str, ...]], scope: dict[str, str], dice: Any
) -> None:
    entries = [Entry(kind=kind, is_=is_) for kind, is_ in scope.items()]
    shuffled = dice.sample(entries, len(entries))
    ancestors = tree_of(children).ancestors
    assert [fit(k, entries, ancestors) for k in KINDS] == [fit(k, shuffled, ancestors) for k in KINDS]


def test_two_kinds_that_include_each_other_do_not_hang() -> None:
    circle = tree_of({"a": ("b",), "b": ("a",)})
    entries = (Entry(kind="a", is_="in"), Entry(kind="b", is_="out"))
    assert fit("a", entries, circle.ancestors).answer == "unclear"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (Facts(by=frozenset({"drv"}), place="three major cities", amount="35 rounds"), "in"),
        (Facts(by=frozenset({"drv"}), place="major cities", amount="5 rounds"), "silent"),
        (Facts(by=frozenset({"us"}), place="major cities", amount="35 rounds"), "silent"),
        (Facts(by=frozenset({"drv"}), place="major cities"), "unclear"),
        (Facts(by=frozenset({"drv"}), amount="35 rounds"), "unclear"),
    ],
)
def test_a_rule_asks_for_actor_place_and_degree(facts: Facts, answer: str) -> None:
    entries = (Entry(kind="shelling", is_="in", by="drv", place="major cities", at_least="20 rounds"),)
    assert fit("shelling", entries, lambda kind: (kind,), facts).answer == answer


def test_a_rule_decides_before_the_plain_line_of_its_kind() -> None:
    entries = (Entry(kind="shelling", is_="out"), Entry(kind="shelling", is_="in", at_least="20 rounds"))
    for amount, answer in (("30 rounds", "in"), ("3 rounds", "out"), ("", "unclear")):
        assert fit("shelling", entries, lambda kind: (kind,), Facts(amount=amount)).answer == answer


# --- quiet spells -------------------------------------------------------------------------------

days_of_events = st.lists(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2003, 1, 1)), min_size=1, max_size=12
)


@given(days_of_events, st.integers(0, 900))
def test_ranks_are_a_count_of_longer_spells(days: list[date], length: int) -> None:
    """Walk the calendar: a spell ends on each event day, and lasts since the event day before."""
    lengths, since = [], None
    for at in range((max(days) - min(days)).days + 1):
        day = min(days) + timedelta(days=at)
        if day in days:
            lengths += [] if since is None else [(day - since).days]
            since = day
    spells = quiet_spells(days)
    assert [s.days for s in spells] == lengths
    assert rank_among(spells, length) == 1 + len([n for n in lengths if n > length])


def rows_of(days: list[date]) -> str:
    return "date\n" + "".join(f"{day}\n" for day in days)


LIST = """
kinds_of_event: [{id: launch, name: launch}]
series:
- {id: list, title: the list, file: list.csv, covers: 1990/2021, covers_kinds: [launch], zone: UTC,
   columns: {date: on}, constants: {by: dprk, kind: launch}}
pledges: [{id: pause, by: dprk, said: 2018-03-06, scope: {launch: in}}]
"""

EARLY = LIST.replace("said: 2018-03-06", "said: 1999-01-01")


@given(days_of_events)
def test_the_present_spell_is_ranked_with_the_day_left_unread(days: list[date]) -> None:
    today = date(2003, 6, 1)
    found = back_test(dossier(EARLY, today, list=rows_of(days)), "pause")
    assert found is not None
    text = found.tests[0].readings[0]
    last = max(days)
    longer = [s for s in quiet_spells(days) if s.days > (today - last).days]
    assert text.present == last
    assert (text.ranks[0].rank, text.ranks[0].of) == (1 + len(longer), len(set(days)))


@given(days_of_events, st.data())
def test_rows_of_one_day_are_one_break(days: list[date], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(days), max_size=6))
    today = date(2003, 6, 1)
    one = back_test(dossier(EARLY, today, list=rows_of(days)), "pause")
    more = back_test(dossier(EARLY, today, list=rows_of(days + again)), "pause")
    assert one is not None and more is not None
    first, second = one.tests[0].readings[0], more.tests[0].readings[0]
    assert [s.day for s in first.struck] == [s.day for s in second.struck]
    assert (first.spells, first.ranks) == (second.spells, second.ranks)


def test_a_list_that_does_not_say_what_it_covers_is_refused() -> None:
    found = back_test(dossier(LIST.replace("covers: 1990/2021, ", ""), list=rows_of([DAY])), "pause")
    assert found is not None and found.tests[0].readings == ()
    assert "from when to when" in found.tests[0].refused


def test_lists_are_never_counted_together() -> None:
    both = LIST.replace(
        "pledges:",
        "- {id: other, title: other, file: other.csv, covers: 1990/2021, zone: Asia/Seoul,"
        " columns: {date: on}, constants: {by: dprk, kind: launch}}\npledges:",
    )
    found = back_test(
        dossier(both, list=rows_of([date(2017, 9, 14)]), other=rows_of([date(2017, 9, 15)])), "pause"
    )
    assert found is not None
    assert [(t.series, len(t.readings[0].struck)) for t in found.tests] == [("list", 1), ("other", 1)]


def test_a_trial_is_laid_over_the_past_beside_the_text() -> None:
    text = LIST.replace("scope: {launch: in}", "due: 2020")
    found = back_test(dossier(text, list=rows_of([date(2017, 9, 14)])), "pause", (("launch", "in"),))
    assert found is not None
    assert [(r.terms.tried, len(r.struck)) for r in found.tests[0].readings] == [(False, 0), (True, 1)]


def test_events_dated_by_month_are_named_and_left_out() -> None:
    found = back_test(dossier(LIST, list="date\n2016-05\n2017-09-14\n"), "pause")
    assert found is not None
    text = found.tests[0].readings[0]
    assert [s.day for s in text.struck] == [date(2017, 9, 14)]
    assert len(text.undated) == 1


# --- the list of launches -----------------------------------------------------------------------

SINCE_2016 = """
2016-02-07 2016-03-10 2016-03-18 2016-04-15 2016-04-23 2016-04-27 2016-04-28 2016-05-30 2016-06-21
2016-07-09 2016-07-18 2016-08-02 2016-08-23 2016-09-05 2016-10-14 2016-10-19 2017-02-11 2017-03-05
2017-03-21 2017-04-04 2017-04-15 2017-04-28 2017-05-14 2017-05-21 2017-05-28 2017-07-04 2017-07-28
2017-08-25 2017-08-28 2017-09-14 2017-11-28
"""


def test_the_quiet_of_march_2018_is_the_second_longest_of_31_since_2016() -> None:
    """31 days (UTC) with a launch in the CNS list from 2016 on: 30 finished spells, and the present one
    of 104 days. Only that of 115 days, from 19 October 2016 to 11 February 2017, is longer."""
    days = [date.fromisoformat(day) for day in SINCE_2016.split()]
    assert len(days) == 31
    found = back_test(dossier(LIST, list=rows_of(days)), "pause")
    assert found is not None
    since = found.tests[0].readings[0].ranks[-1]
    assert (since.since, since.rank, since.of) == (date(2016, 1, 1), 2, 31)
    longer = [s for s in found.tests[0].readings[0].spells if s.days > 104]
    assert [(s.since, s.until, s.days) for s in longer] == [(date(2016, 10, 19), date(2017, 2, 11), 115)]


@pytest.mark.data
def test_and_the_twelfth_of_61_since_1984(data_folder: Path) -> None:
    """All rows of the list dated to the day, satellites included, a day counted once: 61 days from
    9 April 1984 to 28 November 2017, so 60 finished spells and the present one; eleven are longer than
    104 days. Eight rows dated by month only are left out."""
    with (data_folder / "dprk-launches" / "launches.csv").open(encoding="utf-8") as file:
        dates = [row["date"] for row in csv.DictReader(file)]
    text = LIST.replace("1990/2021", "1984/2021")
    found = back_test(dossier(text, list="date\n" + "\n".join(dates)), "pause")
    assert found is not None
    read = found.tests[0].readings[0]
    assert (read.ranks[0].rank, read.ranks[0].of, read.ranks[-1].rank, read.ranks[-1].of) == (12, 61, 2, 31)
    assert len(read.undated) == 8


# --- clock and state ----------------------------------------------------------------------------

HWASONG = """
documents: [{id: un, title: UN}, {id: kcna, title: KCNA}]
kinds_of_event:
- {id: ballistic, name: ballistic missile launch, includes: [icbm]}
- {id: icbm, name: intercontinental missile launch}
- {id: satellite, name: satellite launch}
events:
- {id: hwasong-15, kind: icbm, by: dprk, on: "2017-11-29T03:17", zone: Asia/Pyongyang,
   reports: [{source: kcna, on: 2017-11-29}, {source: un, on: "2017-11-28T18:47", zone: UTC}]}
- {id: row, kind: icbm, by: dprk, on: 2017-11-28, zone: UTC, series: list}
conditions: [{id: dialogue, says: while the dialogue continues, states: [STATE]}]
pledges:
- id: pause
  by: dprk
  said: 2018-03-06
  while: dialogue
  scope: {ballistic: in}
  readings:
  - {id: ours, by: us, since: 2018-03-09, while: none, scope: {satellite: in}}
"""


def hwasong(state: str = "", day: date = DAY, more: str = "") -> Dossier:
    return dossier(HWASONG.replace("STATE", state) + more, day)


def test_days_are_given_by_every_clock_and_one_launch_counts_once() -> None:
    state = pledge_state(hwasong(), "pause")
    assert state is not None
    last = state.readings[0].last
    assert last is not None and last.events == ("hwasong-15", "row")
    assert [(d.day, d.zone) for d in last.days] == [
        (date(2017, 11, 28), "America/New_York"), (date(2017, 11, 29), "Asia/Pyongyang"),
    ]  # fmt: skip
    assert [(DAY - d.day).days for d in last.days] == [104, 103]


@pytest.mark.parametrize(
    ("states", "text"),
    [
        ("", "disputed"),
        ("{since: 2018-03-06, holds: no}", "not yet running"),
        ("{since: 2018-03-06, holds: disputed}", "disputed"),
        ("{since: 2018-03-06, holds: yes}", "kept"),
        ("{since: 2018-03-06, holds: yes}, {since: 2018-03-10, holds: no}", "lapsed"),
        ("{since: 2018-03-06, holds: no}, {since: 2018-04-10, holds: yes}", "not yet running"),
        ("{since: 2018-03-06, holds: yes}, {since: 2018-03-06, holds: no}", "disputed"),
    ],
)
def test_the_state_follows_the_condition_and_a_reading_may_do_without(states: str, text: str) -> None:
    state = pledge_state(hwasong(states), "pause")
    assert state is not None
    assert [r.state for r in state.readings] == [text, "kept"]


def test_an_event_breaks_one_reading_and_not_the_other() -> None:
    more = "- {id: unha, kind: satellite, by: dprk, on: 2018-04-15}\n"
    text = HWASONG.replace("STATE", "{since: 2018-03-06, holds: yes}").replace(
        "conditions:", more + "conditions:"
    )
    state = pledge_state(dossier(text, date(2018, 5, 1)), "pause")
    assert state is not None and state.differ
    assert [r.state for r in state.readings] == ["kept", "broken"]
    assert [g.events for g in state.readings[1].broken_by] == [("unha",)]


def test_an_event_while_the_condition_is_disputed_is_contested() -> None:
    more = "- {id: test, kind: icbm, by: dprk, on: 2018-03-08}\n"
    text = HWASONG.replace("STATE", "{since: 2018-03-06, holds: disputed}").replace(
        "conditions:", more + "conditions:"
    )
    state = pledge_state(dossier(text), "pause")
    assert state is not None
    assert [g.events for g in state.readings[0].contested] == [("test",)]
    assert [r.state for r in state.readings] == ["disputed", "broken"]


def test_before_a_reading_was_held_there_is_none() -> None:
    state = pledge_state(hwasong(day=date(2018, 3, 8)), "pause")
    assert state is not None and len(state.readings) == 1


def test_a_pledge_that_names_no_kind_of_event_is_not_judged() -> None:
    state = pledge_state(dossier("pledges: [{id: p, by: dprk, said: 2018-03-06}]"), "p")
    assert state is not None and state.readings[0].state == "not judged"


def test_a_duty_is_read_like_a_pledge() -> None:
    text = (
        "kinds_of_event: [{id: test}]\nevents: [{id: e, kind: test, by: dprk, on: 2013-02-12}]\n"
        "agreements:\n- {id: deal, title: D, on: 2012-02-29, duties: [{id: d, by: dprk, scope: {test: in}}]}"
    )
    state = pledge_state(dossier(text), "deal/d")
    assert state is not None and state.readings[0].state == "broken"


@given(st.dates(date(2018, 3, 13), date(2019, 1, 1)), st.sampled_from(["icbm", "satellite"]))
def test_a_later_event_changes_no_earlier_answer(on: date, kind: str) -> None:
    more = f"- {{id: later, kind: {kind}, by: dprk, on: {on}}}\n"
    text = HWASONG.replace("STATE", "")
    after = text.replace("conditions:", more + "conditions:")
    for question in (pledge_state, silences, back_test, clock_by_list):
        assert plain(question(dossier(text), "pause")) == plain(question(dossier(after), "pause"))


@given(st.permutations(["hwasong-15", "pause", "dialogue", "icbm", "satellite", "ballistic"]))
def test_other_ids_change_nothing_but_ids(names: list[str]) -> None:
    text = HWASONG.replace("STATE", "{since: 2018-03-06, holds: no}")
    fresh = {old: f"x{at}" for at, old in enumerate(names)}
    renamed = text
    for old, new in sorted(fresh.items(), key=lambda pair: -len(pair[0])):
        for before, behind in ((": ", ","), ("{", ":"), (": ", "\n"), ("[", "]"), (": ", "}")):
            renamed = renamed.replace(f"{before}{old}{behind}", f"{before}{new}{behind}")
    one, other = pledge_state(dossier(text), "pause"), pledge_state(dossier(renamed), fresh["pause"])
    assert one is not None and other is not None
    told = json.dumps([plain(r) for r in one.readings])
    for old, new in sorted(fresh.items(), key=lambda pair: -len(pair[0])):
        told = told.replace(f'"{old}"', f'"{new}"')
    assert json.loads(told) == [plain(r) for r in other.readings]


# --- lists and silences -------------------------------------------------------------------------


def test_a_list_without_the_last_launch_counts_from_an_earlier_one() -> None:
    text = LIST + "events: [{id: hwasong-15, kind: launch, by: dprk, on: 2017-11-29}]\n"
    found = clock_by_list(dossier(text, list=rows_of([date(2017, 9, 14)])), "pause")
    assert [(c.series, c.lacks, c.claims, c.last.days[0].day) for c in found] == [
        ("list", True, True, date(2017, 9, 14))
    ]
    found = clock_by_list(dossier(text, list=rows_of([date(2017, 11, 28)])), "pause")
    assert [c.lacks for c in found] == [False]


def test_silence_is_on_what_occurred_and_nothing_covers() -> None:
    more = (
        "- {id: unha, kind: satellite, by: dprk, on: 2016-02-07}\n"
        "- {id: ours, kind: cruise, by: us, on: 2016-02-07}\n"
    )
    text = HWASONG.replace("STATE", "").replace("conditions:", more + "conditions:")
    text = text.replace("- {id: satellite,", "- {id: cruise, name: cruise missile launch}\n- {id: satellite,")
    found = silences(dossier(text), "pause")
    assert found is not None
    assert [(s.kind, s.named_by, s.last.events) for s in found.kinds] == [
        ("satellite", (("us", "in"),), ("unha",))
    ]
