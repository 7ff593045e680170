"""``summitry replay`` and ``summitry diff``: a diary, and what differs."""

import json
import re
from pathlib import Path

from click.testing import CliRunner, Result

from summitry.cli.app import app

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


def test_a_replay_names_the_days_on_which_something_changed() -> None:
    result = run("replay", KOREA, "2018-03-13", "2018-03-26")
    assert result.exit_code == 0, result.output
    assert "Tuesday 13 March 2018" in result.output
    assert "Sunday 25 March 2018 to Monday 26 March 2018: " in result.output
    assert "\ue000" not in result.output, "every day count is filled in"
    assert [line for line in result.output.splitlines() if len(line) > 80] == []


def test_a_replay_as_json_has_an_entry_for_each_day() -> None:
    result = run("replay", KOREA, "2018-03-12", "2018-03-18", "--format", "json")
    found = json.loads(result.output)
    assert found["form"] == "summitry-replay/1"
    assert [e["day"] for e in found["entries"]] == [f"2018-03-{d}" for d in range(12, 19)]
    assert found["entries"][0]["since"] == "2018-03-11"
    (ended,) = [item for item in found["entries"][1]["learned"] if item["kind"] == "post"]
    assert ended["record"] == "secretary-of-state"
    assert ended["place"]["file"] == "posts.yaml"


def test_days_that_cannot_be_are_refused() -> None:
    for days in (("2018-03-12", "2018-03-05"), ("2018-03-12",), ("2018-03-12", "soon")):
        result = run("replay", KOREA, *days)
        assert result.exit_code == 2, result.output


def test_a_replay_as_html_is_one_page(tmp_path: Path) -> None:
    page = tmp_path / "march.html"
    result = run("replay", KOREA, "2018-03-08", "2018-03-09", "--format", "html", "-o", page)
    assert result.exit_code == 0, result.output
    assert 'type="range"' in page.read_text(encoding="utf-8")


def test_a_replay_for_a_reader_says_so_and_names_no_file() -> None:
    result = run("replay", KOREA, "2018-03-05", "2018-03-12", "--for", "visitor")
    assert "Judged on what this copy holds." in result.output
    assert ".yaml" not in result.output


def test_two_days_are_compared_both_ways() -> None:
    there = run("diff", KOREA, "--from", "2018-03-12", "--to", "2018-03-13")
    back = run("diff", KOREA, "--from", "2018-03-13", "--to", "2018-03-12")
    assert "Learned\n" in there.output and "Not known yet\n" in back.output
    same = run("diff", KOREA, "--from", "2018-03-12", "--to", "2018-03-12")
    assert "Nothing differs." in same.output
    found = json.loads(
        run("diff", KOREA, "--from", "2018-03-12", "--to", "2018-03-13", "--format", "json").output
    )
    assert found["form"] == "summitry-diff/1" and found["learned"]
    assert "<h1>" in run("diff", KOREA, "--from", "2018-03-12", "--format", "html").output


def test_a_dossier_is_compared_with_another(tmp_path: Path) -> None:
    for name, said in (("one", "2018-03-01"), ("two", "2018-03-02")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dossier.yaml").write_text("format: 1\ncutoff: 2018-03-12\n", encoding="utf-8")
        text = f"people: [{{id: p, name: P}}]\nstatements: [{{id: s, by: p, said: {said}}}]\n"
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    result = run("diff", tmp_path / "one", "--against", tmp_path / "two")
    assert "said: 2018-03-01 → 2018-03-02" in result.output
    found = json.loads(
        run("diff", tmp_path / "one", "--against", tmp_path / "two", "--format", "json").output
    )
    (change,) = found["changed"]
    assert change["fields"] == [{"path": ["said"], "before": "2018-03-01", "after": "2018-03-02"}]


def test_two_dossiers_compared_make_a_page_that_needs_nothing_else(tmp_path: Path) -> None:
    texts = {
        "one": "people: [{id: p, name: P}, {id: gone, name: Gone}]\n"
        "statements: [{id: s, by: p, said: 2018-03-01, words: We wait <here>.}]\n",
        "two": "people: [{id: p, name: P}, {id: new, name: New, marking: guarded}]\n"
        "statements: [{id: s, by: p, said: 2018-03-02, words: We wait <there>.}]\n",
    }
    head = "format: 1\ndossier: {}\ncutoff: 2018-03-12\nmarkings: [open, guarded, closed]\n"
    head += "readers: {{visitor: {{marking: open}}}}\n"
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "dossier.yaml").write_text(head.format(name), encoding="utf-8")
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    words = ("diff", tmp_path / "one", "--against", tmp_path / "two", "--format", "html")
    page = run(*words).output
    assert "From one as known on 12" in page and "Records added (1)" in page and ">Gone</b>" in page
    assert "We wait <u>&lt;there&gt;.</u>" in page and "before: We wait &lt;here&gt;." in page
    assert page.count('<span class="marking between">guarded</span>') == 2
    assert "<script" not in page and not re.search(r"(?:src|href)=|url\(|@import", page)
    narrowed = run(*words, "--for", "visitor").output
    assert "New<" not in narrowed and "guarded" not in narrowed and "Judged on what this copy" in narrowed
    same = run("diff", tmp_path / "one", "--against", tmp_path / "one", "--format", "html").output
    assert "Nothing differs." in same


def test_a_comparison_that_says_too_little_or_too_much_is_refused() -> None:
    for words in ((), ("--against", KOREA, "--from", "2018-03-12")):
        assert run("diff", KOREA, *words).exit_code == 2
