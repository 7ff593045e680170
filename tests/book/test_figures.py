"""Figures: well formed, inside their frame, black and grey, and said truly in words and letters."""

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.analysis.drafts import lettered
from summitry.analysis.drafts.brackets import brackets, parse, printed
from summitry.book.blocks import Band, Bracketed, Figure, Lane, Mark, Points, Sentence, Table
from summitry.book.figures.alt import alt_text, shown
from summitry.book.figures.chart import chart
from summitry.book.figures.lettering import cells, shortened, width, wrapped
from summitry.book.figures.placing import plan
from summitry.book.figures.scale import share, ticks
from summitry.book.figures.svg import svg
from summitry.book.html import page
from summitry.book.pictures.lines import question_figure
from summitry.book.pictures.pledges import pledge_figure
from summitry.book.sections import BY_NAME
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.foundation.printable import printable

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
WORDS = st.text(max_size=30)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    since = draw(DAYS)
    until = draw(st.none() | st.integers(0, 4000).map(lambda n: since + timedelta(days=n)))
    return Mark(
        since=since, until=until, look=draw(st.sampled_from(["filled", "open", "hatched", "grey"])),
        shape=draw(st.sampled_from(["dot", "diamond"])), label=draw(WORDS), row=draw(st.integers(0, 2)),
    )  # fmt: skip


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 20_000)))
    lanes = st.builds(Lane, title=WORDS, note=WORDS, marks=st.lists(marks(), max_size=6).map(tuple),
                      apart=st.booleans())  # fmt: skip
    spells = st.tuples(DAYS, st.integers(0, 900), WORDS, st.sampled_from(["grey", "hatched"])).map(
        lambda b: Band(since=b[0], until=b[0] + timedelta(days=b[1]), label=b[2], look=b[3])  # type: ignore[arg-type]
    )
    return Figure(
        first=first, last=last, lanes=tuple(draw(st.lists(lanes, max_size=4))), caption=Sentence("Signs."),
        bands=tuple(draw(st.lists(spells, max_size=3))), now=draw(st.none() | DAYS), wide=draw(st.booleans()),
    )  # fmt: skip


def numbers(element: ElementTree.Element, *names: str) -> list[float]:
    return [float(element.attrib[name]) for name in names]


@given(figures())
def test_every_mark_lies_inside_the_frame(figure: Figure) -> None:
    laid = plan(figure, printable)
    for lane in laid.lanes:
        for mark in lane.marks:
            assert laid.left - 0.01 <= mark.left <= mark.right <= laid.right + 0.01
            assert lane.top <= mark.middle <= lane.bottom
            if mark.label:
                assert laid.left - 0.01 <= mark.label_left
                assert mark.label_left + width(mark.label, 2.6) <= laid.right + 0.01
    tops = [lane.top for lane in laid.lanes]
    assert tops == sorted(tops)


@given(figures())
def test_the_drawing_is_well_formed_grey_and_on_its_sheet(figure: Figure) -> None:
    drawn = svg(figure)
    root = ElementTree.fromstring(drawn)
    across, down = (float(n) for n in root.attrib["viewBox"].split()[2:])
    for element in root:
        for ink in (element.attrib.get("fill"), element.attrib.get("stroke")):
            assert ink is None or re.fullmatch(r"#([0-9a-f])\1\1", ink), ink
        if element.tag.endswith("text"):
            # Darker than half: a copy in one bit keeps it.
            assert int(element.attrib["fill"][1], 16) < 8
        if element.tag.endswith("rect"):
            x, y, w, h = numbers(element, "x", "y", "width", "height")
            assert x >= 0 and y >= 0 and x + w <= across + 0.02 and y + h <= down + 0.02
        elif element.tag.endswith("line"):
            x1, y1, x2, y2 = numbers(element, "x1", "y1", "x2", "y2")
            assert (
                max(x1, x2) <= across + 0.02 and max(y1, y2) <= down + 0.02 and min(x1, y1, x2, y2) >= -0.02
            )
        else:
            assert element.tag.rpartition("}")[2] in ("text", "circle", "polygon")
    assert root.attrib["aria-label"] and "id=" not in drawn and svg(figure) == drawn


@given(figures(), st.integers(20, 130))
def test_the_chart_in_letters_keeps_to_its_width(figure: Figure, columns: int) -> None:
    lines = chart(figure, columns)
    assert all(cells(line) <= columns for line in lines)
    if columns >= 60:
        assert lines


@given(figures())
def test_the_words_count_what_is_drawn(figure: Figure) -> None:
    laid = plan(figure, printable)
    words = alt_text(figure)
    for lane, placed in zip(figure.lanes, laid.lanes, strict=True):
        found = shown(figure, lane)
        assert len(found) == len(placed.marks)
        assert (f"{lane.title}: none." in words) or found


@given(DAYS, st.integers(0, 40_000))
def test_ticks_lie_in_their_span_in_order(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = [tick.day for tick in ticks(first, last)]
    assert found == sorted(set(found)) and all(first <= day <= last for day in found)
    assert len(found) <= 20
    assert all(0 <= share(day, first, last) <= 1 for day in found)


@given(st.text(max_size=60), st.floats(5, 80))
def test_words_are_broken_or_cut_to_their_room(text: str, room: float) -> None:
    assert width(shortened(text, room, 3), 3) <= max(room, width("…", 3))
    for line in wrapped(text, room, 3):
        assert width(line, 3) <= max(room, width("…", 3))


def a_figure() -> Figure:
    day = date(2018, 3, 1)
    lanes = (
        Lane(title="Launch", marks=(Mark(since=day), Mark(since=date(2018, 3, 9)))),
        Lane(title="Test", marks=(Mark(since=date(2018, 2, 1)),)),
    )
    return Figure(first=day, last=date(2018, 3, 12), lanes=lanes, caption=Sentence("Days."))


def test_alt_text_gives_counts_first_and_last() -> None:
    assert alt_text(a_figure()) == (
        "Figure from 1 March 2018 to 12 March 2018, two lanes."
        " Launch: two marks, first 1 March 2018, last 9 March 2018. Test: none."
    )


def test_a_chart_in_letters() -> None:
    # Twelve days on 13 columns: the first stands in the first, 9 March in 8/11 of the last.
    assert chart(a_figure(), 20) == (
        "Launch ●········●···",
        "Test   ·············",
        "       1 Mar  7 Mar",
    )


@pytest.fixture(scope="module")
def korea() -> Dossier:
    return load(KOREA).as_of(date(2018, 3, 12))


def test_the_pause_is_drawn_by_kind_with_its_quiet_spells(korea: Dossier) -> None:
    figure = pledge_figure(korea, "test-pause-2018")
    assert figure is not None and figure.first == date(2016, 1, 1)
    named = {lane.title: lane.marks for lane in figure.lanes}
    # Three nuclear tests since 2016: 6 January and 9 September 2016, 3 September 2017 in Pyongyang; the
    # first and the third began before midnight in UTC or New York.
    tests = [m.since for m in named["Nuclear test"]]
    known = [date(2016, 1, 6), date(2016, 9, 9), date(2017, 9, 3)]
    assert all(day - timedelta(days=1) <= drawn <= day for drawn, day in zip(tests, known, strict=True))
    assert {m.look for m in named["Nuclear test"]} == {"filled"}
    assert {m.look for m in named["Satellite launch"]} == {"open"}
    assert figure.bands[0].label == "115 days" and figure.bands[-1].since == date(2017, 11, 28)
    laid_over = page(korea, [BY_NAME["pledges"].section(korea, "test-pause-2018")])
    assert "104 / 103 days" in laid_over and "Nuclear test: three marks" in laid_over


def test_a_countdown_and_a_question_are_drawn(korea: Dossier) -> None:
    section = BY_NAME["countdown"].section(korea, "")
    figure = next(b for b in section.blocks if isinstance(b, Figure))
    assert figure.now == korea.day
    assert any("LATE" in mark.label for lane in figure.lanes for mark in lane.marks)
    reading = BY_NAME["lines"].result(korea, "preconditions")
    asked = question_figure(korea, reading)
    assert asked is not None and "Rex Tillerson" in [lane.title for lane in asked.lanes]


def test_an_agreement_is_drawn_from_its_day_to_each_judgement(korea: Dossier) -> None:
    section = BY_NAME["ledger"].section(korea, "agreed-framework-1994")
    figure = next(b for b in section.blocks if isinstance(b, Figure))
    # The agreement is of October 1994; its duties were judged up to May 2003 in the record.
    assert (figure.first.year, figure.last.year) == (1994, 2003)
    freeze = next(lane for lane in figure.lanes if lane.title.startswith("Freeze"))
    assert freeze.marks[0].look == "grey" and "carried out in part" in freeze.marks[0].label
    assert sum(lane.apart for lane in figure.lanes) == 1, "two sides, ruled apart once"
    assert not any(isinstance(b, Figure) for b in BY_NAME["ledger"].section(korea, "").blocks)


def test_a_draft_is_shown_with_a_letter_for_each_alternative(korea: Dossier) -> None:
    section = BY_NAME["drafts"].section(korea, "agreed-objective-draft")
    text = next(b for b in section.blocks if isinstance(b, Bracketed))
    assert [p.raised for p in text.pieces if p.raised] == ["a", "b", "c"]
    assert text.pieces[1].text.endswith("[while the dialogue continues")
    table = next(b for b in section.blocks if isinstance(b, Table))
    assert [row[0].text for row in table.rows] == ["a", "b", "c"]
    assert '<sup class="letter">a</sup>]' in page(korea, [section])


@given(st.lists(st.sampled_from(["[", "]", "|", " ", "a", "b c", "\n", "\\"]), max_size=30).map("".join))
def test_a_lettered_text_is_the_text(text: str) -> None:
    nodes = parse(text).nodes
    assert "".join(piece for piece, _ in lettered(nodes)) == printed(nodes) == text
    alternatives = sum(len(b.alternatives) for b in brackets(nodes))
    assert sum(bool(name) for _, name in lettered(nodes)) == alternatives


def test_a_row_that_is_blank_throughout_says_so_once(korea: Dossier) -> None:
    drawn = page(korea, [BY_NAME["positions"].section(korea, "options-march")])
    assert 'colspan="4"><span>blank on all four</span>' in drawn


def test_a_condition_stands_behind_a_bar(korea: Dossier) -> None:
    drawn = page(korea, [BY_NAME["relays"].section(korea, "kim-message")])
    assert '<span class="if">if: “while the dialogue continues”</span>' in drawn


def test_a_day_long_before_the_tasks_is_told_and_not_drawn() -> None:
    texts = {
        "dossier.yaml": "{format: 1, zone: UTC}",
        "m.yaml": "meetings: [{id: m, title: the meeting, dates: [2030-05-01]}]\n"
        "tasks: [{id: t, title: prepare, serves: m, takes: 5 workdays}]",
    }
    far, near = (
        next(b for b in BY_NAME["countdown"].section(load_texts(texts).as_of(day), "m").blocks
             if isinstance(b, Figure))
        for day in (date(2026, 1, 1), date(2030, 4, 1))
    )  # fmt: skip
    assert far.now is None and far.first.year == 2030
    assert "1 January 2026 lies before the days shown." in far.caption.text
    assert near.now == date(2030, 4, 1) and near.first < near.now


def test_what_is_late_is_counted_back_link_by_link() -> None:
    texts = {
        "dossier.yaml": "{format: 1, zone: UTC}",
        "m.yaml": "meetings: [{id: m, title: the meeting, dates: [2018-05-01]}]\n"
        "tasks:\n- {id: a, title: ask, serves: m, takes: 20 workdays}\n"
        "- {id: b, title: write, serves: m, takes: 10 workdays, needs: a}\n"
        "- {id: c, title: count, serves: m, takes: 25 workdays, needs: []}\n"
        "- {id: d, title: clear, serves: m, takes: 10 workdays, needs: [b, c]}",
    }
    section = BY_NAME["countdown"].section(load_texts(texts).as_of(date(2018, 3, 15)), "m")
    (points,) = (b for b in section.blocks if isinstance(b, Points))
    # Back from Tuesday 1 May: ten workdays from 17 April, ten from 3 April, twenty from 6 March; 25 from
    # 13 March.
    assert [item.text for item in points.items] == [
        'Counting back from the meeting, Tuesday 1 May 2018: "clear" from 17 April 2018, "write" from'
        ' 3 April 2018 and "ask" from 6 March 2018.',
        'Counting back from "clear", Tuesday 17 April 2018: "count" from 13 March 2018.',
    ]


def test_a_judgement_of_a_month_is_not_given_a_day(korea: Dossier) -> None:
    section = BY_NAME["ledger"].section(korea, "communique-2000")
    figure = next(b for b in section.blocks if isinstance(b, Figure))
    labels = [mark.label for lane in figure.lanes for mark in lane.marks]
    # "January 2001" is all that the record says of the visit that was not made.
    assert "carried out in part, January 2001" in labels
    assert section.verdict is not None
    assert section.verdict.text == (
        "Six duties of one agreement: two carried out in part and four without a judgement on record."
    )
