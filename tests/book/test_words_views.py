"""The views of relays and of lines, on the Korea relay and a small dossier of answers."""

import json
from datetime import date
from pathlib import Path

from summitry.book.blocks import Paragraph, Points, Section, Sentence, Table
from summitry.book.sections import BY_NAME
from summitry.folder.load import load_texts
from summitry.foundation.plain import plain

HEADER = "format: 1\ndossier: Korea\nown_side: us\ncounterparts: [dprk]\nzone: America/New_York\n"
KOREA = (Path(__file__).parents[1] / "analysis" / "relays" / "korea.yaml").read_text(encoding="utf-8")
ANSWERS = """
parties:
- {id: us, name: United States}
agencies:
- {id: state, name: Department of State, side: us}
- {id: wh, name: White House, side: us}
questions:
- {id: q, asks: Are there conditions for a first meeting?, answers: [none, some]}
statements:
- {id: s1, by: state, said: 2017-12-12, to: public, words: without preconditions, answers: {q: none}}
- {id: s2, by: state, said: 2017-12-15, to: public, words: earn, answers: {q: some}}
- {id: s3, by: wh, said: 2018-03-11, to: public, words: "no conditions, but", answers: {q: [none, some]}}
lines:
- {id: line, question: q, words: We look for concrete steps., since: 2018-03-10}
"""


def show(name: str, text: str, id: str = "") -> Section:
    dossier = load_texts({"dossier.yaml": HEADER, "case.yaml": text}).as_of(date(2018, 3, 12))
    view = BY_NAME[name]
    json.dumps(plain(view.result(dossier, id)))
    return view.section(dossier, id)


def sentences(section: Section) -> list[str]:
    said: list[Sentence] = []
    for block in section.blocks:
        said += block.sentences if isinstance(block, Paragraph) else ()
        said += block.items if isinstance(block, Points) else ()
    return [sentence.text for sentence in said]


def table(section: Section) -> Table:
    return next(b for b in section.blocks if isinstance(b, Table))


def test_the_relay_reads_as_the_specimen_page() -> None:
    section = show("relays", KOREA)
    assert section.title == "From Kim Jong Un to Donald Trump, 5 to 11 March 2018"
    assert section.verdict is not None
    assert section.verdict.text == (
        "Two conditions and three elements were lost between Seoul and the White House."
        " Kim Jong Un has confirmed none of it."
    )
    page = table(section)
    # hop 1 of the specimen is the statement in Seoul with its versions and the answers given there
    assert page.columns[1].title == "6 March 2018, Chung Eui-yong, in Seoul, whole text"
    rows = {row[0].text: row for row in page.rows}
    assert [c.label for c in rows["No reason to possess nuclear weapons"][1:3]] == [
        "first here",
        "DROPPED, CONDITION LOST",
    ]
    pause = rows["No nuclear or missile tests"]
    assert pause[1].label == "first here, versions differ, condition moved"
    assert pause[2].label == "reworded, CONDITION LOST"
    assert "if: “while the dialogue continues”" in pause[1].text
    back = next(c for c in pause if "condition back" in c.label)
    assert "through our meetings" in {back.text[a:b] for a, b in back.changed}
    assert all(row[-1].tag == "blank" for row in page.rows), "the sender, last, has said nothing"


def test_every_changed_stretch_lies_in_its_cell_and_every_cell_of_words_leads_back() -> None:
    for row in table(show("relays", KOREA)).rows:
        for cell in row:
            assert all(0 <= a < b <= len(cell.text) for a, b in cell.changed)
            assert cell.traces or not cell.text or cell.tag == "blank"


def test_each_loss_has_its_sentence() -> None:
    said = "\n".join(sentences(show("relays", KOREA)))
    for words in (
        "“while the dialogue continues” was left out by Chung Eui-yong on 8 March 2018",
        "Donald Trump on 10 March 2018 gave it the condition “through our meetings”",
        "then “they can't publicly object to the U.S.-South Korea planned military exercises”",
        "The word of Kim Jong Un would confirm it.",
    ):
        assert words in said


def test_several_relays_are_one_row_each() -> None:
    two = KOREA.replace(
        "relays:\n",
        "relays:\n- {id: other, from: donald-trump, to: [kim-jong-un], elements: [{id: e, says: hello}]}\n",
    )
    assert len(table(show("relays", two)).rows) == 2


def test_a_question_shows_each_answer_until_it_was_replaced() -> None:
    section = show("lines", ANSWERS, "q")
    assert section.verdict is not None
    assert section.verdict.text == (
        "Our side gives two answers, and all stand: “none” and “some”. No line is cleared."
    )
    assert [row[-1].label for row in table(section).rows] == [
        "replaced on 15 December 2017",
        "in force",
        "in force",
    ]
    assert "Department of State said “some” on 15 December 2017" in "\n".join(sentences(section))


def test_all_questions_show_where_a_line_is_missing() -> None:
    row = table(show("lines", ANSWERS)).rows[0]
    assert [c.label for c in row[2:]] == ["TWO ANSWERS, TWO IN ONE STATEMENT", "MISSING"]
    cleared = ANSWERS + "clearances:\n- {id: c, by: state, of: line, stand: clears, on: 2018-03-11}\n"
    assert table(show("lines", cleared)).rows[0][3].text == "“We look for concrete steps.”"
