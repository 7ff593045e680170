"""``summitry check`` as people and programs meet it: text, exit status, JSON, SARIF."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summitry.cli.app import app

HEADER = """format: 1
dossier: Talks
own_side: us
counterparts: [dprk]
zone: America/New_York
markings: [open, restricted]
readers: {visitor: {marking: open, groups: []}}
default: {marking: open}
cutoff: 2018-03-12
"""
PARTIES = "parties:\n- {id: us, name: United States}\n- {id: dprk, name: DPRK}\n"
SOURCE = Path(__file__).parents[2] / "src"


def dossier(folder: Path, **files: str) -> Path:
    (folder / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    for name, text in {"parties": PARTIES, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


def summitry(*words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "summitry", *map(str, words)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **settings},
    )  # fmt: skip


def test_a_clean_dossier_exits_0(tmp_path: Path) -> None:
    result = run("check", dossier(tmp_path), "--strict", "--only", "REF", "--only", "FRM")
    assert result.exit_code == 0, result.output
    assert "As known on 12 March 2018, New York: nothing found." in result.output


def test_a_fault_exits_1_and_shows_its_line(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk}\n")
    result = run("check", folder)
    assert result.exit_code == 1
    assert "a.yaml:2:" in result.output
    assert "2 | - {id: kim, name: Kim, side: dprkk}" in result.output
    assert 'Did you mean "dprk"?' in result.output
    caret = next(line for line in result.output.splitlines() if line.strip() == "| ^" or "^" in line)
    source = next(line for line in result.output.splitlines() if "2 | -" in line)
    assert source[caret.index("^")] == "s", "the mark stands under the field"


def test_the_mark_stands_under_the_field_after_wide_letters(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: 김정은, side: dprkk}\n")
    lines = run("check", folder).output.splitlines()
    caret = next(line for line in lines if "^" in line).index("^")
    source = next(line for line in lines if "2 | -" in line)
    assert source.index("side") + 3 == caret, "three letters that are two columns wide each"


def test_a_misspelt_kind_is_shown_too(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="pledgs: []\n")
    output = run("check", folder).output
    assert "1 | pledgs: []" in output
    assert 'Did you mean "pledges"?' in output


def test_what_cannot_be_opened_exits_2(tmp_path: Path) -> None:
    assert run("check", tmp_path / "nowhere").exit_code == 2
    assert run("check", tmp_path).exit_code == 2
    assert run("check", dossier(tmp_path), "--as-of", "12 March").exit_code == 2
    assert run("chek").exit_code == 2


def test_a_misspelt_command_or_reader_is_answered(tmp_path: Path) -> None:
    assert 'Did you mean "check"?' in run("chek").output
    output = run("check", dossier(tmp_path), "--for", "vistor").output
    assert 'Did you mean "visitor"?' in output
    assert "--for" not in output


def test_a_reader_sees_no_files_and_the_constant_line(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk}\n")
    result = run("check", folder, "--for", "visitor")
    assert result.exit_code == 0, "faults are for readers of the whole"
    assert "yaml" not in result.output
    assert "Judged on what this copy holds." in result.output


def test_json_has_what_is_documented(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk}\n")
    found = json.loads(run("check", folder, "--format", "json").output)
    assert found["form"] == "summitry-check/1"
    assert found["as_of"] == "2018-03-12"
    assert found["counts"]["fault"] == 1
    first = found["found"][0]
    assert first["code"] == "REF001"
    assert first["place"] == {"file": "a.yaml", "line": 2, "column": 24, "record": "kim", "path": ["side"]}
    assert first["fix"]["value"] == "dprk"


def test_only_keeps_a_code_a_family_and_refuses_what_is_none(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk, nam: x}\n")
    assert "FRM007" not in run("check", folder, "--only", "ref").output
    assert run("check", folder, "--only", "TIM").exit_code == 0
    refused = run("check", folder, "--only", "REF01")
    assert refused.exit_code == 2
    assert 'Did you mean "REF001"?' in refused.output


def test_escape_sequences_and_marks_of_direction_are_shown_not_obeyed(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a='people:\n- {id: kim, name: "K\\u202eim \\e[31m", side: "x\\e[2Jy"}\n')
    for form in ("text", "json", "sarif"):
        output = run("check", folder, "--format", form).output
        assert "\x1b" not in output
        assert "\u202e" not in output or form != "text"


def test_quiet_is_one_line_each(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk, nam: x}\n")
    lines = run("check", folder, "-q", "--only", "REF").output.splitlines()
    assert len(lines) == 2
    assert "a.yaml:2:24: REF001 fault:" in lines[0]


def test_sarif_has_what_the_standard_requires(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk}\n", **{"b c": "people: 1\n"})
    log = json.loads(run("check", folder, "--format", "sarif").output)
    assert log["version"] == "2.1.0"
    for one in log["runs"]:
        rules = one["tool"]["driver"]["rules"]
        assert one["tool"]["driver"]["name"] == "summitry"
        assert len({r["id"] for r in rules}) == len(rules)
        for result in one["results"]:
            assert result["message"]["text"]
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("none", "note", "warning", "error")
            for place in result["locations"]:
                physical = place["physicalLocation"]
                assert " " not in physical["artifactLocation"]["uri"]
                assert physical["artifactLocation"]["uriBaseId"] in one["originalUriBaseIds"]
                assert physical.get("region", {}).get("startLine", 1) >= 1


def test_in_a_pipe_there_are_no_colours_and_no_line_over_80_columns(tmp_path: Path) -> None:
    folder = dossier(tmp_path, a="people:\n- {id: kim, name: Kim, side: dprkk}\n")
    result = summitry("check", ".", "--as-of", "2018-03-12", PWD=str(folder))
    assert result.returncode == 2, "the current folder holds no dossier"
    result = summitry("check", folder)
    assert result.returncode == 1
    assert "\x1b" not in result.stdout
    assert [line for line in result.stdout.splitlines() if line != line.rstrip()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    names = "".join(f"- {{id: p{n}, name: P, side: nobody}}\n" for n in range(400))
    folder = dossier(tmp_path, a=f"people:\n{names}")
    command = f"{sys.executable} -m summitry check {folder} | head -n 1"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1


def test_help_is_quick_and_imports_no_command() -> None:
    code = "import sys; sys.argv = ['summitry', '--help']\nimport summitry.cli.app as a\n"
    code += "try: a.app(prog_name='summitry')\nexcept SystemExit: pass\n"
    code += "print([m for m in sys.modules if m.split('.')[0] in ('rich', 'jinja2', 'ryml', 'yaml')])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert result.stdout.rstrip().endswith("[]")


def test_every_command_has_help() -> None:
    from summitry.cli.app import COMMANDS

    for name in COMMANDS:
        if name != "bench":
            assert run(name, "--help").exit_code == 0, name
