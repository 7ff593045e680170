"""The example Korea 2018: what must be found of the pause, of earlier promises and of the papers.

The essay's concerns on the moratorium (104 and 103 days, silent on satellites, not while no dialogue is
under way, what 2012 shows) and on the file cabinets, with the records each must be about.
"""

from datetime import date
from pathlib import Path

import pytest

from summitry.analysis.pledges import back_test
from summitry.check.run import check
from summitry.dossier.value import Dossier
from summitry.folder.load import load
from summitry.foundation.diagnostics import Diagnostic

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
PAUSE = "test-pause-2018"


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load(FOLDER).as_of(date(2018, 3, 12))


@pytest.fixture(scope="module")
def found(korea: Dossier) -> list[Diagnostic]:
    return list(check(korea).findings)


def of(found: list[Diagnostic], code: str, *about: str) -> list[Diagnostic]:
    return [d for d in found if d.code == code and set(about) <= set(d.about)]


def test_the_pause_is_silent_on_satellites_which_broke_the_promise_of_2012(found: list[Diagnostic]) -> None:
    (silent,) = of(found, "PLE001", PAUSE, "satellite-launch-vehicle", "leap-day")
    assert "does not name satellite launches; the last was on 7 February 2016" in silent.message
    assert "On the reading of the United States it covers such events" in silent.message
    assert "Leap Day understanding of 2012" in silent.message


def test_it_does_not_run_for_certain_and_the_days_are_given_by_both_clocks(found: list[Diagnostic]) -> None:
    (disputed,) = of(found, "PLE003", PAUSE, "dialogue-under-way")
    (idle,) = of(found, "PLE002", PAUSE, "meetings-under-way")
    for one in (disputed, idle):
        assert "28 November 2017 in New York and 29 November 2017 in Pyongyang" in one.message
        assert "104 or 103 days ago" in one.message
    assert "on the reading of the United States" in idle.message


def test_one_list_lacks_the_launch_from_which_the_days_are_counted(found: list[Diagnostic]) -> None:
    assert [d.about for d in found if d.code == "EVT002"] == [("csis-series", "hwasong-15", PAUSE)]


def test_the_quiet_is_the_second_longest_of_31_and_the_twelfth_of_61(korea: Dossier) -> None:
    """On the reading that covers satellites, by the list of launches, all of whose rows it then covers;
    see tests/analysis/test_pledges.py for how the figures come about."""
    result = back_test(korea, PAUSE)
    assert result is not None
    (launches,) = [t for t in result.tests if t.series == "cns-series"]
    ranks = [{(r.since.year, r.rank, r.of) for r in reading.ranks} for reading in launches.readings]
    assert any({(1984, 12, 61), (2016, 2, 31)} <= each for each in ranks)


def test_the_cabinet_is_not_cut_into_steps_and_the_draft_not_compared(found: list[Diagnostic]) -> None:
    (uncut,) = of(found, "RDM004")
    assert {"perry-report", "wit-2000", "lodgaard-sigal-2016", "crs-r45033"} <= set(uncut.about)
    (draft,) = of(found, "RDM005", "options-march")
    assert {"leap-day", "suspension-for-suspension"} <= set(draft.about)
    (before,) = of(found, "RDM007", "options-march/keep-pause")
    assert "leap-day/launch-pause-2012" in before.about


def test_agreements_whose_end_is_recorded_make_no_noise(found: list[Diagnostic]) -> None:
    noisy = {id for d in found if d.code.startswith("AGR") for id in d.about}
    assert noisy.isdisjoint({"joint-declaration-1992", "agreed-framework-1994", "six-party-2005", "leap-day"})
