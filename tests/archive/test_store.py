"""What is kept, under which name, and what the cabinet answers."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.archive import store
from summitry.archive.cabinet import Cabinet
from summitry.archive.heldtext import Damaged, as_lines, from_lines
from summitry.dossier.holdings import CrossReference, Held, HeldPart, Named, Passage, Proposed
from summitry.foundation.refusals import NotWritable

DIGEST = hashlib.sha256(b"words").hexdigest()


def held(*texts: str, digest: str = DIGEST) -> Held:
    passages = tuple(Passage(number=n, role="body", text=t) for n, t in enumerate(texts, 1))
    return Held(
        digest=digest, original=f"archive/originals/{digest}.txt", media="text/plain", passages=passages
    )


LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(st.lists(LETTERS, max_size=5), LETTERS, st.integers(0, 99))
def test_a_kept_text_is_read_back_as_it_was(texts: list[str], word: str, number: int) -> None:
    passages = tuple(
        Passage(number=n, role="footnote", text=t, page=word, turns=((n, word),), at=(n, number))
        for n, t in enumerate(texts, 1)
    )
    whole = Held(
        digest=DIGEST, original="archive/a.txt", media=word, pages=number, passages=passages,
        parts=(HeldPart(id="d1", title=word, subjects=(word, word), first=1, last=len(texts)),),
        names=(Named(id="p", name=word, also=(word,)),), trouble=(word,),
        references=(CrossReference(passage=1, part="d1", to_part="d2"),),
        proposed=(Proposed(field="title", value=word, because=word),),
    )  # fmt: skip
    assert from_lines(as_lines(whole)) == whole


@pytest.mark.parametrize(
    "harm",
    [
        lambda lines: lines[:-1],
        lambda lines: [lines[0], lines[2], lines[1]],
        lambda lines: [b"{}", *lines[1:]],
        lambda lines: [*lines[:2], b'{"number":2,"role":"body","text":7}'],
        lambda lines: [*lines[:2], b'{"number":2,"role":"sung","text":"x"}'],
        lambda lines: [b"\xff"],
    ],
)
def test_a_kept_text_that_was_harmed_is_not_believed(harm) -> None:
    lines = as_lines(held("one", "two")).splitlines()
    with pytest.raises(Damaged):
        from_lines(b"\n".join(harm(lines)))


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.txt").write_bytes(b"words")
    first = store.put_original(tmp_path, tmp_path / "a.txt", ".txt")
    second = store.put_original(tmp_path, tmp_path / "b.txt", ".dat")
    assert first == second == store.Original(DIGEST, f"archive/originals/{DIGEST}.txt", 5)
    assert os.listdir(tmp_path / "archive/originals") == [f"{DIGEST}.txt"]


def test_an_original_cut_short_by_a_kill_is_written_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    kept = store.put_original(tmp_path, tmp_path / "a.txt", ".txt")
    (tmp_path / kept.name).write_bytes(b"wo")
    store.put_original(tmp_path, tmp_path / "a.txt", ".txt")
    assert (tmp_path / kept.name).read_bytes() == b"words"


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(store.NotKept, match="not a regular file"):
        store.put_original(tmp_path, tmp_path / "pipe", "")


@pytest.mark.parametrize(
    "name",
    [
        "archive/../secret",
        "/etc/passwd",
        "archive",
        "archive//x",
        "elsewhere/x",
        "archive/./x",
        "archive/out/x",
    ],
)
def test_names_that_lead_out_of_the_cabinet_are_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "archive/out").symlink_to("/etc")
    assert store.inside(tmp_path, name) is None
    assert Cabinet(tmp_path).held(name) is None


def test_a_full_disk_is_an_error_and_no_lost_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritable, match="no space left on device"):
        store.put_original(tmp_path, tmp_path / "a.txt", ".txt")
    assert os.listdir(tmp_path / "archive/originals") == []
    with pytest.raises(NotWritable, match="no space left on device"):
        store.put_text(tmp_path, held("one"))
    assert os.listdir(tmp_path / "archive/texts") == []


def test_the_cabinet_answers_by_file_and_by_digest_and_by_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    kept = store.put_original(tmp_path, tmp_path / "a.txt", ".txt")
    store.put_text(tmp_path, held("one", "two"))
    cabinet = Cabinet(tmp_path)
    assert (
        cabinet.held(kept.name)
        == cabinet.by_digest(DIGEST)
        == cabinet.by_digest(DIGEST[:16])
        == held("one", "two")
    )
    assert cabinet.by_digest(DIGEST[:15]) is None
    assert cabinet.by_digest("0" * 64) is None
    assert cabinet.held("archive/originals/other.txt") is None


def test_the_cabinet_answers_alike_for_its_life(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    cabinet = Cabinet(tmp_path)
    assert cabinet.held("archive/late.txt") is None
    (tmp_path / "archive/late.txt").write_text("words")
    assert cabinet.held("archive/late.txt") is None
    found = Cabinet(tmp_path).held("archive/late.txt")
    assert found is not None
    assert [p.text for p in found.passages] == ["words"]


def test_a_text_that_is_missing_or_harmed_is_read_again_and_kept(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/a.txt").write_bytes(b"words")
    kept = tmp_path / store.text_name(DIGEST)
    for _ in range(2):
        found = Cabinet(tmp_path).held("archive/a.txt")
        assert found is not None
        assert found.passage_id(1) == f"p:{DIGEST[:16]}/1"
        kept.write_bytes(kept.read_bytes()[:-3])


def test_a_kept_text_is_never_renumbered(tmp_path: Path) -> None:
    """A better reader would cut otherwise; what was cited must stay where it is."""
    (tmp_path / "a.txt").write_bytes(b"words")
    store.put_original(tmp_path, tmp_path / "a.txt", ".txt")
    store.put_text(tmp_path, held("wo", "rds"))
    found = Cabinet(tmp_path).by_digest(DIGEST)
    assert found is not None
    assert [p.text for p in found.passages] == ["wo", "rds"]


def test_the_cabinet_lets_go_of_texts_it_was_not_asked_for_lately(tmp_path: Path) -> None:
    names = []
    for n in range(6):
        content = f"paper {n} ".encode() * 50
        digest = hashlib.sha256(content).hexdigest()
        names.append(store.put_original_bytes(tmp_path, content, ".txt").name)
        store.put_text(tmp_path, held(content.decode(), digest=digest))
    cabinet = Cabinet(tmp_path, room=5000)
    for _ in range(2):
        assert all(cabinet.held(name) is not None for name in names)
    assert len(cabinet._texts) < 4
