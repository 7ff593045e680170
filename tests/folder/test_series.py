"""Long lists kept as CSV: columns that fill several fields, words around values, salvos."""

from datetime import date

from summitry.dossier.kinds import Event
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

_KINDS = """
parties: [{id: dprk, name: DPRK}]
kinds_of_event: [{id: launch}, {id: test}]
"""
_SERIES = """
series:
- id: s
  title: A list
  zone: UTC
  id_rule: s-{date}-{no}
  salvo_rule: "{date}"
  learned_as: occurred
  blanks: [unknown]
  constants: {by: dprk}
  columns: {date: on, what: [title, kind], km: amount, apogee: amount}
  wording: {what/title: "a {}", km: "{} km far", apogee: "{} km high"}
  values: {what/kind: {Rocket: launch, Bomb: test}}
"""
_ROWS = """date,no,what,km,apogee
2017-01-02,1,Rocket,100,40
2017-01-02,2,Rocket,unknown,50
2017-01-03,1,Bomb,,
"""


def _dossier(series: str = _SERIES, rows: str = _ROWS) -> Dossier:
    return load_texts(
        {"dossier.yaml": "format: 1\nzone: UTC", "k.yaml": _KINDS, "s.yaml": series, "s.csv": rows}
    )


def _event(dossier: Dossier, id: str) -> Event:
    found = dossier.of(Event, id)
    assert found is not None
    return found


def test_one_column_fills_several_fields_each_in_its_own_words() -> None:
    dossier = _dossier()
    assert dossier.faults == ()
    event = _event(dossier, "s-2017-01-02-1")
    assert (event.title, event.of_kind) == ("a Rocket", "launch")
    assert event.amount == "100 km far, 40 km high"


def test_a_blank_cell_takes_no_wording() -> None:
    assert _event(_dossier(), "s-2017-01-02-2").amount == "50 km high"
    assert _event(_dossier(), "s-2017-01-03-1").amount == ""


def test_rows_of_one_salvo_share_a_word_and_others_do_not() -> None:
    dossier = _dossier()
    first, second, other = (_event(dossier, f"s-2017-01-0{n}") for n in ("2-1", "2-2", "3-1"))
    assert first.salvo == second.salvo != other.salvo


def test_rows_are_learned_when_they_occurred() -> None:
    assert [e.id for e in _dossier().as_of(date(2017, 1, 2)).all(Event)] == [
        "s-2017-01-02-1",
        "s-2017-01-02-2",
    ]


def test_a_rule_or_wording_for_a_column_that_is_not_there_is_a_fault() -> None:
    for old, new in (
        ("s-{date}-{no}", "s-{day}"),
        ('"{date}"', '"{salvo}"'),
        ('km: "{} km far"', 'miles: "{} miles"'),
        ("what/kind: {", "what/by: {"),
    ):
        faults = _dossier(_SERIES.replace(old, new)).faults
        assert [f.code for f in faults if f.code == "FRM028"], new


def test_a_second_series_of_one_file_takes_nothing_from_the_first() -> None:
    one = _dossier()
    two = _dossier(_SERIES + "- {id: other, title: Another list}\n")
    assert two.ids("event") == one.ids("event") != ()
    assert [f.message for f in two.faults] == ["Another list is not the first series of s.csv."]
