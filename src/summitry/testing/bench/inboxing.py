"""Seconds an event takes on the desk's inbox page: a scripted user in a real browser.

Twelve happenings of one to three reports each stand in the inbox of the first example. The user reads the
heading, says in a few words what happened at the pace of a quick typist, and accepts: six by keys alone, six
by mouse. What is measured is the time from the first key (or click) until the page says that it is filed.
"""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from summitry.dossier.kinds import Event
from summitry.secretariat.opening import load
from summitry.secretariat.watching import Marks, taking_in
from summitry.testing.bench.capturing import HAND, TYPING
from summitry.testing.bench.deskbrowser import officer_at
from summitry.testing.bench.figures import Figure

SECONDS = 10.0
CAME = date(2018, 3, 12)
TOLD = (
    ("Envoys of North Korea reach Seoul by train", "Five envoys of North Korea came to Seoul by train."),
    ("Missile launch is reported off Wonsan", "North Korea launched a ballistic missile off Wonsan."),
    ("Abe telephones Trump about the summit", "Shinzo Abe telephoned Donald Trump about the summit."),
    ("Mattis speaks of the spring exercises", "James Mattis said that the exercises begin on 1 April."),
    ("Inspectors ask for access to Yongbyon", "The agency asked for access to the reactor at Yongbyon."),
    ("Sanctions on shipping firms are announced", "The Treasury put sanctions on 27 shipping firms."),
    ("Moon names his delegation for April", "Moon Jae-in named the delegation for the meeting of April."),
    ("Border talks are held at Panmunjom", "Officers of both sides met at Panmunjom for an hour."),
    ("Release of a prisoner is asked for", "The State Department asked for the release of a prisoner."),
    ("Beijing receives an envoy of Seoul", "Xi Jinping received the envoy of Seoul in Beijing."),
    ("Swedish minister offers a place to meet", "The minister said that Stockholm would be at hand."),
    ("Loudspeakers fall silent at the border", "The loudspeakers at the border were turned off."),
)  # fmt: skip


def inboxing(scratch: Path, example: Path) -> list[Figure]:
    """Measure seconds an accepted event, by keyboard and by mouse."""
    folder = scratch / "talks"
    shutil.copytree(example, folder)
    _arrive(folder, scratch)
    before = len(load(folder).ids(Event.kind))
    with officer_at(scratch / "desk", folder) as (page, address):
        page.goto(f"{address}/talks/inbox")
        half = len(TOLD) // 2
        keyboard = [_by_keys(page) for _ in range(half)]
        mouse = [_by_mouse(page) for _ in range(half)]
    assert len(load(folder).ids(Event.kind)) == before + len(TOLD)
    return [
        Figure(name=f"an event accepted by {how}, the longest of {len(runs)}", unit="s", runs=(max(runs),),
               limit=SECONDS)
        for how, runs in (("keyboard", keyboard), ("mouse", mouse))
    ]  # fmt: skip


def _arrive(folder: Path, scratch: Path) -> None:
    entries = "".join(
        f"<item><title>{escape(title)}</title><source url='x'>Paper {at}-{copy}</source>"
        f"<pubDate>Mon, 12 Mar 2018 0{copy}:00:00 GMT</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for at, (title, text) in enumerate(TOLD) for copy in range(1 + at % 3)
    )  # fmt: skip
    path = scratch / "feed.xml"
    path.write_text(f"<rss version='2.0'><channel><title>Papers</title>{entries}</channel></rss>", "utf-8")
    list(taking_in(folder, [path], Marks(came=CAME)))


def _by_keys(page: Any) -> float:
    began = time.monotonic()
    page.keyboard.press("a")
    page.wait_for_timeout(4 * TYPING)
    page.keyboard.type("This happened, as told", delay=TYPING)
    page.keyboard.press("Enter")
    page.locator(".said", has_text="Filed").first.wait_for()
    return time.monotonic() - began


def _by_mouse(page: Any) -> float:
    """By mouse the proposals are taken as they stand, but for the day."""
    began = time.monotonic()
    time.sleep(HAND)
    page.click("#f-day")
    page.keyboard.type("12 March 2018", delay=TYPING)
    time.sleep(HAND)
    page.click("button[value=accept]")
    page.locator(".said", has_text="Filed").first.wait_for()
    return time.monotonic() - began
