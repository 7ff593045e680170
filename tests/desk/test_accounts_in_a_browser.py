"""What comes in, what is watched, and every page of an account can be used by everybody: axe finds nothing,
in light and dark and on a phone, also while a page says what is wrong or shows something once."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.desk import browser as browsers
from tests.desk.test_inbox import REPORTS, SAID, TEST, feed
from tests.desk.test_passkeys import with_a_device

from summitry.secretariat.watching import Marks, taking_in

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"
WAYS = {
    "laptop": {}, "phone": {"viewport": {"width": 390, "height": 844}}, "dark": {"color_scheme": "dark"},
}  # fmt: skip

OFFICER = (
    "talks/alarms", "talks/alarms?on=2018-03-09", "talks/monitors", "talks/monitors/test-pause-2018",
    "talks/monitors/satellite-notice", "talks/digests", "talks/digests?on=2018-03-09", "talks/inbox",
    "talks/findings/", "talks/findings/?sort=grave&kind=relay", "talks/findings/?on=2018-03-09",
    "talks/inbox?show=touching", "talks/inbox/done", "talks/inbox/take", "talks/import", "account/",
    "account/second-step", "account/tokens", "account/notices", "api/",
)  # fmt: skip
ADMINISTRATOR = ("accounts/", "accounts/journal", "account/", "account/second-step", "account/tokens", "")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = tmp_path_factory.mktemp("served")
    copy = made / "talks"
    shutil.copytree(KOREA, copy)
    for n, rows in enumerate((REPORTS, (SAID,), (TEST,))):
        list(taking_in(copy, [feed(made / f"{n}.xml", *rows)], Marks(came=date(2018, 3, 9 + n))))
    accounts = ("reyes:officer:state", "mori:administrator:state", "okafor:secretariat:")
    accounts += tuple(f"way{n}:officer:state" for n in range(len(WAYS)))
    with browsers.served(tmp_path_factory.mktemp("state"), copy, *accounts) as address:
        yield address


def wrong_on(page: Page) -> list[object]:
    """What axe finds on a page, and by how much it is wider than the screen."""
    found = Axe().run(page).response["violations"]
    told: list[object] = [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*told, *([f"wider by {wide}"] if wide > 0 else [])]


@pytest.mark.parametrize("way", WAYS)
def test_everybody_can_use_them(chromium: Browser, desk: str, way: str) -> None:
    wrong: dict[str, object] = {}
    for name, addresses in (("reyes", OFFICER), ("mori", ADMINISTRATOR)):
        page = browsers.signed_in(chromium, desk, name, **WAYS[way])
        for address in addresses:
            answer = page.goto(f"{desk}/{address}")
            assert answer is not None and answer.status == 200, address
            if told := wrong_on(page):
                wrong[f"{name}: {address}"] = told
    assert wrong == {}


def _wrong_password(page: Page, desk: str, name: str) -> Iterator[str]:
    page.goto(f"{desk}/sign-in")
    yield "to sign in"
    page.fill("#id_username", name)
    page.fill("#id_password", "not this")
    page.press("#id_password", "Enter")
    page.wait_for_selector("[role=alert]")
    yield "a wrong password"


def _second_step(page: Page, desk: str, name: str) -> Iterator[str]:
    page.goto(f"{desk}/account/second-step")
    with_a_device(page)
    page.fill("#code", "000000")
    page.fill("#pw-code", browsers.PASSWORD)
    page.click("text=Set up codes")
    page.wait_for_selector(".fault")
    yield "a wrong code"
    page.fill("#called-passkey", "Laptop")
    page.fill("#pw-passkey", browsers.PASSWORD)
    page.click("text=Set up a passkey")
    page.wait_for_selector(".spare")
    yield "recovery codes, shown once"
    page.goto(f"{desk}/account/second-step")
    yield "a passkey that is set up"
    page.goto(f"{desk}/account/")
    yield "the account with it"
    page.click("text=Sign out")
    page.fill("#id_username", name)
    page.fill("#id_password", browsers.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/second-step**")
    yield "the second step of signing in"


def _tokens(page: Page, desk: str, name: str) -> Iterator[str]:
    page.goto(f"{desk}/account/tokens")
    page.fill("main form input[name=called]", "A program of mine")
    page.fill("main form input[type=password]", browsers.PASSWORD)
    page.click("main form button.first, main form button.do")
    page.wait_for_load_state()
    yield "a token, shown once"
    page.goto(f"{desk}/account/tokens")
    yield "a token that is there"


def _password(page: Page, desk: str, name: str) -> Iterator[str]:
    page.goto(f"{desk}/account/password")
    yield "another password"


STATES: tuple[Callable[[Page, str, str], Iterator[str]], ...] = (_password, _tokens, _second_step)


@pytest.mark.parametrize("way", WAYS)
def test_and_what_a_page_shows_once_or_finds_wrong(chromium: Browser, desk: str, way: str) -> None:
    wrong: dict[str, object] = {}
    name = f"way{list(WAYS).index(way)}"
    fresh = chromium.new_context(**{"viewport": {"width": 1366, "height": 768}, **WAYS[way]}).new_page()  # type: ignore[arg-type]
    for says in _wrong_password(fresh, desk, name):
        if told := wrong_on(fresh):
            wrong[says] = told
    page = browsers.signed_in(chromium, desk, name, **WAYS[way])
    for state in STATES:
        for says in state(page, desk, name):
            if told := wrong_on(page):
                wrong[says] = told
    assert wrong == {}


@pytest.mark.parametrize("way", WAYS)
def test_and_what_an_administrator_does(chromium: Browser, desk: str, way: str) -> None:
    wrong: dict[str, object] = {}
    page = browsers.signed_in(chromium, desk, "mori", **WAYS[way])
    page.goto(f"{desk}/accounts/")
    page.fill("#new-username", f"new-{way}")
    page.fill("#new-name", "Somebody with quite a long name, of the Mission to the United Nations")
    page.click("text=Make it")
    page.wait_for_selector(".said, .fault")
    if told := wrong_on(page):
        wrong["a new account, its password shown once"] = told
    page.fill("#new-username", f"new-{way}")
    page.click("text=Make it")
    page.wait_for_selector(".said, .fault")
    if told := wrong_on(page):
        wrong["a name that is taken"] = told
    page.locator(f"#a-new-{way} summary").click()
    if told := wrong_on(page):
        wrong["acts on an account"] = told
    assert wrong == {}
