"""Conflicts on the desk: what holds and why is read, and a conflict is built without writing syntax."""

import html
import re
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk.pages import conflictchange
from summitry.dossier.kinds import Conflict
from summitry.folder.load import load
from summitry.secretariat.modelling import Sheet

FREEZE = """
conflicts:
- id: freeze
  title: Freeze for freeze
  sides:
  - {id: we, who: us, prefers: [pause, "!halt", inspect]}
  - {id: they, who: dprk, prefers: [halt, "!inspect", "!pause"]}
  options:
  - {id: halt, says: suspend the exercises, by: we}
  - {id: pause, says: pause the tests, by: they, is: [dprk-a]}
  - {id: inspect, says: admit inspectors, by: they, direction: forward}
  infeasible:
  - if inspect then pause
  today: NNN
  wanted: YYN
  learned: 2018-03-01
"""


@pytest.fixture
def freeze(folder: Path) -> Path:
    (folder / "freeze.yaml").write_text(FREEZE, encoding="utf-8")
    return folder


def test_the_table_marks_what_holds_today_and_what_is_wanted(signed_in: SignIn, freeze: Path) -> None:
    page = signed_in("reader").get("/talks/conflicts/freeze")
    text = page.content.decode()
    rows = re.findall(
        r'<tr(?: class="is-chosen")?><th scope="row"><a href="([^"]+)"[^>]*>([YN]+)</a>(.*?)</th>', text
    )
    states = {state: marks for _, state, marks in rows}
    assert len(states) == 6, "of eight patterns the two in which inspectors come without a pause cannot be"
    assert "today" in states["NNN"] and "wanted" in states["YYN"]
    assert "today" not in states["YYN"]
    assert "style=" not in text and "<script src" in text and not re.search(r"<script(?! src=)", text)
    assert 'role="img"' in text and "aria-label=" in text, "the picture says in words what it shows"
    assert rows[0][0] == "/talks/conflicts/freeze?state=" + rows[0][1] + "#why"


def test_a_state_tells_why_with_links_to_what_its_options_stand_for(signed_in: SignIn, freeze: Path) -> None:
    text = signed_in("reader").get("/talks/conflicts/freeze?state=YNN").content.decode()
    why = text[text.index('id="h-why"') : text.index('id="h-change"')]
    assert "Why YNN holds, or not" in why
    assert "United States gives up &quot;suspend the exercises&quot;" in why
    text = signed_in("reader").get("/talks/conflicts/freeze?state=YYN").content.decode()
    why = text[text.index('id="h-why"') : text.index('id="h-change"')]
    assert '<a href="/talks/r/dprk-a">&quot;pause the tests&quot;</a>' in why
    assert 'href="/talks/conflicts/freeze?state=YNN#why">state YNN</a>' in why
    assert signed_in("reader").get("/talks/conflicts/freeze?state=NOPE").status_code == 404


def test_what_would_have_to_change_is_bounded_in_time(
    signed_in: SignIn, freeze: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = signed_in("reader").get("/talks/conflicts/freeze").content.decode()
    assert 'If North Korea gave up its first line ("suspend the exercises")' in html.unescape(text)
    assert "summitry stability" not in text
    conflictchange.what_would_do.cache_clear()
    moments = iter(range(0, 10_000, 3))
    monkeypatch.setattr(conflictchange.time, "monotonic", lambda: float(next(moments)))
    text = signed_in("reader").get("/talks/conflicts/freeze").content.decode()
    assert "summitry stability talks freeze --inverse YYN" in text
    conflictchange.what_would_do.cache_clear()


def test_a_small_conflict_needs_no_further_package(
    signed_in: SignIn, freeze: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.startswith("summitry.analysis.stability.many_swept")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("numpy", "numba"):
        monkeypatch.setitem(sys.modules, name, None)
    conflictchange.what_would_do.cache_clear()
    page = signed_in("reader").get("/talks/conflicts/freeze?state=NYY")
    assert page.status_code == 200 and b"Why NYY holds" in page.content


def test_hidden_and_absent_conflicts_answer_alike(signed_in: SignIn, freeze: Path) -> None:
    file = freeze / "freeze.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  access: [consular]\n", encoding="utf-8")
    reader = signed_in("reader")
    hidden, absent = reader.get("/talks/conflicts/freeze"), reader.get("/talks/conflicts/frieze")
    assert hidden.status_code == absent.status_code == 404 and hidden.content == absent.content
    assert b"Freeze for freeze" not in reader.get("/talks/conflicts/").content
    officer = signed_in("officer")
    assert officer.get("/talks/conflict-form/freeze").status_code == 404
    assert signed_in("officer", groups=("consular",)).get("/talks/conflicts/freeze").status_code == 200


def test_who_may_not_write_sees_no_form(signed_in: SignIn, freeze: Path) -> None:
    reader = signed_in("reader")
    assert b"conflict-form" not in reader.get("/talks/conflicts/freeze").content
    assert reader.get("/talks/conflict-form/freeze").status_code == 404
    assert reader.post("/talks/conflict-new", {"title": "x", "do": "save"}).status_code == 404
    assert signed_in("officer").get("/talks/conflict-form/freeze?on=2018-03-09").status_code == 404
    assert Client().get("/talks/conflicts/").status_code == 302


class Form:
    """The form as a browser without script has it: what stands in it is sent with the button pressed."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.text = client.get(address).content.decode()
        self.status = 200

    def press(self, act: str, **more: object) -> None:
        sent: dict[str, object] = {
            name: html.unescape(value)
            for name, value in re.findall(
                r'<input type="hidden" name="(model|base)" value="([^"]*)"', self.text
            )
        }
        found = re.search(r'<input id="title" name="title" value="([^"]*)"', self.text)
        sent["title"] = html.unescape(found[1]) if found else ""
        for name, value in re.findall(r'type="checkbox" name="([^"]+)" value="([^"]*)" checked', self.text):
            sent.setdefault(name, [])
            sent[name].append(value)  # type: ignore[attr-defined]
        for name, value in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', self.text):
            sent[name] = html.unescape(value)
        for name, value in re.findall(
            r'<select name="(way\.\d+)"[^>]*>.*?<option value="(\w+)" selected>', self.text
        ):
            sent[name] = value
        if 'type="hidden" name="today.known"' in self.text:
            sent["today.known"] = "1"
        answer = self.client.post(self.address, {**sent, **more, "do": act}, follow=act == "save")
        self.text, self.status = answer.content.decode(), answer.status_code


def test_a_conflict_is_built_from_alternatives_without_syntax(signed_in: SignIn, folder: Path) -> None:
    form = Form(signed_in("officer"), "/talks/conflict-new")
    assert "Option B: it keeps the talks going" in form.text
    form.press("side", title="After the message", side="us")
    form.press("take", offer=["dprk-a", "dprk-d"])
    assert "North Korea" in form.text, "the side of what was taken is added"
    form.press("option", **{"own": "meet at the summit", "own.by": "us"})
    assert "It is not said what North Korea prefers." in form.text
    form.press("rule", among=["0", "1"], how="at most one")
    form.press("needs", **{"if": "0", "then": "2"})
    assert "At most one of" in form.text and "needs" in form.text
    form.press("wish.0", **{"wish.0.a": "0"})
    form.press("wish.0", **{"wish.0.a": "1", "wish.0.wants": "not"})
    form.press("wish-up.0.1")
    form.press("wish.1", **{"wish.1.a": "2", "wish.1.how": "without", "wish.1.b": "0"})
    form.press("look", **{"wanted": ["0", "2"], "wanted.known": "1"})
    assert load(folder).ids("conflict") == (), "nothing is saved before it is saved"
    form.press("save")
    assert form.status == 200 and "Filed: After the message." in form.text
    (id,) = load(folder).ids("conflict")
    record = load(folder).of(Conflict, id)
    assert record is not None and id.startswith("after-the-message-")
    a, d, own = (o.id for o in record.options)
    assert [o.by for o in record.options] == [("dprk",), ("dprk",), ("us",)]
    assert record.options[0].is_ == ("dprk-a",)
    assert record.infeasible == (f"at most one of {a}, {d}", f"if {a} then {own}")
    assert record.sides[0].prefers == (f"!{d}", a)
    assert record.sides[1].prefers == (f"{own} & !{a}",)
    assert (record.today, record.wanted) == ("NNN", "YNY")
    assert record.learned is not None


def test_only_what_was_changed_is_written(signed_in: SignIn, freeze: Path) -> None:
    form = Form(signed_in("officer"), "/talks/conflict-form/freeze")
    before = (freeze / "freeze.yaml").read_text(encoding="utf-8")
    form.press("save")
    assert "Nothing was changed." in form.text
    assert (freeze / "freeze.yaml").read_text(encoding="utf-8") == before
    form = Form(form.client, "/talks/conflict-form/freeze")
    form.press("save", title="The freeze")
    after = (freeze / "freeze.yaml").read_text(encoding="utf-8")
    assert len(set(before.splitlines()) ^ set(after.splitlines())) == 2, "one line and no other"


def test_what_another_changed_meanwhile_is_not_written_over(signed_in: SignIn, freeze: Path) -> None:
    mine, theirs = (Form(signed_in("officer"), "/talks/conflict-form/freeze") for _ in range(2))
    theirs.press("wish-down.0.0")
    theirs.press("save")
    mine.press("wish-drop.0.2")
    mine.press("save")
    assert mine.status == 409 and "Somebody changed the sides and what they prefer meanwhile" in mine.text
    record = load(freeze).of(Conflict, "freeze")
    assert record is not None and record.sides[0].prefers == ("!halt", "pause", "inspect")
    mine.press("save")
    record = load(freeze).of(Conflict, "freeze")
    assert record is not None and record.sides[0].prefers == ("pause", "!halt"), "saved again: it is meant"


def test_what_a_narrowed_reader_does_not_see_is_neither_shown_nor_lost(
    signed_in: SignIn, freeze: Path
) -> None:
    file = freeze / "hidden.yaml"
    file.write_text(
        "alternatives:\n"
        "- {id: quiet-way, by: dprk, says: a quiet way, access: [consular], learned: 2018-03-01}\n",
        encoding="utf-8",
    )
    text = (freeze / "freeze.yaml").read_text(encoding="utf-8")
    (freeze / "freeze.yaml").write_text(text.replace("[dprk-a]", "[dprk-a, quiet-way]"), encoding="utf-8")
    form = Form(signed_in("officer"), "/talks/conflict-form/freeze")
    assert "quiet-way" not in form.text and "a quiet way" not in form.text
    form.press("save", **{"says.1": "pause all tests"})
    record = load(freeze).of(Conflict, "freeze")
    assert record is not None and record.options[1].says == "pause all tests"
    assert set(record.options[1].is_) == {"dprk-a", "quiet-way"}
    assert "quiet-way" not in form.text and "a quiet way" not in form.text


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"model": "{"}, {"model": "[" * 5000},
        {"model": '{"sides": 3, "options": [[], {"is": {"a": 1}}]}'},
        {"model": '{"options": [{"says": "a", "by": {}}]}', "by.0": "x", "today.known": "1", "today": "99"},
        {"do": "wish-up.9.9"}, {"do": "option-drop.x"}, {"do": "take", "offer": "no-such"},
        {"do": "side", "side": "case-1"}, {"do": "rule", "among": ["0", "1", "99999"], "how": "x"},
        {"do": "save", "title": ""}, {"do": "option", "own": "\x00", "own.by": "q"},
    ],
)  # fmt: skip
def test_hostile_forms_are_answered_in_words(
    signed_in: SignIn, folder: Path, sent: dict[str, object]
) -> None:
    answer = signed_in("officer").post("/talks/conflict-new", sent)
    assert answer.status_code in (200, 422)
    assert load(folder).ids("conflict") == ()


def test_what_goes_with_an_option_is_told() -> None:
    sheet = Sheet.of({
        "options": [{"id": i, "says": i, "by": "we"} for i in "abc"], "sides": [
            {"id": "we", "prefers": ["a", "b & !c", "!c"], "ranks": ["YNN, NYN"]}],
        "infeasible": ["at most one of a, b, c", "if a then b", "b & c"], "today": "YNN", "wanted": "NYN",
    })  # fmt: skip
    left = sheet.without_option(0)
    assert left.rules == ("at most one of b, c", "b & c")
    assert left.makers[0].prefers == ("b & !c", "!c")
    assert (left.today, left.wanted) == ("NN", "YN")
    assert left.dropped == ('With "a" went 2 lines that spoke of it.',)
    moved = sheet.option_moved(0, 1)
    assert (moved.today, moved.wanted) == ("NYN", "YNN")
    assert dict(moved.makers[0].more)["ranks"] == ["NYN, YNN"]
    assert moved.option_moved(1, -1) == sheet
    assert sheet.statement_turned(0, 1).statement_turned(0, 1) == sheet
    assert sheet.statement_doubted(0, 0).makers[0].prefers[0] == "? a"
