"""Cases: contact, and no trace of them for readers without access."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.cases import case_reading
from summitry.check.run import check
from summitry.dossier.header import Grants
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

HEADER = """
format: 1
own_side: us
counterparts: [dprk]
markings: [open, restricted]
groups: [consular]
default: {marking: open}
"""
OPEN = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
meetings: [{id: m, title: Ministers, with: [dprk]}]
objectives:
- {id: release, meeting: m, verb: request, says: Call for the release of those held.%s}
"""
DAY = date(2018, 3, 12)
VISITOR = Grants("restricted")
CONSUL = Grants("open", frozenset({"consular"}))


def loaded(cases: str, what: str = "") -> Dossier:
    texts = {"dossier.yaml": HEADER, "a.yaml": OPEN % what, "cases.yaml": cases}
    return load_texts(texts).as_of(DAY)


def seen_by(dossier: Dossier, grants: Grants) -> str:
    copy = dossier.narrowed(grants)
    records = [plain(record) for record in copy.index.records()]
    return json.dumps([plain(check(copy).found), records], sort_keys=True, default=str)


people = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["case-1", "case-2", "case-3"]),
        "person": st.sampled_from(["Kim Dong Chul", "Tony Kim"]),
        "since": st.sampled_from(["2015-10", "2017-05-06"]),
        "contacts": st.lists(
            st.fixed_dictionaries({"on": st.sampled_from(["2017-06", "2018-03-01"])}), max_size=2
        ),
    }
)


@given(st.lists(people, max_size=3, unique_by=lambda c: c["id"]))
def test_cases_leave_no_trace_for_readers_without_access(cases: list[dict[str, object]]) -> None:
    listed = [{**c, "access": ["consular"]} for c in cases]
    named = f", what: [{', '.join(str(c['id']) for c in cases)}]" if cases else ""
    dossier = loaded(json.dumps({"cases": listed}), named)
    assert seen_by(dossier, VISITOR) == seen_by(loaded("cases: []"), VISITOR)
    copy = dossier.narrowed(VISITOR)
    assert copy.get("release") is not None, "the objective stays"
    found = {d.code for d in check(dossier.narrowed(CONSUL)).found}
    assert ("CAS001" in found) == any({"on": "2018-03-01"} not in c["contacts"] for c in cases)  # type: ignore[operator]


def test_days_are_counted_from_the_last_possible_day_of_contact() -> None:
    dossier = loaded(
        "cases: [{id: case-1, access: [consular], person: Kim Dong Chul, since: 2015-10,"
        " contacts: [{on: 2017-06}, {on: 2016-01}, {on: 2018-03-01, learned: 2018-03-20}]}]"
    )
    reading = case_reading(dossier, "case-1")
    assert reading.contact_day == date(2017, 6, 30)
    assert (reading.state, reading.recent, reading.open_to_all) == ("held", False, False)
    message = next(d.message for d in check(dossier).found if d.code == "CAS001")
    assert "last contact in June 2017, at least 255 days ago" in message, "30 June 2017 to 12 March 2018"
