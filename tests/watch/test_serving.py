"""The service: killed at any moment, it loses no alarm and doubles none."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from tests.postgres import fresh
from tests.postgres import server as postgres
from tests.watch.relays import Server, relay

from summitry.folder.load import load
from summitry.secretariat.watching import outbox
from summitry.secretariat.watching.operator import settings_in
from summitry.secretariat.watching.rounds import Rounds

READERS = ("ann", "bob", "cy")
LINES = 8
HEADER = """format: 1
dossier: Talks
zone: UTC
markings: [open, closed]
readers: {ann: {marking: open}, bob: {marking: closed}, cy: {marking: open}}
cutoff: 2018-03-12
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Eight lines to take that run out in a week, one of them closed; so many alarms on the day."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    lines = "".join(
        f"- {{id: line-{n}, title: line {n}, words: we talk, by: us, until: 2018-03-1{n % 5 + 3}"
        f"{', marking: closed' if n == 0 else ''}}}\n" for n in range(LINES)
    )  # fmt: skip
    (folder / "a.yaml").write_text(f"parties: [{{id: us, name: Us}}]\nlines:\n{lines}", encoding="utf-8")
    return folder


WANTED = {"ann": LINES - 1, "bob": LINES, "cy": 0}
"""Alarms of lines that each chose and may see; each gets the digest of the last day besides."""


def operators(folder: Path, port: int, more: str = "") -> Path:
    file = folder.parent / "watch.toml"
    readers = "".join(
        f'[[reader]]\nas = "{name}"\nto = "{name}@example.org"\nat = "00:00"\nzone = "UTC"\n'
        + ('notify = ["line"]\n' if name != "cy" else 'notify = ["pledge"]\n') for name in READERS
    )  # fmt: skip
    file.write_text(
        f'{more}every = 1\n[relay]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        f'from = "desk@talks.example"\n{readers}', encoding="utf-8",
    )  # fmt: skip
    file.chmod(0o600)
    return file


def start(folder: Path, file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "summitry", "watch", "serve", str(folder), "--settings", str(file)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def waiting(folder: Path) -> int:
    with outbox.opened(folder) as box:
        return box.waiting() if box.record() else 1


def until(done: object, seconds: float, process: subprocess.Popen[bytes]) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


@pytest.fixture
def running(talks: Path) -> Iterator[tuple[Path, Server]]:
    with relay() as server:
        yield talks, server


def killed_many_times(folder: Path, server: Server, file: Path, times: int, dice: random.Random) -> int:
    """Start the service and kill it, so many times, at moments of all sorts; then let it finish.

    Half of the kills come from within the relay: while it takes a letter, before or after it keeps it.
    Returns how many kills came while a letter was being taken.
    """
    inside = 0
    for _ in range(times):
        process = start(folder, file)

        def kill(process: subprocess.Popen[bytes] = process) -> None:
            process.send_signal(signal.SIGKILL)

        if dice.random() < 0.6:
            server.when = (dice.choice(("before", "after")), dice.randint(1, 3), kill)
            end = time.monotonic() + 8
            while process.poll() is None and time.monotonic() < end and waiting(folder):
                time.sleep(0.02)
            inside += process.poll() is not None
        else:
            time.sleep(dice.uniform(0.2, 2.0))
        server.when = None
        kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()
    process = start(folder, file)
    try:
        until(lambda: not waiting(folder), 60, process)
        seen = len(server.taken)
        time.sleep(2.5)
        assert len(server.taken) == seen, "two more rounds send nothing"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()
    return inside


def all_told_once(server: Server, kills: int) -> None:
    """Every alarm and digest reached its reader; what came twice came under the same id, word for word."""
    ids = Counter(server.ids())
    letters = {each.id: each for each in server.taken}
    by = Counter(each.to[0].partition("@")[0] for each in letters.values())
    assert by == {name: WANTED[name] + 1 for name in READERS}
    subjects = Counter(str(each.letter["Subject"]) for each in letters.values())
    assert subjects == {
        "Talks: Alarm of Monday 12 March 2018": sum(WANTED.values()),
        "Talks: Digest of Monday 12 March 2018": len(READERS),
    }
    assert sum(ids.values()) - len(ids) <= kills, "no more letters come twice than the line was cut"
    for each in server.taken:
        assert each.to == letters[each.id].to
        assert each.letter.as_bytes() == letters[each.id].letter.as_bytes()
    alarms = Counter((each.to[0], next(each.letter.iter_parts()).get_content()) for each in letters.values())
    assert set(alarms.values()) == {1}, "no alarm is told to a reader under two ids"


def test_killed_a_few_times_it_loses_and_doubles_nothing(running: tuple[Path, Server]) -> None:
    folder, server = running
    kills = killed_many_times(folder, server, operators(folder, server.port), 4, random.Random(4))
    all_told_once(server, kills)


@pytest.mark.long
def test_killed_fifty_times_it_loses_and_doubles_nothing(running: tuple[Path, Server]) -> None:
    folder, server = running
    kills = killed_many_times(folder, server, operators(folder, server.port), 50, random.Random(50))
    assert kills
    all_told_once(server, kills)


def test_on_postgresql_too(running: tuple[Path, Server]) -> None:
    folder, server = running
    with postgres() as address:
        file = operators(folder, server.port, f'database = "{fresh(address, "queue")}"\n')
        kills = killed_many_times(folder, server, file, 2, random.Random(2))
        with psycopg.connect(settings_in(file).database) as connection:
            found = connection.execute("SELECT task_name, status::text FROM procrastinate_jobs").fetchall()
        assert found and set(found) <= {("summitry-watch", "todo"), ("summitry-watch", "doing")}
    all_told_once(server, kills)


def test_a_round_makes_up_what_was_missed_and_tells_what_cannot_be_done(
    running: tuple[Path, Server], tmp_path: Path
) -> None:
    folder, server = running
    (folder / "dossier.yaml").write_text(HEADER.replace("cutoff: 2018-03-12\n", ""), encoding="utf-8")
    settings = settings_in(operators(folder, server.port))
    said: list[str] = []
    broken = tmp_path / "broken"
    broken.mkdir()
    noon = datetime(2018, 3, 12, 12, 0, tzinfo=UTC)
    rounds = Rounds((broken, folder), settings, said.append)
    for later in (0, 0, 3):
        rounds.go(noon + timedelta(days=later))
    with outbox.opened(folder) as box:
        digests = Counter(letter.day for letter in box.record() if letter.sort == "digest")
    assert digests == {f"2018-03-{day}": 3 for day in (11, 12, 13, 14)}
    assert sum("broken: " in line for line in said) == 3
    assert any("letters written: " in line for line in said)


def test_an_alarm_is_told_again_on_the_next_day_until_somebody_takes_note(
    running: tuple[Path, Server],
) -> None:
    from summitry.secretariat.acts import at_the_command_line
    from summitry.secretariat.watching import running as monitors

    folder, server = running
    (folder / "dossier.yaml").write_text(HEADER.replace("cutoff: 2018-03-12\n", ""), encoding="utf-8")
    settings = settings_in(operators(folder, server.port))
    noon = datetime(2018, 3, 12, 12, 0, tzinfo=UTC)

    def told() -> int:
        with outbox.opened(folder) as box:
            return sum(letter.sort == "notice" and letter.reader == "ann" for letter in box.record())

    rounds = Rounds((folder,), settings, str)
    rounds.go(noon)
    assert told() == LINES - 1
    rounds.go(noon + timedelta(hours=3))
    assert told() == LINES - 1
    dossier = load(folder).as_of(noon.date())
    for alarm, _ in monitors.raised(folder, dossier):
        if alarm.about != "line-1":
            monitors.acknowledge(at_the_command_line(), folder, dossier, alarm.key)
    rounds.go(noon + timedelta(days=1))
    assert told() == LINES
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    more = "- {id: late, title: late, words: we talk, by: us, until: 2018-03-14}\n"
    (folder / "a.yaml").write_text(text + more, encoding="utf-8")
    rounds.go(noon + timedelta(days=1, hours=1))
    assert told() == LINES + 1, "what is written meanwhile is seen"
