"""The example Paris 1968: no fault on any day of its replay, and what it must show on two days.

The example's README lists fourteen things that a check as of 28 October brings out, and twelve as of
5 November. Each is asserted by the code of the finding and the records it is about.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from summitry.analysis.pledges import pledge_state
from summitry.analysis.relays import relay_reading
from summitry.book.numbers import Numbers
from summitry.check.run import check
from summitry.dossier.kinds import KINDS, Document, EventKind
from summitry.dossier.value import Dossier
from summitry.folder.load import load
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.plain import plain

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "paris-1968"


@pytest.fixture(scope="module")
def paris() -> Dossier:
    return load(FOLDER)


@pytest.fixture(scope="module")
def october(paris: Dossier) -> list[Diagnostic]:
    return list(check(paris.as_of(date(1968, 10, 28))).findings)


@pytest.fixture(scope="module")
def november(paris: Dossier) -> list[Diagnostic]:
    return list(check(paris.as_of(date(1968, 11, 5))).findings)


def about(found: list[Diagnostic], code: str, *ids: str) -> Iterator[Diagnostic]:
    return (d for d in found if d.code == code and set(ids) <= set(d.about))


def the_one(found: list[Diagnostic], code: str, *ids: str) -> Diagnostic:
    (one,) = about(found, code, *ids)
    return one


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_it_has_no_fault_on_any_day_of_its_autumn(paris: Dossier) -> None:
    for day in days(date(1968, 9, 1), date(1968, 11, 30))[::7]:
        found = check(paris.as_of(day)).faults
        assert [f"{day} {fault.origin}: {fault.message}" for fault in found] == []


def test_every_record_cites_its_document(paris: Dossier) -> None:
    silent = [
        record.id for kind in KINDS if kind not in (Document, EventKind)
        for record in paris.all(kind) if not record.source
    ]  # fmt: skip
    assert silent == []


# --- 28 October


def test_01_zone_and_cities_told_affirmed_by_nobody_acted_on(october: list[Diagnostic]) -> None:
    found = the_one(october, "REL002", "go-14-oct", "facts-of-life")
    assert "the demilitarized zone is respected; no indiscriminate attacks on major cities" in found.message
    assert "Saigon sits" not in found.message
    silence = the_one(october, "REL011", "facts-of-life", "thuy", "state")
    assert "about the zone and the major cities, did not answer" in silence.message


def test_02_saigon_first_accepted_by_a_diplomat_and_unconditionally_lost(
    paris: Dossier, october: list[Diagnostic]
) -> None:
    the_one(october, "REL016", "hanoi-answer", "hanoi-answer/accept")
    row = paris.as_of(date(1968, 10, 28)).ask(relay_reading, "hanoi-answer").row_of("accept")
    assert row is not None
    first = next(cell for cell in row.cells if cell.element == "accept")
    assert first.hop == "b3"
    lost = {cell.hop: {m.value for m in cell.marks} for cell in row.cells}
    assert "told without its condition" in lost["b4"]
    assert "told without its condition" in lost["b4-clifford"]


def test_03_provincial_capitals_become_major_cities_with_no_list(october: list[Diagnostic]) -> None:
    found = the_one(october, "REL007", "facts-of-life", "facts-of-life/cities-too")
    assert "provincial capitals" in found.message and "major cities in South Vietnam" in found.message
    the_one(october, "TRM001", "major-cities")


def test_04_reconnaissance_is_named_nowhere(october: list[Diagnostic]) -> None:
    the_one(october, "PLE001", "halt-offered", "reconnaissance")


def test_05_oslos_answer_covers_shelling_only(october: list[Diagnostic]) -> None:
    found = the_one(october, "REL007", "facts-of-life", "facts-of-life/dmz-shelling")
    assert "will not shell U.S. positions in South Vietnam across the DMZ" in found.message


def test_06_no_text_of_what_thieu_agreed_to(october: list[Diagnostic]) -> None:
    the_one(october, "REL013", "thieu-consent", "thieu-consent/c0")


def test_07_on_board_against_saigons_own_words(october: list[Diagnostic]) -> None:
    found = the_one(october, "REL005", "thieu-consent", "thieu-consent/c3")
    assert "unless the status of the NLF was settled beforehand" in found.message
    the_one(october, "REL002", "go-14-oct", "thieu-consent")


def test_08_three_answers_by_the_president_in_three_days(paris: Dossier, october: list[Diagnostic]) -> None:
    the_one(october, "LIN003", "halt-conditional", "johnson-27-oct", "johnson-26-oct")
    day_before = list(check(paris.as_of(date(1968, 10, 26))).findings)
    the_one(day_before, "LIN003", "halt-conditional", "johnson-26-oct", "johnson-25-oct")
    the_one(day_before, "LIN004", "halt-conditional", "johnson-26-oct")


def test_09_paris_went_beyond_the_line(october: list[Diagnostic]) -> None:
    found = the_one(october, "REL012", "what-it-is-called", "what-it-is-called/g2", "what-it-is-called/g1")
    assert "does not object if Hanoi says unconditional" in found.message


def test_10_kosygin_answers_none_of_the_three_and_the_secretary_adds(october: list[Diagnostic]) -> None:
    assert "names none of the three" in the_one(october, "REL003", "moscow-assurance").message
    added = the_one(october, "REL005", "moscow-assurance", "moscow-assurance/d3")
    assert "we should stop the bombing" in added.message


def test_11_the_interval_was_reversed_on_its_way(paris: Dossier, october: list[Diagnostic]) -> None:
    the_one(october, "REL017", "three-days", "three-days/e2")
    before = list(check(paris.as_of(date(1968, 10, 20))).findings)
    assert not list(about(before, "REL017", "three-days")), "Washington learned of it on 21 October"


def test_12_no_stand_on_hanois_terms(october: list[Diagnostic]) -> None:
    found = the_one(october, "POS002", "o3")
    assert set(found.about) == {"o3", "helms", "bundy", "bunker", "abrams"}


def test_13_late(october: list[Diagnostic]) -> None:
    found = the_one(october, "CNT002", "first-meeting", "hear-abrams")
    assert "27 October 1968" in found.message


WITHHELD = {"bui-diem-23-oct", "bui-diem-27-oct", "bunker-30-oct-minute", "thieu-sacrifice"}
LATER = {"1968-10-29": WITHHELD - {"bunker-30-oct-minute"}, "1968-10-30": WITHHELD}


def test_14_what_was_not_known_is_not_shown(paris: Dossier, october: list[Diagnostic]) -> None:
    known = paris.as_of(date(1968, 10, 28))
    assert [id for id in WITHHELD if known.get(id) is not None] == []
    named = {id.partition("/")[0] for d in october for id in d.about}
    assert named.isdisjoint(WITHHELD)
    words = " ".join(d.message for d in october)
    assert "Bui Diem" not in words and "sacrifice" not in words and "secret minute" not in words
    held = json.dumps([plain(record) for record in known.index.records()], default=str)
    later = ("willing to make that sacrifice", "Republican campaign", "secret minute", "3 days is too short")
    assert [words for words in later if words in held] == []
    for day, ids in LATER.items():
        then = paris.as_of(date.fromisoformat(day))
        assert {id for id in WITHHELD if then.get(id) is not None} == ids


# --- 5 November


def test_15_rockets_before_the_halt_are_no_breach(paris: Dossier, november: list[Diagnostic]) -> None:
    known = paris.as_of(date(1968, 11, 5))
    assert known.get("rockets-saigon") is not None
    for pledge in ("cities-restraint", "halt", "dmz-restraint"):
        state = pledge_state(known, pledge)
        assert state is not None
        counted = {e for r in state.readings for g in (*r.broken_by, *r.contested) for e in g.events}
        assert "rockets-saigon" not in counted
    assert not [d for d in november if d.code in ("PLE004", "PLE013") and "rockets-saigon" in d.about]


def test_16_three_towns_disputed_through_major_cities(november: list[Diagnostic]) -> None:
    found = the_one(november, "PLE013", "cities-restraint", "towns-mortared")
    assert "which name Saigon, Hue and Danang" in found.message


def test_17_thuys_unconditional_stands_unanswered(november: list[Diagnostic]) -> None:
    the_one(november, "PLE005", "halt", "us", "drv")


def test_18_the_sixth_announced_and_not_agreed(paris: Dossier, november: list[Diagnostic]) -> None:
    assert "6 November 1968" in the_one(november, "MTG003", "first-meeting").message
    objects = paris.as_of(date(1968, 11, 5)).get("lau-3-nov-objects")
    assert objects is not None and "the DRV accepted it" in objects.words  # type: ignore[attr-defined]


def test_19_washington_now_asks_for_delay(paris: Dossier, november: list[Diagnostic]) -> None:
    the_one(november, "LIN003", "when-to-meet", "us-reply-5-nov", "harriman-thuy-31-oct")
    the_one(november, "LIN011", "when-to-meet", "us-reply-5-nov", "johnson-speech-31-oct")
    the_one(november, "LIN012", "when-to-meet", "drv-note-5-nov")
    assert paris.as_of(date(1968, 11, 5)).get("paris-3-nov-alternatives") is not None, "Paris foresaw it"


def test_20_the_announcement_lies_two_passages_apart(november: list[Diagnostic]) -> None:
    assert the_one(november, "DRF005", "joint-announcement-31-oct").message.startswith("Two passages")


def test_21_lams_versions_differ_and_there_is_no_text(november: list[Diagnostic]) -> None:
    the_one(november, "REL009", "lam-cable", "lam-cable/f2")
    the_one(november, "REL013", "lam-cable", "lam-cable/f1")


def test_22_the_minute_was_kept_from_the_ally(november: list[Diagnostic]) -> None:
    the_one(november, "TLD001", "bunker-30-oct-minute", "thieu")


def test_23_nonsense_against_the_assurance(november: list[Diagnostic]) -> None:
    the_one(november, "LIN002", "halt-conditional", "state-23-oct", "rusk-1-nov")


def test_24_the_council_was_asked_after_the_candidates(november: list[Diagnostic]) -> None:
    found = the_one(november, "DEC009", "order-halt")
    assert set(found.about) == {"order-halt", "nixon", "humphrey", "wallace"}


def test_25_the_halt_done_and_saigons_seat_unmet(paris: Dossier, november: list[Diagnostic]) -> None:
    found = the_one(november, "AGR009", "understanding-on-the-meeting")
    assert "understanding-on-the-meeting/saigon-present" in found.about
    assert "understanding-on-the-meeting/bombing-stops" not in found.about


def test_26_no_fixed_test_for_a_city_attack(november: list[Diagnostic]) -> None:
    assert "no threshold" in the_one(november, "TST003", "city-test").message


def test_harriman_was_kept_from_the_talk_with_gromyko(october: list[Diagnostic]) -> None:
    the_one(october, "TLD001", "rusk-gromyko-2-oct", "harriman")


def test_a_citation_names_the_document_of_the_volume(paris: Dossier) -> None:
    cited = Numbers(paris).citation("frus1964-68v07/d58 para. 5")
    assert cited.endswith("d58 para. 5")
