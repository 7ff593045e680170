"""A PostgreSQL server of a test's own: made, started and thrown away, reached by a socket in its folder.

Without PostgreSQL the tests that ask for it fail: what a team runs is not tried without it.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

USER, PASSWORD = "desk", "pass word/@1"
PLACES = "/usr/lib/postgresql"
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "listen_addresses=",
    "log_min_messages=fatal",
)


def program(name: str) -> str:
    """Return where a program of PostgreSQL is.

    Raises:
        AssertionError: when it is not installed.
    """
    versions = sorted(Path(PLACES).glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, versions), os.environ.get("PATH", "")]))
    assert found, f"PostgreSQL's {name} is not installed: scripts/system-packages.sh dev installs it."
    return found


@contextmanager
def server() -> Iterator[str]:
    """Yield the address (for ``SUMMITRY_DATABASE``) of an empty database in a new server."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    owner = _not_root(folder)
    process = None
    try:
        subprocess.run(
            [program("initdb"), "--no-sync", "-D", folder / "data", "-U", USER, "-A", "scram-sha-256",
             f"--pwfile={folder / 'password'}", "--locale=C.UTF-8", "-E", "UTF8"],
            check=True, capture_output=True, cwd=folder, **owner,
        )  # fmt: skip
        options = [word for each in (*SETTINGS, f"unix_socket_directories={folder}") for word in ("-c", each)]
        process = subprocess.Popen(
            [program("postgres"), "-D", folder / "data", *options], cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **owner,
        )  # fmt: skip
        address = f"postgresql://{USER}:{quote(PASSWORD, safe='')}@/desk?host={folder}"
        _create(folder, process)
        yield address
    finally:
        if process is not None:
            process.send_signal(signal.SIGQUIT)  # at once, whoever is connected
            process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _not_root(folder: Path) -> dict[str, str | tuple[()]]:
    """PostgreSQL refuses to be run by root: hand the folder to the user that Debian makes for it."""
    if os.getuid() != 0:
        return {}
    for each in (folder, *folder.iterdir()):
        shutil.chown(each, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": ()}


def _create(folder: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "PostgreSQL did not start."
        try:
            with psycopg.connect(
                host=str(folder), user=USER, password=PASSWORD, dbname="postgres", autocommit=True
            ) as connection:
                connection.execute("CREATE DATABASE desk")
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError("PostgreSQL does not answer.")


def fresh(address: str, name: str) -> str:
    """Make another empty database in the server and return its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.replace("/desk?", f"/{name}?")
