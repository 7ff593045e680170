"""What is asked of a machine: a visitor's needs little; a contributor's has all that the tests run."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SCRIPT = PROJECT / "scripts" / "system-packages.sh"
AT_HAND = ("bash", "cat", "env", "head", "id", "tr")
PYTHON = "#!/bin/sh\necho Python 3.12.0\n"

SKIPS = {
    "tests/conftest.py": "collections that somebody has to name",
    "tests/test_house.py": "what only a checkout holds",
    "tests/cli/test_check.py": "signals of another system",
}
"""Where a test may leave itself out, and for want of what. A missing program is not a reason."""


def asked_for(kind: str, folder: Path) -> list[str]:
    """Run the script on a machine that has next to nothing; return the packages it asks for."""
    programs = folder / "bin"
    programs.mkdir()
    for name in AT_HAND:
        (programs / name).symlink_to(shutil.which(name) or "")
    told = folder / "asked"
    scripts = {
        "python3": PYTHON,
        "apt-get": f'#!/bin/sh\necho "$@" >> {told}\n',
        "sudo": '#!/bin/sh\nexec "$@"\n',
    }
    for name, text in scripts.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    environment = {"PATH": str(programs), "PYTHON": "python3"}
    subprocess.run([SCRIPT, kind], env=environment, check=True, capture_output=True)
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return sorted(
        word for line in lines if " install " in line for word in line.split(" install ")[1].split()
    )


@pytest.mark.parametrize("kind", ["run", "book", "all"])
def test_a_visitor_installs_nothing_more(kind: str, tmp_path: Path) -> None:
    assert asked_for(kind, tmp_path) == []


def test_a_contributor_gets_every_program_that_the_tests_run(tmp_path: Path) -> None:
    asked = set(asked_for("dev", tmp_path))
    assert {
        "chromium", "libreoffice-writer", "poppler-utils", "fonts-noto-cjk", "fonts-noto-core"
    } <= asked  # fmt: skip
    there = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert there or "postgresql" in asked


def test_no_test_leaves_itself_out_for_want_of_a_program() -> None:
    leaves_out = re.compile(r"pytest\.skip\(|mark\.skip|importorskip|unittest\.skip")
    found = {
        path.relative_to(PROJECT).as_posix() for path in (PROJECT / "tests").rglob("*.py")
        if path != Path(__file__) and leaves_out.search(path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert found <= set(SKIPS)


def test_the_script_asks_nothing_where_all_is_there() -> None:
    done = subprocess.run([SCRIPT, "dev"], env=dict(os.environ), check=True, capture_output=True, text=True)
    assert done.stdout == ""
