"""An element dragged to a telling in a real browser: by mouse, by finger, by keys, and without script."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument
from tests.desk import browser as browsers

from summitry.dossier.kinds import Relay
from summitry.dossier.kinds.relays import Carry
from summitry.folder.load import load

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
HOP = "pompeo-11-march"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("served") / "korea"
    shutil.copytree(KOREA, copy)
    return copy


@pytest.fixture(scope="module")
def desk(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    state = tmp_path_factory.mktemp("state")
    with browsers.served(state, folder, "reyes:officer:state", "hall:reader:") as address:
        yield f"{address}/korea"


def at(chromium: Browser, desk: str, name: str = "reyes", **options: object) -> tuple[Page, list[str]]:
    found = browsers.signed_in(chromium, desk.rpartition("/")[0], name, **options)
    wrong = browsers.complaints(found)
    found.goto(f"{desk}/relays/kim-message")
    return found, wrong


def carried(folder: Path) -> dict[str, Carry]:
    relay = load(folder).of(Relay, "kim-message")
    assert relay is not None
    return dict(next(h for h in relay.hops if h.id == HOP).carries)


def taken_back(page: Page, folder: Path) -> None:
    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Taken back:")
    assert set(carried(folder)) == {"cvid"}


def middle(page: Page, what: str) -> tuple[float, float]:
    page.locator(what).first.scroll_into_view_if_needed()
    box = page.locator(what).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_by_mouse(chromium: Browser, desk: str, folder: Path) -> None:
    page, wrong = at(chromium, desk)
    page.hover('[data-lift="pause"]')
    page.mouse.down()
    row = page.locator('[data-lift="pause"]').bounding_box()
    there = page.locator(f'thead [data-hop="{HOP}"]').bounding_box()
    assert row is not None and there is not None
    page.mouse.move(there["x"] + 20, row["y"] + 4, steps=5)
    expect(page.locator(f'tbody td.over[data-hop="{HOP}"]').first).to_be_visible()
    expect(page.locator("#carry-said")).to_have_text("Over Mike Pompeo, 11 March 2018.")
    expect(page.locator(".ghost")).to_contain_text("No nuclear or missile tests")
    seoul = page.locator('tbody td[data-hop="seoul"]').first
    assert "taken" in (seoul.get_attribute("class") or ""), "it carries it in words already"
    page.mouse.up()
    expect(page.locator(".said")).to_contain_text("Its words are not on record yet.")
    assert carried(folder)["pause"].words == ""
    page.check("#carry input[name=take]")
    page.click("#carry button.first")
    expect(page.locator(".said")).to_have_text(
        "Filed: Mike Pompeo, 11 March 2018 carries “no nuclear or missile tests”."
    )
    assert carried(folder)["pause"].words == "complete, verifiable, irreversible denuclearization"
    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Taken back:")
    taken_back(page, folder)
    assert wrong == []


def test_what_is_let_go_elsewhere_or_where_it_is_told_already_stays(
    chromium: Browser, desk: str, folder: Path
) -> None:
    page, wrong = at(chromium, desk)
    before = (folder / "relay-kim-message.yaml").read_bytes()
    for hop in ("seoul", ""):
        page.hover('[data-lift="pause"]')
        page.mouse.down()
        row = page.locator('[data-lift="pause"]').bounding_box()
        assert row is not None
        there = page.locator(f'thead [data-hop="{hop}"]').bounding_box() if hop else row
        assert there is not None
        page.mouse.move(there["x"] + 30, row["y"] + 8, steps=5)
        page.mouse.up()
        says = "Chung Eui-yong, 6 March 2018 carries it already." if hop else "Left as it was."
        expect(page.locator("#carry-said")).to_have_text(says)
    assert page.locator(".lifting, .ghost, .target").count() == 0
    assert (folder / "relay-kim-message.yaml").read_bytes() == before
    assert wrong == []


def test_by_keys_alone(chromium: Browser, desk: str, folder: Path) -> None:
    page, wrong = at(chromium, desk)
    page.focus('[data-lift="pause"] [data-grip]')
    page.keyboard.press("Enter")
    expect(page.locator("#carry-said")).to_contain_text("Lifted: No nuclear or missile tests. Arrows choose")
    assert page.get_attribute('[data-lift="pause"] [data-grip]', "aria-pressed") == "true"
    found = Axe().run(page).response["violations"]
    assert found == [], [v["id"] for v in found]
    page.keyboard.press("ArrowRight")
    expect(page.locator("#carry-said")).to_contain_text("carries it already")
    page.keyboard.press("Escape")
    expect(page.locator("#carry-said")).to_have_text("Left as it was.")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#carry-said")).to_have_text("Over Mike Pompeo, 11 March 2018.")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Filed: Mike Pompeo")
    assert "pause" in carried(folder)
    taken_back(page, folder)
    assert wrong == []


def test_by_finger(chromium: Browser, desk: str, folder: Path) -> None:
    page, wrong = at(chromium, desk, has_touch=True, viewport={"width": 1400, "height": 900})
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    x, y = middle(page, '[data-lift="pause"] [data-grip]')
    there = page.locator(f'thead [data-hop="{HOP}"]').bounding_box()
    assert there is not None
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x + (there["x"] + 20 - x) * step / 8, y))
    expect(page.locator("#carry-said")).to_have_text("Over Mike Pompeo, 11 March 2018.")
    touch("touchEnd")
    expect(page.locator(".said")).to_contain_text("Filed: Mike Pompeo")
    taken_back(page, folder)
    page.tap('[data-lift="pause"] [data-grip]')
    page.tap(f'tbody td[data-hop="{HOP}"] >> nth=3')
    expect(page.locator(".said")).to_contain_text("Filed: Mike Pompeo")
    taken_back(page, folder)
    assert wrong == []


def test_on_a_narrow_screen_what_is_lifted_stays_in_sight(chromium: Browser, desk: str) -> None:
    page, wrong = at(chromium, desk, viewport={"width": 1000, "height": 800})
    page.focus('[data-lift="pause"] [data-grip]')
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    for what in ('[data-lift="pause"]', f'[data-lift="pause"] ~ [data-hop="{HOP}"]', "#carry-said"):
        expect(page.locator(what)).to_be_in_viewport()
    page.keyboard.press("Escape")
    assert wrong == []


def test_without_script(chromium: Browser, desk: str, folder: Path) -> None:
    page, _ = at(chromium, desk, java_script_enabled=False)
    assert page.locator("[data-grip]:visible").count() == 0
    page.click("#carry > summary")
    page.select_option("#carry-element", "pause")
    page.select_option("#carry-hop", HOP)
    page.fill("#carry-words", "no more tests")
    page.click("#carry button.first")
    assert "Filed: Mike Pompeo" in page.inner_text(".said")
    assert carried(folder)["pause"].words == "no more tests"
    page.click(".undo button")
    assert set(carried(folder)) == {"cvid"}


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": {"width": 390, "height": 844}}, {"color_scheme": "dark"}],
    ids=["laptop", "phone", "dark"],
)
def test_everybody_can_use_it(chromium: Browser, desk: str, options: dict[str, object]) -> None:
    for name in ("reyes", "hall"):
        page, wrong = at(chromium, desk, name, **options)
        if name == "reyes":
            page.click("#carry > summary")
            page.click("#carry .more summary")
        found = Axe().run(page).response["violations"]
        assert found == [], [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        assert (page.locator("#carry").count() == 1) == (name == "reyes")
        assert wrong == []


def test_on_paper_the_whole_table_is_one_sheet(chromium: Browser, desk: str, tmp_path: Path) -> None:
    page, _ = at(chromium, desk, "hall")
    page.pdf(path=tmp_path / "relay.pdf", prefer_css_page_size=True)
    with closing(PdfDocument(tmp_path / "relay.pdf")) as paper:
        width, height = paper[0].get_size()
        told = " ".join(paper[0].get_textpage().get_text_bounded().split())
    assert width > height
    elements = page.locator(".relay tbody th").all_inner_texts()
    assert len(elements) > 12
    assert [each for each in elements if " ".join(each.split()[-2:]) not in told] == []
