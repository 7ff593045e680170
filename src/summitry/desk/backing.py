"""The desk's own state in a backup: its secret, which dossiers it serves, and its database."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from summitry.desk.databases import FILE
from summitry.desk.state import SERVED, State
from summitry.foundation import durable
from summitry.foundation.refusals import Refused
from summitry.secretariat.backups import Listing, copy_database

DUMP = "desk.sql"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
_OVER = ("django_session", "accounts_ownact")
"""Tables that are laid out empty. Sessions of that time are over: somebody may have been shut out since. What
people could take back then keeps words that may have been erased since."""

_WHERE = {
    SQLITE: "The backup's accounts lie in SQLite. Unset SUMMITRY_DATABASE to restore it.",
    POSTGRESQL: "The backup's accounts lay in PostgreSQL. Name an empty database in SUMMITRY_DATABASE.",
}


@contextmanager
def state_files(state: State) -> Iterator[tuple[Mapping[str, Path], str]]:
    """Yield the files of the desk's state by their names, its database copied as it stands, and what sort
    that is.

    Raises:
        Refused: when the database cannot be copied.
    """
    with TemporaryDirectory(prefix="desk-") as folder:
        if connection.vendor == POSTGRESQL:
            database = Path(folder) / DUMP
            _run("pg_dump", "--no-owner", "--no-privileges", f"--file={database}")
        else:
            database = Path(folder) / FILE
            copy_database(state.folder / FILE, database)
        files = {name: state.folder / name for name in ("secret", SERVED) if (state.folder / name).exists()}
        yield {**files, database.name: database}, connection.vendor


def put_back(beside: Path, into: Path, listing: Listing) -> None:
    """Make a state that was laid out one that can be served from ``into``; load its database.

    Raises:
        Refused: when the database is of another sort than the one that is set, or is not empty.
    """
    kind = str(listing.says.get("database", ""))
    if kind != connection.vendor:
        raise Refused(_WHERE.get(kind, "The backup's database is of no sort that is known."))
    state, dossiers = beside / "desk", into.resolve() / "dossiers"
    served = {slug: str(dossiers / slug) for slug in listing.says["dossiers"]}
    durable.put(state / SERVED, json.dumps(served, indent=1).encode())
    if kind == SQLITE:
        with closing(sqlite3.connect(state / FILE)) as database, database:
            for table in _OVER:
                database.execute(f"DELETE FROM {table}")
        return
    if connection.introspection.table_names():
        raise Refused("The database in SUMMITRY_DATABASE is not empty, and nothing is replaced.")
    words = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    emptied = [f"--command=DELETE FROM public.{table}" for table in _OVER]
    _run("psql", *words, f"--file={state / DUMP}", *emptied)
    (state / DUMP).unlink()


def _run(name: str, *words: str) -> None:
    """Run a program of PostgreSQL on the desk's database; the password is on nobody's list of processes."""
    kept = {
        k: v for k, v in connection.get_connection_params().items() if isinstance(v, (str, int)) and v != ""
    }
    password = str(kept.pop("password", ""))
    where = " ".join(f"{key}={_quoted(str(value))}" for key, value in kept.items() if key not in _DJANGOS)
    done = subprocess.run(
        [_program(name), *words, f"--dbname={where}"], env={**os.environ, "PGPASSWORD": password},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise Refused(f"{name} failed: {said[0]}")


_DJANGOS = frozenset({"prepare_threshold"})


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _program(name: str) -> str:
    """Return where a program of PostgreSQL is, the newest where there are several."""
    places = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name), reverse=True
    )
    found = shutil.which(name, path=os.pathsep.join([*map(str, places), os.environ.get("PATH", "")]))
    if found is None:
        raise Refused(f"{name} is not installed. It comes with PostgreSQL's client programs.")
    return found
