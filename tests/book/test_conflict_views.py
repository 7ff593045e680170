"""The page of a conflict, its pictures, and the command that answers what is asked of it."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from summitry.analysis.stability import analyse, conflict_model, graph_of, read_case
from summitry.analysis.stability.status_quo import status_quo
from summitry.book.blocks import Network, Points, Section, Table
from summitry.book.conflicts.pictures import MOST_DRAWN, state_graph, status_quo_tree
from summitry.book.conflicts.told import Told
from summitry.book.figures.network import network_svg
from summitry.book.html import page
from summitry.book.numbers import said
from summitry.book.sections import BY_NAME
from summitry.cli.app import app
from summitry.folder.load import load_texts

CATALOG = Path(__file__).resolve().parents[2] / "catalog" / "stability"

FREEZE = """
parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]
alternatives: [{id: halts, by: us, says: a pause of the spring exercises}]
conflicts:
- id: freeze
  title: Freeze for freeze
  sides:
  - {id: we, who: us, prefers: [pause, "!halt"]}
  - {id: they, who: dprk, prefers: [halt, "!pause"]}
  options:
  - {id: halt, says: suspend the exercises, by: we, is: halts}
  - {id: pause, says: pause the tests, by: they}
  today: NN
  wanted: YY
"""
HEADER = "format: 1\nown_side: us\ncounterparts: [dprk]\nzone: UTC\ncutoff: 2018-03-12\n"


def dossier(text: str = FREEZE):
    return load_texts({"dossier.yaml": HEADER, "a.yaml": text}).as_of(date(2018, 3, 12))


def words(section: Section) -> str:
    return " ".join(getattr(item, "text", "") for item in said(section))


def test_the_page_says_what_holds_and_why_with_its_places() -> None:
    read = dossier()
    section = BY_NAME["conflicts"].section(read, "freeze")
    assert section.verdict is not None
    assert section.verdict.text == (
        "Of four outcomes two hold for all sides under SEQ: NN and YY."
        " The wanted outcome, YY, is among them. Today's state, NN, holds."
    )
    text = words(section)
    assert 'United States gives up "suspend the exercises": state NY.' in text
    assert 'North Korea gives up "pause the tests": state NN, no better for it.' in text
    traces = [t for item in said(section) for t in item.traces]
    assert {t.record for t in traces} == {"freeze", "halts"}
    assert all(t.place is not None for t in traces)
    assert "a pause of the spring exercises" in text
    assert len([b for b in section.blocks if isinstance(b, Network)]) == 2
    assert "<svg" in page(read, [section])


def test_several_conflicts_are_listed_and_a_faulty_one_says_why() -> None:
    read = dossier(
        FREEZE
        + FREEZE[FREEZE.index("- id: freeze") :].replace("freeze", "second").replace("[pause,", "[paus,")
    )
    section = BY_NAME["conflicts"].section(read, "")
    (table,) = [b for b in section.blocks if isinstance(b, Table)]
    assert [row[1].text for row in table.rows] == [
        "NN, YY (of 4; SEQ)",
        'There is no option "paus" in this conflict.',
    ]
    assert "paus" in words(BY_NAME["conflicts"].section(read, "second"))


def test_a_dossier_without_a_conflict_says_so() -> None:
    section = BY_NAME["conflicts"].section(dossier("parties: [{id: us, name: United States}]"), "")
    assert words(section) == "No conflict is modelled."


def case(name: str) -> Told:
    reading = read_case((CATALOG / f"{name}.json").read_text(encoding="utf-8"))
    assert reading.conflict is not None
    return Told(dossier(), reading.conflict)


@pytest.mark.parametrize("name", ["elmira_12", "milk_river", "stylised_nuclear_confrontation"])
def test_pictures_are_drawn_without_colour_and_said_in_words(name: str) -> None:
    told = case(name)
    result = analyse(told.conflict)
    here = told.position.get(told.conflict.status_quo, 0) if told.conflict.status_quo is not None else 0
    tree = status_quo_tree(told, status_quo(told.conflict, graph_of(told.conflict), here), result)
    for network in (state_graph(told, result, told.conflict.status_quo), tree):
        assert network is not None
        drawn = network_svg(network)
        root = ElementTree.fromstring(drawn)
        assert root.get("aria-label") == network.alt and network.alt
        greys = set(re.findall(r"#[0-9a-f]{3,6}", drawn))
        assert greys <= {"#000", "#fff", "#ddd"}
        labels = [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")]
        assert {n.label for n in network.nodes} <= set(labels)
        assert all(0 <= n.across <= 1 and 0 <= n.down <= 1 for n in network.nodes)
        assert "id=" not in drawn and "<script" not in drawn


def test_of_many_states_only_what_matters_is_drawn() -> None:
    options = "".join(
        f"  - {{id: o{k}, says: option {k}, by: {'we' if k < 4 else 'they'}}}\n" for k in range(8)
    )
    text = (
        "parties: [{id: us, name: United States}, {id: dprk, name: North Korea}]\n"
        "conflicts:\n- id: big\n  title: Big\n  sides:\n"
        "  - {id: we, who: us, prefers: [o4, '!o0', o1]}\n"
        "  - {id: they, who: dprk, prefers: [o0, '!o4', o5]}\n"
        f"  options:\n{options}  today: NNNNNNNN\n"
    )
    read = dossier(text)
    model = conflict_model(read, "big").conflict
    assert model is not None
    told = Told(read, model, "big")
    network = state_graph(told, analyse(model), model.status_quo)
    assert 1 < len(network.nodes) <= MOST_DRAWN
    assert sum(n.ringed for n in network.nodes) == 1
    assert {n.label for n in network.nodes} <= {str(n) for n in range(1, 257)}


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["stability", *words])


def test_json_is_the_result_with_the_cases_own_state_ids() -> None:
    found = json.loads(run(str(CATALOG / "syria_iraq_1975.json"), "--format", "json").stdout)
    assert list(found)[:6] == ["states", "stable", "equilibria", "coalitions", "structures", "reachable"]
    assert found["equilibria"]["SEQ"] == [6]
    assert found["stable"]["Nash"] == {"Syria": [1, 6], "Iraq": [2, 4, 6]}
    assert "why" not in found


def test_each_question_adds_its_answer() -> None:
    done = run(
        str(CATALOG / "syria_iraq_1975.json"), "--format", "json", "--why", "--state", "2", "--status-quo",
        "--inverse", "2", "--sensitivity", "--robustness", "--jumps", "--views",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert {"why", "status_quo", "inverse", "sensitivity", "robustness", "jumps", "views"} <= set(found)
    counts = {r["concept"]: r["holding"] for r in found["inverse"]["rankings"] if r["side"] == "Syria"}
    assert (counts["Nash"], counts["GMR"], counts["SMR"], counts["SEQ"]) == (240, 384, 300, 384)
    assert all(e["state"] == 2 for e in found["why"])


def test_why_names_side_concept_and_coalition() -> None:
    one = run(str(CATALOG / "elmira_12.json"), "--why", "--state", "1", "--side", "MoE", "--concept", "seq")
    assert "State 1 is" in one.stdout and "SEQ" in one.stdout and "Uniroyal\n" not in one.stdout
    both = run(str(CATALOG / "elmira_12.json"), "--why", "--state", "1", "--side", "MoE + Uniroyal")
    assert "for MoE + Uniroyal under GMR" in " ".join(both.stdout.split())


def test_a_dossiers_conflict_is_named_or_meant(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(HEADER)
    (tmp_path / "a.yaml").write_text(FREEZE)
    assert "NN and YY" in run(str(tmp_path)).stdout
    wrong = run(str(tmp_path), "freez")
    assert wrong.exit_code == 2 and 'Did you mean "freeze"' in wrong.output
    (tmp_path / "a.yaml").write_text(FREEZE.replace("[pause,", "[paus,"))
    faulty = run(str(tmp_path))
    assert faulty.exit_code == 1
    assert "STB021" in faulty.output and "a.yaml:8" in faulty.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nothing.json",), "no file"),
        (("{case}", "--concepts", "SEK"), "SEQ"),
        (("{case}", "--state", "2"), "--why"),
        (("{case}", "--from", "2"), "--status-quo"),
        (("{case}", "--why", "--state", "77"), 'no state "77"'),
        (("{case}", "--memory", "much"), "size of memory"),
        (("{case}", "--why", "--side", "Iran"), "Iraq"),
        (("{case}", "--as-of", "2018-03-12"), "dossier"),
    ],
)
def test_what_cannot_be_carried_out_is_refused_in_words(words: tuple[str, ...], says: str) -> None:
    done = run(*(w.replace("{case}", str(CATALOG / "syria_iraq_1975.json")) for w in words))
    assert done.exit_code == 2
    assert says in done.output


def test_a_broken_case_is_told_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"form": "option",\n "decision_makers": [}')
    done = run(str(broken))
    assert done.exit_code == 2
    assert "broken.json:2:22" in done.output
    broken.write_text(json.dumps({"form": "sideways"}))
    assert run(str(broken)).exit_code == 1


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summitry.cli.stability._run", interrupted)
    done = run(str(CATALOG / "syria_iraq_1975.json"))
    assert done.exit_code == 130
    assert "nothing was written" in done.output


def test_points_are_never_empty() -> None:
    for name in ("elmira_12", "syria_iraq_1975"):
        done = run(str(CATALOG / f"{name}.json"), "--jumps", "--sensitivity", "--robustness")
        assert done.exit_code == 0
        assert "\n- \n" not in done.stdout
    assert Points(()).items == ()


def test_a_check_of_a_conflict_needs_no_numpy(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(HEADER)
    (tmp_path / "a.yaml").write_text(FREEZE.replace('[pause, "!halt"]', '["!halt"]'))
    code = (
        "import sys\nfrom datetime import date\nimport summitry\n"
        f"report = summitry.check(summitry.load({str(tmp_path)!r}).as_of(date(2018, 3, 12)))\n"
        "print('STB101' in {d.code for d in report.found}, 'numpy' in sys.modules)"
    )
    source = str(Path(__file__).resolve().parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": source}
    )
    assert done.stdout.split() == ["True", "False"]
