"""Seconds a fact takes on the desk's capture page: a scripted user in a real browser, on real documents.

Twelve documents are cut from the public collections: telegrams and memoranda of FRUS, a PDF, New Year
addresses. In each the user goes to a sentence, says what it is, fills what is not proposed at the pace of a
quick typist, and files it: once by keys alone, once by mouse. What is measured is the time from the first
key (or click) until the page says that it is filed.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summitry.secretariat.importing import Incoming, Wishes, importing
from summitry.secretariat.opening import load
from summitry.testing.bench.deskbrowser import officer_at
from summitry.testing.bench.figures import Figure

KEYBOARD, MOUSE, FINDINGS = 10.0, 30.0, 0.3
TYPING = 90
"""Milliseconds between two letters: some 130 words a minute, a quick typist."""
HAND = 0.6
"""Seconds between two moves of the mouse."""

VOLUME = "frus1964-68v07"
PARTS = 7
"""How many documents of the volume are taken, evenly over it, of those with a dozen passages or more."""
YEARS = ("1972", "1991", "2000", "2013")
PDF = "diplomatic-pdf/memcon_2019-07-25_declassified.pdf"


def capturing(scratch: Path, data: Path, example: Path) -> list[Figure]:
    """Measure seconds a fact by keyboard and by mouse, and how soon findings follow the typing."""
    folder = scratch / "talks"
    names = _documents(folder, data, example.parent / "paris-1968")
    with officer_at(scratch / "desk", folder) as (page, address):
        keyboard, findings = zip(*(_by_keys(page, address, name) for name in names), strict=True)
        mouse = [_by_mouse(page, address, name) for name in names]
    return [
        *_figures("a fact by keyboard", keyboard, KEYBOARD), *_figures("a fact by mouse", mouse, MOUSE),
        *_figures("findings after the last key", findings, FINDINGS),
    ]  # fmt: skip


def _documents(folder: Path, data: Path, paris: Path) -> list[str]:
    """A dossier that holds the twelve; return how they are named."""
    shutil.copytree(paris, folder)
    files = [data / PDF, *(data / "dprk-new-year-addresses" / "txt" / f"{year}.txt" for year in YEARS)]
    incoming = [Incoming(path=f, shown=f.name) for f in files]
    made = [a.document for a in importing(folder, incoming, Wishes(learned="1968-10-01")) if a.document]
    held = load(folder).held(VOLUME)
    assert held is not None
    long = [p.id for p in held.parts if p.kind == "document" and len(held.of_part(p)) >= 12]
    return [*(f"{VOLUME}/{long[at * len(long) // PARTS]}" for at in range(PARTS)), *made]


def _figures(name: str, seconds: Iterable[float], limit: float) -> tuple[Figure, Figure]:
    """The twelve, and the longest of them by itself: every one is to be within the limit."""
    runs = tuple(seconds)
    return (
        Figure(name=f"{name}, {len(runs)} documents", unit="s", runs=runs, limit=limit),
        Figure(name=f"{name}, the longest", unit="s", runs=(max(runs),), limit=limit),
    )


def _opened(page: Any, address: str, name: str) -> None:
    page.goto(f"{address}/talks/capture/{name}")


def _by_keys(page: Any, address: str, name: str) -> tuple[float, float]:
    """File the fourth sentence as a statement, by keys alone; the seconds, and those until findings came."""
    _opened(page, address, name)
    began = time.monotonic()
    for _ in range(4):
        page.keyboard.press("j")
        page.wait_for_timeout(120)
    page.keyboard.press("1")
    page.wait_for_selector("#f-by")
    findings = _typed(page, "#f-by", "Harriman")
    if page.locator("#f-said").count():
        page.locator("#f-said").focus()
        page.keyboard.type("1 January 1968", delay=TYPING)
    page.keyboard.press("Enter")
    page.locator("#filed .did", has_text="Filed").wait_for()
    return time.monotonic() - began, findings


def _typed(page: Any, field: str, words: str) -> float:
    """Type into a field; the seconds from its last key until the check has answered."""
    page.locator(field).focus()
    if page.input_value(field):
        page.locator(field).press("ControlOrMeta+a")
    page.keyboard.type(words[:-1], delay=TYPING)
    page.wait_for_timeout(4 * TYPING)
    began = time.monotonic()
    with page.expect_response(lambda answer: "/capture-check/" in answer.url):
        page.keyboard.press(words[-1])
    return time.monotonic() - began


def _by_mouse(page: Any, address: str, name: str) -> float:
    """File the sixth sentence as an event by mouse, with words typed only where they must be."""
    _opened(page, address, name)
    began = time.monotonic()
    sentences = page.locator("a.s")
    time.sleep(HAND)
    sentences.nth(min(5, sentences.count() - 1)).click()
    page.locator("#filing .kinds").wait_for()
    time.sleep(HAND)
    page.click('[data-kind="event"]')
    page.wait_for_selector("#f-says")
    time.sleep(HAND)
    page.click("#f-says")
    page.keyboard.type("the two delegations met", delay=TYPING)
    if not page.input_value("#f-on"):
        time.sleep(HAND)
        page.click("#f-on")
        page.keyboard.type("1 January 1968", delay=TYPING)
    time.sleep(HAND)
    page.click("#filing .acts button[name=file]")
    page.locator("#filed .did", has_text="Filed").wait_for()
    return time.monotonic() - began
