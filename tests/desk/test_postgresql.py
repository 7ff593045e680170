"""The desk on PostgreSQL, on a real server: the same tests as on SQLite, and what only a team meets."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from tests import postgres
from tests.desk.conftest import KOREA
from tests.desk.test_workers import SHARED, act
from tests.visiting import Visitor, environment, prepare, running

from summitry.desk.databases import NotUsable, settings_of
from summitry.folder import edit
from summitry.secretariat.journal import verify

PROJECT = Path(__file__).resolve().parents[2]
THE_SAME = (
    "test_people.py", "test_home.py", "test_unsaved.py", "test_pages.py", "test_health.py",
    "test_undoing.py::test_an_edit_is_taken_back",
    "test_undoing.py::test_nobody_takes_back_anothers_act_nor_on_a_past_day",
    "test_api.py::test_a_token_opens_what_its_holder_may_open_at_that_moment",
    "test_api.py::test_a_token_that_ran_out_or_was_revoked_opens_nothing",
    "test_api.py::test_unknown_tokens_are_limited_and_lock_nobody_out",
)  # fmt: skip
"""Tests of accounts, sessions and lock-out, of glances, of forms half filled in, of own acts, of tokens,
and a walk of the main pages."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as address:
        yield address


def test_the_same_tests_pass_on_it(server: str) -> None:
    address = postgres.fresh(server, "same")
    files = [str(PROJECT / "tests" / "desk" / name) for name in THE_SAME]
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *files]
    run = subprocess.run(
        words,
        cwd=PROJECT,
        env=environment(SUMMITRY_DATABASE=address),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]
    with psycopg.connect(address) as connection:
        signed_in = connection.execute("SELECT count(*) FROM django_session").fetchone()
    assert signed_in and signed_in[0] > 10, "they were run on another database"


def test_two_processes_on_it_lose_nothing(server: str, tmp_path: Path) -> None:
    address = postgres.fresh(server, "two")
    folder = tmp_path / "talks"
    shutil.copytree(KOREA, folder)
    fields = {"id": SHARED, "by": "kim-jong-un", "said": "2018-03-05", "learned": "2018-03-06", "words": "0"}
    edit.insert(folder, "statement", fields)
    people = ("first", "second", "third", "fourth")
    prepare(tmp_path / "state", folder, *(f"{n}:secretariat:" for n in people), SUMMITRY_DATABASE=address)
    with (
        running(tmp_path / "state", workers=2, SUMMITRY_DATABASE=address) as (desk, _),
        ThreadPoolExecutor(4) as threads,
    ):
        assert [w for found in threads.map(lambda n: act(desk, n, 1), people) for w in found] == []
    assert verify(folder).whole
    assert not (tmp_path / "state" / "desk.sqlite3").exists()


def test_desks_that_begin_together_make_its_tables_once(server: str, tmp_path: Path) -> None:
    address = postgres.fresh(server, "together")
    with ThreadPoolExecutor(3) as threads:
        done = threads.map(
            lambda n: prepare(tmp_path / f"state{n}", KOREA, f"name{n}:reader:", SUMMITRY_DATABASE=address),
            range(3),
        )
        assert len(list(done)) == 3
    with psycopg.connect(address) as connection:
        names = connection.execute("SELECT username FROM accounts_account ORDER BY 1").fetchall()
    assert names == [("name0",), ("name1",), ("name2",)]


def test_health_tells_that_it_is_gone(tmp_path: Path) -> None:
    with postgres.server() as address:
        prepare(tmp_path / "state", KOREA, SUMMITRY_DATABASE=address)
        stopped = running(tmp_path / "state", SUMMITRY_DATABASE=address)
        desk, _ = stopped.__enter__()
        visitor = Visitor(desk)
        assert visitor.ask("/health").status == 200
    try:
        assert visitor.ask("/health").status == 503
    finally:
        stopped.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://desk@db/desk", "postgresql://"),
        ("postgresql://desk@db:port/desk", "postgresql://"),
        ("postgresql://desk@db", "postgresql://"),
        ("postgresql://desk@127.0.0.1:9/desk", "cannot be used"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_a_sentence(address: str, said: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "summitry", "user", "--state", str(tmp_path), "list"]
    run = subprocess.run(
        words, env=environment(SUMMITRY_DATABASE=address), capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_an_address_is_understood_as_postgresql_does() -> None:
    found = settings_of("postgresql://de%40sk:p%2Fw@db.example:5433/the%20desk?sslmode=verify-full", Path())
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "de@sk",
        "p/w",
        "db.example",
        "5433",
    )
    assert found["NAME"] == "the desk"
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    with pytest.raises(NotUsable):
        settings_of("sqlite:///desk", Path())
