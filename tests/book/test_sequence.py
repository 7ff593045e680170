"""A roadmap as a sequence: who takes which step when, and what falls with one of them."""

import json
import re
from datetime import date

from summitry.analysis.roadmaps import break_step
from summitry.book.blocks import Steps
from summitry.book.figures.sequence import sequence_alt, sequence_chart, sequence_svg
from summitry.book.html import page
from summitry.book.pictures.roadmaps import roadmap_sequence
from summitry.book.sections import BY_NAME, VARIANTS
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain
from summitry.secretariat.bookmaking import book

HEADER = """format: 1
own_side: us
counterparts: [them]
zone: UTC
markings: [open, restricted]
cutoff: 2018-03-12
"""
PLAN = """parties: [{id: us, name: Us}, {id: them, name: Them & co}, {id: third, name: Third}]
papers:
- id: plan
  title: the plan
  on: 2018-03-01
  roadmap:
  - {id: freeze, by: them, does: freeze the <reactor>}
  - {id: fuel, by: us, does: deliver fuel, after: plan/freeze, in_return_for: plan/freeze}
  - {id: open, by: third, does: open the site, after: plan/fuel, marking: restricted}
  - {id: other, by: us, does: send a doctor}
agreements:
- id: deal
  title: the deal
  on: 1994
  duties:
  - {id: stop, by: them, does: stop}
  - {id: pay, by: us, does: pay, after: deal/stop}
"""


def dossier() -> Dossier:
    found = load_texts({"dossier.yaml": HEADER, "plan.yaml": PLAN})
    assert not found.faults, [f.message for f in found.faults]
    return found.as_of(date(2018, 3, 12))


def drawn(owner: str = "plan", broken: str = "") -> Steps:
    held = dossier()
    found = roadmap_sequence(held, owner, held.ask(break_step, broken) if broken else None)
    assert found is not None
    return found


def test_each_step_stands_at_its_place_in_the_column_of_its_side() -> None:
    found = drawn()
    assert found.columns == ("Them & co", "Us", "Third")
    assert [(s.key, s.place, found.columns[s.column], s.state) for s in found.stages] == [
        ("plan/freeze", 1, "Them & co", "stands"),
        ("plan/other", 1, "Us", "stands"),
        ("plan/fuel", 2, "Us", "stands"),
        ("plan/open", 3, "Third", "stands"),
    ]
    assert roadmap_sequence(dossier(), "no-such-paper") is None


def test_a_broken_step_and_what_falls_with_it_show_in_every_form() -> None:
    found = drawn(broken="plan/freeze")
    assert {s.key: s.state for s in found.stages} == {
        "plan/freeze": "broken", "plan/other": "stands", "plan/fuel": "falls", "plan/open": "falls",
    }  # fmt: skip
    picture = sequence_svg(found)
    assert picture.count("<rect") == 4 and picture.count("DOES NOT COME") == 1
    assert picture.count("CAN NO LONGER HAPPEN") == 2 and picture.count("<polyline") == 2
    assert "freeze the &lt;reactor&gt;".capitalize() in picture and "Them &amp; co" in picture
    assert "<script" not in picture and "url(" not in picture
    told = sequence_alt(found)
    assert told.startswith("Sequence of four steps. 1. Them & co: Freeze the <reactor>: does not come.")
    assert told.endswith("3. Third: Open the site: can no longer happen.")
    assert [line[:4] for line in sequence_chart(found)] == [" 1 █", " 1 □", " 2 ╱", " 3 ╱"]
    assert json.dumps(plain(found)).count('"falls"') == 2


def test_no_box_lies_over_another_and_every_line_ends_at_a_box() -> None:
    for owner, broken in (("plan", ""), ("plan", "plan/fuel"), ("deal", "deal/stop")):
        picture = sequence_svg(drawn(owner, broken))
        boxes = [tuple(map(float, box)) for box in re.findall(
            r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', picture)]  # fmt: skip
        for at, (x, y, w, h) in enumerate(boxes):
            assert x + w <= 160
            for a, b, c, d in boxes[at + 1 :]:
                assert x + w <= a or a + c <= x or y + h <= b or b + d <= y
        for points in re.findall(r'<polyline points="([^"]+)"', picture):
            ends = [tuple(map(float, p.split(","))) for p in points.split()]
            for x, y in (ends[0], ends[-1]):
                assert any(
                    abs(x - a) < 0.02 or abs(x - a - w) < 0.02 for a, b, w, h in boxes if b <= y <= b + h
                )


def test_the_view_and_the_book_show_it_marked_as_high_as_its_steps() -> None:
    held = dossier()
    breaking = next(v for v in VARIANTS if v.option == "break")
    made = page(held, [breaking.section(held, "plan", "plan/freeze")])
    assert "DOES NOT COME" in made and 'marking highest">restricted' in made
    agreed = page(held, [breaking.section(held, "", "deal/stop")])
    assert "CAN NO LONGER HAPPEN" in agreed
    assert any(isinstance(b, Steps) for b in BY_NAME["roadmaps"].section(held, "plan").blocks)
    chapter = next(c for c in book(held).chapters if c.key == "roadmaps")
    assert chapter.rank == 1
