"""Every sort of page can be used by everybody: axe finds nothing, in any light, on a phone, in the past, on
paper; and at 320 pixels nothing is lost.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.desk import browser as browsers

KOREA = Path(__file__).resolve().parents[2] / "examples" / "korea-2018"

PAGES = (
    "", "?meeting=summit", "tour", "?tour=1", "keys", "journal", "search/?q=pause", "compare?a=2018-03-09",
    "records/", "records/statement/", "records/statement/new", "records/relay/new", "r/chung-seoul",
    "r/kim-message", "r/chung-seoul/edit", "r/kim-message/edit", "r/test-pause-2018/edit",
    "relays/kim-message", "add/kim-message/hops", "add/kim-message/asked", "pledges/test-pause-2018",
    "lines/preconditions", "positions/options-march", "meetings/summit/clock", "meetings/summit/outcomes",
    "papers/", "papers/options-march/clearance", "findings/", "conflicts/", "conflict-new", "capture/",
    "show/relays/", "show/people/", "show/people/joel-wit", "show/channels/", "show/alternatives/",
    "show/alternatives/dprk-a", "show/cases/", "show/terms/denuclearization", "show/drafts/",
    "show/drafts/agreed-objective-draft", "show/decisions/", "show/decisions/accept-summit", "show/ledger/",
    "show/ledger/leap-day", "show/roadmaps/", "show/roadmaps/options-march", "show/objectives/summit",
    "show/ledger/leap-day?do=fate&row=leap-day/launch-pause-2012",
    "show/alternatives/?do=response&row=dprk-b", "show/decisions/accept-summit?do=consulted&row=state",
    "show/roadmaps/?do=roadmap&row=options-march",
    "show/roadmaps/?break=options-march/keep-pause", "show/people/?do=holders&row=ambassador-seoul",
    "show/drafts/agreed-objective-draft?do=held&row=agreed-objective-draft+b",
    "show/people/joel-wit?do=encounter", "lines/end-state?do=asked&row=nsc",
    "positions/options-march?do=position&row=jcs+options-march/talks-first",
    "meetings/summit/clock?do=done&row=korean-original", "pledges/test-pause-2018?do=readings",
    "relays/kim-message?do=asked",
    "show/risks/summit", "show/taskings/",
    "show/events/", "show/excerpts/", "show/tests/pause-kept",
)  # fmt: skip

WAYS = {
    "laptop": ({}, "", "screen"), "dark": ({"color_scheme": "dark"}, "", "screen"),
    "small": ({"viewport": {"width": 320, "height": 700}}, "", "screen"),
    "past": ({}, "on=2018-03-09", "screen"), "paper": ({}, "", "print"),
}  # fmt: skip
ABSENT_IN_THE_PAST = ("/new", "/edit", "add/", "outcomes", "conflict-new")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("served") / "talks"
    shutil.copytree(KOREA, copy)
    with browsers.served(tmp_path_factory.mktemp("state"), copy, "lund:secretariat:state") as address:
        yield address


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_everybody_can_use_it(chromium: Browser, desk: str, way: str) -> None:
    options, query, media = WAYS[way]
    page = browsers.signed_in(chromium, desk, "lund", **options)
    page.emulate_media(media=media)  # type: ignore[arg-type]
    wrong: dict[str, object] = {}
    for address in PAGES:
        if query and any(part in address for part in ABSENT_IN_THE_PAST):
            continue
        joined = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
        answer = page.goto(f"{desk}/talks/{joined}")
        if answer is None or (answer.status == 404 and query):
            continue  # what was not known yet on that day
        assert answer.status == 200, joined
        found = Axe().run(page).response["violations"]
        told = [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if told or (wide > 0 and media == "screen"):
            wrong[address] = (told, wide)
    assert wrong == {}
