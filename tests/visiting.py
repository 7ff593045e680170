"""A running desk, and a plain visitor of it: signs in, reads pages, fills forms, without scripts."""

import http.cookiejar
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

PASSWORD = "a-long-pass-word-1"

_PREPARE = """
import sys
from pathlib import Path
from summitry.desk.serving import prepare
state, folder, *accounts = sys.argv[1:]
prepare(state, behind_tls=False).serve([Path(folder)])
from summitry.desk.accounts import people
for account in accounts:
    name, role, office = account.split(":")
    people.add(name, name=name.capitalize(), office=office, password="{password}")
    people.grant(name, Path(folder).name, role=role, marking="")
"""


def environment(**variables: str) -> dict[str, str]:
    """The environment of a command that is no part of the tests' own desk."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMITRY_", "DJANGO_"))}
    return {**kept, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), **variables}


def prepare(state: Path, folder: Path, *accounts: str, **variables: str) -> None:
    """Make a desk's state for a folder, with accounts ``name:role:office``."""
    code = _PREPARE.replace("{password}", PASSWORD)
    words = [sys.executable, "-c", code, str(state), str(folder), *accounts]
    subprocess.run(words, env=environment(**variables), check=True)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def running(
    state: Path, *, workers: int = 1, **variables: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve what a state knows; yield the address and the process."""
    port = free_port()
    words = ["desk", "--state", str(state), "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(
        [sys.executable, "-m", "summitry", *words], env=environment(**variables),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(address := f"http://localhost:{port}")
        yield address, process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=2).read()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the desk did not begin to answer")


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow: where an answer leads is for the visitor to see."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    leads_to: str


@dataclass
class Visitor:
    """Somebody at a desk. Every request is a connection of its own, so that any worker may answer it."""

    address: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        kept = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(kept, _Stay)

    def ask(self, path: str, sent: dict[str, str] | None = None) -> Answer:
        """Ask for a page, or send a form to it."""
        target = urllib.parse.urljoin(self.address, path)
        body = None if sent is None else urllib.parse.urlencode(sent).encode()
        request = urllib.request.Request(target, data=body, headers={"Referer": target})
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode(), "")
        except urllib.error.HTTPError as told:
            return Answer(told.code, told.read().decode(), told.headers.get("Location", ""))

    def form(self, path: str, name: str) -> dict[str, str]:
        """Open a page and return what its form with a field of that name would send as it is."""
        opened = self.ask(path)
        assert opened.status == 200, (path, opened.status)
        forms = html.fromstring(opened.text).forms
        form = next(f for f in forms if f.method == "POST" and name in f.fields)
        return {key: value or "" for key, value in form.form_values()}

    def send(self, path: str, **typed: str) -> Answer:
        """Open a page with a form, type into it and send it."""
        return self.ask(path, {**self.form(path, next(iter(typed))), **typed})

    def sign_in(self, name: str, password: str = PASSWORD) -> Answer:
        """Sign in as an account."""
        return self.send("/sign-in", username=name, password=password)
