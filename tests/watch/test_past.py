"""Monitors run over the past: what was told at once, late, never, falsely; held against a literal count."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.test_monitors import HEADER, RECORDS

from summitry.cli.app import app
from summitry.dossier.kinds import Event
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.watch.monitors import PastSpell, PastTest, past_of, why_not
from summitry.watch.monitors.signs import WINDOW, of_series, window_counts

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
LAST = date(2018, 6, 1)
CHANNELS = """meetings: [{id: summit, title: the summit, dates: 2018-06-12}]
objectives: [{id: talk, says: what they want, verb: explore, what: phone, meeting: summit}]
channels:
- id: phone
  title: the telephone
  ends: [us, dprk]
  life: 10 days
  uses: [{on: 2018-03-01}, {on: 2018-03-20}, {on: 2018-04-05, learned: 2018-04-20}]
"""
LATE = (
    RECORDS.replace("{id: said, by: ann", "{id: said, learned: 2018-03-25, by: ann")
    .replace("{id: shells, kind", "{id: shells, learned: 2018-03-20, kind")
    + CHANNELS
)  # fmt: skip


def tried(target: str, records: str = LATE, last: date = LAST) -> PastTest:
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": records})
    assert dossier.faults == ()
    found = past_of(dossier.as_of(last), target)
    assert found is not None
    return found


def days(spell: PastSpell) -> tuple[str, ...]:
    return tuple(f"{d:%m-%d}" if d is not None else "" for d in (*(spell.so or ()), *(spell.told or ())))


def test_what_was_learned_late_was_told_late() -> None:
    told, runs_out = tried("line").spells
    assert (told.monitor, told.how) == ("answer", "told late")
    assert days(told) == ("03-20", "04-10", "03-25", "04-10")
    assert told.because == ("said",) and told.known == date(2018, 3, 25) and told.wanting == 5
    assert (runs_out.monitor, runs_out.how, runs_out.because) == ("line", "told at once", ())
    [sign] = tried("rubble").spells
    assert sign.how == "told late" and sign.because == ("shells",)


def test_what_ended_before_it_was_learned_was_missed() -> None:
    late = LATE.replace("learned: 2018-03-25", "learned: 2018-04-15")
    missed = tried("line", late).spells[0]
    assert (missed.how, missed.told, missed.because) == ("missed", None, ("said",))
    assert missed.wanting == 22


def test_silence_that_a_later_word_ends_was_told_falsely() -> None:
    """The telephone is counted on for ten days after each use; the use of 5 April was learned on the 20th."""
    found = tried("phone")
    assert [(s.how, days(s)) for s in found.spells] == [
        ("told at once", ("03-12", "03-19", "03-12", "03-19")),
        ("told at once", ("03-31", "04-04", "03-31", "04-15")),
        ("told at once", ("04-16", "06-01", "04-16", "06-01")),
    ]
    assert found.spells[1].because == ("phone",) and found.spells[1].too_many == 11
    [row] = found.rows
    assert (row.so, row.missed, row.false, row.too_many, row.wanting) == (3, 0, 0, 11, 0)
    quiet = LATE.replace("{on: 2018-03-20}", "{on: 2018-03-20, learned: 2018-04-01}")
    [row] = tried("phone", quiet, date(2018, 3, 29)).rows
    assert (row.so, row.told, row.false) == (1, 1, 0), "on 29 March nobody knows better"
    withdrawn = LATE.replace("{on: 2018-03-01},", "{on: 2018-03-01}, {on: 2018-03-11, learned: 2018-03-25},")
    found = tried("phone", withdrawn)
    assert found.spells[0].how == "false" and days(found.spells[0]) == ("03-12", "03-19")
    assert found.spells[0].because == ("phone",) and found.spells[0].known == date(2018, 4, 20)


def test_a_day_ahead_a_deadline_and_a_duty_are_told_from_their_day_on() -> None:
    assert days(tried("clears").spells[0])[0] == "03-24"
    assert days(tried("deal").spells[0])[0] == "03-23"
    assert days(tried("paper").spells[0])[0] == "03-21", "a week before it is due"
    assert days(tried("kept").spells[0])[0] == "04-02"


def test_a_monitor_is_tried_as_if_it_had_been_written_before() -> None:
    later = LATE.replace("{id: rubble,", "{id: rubble, learned: 2018-05-30,")
    assert tried("rubble", later).spells == tried("rubble").spells


def test_what_has_no_past_says_so_in_a_sentence() -> None:
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": LATE}).as_of(LAST)
    assert past_of(dossier, "us") is None and "No monitor watches United States" in why_not(dossier, "us")
    assert "latest start" in why_not(dossier, "paper") and why_not(dossier, "line") == ""
    no_day = LATE.replace(", due: 2018-03-28", "")
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": no_day}).as_of(LAST)
    assert past_of(dossier, "paper") is None


def windows_by_hand(happened: list[date], last: date, known: dict[date, date]) -> list[date]:
    """Each day on which the count of a list was rare, counted anew from what was known."""
    found, day = [], min(happened, default=last)
    while day <= last:
        here = sorted(d for d in happened if d <= day and known[d] <= day)
        counts = window_counts(here)
        if here and (day - here[-1]).days < WINDOW and counts[-1] >= 3:
            rank = 1 + sum(c > counts[-1] for c in counts[:-1])
            found += [day] if rank <= 3 else []
        day += timedelta(days=1)
    return found


def spread(spans: list[tuple[date, date]]) -> list[date]:
    return [a + timedelta(days=n) for a, b in dict.fromkeys(spans) for n in range((b - a).days + 1)]


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.integers(0, 120), st.integers(0, 40), min_size=3, max_size=12))
def test_counts_over_a_window_agree_with_a_literal_replay(rows: dict[int, int]) -> None:
    base = date(2018, 1, 1)
    happened = {base + timedelta(days=n): base + timedelta(days=n + late) for n, late in rows.items()}
    events = "".join(
        f"- {{id: e{n}, kind: shot, by: us, on: {d}, learned: {k}, series: list}}\n"
        for n, (d, k) in enumerate(happened.items())
    )
    records = (
        "parties: [{id: us, name: Us}]\nkinds_of_event: [{id: shot, name: shot}]\n"
        f"series: [{{id: list, title: the list, covers: 2018-01-01/..}}]\nevents:\n{events}"
    )
    last = base + timedelta(days=200)
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": records}).as_of(last)
    assert len(dossier.all(Event)) == len(happened)
    found = past_of(dossier, "list")
    assert found is not None
    so = spread([s.so for s in found.spells if s.so])
    assert so == windows_by_hand(list(happened), last, {d: d for d in happened})
    told = spread([s.told for s in found.spells if s.told])
    literal = set(windows_by_hand(list(happened), last, happened))
    assert literal <= set(told) and len(told) == len(set(told)), "no day is told twice"
    assert sum(s.wanting for s in found.spells) == len(set(so) - literal)
    assert sum(s.too_many for s in found.spells) == len(literal - set(so))
    for spell in found.spells:
        begun = spell.so[0] in literal if spell.so else None
        assert begun == {"told at once": True, "told late": False, "missed": False, "false": None}[spell.how]
        if spell.how == "missed" and spell.so:
            assert not set(spread([spell.so])) & literal
        if spell.how == "false" and spell.told:
            assert not set(spread([spell.told])) & set(so)
    assert of_series(dossier, "list") or last not in literal


def test_nothing_told_says_more_than_a_replay_of_the_day() -> None:
    """What was told on a day is what the dossier of that day raises."""
    dossier = load(KOREA).as_of(date(2021, 12, 31))
    for id in ("line-regime-change", "satellite-notice", "release-signal"):
        found = past_of(dossier, id)
        assert found is not None and {s.how for s in found.spells} == {"told at once"}


def test_a_reader_learns_nothing_of_what_he_may_not_see() -> None:
    from summitry.dossier.header import Grants

    header = HEADER + "markings: [open, closed]\n"
    hidden = LATE.replace("{id: said, learned", "{id: said, marking: closed, learned")
    whole = load_texts({"dossier.yaml": header, "a.yaml": hidden})
    without = load_texts(
        {"dossier.yaml": header, "a.yaml": LATE.replace("answers: {conditions: [some]}", "x: 1")}
    )

    def line(dossier: Dossier) -> list[tuple[str, str]]:
        found = past_of(dossier.as_of(LAST), "line")
        assert found is not None
        return [(s.monitor, s.how) for s in found.spells]

    assert line(whole) == [("answer", "told late"), ("line", "told at once")]
    assert line(whole.narrowed(Grants("open"))) == line(without) == [("line", "told at once")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(LATE, encoding="utf-8")
    return tmp_path


def test_the_command_prints_a_plain_table(folder: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["watch", "backtest", str(folder), *words, "--as-of", "2018-06-01"])
        return done.exit_code, done.output

    code, said = run("line")
    assert code == 0 and "missed   false days too many days wanting" in said
    assert "told late: so 20 March 2018 to 10 April 2018; told 25 March 2018" in said
    assert "    learned late, by 25 March 2018: There are some." in said
    assert "latest start follows" in run("paper")[1]
    code, said = run("us")
    assert code == 2 and "No monitor watches United States" in said
    code, said = run("lin")
    assert code == 2 and "line" in said
    code, said = run("phone", "--format", "json")
    assert [s["how"] for s in json.loads(said)["spells"]] == ["told at once"] * 3
