"""`summitry print` as people call it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from summitry.book.tray import FORMS
from summitry.cli.app import app

KOREA = str(Path(__file__).parents[2] / "examples" / "korea-2018")
DAY = ("--as-of", "2018-03-12")


def call(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, words)
    return found.exit_code, found.output


def test_a_paper_is_shown_on_the_screen_and_written_as_files(tmp_path: Path) -> None:
    code, said = call("print", KOREA, "action-memo", "options-march", *DAY)
    assert code == 0 and "ACTION MEMO" in said and "Not asked" in said
    code, said = call("print", KOREA, "action-memo", "options-march", *DAY, "-o", str(tmp_path),
                      "--formats", "text,html,docx,pdf")  # fmt: skip
    assert code == 0
    names = [f"action-memo-options-march.{end}" for end in ("txt", "html", "pdf", "docx")]
    assert said.split() == [str(tmp_path / name) for name in names]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names)
    for name in names[1::2]:
        code, said = call("trace", str(tmp_path / name))
        assert code == 0 and "Sentences without origin: 0" in said


@pytest.mark.parametrize(
    ("words", "answer", "hint"),
    [
        ((), "Say which paper", "Papers: action-memo"),
        (("memmo",), 'There is no paper "memmo".', ""),
        (("action-memo",), "Say what the action-memo is about", "options-march"),
        (("action-memo", "options-mrch"), "There is nothing called", '"options-march"'),
        (("action-memo", "accept-summit"), "The decision to accept the invitation is made", "options-march"),
        (("action-memo", "options-march", "x"), "one word too many", ""),
        (("action-memo", "options-march", "--formats", "odt"), 'There is no format "odt".', "html"),
        (("action-memo", "options-march", "--formats", "pdf"), "Say where to write the files: -o", ""),
    ],
)
def test_what_cannot_be_printed_is_said_with_what_could(
    words: tuple[str, ...], answer: str, hint: str
) -> None:
    code, said = call("print", KOREA, *words, *DAY)
    assert code == 2 and answer in said and hint in said


def test_the_help_lists_every_paper() -> None:
    code, said = call("print", "--help")
    assert code == 0 and all(form.name in said for form in FORMS)


def test_words_are_completed() -> None:
    from summitry.cli.printing import command

    context = command.make_context("print", [KOREA], resilient_parsing=True)
    names = [c if isinstance(c, str) else c.value for c in command.params[0].shell_complete(context, "act")]
    assert "action-memo" in names
    context = command.make_context("print", [KOREA, "action-memo"], resilient_parsing=True)
    names = [c if isinstance(c, str) else c.value for c in command.params[0].shell_complete(context, "opt")]
    assert names == ["options-march"]
