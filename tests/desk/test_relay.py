"""The relay page: every judgement of the analysis is in the table, and one may add a hop or an enquiry."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.analysis.relays import Mark, relay_reading
from summitry.desk.pages.relaytable import WORDS, grid
from summitry.dossier.kinds import Relay
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
