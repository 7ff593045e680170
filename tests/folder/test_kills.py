"""kill -9 at any instant leaves the old text or the new one, never a third."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summitry.folder.load import load

PADDING = "".join(f"- {{id: s{n}, by: chung, words: statement {n}}}\n" for n in range(200))
EDITOR = """
import sys
from summitry.folder import edit
folder, start = sys.argv[1], int(sys.argv[2])
for n in range(start, start + 10_000):
    read = edit.read_fields(folder, "s0", ["words", "note"])
    edit.set_fields(folder, "s0", {"words": f"text {n} " * (n % 7 + 1), "note": str(n)}, read.digest)
    print(n, flush=True)
"""
RENAMER = """
import sys
from summitry.folder.rename import rename
folder, start = sys.argv[1], int(sys.argv[2])
for n in range(start, start + 10_000):
    rename(folder, f"chung-{n}", f"chung-{n + 1}")
    print(n, flush=True)
"""


def kill_while(script: str, folder: Path, start: int, dice: random.Random) -> int:
    """Let a writer work from ``start`` on, kill it, and return the last act it had reported."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(start)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        done = start - 1
        for _ in range(dice.randint(1, 12)):
            done = int(writer.stdout.readline() or done)
        time.sleep(dice.random() * 0.02)
        writer.send_signal(signal.SIGKILL)
        rest = [int(line) for line in writer.stdout.read().splitlines() if line.strip().isdigit()]
    return max([done, *rest])


def edits_survive(folder: Path, least: int) -> None:
    dice = random.Random(least)
    (folder / "dossier.yaml").write_text("format: 1\n")
    head = "people: [{id: chung, name: Chung}]\nstatements:\n"
    (folder / "a.yaml").write_text(head + PADDING)
    reported = 0
    while reported < least:
        reported = kill_while(EDITOR, folder, reported + 1, dice)
        text = (folder / "a.yaml").read_text()
        possible = []
        for n in (reported, reported + 1):
            words = f"text {n} " * (n % 7 + 1)
            changed = f'words: "{words}", note: {n}' if n else "words: statement 0"
            possible.append(head + PADDING.replace("words: statement 0}", changed + "}"))
        assert text in possible, text[:300]
        assert load(folder).faults == ()
        reported += text == possible[1]


def renames_survive(folder: Path, least: int) -> None:
    dice = random.Random(least)
    (folder / "dossier.yaml").write_text("format: 1\n")
    (folder / "a.yaml").write_text("people: [{id: chung-0, name: Chung}]\n")
    for part in range(4):
        (folder / f"b{part}.yaml").write_text(f"statements: [{{id: s{part}, by: chung-0}}]\n")
    at = 0
    while at < least:
        kill_while(RENAMER, folder, at, dice)
        dossier = load(folder)
        (person,) = dossier.ids("person")
        assert {r.target for record in dossier.whole.records for r in record.refs} == {person}
        at = int(person.partition("-")[2])


def test_an_edit_survives_a_kill(tmp_path: Path) -> None:
    edits_survive(tmp_path, 40)


def test_a_rename_over_several_files_survives_a_kill(tmp_path: Path) -> None:
    renames_survive(tmp_path, 15)


@pytest.mark.long
def test_five_hundred_edits_survive_kills(tmp_path: Path) -> None:
    edits_survive(tmp_path, 500)


@pytest.mark.long
def test_two_hundred_renames_survive_kills(tmp_path: Path) -> None:
    renames_survive(tmp_path, 200)
