"""Pages of a measured desk in a real browser: how long until they stand there, and what they weigh."""

from __future__ import annotations

import importlib
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summitry.foundation.values import dataclass
from summitry.testing.bench.deskpeople import Person
from summitry.testing.bench.deskserver import Server, Sitting

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

_WEIGHT = """() => performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
    .reduce((sum, each) => sum + each.encodedBodySize, 0)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page that stands there: after how many ms, and kB of it and all that it needs."""

    took: float
    weighs: float


class Browser:
    """A browser in which nothing is kept yet, signed in as somebody."""

    def __init__(self, page: Any, port: int) -> None:
        self._page = page
        self._home = f"http://localhost:{port}"

    def open(self, address: str) -> Opened:
        """Open a page and wait until all of it is there."""
        began = time.monotonic()
        self._page.goto(f"{self._home}{address}", wait_until="load", timeout=60_000)
        took = (time.monotonic() - began) * 1e3
        return Opened(took=took, weighs=self._page.evaluate(_WEIGHT) / 1e3)


@contextmanager
def browsing(port: int, cookies: Mapping[str, str]) -> Iterator[Browser]:
    """Open a browser with the cookies of somebody who has signed in."""
    with _page(port, cookies) as page:
        yield Browser(page, port)


@contextmanager
def officer_at(state: Path, folder: Path) -> Iterator[tuple[Any, str]]:
    """Serve a folder; yield a page of a browser in which an officer has signed in, and the desk's address."""
    server = Server(state, folder, workers=1)
    officer = Person(Sitting(name="officer", role="officer", marking="open"), server.port)
    server.prepare([officer.sitting])
    try:
        server.start()
        officer.sign_in()
        with _page(server.port, officer.session) as page:
            yield page, f"http://localhost:{server.port}"
    finally:
        server.stop()


@contextmanager
def _page(port: int, cookies: Mapping[str, str]) -> Iterator[Any]:
    sync = importlib.import_module("playwright.sync_api").sync_playwright
    with sync() as playwright:
        browser = playwright.chromium.launch(executable_path=_on_this_machine(), args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.add_cookies(
            [{"name": n, "value": v, "url": f"http://localhost:{port}"} for n, v in cookies.items()]
        )
        yield context.new_page()
        browser.close()


def _on_this_machine() -> str:
    """Where Chromium is."""
    found = next((w for n in ("chromium", "chromium-browser", "google-chrome") if (w := shutil.which(n))), "")
    if not found:
        raise SystemExit("No Chromium is installed: nobody can be timed without a browser.")
    return found
