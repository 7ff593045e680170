"""Gathering: twenty reports are one event; triage says why and what it touches, and enters nothing."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.cli.app import app
from summitry.dossier.kinds import Event
from summitry.folder.load import load, load_texts
from summitry.secretariat.watching import Marks, taking_in
from summitry.secretariat.watching.triaging import found, proposed
from summitry.watch.inbox import Entry, Link
from summitry.watch.intake import days
from summitry.watch.triage import signs
from summitry.watch.triage.frame import proposals
from summitry.watch.triage.maths import Signal, b_cubed, gather
from summitry.watch.value import Item

MARCH_8 = json.loads((Path(__file__).parent / "march-8.json").read_text(encoding="utf-8"))
ANNOUNCED, OTHERS = MARCH_8["announced"], MARCH_8["others"]

DOSSIER = """
format: 1
dossier: Talks
zone: America/New_York
own_side: us
counterparts: [dprk]
markings: [open, restricted]
groups: [consular]
readers:
  visitor: {marking: open, groups: []}
"""
RECORDS = """
parties:
- {id: us, name: United States}
- {id: dprk, name: North Korea, also: [DPRK]}
people:
- {id: kim, name: Kim Jong Un, also: [Kim Jong-un], side: dprk}
- {id: trump, name: Donald Trump, side: us}
- {id: chung, name: Chung Eui-yong}
kinds_of_event:
- {id: nuclear-test, name: nuclear test}
pledges:
- {id: pause, by: dprk, to: us, does: no tests, said: 2018-03-06, scope: {nuclear-test: in}}
questions:
- {id: conditions, asks: Does the United States set preconditions for talks?}
cases:
- {id: case-1, access: [consular], person: John Prisoner}
"""


def entry(source: str, said: str, title: str, text: str, **more: object) -> Entry:
    first, last = days.of_text(said)[1:]
    item = Item(
        form="entry", source=source, said=said, said_from=first, said_to=last, title=title, text=text, **more
    )
    return Entry(id=item.id, item=item, came="2018-03-10", file="x")


def test_the_announcement_of_8_march_in_twenty_reports_is_one_event() -> None:
    dossier = load_texts({"dossier.yaml": DOSSIER, "a.yaml": RECORDS}).as_of(date(2018, 3, 10))
    told = [entry(*each) for each in (*ANNOUNCED, *OTHERS)]
    wanted = {e.id for e in told[: len(ANNOUNCED)]}
    groups = proposals(dossier, told)
    [ours] = [p for p in groups if wanted & {r.entry.id for r in p.reports}]
    assert {r.entry.id for r in ours.reports} == wanted
    assert ours.first <= date(2018, 3, 8) <= ours.last
    assert all(r.because for r in ours.reports[1:])
    assert {"kim", "chung"} <= {t.target for t in ours.touches}
    assert max(len(p.reports) for p in groups if p is not ours) == 1


def test_a_person_splits_and_merges() -> None:
    dossier = load_texts({"dossier.yaml": DOSSIER, "a.yaml": RECORDS}).as_of(date(2018, 3, 10))
    told = [entry(*each) for each in (*ANNOUNCED[:2], ANNOUNCED[13], *OTHERS[:1])]
    one, two, three, other = (e.id for e in told)
    links = [Link(one=one, other=two, how="apart"), Link(one=three, other=two, how="apart"),
             Link(one=one, other=other, how="together")]  # fmt: skip
    groups = [{r.entry.id for r in p.reports} for p in proposals(dossier, told, links)]
    assert {two} in groups
    assert any({one, other} <= group for group in groups)


def test_what_a_report_touches_has_its_reason_and_cases_are_for_those_with_access() -> None:
    whole = load_texts({"dossier.yaml": DOSSIER, "a.yaml": RECORDS}).as_of(date(2018, 3, 10))
    text = (
        "North Korea said that a nuclear test was held. John Prisoner is well."
        " Kim Jong-un said “we will go on as long as it takes us”."
    )
    told = [entry("Wire", "2018-03-09", "A test", text)]
    [all_] = proposals(whole, told)
    assert {t.target: t.why for t in all_.touches} == {
        "case-1": "It names the person.", "pause": "Its scope names nuclear test, and the maker is named.",
        "kim": "It names the person.",
    }  # fmt: skip
    assert [(s.by, s.words) for s in all_.said] == []  # two are named beside the words: nobody is guessed
    [open_] = proposals(whole.narrowed(whole.header.reader("visitor")), told)  # type: ignore[arg-type]
    assert {t.target for t in open_.touches} == {"pause", "kim"}


def test_sources_that_disagree_are_shown() -> None:
    dossier = load_texts({"dossier.yaml": DOSSIER, "a.yaml": RECORDS}).as_of(date(2018, 3, 10))
    first = entry("Wire A", "2018-03-09", "20 killed in grenade attack in Bangui", "A grenade at a funeral")
    other = entry("Wire B", "2018-03-09", "11 killed in grenade attack in Bangui", "A grenade at a funeral")
    [both] = proposals(dossier, [first, other])
    assert both.differ == ("A number in the heading: 11 in Wire B; 20 in Wire A.",)


SIGNALS = st.lists(
    st.builds(
        Signal, id=st.text("abcdef", min_size=3, max_size=3), first=st.integers(1, 6), last=st.integers(6, 9),
        signs=st.frozensets(st.sampled_from(["nkim", "ntrump", "wmeet", "pseoul", "wmay"]), min_size=1),
    ),
    max_size=14, unique_by=lambda s: s.id,
)  # fmt: skip


@settings(max_examples=60)
@given(SIGNALS, st.randoms(use_true_random=False))
def test_every_report_is_in_one_group_whatever_the_order(signals: list[Signal], random: Random) -> None:
    groups = gather(signals)
    assert sorted(j.id for g in groups for j in g) == sorted(s.id for s in signals)
    shuffled = list(signals)
    random.shuffle(shuffled)
    assert gather(shuffled) == groups
    by_id = {s.id: s for s in signals}
    for group in groups:  # all of a group can be of one day
        assert max(by_id[j.id].first for j in group) <= min(by_id[j.id].last for j in group)


def test_a_list_that_people_keep_counts_its_days_on_one_clock() -> None:
    """Two rows of one list, of days between which other clocks lie, are two; of one day, and beside another
    list's row, they may be one. What a machine coded out of stories bears the day of the story."""

    def row(id: str, source: str, day: str, coded: str = "people") -> Signal:
        said, first, last = days.of_text(day)
        item = Item(
            form="row", title="launch of a missile", source=source, said=said, said_from=first, said_to=last,
            coded=coded, names=("North Korea",), place="Hodo Peninsula", code="1523", key=id,
        )  # fmt: skip
        return signs.signal(item, id, date(2013, 6, 1), {})

    def groups(*rows: Signal) -> list[set[str]]:
        return sorted(({joined.id for joined in group} for group in gather(rows)), key=sorted)

    one, other = row("a", "CNS", "2013-05-18"), row("b", "CNS", "2013-05-19")
    assert one.last >= other.first, "on some clocks they are of one day"
    assert groups(one, other) == [{"a"}, {"b"}]
    assert groups(one, row("c", "CNS", "2013-05-18")) == [{"a", "c"}]
    assert groups(one, row("d", "CSIS", "2013-05-19")) == [{"a", "d"}]
    coded = [row(id, "ICEWS", f"2013-05-1{day}", "machine") for id, day in (("e", 8), ("f", 9))]
    assert groups(*coded) == [{"e", "f"}]


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(0, 3), min_size=1))
def test_groups_that_are_right_have_the_full_measure(true: dict[str, int]) -> None:
    assert b_cubed(true, true) == pytest.approx((1.0, 1.0, 1.0))


def write(path: Path, reports: list[tuple[str, str, str, str]]) -> Path:
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "title", "text", "actor"])
        for _, said, title, text in reports:
            rows.writerow([datetime.fromisoformat(said).date().isoformat(), title, text, ""])
    return path


def test_nothing_is_entered_unless_a_person_accepts(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(DOSSIER)
    (folder / "a.yaml").write_text(RECORDS)
    list(taking_in(folder, [write(tmp_path / "news.csv", ANNOUNCED[:2])], Marks(came=date(2018, 3, 10))))
    before = len(load(folder).index)
    day = load(folder).as_of(date(2018, 3, 10))
    [proposal] = proposed(folder, day)
    assert len(load(folder).index) == before
    assert proposed(folder, load(folder).as_of(date(2018, 3, 9))) == ()  # it had not come
    run = CliRunner()
    done = run.invoke(app, ["watch", "accept", str(folder), proposal.id, "--id", "invitation", "--by", "kim"])
    assert done.exit_code == 0, done.output
    after = load(folder)
    assert after.faults == ()
    event = after.get("invitation")
    assert isinstance(event, Event)
    assert [r.source for r in event.reports] == [(f"report-{r.entry.id}",) for r in proposal.reports]
    assert event.learned is not None and not load(folder).as_of(date(2018, 3, 9)).get("invitation")
    assert proposed(folder, after.as_of(date(2018, 3, 10))) == ()
    assert found(folder, after.as_of(date(2018, 3, 10)), proposal.id).record == "invitation"


def test_ignored_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(DOSSIER)
    list(taking_in(folder, [write(tmp_path / "news.csv", OTHERS[:1])], Marks(came=date(2018, 3, 10))))
    run = CliRunner()
    shown = run.invoke(app, ["watch", "triage", str(folder), "--any", "--as-of", "2018-03-10"]).output
    id = shown.split()[0]
    assert run.invoke(app, ["watch", "ignore", str(folder), id]).exit_code == 0
    again = run.invoke(app, ["watch", "triage", str(folder), "--any", "--as-of", "2018-03-10"]).output
    assert again.startswith("Happenings: 0.")
    kept = run.invoke(app, ["watch", "triage", str(folder), "--all", "--any", "--as-of", "2018-03-10"]).output
    assert "ignored" in kept
