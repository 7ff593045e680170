"""Starting the desk: settings into the environment, the database brought up to date, the server run."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from summitry.desk.state import State

STATE = ".summitry-desk"


def prepare(state: str, *, behind_tls: bool, hosts: str = "") -> State:
    """Settle where the desk's state lies, and load Django with its database up to date."""
    folder = Path(state or os.environ.get("SUMMITRY_DESK", "") or STATE).resolve()
    os.environ["SUMMITRY_DESK"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summitry.desk.settings")
    if not behind_tls:
        os.environ["SUMMITRY_PLAIN_HTTP"] = "1"
    if hosts:
        os.environ["SUMMITRY_HOSTS"] = hosts
    import django  # noqa: PLC0415 - settings are read when it is set up
    from django.core.management import call_command  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    return State(folder)


def serve(
    folders: Iterable[str], *, state: str, host: str, port: int, workers: int, behind_tls: bool
) -> None:
    """Serve dossiers until the process is told to end."""
    kept = prepare(state, behind_tls=behind_tls)
    kept.serve([Path(folder) for folder in folders])
    Granian(
        "summitry.desk.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=1, websockets=False, log_access=False,
    ).serve()  # fmt: skip


def first_password() -> str:
    """Return a password that nobody chose: four groups of letters that are read aloud easily."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))
