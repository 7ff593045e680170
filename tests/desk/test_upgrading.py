"""What the last release wrote is served by this one; what a later one wrote is left alone.

``tests/releases/0.1.0`` was written by that version itself: its desk, with two accounts, a grant, a glance, a
token, half a sentence somebody typed and an act that can be taken back; and a dossier with a journal.
When a version is released, add a folder of what it writes, and its name here.
"""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.visiting import Visitor, environment, running

from summitry.folder.load import load
from summitry.secretariat import acts
from summitry.secretariat.journal import entries, verify

RELEASES = ("0.1.0",)
PASSWORD = "as the last release left it"
KEPT = (
    "SELECT username, name, office, zone, is_active, password FROM accounts_account",
    "SELECT dossier, role, marking, groups FROM accounts_grant",
    "SELECT dossier, day, at FROM accounts_glance",
    "SELECT page, fields FROM accounts_typing",
    "SELECT page, what FROM accounts_ownact",
    "SELECT called, digest FROM accounts_token",
)


def laid_out(release: str, to: Path) -> Path:
    """Lay out what a release wrote; return the desk's state."""
    written = Path(__file__).resolve().parents[1] / "releases" / release
    there = json.loads((written / "talks.json").read_text(encoding="utf-8"))
    for name, text in there["files"].items():
        (to / "talks" / name).parent.mkdir(parents=True, exist_ok=True)
        (to / "talks" / name).write_text(text, encoding="utf-8")
    for name, key in there["keys"].items():
        (to / "talks" / name).parent.mkdir(parents=True, exist_ok=True)
        (to / "talks" / name).write_bytes(bytes.fromhex(key))
    state = to / "state"
    state.mkdir()
    (state / "secret").write_bytes((written / "secret").read_bytes())
    (state / "dossiers.json").write_text(json.dumps({"talks": str(to / "talks")}), encoding="utf-8")
    with closing(sqlite3.connect(state / "desk.sqlite3")) as database:
        database.executescript((written / "desk.sql").read_text(encoding="utf-8"))
    return state


def asked(state: Path, *questions: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(state / "desk.sqlite3")) as database:
        return [database.execute(f"{each} ORDER BY 1").fetchall() for each in questions]


@pytest.mark.parametrize("release", RELEASES)
def test_the_desk_opens_what_the_last_release_wrote(release: str, tmp_path: Path) -> None:
    state = laid_out(release, tmp_path)
    before = asked(state, *KEPT)
    assert all(before), "the fixture holds something of each"
    with running(state) as (address, _):
        assert asked(state, *KEPT) == before
        visitor = Visitor(address)
        assert visitor.sign_in("reyes", PASSWORD).status == 302
        assert visitor.ask("/talks/r/second").status == 200
    talks = tmp_path / "talks"
    assert [entry.act for entry in entries(talks)] == ["record", "revise", "erase", "read"]
    me = acts.Actor(name="reyes")
    acts.revise(me, talks, "first", {"words": "And on."}, acts.read(talks, "first", ["words"]).digest)
    assert verify(talks).whole
    assert load(talks).find("gone") is None


def from_the_future(state: Path) -> None:
    row = "('accounts', '9999_later', '2030-01-01')"
    with closing(sqlite3.connect(state / "desk.sqlite3")) as database, database:
        database.execute(f"INSERT INTO django_migrations (app, name, applied) VALUES {row}")


def everything(state: Path) -> list[str]:
    with closing(sqlite3.connect(state / "desk.sqlite3")) as database:
        return list(database.iterdump())


@pytest.mark.parametrize("words", [("desk", "--port", "1"), ("user", "list")])
def test_a_database_that_a_later_version_wrote_is_refused_in_a_sentence(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    state = laid_out(RELEASES[-1], tmp_path)
    from_the_future(state)
    before = everything(state)
    command = [sys.executable, "-m", "summitry", words[0], "--state", str(state), *words[1:]]
    run = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "written by a later version of Summitry" in run.stderr
    assert "Traceback" not in run.stderr
    assert everything(state) == before
