"""``summitry new`` and the schemas it leaves for an editor."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from summitry.cli.app import app
from summitry.dossier.kinds import KINDS
from summitry.folder.load import load_texts
from summitry.folder.schema import file_schema, header_schema, kind_schema
from summitry.secretariat.beginning import schedules

PROJECT = Path(__file__).parents[2]
SCHEMAS = {"header": header_schema(), "file": file_schema()}


def errors(name: str, text: str) -> list[str]:
    """What an editor would underline; it reads YAML with types, except that dates are texts."""
    try:
        value = yaml.load(text, Loader=Typed)
    except yaml.YAMLError:
        return []  # a text that parsers read differently; `check` has its own word on it
    schema = SCHEMAS["header" if name == "dossier.yaml" else "file"]
    return [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(value)]


class Typed(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, no yes and no."""


Typed.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_a_new_dossier_has_no_fault_and_satisfies_its_schemas(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    result = CliRunner().invoke(app, ["new", str(folder), "--title", 'Talks: "the border"'])
    assert result.exit_code == 0, result.output
    checked = CliRunner().invoke(app, ["check", str(folder), "--format", "json"])
    assert checked.exit_code == 0, checked.output
    assert json.loads(checked.output)["dossier"] == 'Talks: "the border"'
    for path in folder.glob("*.yaml"):
        assert errors(path.name, path.read_text(encoding="utf-8")) == []


def test_the_editor_is_told_of_schemas_that_are_there(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["new", str(tmp_path / "t")])
    settings = json.loads((tmp_path / "t" / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for name in settings["yaml.schemas"]:
        schema = json.loads((tmp_path / "t" / name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)


def test_a_dossier_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text("mine\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["new", str(tmp_path)]).exit_code == 2
    (tmp_path / "dossier.yaml").unlink()
    assert CliRunner().invoke(app, ["new", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "people.yaml").read_text(encoding="utf-8") == "mine\n"


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert CliRunner().invoke(app, ["new", str(tmp_path / "file" / "talks")]).exit_code == 2


def test_the_examples_satisfy_the_schema() -> None:
    files = [p for p in sorted((PROJECT / "examples").rglob("*.yaml")) if not p.name.startswith("_")]
    assert files
    wrong = {str(p): errors(p.name, p.read_text(encoding="utf-8"))[:2] for p in files}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_what_loads_without_a_fault_satisfies_the_schema() -> None:
    wrong = []
    for path in sorted((PROJECT / "tests" / "check" / "cases").glob("*.yaml")):
        cases: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for code, listed in cases.items():
            for case in listed:
                files = {"dossier.yaml": "format: 1", "case.yaml": case["dossier"]}
                if not any(f.code[:3] in ("FRM", "TIM") for f in load_texts(files).faults):
                    wrong += [(code, case["name"], e) for e in errors("case.yaml", case["dossier"])]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "pledgs: []",
        "parties: [{id: us, nam: America}]",
        "parties: [{id: us}]",
        "parties: [{name: America}]",
        "parties: [{id: us, name: America, role: boss}]",
        "statements: [{id: s, by: us, said: {from: 2018-01-01}}]",
        "tasks: [{id: t, takes: soon}]",
        "meetings: [{id: m, title: M, agreed: perhaps}]",
        "relays: [{id: r, from: us, elements: [{id: e, says: x}], hops: [{id: h, carries: {e: {word: x}}}]}]",
    ],
)
def test_what_a_dossier_cannot_hold_is_underlined(text: str) -> None:
    assert errors("case.yaml", text)


@pytest.mark.parametrize(
    "text",
    [
        "parties:",
        "parties: [{id: us, name: America, source: ap11 p. 3, role: }]",
        "statements: [{id: s, by: us, said: 2018-03-06, to: public, answers: {q: [none, some]}}]",
        "meetings: [{id: m, title: M, dates: [{between: 2018-05-01, and: 2018-05-31}], agreed: no, gap: 10 workdays}]",  # noqa: E501
        "relays: [{id: r, from: us, elements: {e: {says: x}}, hops: [{id: h, carries: {e: {words: x, if: {f: y}}}}]}]",  # noqa: E501
        "events: [{id: e, kind: k, on: {between: 2018-02-09, and: 2018-02-11}, answers: none}]",
        "documents: [{id: d, title: T, date: [{date: 2000-10-12, source: a}, {date: 2000-10-09, source: [b, c]}]}]",  # noqa: E501
    ],
)
def test_what_a_dossier_can_hold_is_not(text: str) -> None:
    assert errors("case.yaml", text) == []


def test_every_kind_has_a_schema_with_a_description_of_each_field() -> None:
    for kind in KINDS:
        schema = kind_schema(kind)
        jsonschema.Draft202012Validator.check_schema(schema)
        blank = [key for key, field in schema["properties"].items() if not field.get("description")]
        assert blank == [], kind.kind


@pytest.mark.parametrize("name", schedules())
def test_a_schedule_is_counted_back_from_the_first_meeting(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    result = CliRunner().invoke(app, ["new", str(folder), "--schedule", name])
    assert result.exit_code == 0 and "tasks-first-meeting.yaml" in result.output
    assert CliRunner().invoke(app, ["check", str(folder)]).exit_code == 0
    text = (folder / "tasks-first-meeting.yaml").read_text(encoding="utf-8")
    assert errors("tasks.yaml", text) == [] and "MEETING" not in text
    shown = CliRunner().invoke(app, ["show", str(folder), "countdown", "--format", "json"])
    (reading,) = json.loads(shown.output)
    rows = reading["countdown"]["rows"]
    assert len(rows) == text.count("- {id:") and not reading["countdown"].get("circles")
    assert all(row["takes"] and row["early"]["start"] <= row["late"]["start"] for row in rows)


def test_a_schedule_is_added_to_a_dossier_that_stands(tmp_path: Path) -> None:
    def new(*words: str) -> Any:
        return CliRunner().invoke(app, ["new", str(tmp_path / "t"), *words])

    assert new().exit_code == 0
    added = new("--schedule", "leaders", "--meeting", "first-meeting")
    assert added.exit_code == 0 and "show" in added.output, added.output
    assert "there already" in new("--schedule", "leaders", "--meeting", "first-meeting").output
    assert 'Did you mean "first-meeting"?' in new("--schedule", "leaders", "--meeting", "first-meting").output
    assert "which level" in new("--meeting", "first-meeting").output
    assert CliRunner().invoke(app, ["check", str(tmp_path / "t")]).exit_code == 0
