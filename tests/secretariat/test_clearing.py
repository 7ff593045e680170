"""A paper goes round: who read what, what an edit reopens, what silence counts for."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.analysis.lines import line_state
from summitry.dossier.kinds import Clearance, Draft, Line
from summitry.dossier.paragraphs import paragraphs, with_paragraph
from summitry.dossier.signing import words_of
from summitry.dossier.value import Dossier
from summitry.folder.load import load
from summitry.folder.refusals import StaleText
from summitry.secretariat import clearing
from summitry.secretariat.acts import Actor
from summitry.secretariat.clearing import Moved, NotCleared, Word

DAY = date(2018, 3, 12)
ME = Actor(name="reyes")
TEXT = """The message has reached Washington.

The Secretary asks for a pause.

(restricted) The exercises go ahead.
"""
DOSSIER = """format: 1
zone: UTC
cutoff: 2018-03-12
markings: [open, restricted]
default: {marking: open}
own_side: us
"""
RECORDS = """parties: [{id: us, name: the United States}]
agencies:
- {id: state, name: State, side: us}
- {id: dod, name: Defense, side: us}
- {id: nsc, name: NSC, side: us}
questions: [{id: q, asks: Are there conditions?}]
lines:
- {id: say, question: q, answer: none, since: 2018-03-10, words: "We set no conditions."}
- {id: old, question: q, answer: some, since: 2018-03-01, until: 2018-03-09, words: "We set conditions."}
"""
AGREED = """1. The sides meet in May.

2. [The tests stop | Tests pause].
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "who.yaml").write_text(RECORDS, encoding="utf-8")
    (tmp_path / "plan.md").write_text(
        f"---\nkind: paper\nid: plan\ntitle: The plan\n---\n{TEXT}", encoding="utf-8"
    )
    (tmp_path / "agreed.md").write_text(
        f"---\nkind: draft\nid: agreed\ntitle: The agreed text\n---\n{AGREED}", encoding="utf-8"
    )
    return tmp_path


class Desk:
    """The acts on one text, each a minute after the one before."""

    last_round: clearing.Round
    last_change: clearing.Settled

    def __init__(self, folder: Path, text: str = "plan") -> None:
        self.folder = folder
        self.text = text
        self.now = datetime(2018, 3, 12, 9, 0, tzinfo=UTC)

    def dossier(self, day: date = DAY) -> Dossier:
        return load(self.folder).as_of(day)

    def at(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def send(
        self, *offices: str, deadline: str = "14 March 2018", rule: str = "", owner: str = ""
    ) -> tuple[str, ...]:
        sent = clearing.send_round(
            ME, self.folder, self.dossier(), self.text, offices, deadline=deadline, rule=rule,
            settled_by=owner, moment=self.at(),
        )  # fmt: skip
        self.last_round = sent
        return tuple(each.record for each in sent.asked)

    def digests(self) -> list[str]:
        whole = words_of(self.dossier().get(self.text))
        return [p.digest for p in paragraphs(whole, ("open", "restricted"))]

    def say(
        self, office: str, number: int, stand: str = clearing.CLEARS, digest: str = "", **said: str
    ) -> clearing.Signed:
        word = Word(stand=stand, digest=digest or self.digests()[number - 1], number=number, **said)
        return clearing.sign(ME, self.folder, self.dossier(), self.text, office, word, self.at())

    def settle(self, number: int, text: str, because: str = "", digest: str = "") -> None:
        self.last_change = clearing.settle(
            ME, self.folder, self.dossier(), self.text, digest=digest or self.digests()[number - 1], seen="",
            number=number, text=text, by="state", because=because, moment=self.at(),
        )  # fmt: skip

    def states(self, day: date = DAY) -> list[list[str]]:
        found = clearing.standing(self.dossier(day), self.folder, self.text)
        assert found is not None
        return [[s.state for s in row.stands] for row in found.rows]


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder)


def test_not_asked_silent_and_cleared_are_three_things(desk: Desk) -> None:
    made = desk.send("dod", "nsc")
    assert len(made) == 2
    assert desk.send("dod", "nsc", "state") and len(desk.dossier().ids("clearance")) == 3, (
        "nobody is asked twice"
    )
    assert desk.states() == [["silent"] * 3] * 3
    desk.say("dod", 1)
    assert [row[0] for row in desk.states()] == ["cleared", "silent", "silent"]


def test_a_later_word_counts_and_can_be_taken_back(desk: Desk) -> None:
    desk.send("dod")
    desk.say("dod", 1, clearing.OBJECTS, because="no way to verify")
    assert desk.states()[0] == ["objects"]
    cleared = desk.say("dod", 1)
    assert desk.states()[0] == ["cleared"], "the word of the same day, but later, counts"
    clearing.take_back(ME, desk.folder, cleared)
    assert desk.states()[0] == ["objects"]


def test_edits_side_by_side_and_what_is_settled_reopens_only_what_it_touched(desk: Desk) -> None:
    desk.send("dod", "nsc", owner="state")
    for office in ("dod", "nsc"):
        desk.say(office, 1)
        desk.say(office, 3)
    desk.say(
        "dod",
        2,
        clearing.EDITS,
        edits="The Secretary demands a pause.",
        nature="substance",
        because="too soft",
    )
    desk.say("nsc", 2, clearing.EDITS, edits="The Secretary asks for the pause.", nature="wording")
    found = clearing.standing(desk.dossier(), desk.folder, "plan")
    assert found is not None and found.owner == "State"
    row = found.rows[1]
    assert row.clash and [e.nature for e in row.edits] == ["substance", "wording"]
    assert ("demands", "in") in row.edits[0].pieces and ("asks for", "out") in row.edits[0].pieces
    desk.settle(2, "The Secretary demands a pause.", because="agreed at noon")
    assert desk.states() == [["cleared", "cleared"], ["cleared", "reopened"], ["cleared", "cleared"]]
    found = clearing.standing(desk.dossier(), desk.folder, "plan")
    assert found is not None
    row = found.rows[1]
    assert row.reopened.startswith("State changed it on 12 March, 09:0") and "agreed at noon" in row.reopened
    assert ("demands", "in") in row.change
    assert all(s.signed for s in found.rows[0].stands), "the journal knows them as acts"


def test_nothing_is_cleared_without_the_digest_of_what_was_read(desk: Desk) -> None:
    desk.send("dod")
    read = desk.digests()[1]
    desk.settle(2, "The Secretary asks for an end of the tests.")
    with pytest.raises(Moved) as moved:
        desk.say("dod", 2, digest=read, seen="The Secretary asks for a pause.")
    assert moved.value.read == "The Secretary asks for a pause.", "proved by its digest"
    assert (
        moved.value.now is not None and moved.value.now.text == "The Secretary asks for an end of the tests."
    )
    with pytest.raises(Moved) as made_up:
        desk.say("dod", 2, digest=read, seen="something else")
    assert made_up.value.read == "", "what nobody can prove was read is not shown as read"
    with pytest.raises(NotCleared):
        desk.say("dod", 2, digest="not-a-digest")
    assert desk.states()[1] == ["silent"]


@pytest.mark.parametrize(
    ("office", "stand", "said"),
    [
        ("state", clearing.CLEARS, {}),
        ("dod", "silent", {}),
        ("dod", clearing.OBJECTS, {}),
        ("dod", clearing.EDITS, {"edits": "Other words.", "nature": ""}),
        ("dod", clearing.EDITS, {"edits": "", "nature": "wording"}),
        ("dod", clearing.EDITS, {"edits": "The message has  reached Washington.", "nature": "wording"}),
    ],
)
def test_what_is_no_word_is_refused(desk: Desk, office: str, stand: str, said: dict[str, str]) -> None:
    desk.send("dod")
    before = desk.dossier().ids("clearance")
    with pytest.raises(NotCleared):
        desk.say(office, 1, stand, **said)
    assert desk.dossier().ids("clearance") == before


def test_silence_counts_under_a_named_rule_after_the_deadline_and_never_else(desk: Desk) -> None:
    desk.send("dod", deadline="2018-03-12", rule="read-ahead")
    desk.send("nsc", deadline="2018-03-12")
    desk.say("dod", 1)

    def count(office: str, day: date) -> None:
        clearing.count_silence(
            ME, desk.folder, desk.dossier(day), "plan", office, day, desk.at() + (day - DAY)
        )

    with pytest.raises(NotCleared, match="has not passed"):
        count("dod", DAY)
    later = date(2018, 3, 13)
    with pytest.raises(NotCleared, match="No rule"):
        count("nsc", later)
    count("dod", later)
    assert [row[0] for row in desk.states(later)] == ["cleared", "silence counts", "silence counts"]
    assert [row[1] for row in desk.states(later)] == ["silent"] * 3
    assert [row[0] for row in desk.states(DAY)] == ["cleared", "silent", "silent"], "not known the day before"
    with pytest.raises(NotCleared, match="every paragraph"):
        count("dod", later)


@pytest.mark.parametrize(
    ("offices", "deadline", "rule", "owner", "said"),
    [
        ((), "", "", "", "which offices"), (("nobody",), "", "", "", "Nobody here"),
        (("dod",), "", "a rule", "", "by when"), (("dod",), "31 June 2018", "", "", "June"),
        (("dod",), "", "", "nobody", "Nobody here"),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused(
    desk: Desk, offices: tuple[str, ...], deadline: str, rule: str, owner: str, said: str
) -> None:
    before = {p.name: p.read_bytes() for p in desk.folder.glob("*.*")}
    with pytest.raises(NotCleared, match=said):
        desk.send(*offices, deadline=deadline, rule=rule, owner=owner)
    assert {p.name: p.read_bytes() for p in desk.folder.glob("*.*")} == before


def test_what_was_said_of_a_restricted_paragraph_is_as_restricted(desk: Desk) -> None:
    desk.send("dod")
    desk.say("dod", 3)
    first = desk.say("dod", 1)
    given = desk.dossier().of(Clearance, first.record)
    assert given is not None and given.marking == ""
    third = next(c for c in desk.dossier().all(Clearance) if "exercises" in c.seen)
    assert third.marking == "restricted"


def test_a_paragraph_taken_out_reopens_the_text_for_those_who_had_cleared_it(desk: Desk) -> None:
    desk.send("dod", "nsc")
    desk.say("dod", 1)
    desk.say("dod", 2)
    desk.settle(2, "")
    assert desk.states() == [["reopened", "silent"], ["reopened", "silent"]]


BLOCK = st.text(alphabet="ab c.", min_size=1, max_size=12).filter(
    lambda t: t.strip() and not t.startswith(" ")
)


@settings(max_examples=60)
@given(st.lists(BLOCK, min_size=1, max_size=6), st.data())
def test_other_words_for_a_paragraph_leave_the_others_as_they_are(
    blocks: list[str], data: st.DataObject
) -> None:
    text = "# Aim\n\n" + "\n\n".join(blocks) + "\n"
    number = data.draw(st.integers(1, len(blocks)))
    after = paragraphs(with_paragraph(text, number, "new words"))
    before = paragraphs(text)
    assert [p.digest for p in after if p.number != number] == [p.digest for p in before if p.number != number]
    assert after[number - 1].text == "new words"
    gone = paragraphs(with_paragraph(text, number, ""))
    assert [p.digest for p in gone] == [p.digest for p in before if p.number != number]


# -- lines and drafts ------------------------------------------------------------------------------


def test_a_line_goes_round_and_may_be_said_once_all_have_cleared_it(folder: Path) -> None:
    desk = Desk(folder, "say")
    assert len(desk.send("dod", "nsc", owner="state")) == 2
    line = desk.dossier().of(Line, "say")
    assert line is not None and line.clear == ("dod", "nsc") and line.settled_by == "state"
    assert not desk.dossier().ask(line_state, "say").usable, "a request clears nothing"
    desk.say("dod", 1)
    desk.say("nsc", 1, clearing.EDITS, edits="We set no conditions today.", nature="substance")
    state = desk.dossier().ask(line_state, "say")
    assert (state.clearing.cleared_by, state.clearing.waits_for) == (("dod",), ("nsc",))
    desk.settle(1, "We set no conditions today.", because="agreed at noon")
    assert desk.states() == [["reopened", "cleared"]], "the words asked for, taken word for word"
    assert not desk.dossier().ask(line_state, "say").usable
    desk.say("dod", 1)
    assert desk.dossier().ask(line_state, "say").usable
    line = desk.dossier().of(Line, "say")
    assert line is not None and line.words == "We set no conditions today."
    assert [c.says for c in line.changes] == ["agreed at noon"]
    assert not load(folder).faults


def test_a_draft_goes_round_clause_by_clause_and_its_brackets_stay(folder: Path) -> None:
    desk = Desk(folder, "agreed")
    desk.send("dod", "nsc")
    desk.say("dod", 1)
    desk.say("dod", 2, clearing.OBJECTS, because="no way to verify it")
    assert desk.states() == [["cleared", "silent"], ["objects", "silent"]]
    desk.settle(2, "2. [The tests stop | Tests pause while talks go on].")
    draft = desk.dossier().of(Draft, "agreed")
    assert draft is not None and "while talks go on]" in draft.text and draft.text.startswith("1. The sides")
    assert desk.states() == [["cleared", "silent"], ["reopened", "silent"]], (
        "the objection was to other words"
    )
    assert not load(folder).faults


def test_what_does_not_stand_any_more_does_not_go_round(folder: Path) -> None:
    with pytest.raises(NotCleared, match="does not stand any more"):
        Desk(folder, "old").send("dod")
    assert clearing.texts(load(folder).as_of(DAY)) == ("plan", "agreed", "say")
    with pytest.raises(NotCleared, match="offices clear"):
        Desk(folder, "q").send("dod")


# -- taking back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["plan", "agreed", "say"])
def test_a_sending_round_is_taken_back_to_the_letter(folder: Path, text: str) -> None:
    desk = Desk(folder, text)
    desk.send("dod")
    before = load(folder).whole.records
    desk.send("dod", "nsc", deadline="16 March 2018", owner="state")
    clearing.take_round_back(ME, folder, desk.dossier(), desk.last_round)
    assert load(folder).whole.records == before


def test_a_sending_round_that_was_answered_is_left(desk: Desk) -> None:
    desk.send("dod", "nsc")
    sent = desk.last_round
    desk.say("dod", 1)
    before = load(desk.folder).whole.records
    with pytest.raises(NotCleared, match="It was answered since: Defense on 12 March 2018, 09:02"):
        clearing.take_round_back(ME, desk.folder, desk.dossier(), sent)
    assert load(desk.folder).whole.records == before


def test_a_sending_round_that_went_to_more_since_is_left(desk: Desk) -> None:
    desk.send("dod")
    sent = desk.last_round
    desk.send("nsc")
    before = load(desk.folder).whole.records
    with pytest.raises(StaleText):
        clearing.take_round_back(ME, desk.folder, desk.dossier(), sent)
    assert load(desk.folder).whole.records == before


@pytest.mark.parametrize("words", ["The Secretary demands a pause.", ""])
def test_a_change_of_a_paragraph_is_taken_back_with_the_clearances_of_it(desk: Desk, words: str) -> None:
    desk.send("dod")
    desk.say("dod", 2)
    before = load(desk.folder).whole.records
    desk.settle(2, words)
    assert desk.states()[1] != ["cleared"]
    clearing.take_change_back(ME, desk.folder, desk.dossier(), desk.last_change)
    assert load(desk.folder).whole.records == before
    assert desk.states()[1] == ["cleared"]


def test_a_change_that_an_office_has_spoken_of_is_left(desk: Desk) -> None:
    desk.send("dod")
    desk.settle(2, "The Secretary demands a pause.")
    settled = desk.last_change
    desk.say("dod", 2)
    with pytest.raises(NotCleared, match="answered since: Defense"):
        clearing.take_change_back(ME, desk.folder, desk.dossier(), settled)
    desk.settle(2, "The Secretary waits.")
    with pytest.raises(StaleText):
        clearing.take_change_back(
            ME, desk.folder, desk.dossier(),
            clearing.Settled(text=settled.text, number=2, now=""),
        )  # fmt: skip
