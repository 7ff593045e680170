"""Telling the service manager that the desk answers, for as long as it does (the protocol of ``sd_notify``).

A desk that hangs is told nothing of, and is started again. One whose database is gone does answer, so it is
left alone: starting it again would mend nothing.
"""

from __future__ import annotations

import os
import socket
import threading
import time

from summitry.desk.health import PATH

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}
_QUESTION = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
_UNTIL_READY = 0.5
"""Seconds between two tries until the desk answers for the first time."""


def begin(host: str, port: int) -> None:
    """Begin to tell, when a service manager said where (``NOTIFY_SOCKET``); otherwise do nothing."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if where:
        words = (where, _EVERYWHERE.get(host, host), port, _between())
        threading.Thread(target=_tell, args=words, name="watchdog", daemon=True).start()


def _between() -> float:
    """Seconds between two messages: a third of what the service manager waits; 0 when it waits for none."""
    mine = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    asked = os.environ.get("WATCHDOG_USEC", "")
    return int(asked) / 3_000_000 if mine and asked.isdigit() else 0.0


def _tell(where: str, host: str, port: int, between: float) -> None:
    while not answers(host, port, 5.0):
        time.sleep(_UNTIL_READY)
    _send(where, b"READY=1")
    while between > 0:
        if answers(host, port, between):
            _send(where, b"WATCHDOG=1")
        time.sleep(between)


def answers(host: str, port: int, patience: float) -> bool:
    """Whether the desk answers, whatever it says. ``host`` is an address, not a name.

    Plain sockets, and nothing imported or looked up: the desk's processes are forked while this is at work.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM | socket.SOCK_CLOEXEC) as asking:
        asking.settimeout(patience)
        try:
            asking.connect((host, port))
            asking.sendall(_QUESTION)
            return asking.recv(5) == b"HTTP/"
        except OSError:
            return False


def _send(where: str, message: bytes) -> None:
    address = f"\0{where[1:]}" if where.startswith("@") else where
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
        try:
            to.sendto(message, address)
        except OSError:
            return  # nobody listens any more
