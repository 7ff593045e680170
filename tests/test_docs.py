"""The documentation: nothing a user can meet is left out of it, what it shows is so, it builds.

The reference is written from the code; these tests hold that every command, rule, kind, field, view
and plug-in point has words there. The tutorial's commands are run and the library's examples too.
"""

import dataclasses
import doctest
import inspect
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summitry.book.sections import VIEWS
from summitry.book.sections.view import View
from summitry.book.volume.plan import Planned
from summitry.check.catalogue import Entry
from summitry.check.report_json import report_as_json
from summitry.check.rule import Found, Rule
from summitry.check.run import check
from summitry.cli.app import COMMANDS, app
from summitry.dossier.fields import specs
from summitry.dossier.kinds import KINDS
from summitry.folder.faults import FAULTS
from summitry.folder.headerfile import KEYS
from summitry.folder.load import load_texts
from summitry.secretariat.checking import EVERY_RULE, every_code
from summitry.testing.reference import codes, kinds, pages
from summitry.testing.reference.analyses import analyses, public

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
PLUG_IN_POINTS: dict[str, tuple[type, ...]] = {
    "how-to/write-a-rule.md": (Rule, Found),
    "how-to/write-a-view.md": (View,),
    "how-to/write-a-section.md": (Planned,),
}
"""Page: the classes an author of such a plug-in fills."""


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    return pages()


def written(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


# --- nothing is left out ------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented(name: str, reference: dict[str, str]) -> None:
    context = app.make_context("summitry", ["version"], resilient_parsing=True)
    command = app.get_command(context, name)
    assert command is not None and command.help
    page = reference["commands.md"]
    assert f"## summitry {name}\n" in page
    section = page.split(f"## summitry {name}\n")[1].split("\n## ")[0]
    for param in command.params:
        if param.param_type_name == "option":
            assert getattr(param, "help", ""), f"{name} {param.opts[0]} says nothing of itself"
            assert f"`{param.opts[0]}`" in section


@pytest.mark.parametrize("entry", every_code().values(), ids=lambda entry: entry.code)
def test_a_code_has_a_page(entry: Entry, reference: dict[str, str]) -> None:
    assert entry.family in codes.FAMILIES, f"give the family {entry.family} a title"
    page = reference[f"rules/{entry.family}.md"]
    assert f"## {entry.code} {entry.name}\n" in page
    assert entry.summary.endswith(".")
    if entry.code in FAULTS:
        assert f"[{entry.code}]" in reference["faults.md"]


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_finds_why_it_matters_and_what_to_do(rule: Rule) -> None:
    summary, _, reasons = rule.page.partition("\n\n")
    assert "\n" not in summary, "the first line is the summary"
    assert len(reasons.split()) >= 10, "the page gives no reason and nothing to do"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_of_a_kind_is_documented(kind: type, reference: dict[str, str]) -> None:
    page = "\n".join(text for name, text in reference.items() if name.startswith("kinds/"))
    assert f"## {kind.plural}\n" in page  # type: ignore[attr-defined]
    for owner in (kind, *kinds.parts_below(kind)):
        assert inspect.getdoc(owner)
        for spec in specs(owner):
            assert spec.help, f"{kind.kind}: {spec.key} says nothing of itself"  # type: ignore[attr-defined]
            assert f"| `{spec.key}`" in page


def test_every_key_of_the_header_is_documented(reference: dict[str, str]) -> None:
    for key, says in KEYS.items():
        assert says and f"| `{key}` |" in reference["header.md"]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_is_documented(view: View, reference: dict[str, str]) -> None:
    assert view.help and f"| `{view.name}` |" in reference["views.md"]


@pytest.mark.parametrize("name", analyses())
def test_an_analysis_is_documented(name: str, reference: dict[str, str]) -> None:
    page = reference[f"analyses/{name}.md"]
    for each, value in public(analyses()[name]):
        if inspect.isfunction(value) or dataclasses.is_dataclass(value):
            assert inspect.getdoc(value), f"{name}.{each} has no docstring"
            assert f"## {each}\n" in page


@pytest.mark.parametrize("name", PLUG_IN_POINTS)
def test_a_plug_in_point_is_documented(name: str) -> None:
    text = written(name)
    for filled in PLUG_IN_POINTS[name]:
        for item in dataclasses.fields(filled):
            assert f"`{item.name}`" in text, f"{name} does not speak of {filled.__name__}.{item.name}"


def test_every_name_of_a_kind_or_part_is_in_the_glossary() -> None:
    held = set(re.findall(r"(?m)^(\S.*)\n: ", written("glossary.md")))
    assert set(kinds.terms_in_use()) - held == set(), "not in docs/glossary.md"


def test_every_page_written_by_hand_is_in_the_contents() -> None:
    patterns = re.findall(r"(?m)^([\w*/-]+)$", written("index.md"))
    for path in DOCS.rglob("*.md"):
        name = path.relative_to(DOCS).with_suffix("")
        if name.parts[0] != "reference" and name.name != "index":
            assert any(name.match(pattern) for pattern in patterns), f"{name} is in no contents"


# --- what is shown is so ------------------------------------------------------------------------

BLOCK = re.compile(r"(?ms)(?:`([\w./-]+)`[^`\n]*:\n\n)?^```(yaml|console|text)\n(.*?)^```$")
"""A fenced block, with the file named at the end of the sentence before it."""


def transcript(text: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what is shown below it."""
    found = re.split(r"(?m)^\$ (.*)\n?", text)[1:]
    return list(zip(found[::2], found[1::2], strict=True))


def one_line(text: str) -> str:
    return " ".join(text.split())


def run(command: str, folder: Path) -> str:
    """What a command prints, run as a reader of the page would, with this Python's summitry."""
    words = shlex.split(command)
    if words[0] == "summitry":
        words[:1] = [sys.executable, "-m", "summitry"]
    done = subprocess.run(
        words,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(PROJECT / "src"), "COLUMNS": "80", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode in (0, 1), f"{command}: {done.stderr}"
    return done.stdout + done.stderr


def follow(name: str, folder: Path) -> int:
    """Write the files a page shows, run its commands, compare; return how many commands ran.

    Of what a command prints the lines shown must come, in that order; `...` stands for words left out.
    """
    ran = 0
    for file, language, text in BLOCK.findall(written(name)):
        if file and language != "console":
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        if language != "console":
            continue
        for command, shown in transcript(text):
            printed, at = one_line(run(command, folder)), 0
            for piece in re.split(r"(?:^| )\.\.\.(?= |$)", one_line(shown)):
                position = printed.find(piece.strip(), at)
                assert position >= 0, f"$ {command}\ndoes not print {piece!r} there, but:\n{printed}"
                at = position + len(piece.strip())
            ran += 1
    return ran


def test_the_tutorial_is_so(tmp_path: Path) -> None:
    assert follow("tutorial.md", tmp_path) > 10


@pytest.mark.parametrize("name", sorted(p.name for p in (DOCS / "how-to").glob("*.md")))
def test_a_how_to_page_is_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "korea-2018").symlink_to(PROJECT / "examples" / "korea-2018")
    follow(f"how-to/{name}", tmp_path)


def test_the_examples_of_the_library_page_are_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    found = doctest.testfile(str(DOCS / "library.md"), module_relative=False)
    assert found.attempted > 10 and found.failed == 0


def test_every_field_of_the_json_is_documented() -> None:
    page = written("format-check.md")
    dossier = load_texts(
        {"dossier.yaml": "format: 1\ncutoff: 2018-03-12", "a.yaml": "people: [{id: a, side: b}]"}
    )
    report = report_as_json(dossier, check(dossier), every_code())
    assert report["found"]
    for name in {*report, *report["found"][0], *report["found"][0]["place"]}:
        assert f"`{name}`" in page, name


LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    for target in LINK.findall((PROJECT / name).read_text(encoding="utf-8")):
        assert (PROJECT / target).exists() or target.startswith("docs/reference/"), target


def test_pictures_are_small() -> None:
    pictures = sorted((DOCS / "pictures").glob("*.png"))
    assert pictures
    assert [p.name for p in pictures if p.stat().st_size >= 200_000] == []


# --- it builds ----------------------------------------------------------------------------------


def test_the_documentation_builds_without_a_warning(tmp_path: Path, reference: dict[str, str]) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("reference", "__pycache__"))
    for name, text in reference.items():
        (docs / "reference" / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / "reference" / name).write_text(text, encoding="utf-8")
    words = ["-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    done = subprocess.run(
        [sys.executable, *words, "-d", str(tmp_path / "trees"), str(docs), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(PROJECT / "src"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "html" / "index.html").is_file()
