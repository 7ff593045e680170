"""The inbox by keys and by mouse, in a real browser; without Chromium these tests fail."""

import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.desk import browser as browsers
from tests.desk.test_inbox import REPORTS, SAID, TEST, feed

from summitry.dossier.kinds import Event
from summitry.folder.load import load
from summitry.secretariat.watching import Marks, taking_in

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
ODD = ("Wire Z", "Кim sends a letter", "A letter was sent. " * 60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("served")
    copy = made / "talks"
    shutil.copytree(KOREA, copy)
    for n, rows in enumerate((REPORTS, (SAID,), (TEST, ODD))):
        list(taking_in(copy, [feed(made / f"{n}.xml", *rows)], Marks(came=date(2018, 3, 9 + n))))
    return copy


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browsers.served(tmp_path_factory.mktemp("state"), folder, "reyes:officer:state") as address:
        yield f"{address}/talks"


def at(chromium: Browser, desk: str, page: str, **options: object) -> tuple[Page, list[str]]:
    found = browsers.signed_in(chromium, desk.rpartition("/")[0], "reyes", **options)
    wrong = browsers.complaints(found)
    found.goto(f"{desk}/{page}")
    return found, wrong


def test_by_keys_alone(chromium: Browser, desk: str, folder: Path) -> None:
    page, wrong = at(chromium, desk, "inbox")
    for key in ("1", "s"):
        page.keyboard.press(key)
    expect(page.locator(".said")).to_contain_text("Held apart")
    page.keyboard.press("m")
    expect(page.locator("#merge button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Put together")
    began = time.monotonic()
    page.keyboard.press("a")
    page.keyboard.type("Envoys are to visit", delay=20)
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Filed: Envoys are to visit")
    assert time.monotonic() - began < 10
    assert [e for e in load(folder).all(Event) if e.title == "Envoys are to visit"]
    page.keyboard.press("x")
    expect(page.locator(".said")).to_contain_text("Ignored")
    page.keyboard.press("t")
    expect(page.locator("#attach button, #attach input").first).to_be_focused()
    page.keyboard.press("Escape")
    for _ in range(2):
        page.locator("h1").click()
        page.keyboard.press("u")
        page.wait_for_load_state()
        expect(page.locator(".said")).to_contain_text("Taken back:")
    assert not [e for e in load(folder).all(Event) if e.title == "Envoys are to visit"]
    there = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != there)
    assert wrong == []


def test_by_mouse_alone(chromium: Browser, desk: str, folder: Path) -> None:
    page, wrong = at(chromium, desk, "inbox")
    began = time.monotonic()
    page.click("button[value=accept]")
    expect(page.locator(".said")).to_contain_text("Filed")
    assert time.monotonic() - began < 10
    page.click(".filed li:first-child button")
    expect(page.locator(".said")).to_contain_text("Taken back.")
    assert wrong == []


def test_without_script(chromium: Browser, desk: str) -> None:
    page, _ = at(chromium, desk, "inbox", java_script_enabled=False)
    page.click("#attach summary")
    page.click("#attach button >> nth=0")
    assert "Added to" in page.inner_text(".said")
    page.click(".filed li:first-child button")
    assert "Taken back." in page.inner_text(".said")


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": {"width": 390, "height": 844}}, {"color_scheme": "dark"}],
    ids=["laptop", "phone", "dark"],
)
def test_everybody_can_use_it(chromium: Browser, desk: str, options: dict[str, object]) -> None:
    page, wrong = at(chromium, desk, "inbox", **options)
    for address in ("inbox", "inbox?show=touching", "inbox/done", "inbox/take", "inbox?on=2018-03-09"):
        page.goto(f"{desk}/{address}")
        for summary in page.locator("main details summary").all():
            summary.click()
        found = Axe().run(page).response["violations"]
        assert found == [], (address, [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found])
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is wider than the screen by {wide}"
    assert wrong == []
