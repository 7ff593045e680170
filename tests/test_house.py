"""The house around the code: what may stand in a file, how long it may be, which texts are true.

The rules are those of CONTRIBUTING.md; each test names the one it holds.
"""

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import summitry

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "summitry"

MODULE_LINES = 400
FUNCTION_LINES = 60
EXCUSE = "one thing"
BASE_PACKAGES = 20
BASE_BYTES = 100_000_000

# Where each package from outside comes in: a module, or a folder of modules. No other imports it.
DOORS: dict[str, str | tuple[str, ...]] = {
    "ryml": "folder",
    "yaml": "folder",
    "jinja2": "book",
    "markupsafe": "book",
    "rich": "cli",
    "click": "cli",
    "psutil": "testing",
    "jsonschema": "testing",
    "babel": "testing",
    "ir_measures": "testing",
    "bm25s": "testing",
    "whoosh": "testing",
    "pypandoc": "book",
    "typst": "book",
    "pypdfium2": "archive",
    "docx2python": "archive",
    "trafilatura": "archive",
    "lxml": "archive",
    "tantivy": "archive",
    "numpy": "analysis/stability",
    "numba": "analysis/stability",
    "huey": "secretariat/watching",
    "procrastinate": "secretariat/watching",
    "psycopg": ("desk", "secretariat/watching"),
    "feedparser": "watch",
    "icalendar": "book",
    "django": ("desk", "testing/handling"),
    "granian": "desk",
    "axes": "desk",
    "argon2": "desk",
    "csp": "desk",
    "rules": "desk",
    "whitenoise": "desk",
    "cryptography": "desk",
    "fido2": "desk",
    "qrcode": "desk",
    "pytest": "testing/handling",
    "mcp": "secretariat/assisting",
    "mcp_types": "secretariat/assisting",
}
# These come in through a single module of their folder.
ONE_MODULE = ("yaml",)


def doors(name: str) -> tuple[str, ...]:
    """The door of a package, or its few doors."""
    door = DOORS[name]
    return (door,) if isinstance(door, str) else door


# The patterns are written so that they do not match themselves.
PATH_OF_A_MACHINE = re.compile(
    r"(?<![\w./:~-])/(?:home|root|Users|work|farm)/[\w.]|\b[A-Z]:\\Users\\", re.ASCII
)
ADDRESS_OF_AN_INDEX = re.compile(
    r"--(?:extra-)?index-url[= ]\S|/simple/\s*$|//(?:test\.|files\.)?(?:pypi|pythonhosted)\."
    r"|//registry\.npmjs\.",
    re.MULTILINE,
)
LOCK_FILES = re.compile(r"(?:^|/)(?:[\w.-]+\.lock|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$")


def kept_files() -> list[str]:
    """The files that are, or would be, in the repository, as paths below the project."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    names = os.fsdecode(listing.stdout).split("\0")
    return sorted({name for name in names if name and (PROJECT / name).is_file()})


def text_of(name: str) -> str:
    """What a file says; a picture or a font says nothing."""
    content = (PROJECT / name).read_bytes()
    return "" if b"\0" in content[:8000] else content.decode("utf-8", "replace")


def places(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands in a kept file: `file:line: text`."""
    found = []
    for name in kept_files():
        text = text_of(name)
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{name}:{line}: {match.group()}")
    return found


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


# --- what stands in files -----------------------------------------------------------------------


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert "pyproject.toml" in kept_files()
    found = places(PATH_OF_A_MACHINE)
    assert not found, "\n".join(found)


def test_no_file_names_a_package_index() -> None:
    found = places(ADDRESS_OF_AN_INDEX)
    assert not found, "\n".join(found)


def test_no_resolver_record_is_kept() -> None:
    assert [name for name in kept_files() if LOCK_FILES.search(name)] == []


@pytest.mark.parametrize(
    ("pattern", "caught"),
    [
        (PATH_OF_A_MACHINE, "see " + "/home" + "/anna/notes.txt"),
        (PATH_OF_A_MACHINE, '"' + "/root" + '/.cache"'),
        (PATH_OF_A_MACHINE, "C:" + "\\Users\\" + "anna"),
        (ADDRESS_OF_AN_INDEX, "--index" + "-url https://packages.example/"),
        (ADDRESS_OF_AN_INDEX, "https:/" + "/pypi." + "org/project/x"),
        (LOCK_FILES, "web/package-" + "lock.json"),
        (LOCK_FILES, "uv." + "lock"),
    ],
)
def test_the_patterns_catch_what_they_are_for(pattern: re.Pattern[str], caught: str) -> None:
    assert pattern.search(caught)


@pytest.mark.parametrize("harmless", ["/usr/bin/env bash", "example.org" + "/home" + "/index.html"])
def test_the_patterns_leave_other_paths_alone(harmless: str) -> None:
    assert not PATH_OF_A_MACHINE.search(harmless)


# --- size ---------------------------------------------------------------------------------------


def excused(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return EXCUSE in " ".join((ast.get_docstring(node) or "").split())


def too_long(limit: int, long: list[str]) -> str:
    advice = f"over {limit} lines: split, or say in the docstring why it is {EXCUSE}"
    return "\n".join([advice, *long])


def test_a_module_is_short_or_says_why_it_is_one_thing() -> None:
    long = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > MODULE_LINES and not excused(ast.parse(text)):
            long.append(f"{path.relative_to(PROJECT)}: {lines} lines")
    assert not long, too_long(MODULE_LINES, long)


def test_a_function_is_short_or_says_why_it_is_one_thing() -> None:
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or excused(node):
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                long.append(f"{path.relative_to(PROJECT)}:{node.lineno}: {node.name}, {lines} lines")
    assert not long, too_long(FUNCTION_LINES, long)


# --- packages from outside ----------------------------------------------------------------------


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the top-level name of all that a module imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.lineno, node.module.split(".")[0]


def outside_imports() -> Iterator[tuple[Path, int, str]]:
    at_home = {"summitry", "__future__", *sys.stdlib_module_names}
    for path in modules():
        for line, name in imports(path):
            if name not in at_home:
                yield path.relative_to(SOURCE), line, name


def test_each_outside_package_enters_through_its_door() -> None:
    stray = []
    for path, line, name in outside_imports():
        door = DOORS.get(name)
        if door is None:
            stray.append(f"{path}:{line}: {name} has no door in tests/test_house.py")
        elif not (path.with_suffix("").as_posix() + "/").startswith(tuple(f"{d}/" for d in doors(name))):
            stray.append(f"{path}:{line}: {name} enters through {door}")
    assert not stray, "\n".join(stray)


@pytest.mark.parametrize("package", ONE_MODULE)
def test_some_enter_through_a_single_module(package: str) -> None:
    assert len({path for path, _, name in outside_imports() if name == package}) <= 1


# --- pins and packaging -------------------------------------------------------------------------


def settings() -> dict[str, object]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(name: str) -> list[str]:
    """The requirement lines of requirements/NAME.in."""
    lines = (PROJECT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def pinned(name: str) -> dict[str, list[str]]:
    """Each pinned `package==version` of requirements/NAME.txt with its hashes."""
    text = (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.replace("\\\n", " "))
    return {
        entry.split(maxsplit=1)[0]: re.findall(r"--hash=(sha256:[0-9a-f]{64})\b", entry)
        for entry in entries
        if entry.strip()
    }


@pytest.mark.parametrize("name", ["base", "book", "dev", "build", "pins"])
def test_every_pin_names_one_version_and_its_hashes(name: str) -> None:
    pins = pinned(name)
    assert pins
    assert [pin for pin, hashes in pins.items() if "==" not in pin or not hashes] == []


@pytest.mark.parametrize("name", ["base", "book", "dev", "build", "pins"])
def test_pins_follow_what_is_asked_for(name: str) -> None:
    versions = dict(pin.split("==") for pin in pinned(name))
    unmet = []
    for line in wanted(name):
        asked = Requirement(line)
        found = versions.get(canonicalize_name(asked.name))
        if found is None or not asked.specifier.contains(found):
            unmet.append(f"{line}: pinned {found}")
    assert unmet == [], "older than what is asked for: make pins"


def test_the_sets_of_pins_agree() -> None:
    assert set(pinned("base")) <= set(pinned("book")) <= set(pinned("dev"))
    common = {pin.split("==")[0]: pin for pin in pinned("dev")}
    for pin in pinned("build"):
        assert common.get(pin.split("==")[0], pin) == pin


def test_the_base_install_asks_for_what_the_package_declares() -> None:
    project = settings()["project"]
    assert isinstance(project, dict)
    assert sorted(project["dependencies"]) == sorted(wanted("base"))


def test_the_builder_is_the_pinned_one() -> None:
    build = settings()["build-system"]
    assert isinstance(build, dict)
    assert set(build["requires"]) <= set(pinned("build"))


def test_the_base_install_is_small() -> None:
    names = [pin.split("==")[0] for pin in pinned("base")]
    assert len(names) < BASE_PACKAGES
    sizes = {name: installed_bytes(name) for name in names}
    assert sum(sizes.values()) < BASE_BYTES, sizes


def installed_bytes(package: str) -> int:
    files = importlib.metadata.distribution(package).files or []
    located = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_size for path in located if path.is_file())


def test_the_package_is_typed() -> None:
    assert (SOURCE / "py.typed").is_file()


def test_ci_runs_the_one_command() -> None:
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("\nmake test")


# --- texts --------------------------------------------------------------------------------------


def test_the_changelog_speaks_of_this_version() -> None:
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(summitry.__version__)}\b", changelog, re.MULTILINE)


def drawn_tree(text: str) -> set[str]:
    """The folders in the first fenced block under `## The tree`, as paths ending in `/`.

    A folder's line starts with its name and a slash, two or more columns to the right of the folder
    that holds it; what follows is a description. Drawn branches count as blanks. Lines for files,
    and what stands to the right of a name, are free.

    >>> sorted(drawn_tree("## The tree\\n```\\nsrc/x/\\n  a/   words\\nb/ c/ are\\n```\\n"))
    ['b/', 'src/', 'src/x/', 'src/x/a/']
    """
    section = re.search(r"^## The tree\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    block = section and re.search(r"^```.*?\n(.*?)^```", section[1], re.MULTILINE | re.DOTALL)
    if not block:
        return set()
    folders: set[str] = set()
    above: list[tuple[int, str]] = []
    for line in block[1].splitlines():
        entry = re.match(r"([\s│├└─|`+-]*)((?:[\w.-]+/)+)(?=\s|$)", line)
        if not entry:
            continue
        column = len(entry[1])
        above = [(c, path) for c, path in above if c < column]
        path = (above[-1][1] if above else "") + entry[2]
        above.append((column, path))
        parts = path.split("/")[:-1]
        folders.update("/".join(parts[: n + 1]) + "/" for n in range(len(parts)))
    return folders


def test_the_tree_in_the_readme_is_true() -> None:
    readme = PROJECT / "README.md"
    if not readme.is_file():
        pytest.skip("no README yet")
    drawn = drawn_tree(readme.read_text(encoding="utf-8"))
    assert drawn, "README.md has no fenced block under the heading `## The tree`"
    there = {
        "/".join(parts[: n + 1]) + "/"
        for parts in (name.split("/")[:-1] for name in kept_files())
        for n in range(len(parts))
    }
    due = {
        path
        for path in there
        if not path.startswith(".")
        and (path.count("/") == 1 or re.fullmatch(r"src/summitry/(?:[^/]+/)?", path))
    }
    assert drawn - there == set(), "drawn in README.md, but not there"
    assert due - drawn == set(), "there, but not drawn in README.md"
