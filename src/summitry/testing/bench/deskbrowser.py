"""Pages of a measured desk in a real browser: how long until they stand there, and what they weigh."""

from __future__ import annotations

import importlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from summitry.foundation.values import dataclass
from summitry.testing.bench.capturing import ARGUMENTS, browser_on_this_machine

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
    sync = importlib.import_module("playwright.sync_api").sync_playwright
    with sync() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_on_this_machine(), args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.add_cookies(
            [{"name": n, "value": v, "url": f"http://localhost:{port}"} for n, v in cookies.items()]
        )
        yield Browser(context.new_page(), port)
        browser.close()
