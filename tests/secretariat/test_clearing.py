"""A paper goes round: who read what, what an edit reopens, what silence counts for."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.dossier.kinds import Clearance, Paper
from summitry.dossier.paragraphs import paragraphs, with_paragraph
from summitry.dossier.value import Dossier
from summitry.folder.load import load
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
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "who.yaml").write_text(RECORDS, encoding="utf-8")
    (tmp_path / "plan.md").write_text(
        f"---\nkind: paper\nid: plan\ntitle: The plan\n---\n{TEXT}", encoding="utf-8"
    )
    return tmp_path


class Desk:
    """The acts on one paper, each a minute after the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2018, 3, 12, 9, 0, tzinfo=UTC)

    def dossier(self, day: date = DAY) -> Dossier:
        return load(self.folder).as_of(day)

    def at(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def send(
        self, *offices: str, deadline: str = "14 March 2018", rule: str = "", owner: str = ""
    ) -> tuple[str, ...]:
        return clearing.send_round(
            ME, self.folder, self.dossier(), "plan", offices, deadline=deadline, rule=rule, settled_by=owner,
            moment=self.at(),
        )  # fmt: skip

    def digests(self) -> list[str]:
        paper = self.dossier().of(Paper, "plan")
        assert paper is not None
        return [p.digest for p in paragraphs(paper.text, ("open", "restricted"))]

    def say(
        self, office: str, number: int, stand: str = clearing.CLEARS, digest: str = "", **said: str
    ) -> clearing.Signed:
        word = Word(stand=stand, digest=digest or self.digests()[number - 1], number=number, **said)
        return clearing.sign(ME, self.folder, self.dossier(), "plan", office, word, self.at())

    def settle(self, number: int, text: str, because: str = "", digest: str = "") -> None:
        clearing.settle(
            ME, self.folder, self.dossier(), "plan", digest=digest or self.digests()[number - 1], seen="",
            number=number, text=text, by="state", because=because, moment=self.at(),
        )  # fmt: skip

    def states(self, day: date = DAY) -> list[list[str]]:
        found = clearing.standing(self.dossier(day), self.folder, "plan")
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
