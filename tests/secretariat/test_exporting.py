"""The export: all there is and nothing withheld, typed, the same every time; the page's questions answer."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from summitry.cli.app import app
from summitry.dossier.header import Grants
from summitry.dossier.kinds import KINDS
from summitry.dossier.record import Part
from summitry.dossier.shape import every_part
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.foundation.refusals import NotWritable
from summitry.secretariat.answers import findings
from summitry.secretariat.checking import check
from summitry.secretariat.exporting import as_csv, as_json, export_sqlite
from summitry.secretariat.exporting.tables import OF_ALL, VIEWS, every, of_kinds
from summitry.testing.handling import pair

PROJECT = Path(__file__).resolve().parents[2]
KOREA = PROJECT / "examples" / "korea-2018"
PAGE = PROJECT / "docs" / "how-to" / "ask-a-dossier-in-sql.md"
DAY = date(2018, 3, 12)


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load(KOREA).as_of(DAY)


@pytest.fixture(scope="module")
def made(korea: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("export") / "korea.sqlite"
    export_sqlite(korea, path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        yield opened


def one(made: sqlite3.Connection, question: str, *with_: object) -> tuple[object, ...]:
    found = made.execute(question, with_).fetchone()
    assert found is not None
    return tuple(found)


def test_every_record_and_part_is_there(made: sqlite3.Connection, korea: Dossier) -> None:
    for kind in KINDS:
        assert one(made, f'SELECT count(*) FROM "{kind.plural}"') == (len(korea.ids(kind.kind)),)
    assert one(made, "SELECT count(*) FROM records") == (len(korea),)
    parts: dict[type[Part], int] = {}
    for record in korea.index.records():
        for _, part in every_part(record):
            parts[type(part)] = parts.get(type(part), 0) + 1
    held = {}
    for table in every(of_kinds()):
        for of in (table.spec, table.spec.value if table.spec is not None else None):
            if of is not None and of.part is not None:
                held[of.part] = held.get(of.part, 0) + one(made, f'SELECT count(*) FROM "{table.name}"')[0]  # type: ignore[operator]
    apart = {kind for kind in parts if kind.__name__ == "Told"}
    assert {k: n for k, n in parts.items() if k not in apart} == {k: n for k, n in held.items() if n}


def test_it_is_whole_typed_and_refers_to_what_is_there(made: sqlite3.Connection) -> None:
    assert one(made, "PRAGMA integrity_check") == ("ok",)
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    assert made.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
                        " AND name NOT LIKE 'sqlite_%'").fetchall() == []  # fmt: skip
    kept = one(made, "SELECT said, said_first, said_last FROM statements WHERE id = 'chung-seoul'")
    assert kept == ("2018-03-06T20:00", "2018-03-06", "2018-03-06") or str(kept[1]) == "2018-03-06"


def test_every_column_is_explained(made: sqlite3.Connection) -> None:
    explained = set(made.execute("SELECT table_name, column_name FROM readme WHERE says <> ''"))
    for (name,) in made.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ):
        assert (name, "") in explained
        for (column,) in made.execute("SELECT name FROM pragma_table_info(?)", (name,)):
            assert (name, column) in explained, f"{name}.{column}"
    assert {(name, "") for name, _, _ in VIEWS} <= explained
    names = [table.name for table in every((*OF_ALL, *of_kinds()))]
    assert len({name.casefold() for name in (*names, *(v for v, _, _ in VIEWS))}) == len(names) + len(VIEWS)


def test_findings_and_references_are_those_of_the_check(made: sqlite3.Connection, korea: Dossier) -> None:
    found = [(f["code"], f["message"]) for f in findings(korea, check(korea))["found"]]
    assert (
        made.execute("SELECT code, message FROM findings WHERE NOT accepted ORDER BY finding").fetchall()
        == found
    )
    named = {r.id for r in korea.naming("kim-message", type(korea.get("chung-seoul")))}  # type: ignore[arg-type]
    told = {id for (id,) in made.execute("SELECT record_id FROM naming WHERE target_record = 'kim-message'")}
    assert named <= told


@pytest.mark.parametrize(("name", "says", "question"), VIEWS)
def test_every_view_answers(made: sqlite3.Connection, name: str, says: str, question: str) -> None:
    made.execute(f"SELECT * FROM {name}").fetchall()
    if name not in ("what_is_asked_of_whom",):
        assert one(made, f"SELECT count(*) FROM {name}") > (0,)


QUESTIONS = re.findall(r"(?ms)^```sql\n(.*?)^```$", PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_questions_of_the_page_are_answered(made: sqlite3.Connection, question: str) -> None:
    assert made.execute(question).fetchall()


def test_the_page_asks_five() -> None:
    assert len(QUESTIONS) >= 5


def test_the_same_dossier_gives_the_same_bytes(korea: Dossier, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_sqlite(korea, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_is_withheld_changes_not_one_byte(tmp_path: Path) -> None:
    grants = Grants("open", frozenset())
    for which in ("plain", "beside", "otherwise"):
        dossier = load_texts(pair.texts(which)).narrowed(grants).as_of(pair.DAY)
        export_sqlite(dossier, tmp_path / which)
        (tmp_path / f"{which}.json").write_text(as_json(dossier))
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "beside").read_bytes()
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "otherwise").read_bytes()
    assert (tmp_path / "plain.json").read_bytes() == (tmp_path / "beside.json").read_bytes()
    assert pair.SECRET.encode() not in (tmp_path / "beside").read_bytes()


def test_a_file_that_cannot_be_written_leaves_what_was_there(korea: Dossier, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(NotWritable):
        export_sqlite(korea, tmp_path / "there" / "x.sqlite")
    assert (tmp_path / "there").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["there"]


def test_json_and_tables_for_a_spreadsheet(korea: Dossier) -> None:
    told = json.loads(as_json(korea))
    assert sum(len(v) for v in told.values() if isinstance(v, list)) == len(korea)
    files = dict(as_csv(korea))
    rows = list(csv.DictReader(io.StringIO(files["pledges.csv"])))
    assert [r["id"] for r in rows] == sorted(korea.ids("pledge"))
    for text in files.values():
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_the_command_writes_it(tmp_path: Path) -> None:
    run = CliRunner().invoke
    done = run(app, ["export", str(KOREA), "--as-of", "2018-03-12", "-o", str(tmp_path / "k.sqlite")])
    assert done.exit_code == 0 and "rows, as of 2018-03-12" in done.output
    done = run(app, ["export", str(KOREA), "--for", "visitor", "--csv", "-o", str(tmp_path / "t")])
    assert done.exit_code == 0 and not (tmp_path / "t" / "cases.csv").exists()
    done = run(app, ["export", str(KOREA), "--json", "-o", str(tmp_path / "k.json")])
    assert done.exit_code == 0 and json.loads((tmp_path / "k.json").read_text())["pledges"]
    assert run(app, ["export", str(KOREA), "-o", str(tmp_path)]).exit_code == 2
    done = run(app, ["export", str(KOREA), "--csv", "-o", str(tmp_path / "k.json")])
    assert done.exit_code == 2 and "could not be written" in done.output
    assert run(app, ["export", str(KOREA), "--for", "nobody-known", "-o", str(tmp_path / "x")]).exit_code == 2
