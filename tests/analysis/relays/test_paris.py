"""The relay chains of 1968, whose history is published: the example Paris 1968, read on 30 November.

What is asserted is what a historian made of each chain: which hop lost, added, hardened or reversed what.
"""

from datetime import date
from pathlib import Path

import pytest

from summitry.analysis.relays import RelayReading, relay_reading
from summitry.check.run import check
from summitry.dossier.value import Dossier
from summitry.folder.load import load

FOLDER = Path(__file__).resolve().parents[3] / "examples" / "paris-1968"


@pytest.fixture(scope="module")
def paris() -> Dossier:
    return load(FOLDER).as_of(date(1968, 11, 30))


def marks(reading: RelayReading, element: str, hop: str) -> set[str]:
    row = reading.row_of(element)
    cell = row.cell(hop) if row else None
    return {m.value for m in cell.marks} if cell else set()


LOSSES = {"dropped", "softened", "condition lost", "condition moved", "denied", "order reversed"}


def lost(reading: RelayReading) -> dict[tuple[str, str], set[str]]:
    """Every loss that the reading finds, by element and hop."""
    found = {
        (row.element, cell.hop): {m.value for m in cell.marks} & LOSSES
        for row in reading.rows
        for cell in row.cells
    }
    return {at: marks for at, marks in found.items() if marks}


def test_the_facts_of_life(paris: Dossier) -> None:
    reading = paris.ask(relay_reading, "facts-of-life")
    # cities lowered at A2, dropped at A4 (only absent at A3); A3 answers for shelling only
    assert lost(reading) == {
        ("cities-too", "a2"): {"softened"},
        ("cities-too", "a4"): {"dropped"},
        ("dmz-shelling", "a3"): {"softened"},
    }
    assert "back again" in marks(reading, "cities", "a5")
    row = reading.row_of("cities")
    assert row is not None
    told = {c.hop: c.element for c in row.cells if c.element}
    assert told["a1"] == "cities"
    assert told["a7"] == told["a10"] == "cities-major", "narrowed: from provincial capitals to major cities"
    # no-condition added at A5
    assert marks(reading, "no-condition", "a5") == {"added"}
    # hardened at A12, A15 and A16
    assert marks(reading, "no-condition", "a12") == {"hardened"}
    assert marks(reading, "no-condition", "a15") == {"hardened"}
    assert marks(reading, "no-condition", "a16") == {"hardened"}


def test_moscow_was_to_carry_saigons_seat_only(paris: Dossier) -> None:
    relay = paris.get("facts-of-life")
    (plan,) = [h for h in relay.hops if h.id == "a6"]  # type: ignore[union-attr]
    assert (plan.kind, plan.charged_with) == ("instruction", ("gvn",))


def test_only_saigons_seat_was_ever_affirmed(paris: Dossier) -> None:
    # dmz and cities unconfirmed by the principal, acted upon; only gvn was ever affirmed
    reading = paris.ask(relay_reading, "facts-of-life")
    affirmed = {row.element for row in reading.rows if row.hearer.confirmed}
    assert affirmed == {"gvn"}
    dmz = reading.row_of("dmz")
    assert dmz is not None
    assert dmz.hearer.reached == "told"
    found = [d for d in check(paris).found if d.code == "REL002" and d.about[0] == "order-halt"]
    assert [d.about for d in found if "facts-of-life" in d.about] == [("order-halt", "facts-of-life")]
    assert "the demilitarized zone is respected; no indiscriminate attacks" in found[0].message
    assert "Saigon" not in found[0].message


def test_hanois_answer(paris: Dossier) -> None:
    reading = paris.ask(relay_reading, "hanoi-answer")
    # both conditions fall out of the summaries B4 to B6: parts, so shown and not found
    for hop in ("b4", "b4-clifford", "b6"):
        assert "told without its condition" in marks(reading, "accept", hop)
        assert "condition lost" not in marks(reading, "accept", hop)
    # a question (B2) is an acceptance (B3) a day on
    assert "hardened" in marks(reading, "accept", "b3")
    # the first condition falls out of Hanoi's own text of 27 October and is back at B7; the second is not
    assert "condition lost" in marks(reading, "accept", "b-27-oct")
    assert {"condition back", "condition lost"} <= marks(reading, "accept", "b7")
    row = reading.row_of("accept")
    cell = row.cell("b7") if row else None
    assert row is not None and cell is not None
    assert [m.element for m in cell.missing] == ["acts-of-war"]
    assert (row.sender.hop, row.sender.by, row.sender.without) == ("b7", "thuy", ("acts-of-war",))
    # the Front enters at B3
    assert marks(reading, "nlf", "b3") == {"added"}


def test_accepted_by_hanois_own_men_only_from_26_october(paris: Dossier) -> None:
    for day, by in ((25, ""), (26, "thuy")):
        row = paris.as_of(date(1968, 10, day)).ask(relay_reading, "hanoi-answer").row_of("accept")
        assert row is not None
        assert (row.sender.by if row.sender.element == "accept" else "") == by


def test_thieus_consent(paris: Dossier) -> None:
    reading = paris.ask(relay_reading, "thieu-consent")
    assert "told without its condition" in marks(reading, "instructions", "c2")
    assert "told without its condition" in marks(reading, "instructions", "c2-wheeler")
    assert marks(reading, "nlf-form", "c3") == {"added"}
    # the record supports neither full agreement nor none
    rows = {row.element: row.sender for row in reading.rows}
    assert not rows["instructions"].confirmed
    assert rows["joint"].denied_in == "c6-end"
    assert rows["interval"].denied_in == "c6"


def test_moscows_assurance(paris: Dossier) -> None:
    reading = paris.ask(relay_reading, "moscow-assurance")
    assert marks(reading, "stop", "d3") == marks(reading, "understands", "d3") == {"added"}
    assert marks(reading, "groundless", "d4") == {"hardened"}, "an object is supplied"
    assert marks(reading, "groundless", "d5") == {"hardened"}


def test_the_order_of_stopping_and_meeting_was_reversed(paris: Dossier) -> None:
    reading = paris.ask(relay_reading, "three-days")
    assert lost(reading) == {("meet", "e2"): {"order reversed"}}
    assert "reworded" in marks(reading, "stop", "e3"), "two or three days become a week"


def test_lams_cable(paris: Dossier) -> None:
    reading = paris.ask(relay_reading, "lam-cable")
    first = reading.hop("f1")
    assert first is not None and not first.in_words
    guaranteed = {c.hop for row in reading.rows if row.element == "guarantee" for c in row.cells}
    assert guaranteed == {"f4"}, "a guarantee only in the second version"
    assert marks(reading, "no-force", "f4") == {"versions differ"}
    carrying = {c.hop for row in reading.rows if row.element == "veto" for c in row.cells}
    assert carrying == {"f3"}, "a veto only in the President's account"
