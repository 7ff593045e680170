"""A real browser for tests of the desk: a server over a copy of an example, and Chromium signed in to it.

When there is no Chromium the tests fail: what only a browser can show is not shown without one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.visiting import PASSWORD, prepare, running

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


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


@contextmanager
def served(state: Path, folder: Path, *accounts: str) -> Iterator[str]:
    """Serve a folder, with accounts ``name:role:office``, and yield the address."""
    prepare(state, folder, *accounts)
    with running(state) as (address, _):
        yield address


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
