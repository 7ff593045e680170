"""A real browser for tests of the desk: a server over a copy of an example, and Chromium signed in to it.

When there is no Chromium the tests fail: what only a browser can show is not shown without one.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
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


def chromium() -> str:
    """Return where Chromium is.

    Raises:
        AssertionError: when it is not installed.
    """
    named = os.environ.get("CHROMIUM", "") or next(
        (w for n in ("chromium", "chromium-browser", "google-chrome") if (w := shutil.which(n))), ""
    )
    assert named, "No Chromium is installed: the keys and clicks of the desk cannot be tried without one."
    return named


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def served(state: Path, folder: Path, *accounts: str) -> Iterator[str]:
    """Serve a folder, with accounts ``name:role:office``, and yield the address."""
    code = _PREPARE.replace("{password}", PASSWORD)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("SUMMITRY_DESK", None)
    subprocess.run(
        [sys.executable, "-c", code, str(state), str(folder), *accounts], env=environment, check=True
    )
    port = free_port()
    command = [sys.executable, "-m", "summitry", "desk", "--state", str(state), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait(address)
        yield address
    finally:
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


@contextmanager
def browsing() -> Iterator[Browser]:
    """Yield Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def signed_in(browser: Browser, address: str, name: str, **options: object) -> Page:
    """Return a page on which somebody has signed in; whatever goes wrong on it is kept in ``page.wrong``."""
    page = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **options}).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/sign-in")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def complaints(page: Page) -> list[str]:
    """Return a list that fills with errors of scripts and what the page's policy refused."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    return wrong
