"""Guarded edits: the intended value, and not one other byte."""

import random
import re
import stat
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.generated_dossiers import small_counts

from summitry.dossier.kinds import BY_PLURAL
from summitry.folder import edit, emit
from summitry.folder.load import load
from summitry.folder.places import Folder, without_blanks
from summitry.folder.refusals import Refused, StaleText
from summitry.testing.generated import Making, generated

Factory = pytest.TempPathFactory
HEADER = "format: 1\ndossier: d\nmarkings: [open, restricted]\ngroups: [consular, nuclear]\n"
KEY = re.compile(r"(?:- |  )[\w-]+:")


def styled(dice: random.Random, records: dict[str, list[Any]]) -> str:
    """Records as different hands would have typed them: comments, blank lines, lists on one line."""
    out = ["# The head of the file.", ""]
    for plural, listed in records.items():
        if dice.random() < 0.15:
            out.append(f"{plural}: [{', '.join(emit.flow(r) for r in listed)}]  # on one line")
            continue
        out.append(f"{plural}:" + ("  # a comment" if dice.random() < 0.3 else ""))
        indent = dice.choice((0, 0, 2))
        for record in listed:
            if dice.random() < 0.2:
                out.append(f"{' ' * indent}- {emit.flow(record)}")
            else:
                out.extend(commented(dice, emit.item(record, indent)))
            out.extend(dice.choice(([], [""], ["# between", ""])))
    text = "\n".join(out) + dice.choice(("\n", "", "\n\n"))
    text = text.replace("\n", "\r\n") if dice.random() < 0.25 else text
    return "\ufeff" + text if dice.random() < 0.2 else text


def commented(dice: random.Random, item: str) -> list[str]:
    lines = []
    for line in item.rstrip("\n").split("\n"):
        whole_key = KEY.match(line.lstrip(" ") if line.lstrip().startswith("-") else line)
        if whole_key and not line.lstrip().startswith("-") and dice.random() < 0.15:
            lines.append(f"{' ' * dice.choice((0, 2))}# before {len(lines)}")
        plain = re.fullmatch(r"(?:- |  )\w+: [\w -]+", line)
        lines.append(f"{line}  # after" if plain and dice.random() < 0.2 else line)
    return lines


def some_folder(dice: random.Random, tmp: Path) -> tuple[Path, Making, dict[str, list[Any]]]:
    records, making = generated(dice, small_counts(dice, 2), filled=0.5)
    (tmp / "dossier.yaml").write_text(HEADER)
    (tmp / "a.yaml").write_bytes(styled(dice, records).encode())
    return tmp, making, records


def trees(path: Path) -> dict[str, Any]:
    return {id: record[2] for file in Folder.read(path).files.values() for id, record in file.records.items()}


dice = st.integers(0, 2**32).map(random.Random)


@given(dice)
@settings(max_examples=150)
def test_setting_fields_changes_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random
) -> None:
    path, making, records = some_folder(dice, tmp_path_factory.mktemp("d"))
    before, data = trees(path), (path / "a.yaml").read_bytes()
    id = dice.choice(sorted(before))
    plural = next(p for p, listed in records.items() if any(r["id"] == id for r in listed))
    other, _ = generated(dice, {BY_PLURAL[plural].kind: 1}, prefix="new-", known=making, filled=0.6)
    fresh = {k: v for k, v in other[plural][0].items() if k != "id"}
    keys = sorted({*fresh, *before[id]} - {"id"})
    wanted = {k: fresh.get(k) for k in dice.sample(keys, min(len(keys), dice.randint(1, 3)))}
    if not wanted:
        return
    revision = edit.read_fields(path, id, wanted)
    lines = own_lines(path, id)
    edit.set_fields(path, id, wanted, revision.digest)
    after = trees(path)
    assert after == before | {id: without_blanks({**before[id], **wanted})}
    changed = (path / "a.yaml").read_bytes()
    first, last = lines
    for what, a, b, _, _ in SequenceMatcher(None, split(data), split(changed), autojunk=False).get_opcodes():
        assert what == "equal" or (first <= a and b <= last), (data, changed)
    assert (b"\r\n" in changed) == (b"\r\n" in data)


def split(data: bytes) -> list[bytes]:
    return data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)


def own_lines(path: Path, record: str) -> tuple[int, int]:
    """The lines (from 0) of the file between which a record stands, told by the loader's own marks."""
    starts = sorted({r.origin.line - 1 for r in load(path).whole.records})
    found = load(path).get(record)
    assert found is not None
    first = found.origin.line - 1
    later = [line for line in starts if line > first]
    return first, later[0] if later else len((path / "a.yaml").read_bytes().splitlines())


@given(dice)
@settings(max_examples=80)
def test_what_is_inserted_can_be_deleted_again(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random
) -> None:
    path, making, records = some_folder(dice, tmp_path_factory.mktemp("d"))
    before, data = trees(path), (path / "a.yaml").read_bytes()
    plural = dice.choice(sorted(records))
    kind = BY_PLURAL[plural].kind
    other, _ = generated(dice, {kind: 1}, prefix="new-", known=making)
    tree = other[plural][0]
    name = edit.insert(path, kind, tree)
    assert name == "a.yaml"
    assert trees(path) == before | {tree["id"]: without_blanks(tree)}
    try:
        edit.delete(path, tree["id"], edit.read_fields(path, tree["id"]).digest)
    except Refused:
        return
    assert trees(path) == before
    assert (path / "a.yaml").read_bytes().rstrip() == data.rstrip()


TEXT = """\
# Who said what.
statements:
- id: seoul   # the first telling
  by: 'chung'
  said: 2018-03-06

  words: "no reason"
  answers:      # what it answers
    preconditions: [none]
    talks: ["yes"]
  states:
  # drafted long before
  - {is: drafted, on: 2018-03-05}
  - is: sent     # by cable
    on: 2018-03-06

# The second telling.
- {id: driveway, by: chung, words: 'will refrain', said: 2018-03-08}
people: []
"""


def folder(path: Path, text: str = TEXT) -> Path:
    (path / "dossier.yaml").write_text("format: 1\n")
    (path / "a.yaml").write_text(text)
    return path


def after(path: Path, record: str, **fields: Any) -> str:
    fields = {k.rstrip("_"): v for k, v in fields.items()}
    edit.set_fields(path, record, fields, edit.read_fields(path, record, fields).digest)
    return (path / "a.yaml").read_text()


@pytest.mark.parametrize(
    ("record", "fields", "old", "new"),
    [
        ("seoul", {"by": "suh"}, "by: 'chung'", "by: suh"),
        ("seoul", {"said": "2018-03-07"}, "said: 2018-03-06\n\n", "said: 2018-03-07\n\n"),
        ("seoul", {"words": 'he said "no"'}, '"no reason"', '"he said \\"no\\""'),
        ("seoul", {"words": None}, '  words: "no reason"\n', ""),
        ("seoul", {"answers": {"preconditions": ["some"], "talks": ["yes"]}}, "[none]", "[some]"),
        (
            "seoul",
            {"states": [{"is": "drafted", "on": "2018-03-05"}, {"is": "sent", "on": "2018-03-07"}]},
            "    on: 2018-03-06\n",
            "    on: 2018-03-07\n",
        ),
        (
            "seoul",
            {"states": [{"is": "drafted", "on": "2018-03-05"}]},
            "  - is: sent     # by cable\n    on: 2018-03-06\n",
            "",
        ),
        (
            "seoul",
            {"note": "Two\nlines."},
            "    on: 2018-03-06\n",
            "    on: 2018-03-06\n  note: |-\n    Two\n    lines.\n",
        ),
        ("driveway", {"words": "will stop, now"}, "'will refrain'", '"will stop, now"'),
        ("driveway", {"words": None}, "words: 'will refrain', ", ""),
        ("driveway", {"note": "x"}, "said: 2018-03-08}", "said: 2018-03-08, note: x}"),
    ],
)
def test_only_what_changed_changes(tmp_path: Path, record: str, fields: Any, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert after(folder(tmp_path), record, **fields) == TEXT.replace(old, new)


def test_a_stale_text_is_refused_with_both(tmp_path: Path) -> None:
    path = folder(tmp_path)
    read = edit.read_fields(path, "seoul", ["words"])
    after(path, "seoul", words="theirs")
    with pytest.raises(StaleText) as refusal:
        edit.set_fields(path, "seoul", {"words": "mine"}, read.digest)
    assert refusal.value.yours == {"words": "mine"}
    assert refusal.value.theirs == {"words": "theirs"}
    assert "words: theirs\n" in (path / "a.yaml").read_text()


def test_another_field_may_have_changed_meanwhile(tmp_path: Path) -> None:
    path = folder(tmp_path)
    read = edit.read_fields(path, "seoul", ["words"])
    after(path, "seoul", by="suh")
    edit.set_fields(path, "seoul", {"words": "mine"}, read.digest)
    assert "words: mine" in (path / "a.yaml").read_text()


def test_a_record_goes_to_an_empty_list_and_to_a_new_file(tmp_path: Path) -> None:
    path = folder(tmp_path)
    assert edit.insert(path, "person", {"id": "suh", "name": "Suh Hoon"}, "a.yaml") == "a.yaml"
    assert (path / "a.yaml").read_text() == TEXT.replace("people: []", "people: [ {id: suh, name: Suh Hoon}]")
    assert edit.insert(path, "party", {"id": "us", "name": "United States"}) == "parties.yaml"
    assert (path / "parties.yaml").read_text() == "parties:\n- id: us\n  name: United States\n"


@pytest.mark.parametrize("fields", [{}, {"id": ""}, {"id": "seoul"}])
def test_a_new_record_needs_an_id_of_its_own(tmp_path: Path, fields: Any) -> None:
    with pytest.raises(Refused):
        edit.insert(folder(tmp_path), "statement", fields)


def test_what_the_file_cannot_hold_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path)
    with pytest.raises(Refused):
        after(path, "seoul", words="a\x07b")
    assert (path / "a.yaml").read_text() == TEXT


def test_a_read_only_folder_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = folder(tmp_path)
    digest = edit.read_fields(path, "seoul", ["words"]).digest
    (path / ".summitry").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="could not be written"):
        edit.set_fields(path, "seoul", {"words": "x"}, digest)
    assert (path / "a.yaml").read_text() == TEXT


def test_the_mode_of_the_file_and_a_link_stay(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "a.yaml").rename(path / "real.yaml")
    (path / "real.yaml").chmod(0o640)
    (path / "a.yaml").symlink_to("real.yaml")
    edit.set_fields(path, "seoul", {"words": "x"}, edit.read_fields(path, "seoul", ["words"]).digest)
    assert (path / "a.yaml").is_symlink()
    assert stat.S_IMODE((path / "real.yaml").stat().st_mode) == 0o640


def test_a_markdown_record_changes_in_front_and_in_body(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n")
    text = "---\nkind: draft\nid: d\ntitle: Draft  # a comment\n---\n\nFirst.\n\nSecond [a | b].\n"
    (tmp_path / "d.md").write_text(text)
    read = edit.read_fields(tmp_path, "d", ["title", "text"])
    edit.set_fields(tmp_path, "d", {"title": "Text", "text": "First.\n\nThird."}, read.digest)
    assert (tmp_path / "d.md").read_text() == (
        "---\nkind: draft\nid: d\ntitle: Text  # a comment\n---\n\nFirst.\n\nThird.\n"
    )
    record = load(tmp_path).get("d")
    assert record is not None
    assert record.text == "First.\n\nThird."  # type: ignore[attr-defined]


@pytest.mark.parametrize("written", ["id: taken", 'id: "taken"', "id: other\n  was: [taken]"])
def test_an_id_that_is_taken_in_any_file_is_refused_also_when_the_file_is_named(
    tmp_path: Path, written: str
) -> None:
    (tmp_path / "dossier.yaml").write_text(HEADER)
    (tmp_path / "people.yaml").write_text(f"people:\n- {written}\n  name: Anna\n")
    (tmp_path / "documents.yaml").write_text("documents:\n- id: first\n  title: First\n")
    with pytest.raises(Refused, match="already a record"):
        edit.insert(tmp_path, "document", {"id": "taken", "title": "Second"}, "documents.yaml")
    assert (
        edit.insert(tmp_path, "document", {"id": "free", "title": "Second"}, "documents.yaml")
        == "documents.yaml"
    )
    assert load(tmp_path).ids("document") == ("first", "free")


def test_records_added_together_are_all_there_or_none(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(HEADER)
    records = [{"id": f"d{n}", "title": "A title"} for n in range(20)]
    name = edit.insert_all(tmp_path, "document", records)
    assert len(load(tmp_path).ids("document")) == 20
    before = (tmp_path / name).read_bytes()
    with pytest.raises(Refused):
        edit.insert_all(tmp_path, "document", [{"id": "new", "title": "x"}, {"id": "d3", "title": "x"}])
    assert (tmp_path / name).read_bytes() == before
