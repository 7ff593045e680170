"""The example read as a diary: what stands out on which day, what has gone on the next, and who sees what."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from summitry.check.run import check
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.diagnostics import Diagnostic

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
CUTOFF = date(2018, 3, 12)


def texts() -> dict[str, str]:
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in files}


@cache
def whole() -> Dossier:
    return load_texts(texts())


@cache
def on(day: date) -> tuple[Diagnostic, ...]:
    return check(whole().as_of(day)).findings


def stands(day: date, code: str, *ids: str) -> bool:
    return any(d.code == code and set(ids) <= set(d.about) for d in on(day))


# A finding, the last day before it came and the day on which it is there.
COMES = [
    ("REL003", ("kim-message",), "2018-03-05", "2018-03-06", "the envoys spoke on the 6th"),
    ("PLE003", ("test-pause-2018", "dialogue-under-way"), "2018-03-05", "2018-03-06", "and told of a pause"),
    ("REL002", ("accept-summit", "kim-message"), "2018-03-07", "2018-03-08", "the invitation was accepted"),
    ("REL004", ("kim-message/white-house",), "2018-03-07", "2018-03-08", "told at the White House"),
    ("DEC001", ("accept-summit", "dod"), "2018-03-07", "2018-03-08", "nobody is known to have been there"),
    ("ALT007", ("dprk", "summit"), "2018-03-07", "2018-03-08", "a meeting, and nothing on what they may do"),
    (
        "PLE002",
        ("test-pause-2018", "meetings-under-way"),
        "2018-03-09",
        "2018-03-10",
        "said on the 10th",
    ),
    ("LIN001", ("preconditions",), "2018-03-10", "2018-03-11", "no additional conditions"),
    (
        "PEO006",
        ("rex-tillerson", "ri-yong-ho"),
        "2018-03-10",
        "2018-03-11",
        "their meeting is proposed",
    ),
    ("CNT002", ("summit", "file-cabinet"), "2018-03-11", "2018-03-12", "the tasks were written down"),
    ("PEO012", ("rex-tillerson",), "2018-03-12", "2018-03-13", "dismissed, and out of the post that day"),
    ("MTG012", ("summit",), "2018-05-23", "2018-05-24", "the meeting was called off"),
    ("OBJ009", ("summit",), "2018-06-11", "2018-06-12", "it was held all the same"),
]
# A finding, the last day on which it stood and the first on which it has gone.
GOES = [
    ("DEC001", ("accept-summit", "dod"), "2018-03-09", "2018-03-10", "a report names those in the room"),
    ("ALT007", ("dprk", "summit"), "2018-03-10", "2018-03-11", "four options are written down"),
    ("CNT007", ("summit",), "2018-03-11", "2018-03-12", "the tasks were written down"),
    ("CAS001", ("case-1",), "2018-05-08", "2018-05-09", "the three were freed"),
    ("CNT002", ("summit",), "2018-05-23", "2018-05-24", "nothing counts back from a meeting called off"),
    ("OBJ001", ("summit",), "2018-05-23", "2018-05-24", "nor is it prepared"),
    ("MTG012", ("summit",), "2018-06-11", "2018-06-12", "it was held all the same"),
]


@pytest.mark.parametrize(("code", "ids", "before", "day", "why"), COMES)
def test_a_finding_comes(code: str, ids: tuple[str, ...], before: str, day: str, why: str) -> None:
    assert not stands(date.fromisoformat(before), code, *ids), f"not before {day}: {why}"
    assert stands(date.fromisoformat(day), code, *ids), f"{day}: {why}"


@pytest.mark.parametrize(("code", "ids", "before", "day", "why"), GOES)
def test_a_finding_goes(code: str, ids: tuple[str, ...], before: str, day: str, why: str) -> None:
    assert stands(date.fromisoformat(before), code, *ids), f"still there before {day}: {why}"
    assert not stands(date.fromisoformat(day), code, *ids), f"{day}: {why}"


# -- for readers without access to the cases ---------------------------------------------------------


def for_reader(dossier: Dossier, name: str) -> tuple[Diagnostic, ...]:
    return check(dossier.as_of(CUTOFF).narrowed(dict(dossier.header.readers)[name])).findings


def test_only_those_who_work_on_the_cases_see_them() -> None:
    seen = {name: {d.code for d in for_reader(whole(), name)} for name in ("visitor", "desk", "consular")}
    assert "CAS001" in seen["consular"]
    assert "CAS001" not in seen["visitor"] | seen["desk"]


def test_a_visitor_learns_nothing_from_what_is_hidden() -> None:
    """Hidden and absent answer alike: without the file of the cases the visitor reads the same."""
    without = {name: text for name, text in texts().items() if name != "cases.yaml"}
    shown, bare = for_reader(whole(), "visitor"), for_reader(load_texts(without), "visitor")

    def read(found: tuple[Diagnostic, ...]) -> list[tuple[object, ...]]:
        return [(d.code, d.severity, d.message, d.hint, d.about) for d in found]

    assert read(shown) == read(bare)
    said = " ".join(f"{d.message} {d.hint} {d.about}" for d in shown)
    assert [name for name in ("case-", "Kim Dong Chul", "Tony Kim", "Kim Hak Song") if name in said] == []


def test_nothing_is_concluded_from_a_blank_that_narrowing_made() -> None:
    """The objective to ask for a release names three cases; to a visitor it must not look tied to nothing."""
    shown = for_reader(whole(), "visitor")
    assert [d.about for d in shown if d.code in ("OBJ003", "OBJ004", "CNT003", "ALT003", "MTG005")] == []
