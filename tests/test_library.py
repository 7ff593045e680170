"""``import summitry``: quick, typed, and everything it names is there."""

import importlib
import inspect
import subprocess
import sys
from datetime import date
from pathlib import Path

import summitry

PROJECT = Path(__file__).parents[1]


def test_every_name_is_there_and_documented() -> None:
    for name in summitry.__all__:
        found = getattr(summitry, name)
        assert inspect.getdoc(found), name
        if name != "check":
            assert found is getattr(importlib.import_module(f"summitry.{summitry._FROM[name]}"), name)
    assert set(summitry._FROM) | {"check"} == set(summitry.__all__)


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys, summitry; print(sorted(m for m in sys.modules if m.startswith('summitry.')))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip
    assert result.stdout.strip() == "['summitry.check']"


def test_check_stays_a_function_when_its_package_is_used() -> None:
    importlib.import_module("summitry.check.run")
    assert inspect.isfunction(summitry.check)


def test_a_dossier_is_loaded_limited_and_checked() -> None:
    dossier = summitry.load(PROJECT / "examples" / "korea-2018").as_of(date(2018, 3, 12))
    report = summitry.check(dossier)
    assert report.day == date(2018, 3, 12)
    assert report.findings and not report.faults
    assert summitry.plain(summitry.relay_reading(dossier, "kim-message"))["relay"] == "kim-message"


def test_every_analysis_answers_through_the_library() -> None:
    folder = PROJECT / "src" / "summitry" / "analysis"
    analyses = {path.name for path in folder.iterdir() if (path / "__init__.py").is_file()}
    analyses |= {path.stem for path in folder.glob("*.py")} - {"__init__"}
    answered = {module.split(".")[1] for module in summitry._FROM.values() if module.startswith("analysis.")}
    assert analyses == answered
