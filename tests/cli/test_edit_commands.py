"""``check --fix`` and ``rename``: the text changes, and only where it must."""

from pathlib import Path

from click.testing import CliRunner, Result

from summitry.cli.app import app

HEADER = "format: 1\ndossier: Talks\nown_side: us\ncounterparts: [dprk]\nzone: UTC\ncutoff: 2018-03-12\n"
TEXT = """# who is who
parties:
- {id: us, name: United States}
- {id: dprk, name: DPRK}   # the other side
people:
- id: kim
  name: Kim
  side: dprkk
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


def dossier(folder: Path) -> Path:
    (folder / "dossier.yaml").write_text(HEADER, encoding="utf-8")
    (folder / "a.yaml").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_safe_fix_is_applied_and_the_rest_stays_byte_for_byte(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    assert run("check", folder).exit_code == 1
    result = run("check", folder, "--fix")
    assert result.exit_code == 0, result.output
    assert (folder / "a.yaml").read_text(encoding="utf-8") == TEXT.replace("dprkk", "dprk")


def test_nothing_to_fix_is_said(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    run("check", folder, "--fix")
    assert "nothing that can be fixed" in run("check", folder, "--fix").output


def test_a_copy_for_a_reader_is_not_fixed(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    with (folder / "dossier.yaml").open("a", encoding="utf-8") as header:
        header.write("readers: {visitor: {marking: open, groups: []}}\n")
    assert run("check", folder, "--fix", "--for", "visitor").exit_code == 2
    assert "dprkk" in (folder / "a.yaml").read_text(encoding="utf-8")


def test_rename_changes_every_reference(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    run("check", folder, "--fix")
    result = run("rename", folder, "dprk", "north")
    assert result.exit_code == 0, result.output
    assert run("check", folder).exit_code == 0
    assert "counterparts: [north]" in (folder / "dossier.yaml").read_text(encoding="utf-8")


def test_rename_refuses_in_words(tmp_path: Path) -> None:
    folder = dossier(tmp_path)
    for words in (("nobody", "x"), ("kim", "us"), ("kim",)):
        result = run("rename", folder, *words)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert run("rename", tmp_path / "nowhere", "a", "b").exit_code == 2
