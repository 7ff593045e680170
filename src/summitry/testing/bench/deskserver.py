"""A desk to be measured: a folder with accounts of every role, served by the program as anybody starts it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from summitry.foundation.values import dataclass

PASSWORD = "a-long-pass-word-1"

_PREPARE = """
import json, sys
from pathlib import Path
from summitry.desk.serving import prepare
state, folder = sys.argv[1:]
prepare(state, behind_tls=False).serve([Path(folder)])
from django.contrib.auth.hashers import make_password
from summitry.desk.accounts.models import Account, Grant
hashed = make_password("PASSWORD")
for name, role, marking, groups, office in json.load(sys.stdin):
    account = Account.objects.create(username=name, name=name.capitalize(), office=office, password=hashed)
    Grant.objects.create(
        account=account, dossier=Path(folder).name, role=role, marking=marking, groups=groups
    )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Somebody with an account: what they may do, and what they see."""

    name: str
    role: str
    marking: str = "restricted"
    groups: tuple[str, ...] = ()
    office: str = ""

    def plain(self) -> list[object]:
        """Return it for JSON."""
        return [self.name, self.role, self.marking, list(self.groups), self.office]


class NotStarted(RuntimeError):
    """The desk did not answer."""


class Server:
    """The desk as a program of its own, which can be killed and started again."""

    def __init__(self, state: Path, folder: Path, workers: int) -> None:
        self.folder = folder
        self._state = state
        self._workers = workers
        with socket.socket() as tried:
            tried.bind(("127.0.0.1", 0))
            self.port = int(tried.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None
        self.peak = 0.0
        """Most memory that one of its processes held at once, in MB."""

    def prepare(self, people: Iterable[Sitting]) -> None:
        """Make the accounts."""
        code = f"import sys; sys.path[:0] = {[p for p in sys.path if p]!r}\n" + _PREPARE
        subprocess.run(
            [sys.executable, "-c", code.replace("PASSWORD", PASSWORD), str(self._state), str(self.folder)],
            input=json.dumps([each.plain() for each in people]).encode(), check=True,
        )  # fmt: skip

    def start(self) -> float:
        """Start it and return after how many seconds it said that it is well.

        Raises:
            NotStarted: when it does not within a minute.
        """
        command = [
            sys.executable, "-m", "summitry", "desk", "--state", str(self._state), "--port", str(self.port),
            "--workers", str(self._workers),
        ]  # fmt: skip
        began = time.monotonic()
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        while time.monotonic() - began < 60:
            if self._well():
                return time.monotonic() - began
            time.sleep(0.02)
        raise NotStarted("The desk did not answer within a minute.")

    def _well(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", "/health")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def kill(self) -> None:
        """End every process of it at once, as a machine that loses its current does."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Tell it to end, and wait until it has."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def worked(self) -> float:
        """Return how many seconds of processor time its processes have used."""
        return sum(map(_used, _family(self._process.pid))) if self._process is not None else 0.0

    def look(self) -> None:
        """Note how much memory its processes hold now."""
        if self._process is not None:
            self.peak = max([self.peak, *map(_held, _family(self._process.pid))])


def _family(pid: int) -> list[int]:
    """A process and those it started."""
    found = [pid]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _held(pid: int) -> float:
    """What a process held at most, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1e3 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _used(pid: int) -> float:
    """The processor time of a process, in seconds."""
    try:
        fields = (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        )
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
