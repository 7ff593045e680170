"""What is served of a dossier follows its folder, for each reader, and is computed no more than needed."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from weakref import ref

import pytest

from summitry.check.run import check
from summitry.desk import shelf
from summitry.desk.shelf import Served
from summitry.dossier.header import Grants
from summitry.dossier.kinds import Statement
from summitry.dossier.value import Dossier
from summitry.folder import edit
from summitry.secretariat.opening import load

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
DAY = date(2018, 3, 12)
READERS = (None, Grants("open"), Grants("restricted", frozenset({"consular"})))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield shutil.copytree(KOREA, tmp_path / "talks")


def write(folder: Path, id: str, **fields: object) -> None:
    read = edit.read_fields(folder, id, list(fields))
    edit.set_fields(folder, id, fields, read.digest)


def hold_to_the_folder(served: Served) -> None:
    """What is served is what reading the folder afresh gives, for every reader on two days."""
    fresh = load(served.folder)
    served.look_again()
    for grants in READERS:
        for day in (DAY, date(2018, 3, 8)):
            mine = served.value(grants, day)
            other = (fresh if grants is None else fresh.narrowed(grants)).as_of(day)
            assert mine.grants == grants
            assert mine.limit == day
            assert {r.id: r for r in mine.index.records()} == {r.id: r for r in other.index.records()}
            assert _said(mine) == _said(other)


def _said(dossier: Dossier) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(d.code, d.message, d.about) for d in check(dossier).found]


def test_what_is_served_is_what_the_folder_holds_for_each_reader(folder: Path) -> None:
    served = Served("talks", folder)
    hold_to_the_folder(served)
    statements = served.whole().ids("statement")
    write(folder, statements[0], marking="restricted")
    hold_to_the_folder(served)
    write(folder, statements[0], marking=None)
    write(folder, statements[1], note="seen again")
    hold_to_the_folder(served)
    (folder / "more.yaml").write_text(
        "statements:\n- {id: later-said, by: dprk, said: 2018-03-10, words: Later., learned: 2018-03-11}\n"
    )
    hold_to_the_folder(served)
    (folder / "more.yaml").unlink()
    hold_to_the_folder(served)


def test_an_id_that_stands_twice_is_served_as_it_is_read(folder: Path) -> None:
    served = Served("talks", folder)
    id = served.whole().ids("statement")[0]
    hold_to_the_folder(served)
    (folder / "zz.yaml").write_text(
        f"statements:\n- {{id: {id}, by: dprk, said: 2018-03-01, words: Other.}}\n"
    )
    hold_to_the_folder(served)
    write(folder, served.whole().ids("pledge")[0], note="seen")
    hold_to_the_folder(served)
    (folder / "zz.yaml").unlink()
    hold_to_the_folder(served)


def test_a_header_that_changes_changes_what_everybody_sees(folder: Path) -> None:
    served = Served("talks", folder)
    hold_to_the_folder(served)
    header = folder / "dossier.yaml"
    header.write_text(header.read_text().replace("markings: [", "markings: [public, "))
    hold_to_the_folder(served)


asked: list[str] = []


def words_of(dossier: Dossier, id: str) -> str:
    asked.append(id)
    found = dossier.of(Statement, id)
    return found.words if found is not None else ""


def test_an_answer_stands_that_read_nothing_of_a_change(folder: Path) -> None:
    served, grants = Served("talks", folder), Grants("restricted")
    first, second = served.whole().ids("statement")[:2]
    asked.clear()
    for id in (first, second):
        served.value(grants, DAY).ask(words_of, id)
    write(folder, second, words="Other words.")
    served.look_again()
    assert served.value(grants, DAY).ask(words_of, second) == "Other words."
    served.value(grants, DAY).ask(words_of, first)
    assert asked == [first, second, second]


def test_no_more_is_kept_than_has_room(folder: Path) -> None:
    served = Served("talks", folder)
    given = []
    for n in range(shelf.READERS_KEPT + 3):
        given.append(ref(served.value(Grants("restricted", frozenset({f"group-{n}"})), DAY)))
    assert len(served._readings) == shelf.READERS_KEPT
    assert [dossier() is not None for dossier in given] == [False] * 3 + [True] * shelf.READERS_KEPT
    for n in range(1, 20):
        served.value(READERS[1], date(2018, 3, n))
    assert len(served._readings[READERS[1]]._days) == shelf.DAYS_KEPT
