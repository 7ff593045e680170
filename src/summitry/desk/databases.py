"""The desk's database: SQLite in the desk's own folder, or PostgreSQL by its address; brought up to date."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from summitry.foundation.refusals import Refused

FILE = "desk.sqlite3"
"""The SQLite database in the desk's folder."""

_ADDRESS = "SUMMITRY_DATABASE is written as postgresql://user:password@host:port/name."
_LOCK = "upgrading.lock"
_ADVISORY = 0x53554D4D
"""The number of the lock that desks on several machines take turns by, in one PostgreSQL database."""


class NotUsable(Refused):
    """The database does not answer, or a later version of Summitry wrote it."""


def settings_of(address: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings for a database given by its address; SQLite in a folder for none.

    What stands behind ``?`` goes to PostgreSQL's own library: ``host`` (also the folder of a socket),
    ``sslmode``, ``sslrootcert``, ``passfile`` and the like.

    Raises:
        NotUsable: when the address is not one of PostgreSQL.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / FILE,
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000",
                "transaction_mode": "IMMEDIATE",
            },
        }
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError:
        raise NotUsable(_ADDRESS) from None
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise NotUsable(_ADDRESS)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or options.pop("password", "")),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": port or options.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **options},
    }


def upgrade(folder: Path) -> None:
    """Bring the database up to date with this version, one desk at a time.

    Raises:
        NotUsable: when it does not answer, or a later version wrote it; then nothing was changed.
    """
    try:
        with _alone(folder):
            executor = MigrationExecutor(connection)
            unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
            if unknown:
                raise NotUsable(
                    "The desk's database was written by a later version of Summitry. Install that version,"
                    " or restore a backup that was made before it."
                )
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
    except Error as error:
        why = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
        raise NotUsable(f"The desk's database cannot be used: {why}") from None
    finally:
        connection.close()  # the processes that answer open their own


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the database for one desk that brings it up to date, on this machine and on others."""
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY])
    finally:
        os.close(handle)
