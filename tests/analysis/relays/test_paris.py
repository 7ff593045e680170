"""Four relay chains of 1968 with a published history: facts/PARIS-1968.md, section 2, "Right analysis"."""

from datetime import date
from pathlib import Path

from summitry.analysis.relays import RelayReading, relay_reading
from summitry.check.run import check
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts

HEADER = "format: 1\ndossier: Paris\nown_side: us\ncounterparts: [drv]\nzone: America/New_York\n"
TEXT = (Path(__file__).parent / "paris.yaml").read_text(encoding="utf-8")


def dossier() -> Dossier:
    loaded = load_texts({"dossier.yaml": HEADER, "paris.yaml": TEXT})
    assert not loaded.faults, [d.message for d in loaded.faults]
    return loaded.as_of(date(1968, 11, 5))


def marks(reading: RelayReading, element: str, hop: str) -> set[str]:
    row = reading.row_of(element)
    cell = row.cell(hop) if row else None
    return {m.value for m in cell.marks} if cell else set()


def test_the_facts_of_life() -> None:
    reading = dossier().ask(relay_reading, "facts-of-life")
    # "cities lowered at A2, dropped at A4 (only absent at A3), narrowed at A7"
    assert marks(reading, "cities", "a2") == {"softened"}
    assert marks(reading, "cities", "a3") == set()
    assert marks(reading, "cities", "a4") == {"dropped"}
    assert "back again" in marks(reading, "cities", "a5")
    assert "dropped" not in marks(reading, "cities", "a7")
    row = reading.row_of("cities")
    assert row is not None
    told = [c.element for c in row.cells if c.element]
    assert told.index("cities-major") > told.index("cities"), "narrowed: provincial capitals to major cities"
    # "no-condition added at A5"; its words are printed only at A7, where there is nothing to compare
    assert marks(reading, "no-condition", "a5") == {"added", "no words"}
    assert marks(reading, "no-condition", "a7") == set()
    # carried without words is carried: nothing is dropped at A7 or A10
    assert marks(reading, "gvn", "a7") == marks(reading, "gvn", "a10") == {"no words"}


def test_only_saigons_seat_was_ever_affirmed() -> None:
    # "dmz and cities unconfirmed by the principal, acted upon; only gvn was ever affirmed"
    reading = dossier().ask(relay_reading, "facts-of-life")
    affirmed = {row.element for row in reading.rows if row.hearer.confirmed}
    assert affirmed == {"gvn"}
    dmz = reading.row_of("dmz")
    assert dmz is not None
    assert dmz.hearer.reached == "told"
    found = [d for d in check(dossier()).found if d.code == "REL002"]
    assert [d.about for d in found] == [("halt", "facts-of-life")]
    assert "the demilitarized zone is respected; no indiscriminate attacks" in found[0].message
    assert "Saigon" not in found[0].message


def test_hanois_answer() -> None:
    reading = dossier().ask(relay_reading, "hanoi-answer")
    # "Both conditions fall out of the summaries B4-B6": parts, so shown and not found
    for hop in ("b4", "b6"):
        assert "told without its condition" in marks(reading, "accept", hop)
        assert "condition lost" not in marks(reading, "accept", hop)
    # "the first is back at B7"; the second is not, and B7 is a whole telling
    assert {"condition back", "condition lost"} <= marks(reading, "accept", "b7")
    row = reading.row_of("accept")
    cell = row.cell("b7") if row else None
    assert row is not None and cell is not None
    assert [m.element for m in cell.missing] == ["acts-of-war"]
    # "accept is confirmed by Hanoi's own men only 26-31 Oct"
    assert (row.sender.hop, row.sender.by, row.sender.without) == ("b7", "thuy", ("acts-of-war",))


def test_thieus_consent() -> None:
    reading = dossier().ask(relay_reading, "thieu-consent")
    assert "told without its condition" in marks(reading, "instructions", "c2")
    assert marks(reading, "nlf-form", "c3") == {"added"}


def test_the_order_of_stopping_and_meeting_was_reversed() -> None:
    reading = dossier().ask(relay_reading, "three-days")
    assert marks(reading, "meet", "e2") == {"order reversed"}
    assert "reworded" in marks(reading, "stop", "e3")
