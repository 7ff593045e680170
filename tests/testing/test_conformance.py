"""A team's own section: the worked example of the how-to passes the suite, and each fault fails it."""

import itertools
import os
import re
import subprocess
import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from summitry.book.blocks import Cell, Column, Paragraph, Section, Sentence, Table, Trace
from summitry.book.volume.build import build
from summitry.book.volume.plan import CannotBeMade, Made, Order, Planned, meetings_of
from summitry.book.volume.proof import prove
from summitry.book.volume.web import html
from summitry.dossier.kinds import Encounter, Person
from summitry.secretariat import plugins
from summitry.secretariat.bookmaking import book
from summitry.testing.conformance import SectionConformance

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "docs" / "how-to" / "write-a-section.md").read_text(encoding="utf-8")
SOURCE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
KOREA = PROJECT / "examples" / "korea-2018"
TEXTS = {
    "visits.yaml": "people: [{id: a, name: Anna}]\n"
    "encounters: [{id: v1, who: [a], on: 2018-03-01, about: Trains}]"
}


def example() -> Planned:
    """The section of the how-to, from its own text."""
    module = types.ModuleType("visits")
    exec(SOURCE, module.__dict__)
    planned = module.__dict__["VISITS"]
    assert isinstance(planned, Planned)
    return planned


class TestTheExample(SectionConformance):
    section = example()
    texts = TEXTS


# --- each promise can be broken, and the suite sees it ---------------------------------------------


def trace(record: Encounter | Person) -> tuple[Trace, ...]:
    return (Trace(record=record.id, place=record.where()),)


def one(*sentences: Sentence) -> Section:
    return Section(kicker="Ours", title="Ours", blocks=(Paragraph(sentences),))


def untraced(order: Order) -> Iterator[Made]:
    yield one(*(Sentence(e.about or "…", "drafted") for e in order.dossier.all(Encounter)))


def leaks(order: Order) -> Iterator[Made]:
    every = [r for r in order.dossier.whole.records if isinstance(r, Encounter)]
    yield one(Sentence(f"Encounters: {len(every)}.", traces=trace(every[0]) if every else ()))


def unmarked(order: Order) -> Iterator[Made]:
    open_ = [e for e in order.dossier.all(Encounter) if not e.marking]
    for e in order.dossier.all(Encounter):
        yield one(Sentence(order.dossier.title(e.id), traces=trace(open_[0])))


OTHERWISE_EACH_TIME = itertools.count()


def by_chance(order: Order) -> Iterator[Made]:
    yield one(Sentence(f"{next(OTHERWISE_EACH_TIME)}", "template"))


def ahead(order: Order) -> Iterator[Made]:
    count = sum(isinstance(r, Encounter) for r in order.dossier.whole.records)
    yield one(Sentence(f"{count}", "template"))


def alters(order: Order) -> Iterator[Made]:
    for e in order.dossier.all(Encounter):
        object.__setattr__(e, "about", "Nothing at all")
        yield one(Sentence("Done.", "template"))


def trips(order: Order) -> Iterator[Made]:
    yield one(Sentence(next(iter(order.dossier.all(Encounter))).about, "template"))


def mumbles(order: Order) -> Iterable[Made]:
    raise CannotBeMade("nothing")


@pytest.mark.parametrize(
    ("make", "test"),
    [
        (untraced, "every_sentence_leads_to_where_it_comes_from"),
        (leaks, "a_narrowed_copy_tells_nothing_of_what_is_withheld"),
        (unmarked, "words_keep_their_marking"),
        (by_chance, "the_same_dossier_gives_the_same_bytes"),
        (ahead, "an_earlier_day_does_not_know_what_comes_later"),
        (alters, "it_leaves_the_dossier_as_it_is"),
        (trips, "it_copes_with_an_empty_dossier"),
        (mumbles, "it_copes_with_an_empty_dossier"),
        (lambda order: (), "it_has_something_to_say"),
    ],
)
def test_the_suite_sees_what_is_wrong(make, test: str) -> None:  # type: ignore[no-untyped-def]
    class Faulty(SectionConformance):
        section = Planned(name="ours", kicker="Ours", title="Ours", make=make)
        texts = TEXTS

    with pytest.raises((AssertionError, StopIteration, RuntimeError)):
        getattr(Faulty(), f"test_{test}")()


def test_the_suite_sees_a_name_that_is_taken() -> None:
    class Faulty(SectionConformance):
        section = Planned(name="pledges", kicker="Ours", title="Ours", make=lambda order: ())

    with pytest.raises(AssertionError, match="name of a section of Summitry's"):
        Faulty().test_it_has_a_name_of_its_own()


# --- a section that fails leaves the rest as it is ---------------------------------------------------


class Odd(Exception):
    pass


def raises(order: Order) -> Iterator[Made]:
    yield one(Sentence("Half a section.", "template"))
    raise Odd("the moon is down")


def not_text(order: Order) -> Iterator[Made]:
    yield Section(kicker="Ours", title="Ours", blocks=(Paragraph((Sentence(17, "template"),)),))  # type: ignore[arg-type]


def no_section(order: Order) -> Iterator[Made]:
    yield "a text"  # type: ignore[misc]


def ragged(order: Order) -> Iterator[Made]:
    columns = (Column(title="One"), Column(title="Two"))
    yield Section(kicker="O", title="O", blocks=(Table(columns=columns, rows=((Cell(text="x"),), ())),))


@pytest.mark.parametrize("make", [raises, not_text, no_section, ragged, mumbles])
def test_whatever_a_section_does_the_rest_of_the_book_is_made(make) -> None:  # type: ignore[no-untyped-def]
    suite = TestTheExample()
    dossier = suite.made_up().as_of(suite.day)
    broken = Planned(name="ours", kicker="Ours", title="Ours", make=make)
    order = Order(dossier=dossier, meetings=meetings_of(dossier), own=(broken, example()))
    volume, whole = build(order), build(Order(dossier=dossier, meetings=order.meetings, own=(example(),)))
    chapter = next(c for c in volume.chapters if c.key == "ours")
    page = html(volume)
    assert prove("html", page.encode()).holds
    assert [c.key for c in volume.chapters if c.key != "ours"] == [c.key for c in whole.chapters]
    if make is not ragged:
        assert chapter.missing and volume.failures and "could not be made" in page


# --- look-up by name ----------------------------------------------------------------------------------


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Three packages as they lie when installed: ours, one with a name that is taken, one that breaks."""
    points = {
        "our-visits": "visits = visits:VISITS",
        "their-pledges": "pledges = visits:VISITS",
        "a-broken-one": "weather = no_such_module:WEATHER",
    }
    (tmp_path / "visits.py").write_text(SOURCE, encoding="utf-8")
    for name, point in points.items():
        info = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{plugins.SECTIONS}]\n{point}\n")
    return tmp_path


def test_an_installed_section_is_found_by_name_and_none_takes_a_built_in_place(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(packages))
    found = plugins.own_sections()
    assert [p.name for p in found] == ["pledges-their-pledges", "visits", "weather"]
    suite = TestTheExample()
    volume = book(suite.made_up().as_of(suite.day))
    keys = [c.key for c in volume.chapters]
    assert keys[-3:] == ["pledges-their-pledges", "visits", "weather"] and "pledges" in keys
    assert any("There is a section of that name already." in why for why in volume.failures)
    assert any("a-broken-one" in why and "no_such_module" in why for why in volume.failures)
    assert not next(c for c in volume.chapters if c.key == "visits").missing


def test_the_command_makes_the_book_with_it(packages: Path, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(
        "format: 1\ndossier: Talks\nzone: UTC\nsections: [visits, weather]\n"
    )
    (folder / "visits.yaml").write_text(TEXTS["visits.yaml"])
    words = ["book", str(folder), "-o", str(tmp_path / "out"), "--as-of", "2018-03-12", "--formats", "html"]
    path = os.pathsep.join((str(packages), str(PROJECT / "src")))
    done = subprocess.run(
        [sys.executable, "-m", "summitry", *words], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "book.html").read_text(encoding="utf-8")
    assert "Encounters on record: 1." in page and "Trains" in page
    assert "Missing in the book: “weather” could not be made" in done.stderr and "no_such_module" in page
