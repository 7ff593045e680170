"""The service manager hears that the desk answers, and hears nothing from one that hangs."""

import signal
import socket
from pathlib import Path

import psutil
from tests.desk.conftest import KOREA
from tests.visiting import prepare, running


def heard(at: socket.socket, seconds: float) -> bytes:
    at.settimeout(seconds)
    try:
        return at.recv(100)
    except TimeoutError:
        return b""


def emptied(at: socket.socket) -> None:
    while heard(at, 0.01):
        continue


def test_it_is_told_that_the_desk_answers_for_as_long_as_it_does(tmp_path: Path) -> None:
    prepare(tmp_path / "state", KOREA)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as at:
        at.bind(str(tmp_path / "notify"))
        told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "900000"}
        with running(tmp_path / "state", workers=1, **told) as (_, process):
            assert heard(at, 60) == b"READY=1"
            assert heard(at, 20) == b"WATCHDOG=1"
            workers = psutil.Process(process.pid).children(recursive=True)
            for worker in workers:
                worker.send_signal(signal.SIGSTOP)
            heard(at, 0.5)  # what was on its way
            emptied(at)
            assert heard(at, 1.5) == b""
            for worker in workers:
                worker.send_signal(signal.SIGCONT)
            assert heard(at, 20) == b"WATCHDOG=1"
