"""A backup holds all that a dossier is, proves itself, and brings nothing back unseen."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.backups import NotWhole, back_up, check, erasures_in, erasures_of, named, restore
from summitry.secretariat.backups.taking import walk
from summitry.secretariat.journal import entries, verify

ME = acts.Actor(name="reyes")
TEXT = """
statements:
  - {id: first, by: kim, said: 2018-03-05, words: One.}
  - {id: after, by: case-of-a-person, said: 2018-03-07, words: Three.}
people:
  - {id: kim, name: Kim}
  - {id: case-of-a-person, name: A name that must go}
"""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with text, a document, an inbox, git's history, a link, and acts in its journal."""
    folder = tmp_path / "talks"
    (folder / "archive" / "originals").mkdir(parents=True)
    (folder / "dossier.yaml").write_text("title: Talks\n", encoding="utf-8")
    (folder / "all.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "archive" / "originals" / ("0a" * 32 + ".pdf")).write_bytes(b"%PDF" + bytes(range(256)) * 4000)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("a name that must go", encoding="utf-8")
    (folder / "again.yaml").symlink_to("all.yaml")
    (folder / "out.yaml").symlink_to("/etc/hostname")
    (folder / ".summitry" / "watch").mkdir(parents=True)
    inbox = sqlite3.connect(folder / ".summitry" / "watch" / "inbox.sqlite3")
    inbox.execute("PRAGMA journal_mode=WAL")
    inbox.execute("CREATE TABLE items (id TEXT)")
    inbox.execute("INSERT INTO items VALUES ('one')")
    inbox.commit()
    inbox.close()
    (folder / "again.yaml").unlink()
    acts.record(ME, folder, "statement", {"id": "filed", "by": "kim", "said": "2018-03-08", "words": "Four."})
    (folder / "again.md").symlink_to("dossier.yaml")
    return folder


def backed_up(folder: Path, to: Path) -> Path:
    back_up(named([folder]), to, now())
    return to


def held(folder: Path) -> dict[str, bytes | str]:
    return {
        name: os.readlink(path) if path.is_symlink() else path.read_bytes()
        for name, path in walk(folder) if not name.endswith(".sqlite3")
    }  # fmt: skip


def test_what_is_laid_out_is_what_was_taken(folder: Path, tmp_path: Path) -> None:
    taken = back_up(named([folder]), tmp_path / "all.tar", now())
    assert taken.left_out == (str(folder / "out.yaml"),)
    done = restore(tmp_path / "all.tar", tmp_path / "new")
    there = done.dossiers["talks"]
    before = held(folder)
    del before["out.yaml"]
    assert held(there) == before
    assert (there / "again.md").readlink() == Path("dossier.yaml")
    assert not (there / ".git").exists()
    inbox = sqlite3.connect(there / ".summitry" / "watch" / "inbox.sqlite3")
    assert inbox.execute("SELECT id FROM items").fetchall() == [("one",)]
    inbox.close()
    assert verify(there) == verify(folder)
    assert verify(there).entries == 1
    acts.record(ME, there, "statement", {"id": "next", "by": "kim", "said": "2018-03-09", "words": "Five."})
    assert verify(there).whole


def test_what_is_made_anew_from_the_rest_is_left_out(folder: Path, tmp_path: Path) -> None:
    for name in ("search/0a.fts", "likeness.sqlite", "likeness.sqlite-wal"):
        (folder / ".summitry" / name).parent.mkdir(exist_ok=True)
        (folder / ".summitry" / name).write_text("A name that must go", encoding="utf-8")
    members = check(backed_up(folder, tmp_path / "all.tar")).members
    assert not [name for name in members if "search" in name or "likeness" in name or ".git" in name]
    assert not [name for name in members if name.endswith("lock")]


def test_the_same_dossier_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    at = now()
    shutil.rmtree(folder / ".summitry" / "watch")
    for name in ("a.tar", "b.tar"):
        back_up(named([folder]), tmp_path / name, at)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()
    assert (tmp_path / "a.tar").stat().st_mode & 0o777 == 0o600


def test_nothing_is_replaced(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path / "all.tar")
    with pytest.raises(Refused, match="there already"):
        back_up(named([folder]), file, now())
    (tmp_path / "new").mkdir()
    with pytest.raises(Refused, match="there already"):
        restore(file, tmp_path / "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.tar", "new", "talks"]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused_and_leaves_nothing(
    folder: Path, tmp_path: Path, share: float
) -> None:
    file = backed_up(folder, tmp_path / "all.tar")
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)] if share < 0.99 else content[:-10240])
    with pytest.raises(NotWhole):
        restore(file, tmp_path / "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.tar", "talks"]


def test_a_changed_byte_is_found_and_named(folder: Path, tmp_path: Path) -> None:
    file = backed_up(folder, tmp_path / "all.tar")
    content = file.read_bytes()
    at = content.index(b"A name that must go")
    file.write_bytes(content[:at] + b"B" + content[at + 1 :])
    with pytest.raises(NotWhole, match=r"all\.yaml"):
        check(file)


@pytest.mark.parametrize("name", ["../../outside", "/outside", "dossiers/talks/../../../outside"])
def test_a_file_that_would_be_laid_out_elsewhere_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    file = backed_up(folder, tmp_path / "all.tar")
    forge(file, lambda members: members.update({name: (b"x", None)}))
    with pytest.raises(NotWhole, match="elsewhere"):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("target", ["/etc", "../../..", "../other"])
def test_a_link_that_leads_out_is_refused(folder: Path, tmp_path: Path, target: str) -> None:
    file = backed_up(folder, tmp_path / "all.tar")
    forge(file, lambda members: members.update({"dossiers/talks/way": (b"", target)}))
    with pytest.raises(NotWhole, match="elsewhere"):
        restore(file, tmp_path / "new")


def forge(file: Path, change) -> None:  # type: ignore[no-untyped-def]
    """Write a backup anew with other members and a list that agrees with them."""
    import hashlib
    import io

    with tarfile.open(file) as tar:
        members = {
            m.name: ((tar.extractfile(m) or io.BytesIO()).read(), m.linkname if m.issym() else None)
            for m in tar.getmembers() if not m.issym()
        }  # fmt: skip
    listed = json.loads(members.pop("list.json")[0])
    change(members)
    listed["members"] = {
        name: hashlib.sha256(content).hexdigest() if link is None else f"-> {link}"
        for name, (content, link) in members.items()
    }
    members["list.json"] = (json.dumps(listed).encode(), None)
    with tarfile.open(file, "w") as tar:
        for name, (content, link) in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            if link is not None:
                header.type, header.linkname = tarfile.SYMTYPE, link
            tar.addfile(header, io.BytesIO(content))


def test_a_journal_that_was_cut_is_found(folder: Path, tmp_path: Path) -> None:
    acts.record(ME, folder, "statement", {"id": "more", "by": "kim", "said": "2018-03-09", "words": "Five."})
    file = backed_up(folder, tmp_path / "all.tar")
    at = "dossiers/talks/.summitry/journal/00000001.jsonl"
    forge(file, lambda members: members.update({at: (members[at][0].splitlines(True)[0], None)}))
    with pytest.raises(NotWhole, match="journal of talks"):
        restore(file, tmp_path / "new")


def test_keys_can_be_kept_elsewhere(folder: Path, tmp_path: Path) -> None:
    back_up(named([folder]), tmp_path / "all.tar", now(), keys_to=tmp_path / "keys.tar")
    assert not any("/keys/" in name for name in check(tmp_path / "all.tar").members)
    without = restore(tmp_path / "all.tar", tmp_path / "without")
    assert without.without_keys
    assert not (without.dossiers["talks"] / ".summitry" / "keys").exists()
    whole = restore(tmp_path / "all.tar", tmp_path / "whole", keys_from=tmp_path / "keys.tar")
    there = held(whole.dossiers["talks"])
    assert {n: c for n, c in there.items() if "/keys/" in n} == {
        n: c for n, c in held(folder).items() if "/keys/" in n
    }
    acts.record(ME, folder, "statement", {"id": "more", "by": "kim", "said": "2018-03-09", "words": "Five."})
    back_up(named([folder]), tmp_path / "later.tar", now(), keys_to=tmp_path / "later-keys.tar")
    with pytest.raises(Refused, match="another backup"):
        restore(tmp_path / "all.tar", tmp_path / "mixed", keys_from=tmp_path / "later-keys.tar")


def erased(folder: Path) -> None:
    text = (folder / "all.yaml").read_text(encoding="utf-8")
    (folder / "all.yaml").write_text(text.replace("by: case-of-a-person", "by: kim"), encoding="utf-8")
    acts.erase(ME, folder, "case-of-a-person")


@pytest.mark.parametrize("knows", ["dossier", "later backup"])
def test_what_was_erased_since_is_erased_again(folder: Path, tmp_path: Path, knows: str) -> None:
    acts.revise(ME, folder, "case-of-a-person", {"name": "A name that must go, twice"},
                acts.read(folder, "case-of-a-person", ["name"]).digest)  # fmt: skip
    old = backed_up(folder, tmp_path / "old.tar")
    erased(folder)
    if knows == "dossier":
        since = erasures_of(folder)
    else:
        since = erasures_in(backed_up(folder, tmp_path / "later.tar"))
    done = restore(old, tmp_path / "new", erasures=since, by="lund")
    there = done.dossiers["talks"]
    assert [each.record for each in done.erased["talks"]] == ["case-of-a-person"]
    assert done.erased["talks"][0].named_by == ("after",)
    assert load(there).find("case-of-a-person") is None
    assert b"A name that must go" not in b"".join(
        content for content in held(there).values() if isinstance(content, bytes)
    )
    assert verify(there).whole
    assert [(e.act, e.actor) for e in entries(there)][-1] == ("erase", "lund")


def test_what_was_filed_anew_after_an_erasure_stays(folder: Path, tmp_path: Path) -> None:
    erased(folder)
    acts.record(ME, folder, "person", {"id": "case-of-a-person", "name": "Another"})
    made = now()
    back_up(named([folder]), tmp_path / "all.tar", made.replace(year=made.year + 1))
    done = restore(tmp_path / "all.tar", tmp_path / "new", erasures=erasures_of(folder))
    assert load(done.dossiers["talks"]).find("case-of-a-person") is not None


def test_another_dossier_with_the_same_id_is_left_alone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other, symlinks=True)
    shutil.rmtree(other / ".summitry")
    acts.record(ME, other, "statement", {"id": "x", "by": "kim", "said": "2018-03-09", "words": "Five."})
    back_up(named([folder, other]), tmp_path / "both.tar", now())
    erased(folder)
    done = restore(tmp_path / "both.tar", tmp_path / "new", erasures=erasures_of(folder))
    assert load(done.dossiers["talks"]).find("case-of-a-person") is None
    assert load(done.dossiers["other"]).find("case-of-a-person") is not None


def test_the_commands_say_what_they_did(folder: Path, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        command = [sys.executable, "-m", "summitry", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    file, into = str(tmp_path / "all.tar"), str(tmp_path / "new")
    made = run("backup", str(folder), "-o", file)
    assert made.returncode == 0, made.stderr
    assert f"ends with the seal {verify(folder).seal}" in made.stdout
    assert "out.yaml leads out" in made.stderr
    assert "is whole" in run("restore", file, "--check").stdout
    done = run("restore", file, into)
    assert done.returncode == 0, done.stderr
    assert "What was erased after that moment is back" in done.stdout
    assert run("journal", "verify", f"{into}/dossiers/talks").returncode == 0
    again = run("restore", file, into)
    assert (again.returncode, "there already" in again.stderr) == (2, True)
    nothing = run("backup", "-o", file)
    assert (nothing.returncode, "Name a dossier" in nothing.stderr) == (2, True)
