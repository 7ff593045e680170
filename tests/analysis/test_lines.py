"""Questions, statements and lines as read from a dossier."""

import json
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.analysis.clearance import text_clearance
from summitry.analysis.lines import changed_since, clearing, question_reading
from summitry.check.run import Checker, check
from summitry.dossier.paragraphs import paragraphs
from summitry.dossier.session import Session
from summitry.folder.load import load_texts

KOREA = (Path(__file__).parent / "relays" / "korea.yaml").read_text(encoding="utf-8")
HEADER = "format: 1\ndossier: case\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
TEXT = """
parties:
- {id: us, name: United States}
- {id: dprk, name: DPRK}
agencies:
- {id: state, name: Department of State, side: us}
- {id: wh, name: White House, side: us}
people:
- {id: tillerson, name: Rex Tillerson, side: us}
- {id: pompeo, name: Mike Pompeo, side: us}
- {id: yun, name: Joseph Yun, side: us}
posts:
- id: secretary
  title: Secretary of State
  of: state
  holders:
  - {who: tillerson, since: 2017-02-01}
  - {ended: tillerson, on: 2018-03-13}
  - {who: pompeo, since: 2018-04-26}
questions:
- {id: q, asks: Are there conditions?, answers: [none, some], owed_by: [state, wh]}
statements:
- {id: s1, by: tillerson, said: 2018-02-01, to: public, answers: {q: none}}
- {id: s2, by: yun, said: 2018-02-02, to: public, answers: {q: some}}
- {id: s3, by: tillerson, said: 2018-02-03, to: [dprk, wh], answers: {q: some}}
- id: s4
  by: wh
  said: 2018-03-01
  to: public
  answers: {q: some}
  states: [{is: withdrawn, on: 2018-03-03}]
- {id: s5, by: wh, said: 2018-03-05, answers: {q: none}, states: [{is: drafted, on: 2018-03-05}]}
- {id: s6, by: pompeo, said: 2018-05-01, to: public, answers: {q: some}}
lines:
- id: l1
  question: q
  answer: none
  words: No conditions.
  since: 2018-02-01
  until: 2018-03-31
  clear: [state, wh]
- {id: l2, question: q, answer: some, words: Some., since: 2018-05-01, replaces: l1}
clearances:
- {id: c1, by: state, of: l1, stand: clears, on: 2018-02-01}
- {id: c2, by: wh, of: l1, stand: silent, rule: staffing rule 4, deadline: 2018-02-05, on: 2018-02-02}
"""


def read(day: str, text: str = TEXT):
    dossier = load_texts({"dossier.yaml": HEADER, "case.yaml": text})
    assert not dossier.faults, [d.message for d in dossier.faults]
    return dossier.as_of(date.fromisoformat(day)).ask(question_reading, "q")


def voices(day: str) -> set[tuple[str, str, str]]:
    return {(g.statement, g.post, g.register) for g in read(day).current}


def test_a_speaker_speaks_for_the_post_held_that_day_in_each_register() -> None:
    assert voices("2018-02-10") == {
        ("s1", "secretary", "public"),
        ("s2", "yun", "public"),
        ("s3", "secretary", "dprk"),
        ("s3", "secretary", "inside"),
    }


def test_the_next_holder_answers_for_the_same_post() -> None:
    assert ("s1", "secretary", "public") in voices("2018-04-30")
    assert ("s1", "secretary", "public") not in voices("2018-05-02")
    assert [(a.statement, b.statement) for a, b in read("2018-05-02").drifts] == [("s1", "s6")]


def test_what_was_withdrawn_or_only_drafted_does_not_stand() -> None:
    assert ("s4", "wh", "public") in voices("2018-03-02")
    assert not {v for v in voices("2018-03-06") if v[0] in ("s4", "s5")}


def test_somebody_without_a_post_divides_nobody() -> None:
    assert read("2018-02-10").two_answers == ()
    assert [g.statement for c in read("2018-03-02").two_answers for g in c.given] == ["s1", "s4"]


def test_silence_clears_only_under_a_rule_once_its_deadline_has_passed() -> None:
    assert not read("2018-02-05").usable_lines
    assert [line.line for line in read("2018-02-06").usable_lines] == ["l1"]
    assert not read("2018-02-06", TEXT.replace("rule: staffing rule 4, ", "")).usable_lines
    assert not read("2018-04-01").usable_lines, "run out"
    assert read("2018-05-01").lines[0].replaced_by == "l2"


def test_a_clearance_of_other_words_counts_no_more() -> None:
    bound = TEXT.replace("of: l1, stand: clears, on", "of: l1, paragraphs: [abc], stand: clears, on")
    assert not read("2018-02-06", bound).usable_lines


def test_what_has_changed_since_a_day() -> None:
    dossier = load_texts({"dossier.yaml": HEADER, "case.yaml": TEXT}).as_of(date(2018, 5, 2))
    changed = changed_since(dossier, "q", date(2018, 3, 2))
    assert {g.statement for g in changed.came} == {"s6"}
    assert {(s.given.statement, s.why) for s in changed.went} == {("s1", "replaced"), ("s4", "withdrawn")}
    assert (changed.lines_came, changed.lines_went) == (("l2",), ("l1",))


def test_a_session_that_moves_on_finds_what_a_fresh_check_finds() -> None:
    for text, first, last in ((TEXT, date(2018, 1, 30), 100), (KOREA, date(2018, 3, 4), 12)):
        dossier = load_texts({"dossier.yaml": HEADER, "case.yaml": text})
        checker = Checker(Session(dossier.as_of(first)))
        for n in range(1, last):
            day = date.fromordinal(first.toordinal() + n)
            checker.move_to(day)
            assert checker.report().found == check(dossier.as_of(day)).found, day


def test_the_order_of_records_and_files_changes_no_finding() -> None:
    one = load_texts({"dossier.yaml": HEADER, "case.yaml": TEXT})
    chunks = ["\n" + part for part in TEXT.strip().split("\n") if part]
    kinds: list[str] = []
    for line in chunks:
        if not line.startswith(("\n-", "\n ")):
            kinds.append("")
        kinds[-1] += line
    other = load_texts({"dossier.yaml": HEADER, **{f"f{9 - n}.yaml": text for n, text in enumerate(kinds)}})
    day = date(2018, 3, 12)

    def found(d):
        return [(x.code, x.about, x.message) for x in check(d.as_of(day)).found]

    assert found(one) == found(other)


# -- whether a line is cleared: the same as paragraph by paragraph -----------------------------------

WORDS = "We set no conditions.\n\nWe ask for concrete steps."
DIGESTS = [p.digest for p in paragraphs(WORDS)]
GONE = "0" * 64

one = st.fixed_dictionaries({
    "by": st.sampled_from(["state", "wh"]),
    "stand": st.sampled_from(["", "clears", "clears-with-edits", "objects"]),
    "covers": st.lists(st.sampled_from([*DIGESTS, GONE]), min_size=1, max_size=2, unique=True),
    "edits": st.sampled_from(["We set no conditions.", "Something else."]),
})  # fmt: skip


def written(given: list[dict[str, object]], order: list[int]) -> str:
    lines = []
    for n in order:
        each = {"id": f"c{n}", "of": "line", "on": f"2018-03-01T09:{n:02}", "by": given[n]["by"],
                "paragraphs": given[n]["covers"], "stand": given[n]["stand"]}  # fmt: skip
        each |= {"edits": given[n]["edits"]} if given[n]["stand"] == "clears-with-edits" else {}
        lines.append(f"- {json.dumps({k: v for k, v in each.items() if v})}")
    return "\n".join(lines)


@settings(max_examples=80, deadline=None)
@given(st.lists(one, max_size=6), st.data())
def test_a_line_is_cleared_as_its_paragraphs_are_in_whatever_order_it_is_written(
    given: list[dict[str, object]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(given))))
    head = TEXT.partition("people:")[0]
    line = f"lines: [{{id: line, clear: [state, wh], words: {WORDS!r}}}]\n".replace("'", '"')
    found = []
    for each in (list(range(len(given))), order):
        text = f"{head}{line}clearances:\n{written(given, each)}\n" if given else head + line
        dossier = load_texts({"dossier.yaml": HEADER, "case.yaml": text}).as_of(date(2018, 3, 2))
        assert not dossier.faults
        found.append(dossier.ask(clearing, "line"))
        reading = dossier.ask(text_clearance, "line")
        assert found[-1].cleared == reading.cleared
        assert set(found[-1].waits_for) == {b for p in reading.paragraphs for b in p.open_for}
        assert set(found[-1].objected) == {b for b in reading.bodies if reading.objected(b)}
    assert found[0] == found[1]
