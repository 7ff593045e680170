"""Findings that somebody accepted: until a day, or with the end left open."""

from datetime import date

import pytest

from summitry.folder.load import load_texts
from summitry.secretariat.checking import check

TEXTS = {"dossier.yaml": "format: 1", "a.yaml": "tests: [{id: kept, says: no tests, deadline: 2018-05-01}]"}


def found(until: str) -> tuple[set[str], set[str]]:
    """The codes that are reported and those that are accepted on 1 April 2018."""
    plain = check(load_texts(TEXTS).as_of(date(2018, 4, 1)))
    one = next(d for d in plain.findings if d.about)
    accepts = (
        f"accepts: [{{id: a, finding: {one.code}, about: [{', '.join(one.about)}], because: known{until}}}]"
    )
    report = check(load_texts({**TEXTS, "b.yaml": accepts}).as_of(date(2018, 4, 1)))
    same = {d.code for d in report.findings if d.code == one.code and d.about == one.about}
    return same | {d.code for d in report.findings if d.code.startswith("ACC")}, {
        d.code for d in report.accepted
    }


@pytest.mark.parametrize("until", ["", ", until: 2018-04-01", ", until: 2018-03-01/.."])
def test_an_acceptance_stands_to_the_end_of_its_last_day_or_for_good(until: str) -> None:
    left, accepted = found(until)
    assert left == set()
    assert len(accepted) == 1


def test_after_its_last_day_it_is_reported_again() -> None:
    left, accepted = found(", until: 2018-03-31")
    assert "ACC002" in left and len(left) == 2
    assert accepted == set()
