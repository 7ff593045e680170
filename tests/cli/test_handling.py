"""What a reader gets from the command line: not a byte, nor the exit status, tells of what is hidden."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from tests.dossier.generated_dossiers import HEADER, Records, dice, small_counts, some_records
from tests.dossier.test_handling import hidden_from, hide

from summitry.book.sections import BY_NAME
from summitry.cli.app import app
from summitry.dossier.header import Grants
from summitry.testing.generated import as_text, generated

READER = "readers:\n  visitor: {marking: open, groups: []}\n"
VISITOR = Grants("open")


def outputs(path: Path, meetings: list[str]) -> list[tuple[int, str, str]]:
    """Exit status, output and errors of every command a reader's copy can be made with."""
    copy = ["--for", "visitor", "--as-of", "2018-03-12"]
    calls = [["check", str(path), *copy, "--format", form] for form in ("text", "json", "sarif")]
    calls += [["check", str(path), *copy, "--strict", "--quiet"]]
    calls += [["show", str(path), name, *copy, "--format", "json"] for name in BY_NAME]
    calls += [
        ["brief", str(path), id, *copy, "--format", form] for id in meetings for form in ("html", "text")
    ]
    found = []
    for call in calls:
        result = CliRunner().invoke(app, call)
        assert result.exception is None or isinstance(result.exception, SystemExit), call
        found.append((result.exit_code, result.stdout, result.stderr))
    return found


def written(path: Path, *files: Records) -> Path:
    for at, records in enumerate(files):
        text = as_text(records)
        if text:
            (path / f"{at}.yaml").write_text(text, encoding="utf-8")
    (path / "dossier.yaml").write_text(HEADER + READER, encoding="utf-8")
    return path


@given(dice)
@settings(max_examples=6)
def test_the_command_line_tells_nothing_of_what_is_hidden(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random
) -> None:
    records, making = some_records(dice)
    meetings = [m["id"] for m in records.get("meetings", [])]
    kept = {
        plural: [tree for tree in listed if not hidden_from(tree, VISITOR)]
        for plural, listed in records.items()
    }
    more, _ = generated(dice, small_counts(dice, 2) | {"party": 0}, prefix="hidden-", known=making)
    added = {plural: [hide(dice, tree, VISITOR) for tree in trees] for plural, trees in more.items()}
    one = written(tmp_path_factory.mktemp("d"), added, records)
    other = written(tmp_path_factory.mktemp("d"), kept)
    texts = [
        [
            (status, out.replace(str(path), "D"), err.replace(str(path), "D"))
            for status, out, err in outputs(path, meetings)
        ]
        for path in (one, other)
    ]
    assert texts[0] == texts[1]
