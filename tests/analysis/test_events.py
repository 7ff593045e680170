"""Events: reports that differ by a clock or by a day, lists with gaps, rows that may be one."""

from datetime import date

import pytest

from summitry.analysis.events import event_account, list_overview, proposed_merges
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

HEADER = "format: 1\ndossier: t\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
KINDS = """
parties: [{id: us, name: United States}, {id: dprk, name: DPRK}]
kinds_of_event: [{id: missile, includes: [icbm]}, {id: icbm}, {id: clash}]
"""
LISTS = """
series:
- {id: a, title: A, file: a.csv, zone: UTC, covers: 2000/2021, covers_kinds: [missile], id_rule: "a-{date}",
   columns: {date: on, kind: kind}, constants: {by: dprk}}
- {id: b, title: B, file: b.csv, zone: Asia/Seoul, id_rule: "b-{date}",
   columns: {date: on, kind: kind}, constants: {by: dprk}}
"""


def dossier(text: str, **rows: str) -> Dossier:
    files = {f"{name}.csv": "date,kind\n" + "\n".join(cells.split()) for name, cells in rows.items()}
    return load_texts({"dossier.yaml": HEADER, "k.yaml": KINDS, "a.yaml": text, **files}).as_of(
        date(2018, 3, 12)
    )


@pytest.mark.parametrize(
    ("on", "report", "judged"),
    [
        ('"2017-11-29T03:17"', "on: 2017-11-29", "same"),
        ('"2017-11-29T03:17"', "on: 2017-11-28, zone: America/New_York", "another clock"),
        ('"2017-11-29T03:17"', "on: 2017-11-28", "another clock"),
        ('"2017-11-29T03:17"', 'on: "2017-11-28T18:47", zone: UTC', "another clock"),
        ('"2017-11-29T03:17"', "on: 2017-11-28, zone: Asia/Tokyo", "differs"),
        ('"2017-11-29T03:17"', "on: 2017-11-27", "differs"),
        ("2017-11-29", "on: 2017-11-28", "no clock given"),
        ("2017-11-29", "on: 2017-11-28, zone: America/New_York", "another clock"),
        ("2017-11-29", "on: 2017-11-28, zone: Asia/Pyongyang", "differs"),
        ("2017-11-29", "on: 2017-11", "same"),
        ("2017-11", "on: 2017-12-01", "differs"),
        ("2017-11-29", "says: no day", "no day"),
    ],
)
def test_a_report_is_compared_on_its_own_clock(on: str, report: str, judged: str) -> None:
    text = (
        f"events: [{{id: e, kind: icbm, by: dprk, on: {on}, zone: Asia/Pyongyang, reports: [{{{report}}}]}}]"
    )
    found = event_account(dossier(text), "e")
    assert found is not None
    assert [r.day for r in found.reports] == [judged]


def test_a_report_of_another_kind_is_told_from_one_of_a_wider_kind() -> None:
    text = "events: [{id: e, kind: icbm, on: 2017-11-29, reports: [{kind: missile}, {kind: clash}]}]"
    found = event_account(dossier(text), "e")
    assert found is not None
    assert [r.other_kind for r in found.reports] == ["", "clash"]


def test_a_list_lacks_what_it_claims_and_others_have() -> None:
    text = LISTS + "events: [{id: own, kind: icbm, by: dprk, on: 2017-11-29, zone: Asia/Pyongyang}]\n"
    rows = {"a": "2016-01-01,icbm 2017-07-04,icbm", "b": "2016-01-02,icbm 2016-05-01,clash 2017-11-29,icbm"}
    found = list_overview(dossier(text, **rows), "a")
    assert found is not None
    assert found.lacks == ("b-2017-11-29",)  # and not again for the record by hand, the same launch
    other = list_overview(dossier(text, **rows), "b")
    assert other is not None and other.lacks == ()  # it claims nothing


def test_a_merge_is_proposed_once_a_salvo_and_never_made() -> None:
    rows = {"a": "2016-01-01,icbm 2016-01-01,icbm 2017-07-04,icbm", "b": "2016-01-02,icbm 2017-09-01,icbm"}
    found = proposed_merges(dossier(LISTS, **rows), "missile")
    assert [(m.one, m.other, m.apart, m.only) for m in found] == [("a-2016-01-01", "b-2016-01-02", 1, True)]


def test_what_somebody_merged_is_not_proposed_again() -> None:
    rows = {"a": "2016-01-01,icbm", "b": "2016-01-02,icbm"}
    text = LISTS + "events: [{id: own, kind: icbm, by: dprk, on: 2016-01-01, merges: [a-2016-01-01]}]\n"
    assert proposed_merges(dossier(text, **rows), "missile") == ()
