"""A fact is noted in the row it is about by keyboard alone, in seconds, without leaving the page."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.desk import browser as browsers

from summitry.dossier.kinds import Indicator
from summitry.folder.load import load

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("served") / "talks"
    shutil.copytree(KOREA, copy)
    return copy


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browsers.served(tmp_path_factory.mktemp("state"), folder, "reyes:officer:state") as address:
        yield f"{address}/talks"


def looks(folder: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    record = load(folder).of(Indicator, "exercise-protest")
    assert record is not None
    return [(s.result, s.on.text if s.on is not None else "", s.source) for s in record.seen]


def opened(page: Page, desk: str) -> None:
    page.goto(f"{desk}/show/alternatives/dprk-d")
    for _ in range(6):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.textContent") == "Record a look":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".inplace")


def test_a_look_is_noted_and_taken_back_by_keys_alone(chromium: Browser, desk: str, folder: Path) -> None:
    page = browsers.signed_in(chromium, desk.rpartition("/")[0], "reyes")
    wrong, before, began = browsers.complaints(page), looks(folder), time.monotonic()
    opened(page, desk)
    assert page.evaluate("document.activeElement.name") == "result", "the cursor stands in the first blank"
    assert "row=exercise-protest" in page.url
    form = page.locator(".inplace").bounding_box()
    assert form is not None and form["y"] >= 0 and form["y"] + form["height"] <= 768, "all of it is in sight"
    page.keyboard.type("not s")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("No word on the exercises today")
    expect(page.locator("#soon")).to_contain_text("The check")
    page.keyboard.press("Tab")
    page.keyboard.type("essay p. 1")
    page.keyboard.press("Enter")
    page.wait_for_selector(".said")
    assert time.monotonic() - began < 30
    assert "/show/alternatives/dprk-d" in page.url and "do=" not in page.url
    assert looks(folder) == [*before, ("not seen", "2018-03-12", ("essay p. 1",))]
    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Taken back:")
    assert looks(folder) == before
    assert wrong == []


def test_what_was_typed_in_a_row_outlives_leaving_it(chromium: Browser, desk: str, folder: Path) -> None:
    page = browsers.signed_in(chromium, desk.rpartition("/")[0], "reyes")
    before = looks(folder)
    opened(page, desk)
    page.fill(".inplace [name=says]", "two ships stay away")
    expect(page.locator(".keptline")).to_contain_text("Your text is kept")
    page.press(".inplace [name=says]", "Escape")
    page.wait_for_selector(".unsaved")
    assert page.locator(".inplace").count() == 0 and "do=" not in page.url
    page.click(".unsaved button[name=restore]")
    expect(page.locator(".inplace [name=says]")).to_have_value("two ships stay away")
    page.goto(f"{desk}/show/alternatives/dprk-d")
    page.click(".unsaved button[name=discard]")
    assert page.locator(".unsaved").count() == 0
    assert looks(folder) == before


def test_without_script_the_row_files_too(chromium: Browser, desk: str, folder: Path) -> None:
    page = browsers.signed_in(chromium, desk.rpartition("/")[0], "reyes", java_script_enabled=False)
    page.goto(f"{desk}/show/alternatives/dprk-d")
    before = looks(folder)
    page.click(".rowacts a >> text=Record a look")
    page.select_option(".inplace [name=result]", "unclear")
    page.click(".inplace button.first")
    assert "Take it back" in page.inner_text(".said")
    assert looks(folder)[-1][0] == "unclear"
    page.click(".said button")
    assert "Taken back:" in page.inner_text(".said")
    assert looks(folder) == before
