"""`summitry import` and `summitry redline`, as they are typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.secretariat.test_importing import HEADER, PAPER

from summitry.cli.app import app


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(HEADER)
    return folder


def run(*words: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=given)


def test_standard_input_has_the_name_it_is_given(talks: Path) -> None:
    done = run("import", talks, "-", "--name", "note.txt", given=b"A note\n\nWords of the note.\n")
    assert done.exit_code == 0, done.output
    assert "note.txt is now note\n    2 passages\n" in done.output
    assert done.output.endswith("1 paper imported.\n")


def test_what_was_not_read_stands_last_and_shows_in_the_exit_status(talks: Path, tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "good.txt").write_text(PAPER)
    done = run("import", talks, tmp_path / "old.doc", tmp_path / "good.txt")
    assert done.exit_code == 1
    assert "Not read:\n" in done.output
    assert done.output.endswith("1 paper imported, 1 not read.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.pdf"], "There is no file nowhere.pdf."),
        (["a.txt", "--marking", "purple"], "lists no marking"),
        (["a.txt", "--access", "nobody"], "lists no group"),
        (["a.txt", "--for", "stranger"], 'no reader called "stranger"'),
        (["a.txt", "b.txt", "--as", "x"], "--as names one document"),
        (["a.txt", "--learned", "3/8/2018"], "is not written as a date"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    talks: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(talks.parent)
    (talks.parent / "a.txt").write_text("words")
    (talks.parent / "b.txt").write_text("words")
    done = run("import", talks, *words)
    assert done.exit_code == 2
    assert said in done.output
    assert not (talks / "archive").exists()


def test_a_folder_without_a_dossier_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    done = run("import", tmp_path, tmp_path / "a.txt")
    assert done.exit_code == 2
    assert "holds no dossier.yaml" in done.output
    assert os.listdir(tmp_path) == ["a.txt"]


def test_names_that_could_steer_a_terminal_are_written_as_escapes(talks: Path, tmp_path: Path) -> None:
    name = "a\x1b[31m\nred.txt"
    (tmp_path / name).write_text("Title of it\n\nwords")
    done = run("import", talks, tmp_path / name)
    assert "\x1b" not in done.output
    assert done.exit_code == 0


def test_a_missing_extra_is_said_in_one_plain_sentence(talks: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "pypdfium2.py").write_text("raise ModuleNotFoundError(name='pypdfium2')\n")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(hidden), *sys.path])}
    words = [sys.executable, "-m", "summitry", "import", str(talks), str(tmp_path / "paper.pdf")]
    done = subprocess.run(words, capture_output=True, text=True, env=environment | {"COLUMNS": "200"})
    assert done.returncode == 1
    assert 'PDF needs the package pypdfium2: pip install "summitry[archive]".' in " ".join(
        done.stdout.split()
    )


def test_a_dossier_without_papers_loads_nothing_of_what_reads_them(talks: Path) -> None:
    program = (
        "import sys; import summitry; d = summitry.load(sys.argv[1]);"
        "print([m for m in sys.modules if m.startswith('summitry.archive')])"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", program, str(talks)]
    assert subprocess.run(words, capture_output=True, text=True, env=environment).stdout == "[]\n"


def test_versions_are_laid_side_by_side(talks: Path, tmp_path: Path) -> None:
    (tmp_path / "march.txt").write_text(PAPER)
    (tmp_path / "april.txt").write_text(PAPER.replace("The 3th", "The third"))
    run("import", talks, tmp_path / "march.txt", tmp_path / "april.txt")
    done = run("redline", talks, "march", "april")
    assert done.output.startswith("paragraph 5 -> paragraph 5\n  The [-3th-]{+third+} clause binds")
    assert done.output.endswith("30 passages the same, 1 changed.\n")
    assert run("redline", talks, "march", "march").output == "The same words: 31 passages.\n"
    assert run("redline", talks, "march").exit_code == 2
    assert run("redline", talks, "march", "may").exit_code == 2
