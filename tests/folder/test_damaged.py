"""Damaged text: no exception, no hang, no hunger, and every diagnostic with a place."""

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from summitry.check.run import check
from summitry.folder.load import Unreadable, load_texts
from summitry.folder.reading import decode

SECONDS = 2.0
"""Of the processor's time, for one dossier."""
BYTES = 1_000_000_000

PIECES = [
    *("\t", ":", ": ", "- ", "&a ", "*a", "!!str ", "{", "}", "[", "]", '"', "'", "|", ">", "#", "null", "~"),
    *("<<: ", "---\n", "...\n", "? ", "%", "@", "`", "\\", "\x00", "\x07", "\u2028", "\ufeff", "\u202e", "é"),
    *("리용호", "𝔘", "id: ", "2018-13-45", "9" * 400, "x" * 5000, "[" * 200, "{a: " * 60, "\n\n", "\r\n"),
    *("\r", "  ", "yes", "1e999", "2018-03-12/..", "{between: , and: }", "learned: ", "source: ", "was: "),
    *("access: [x]", "marking: y"),
]


def damaged(dice: random.Random, text: str) -> bytes:
    """A text after one to four accidents."""
    data = text
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        lines = data.split("\n")
        at = dice.randrange(len(data) + 1)
        row = dice.randrange(len(lines))
        act = dice.randrange(9)
        if act == 0:
            data = data[:at]
        elif act == 1:
            data = data[:at] + dice.choice(PIECES) + data[at:]
        elif act == 2:
            data = data[:at] + data[at + dice.randint(1, 12) :]
        elif act == 3:
            data = "\n".join(lines[:row] + lines[row + 1 :])
        elif act == 4:
            data = "\n".join([*lines[:row], lines[row], *lines[row:]])
        elif act == 5:
            data = "\n".join([*lines[:row], dice.choice(("  ", "\t", " ")) + lines[row], *lines[row + 1 :]])
        elif act == 6:
            data = "\n".join([*lines[:row], lines[row].lstrip(), *lines[row + 1 :]])
        elif act == 7:
            other = dice.randrange(len(lines))
            lines[row], lines[other] = lines[other], lines[row]
            data = "\n".join(lines)
        else:
            data = data[:at] + data[at:][::-1]
    raw = data.encode("utf-8", "surrogatepass")
    if dice.random() < 0.1 and raw:
        at = dice.randrange(len(raw))
        raw = raw[:at] + bytes([dice.randrange(256)]) + raw[at + 1 :]
    return raw


def pieces_of(project: Path, dice: random.Random) -> tuple[str, str]:
    """One file of the example, cut to some of its records so that many can be tried."""
    paths = sorted(
        p for p in (project / "examples" / "korea-2018").rglob("*") if p.suffix in (".yaml", ".md")
    )
    path = dice.choice(paths)
    text = path.read_text(encoding="utf-8")
    items = text.split("\n- ")
    if len(items) > 12 and path.suffix == ".yaml":
        start = dice.randrange(1, len(items) - 8)
        text = "\n- ".join([items[0], *items[start : start + dice.randint(2, 8)]])
    return path.name, text


@contextmanager
def watched() -> Iterator[None]:
    """Raise when more than two seconds of processor time pass."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def most_memory() -> int:
    """The most memory this program held at once, in bytes. What `getrusage` says begins with the memory of
    the process that started it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def survives(project: Path, seed: int, many: int) -> None:
    dice = random.Random(seed)
    for _ in range(many):
        name, text = pieces_of(project, dice)
        data = damaged(dice, text)
        read, faults = decode(data, name)
        with watched():
            files = {"dossier.yaml": "format: 1\nmarkings: [open, restricted]\ncutoff: 2018-03-12\n"}
            if name == "dossier.yaml":
                files = {name: read or ""}
            elif read is not None:
                files[name] = read
            try:
                dossier = load_texts(files)
            except Unreadable:  # an unknown format number: refused whole, in words
                continue
            found = [*faults, *dossier.faults]
            if dice.random() < 0.1:
                found += check(dossier).found if dossier.header.cutoff else ()
        for diagnostic in found:
            assert diagnostic.message
            assert str(diagnostic.origin), diagnostic
            assert diagnostic.is_fault is False or diagnostic.origin.file, diagnostic
    assert most_memory() < BYTES


ALONE = """
import sys
from pathlib import Path
from tests.folder.test_damaged import survives
survives(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""


def survives_alone(project: Path, seed: int, many: int) -> None:
    """In a process of its own: what other tests took does not count as memory of this one."""
    path = os.pathsep.join([str(project / "src"), str(project)])
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(project), str(seed), str(many)], cwd=project, check=False,
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.mark.parametrize("seed", range(4))
def test_two_thousand_damaged_texts_load(project: Path, seed: int) -> None:
    survives_alone(project, seed, 500)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_hundred_thousand_damaged_texts_load(project: Path, seed: int) -> None:
    survives_alone(project, seed, 5_000)
