"""The Korea relay, difference by difference: facts/KOREA-2018.md, section 4, "Expected differences"."""

from datetime import date
from pathlib import Path

import pytest

from summitry.analysis.relays import RelayReading, relay_reading
from summitry.folder.load import load_texts

HEADER = "format: 1\ndossier: Korea\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
TEXT = (Path(__file__).parent / "korea.yaml").read_text(encoding="utf-8")


def read(day: date = date(2018, 3, 12), text: str = TEXT) -> RelayReading:
    dossier = load_texts({"dossier.yaml": HEADER, "korea.yaml": text})
    assert not dossier.faults, [d.message for d in dossier.faults]
    return dossier.as_of(day).ask(relay_reading, "kim-message")


# Row, hop: the marks, each with the sentence of the facts that expects it. Nothing else is marked.
EXPECTED = {
    # "resolve / willingness / commitment across translations of one sentence (1a, 1d)"
    ("denuc", "ministry"): {"versions differ"},
    ("denuc", "new-york-times"): {"versions differ"},
    ("denuc", "examiner"): {"versions differ"},
    # "security-guarantee condition present at 1, absent from 2"; what it governed is absent too
    ("no-need", "white-house"): {"dropped", "condition lost"},
    # "'while dialogue continues' present at 1a, elsewhere at 1b, absent at 2, back as 'through our
    # meetings' at 6"; "'ballistic missile' becomes 'missile'"
    ("pause", "ministry"): {"versions differ", "condition moved"},
    ("pause", "white-house"): {"reworded", "condition lost"},
    ("pause", "trump-10"): {"reworded", "condition back"},
    # "normalisation dropped after 1"
    ("relations", "white-house"): {"dropped"},
    # The picture 3-relay shows what the ministry's text alone has as dropped, and the meeting as added.
    ("no-force", "white-house"): {"dropped"},
    ("meeting", "white-house"): {"added"},
    # "exercises: understanding (1c) → must continue (2) → may not publicly object (7)"
    ("ex-understood", "white-house"): {"hardened"},
    ("ex-understood", "shah"): {"hardened"},
    # "'committed to denuclearization' (2) → 'promised to denuclearize' (5) → CVID (8)"
    ("denuc", "white-house"): {"reworded"},
    ("denuc", "sanders-9"): {"hardened"},
    ("denuc", "pompeo"): {"hardened"},
    # The other tellings say the same in other words.
    ("denuc", "trump-9"): {"reworded"},
    ("pause", "trump-9"): {"reworded"},
    ("pause", "sanders-9"): {"reworded"},
    ("pause", "shah"): {"reworded"},
    ("meeting", "sanders-8"): {"reworded"},
}


def test_every_expected_difference_and_no_other() -> None:
    reading = read()
    found = {
        (row.element, cell.hop): {m.value for m in cell.marks}
        for row in reading.rows for cell in row.cells if cell.differs
    }  # fmt: skip
    assert found == EXPECTED
    assert sum(len(marks) for marks in found.values()) < 30


def test_first_tellings_are_at_the_first_sitting_only() -> None:
    first = {
        (row.element, cell.hop) for row in read().rows for cell in row.cells
        if [m.value for m in cell.marks] == ["first here"]
    }  # fmt: skip
    assert first == {
        ("no-need", "seoul"), ("pause", "seoul"), ("denuc", "seoul"), ("relations", "seoul"),
        ("no-force", "ministry"), ("ex-understood", "seoul-answers"),
        ("forebears", "seoul-answers"), ("no-demands", "seoul-answers"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "hop", "changed", "left_out"),
    [
        ("pause", "white-house", ["refrain from any further"], ["ballistic"]),
        ("denuc", "trump-9", ["not just a freeze"], []),
        ("denuc", "pompeo", ["complete, verifiable, irreversible"], []),
        ("denuc", "ministry", ["commitment to"], ["resolve for"]),
    ],
)
def test_changed_words_are_given(row: str, hop: str, changed: list[str], left_out: list[str]) -> None:
    found = read().row_of(row)
    cell = found.cell(hop) if found else None
    assert cell is not None
    assert set(changed) <= {cell.words[a:b] for a, b in cell.changed}
    assert set(left_out) <= {cell.before[a:b] for a, b in cell.left_out}


def test_the_condition_that_came_back_has_other_words() -> None:
    row = read().row_of("pause")
    cell = row.cell("trump-10") if row else None
    assert cell is not None
    assert [(c.element, c.words) for c in cell.conditions] == [("while-talks", "through our meetings")]


def test_the_sender_has_confirmed_none_of_it() -> None:
    reading = read()
    assert [row.element for row in reading.rows if row.sender.confirmed] == []
    assert reading.can_confirm == ("kim-jong-un",)
    assert not next(h for h in reading.hops if h.hop == "audience").in_words
    assert [(s.who, s.silent) for s in reading.asked] == [("rok-unification", False), ("dprk", True)]


def test_replay_shows_what_had_been_told_by_the_day() -> None:
    assert [h.hop for h in read(date(2018, 3, 7)).tellings] == [
        "seoul", "ministry", "seoul-answers", "new-york-times", "examiner",
    ]  # fmt: skip
    reading = read(date(2018, 3, 8))
    assert {h.hop for h in reading.tellings} > {"white-house", "sanders-8"}
    assert "pompeo" not in {h.hop for h in reading.hops}
    cells = {(r.element, c.hop): c.marks for r in reading.rows for c in r.cells}
    later = {(r.element, c.hop): c.marks for r in read().rows for c in r.cells}
    assert all(later[key] == marks for key, marks in cells.items())


def test_the_sender_confirms_with_or_without_the_condition() -> None:
    hop = (
        "  - {id: kcna, by: kim-jong-un, to: public, on: 2018-03-12, carries: {pause: {words: no tests%s}}}\n"
    )
    for condition, without in (("", ("while-talks",)), (", if: {while-talks: during talks}", ())):
        row = read(text=TEXT.replace("  asked:\n", hop % condition + "  asked:\n")).row_of("pause")
        assert row is not None
        assert row.sender.hop == "kcna"
        assert row.sender.without == without


def test_a_softer_form_confirms_no_harder_one() -> None:
    hop = "  - {id: kcna, by: chairman, on: 2018-03-12, carries: {denuc-promised: {words: we promise}}}\n"
    row = read(text=TEXT.replace("  asked:\n", hop + "  asked:\n")).row_of("denuc")
    assert row is not None
    assert [row.confirms(e, row.sender) for e in row.elements] == [True, True, False]
