"""Starting the desk: settings into the environment, the database brought up to date, the server run."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from summitry.desk.state import State

STATE = ".summitry-desk"

THREADS = 8
"""Of each process. One makes a page, others wait for what is sent to them or done elsewhere."""


def prepare(state: str, *, behind_tls: bool, upgraded: bool = True) -> State:
    """Settle where the desk's state lies, and load Django with its database up to date.

    Raises:
        NotUsable: when the database does not answer, or a later version wrote it.
    """
    folder = Path(state or os.environ.get("SUMMITRY_DESK", "") or STATE).resolve()
    os.environ["SUMMITRY_DESK"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summitry.desk.settings")
    if not behind_tls:
        os.environ["SUMMITRY_PLAIN_HTTP"] = "1"
    import django  # noqa: PLC0415 - settings are read when it is set up

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    django.setup()
    from summitry.desk.databases import upgrade  # noqa: PLC0415 - its database is known after setting up

    if upgraded:
        upgrade(folder)
    return State(folder)


def serve(
    folders: Iterable[str], *, state: str, host: str, port: int, workers: int, behind_tls: bool
) -> None:
    """Serve dossiers until the process is told to end."""
    kept = prepare(state, behind_tls=behind_tls)
    kept.serve([Path(folder) for folder in folders])
    from summitry.desk import watchdog  # noqa: PLC0415 - what it asks is known after setting up

    gc.enable()  # the command line runs without; the processes that answer go on for months
    watchdog.begin(host, port)
    Granian(
        "summitry.desk.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=THREADS, websockets=False, log_access=False, respawn_failed_workers=workers > 1,
        workers_kill_timeout=10,
    ).serve()  # fmt: skip


def demonstrate(example: str, state: str) -> tuple[tuple[str, str], ...]:
    """Lay out a copy of an example with one account for each role; return the names and passwords.

    The copy lies in the desk's state and may be changed freely. Accounts that are there are left alone.
    """
    kept = prepare(state, behind_tls=False)
    copy = kept.folder / Path(example).name
    if not copy.exists():
        shutil.copytree(example, copy)
    slug = next(each.slug for each in kept.serve([copy]) if each.folder == copy.resolve())
    from summitry.desk.accounts import people  # noqa: PLC0415 - its tables are known after setting up
    from summitry.desk.accounts.models import Account  # noqa: PLC0415
    from summitry.desk.accounts.roles import ROLES  # noqa: PLC0415
    from summitry.desk.shelf import served  # noqa: PLC0415

    header = served(slug, copy).whole().header
    for role in ROLES:
        if not Account.objects.filter(username=role).exists():
            people.add(
                role, name=role.capitalize(), office="state", zone=header.zone, password=f"{role}-{slug}"
            )
            whole = role in ("secretariat", "decider")
            people.grant(
                role, slug, role=role, marking=header.markings[-1] if header.markings else "",
                groups=header.groups if whole else (),
            )  # fmt: skip
    return tuple((role, f"{role}-{slug}") for role in ROLES)
