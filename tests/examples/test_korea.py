"""The example Korea 2018: no fault on any day of its replay, and the message as the facts have it."""

from datetime import date
from pathlib import Path

import pytest

from summitry.analysis.relays import relay_reading
from summitry.check.run import check
from summitry.dossier.kinds import KINDS, Document, EventKind, Excerpt, Series, StepKind
from summitry.dossier.value import Dossier
from summitry.folder.load import load

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
CUTOFF = date(2018, 3, 12)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(FOLDER)


@pytest.mark.parametrize(
    "day",
    [date(2017, 9, 4), date(2018, 3, 1), date(2018, 3, 7), date(2018, 3, 9), CUTOFF, date(2018, 6, 30)],
)
def test_it_has_no_fault(dossier: Dossier, day: date) -> None:
    found = check(dossier.as_of(day)).faults
    assert [f"{fault.origin}: {fault.message}" for fault in found] == []


def test_every_record_says_where_it_comes_from(dossier: Dossier) -> None:
    """Documents are sources, excerpts and series name theirs, and kinds are words, not facts."""
    silent = [
        record.id
        for kind in KINDS
        if kind not in (Document, Excerpt, Series, EventKind, StepKind)
        for record in dossier.all(kind)
        if not record.source
    ]
    assert silent == []


def test_every_document_has_a_grade(dossier: Dossier) -> None:
    assert [document.id for document in dossier.all(Document) if not document.grade] == []


# facts, section 4, "Expected differences", and the few others that the same texts show.
DIFFERENCES = {
    ("denuc", "ministry"): {"versions differ"},
    ("denuc", "new-york-times"): {"versions differ"},
    ("denuc", "examiner"): {"versions differ"},
    ("denuc", "white-house"): {"reworded"},
    ("denuc", "trump-8-march"): {"reworded"},
    ("denuc", "sanders-9-march"): {"hardened"},
    ("denuc", "pompeo-11-march"): {"hardened"},
    ("no-need", "white-house"): {"dropped", "condition lost"},
    ("normalize", "white-house"): {"dropped"},
    ("pause", "ministry"): {"versions differ", "condition moved"},
    ("pause", "white-house"): {"reworded", "condition lost"},
    ("pause", "trump-8-march"): {"reworded"},
    ("pause", "sanders-9-march"): {"reworded"},
    ("pause", "trump-10-march"): {"reworded", "condition back"},
    ("pause", "shah-11-march"): {"reworded"},
    ("no-use-on-south", "white-house"): {"dropped"},
    ("ex-understood", "white-house"): {"hardened"},
    ("ex-understood", "shah-11-march"): {"hardened"},
    ("meet", "white-house"): {"added"},
    ("meet", "sanders-8-march"): {"reworded"},
}


def test_the_message_changes_as_the_facts_expect(dossier: Dossier) -> None:
    reading = dossier.as_of(CUTOFF).ask(relay_reading, "kim-message")
    found = {
        (row.element, cell.hop): {mark.value for mark in cell.marks}
        for row in reading.rows for cell in row.cells if cell.differs
    }  # fmt: skip
    assert found == DIFFERENCES


def test_nobody_who_could_has_confirmed_it(dossier: Dossier) -> None:
    reading = dossier.as_of(CUTOFF).ask(relay_reading, "kim-message")
    assert set(reading.can_confirm) == {"kim-jong-un", "ri-yong-ho"}
    assert [row.element for row in reading.rows if row.sender.confirmed] == []
    assert [silence.who for silence in reading.asked] == ["kcna", "rok-unification", "rex-tillerson"]
