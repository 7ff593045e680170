"""Several processes answer for one dossier: nobody's act is lost, and each sees what was done at once."""

import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from tests.desk.conftest import KOREA
from tests.visiting import Visitor, environment, prepare, running

from summitry.desk.shelf import Served
from summitry.dossier.kinds import Statement
from summitry.folder import edit
from summitry.folder.load import load
from summitry.secretariat.journal import entries, verify

PEOPLE, ROUNDS = 8, 3
NAMES = tuple(f"officer{each}" for each in range(PEOPLE))
SHARED = "shared-statement"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("served") / "talks"
    shutil.copytree(KOREA, copy)
    fields = {"id": SHARED, "by": "kim-jong-un", "said": "2018-03-05", "learned": "2018-03-06", "words": "0"}
    edit.insert(copy, "statement", fields)
    return copy


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    accounts = [f"{name}:secretariat:state" for name in NAMES]
    state = tmp_path_factory.mktemp("state")
    prepare(state, folder, *accounts)
    with running(state, workers=2) as (address, _):
        yield address


def act(address: str, name: str, rounds: int = ROUNDS) -> list[str]:
    """File statements and add to one that all add to; return whatever was not as it should be."""
    visitor, wrong = Visitor(address), []
    assert visitor.sign_in(name).status == 302
    for turn in range(rounds):
        words = f"{name} says {turn}"
        filed = visitor.send("/talks/records/statement/new", by="kim-jong-un", said="2018-03-05", words=words)
        seen = visitor.ask(filed.leads_to) if filed.status == 302 else filed
        if seen.status != 200 or words not in seen.text:
            wrong.append(f"{words}: filed {filed.status}, read {seen.status}")
        if not added(visitor, f"[{name}.{turn}]"):
            wrong.append(f"{words}: not added")
    return wrong


def added(visitor: Visitor, mark: str) -> bool:
    """Add a mark to the shared statement; when somebody was faster, do it again on their text."""
    page = f"/talks/r/{SHARED}/edit"
    for _ in range(PEOPLE * ROUNDS * 2):
        form = visitor.form(page, "words")
        saved = visitor.ask(page, {**form, "words": f"{form['words']} {mark}"})
        if saved.status == 302:
            return mark in visitor.ask(saved.leads_to).text
        assert saved.status == 409, saved.status
    return False


def test_eight_people_on_two_processes_lose_nothing_and_see_their_own(desk: str, folder: Path) -> None:
    with ThreadPoolExecutor(PEOPLE) as people:
        wrong = [each for found in people.map(lambda name: act(desk, name), NAMES) for each in found]
    assert wrong == []
    dossier = load(folder)
    said = {statement.words for statement in dossier.all(Statement)}
    assert {f"{name} says {turn}" for name in NAMES for turn in range(ROUNDS)} <= said
    shared = next(statement for statement in dossier.all(Statement) if statement.id == SHARED)
    assert sorted(shared.words.split()[1:]) == sorted(f"[{n}.{t}]" for n in NAMES for t in range(ROUNDS))
    found = verify(folder)
    assert found.whole, found.troubles
    done = [entry for entry in entries(folder) if entry.act in ("record", "revise")]
    assert len(done) == 2 * PEOPLE * ROUNDS


def test_a_dossier_that_is_added_is_served_at_once(tmp_path: Path) -> None:
    for name in ("first", "second"):
        shutil.copytree(KOREA, tmp_path / name)
    state = str(tmp_path / "state")
    prepare(tmp_path / "state", tmp_path / "first", "officer:reader:")

    def summitry(*words: str) -> str:
        command = [sys.executable, "-m", "summitry", *words]
        return subprocess.run(command, env=environment(), check=True, capture_output=True, text=True).stdout

    with running(tmp_path / "state", workers=2) as (address, _):
        visitor = Visitor(address)
        visitor.sign_in("officer")
        assert visitor.ask("/second/").status == 404
        assert "as second" in summitry("desk", "--state", state, "--add", str(tmp_path / "second"))
        summitry("user", "--state", state, "grant", "officer", "second", "--role", "reader")
        assert [visitor.ask("/second/").status for _ in range(3)] == [200] * 3


def test_a_process_that_dies_is_replaced_and_the_others_answer_on(folder: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "state", folder)
    with running(tmp_path / "state", workers=2) as (address, process):
        visitor = Visitor(address)
        workers = answering(process.pid)
        for each in workers:  # the first may answer while the other still reads
            until_it_listens(each)
        workers[0].kill()
        for _ in range(300):
            now = answering(process.pid)
            if len(now) == len(workers) and workers[0] not in now:
                break
            time.sleep(0.1)
        assert len(answering(process.pid)) == len(workers) == 2
        assert [visitor.ask("/health").status for _ in range(6)] == [200] * 6


def until_it_listens(process: psutil.Process) -> None:
    for _ in range(600):
        if any(each.status == psutil.CONN_LISTEN for each in process.net_connections("tcp")):
            return
        time.sleep(0.1)
    raise AssertionError("it does not begin to listen")


def answering(pid: int) -> list[psutil.Process]:
    """The processes that answer, of a desk."""
    found = []
    for each in psutil.Process(pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if "resource_tracker" not in " ".join(each.cmdline()):
                found.append(each)
    return found


def test_another_process_sees_an_act_at_once_however_lately_it_looked(folder: Path) -> None:
    here, there = Served("talks", folder), Served("talks", folder)
    for turn in range(20):
        assert there.whole().find(f"seen-{turn}") is None
        fields = {"id": f"seen-{turn}", "by": "kim-jong-un", "said": "2018-03-05", "words": "seen"}
        edit.insert(folder, "statement", fields)
        assert here.whole().find(f"seen-{turn}") is not None
        assert there.whole().find(f"seen-{turn}") is not None
