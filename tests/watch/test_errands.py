"""The service fetches where the operator lets it: beside the rounds, each source when due, never twice."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.watch.relays import Server as Mails
from tests.watch.relays import relay
from tests.watch.test_fetching import Clock, Mail, Server, feed, mail, mailbox, name
from tests.watch.test_intake import FEED, letter

from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching import mailboxes
from summitry.secretariat.watching.errands import Errands
from summitry.secretariat.watching.fetching import fetch
from summitry.secretariat.watching.operator import settings_in
from summitry.watch import inbox

assert mail  # a fixture of the tests of fetching

HEADER = "format: 1\ndossier: Talks\nzone: UTC\nmarkings: [open]\nreaders: {ann: {marking: open}}\n"
LINE = "lines: [{id: a-line, title: a line, words: we talk, by: us, until: 2018-03-14}]\n"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def mails() -> Iterator[Mails]:
    with relay() as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "talks"
    made.mkdir()
    (made / "dossier.yaml").write_text(f"{HEADER}cutoff: 2018-03-12\n", encoding="utf-8")
    (made / "a.yaml").write_text(f"parties: [{{id: us, name: Us}}]\n{LINE}", encoding="utf-8")
    return made


def operators(folder: Path, port: int, more: str = "fetch = true\n") -> Path:
    file = folder.parent / "watch.toml"
    file.write_text(
        f'{more}every = 1\n[relay]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        'from = "desk@talks.example"\n[[reader]]\nas = "ann"\nto = "ann@example.org"\nat = "00:00"\n'
        'notify = ["line"]\n', encoding="utf-8",
    )  # fmt: skip
    file.chmod(0o600)
    return file


def served(folder: Path, file: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "summitry", "watch", "serve", str(folder), "--settings", str(file)]
    return subprocess.Popen(
        [*command, *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def titles(folder: Path) -> list[str]:
    if not inbox.there(folder):
        return []
    with inbox.opened(folder) as box:
        return sorted(e.item.title for e in box.entries(load(folder).header))


def until(done: object, seconds: float) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def silent(handler: http.server.BaseHTTPRequestHandler) -> None:
    threading.Event().wait(12)


def test_without_the_operators_word_nothing_is_fetched(folder: Path, server: Server, mails: Mails) -> None:
    server.says("/f", body=FEED.encode())
    name(folder, feed(f"{server.address}/f"))
    process = served(folder, operators(folder, mails.port, ""), "--once")
    process.communicate(timeout=60)
    assert process.returncode == 0 and not server.asked and len(mails.taken) == 2
    process = served(folder, operators(folder, mails.port), "--once")
    said, _ = process.communicate(timeout=60)
    assert [path for path, _ in server.asked] == ["/f"] and "2 reports, 2 of them new." in said
    assert len(titles(folder)) == 2


def test_a_feed_that_hangs_or_fails_keeps_no_alarm_waiting(
    folder: Path, server: Server, mails: Mails
) -> None:
    server.answers["/hangs"] = silent
    server.says("/down", status=500)
    server.says("/good", body=FEED.encode())
    name(folder, *(feed(f"{server.address}/{path}") for path in ("hangs", "down", "good")))
    process = served(folder, operators(folder, mails.port))
    try:
        until(lambda: server.asked, 40)
        # the digest and the notice are sent while the first feed is still silent
        until(lambda: len(mails.taken) == 2, 9)
        assert [path for path, _ in server.asked] == ["/hangs"]
        until(lambda: len(titles(folder)) == 2, 40)
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=40)
    assert "it is out of order" in said and "2 of them new" in said
    assert len([p for p, _ in server.asked if p == "/down"]) == 1, "not with every round"


def test_killed_while_it_fetches_it_loses_and_doubles_nothing(
    folder: Path, server: Server, mails: Mails
) -> None:
    asked: list[str] = []
    processes: list[subprocess.Popen[str]] = []

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        """Kill whoever asks: the first time before it has the answer, then at moments after it."""
        asked.append(handler.path)
        if len(asked) == 1:
            processes[-1].kill()
            return
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(FEED.encode())
        if len(asked) < 6:
            threading.Timer(0.3 * len(asked), processes[-1].kill).start()

    server.answers["/f"] = answer
    name(folder, feed(f"{server.address}/f"))
    file = operators(folder, mails.port)
    for _ in range(6):
        processes.append(served(folder, file))
        end = time.monotonic() + 8
        while processes[-1].poll() is None and time.monotonic() < end and len(titles(folder)) < 2:
            time.sleep(0.05)
        time.sleep(0.5)
        processes[-1].kill()
        processes[-1].communicate()
    last = served(folder, file, "--once")
    last.communicate(timeout=60)
    assert last.returncode == 0
    assert titles(folder) == ["Ohne Datum", "Trump agrees to meet Kim"]
    assert set(mails.ids()) and len(set(mails.ids())) == 2


def test_a_run_that_goes_on_is_not_begun_again_and_a_refusal_is_said_once(
    folder: Path, server: Server
) -> None:
    said: list[str] = []
    errands = Errands((folder,), said.append, pause=0.0)
    for _ in range(3):
        errands.begin()
        errands.wait()
    assert len(said) == 1 and "No sources are named" in said[0]
    gate = threading.Event()
    server.answers["/slow"] = lambda handler: gate.wait(10) and None
    name(folder, feed(f"{server.address}/slow"))
    for _ in range(5):
        errands.begin()
        time.sleep(0.05)
    assert len(server.asked) == 1
    gate.set()
    errands.wait()


def test_the_service_looks_into_a_mailbox_when_it_is_due_and_less_often_while_it_fails(
    folder: Path, mail: tuple[int, Path]
) -> None:
    port, certificate = mail
    mailbox(folder, port, certificate)
    Mail.letters = {1: bytes(letter(Subject="One"))}
    clock = Clock()

    def looked() -> bool:
        [found] = fetch(folder, clock, pause=0.0, learned=clock.at.date(), mail_at_once=False)
        return found.asked

    assert looked() and not looked()
    clock.pass_(minutes=14)
    assert not looked()
    clock.pass_(minutes=1)
    assert looked()
    mailbox(folder, port, certificate, password="wrong")
    clock.pass_(minutes=15)
    assert looked(), "it fails"
    clock.pass_(minutes=29)
    assert not looked()
    clock.pass_(minutes=1)
    assert looked(), "half an hour after the first failure"
    clock.pass_(minutes=59)
    assert not looked()
    [asked] = fetch(folder, clock, pause=0.0)
    assert asked.asked and asked.failed, "the command asks at once"
    mailbox(folder, port, certificate)
    clock.pass_(days=1)
    assert looked()
    clock.pass_(minutes=15)
    assert looked(), "and is as often as before when it answers again"


def test_a_mailbox_that_drips_is_given_up(
    folder: Path, mail: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, certificate = mail
    mailbox(folder, port, certificate)
    monkeypatch.setattr(mailboxes, "PATIENCE", 0.8)

    def drip(self: Mail, text: str) -> None:
        for sign in f"{text}\r\n".encode() if "SEARCH" in text else ():
            self.wfile.write(bytes((sign,)))
            time.sleep(0.3)
        if "SEARCH" not in text:
            self.wfile.write(f"{text}\r\n".encode())

    monkeypatch.setattr(Mail, "_say", drip)
    began = time.monotonic()
    [found] = fetch(folder, Clock(), pause=0.0)
    assert "longer than 1 seconds" in found.says and time.monotonic() - began < 6


def test_what_is_no_yes_or_no_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="fetch = true"):
        settings_in(operators(folder, 25, 'fetch = "yes"\n'))
