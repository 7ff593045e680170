"""A backup of a desk that people are writing at, proved by killing the desk and laying it out again."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import psycopg
import pytest
from tests import postgres
from tests.desk.conftest import KOREA
from tests.visiting import Visitor, environment, prepare, running

from summitry.dossier.kinds import Statement
from summitry.folder.load import load
from summitry.secretariat.backups import check
from summitry.secretariat.journal import entries, verify

WRITERS = ("first", "second", "third")


def summitry(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summitry", *words]
    return subprocess.run(command, env=environment(**variables), capture_output=True, text=True, check=False)


class Writers:
    """People who file statements until they are told to stop; what they were told is done."""

    def __init__(self, address: str) -> None:
        self.done: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(address, name)) for name in WRITERS]

    def _write(self, address: str, name: str) -> None:
        visitor = Visitor(address)
        assert visitor.sign_in(name).status == 302
        for turn in range(100):
            if self._stop.is_set():
                return
            words = f"{name} says {turn}"
            filed = visitor.send(
                "/talks/records/statement/new", by="kim-jong-un", said="2018-03-05", words=words
            )
            if filed.status == 302:
                self.done.append(words)

    def wait_for(self, number: int) -> None:
        for _ in range(600):
            if len(self.done) >= number:
                return
            self._stop.wait(0.1)
        raise AssertionError("nobody writes")

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def kill(pid: int) -> None:
    """Kill a desk with all its processes."""
    process = psutil.Process(pid)
    for each in (*process.children(recursive=True), process):
        each.kill()


def lost_and_restored(tmp_path: Path, **variables: str) -> tuple[Path, dict[str, str]]:
    """Back up while people write, lose everything, restore; return the restored folder and its files."""
    folder, state, file = tmp_path / "talks", tmp_path / "state", tmp_path / "all.tar"
    shutil.copytree(KOREA, folder)
    prepare(state, folder, *(f"{name}:secretariat:" for name in WRITERS), **variables)
    with running(state, workers=2, **variables) as (address, process):
        with Writers(address) as writers:
            writers.wait_for(6)
            before = list(writers.done)
            made = summitry("backup", "--state", str(state), "-o", str(file), **variables)
            assert made.returncode == 0, made.stderr
            writers.wait_for(len(before) + 3)
        kill(process.pid)
    shutil.rmtree(folder)
    shutil.rmtree(state)
    listing = check(file)
    said = listing.says["dossiers"]["talks"]
    assert len(before) <= said["journal"]["entries"] < len(writers.done) + len(WRITERS)
    return file, {"seal": said["journal"]["seal"], "before": "\n".join(before)}


def is_whole(there: Path, told: dict[str, str]) -> None:
    """Everything that was done before the backup is there, and text and journal tell the same."""
    found = verify(there)
    assert found.whole
    assert found.seal == told["seal"]
    words = {statement.words for statement in load(there).all(Statement)}
    assert set(told["before"].split("\n")) <= words
    filed = {entry.on[0] for entry in entries(there) if entry.act == "record"}
    new = {s.id for s in load(there).all(Statement)} - {s.id for s in load(KOREA).all(Statement)}
    assert filed == new
    assert not list(there.rglob("*.new"))


def can_be_used(into: Path, **variables: str) -> None:
    with running(into / "desk", workers=2, **variables) as (address, _):
        visitor = Visitor(address)
        assert visitor.sign_in("first").status == 302
        filed = visitor.send(
            "/talks/records/statement/new", by="kim-jong-un", said="2018-03-05", words="And on."
        )
        assert visitor.ask(filed.leads_to).status == 200
    assert verify(into / "dossiers" / "talks").whole


def test_a_desk_is_restored_as_it_was_while_people_wrote(tmp_path: Path) -> None:
    file, told = lost_and_restored(tmp_path)
    into = tmp_path / "new"
    done = summitry("restore", str(file), str(into))
    assert done.returncode == 0, done.stderr
    is_whole(into / "dossiers" / "talks", told)
    can_be_used(into)


def test_and_so_with_postgresql(tmp_path: Path) -> None:
    with postgres.server() as server:
        address = postgres.fresh(server, "before")
        file, told = lost_and_restored(tmp_path, SUMMITRY_DATABASE=address)
        into = str(tmp_path / "new")
        full = summitry("restore", str(file), into, SUMMITRY_DATABASE=address)
        assert (full.returncode, "not empty" in full.stderr) == (2, True)
        other = summitry("restore", str(file), into)
        assert (other.returncode, "Name an empty database" in other.stderr) == (2, True)
        assert sorted(p.name for p in tmp_path.iterdir()) == ["all.tar"]
        empty = postgres.fresh(server, "after")
        done = summitry("restore", str(file), into, SUMMITRY_DATABASE=empty)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(empty) as connection:
            there = "SELECT (SELECT count(*) FROM django_session), (SELECT count(*) FROM accounts_ownact)"
            row = connection.execute(there).fetchone()
        assert row == (0, 0), "everybody signs in again"
        is_whole(tmp_path / "new" / "dossiers" / "talks", told)
        can_be_used(tmp_path / "new", SUMMITRY_DATABASE=empty)


@pytest.mark.parametrize("what", ["", "a-file"])
def test_what_is_no_desk_is_told(tmp_path: Path, what: str) -> None:
    (tmp_path / what).mkdir(exist_ok=True)
    made = summitry("backup", "--state", str(tmp_path / what), "-o", str(tmp_path / "all.tar"))
    assert (made.returncode, "no desk's state" in made.stderr) == (2, True)
