"""Whatever an author can write wrong is a fault with a place, and everything else is loaded."""

import os
from pathlib import Path

import pytest

from summitry.dossier.kinds import Person, Statement
from summitry.dossier.value import Dossier
from summitry.folder.load import Unreadable, load, load_texts

GOOD = "people:\n- {id: good, name: Good}\n"


def loaded(text: str, **more: str) -> Dossier:
    return load_texts({"dossier.yaml": "format: 1\n", "a.yaml": text, "good.yaml": GOOD, **more})


def faults(dossier: Dossier) -> list[tuple[str, str]]:
    return [(d.code, str(d.origin)) for d in dossier.faults]


@pytest.mark.parametrize(
    ("text", "code", "place", "kept"),
    [
        ('people:\n- {id: a, name: A}\n- {id: b, name: "B}\n', "FRM001", "a.yaml:3:1", ["a"]),
        ("people:\n- id: a\n\tname: A\n", "FRM002", "a.yaml:3:1", []),
        ("people:\n- {id: a, name: &x A}\n", "FRM003", "a.yaml:2:11", ["a"]),
        ("people:\n- {id: a, name: !x A}\n", "FRM004", "a.yaml:2:11", ["a"]),
        ("people:\n- id: a\n  name: A\n  name: B\n", "FRM005", "a.yaml:3:3", ["a"]),
        ("pepole:\n- {id: a, name: A}\n", "FRM006", "a.yaml:1:1", []),
        ("people:\n- {id: a, nmae: A, name: A}\n", "FRM007", "a.yaml:2:11", ["a"]),
        ("people:\n- {id: a, name: [A, B]}\n", "FRM008", "a.yaml:2:11", ["a"]),
        ("people: text\n", "FRM008", "a.yaml:1:1", []),
        ("people:\n- {name: A}\n", "FRM009", "a.yaml:2:3", []),
        ("people:\n- {id: a}\n", "FRM010", "a.yaml:2:3", ["a"]),
        ("meetings:\n- {id: a, title: A, level: leader}\n", "FRM011", "a.yaml:2:21", ["a"]),
        ("people:\n- {id: a, name: A, note: null}\n", "FRM012", "a.yaml:2:20", ["a"]),
        ("people:\n- {id: a, name: A, note: {see 4, 5}}\n", "FRM013", "a.yaml:2:20", ["a"]),
        ("people:\n- {id: a, name: A, note: b\x07c}\n", "FRM019", "a.yaml:2:27", ["a"]),
        (f"people:\n- {{id: a, name: A, note: {'[' * 3000 + ']' * 3000}}}\n", "FRM021", "a.yaml:2:3", ["a"]),
        ("people:\n- {id: good, name: A}\n", "FRM022", "good.yaml:2:4", ["good"]),
        ("people:\n- {id: a b, name: A}\n", "FRM024", "a.yaml:2:4", []),
        ("encounters:\n- {id: a, who: [good], on: 2018-13-01}\n", "TIM001", "a.yaml:2:24", ["a"]),
        ("people:\n- {id: a, name: A, zone: Nowhere}\n", "TIM002", "a.yaml:2:20", ["a"]),
        ("tasks:\n- {id: a, title: A, takes: 2 days}\n", "TIM003", "a.yaml:2:21", ["a"]),
        (f"people:\n- {{id: a, name: A, note: {'x' * 300_000}}}\n", "FRM015", "a.yaml:2:20", ["a"]),
    ],
)
def test_a_mistake_has_its_fault_and_place(text: str, code: str, place: str, kept: list[str]) -> None:
    dossier = loaded(text)
    assert (code, place) in faults(dossier)
    assert sorted(r.id for r in dossier.index.records()) == sorted({*kept, "good"})


def test_an_empty_file_is_only_noted() -> None:
    found = loaded("# nothing yet\n").faults
    assert [(d.code, d.is_fault) for d in found] == [("FRM016", False)]


def test_two_records_of_one_id_show_both_places() -> None:
    (fault,) = loaded("people:\n- {id: good, name: Other}\n").faults
    assert {str(fault.origin), str(fault.related[0].place.origin)} == {"a.yaml:2:4", "good.yaml:2:4"}


def test_a_break_loses_nothing_before_it_and_no_other_file() -> None:
    many = "".join(f"- {{id: p{n}, name: P}}\n" for n in range(500))
    dossier = loaded(f"people:\n{many}- {{id: broken\n")
    assert len(dossier.ids("person")) == 501


@pytest.mark.parametrize(
    "data", ["é".encode("latin-1"), "people: []".encode("utf-16"), b"people:\n- {id: a, name: \xff}\n"]
)
def test_another_encoding_is_a_fault_of_that_file_alone(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    (tmp_path / "a.yaml").write_bytes(data)
    (tmp_path / "good.yaml").write_text(GOOD)
    dossier = load(tmp_path)
    assert [d.code for d in dossier.faults] == ["FRM014"]
    assert dossier.ids("person") == ("good",)


def test_a_scalar_of_ten_megabytes_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    (tmp_path / "a.yaml").write_text(f"people:\n- {{id: a, name: A, note: {'x' * 10_000_000}}}\n{GOOD[8:]}")
    dossier = load(tmp_path)
    assert [d.code for d in dossier.faults] == ["FRM015"]
    assert dossier.ids("person") == ("a", "good")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.yaml").write_text(GOOD)
    (folder / "dossier.yaml").write_text("format: 1\n")
    (folder / "link.yaml").symlink_to(outside / "secret.yaml")
    (folder / "links").symlink_to(outside)
    (folder / "circle").symlink_to(folder)
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    dossier = load(folder)
    assert dossier.ids("person") == ()
    assert {d.code for d in dossier.faults} <= {"FRM017", "FRM018"}
    assert "link.yaml" in {d.origin.file for d in dossier.faults}


def test_a_file_that_vanishes_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from summitry.folder import load as module

    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.yaml").write_text(GOOD.replace("good", "b"))
    finding = module.find_files

    def find_and_lose(folder: Path) -> object:
        found = finding(folder)
        (tmp_path / "a.yaml").unlink()
        return found

    monkeypatch.setattr(module, "find_files", find_and_lose)
    dossier = load(tmp_path)
    assert faults(dossier) == [("FRM018", "a.yaml")]
    assert dossier.ids("person") == ("b",)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    os.mkfifo(tmp_path / "a.yaml")
    assert faults(load(tmp_path)) == [("FRM018", "a.yaml")]


def test_what_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    for name in (".hidden", "_drafts", "archive", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(GOOD.replace("good", name.strip("._")))
    (tmp_path / "other" / "dossier.yaml").write_text("format: 1\n")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.yaml").write_text(GOOD)
    assert load(tmp_path).ids("person") == ("good",)


@pytest.mark.parametrize("what", ["missing", "file", "empty"])
def test_without_a_header_there_is_no_dossier(tmp_path: Path, what: str) -> None:
    path = tmp_path / "d"
    if what == "file":
        path.write_text("")
    elif what == "empty":
        path.mkdir()
    with pytest.raises(Unreadable):
        load(path)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 2\n")
    with pytest.raises(Unreadable, match="format 2"):
        load(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["리용호", "李容浩", "ري يونغ هو", "Ри Ён Хо", "e\u0301clair", "שר־החוץ", "a" * 120, "O.Neill-Jr."],
)
def test_names_in_any_script_are_ids_and_files(tmp_path: Path, name: str) -> None:
    id = name.replace(" ", "-")
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    (tmp_path / f"{id[:60]}.yaml").write_text(
        f"people:\n- {{id: {id}, name: {name}}}\nstatements:\n- {{id: s, by: {id}, words: {name} {name}}}\n"
    )
    dossier = load(tmp_path)
    assert dossier.faults == ()
    person, statement = dossier.get(id), dossier.get("s")
    assert isinstance(person, Person)
    assert isinstance(statement, Statement)
    assert (person.name, statement.by) == (name, id)


def test_a_thousand_files_and_ten_thousand_records_load(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    for n in range(1_000):
        (tmp_path / f"f{n}.yaml").write_text(f"people:\n- {{id: p{n}, name: P}}\n")
    (tmp_path / "many.yaml").write_text(
        "statements:\n" + "".join(f"- {{id: s{n}, by: p{n % 1000}}}\n" for n in range(10_000))
    )
    dossier = load(tmp_path)
    assert dossier.faults == ()
    assert len(dossier) == 11_000
    last = dossier.get("s9999")
    assert last is not None
    assert last.origin.line == 10_001


def test_line_ends_and_byte_order_marks_do_not_matter() -> None:
    plain = loaded("people:\n- id: a\n  name: A\n")
    windows = loaded("\ufeffpeople:\r\n- id: a\r\n  name: A\r\n")
    assert plain.get("a") == windows.get("a")
    assert windows.faults == ()
