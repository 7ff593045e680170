"""The relay page: every judgement of the analysis is in the table, and one may add a hop or an enquiry."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.analysis.relays import Mark, relay_reading
from summitry.desk.pages.relaytable import WORDS, grid
from summitry.dossier.kinds import Relay
from summitry.dossier.kinds.relays import Carry
from summitry.folder.load import load, load_texts

DAY = date(2018, 3, 12)


def table_of(folder: Path):  # type: ignore[no-untyped-def]
    dossier = load(folder).as_of(DAY)
    relay = dossier.of(Relay, "kim-message")
    assert relay is not None
    reading = dossier.ask(relay_reading, relay.id)
    return reading, grid(dossier, relay, reading)


def test_every_loss_stands_in_the_table(folder: Path) -> None:
    reading, table = table_of(folder)
    cells = [c for row in reading.rows for c in row.cells]
    states = [s.state for line in table.lines for s in line.told]
    for mark, word in (
        (Mark.DROPPED, "dropped"), (Mark.HARDENED, "hardened"), (Mark.ADDED, "added"),
        (Mark.VERSIONS_DIFFER, "differs"),
    ):  # fmt: skip
        assert states.count(word) == sum(mark in c.marks for c in cells), word
    assert states.count("lost") == sum(len(c.missing) for c in cells if Mark.CONDITION_LOST in c.marks)
    assert all(len(s.few.removesuffix(" …").split()) <= WORDS for line in table.lines for s in line.told)
    assert len({s.key for line in table.lines for s in line.told}) == len(states), "each has an address"
    assert sum(many for _, many in table.days) == len(table.columns)


def test_the_strip_compares_the_words_of_the_chosen_cell(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    page = reader.get("/talks/relays/kim-message?cell=pause~white-house").content.decode()
    strip = re.search(r'id="strip".*?</section>', page, re.DOTALL)
    assert strip is not None
    assert "<ins>refrain from any further</ins>" in strip[0]
    assert "<del>" in strip[0]
    lost = reader.get("/talks/relays/kim-message?cell=pause.while-talks~white-house").content.decode()
    assert "<del>while the dialogue continues</del>" in lost
    assert reader.get("/talks/relays/kim-message?cell=no-such~cell").status_code == 200
    assert reader.get("/talks/relays/no-such").status_code == 404
    assert b"Add a hop" not in reader.get("/talks/relays/kim-message").content


def test_earlier_the_later_tellings_are_absent(signed_in: SignIn) -> None:
    page = signed_in("officer").get("/talks/relays/kim-message?on=2018-03-07").content
    assert b"Mike Pompeo" not in page and b"Add a hop" not in page
    assert b"Chung Eui-yong" in page


def test_a_hop_and_an_enquiry_are_added(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    address = "/talks/add/kim-message/hops"
    kept = officer.post(address, {"w.pause": "no tests at all"})
    assert (
        kept.status_code == 422 and b"no tests at all" in kept.content and b"Say who tells it" in kept.content
    )
    sent = {
        "by": "rex-tillerson", "on": "2018-03-12", "tells": "part", "w.pause": "no tests at all",
        "i.pause": "while-talks", "c.pause": "as long as we talk",
    }  # fmt: skip
    before = len(load(folder).get("kim-message").hops)  # type: ignore[union-attr]
    assert officer.post(address, sent).status_code == 302
    hops = load(folder).get("kim-message").hops  # type: ignore[union-attr]
    assert len(hops) == before + 1
    assert hops[-1].id.startswith("rex-tillerson-"), "a hop is called by a short name"
    carried = dict(hops[-1].carries)["pause"]
    assert (carried.words, carried.if_) == ("no tests at all", (("while-talks", "as long as we talk"),))
    assert b"no tests at all" in officer.get("/talks/relays/kim-message").content
    assert officer.post("/talks/add/kim-message/asked", {"who": "nobody-here"}).status_code == 422
    assert (
        officer.post("/talks/add/kim-message/asked", {"who": "kcna", "on": "2018-03-12"}).status_code == 302
    )
    assert signed_in("reader").get(address).status_code == 404
    assert officer.get(f"{address}?on=2018-03-09").status_code == 404
    assert officer.get("/talks/add/kim-message/elements").status_code == 404


@pytest.mark.parametrize("hops", ["[]", "[{id: a, by: p, on: 2018-03-01}]"])
def test_a_message_without_words_says_what_to_do(hops: str) -> None:
    text = f"relays: [{{id: r, title: t, from: p, elements: [{{id: e, says: something}}], hops: {hops}}}]"
    dossier = load_texts({"dossier.yaml": "people: [{id: p, name: P}]", "r.yaml": text}).as_of(DAY)
    relay = dossier.of(Relay, "r")
    assert relay is not None
    assert grid(dossier, relay, dossier.ask(relay_reading, "r")).find("") is None


TABLE = "/talks/relays/kim-message"


def carried(folder: Path, hop: str) -> dict[str, Carry]:
    relay = load(folder).of(Relay, "kim-message")
    assert relay is not None
    return dict(next(h for h in relay.hops if h.id == hop).carries)


def test_an_element_is_put_to_a_telling_before_its_words_are_on_record(
    signed_in: SignIn, folder: Path
) -> None:
    officer, before = signed_in("officer"), load(folder).whole.records
    page = officer.get(TABLE).content.decode()
    assert 'data-hop="pompeo-11-march"' in page and 'data-lift="pause"' in page and "style=" not in page
    sent = {"element": "pause", "hop": "pompeo-11-march"}
    answer = officer.post(TABLE, sent)
    assert answer.status_code == 302
    assert answer["Location"] == f"{TABLE}?cell=pause~pompeo-11-march#carry"
    assert carried(folder, "pompeo-11-march")["pause"].words == ""
    page = officer.get(answer["Location"].partition("#")[0]).content.decode()
    assert "Its words are not on record yet." in page and "no words" in page
    assert 'name="take"' in page, "the telling's own sentences are offered, and none is chosen"
    assert "checked" not in page
    assert officer.post(TABLE, sent).status_code == 422, "twice"
    words = {**sent, "take": "complete, verifiable, irreversible denuclearization"}
    condition = {"condition": "while-talks", "told": "as long as we talk"}
    assert officer.post(TABLE, {**words, **condition}).status_code == 302
    found = carried(folder, "pompeo-11-march")["pause"]
    assert (found.words, found.if_) == (words["take"], (("while-talks", "as long as we talk"),))
    assert "Taken back:" in officer.post("/talks/undo", {"back": TABLE}, follow=True).content.decode()
    assert carried(folder, "pompeo-11-march")["pause"].words == ""
    assert "Taken back:" in officer.post("/talks/undo", {"back": TABLE}, follow=True).content.decode()
    assert load(folder).whole.records == before


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"element": "pause", "hop": "seoul"}, "carries it already"),
        ({"element": "no-such", "hop": "seoul"}, "which element"),
        ({"element": "pause", "hop": "no-such"}, "which telling"),
        ({"element": "meet", "hop": "seoul", "condition": "while-talks"}, "in which words the condition"),
        ({"element": "meet", "hop": "seoul", "told": "while we talk"}, "which condition"),
        ({"element": "meet", "hop": "seoul", "condition": "meet", "told": "x"}, "another element"),
        ({"element": "meet", "hop": "seoul", "words": "x" * 5000}, "At most"),
        ({"element": "meet", "hop": "seoul", "words": "\x00"}, "cannot be printed"),
        ({}, "which element"),
    ],
)
def test_what_cannot_be_put_to_a_telling_is_refused_and_kept(
    signed_in: SignIn, folder: Path, sent: dict[str, str], says: str
) -> None:
    before = {p.name: p.read_bytes() for p in folder.glob("*.yaml")}
    answer = signed_in("officer").post(TABLE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Not filed." in page
    assert says in page
    if sent.get("told"):
        assert f'value="{sent["told"]}"' in page
    assert {p.name: p.read_bytes() for p in folder.glob("*.yaml")} == before


def test_only_who_may_file_puts_an_element_to_a_telling(signed_in: SignIn, folder: Path) -> None:
    sent = {"element": "pause", "hop": "pompeo-11-march"}
    for role in ("reader", "clearer", "decider"):
        someone = signed_in(role)
        assert b"Say what a telling carries" not in someone.get(TABLE).content, role
        assert someone.post(TABLE, sent).status_code == 404, role
    officer = signed_in("officer")
    assert officer.post(f"{TABLE}?on=2018-03-11", sent).status_code == 404
    assert b"Say what a telling carries" not in officer.get(f"{TABLE}?on=2018-03-11").content
    assert officer.post("/talks/relays/no-such", sent).status_code == 404


def test_what_was_read_in_a_restricted_utterance_is_as_restricted(signed_in: SignIn, folder: Path) -> None:
    file = folder / "statements-march.yaml"
    text = file.read_text(encoding="utf-8")
    assert "id: pompeo-2018-03-11" in text
    text = re.sub(r"id: pompeo-2018-03-11,?", "id: pompeo-2018-03-11, marking: restricted,", text, count=1)
    if "{id: pompeo-2018-03-11" not in text:
        text = text.replace(
            "id: pompeo-2018-03-11, marking: restricted,", "id: pompeo-2018-03-11\n  marking: restricted"
        )
    file.write_text(text, encoding="utf-8")
    officer = signed_in("officer")
    assert officer.post(TABLE, {"element": "pause", "hop": "pompeo-11-march"}).status_code == 302
    assert carried(folder, "pompeo-11-march")["pause"].marking == "restricted"
    assert signed_in("reader", marking="open").get(TABLE).status_code == 404


def test_elements_that_nobody_tells_and_tellings_without_words_stand_in_the_table() -> None:
    text = """
people: [{id: p, name: P}, {id: q, name: Q}]
statements: [{id: s, by: q, said: 2018-03-02, words: We stop. We wait.}]
relays:
- id: r
  title: t
  from: p
  elements: [{id: a, says: they stop}, {id: b, says: they wait}, {id: c, says: if we wait}]
  hops:
  - {id: start, by: p, on: 2018-03-01}
  - {id: told, by: q, on: 2018-03-01, carries: {a: {words: they stop, if: {c: if you wait}}}}
  - {id: bare, statement: s}
"""
    dossier = load_texts({"dossier.yaml": "zone: UTC", "r.yaml": text}).as_of(DAY)
    assert not dossier.faults
    relay = dossier.of(Relay, "r")
    assert relay is not None
    table = grid(dossier, relay, dossier.ask(relay_reading, "r"))
    assert [(c.hop, c.takes, c.carries) for c in table.columns] == [
        ("told", True, ("a",)),
        ("bare", True, ()),
    ]
    assert [(line.element, line.kind, line.lifts) for line in table.lines] == [
        ("a", "", "a"), ("a.c", "if", ""), ("b", "untold", "b"),
    ]  # fmt: skip
