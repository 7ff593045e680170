"""``summitry.show``: a view as a value that a notebook renders."""

import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import summitry
from summitry.book.sections import VIEWS
from summitry.book.sections.view import NotToBeShown, View

PROJECT = Path(__file__).parents[2]
KOREA = PROJECT / "examples" / "korea-2018"


@pytest.fixture(scope="module")
def korea() -> summitry.Dossier:
    return summitry.load(KOREA).as_of(date(2018, 3, 12))


class Frames(HTMLParser):
    """The page inside an iframe, unescaped."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.pages.append(dict(attrs)["srcdoc"] or "")


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_a_notebook_shows_the_page_of_the_command_line(korea: summitry.Dossier, view: View) -> None:
    shown = summitry.show(korea, view.name)
    frames = Frames()
    frames.feed(shown._repr_html_())
    assert frames.pages == [shown.html()]
    assert repr(shown) == f"<Shown {view.name}: {shown.section.title}>"
    assert shown.result == view.result(korea, "")


def test_something_may_be_supposed(korea: summitry.Dossier) -> None:
    tried = summitry.show(korea, "pledges", "test-pause-2018", try_=["satellite-launch-vehicle=in"])
    assert "with satellite launches in" in tried.section.title
    assert "moved" in summitry.show(korea, "countdown", move="summit=2018-06-12").section.kicker
    assert summitry.show(korea, "events", merges=True).result.lists


def test_what_is_not_there_is_answered(korea: summitry.Dossier) -> None:
    for words, says in (
        (("relay",), "no view"),
        (("relays", "nothing"), 'nothing called "nothing"'),
    ):
        with pytest.raises(NotToBeShown, match=says):
            summitry.show(korea, *words)
    with pytest.raises(NotToBeShown, match="does not know move"):
        summitry.show(korea, "relays", move="summit=2018-06-12")


def test_showing_imports_nothing_heavy() -> None:
    code = (
        "import datetime, sys, summitry;"
        f"d = summitry.load({str(KOREA)!r}).as_of(datetime.date(2018, 3, 12));"
        "summitry.show(d, 'relays')._repr_html_();"
        "print([m for m in ('rich', 'click', 'numpy', 'django', 'typst', 'altair') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip
    assert result.stdout.strip() == "[]"
