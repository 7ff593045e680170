"""Digests: what a reader may see and what was known on the day, in ten lines, and the rest behind."""

import html as entities
import json
import random
import re
from copy import deepcopy
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.generated_dossiers import Records, dice, dossier_of, small_counts, some_records
from tests.dossier.test_handling import READERS as GRANTS
from tests.dossier.test_handling import hidden_from, hide

from summitry.book.digest import as_html, as_json, as_text
from summitry.cli.app import app
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.secretariat.watching.digesting import letter_for
from summitry.testing.generated import generated

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
NOWHERE = Path("/nowhere")
DAY = date(2018, 3, 12)
MONTH = [date(2018, 3, day) for day in range(5, 32)]
READERS = ("consular", "visitor")
"""The one sees everything that is in the example, the other only what is open."""


def golden(reader: str) -> Path:
    return Path(__file__).parent / "digests" / f"korea-2018-{reader}.txt"


def copy(reader: str) -> Dossier:
    dossier = load(KOREA)
    grants = dossier.header.reader(reader)
    assert grants is not None
    return dossier.narrowed(grants)


def month(reader: str) -> str:
    dossier = copy(reader)
    return "\n\n".join(as_text(letter_for(NOWHERE, dossier.as_of(day), reader)) for day in MONTH)


def every_form(dossier: Dossier, reader: str = "ann") -> str:
    found = letter_for(NOWHERE, dossier, reader)
    return "\n".join((as_text(found), as_html(found), json.dumps(as_json(found))))


@pytest.mark.parametrize("reader", READERS)
def test_the_digests_of_march_are_what_somebody_has_read(reader: str) -> None:
    """Read against the sources of the example: the ten lines of every day, and all of 5 to 11 March.

    What must be in them: the six points of 6 March through the envoy's words; on 8 March what his second
    account leaves out, and that nine bodies were not asked; on the 9th to 11th the two answers on sanctions,
    conditions and denuclearization; on the 12th that nobody had an answer from Pyongyang, and the tasks that
    were late as they were entered; the dismissal of the 13th, with his name still in the delegation; the
    exercises on the 20th; no contact on the 22nd; Kim in Beijing on the 27th. Pompeo's journey of the 31st
    was not known until June: it is in none.
    """
    assert month(reader) == golden(reader).read_text(encoding="utf-8")


def test_what_must_be_in_the_month_is_in_its_ten_lines() -> None:
    tops = {day: top(as_text(letter_for(NOWHERE, copy("visitor").as_of(day), "visitor"))) for day in MONTH}
    wanted = {
        6: "Chung Eui-yong's statement in Seoul", 8: "decided to accept the invitation",
        9: "Until when do sanctions and maximum pressure stay?", 10: "through our meetings",
        11: "complete, verifiable, irreversible denuclearization", 12: "not heard anything directly back",
        13: "decided to dismiss the Secretary of State", 20: "to begin the exercises on 1 April",
        22: "There is still no direct contact", 27: "Kim Jong Un in Beijing",
    }  # fmt: skip
    for day, words in wanted.items():
        assert words in tops[date(2018, 3, day)], day
    assert "leaves out “as long as military threats" in tops[date(2018, 3, 8)]
    assert "neither present nor consulted" in tops[date(2018, 3, 8)]
    assert not any("Pompeo in Pyongyang" in top for top in tops.values())


def top(text: str) -> str:
    body = text.partition("THE DAY IN TEN LINES\n")[2]
    return " ".join(re.split(r"\n\n[A-Z ]+[A-Z0-9 ]+\n\n", body)[0].split())


@pytest.mark.parametrize("reader", READERS)
def test_a_digest_has_ten_lines_at_most_tells_nothing_twice_and_keeps_its_width(reader: str) -> None:
    dossier = copy(reader)
    for day in MONTH:
        found = letter_for(NOWHERE, dossier.as_of(day), reader)
        text = as_text(found)
        assert max(map(len, text.splitlines())) <= 72, day
        assert f"As known at the end of {day.day} March 2018, Washington." in text
        first = found.parts[0]
        assert first.numbered and len(first.lines) <= 10, day
        lines = [line for part in found.parts for line, _ in part.lines]
        told = [line for line in lines if line != "Nothing on record is due."]
        assert len(set(told)) == len(told), day
        assert all(marks for part in found.parts for line, marks in part.lines if line in told), day
        assert {m for part in found.parts for _, marks in part.lines for m in marks} == {
            s.number for s in found.sources
        }


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert name not in ("src", "srcset", "background", "onload", "onclick", "action"), name
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.add(value or "")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(page: str) -> Page:
    parser = Page()
    parser.feed(page)
    return parser


def test_the_html_says_the_same_fetches_nothing_and_leads_to_its_sources() -> None:
    found = letter_for(NOWHERE, copy("visitor").as_of(DAY), "visitor")
    page = as_html(found)
    seen = read(page)
    assert not seen.tags & {"script", "img", "link", "style", "iframe", "object", "form", "svg"}
    assert "http" not in page and "url(" not in page
    assert set(seen.links) == {f"#{id}" for id in seen.ids}
    flat = " ".join("".join(seen.said).replace("\u00a0", " ").split())
    for part in found.parts:
        for line, _ in part.lines:
            assert line in flat, line


def test_the_html_leads_to_the_desk_where_one_is_named() -> None:
    found = letter_for(NOWHERE, copy("visitor").as_of(DAY), "visitor")
    page = as_html(found, lambda record: f"https://desk.example/korea/{record}")
    assert 'href="https://desk.example/korea/kim-message"' in page


def test_words_of_a_dossier_stay_words() -> None:
    dossier = load_texts({
        "dossier.yaml": 'format: 1\ndossier: "<b>Talks</b>"\nzone: UTC\n',
        "a.yaml": 'parties: [{id: us, name: "<script>us"}]\nevents:\n'
        "- {id: e, title: \"<img src='http://x.example/p.gif'> \\u202emoved\", by: us, on: 2018-03-12}\n",
    })  # fmt: skip
    page = as_html(letter_for(NOWHERE, dossier.as_of(DAY), "<i>ann"))
    assert not read(page).tags & {"script", "img", "b", "i"}
    assert "<img src='http://x.example/p.gif'> [U+202E]moved" in entities.unescape(page).replace("<wbr>", "")


# -- need-to-know and the day -----------------------------------------------------------------------


@given(dice, st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_what_is_hidden_changes_no_byte_of_a_digest(dice: random.Random, back: int) -> None:
    grants = dice.choice(GRANTS)
    records, making = some_records(dice)
    day = DAY - timedelta(days=back)
    kept: Records = {
        p: [t for t in deepcopy(trees) if not hidden_from(t, grants)] for p, trees in records.items()
    }
    more, _ = generated(dice, small_counts(dice, 2) | {"party": 0}, prefix="hidden-", known=making)
    added = {p: [hide(dice, tree, grants) for tree in trees] for p, trees in more.items()}
    one = every_form(dossier_of(records).narrowed(grants).as_of(day))
    assert every_form(dossier_of(kept).narrowed(grants).as_of(day)) == one
    assert every_form(dossier_of(added, records).narrowed(grants).as_of(day)) == one


@given(dice, st.integers(0, 40))
@settings(max_examples=20, deadline=None)
def test_a_later_fact_changes_no_earlier_digest(dice: random.Random, back: int) -> None:
    records, making = some_records(dice)
    day = DAY - timedelta(days=back)
    more, _ = generated(dice, small_counts(dice, 2) | {"party": 0}, prefix="later-", known=making)
    later = {
        p: [tree | {"learned": (day + timedelta(days=dice.randint(1, 90))).isoformat()} for tree in trees]
        for p, trees in more.items()
    }
    before, after = (
        as_text(letter_for(NOWHERE, found.as_of(day)))
        for found in (dossier_of(records), dossier_of(records, later))
    )
    assert without_places(after) == without_places(before)


def without_places(text: str) -> str:
    """Files move when there are more of them; the words may not."""
    return re.sub(r"\d+\.yaml:\d+:\d+", "", " ".join(text.split()))


@pytest.mark.parametrize("reader", READERS)
def test_the_whole_example_and_the_example_until_the_day_give_the_same_digest(reader: str) -> None:
    """The later part of the example is there in the one and cut out of the other."""
    texts = {
        str(path.relative_to(KOREA)): path.read_text(encoding="utf-8")
        for path in sorted(KOREA.rglob("*")) if path.suffix in (".yaml", ".md", ".csv")
    }  # fmt: skip
    assert "events/later.yaml" in texts
    earlier = {name: text for name, text in texts.items() if name != "events/later.yaml"}
    for day in (date(2018, 3, 8), DAY):
        said = []
        for files in (texts, earlier):
            dossier = load_texts(files)
            grants = dossier.header.reader(reader)
            assert grants is not None
            said.append(every_form(dossier.narrowed(grants).as_of(day), reader))
        assert said[0] == said[1]


def test_a_narrowed_digest_says_nothing_of_what_it_lacks() -> None:
    open_, all_ = (golden(reader).read_text(encoding="utf-8") for reader in ("visitor", "consular"))
    assert "files on the three Americans" in " ".join(all_.split())
    assert "files on the three Americans" not in " ".join(open_.split())
    assert "RESTRICTED" in all_ and "RESTRICTED" not in open_ and ".yaml" not in open_


# -- the command ------------------------------------------------------------------------------------


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["watch", "digest", *map(str, words)])


def test_the_command_writes_each_form(tmp_path: Path) -> None:
    said = run(KOREA, "--for", "visitor", "--on", "2018-03-12")
    assert said.exit_code == 0 and "Digest of Monday 12 March 2018, for visitor" in said.output
    found = json.loads(run(KOREA, "--for", "visitor", "--on", "2018-03-12", "--format", "json").output)
    assert found["form"] == "summitry-digest/1" and found["day"] == "2018-03-12" and found["narrowed"]
    out = tmp_path / "digest.html"
    assert run(KOREA, "--on", "2018-03-12", "--format", "html", "-o", out).exit_code == 0
    page = out.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Digest of Monday 12 March 2018</h1>" in page
    assert run(KOREA, "--for", "nobody").exit_code == 2


def test_alarms_that_stand_are_told_until_somebody_takes_note(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "format: 1\ndossier: Talks\nzone: UTC\ncutoff: 2018-03-12\n", encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text(
        "parties: [{id: us, name: Us}]\nquestions: [{id: q, asks: \"Do we talk?\", answers: [yes-we-do]}]\n"
        "lines: [{id: say, title: Say so, question: q, words: We talk, by: us, since: 2018-03-01,"
        " until: 2018-03-19}]\n", encoding="utf-8",
    )  # fmt: skip
    said = run(tmp_path, "--on", "2018-03-12").output
    assert "Say so: This line may be used until 19 March 2018." in said.partition("THE DAY IN TEN")[2]
    assert "This line" not in run(tmp_path, "--on", "2018-03-11").output
    later = run(tmp_path, "--on", "2018-03-13").output
    assert "This line may be used" in later and "This line may be used" not in top(later)
    key = CliRunner().invoke(app, ["watch", "run", str(tmp_path)]).output.split()[0]
    assert CliRunner().invoke(app, ["watch", "acknowledge", str(tmp_path), key]).exit_code == 0
    assert "Say so: This line" in run(tmp_path, "--on", "2018-03-13").output, "the past day stays as it was"
    assert "Say so: This line" not in run(tmp_path, "--on", "today").output


def test_reports_that_came_in_and_touch_something_are_told_on_their_day(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "format: 1\ndossier: Talks\nzone: UTC\ncutoff: 2018-03-12\nmarkings: [open, closed]\n"
        "readers: {ann: {marking: open}}\n", encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "a.yaml").write_text(
        "parties: [{id: us, name: Us}, {id: them, name: Them, side: them}]\n"
        "people: [{id: ri, name: Ri Yong Ho, side: them}]\n", encoding="utf-8",
    )  # fmt: skip
    report = tmp_path / "report.txt"
    report.write_text("Ri Yong Ho flies to Stockholm\n\nRi Yong Ho left for Stockholm on Monday.\n")
    words = ["watch", "import", str(tmp_path), str(report), "--learned", "2018-03-12", "--marking", "closed"]
    made = CliRunner().invoke(app, words)
    assert made.exit_code == 0, made.output
    whole = " ".join(run(tmp_path, "--on", "2018-03-12").output.split())
    assert "Unread (one report" in whole and "Stockholm" in whole
    assert "Stockholm" not in run(tmp_path, "--on", "2018-03-12", "--for", "ann").output
    assert "Stockholm" not in run(tmp_path, "--on", "2018-03-13").output
    assert "Stockholm" not in run(tmp_path, "--on", "2018-03-11").output


@pytest.mark.parametrize("reader", READERS)
def test_no_grave_finding_comes_after_a_serious_one_in_the_ten_lines(reader: str) -> None:
    months = month(reader)
    seen = 0
    for digest in months.split("THE DAY IN TEN LINES")[1:]:
        top = digest.split("\n\n", 2)[1]
        gravities = re.findall(r"(?:New|Changed|Open again), (grave|serious)", top)
        assert gravities == sorted(gravities), top
        seen += len(set(gravities)) == 2
    assert seen >= 2, "days on which both are told"


def test_findings_of_one_gravity_stand_in_the_order_of_the_news_they_rest_on() -> None:
    """On 11 March all that Raj Shah's words did comes before what Mike Pompeo's and Steven Mnuchin's did."""
    text = as_text(letter_for(NOWHERE, copy("visitor").as_of(date(2018, 3, 11)), "visitor"))
    top = text.split("WHAT WAS LEARNED")[0].replace("\n    ", " ")
    order = [
        "set conditions for a first meeting?”. [", "answers “Does the United States set conditions",
        "with “none” and “some” at once", "call denuclearization?”. [", "go into talks, or into",
    ]  # fmt: skip
    assert [top.index(words) for words in order] == sorted(top.index(words) for words in order)
