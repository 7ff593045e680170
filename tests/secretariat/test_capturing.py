"""A sentence of a held document becomes a fact, and is taken back without a trace."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from summitry.archive.proofs import Verdict, proofs
from summitry.dossier.kinds import Agreement, Event, Pledge, Position, Relay, Statement
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.secretariat import acts, capturing
from summitry.secretariat.acts import Actor
from summitry.secretariat.capturing import proposing
from summitry.secretariat.capturing.filing import NotFiled, NotTakenBack
from summitry.secretariat.capturing.names import named_in, resolve
from summitry.secretariat.capturing.paper import NotChosen
from summitry.secretariat.checking import check
from summitry.secretariat.opening import load

PARIS = Path(__file__).resolve().parents[2] / "examples" / "paris-1968"
ME = Actor(name="reyes")
DAY = date(1968, 10, 28)
PAPER = "frus1964-68v07/d58"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "paris"
    shutil.copytree(PARIS, copy)
    yield copy


def opened(folder: Path) -> Dossier:
    return load(folder).as_of(DAY)


def texts(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.rglob("*.yaml")}


def fact(
    dossier: Dossier, what: str, at: str, last: str = "", words: str = "", **answers: str
) -> capturing.Prepared:
    paper = capturing.paper_of(dossier, PAPER)
    assert paper is not None
    chosen = capturing.choose(paper, at, last, words)
    given = {name.rstrip("_"): (value,) for name, value in answers.items()}
    return capturing.prepared(dossier, paper, chosen, what, given, DAY.isoformat())


ANSWERS: dict[str, dict[str, str]] = {
    "statement": {"by": "Xuan Thuy"},
    "claim": {"relay": "+", "from": "Xuan Thuy", "by": "harriman", "another": "they will answer"},
    "pledge": {"by": "drv"},
    "duty": {"agreement": "+", "title": "the understanding", "by": "drv"},
    "step": {"paper": "+", "title": "the plan", "by": "drv"},
    "event": {"says": "the delegations met", "on": "11 October 1968"},
    "position": {"by": "drv", "about": "", "stand": "object"},
}


@pytest.mark.parametrize("what", capturing.KINDS)
def test_every_kind_is_filed_with_words_passage_and_day_and_taken_back(folder: Path, what: str) -> None:
    dossier = opened(folder)
    answers = dict(ANSWERS[what])
    if what == "position":
        answers["about"] = dossier.ids("question")[0]
    before = texts(folder)
    made = fact(dossier, what, "872.0", "872.1", **answers)
    assert made.faults == ()
    filing = capturing.file(ME, folder, made)
    after = opened(folder)
    record = after.get(filing.record)
    assert record is not None
    proof = proofs(after, record.id)
    assert proof and all(p.verdict is Verdict.PROVED for p in proof), "the words stand where it says"
    assert "Le Duc Tho asked whether we had finished" in proof[0].words
    assert record.learned is not None and record.learned.text == "1968-10-28"
    said = {Statement: "said", Pledge: "said", Event: "on", Position: "on"}.get(type(record))
    if said:
        assert getattr(record, said).text.startswith("1968-10-11")
    paper = capturing.paper_of(after, PAPER)
    assert paper is not None
    assert any(m.record == record.id and m.passage == 872 for m in capturing.filed_from(after, paper))
    capturing.take_back(ME, folder, filing)
    stays = texts(folder)
    assert {k: v for k, v in stays.items() if k in before} == before
    assert opened(folder).get(filing.record) is None
    assert not load(folder).faults


def test_a_claim_joins_a_telling_and_only_its_own_words_go_again(folder: Path) -> None:
    dossier = opened(folder)
    relay = dossier.all(Relay)[0]
    first = fact(
        dossier, "claim", "872.1", relay=relay.id, hop="", by="harriman", element=relay.elements[0].id
    )
    made = capturing.file(ME, folder, first)
    dossier = opened(folder)
    now = dossier.of(Relay, relay.id)
    assert now is not None
    hop = now.hops[-1]
    assert [e for e, _ in hop.carries] == [relay.elements[0].id]
    second = fact(dossier, "claim", "872.2", relay=relay.id, hop=hop.id, element=relay.elements[1].id)
    joined = capturing.file(ME, folder, second)
    assert joined.pieces == (("carries", f"{hop.id}/{relay.elements[1].id}", joined.pieces[0][2]),)
    with pytest.raises(NotTakenBack):
        capturing.take_back(ME, folder, made)
    capturing.take_back(ME, folder, joined)
    capturing.take_back(ME, folder, made)
    assert opened(folder).of(Relay, relay.id) == relay


def test_what_somebody_changed_since_is_not_taken_back(folder: Path) -> None:
    filing = capturing.file(ME, folder, fact(opened(folder), "statement", "872.0", by="Xuan Thuy"))
    there = acts.read(folder, filing.record, ["says"])
    acts.revise(Actor(name="osei"), folder, filing.record, {"says": "theirs"}, there.digest)
    with pytest.raises(NotTakenBack):
        capturing.take_back(ME, folder, filing)
    assert opened(folder).get(filing.record) is not None


def test_nothing_is_filed_that_is_wrong(folder: Path) -> None:
    dossier, before = opened(folder), texts(folder)
    for made in (
        fact(dossier, "statement", "872.0", by=""),
        fact(dossier, "statement", "872.0", by="Nobody Known"),
        fact(dossier, "event", "872.0", says="x", on="31 June 1968"),
        fact(dossier, "claim", "872.0", relay="no-such"),
    ):
        assert made.faults
        with pytest.raises(NotFiled):
            capturing.file(ME, folder, made)
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [("872.99", "", ""), ("1.0", "", ""), ("x", "", ""), ("", "", ""),
     ("872.0", "", "words that are not there"), ("862.0", "880.0", "")],
)  # fmt: skip
def test_only_what_stands_in_the_document_is_chosen(folder: Path, first: str, last: str, words: str) -> None:
    paper = capturing.paper_of(opened(folder), PAPER)
    assert paper is not None
    with pytest.raises(NotChosen):
        capturing.choose(paper, first, last, words)


def test_words_may_be_narrowed_and_sentences_joined(folder: Path) -> None:
    paper = capturing.paper_of(opened(folder), PAPER)
    assert paper is not None
    assert capturing.choose(paper, "872.0", "", "had finished").words == "had finished"
    both = capturing.choose(paper, "872.0", "873.0")
    assert [p.number for p in both.passages] == [872, 873]
    assert len(both.sources) == 2
    assert capturing.choose(paper, "873.0", "872.0") == both, "in whichever order they were pointed at"


HEADER = "format: 1\nzone: UTC\ncutoff: 2018-03-12\n"
WHO = """
people:
- {id: chung, name: Chung Eui-yong}
- {id: kim-a, name: Kim Jong Un}
- {id: kim-b, name: Kim Yong Chol}
questions:
- {id: halt, asks: "Will the missile tests halt?"}
- {id: stop, asks: "Will the nuclear tests stop?"}
"""


def test_two_equal_ones_are_not_proposed() -> None:
    dossier = load_texts({"dossier.yaml": HEADER, "a.yaml": WHO}).as_of(date(2018, 3, 12))
    texts = {"halt": "Will the missile tests halt?", "stop": "Will the nuclear tests stop?"}
    assert proposing.likest(dossier, "missile tests halt", texts).value == "halt"
    neither = proposing.likest(dossier, "missile tests and nuclear ones", texts)
    assert neither.value == "" and "may be meant" in neither.because
    assert [n.ids for n in named_in(dossier, "Kim said that Chung left")] == [("kim-a", "kim-b"), ("chung",)]
    assert resolve(dossier, "Kim", ("person",)) == ("kim-a", "kim-b")
    assert resolve(dossier, "chung eui-yong", ("person",)) == ("chung",)


@pytest.mark.parametrize("at", ["872.1", "872.2"])
def test_findings_shown_before_filing_are_those_of_the_check_after(folder: Path, at: str) -> None:
    dossier = opened(folder)
    relay = dossier.of(Relay, "facts-of-life")
    assert relay is not None
    before = {d.message for d in check(dossier).findings}
    made = fact(dossier, "claim", at, relay=relay.id, hop="", by="harriman", another="something quite new")
    found = {d.message for d in capturing.findings(dossier, made)}
    assert dossier.of(Relay, relay.id) is relay, "nothing was changed by supposing it"
    capturing.file(ME, folder, made)
    after = {d.message for d in check(opened(folder)).findings}
    assert found, "an element that no earlier telling had is worth a word"
    assert found <= after - before


def test_an_agreement_gains_a_duty(folder: Path) -> None:
    dossier = opened(folder)
    made = capturing.file(ME, folder, fact(dossier, "duty", "872.0", agreement="+", title="one", by="drv"))
    more = fact(opened(folder), "duty", "872.1", agreement=made.record, by="drv")
    capturing.file(ME, folder, more)
    agreement = opened(folder).of(Agreement, made.record)
    assert agreement is not None and len(agreement.duties) == 2
