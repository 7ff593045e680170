"""Who should have been told."""

from datetime import date

from summitry.analysis.told import told_reading
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

TEXT = """
parties: [{id: us, name: United States}]
agencies: [{id: state, name: State, side: us}, {id: dod, name: Defense, side: us}]
people: [{id: rex, name: Rex, side: us}, {id: aide, name: Aide}]
posts: [{id: secretary, title: Secretary, of: state, holders: [{who: rex}]}]
decisions:
- {id: accept, says: accepts, by: rex, on: 2018-03-08, told: [{who: aide, on: 2018-03-08}]}
meetings: [{id: talks, title: Talks, delegation: [rex]}]
objectives: [{id: aim, meeting: talks, says: Aim, what: [accept], owner: state}]
tasks: [{id: paper, title: Paper, arises_from: accept, owner: dod}]
"""


def dossier(text: str = TEXT) -> Dossier:
    return load_texts({"dossier.yaml": "format: 1\nown_side: us\n", "a.yaml": text}).as_of(date(2018, 3, 12))


def untold(text: str) -> list[str]:
    reading = told_reading(dossier(text), "accept")
    assert reading is not None
    return [u.who for u in reading.untold]


def test_all_whom_it_concerns_are_found() -> None:
    assert untold(TEXT) == ["rex", "state", "dod"]


def test_who_tells_a_body_tells_its_people_but_not_the_other_way_round() -> None:
    assert untold(TEXT.replace("{who: aide,", "{who: state,")) == ["dod"]
    assert untold(TEXT.replace("{who: aide,", "{who: rex,")) == ["state", "dod"]
    assert untold(TEXT.replace("{who: aide,", "{who: us,")) == []


def test_where_nothing_is_said_of_telling_everybody_knew() -> None:
    assert untold(TEXT.replace(", told: [{who: aide, on: 2018-03-08}]", "")) == []


def test_a_task_that_is_done_concerns_nobody() -> None:
    assert untold(TEXT.replace("owner: dod", "owner: dod, done: [2018-03-11]")) == ["rex", "state"]
