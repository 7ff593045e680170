"""The brief: seven headings, one page, nothing without a trace, nothing that somebody wrote left off."""

import html.parser
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.book.blocks import Sentence, Trace
from summitry.book.brief import Brief, NotAMeeting, Part, Point, brief
from summitry.book.brief.build import TITLES, fitted
from summitry.book.brief.findings import seventh_point
from summitry.book.brief.fit import PAGE_MM, height_mm, pages
from summitry.book.brief.page import brief_html, brief_text
from summitry.book.numbers import Numbers
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
DAY = date(2018, 3, 12)

HEADER = """format: 1
dossier: Talks
own_side: us
counterparts: [them]
zone: America/New_York
markings: [open, restricted]
"""
TALKS = """
parties: [{id: us, name: Us}, {id: them, name: Them}]
people: [{id: a, name: Anna, side: us}, {id: b, name: Bo, side: them}]
meetings:
- id: m
  title: the first meeting
  level: ministers
  delegation: [a]
  with: [b]
  tactics: [Begin with the map.]
  response: ["If they leave: stay."]
objectives:
- id: o1
  meeting: m
  says: Confirm the line
  arguments: [It was agreed in 1999., "Both maps show it."]
  expected_reply: That was another government.
  our_response: States are bound
- {id: o2, meeting: m, says: <b>Ask</b> & hear, marking: restricted}
"""


def talks(text: str = TALKS, day: date = DAY) -> Dossier:
    return load_texts({"dossier.yaml": HEADER, "a.yaml": text}).as_of(day)


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load(KOREA).as_of(DAY)


def part(page: Brief, title: str) -> list[str]:
    return [p.text for p in next(p for p in page.parts if p.title == title).points]


def test_seven_headings_in_order() -> None:
    assert tuple(p.title for p in brief(talks(), "m").parts) == TITLES
    assert len(TITLES) == 7


def test_what_was_written_stands_on_the_page() -> None:
    page = brief(talks(), "m")
    assert page.title == "Anna with Bo"
    assert part(page, "Our objectives") == ["Confirm the line.", "<b>Ask</b> & hear."]
    assert part(page, "Arguments to use")[:2] == ["It was agreed in 1999.", "Both maps show it."]
    assert part(page, "Tactical arguments") == ["Begin with the map."]
    assert part(page, "Our response")[0] == "If they leave: stay."


def test_what_is_missing_is_said_with_its_place() -> None:
    page = brief(talks(), "m")
    points = [p for section in page.parts for p in section.points if p.tag == "missing"]
    assert any("no failure plan" in p.text for p in points)
    assert all(p.sentences[0].traces[0].place is not None for p in points)


def test_the_marking_is_the_highest_of_what_stands_there() -> None:
    assert brief(talks(), "m").marking == "restricted"
    assert brief(talks(TALKS.replace("restricted", "open")), "m").marking == "open"


def test_a_reader_of_less_gets_a_page_without_the_rest() -> None:
    header = HEADER + "readers: {visitor: {marking: open, groups: []}}\n"
    dossier = load_texts({"dossier.yaml": header, "a.yaml": TALKS})
    grants = dossier.header.reader("visitor")
    assert grants is not None
    narrowed = dossier.narrowed(grants).as_of(DAY)
    page = brief(narrowed, "m")
    assert part(page, "Our objectives") == ["Confirm the line."]
    assert page.marking == "open"
    for text in (brief_html(narrowed, page), brief_text(narrowed, page)):
        assert "Judged on what this copy holds." in text
        assert "a.yaml" not in text


def test_no_meeting_of_that_name() -> None:
    with pytest.raises(NotAMeeting) as refusal:
        brief(talks(), "n")
    assert refusal.value.known == ("m",)


@pytest.mark.parametrize("meeting", ["foreign-ministers", "summit"])
def test_no_sentence_without_a_trace(korea: Dossier, meeting: str) -> None:
    bare = [s.text for s in brief(korea, meeting).sentences() if not s.traces]
    assert bare == []


def test_every_trace_leads_to_a_file_and_line(korea: Dossier) -> None:
    for sentence in brief(korea, "foreign-ministers").sentences():
        for trace in sentence.traces:
            assert trace.place is not None and trace.place.origin.file and trace.place.origin.line, sentence
            assert korea.get(trace.record) is not None


def test_numbers_are_the_same_in_both_formats(korea: Dossier) -> None:
    page = brief(korea, "foreign-ministers")
    in_text = re.findall(r"\[(\d+[cdt]?(?:, \d+[cdt]?)*)\]", brief_text(korea, page).split("SOURCES")[0])
    markup = brief_html(korea, page)
    in_html = re.findall(r'<a href="#s(\d+)">\d+(?:<i>([cdt])</i>)?</a>', markup)
    assert [m for marks in in_text for m in marks.split(", ")] == [n + letter for n, letter in in_html]
    targets = {int(n) for n in re.findall(r'<dt id="s(\d+)">', markup)}
    assert targets == {int(n) for n, _ in in_html}, "every number has its source, every source a number"


def test_the_example_takes_one_page_with_six_points_at_most(korea: Dossier) -> None:
    for meeting in korea.ids("meeting"):
        page = brief(korea, meeting)
        assert page.pages == 1
        assert max(len(p.points) for p in page.parts) <= 6


def test_the_page_is_one_file_that_fetches_nothing_and_runs_nothing(korea: Dossier) -> None:
    markup = brief_html(korea, brief(korea, "foreign-ministers"))
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://[^<]*[\"']", markup)
    assert '<bdi lang="ko">리용호</bdi>' in markup


def test_markup_is_balanced_and_text_escaped() -> None:
    dossier = talks()
    markup = brief_html(dossier, brief(dossier, "m"))
    assert "&lt;b&gt;Ask&lt;/b&gt; &amp; hear" in markup
    Balanced().feed(markup)


class Balanced(html.parser.HTMLParser):
    """Fails where an element is not closed."""

    void = ("meta", "br", "wbr", "!doctype")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.void and tag not in ("dt", "dd", "li"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("dt", "dd", "li"):
            assert self.open.pop() == tag


def test_days_are_counted_to_the_day_of_the_page() -> None:
    korea = load(KOREA)
    early, late = korea.as_of(DAY - timedelta(days=1)), korea.as_of(DAY)
    assert "103 or 102 days" in " ".join(brief_text(early, brief(early, "foreign-ministers")).split())
    assert "104 or 103 days" in " ".join(brief_text(late, brief(late, "foreign-ministers")).split())


def test_a_session_that_moves_gives_the_page_of_a_fresh_dossier() -> None:
    korea = load(KOREA)
    session = Session(korea.as_of(DAY))
    session.dossier.ask(brief, "foreign-ministers")
    for day in (DAY + timedelta(days=1), DAY + timedelta(days=12), DAY + timedelta(days=400)):
        session.move_to(day)
        kept, fresh = session.dossier.ask(brief, "foreign-ministers"), korea.as_of(day)
        assert brief_text(session.dossier, kept) == brief_text(fresh, brief(fresh, "foreign-ministers"))


def test_on_no_day_of_the_replay_does_it_fail_or_stand_without_traces() -> None:
    korea = load(KOREA)
    for days in range(0, 120, 9):
        dossier = korea.as_of(date(2018, 3, 1) + timedelta(days=days))
        for meeting in dossier.ids("meeting"):
            page = brief(dossier, meeting)
            assert all(s.traces for s in page.sentences())
            assert brief_text(dossier, page) and brief_html(dossier, page)


def a_point(words: int, rank: int) -> Point:
    return Point(sentences=(Sentence("word " * words, "computed", (Trace(record="r"),)),), rank=rank)


points = st.builds(a_point, st.integers(1, 60), st.integers(0, 4))


@given(st.lists(st.lists(points, max_size=9), min_size=7, max_size=7))
def test_what_somebody_wrote_is_never_left_off_and_nothing_vanishes(offered: list[list[Point]]) -> None:
    parts = tuple(Part(title=str(n), points=tuple(p)) for n, p in enumerate(offered))
    found = fitted(parts)
    for before, after in zip(parts, found, strict=True):
        assert sorted(map(id, before.points)) == sorted(map(id, (*after.points, *after.left_off)))
        assert all(p.rank for p in after.left_off)
        kept = {id(p) for p in after.points}
        assert [id(p) for p in before.points if id(p) in kept] == [id(p) for p in after.points]
        written = sum(not p.rank for p in before.points)
        assert len(after.points) <= max(6, written)


@given(st.lists(st.lists(points, max_size=9), min_size=7, max_size=7))
def test_what_is_computed_makes_no_second_page_beyond_one_point_a_heading(
    offered: list[list[Point]],
) -> None:
    parts = tuple(Part(title=str(n), points=tuple(p)) for n, p in enumerate(offered))
    found = fitted(parts)
    if pages(found) > 1:
        assert height_mm(tuple(_least(p) for p in found)) > PAGE_MM


def _least(part: Part) -> Part:
    """A heading with what was written; with one computed point where nothing was."""
    written = tuple(p for p in part.points if not p.rank)
    return Part(title=part.title, points=written or part.points[:1])


def test_a_seventh_point_is_found_and_printed() -> None:
    text = TALKS.replace("tactics: [Begin with the map.]", f"tactics: [{', '.join('abcdefg')}]")
    dossier = talks(text)
    assert len(part(brief(dossier, "m"), "Tactical arguments")) == 7
    found = seventh_point.apply(dossier, "m")
    assert [d.about for d in found] == [("m",)]
    assert "seven" in found[0].message or "7 points" in found[0].message
    assert seventh_point.apply(talks(), "m") == ()


def test_a_second_page_is_found() -> None:
    from summitry.book.brief.findings import second_page

    long = "word " * 120
    text = TALKS.replace("tactics: [Begin with the map.]", f"tactics: [{', '.join([long] * 6)}]")
    assert [d.about for d in second_page.apply(talks(text), "m")] == [("m",)]
    assert second_page.apply(talks(), "m") == ()


def test_more_than_two_places_share_a_number() -> None:
    dossier = talks()
    numbers = Numbers(dossier)
    traces = [Trace(record=id) for id in ("m", "o1", "o2")]
    assert numbers.marks(traces, "computed") == ((1, "c"),)
    assert numbers.marks(traces[:2], "quoted") == ((2, ""), (3, ""))
    assert [len(s.places) for s in numbers.sources()] == [3, 1, 1]


YEARS_AHEAD = """
people: [{id: a, name: A B, side: us}, {id: b, name: C D, side: them}]
parties: [{id: us, name: Us}, {id: them, name: Them}]
meetings:
- {id: m, title: the meeting, dates: [{on: 2018-04-14}], agreed: no, delegation: [a], with: [b]}
- {id: far, title: the far meeting, dates: [{between: 2021-04-14, and: 2021-05-02}], after: [low]}
- {id: low, title: the low meeting, gap: 5 workdays}
risks: [{id: r, meeting: m, way_out: go home}]
objectives: [{id: o, meeting: m, says: Have them sign, if_refused: We leave.}]
"""


def test_a_meeting_years_away_has_its_year_and_every_sentence_its_full_stop() -> None:
    header = "format: 1\nown_side: us\ncounterparts: [them]"
    dossier = load_texts({"dossier.yaml": header, "a.yaml": YEARS_AHEAD}).as_of(date(2018, 3, 12))
    told = {id: [s.text for s in brief(dossier, id).when] for id in ("m", "far", "low")}
    assert told["m"] == ["Saturday 14 April 2018.", "Not agreed by both sides."]
    assert told["far"][0] == "One day between 14 April and 2 May 2021."
    assert told["low"][1].endswith(
        "if the far meeting is on 14 April 2021; by 23 April 2021 if on 2 May 2021."
    )
    points = " ".join(s.text for part in brief(dossier, "m").parts for p in part.points for s in p.sentences)
    assert "If they refuse to have them sign: we leave." in points
    assert "If this meeting fails: go home." in points
