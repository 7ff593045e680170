"""The inbox keeps what came, once, and shows each reader only what that reader may see."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.cli.app import app
from summitry.dossier.header import Grants
from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching import Marks, taking, taking_in
from summitry.watch import inbox

HEADER = """
format: 1
dossier: Talks
zone: America/New_York
markings: [open, restricted]
groups: [consular]
readers:
  visitor: {marking: open, groups: []}
  consular: {marking: restricted, groups: [consular]}
"""
VISITOR, CONSULAR = Grants("open"), Grants("restricted", frozenset({"consular"}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "talks"
    made.mkdir()
    (made / "dossier.yaml").write_text(HEADER)
    return made


def table(path: Path, *titles: str) -> Path:
    path.write_text("date,title\n" + "".join(f"2018-03-08,{title}\n" for title in titles))
    return path


def titles(folder: Path, grants: Grants | None = None, until: str = "") -> list[str]:
    with inbox.opened(folder) as box:
        return sorted(e.item.title for e in box.entries(load(folder).header, grants, until))


def test_the_same_item_twice_is_one_item(folder: Path, tmp_path: Path) -> None:
    one = table(tmp_path / "x.csv", "a", "b", "a")
    [first] = taking_in(folder, [one], Marks())
    assert (first.items, first.new, first.known) == (3, 2, False)
    [again] = taking_in(folder, [one], Marks())
    assert (again.new, again.known) == (0, True)
    (tmp_path / "later").mkdir()
    [more] = taking_in(folder, [table(tmp_path / "later" / "x.csv", "b", "c")], Marks())
    assert more.new == 1
    assert titles(folder) == ["a", "b", "c"]


def test_a_run_that_was_cut_short_is_gone_on_with(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "BATCH", 2)
    path = table(tmp_path / "x.csv", *"abcde")
    going = taking_in(folder, [path], Marks())
    told = next(going)
    assert (told.items, told.finished) == (2, False)
    going.close()
    assert titles(folder) == ["a", "b"]
    [*_, last] = taking_in(folder, [path], Marks())
    assert (last.finished, titles(folder)) == (True, list("abcde"))
    [known] = taking_in(folder, [path], Marks())
    assert (known.known, known.items) == (True, 5)


def test_nobody_sees_what_is_not_for_them(folder: Path, tmp_path: Path) -> None:
    for name, marks in (
        ("a", Marks()),
        ("b", Marks(marking="restricted")),
        ("c", Marks(access=("consular",))),
    ):
        list(taking_in(folder, [table(tmp_path / f"{name}.csv", name)], marks))
    assert titles(folder, VISITOR) == ["a"]
    assert titles(folder, Grants("restricted")) == ["a", "b"]
    assert titles(folder, CONSULAR) == ["a", "b", "c"]
    with pytest.raises(Refused, match='lists no group "nobody"'):
        list(taking_in(folder, [tmp_path], Marks(access=("nobody",))))
    assert (folder / inbox.PLACE).stat().st_mode & 0o077 == 0


def test_what_is_ignored_stays_and_is_remembered(folder: Path, tmp_path: Path) -> None:
    list(taking_in(folder, [table(tmp_path / "x.csv", "a", "b")], Marks()))
    header = load(folder).header
    with inbox.opened(folder) as box:
        [one, other] = [e.id for e in box.entries(header)]
        box.mark([one], "ignored", "anna", "2018-03-09T10:00", because="not ours")
        assert {e.id: e.state for e in box.entries(header)} == {one: "ignored", other: "unread"}
    list(taking_in(folder, [table(tmp_path / "again.csv", "a", "b")], Marks()))
    with inbox.opened(folder) as box:
        assert {e.state for e in box.entries(header) if e.id == one} == {"ignored"}


def test_what_came_later_is_not_there_yet(folder: Path, tmp_path: Path) -> None:
    for day in (8, 9):
        list(taking_in(folder, [table(tmp_path / f"{day}.csv", str(day))], Marks(came=date(2018, 3, day))))
    assert titles(folder, until="2018-03-08") == ["8"]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=12))
def test_the_order_and_number_of_imports_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, one: list[str], other: list[str]
) -> None:
    seen = []
    for order in ((one, other), (other, one, one), ((*one, *other),)):
        place = tmp_path_factory.mktemp("dossier")
        (place / "dossier.yaml").write_text(HEADER)
        for n, named in enumerate(order):
            (place / f"_{n}").mkdir()
            list(taking_in(place, [table(place / f"_{n}" / "x.csv", *named)], Marks()))
        seen.append(titles(place))
    assert seen[0] == seen[1] == seen[2] == sorted({*one, *other})


def test_the_command_says_what_came_and_what_did_not(folder: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "x.csv", "a", "b,too many")
    found = CliRunner().invoke(app, ["watch", "import", str(folder), str(path)])
    assert found.exit_code == 1
    assert "Files read: 1. Items: 1, new ones: 1." in found.output
    assert "row 3: it has 3 cells, and 2 are headed." in found.output
