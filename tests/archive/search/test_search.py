"""Questions put to a cabinet, from the text of a dossier to what is found."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.search.cabinets import Cabinet, ask, cabinet_and_records, dossier, ids
from tests.holdings import typed as typed_text

from summitry.archive.search import NotADate, Searcher
from summitry.archive.search.entry import Facts, entry
from summitry.archive.search.shelf import Shelf, Shelved
from summitry.dossier.holdings import HeldPart, Named

TEXTS = {
    "freeze": "The plutonium production reactor at Yongbyon is frozen.\n\nInspectors stay at the reactor.",
    "lunch": "The delegation had lunch. Walt W. Rostow was not there.",
    "halt": "President Thiệu agreed to the bombing halt, and Eugene Rostow said so.\n\nRostow thanked him.",
    "seoul": "우리는 조선반도의 비핵화에 합의하였다. 리용호 외무상이 말하였다.",
    "tokyo": "六者会談は北京で開かれた。",
}


@pytest.fixture
def talks() -> tuple[str, Cabinet]:
    return cabinet_and_records(TEXTS)


def test_a_word_finds_its_other_forms(talks: tuple[str, Cabinet], tmp_path: Path) -> None:
    found = ask(dossier(*talks), tmp_path, "inspections of reactors freezing")
    assert ids(found) == ["freeze"]
    assert found.documents == 1
    assert found.held == 5


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bombing lunch", {"halt", "lunch"}),
        ("bombing AND lunch", set()),
        ("bombing OR lunch", {"halt", "lunch"}),
        ("rostow -bombing", {"lunch"}),
        ('"bombing halt"', {"halt"}),
        ('"halt bombing"', set()),
        ("delegat*", {"lunch"}),
        ("Thieu", {"halt"}),
        ("비핵화", {"seoul"}),
        ("会談", {"tokyo"}),
        ("北京", {"tokyo"}),
        ("京", {"tokyo"}),
        ("京 AND 会談", {"tokyo"}),
        ("조선반도의 비핵화", {"seoul"}),
        ('"비핵화에 합의"', {"seoul"}),
        ("title:freeze", {"freeze"}),
        ("kind:plain", set(TEXTS)),
        ("kind:pdf", set()),
        ("in:lunch", {"lunch"}),
        ("marking:open lunch", {"lunch"}),
        ("marking:restricted", set()),
        ("zzyzx kind:plain", set()),
        ("zzyzx lunch kind:plain", {"lunch"}),
        ("(bombing OR lunch) AND rostow", {"halt", "lunch"}),
        ("", set()),
        ("of the", set()),
    ],
)
def test_what_is_typed_finds(talks: tuple[str, Cabinet], tmp_path: Path, typed: str, found: set[str]) -> None:
    answer = ask(dossier(*talks), tmp_path, typed)
    assert set(ids(answer)) == found
    assert answer.documents == len(found)


def test_dates_are_spans(tmp_path: Path) -> None:
    records = """
documents:
- {id: one, title: One, date: 1968-10-14, file: archive/one.txt}
- {id: two, title: Two, date: 1968-11, file: archive/two.txt}
- {id: undated, title: Three, file: archive/undated.txt}
"""
    held = Cabinet({f"archive/{id}.txt": "A telegram." for id in ("one", "two", "undated")})
    told = dossier(records, held)
    assert ids(ask(told, tmp_path, "telegram date:1968-10")) == ["one"]
    assert ids(ask(told, tmp_path, "date:1968-10-01/1968-11-15")) == ["one", "two"]
    assert ids(ask(told, tmp_path, "date:1968-10-20/..")) == ["two"]
    with pytest.raises(NotADate):
        ask(told, tmp_path, "date:1968-13")


def test_a_person_is_found_under_every_name(talks: tuple[str, Cabinet], tmp_path: Path) -> None:
    records, held = talks
    people = "\npeople:\n- {id: ri, name: Ri Yong Ho, also: [Lee Yong-ho, 리용호]}"
    found = ask(dossier(records + people, held), tmp_path, "Lee Yong-ho")
    assert ids(found) == ["seoul"]
    assert next((c.name, c.kind) for c in found.hits[0].counted) == ("Ri Yong Ho", "person")


def test_a_surname_counts_for_each_bearer_and_a_full_name_for_one(
    talks: tuple[str, Cabinet], tmp_path: Path
) -> None:
    records, held = talks
    held.name(
        "archive/halt.txt",
        Named(id="p1", name="Rostow, Walt W."),
        Named(id="p2", name="Rostow, Eugene V."),
    )
    found = ask(dossier(records, held), tmp_path, "Walt Rostow")
    assert ids(found)[0] == "lunch"
    assert {c.name for c in found.hits[0].counted if c.kind == "person"} == {"Walt W. Rostow"}
    both = ask(dossier(records, held), tmp_path, "Rostow")
    assert set(ids(both)) == {"lunch", "halt"}


def test_a_term_is_found_under_every_form(tmp_path: Path) -> None:
    records, held = cabinet_and_records(
        {"gvn": "The GVN will come.", "south": "South Vietnam will come.", "other": "Somebody will come."}
    )
    held.name(
        "archive/gvn.txt",
        Named(id="t1", name="GVN", says="Government of Vietnam (South Vietnam)", kind="term"),
        Named(id="t2", name="RVN", says="Republic of Vietnam (South Vietnam)", kind="term"),
        Named(id="t3", name="NVA", says="People's Army (South Vietnam)", kind="term"),
    )
    found = ask(dossier(records, held), tmp_path, "RVN")
    assert set(ids(found)) == {"gvn", "south"}
    assert "South Vietnam" in found.hits[0].counted[0].also
    assert set(ids(ask(dossier(records, held), tmp_path, "NVA"))) == set()


def test_what_counted_is_said(talks: tuple[str, Cabinet], tmp_path: Path) -> None:
    records, held = talks
    held.name("archive/halt.txt", Named(id="p1", name="Rostow, Walt W."))
    found = ask(dossier(records, held), tmp_path, "Walt W Rostow: lunch and")
    hit = found.hits[0]
    assert [(c.name, c.kind) for c in hit.counted] == [("Walt W. Rostow", "person"), ("lunch", "word")]
    assert found.ignored == ("W", "and")
    assert hit.extract is not None
    assert [hit.extract.words[a:b] for a, b in hit.extract.marked] == ["lunch", "Walt W. Rostow"]
    assert abs(sum(c.score for c in hit.counted) - hit.score) < 0.01


def test_a_misspelt_word_is_corrected_from_the_documents(talks: tuple[str, Cabinet], tmp_path: Path) -> None:
    found = ask(dossier(*talks), tmp_path, "plutonum bombing")
    assert found.nowhere == ("plutonum",)
    assert found.did_you_mean == "plutonium bombing"
    assert ids(found) == ["halt"]


def test_facets_count_what_matches(tmp_path: Path) -> None:
    records = """
documents:
- {id: one, title: One, date: 1968-10-14, author: Rostow, file: archive/one.txt, grade: official}
- {id: two, title: Two, date: 1969-11, author: Bunker, file: archive/two.txt, grade: official}
- {id: three, title: Three, date: 1969-12, author: Bunker, file: archive/three.txt, grade: news}
"""
    texts = {"one": "A telegram.", "two": "A telegram.", "three": "A letter."}
    held = Cabinet({f"archive/{id}.txt": text for id, text in texts.items()})
    found = ask(dossier(records, held), tmp_path, "telegram")
    tallies = {(t.facet, t.value): (t.documents, t.asks) for t in found.tallies}
    assert tallies[("date", "1968")] == (1, "date:1968")
    assert tallies[("author", "Bunker")] == (1, "author:Bunker")
    assert ("kind", "official") not in tallies, "every one of them has it"
    for (_, _), (documents, asks) in tallies.items():
        assert ask(dossier(records, held), tmp_path, f"telegram {asks}").documents == documents


def test_records_are_a_list_of_their_own(talks: tuple[str, Cabinet], tmp_path: Path) -> None:
    records, held = talks
    more = """
questions:
- {id: halt-terms, asks: On what terms would the bombing stop?}
statements:
- {id: thieu-yes, by: thieu, said: 1968-10-16, words: "We accept the bombing halt."}
people: [{id: thieu, name: Nguyen Van Thieu, also: [Thieu]}]
"""
    told = dossier(records + more, held)
    found = ask(told, tmp_path, "bombing halt")
    assert [record.id for record in found.records] == ["thieu-yes", "halt-terms"]
    assert ids(found) == ["halt"]
    kinds = ask(told, tmp_path, "bombing kind:question")
    assert ([r.id for r in kinds.records], ids(kinds)) == (["halt-terms"], [])
    assert [r.id for r in ask(told, tmp_path, '"bombing halt"').records] == ["thieu-yes"]
    assert [r.id for r in ask(told, tmp_path, "bombing -stop").records] == ["thieu-yes"]
    assert [r.id for r in ask(told, tmp_path, "date:1968-10").records] == ["thieu-yes"]


def test_a_day_knows_what_was_known(tmp_path: Path) -> None:
    records = """
documents:
- {id: early, title: Early, published: 2018-03-01, file: archive/early.txt}
- {id: late, title: Late, published: 2018-03-09, file: archive/late.txt}
- {id: volume, title: Volume, file: archive/volume.txt}
"""
    held = Cabinet(
        {
            "archive/early.txt": "The freeze.",
            "archive/late.txt": "The freeze, the freeze and plutonium.",
            "archive/volume.txt": "[d1] A freeze.\n\n[d2] A freeze of later days.",
        }
    )
    held.name("archive/volume.txt", d1=HeldPart(date="2018-03-02"), d2=HeldPart(date="2018-03-20"))
    told = dossier(records, held, date(2018, 3, 5))
    found = ask(told, tmp_path, "freeze plutonim")
    assert set(ids(found)) == {"early", "volume/d1"}
    assert (found.held, found.did_you_mean) == (2, "")
    assert ask(told, tmp_path, "date:2018-03-20").documents == 0
    without_late = records.replace(
        "- {id: late, title: Late, published: 2018-03-09, file: archive/late.txt}\n", ""
    )
    assert ask(dossier(without_late, held, date(2018, 3, 5)), tmp_path / "other", "freeze plutonim") == found
    assert ask(told.as_of(date(2018, 4, 1)), tmp_path, "freeze").held == 4


def test_a_scan_without_text_is_found_by_its_title(tmp_path: Path) -> None:
    records = "documents:\n- {id: scan, title: Minutes of the armistice, file: archive/scan.pdf}"
    found = ask(dossier(records, Cabinet({"archive/scan.pdf": ""})), tmp_path, "armistice minutes")
    assert ids(found) == ["scan"]
    assert found.hits[0].extract is None


@given(st.text() | st.text(alphabet='lunchredo ()"-*:“”ANDORT京비'))
def test_any_question_has_an_answer(typed: str) -> None:
    with Shelf(None) as shelf:
        for name, text in TEXTS.items():
            held = typed_text(f"archive/{name}.txt", text)
            made = entry(Facts(id=name, document=name, title=name), held, held.parts[0])
            shelf.put(Shelved(id=name, stamp="", entries=((made, 1),)))
        searcher = Searcher(shelf)
        try:
            found = searcher.ask(typed, limit=100)
        except NotADate:
            return
        assert found.documents == len(found.hits) == len(set(ids(found)))
        assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)
        assert searcher.run_typed(typed) == searcher.run_typed(typed)
