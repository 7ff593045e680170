"""The watch over HTTP: what its pages show and do, through the same functions, for a program."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from tests.desk.conftest import SignIn
from tests.desk.test_inbox import REPORTS, arrived, feed

from summitry.desk.accounts import tokens
from summitry.desk.accounts.models import Account, OwnAct
from summitry.desk.api.openapi import document
from summitry.dossier.kinds import Event, Statement
from summitry.secretariat.opening import load
from summitry.secretariat.watching import Marks, taking_in

assert arrived  # a fixture of the tests of the inbox
ROOT = "/talks/api/v1"
LAST = date(2018, 3, 12)


class Asking:
    """A program with a token; every answer is held against the OpenAPI document."""

    def __init__(self, writes: bool = True) -> None:
        words = tokens.make(Account.objects.latest("pk"), f"w{writes}", writes=writes).words
        self.client = Client(headers={"Authorization": f"Bearer {words}"})

    def get(self, address: str, status: int = 200) -> dict[str, Any]:
        answer = self.client.get(f"{ROOT}/{address}")
        assert answer.status_code == status, answer.content
        return self._held(answer, "get", address.partition("?")[0])

    def post(self, address: str, sent: Any = None, status: int = 201, **headers: str) -> dict[str, Any]:
        answer = self.client.post(
            f"{ROOT}/{address}", json.dumps(sent or {}), content_type="application/json", headers=headers
        )
        assert answer.status_code == status, answer.content
        return self._held(answer, "post", address)

    def delete(self, address: str, status: int = 200) -> dict[str, Any]:
        answer = self.client.delete(f"{ROOT}/{address}")
        assert answer.status_code == status, answer.content
        return dict(answer.json())

    def _held(self, answer: Any, method: str, address: str) -> dict[str, Any]:
        told = document()
        parts = address.split("/")
        [path] = [
            p for p in told["paths"]
            if len(p.split("/")[4:]) == len(parts)
            and all(a == b or b.startswith("{") for a, b in zip(parts, p.split("/")[4:], strict=True))
            and method in told["paths"][p]
        ]  # fmt: skip
        found = told["paths"][path][method]["responses"][str(answer.status_code)]["content"]
        [schema] = [each["schema"] for each in found.values()]
        jsonschema.Draft202012Validator({**schema, "components": told["components"]}).validate(answer.json())
        return dict(answer.json())


@pytest.fixture
def officer(signed_in: SignIn, arrived: Path) -> Asking:
    signed_in("officer", office="state")
    return Asking()


def happenings(asking: Asking) -> list[dict[str, Any]]:
    return list(asking.get("inbox")["items"])


def of(asking: Asking, title: str) -> dict[str, Any]:
    [found] = [h for h in happenings(asking) if title in h["title"]]
    return asking.get(f"inbox/{found['id']}")


def test_the_inbox_is_read_page_by_page_and_whole(officer: Asking) -> None:
    first = officer.get("inbox?limit=2")
    assert len(first["items"]) == 2 and first["left"] == 0 and first["as_of"]
    second = officer.get(f"inbox?after={first['next']}")
    every = [h["id"] for h in (*first["items"], *second["items"])]
    assert every == [h["id"] for h in happenings(officer)] and len(every) == 3
    envoys = of(officer, "envoys")
    assert {r["source"] for r in envoys["reports"]} == {"Wire A", "Wire B"}
    assert envoys["reports"][0]["why"] == "" and envoys["reports"][1]["why"]
    assert {d["what"] for d in envoys["differing"]} and envoys["unread"]
    assert {t["target"] for t in of(officer, "nuclear test")["touches"]} & {"test-pause-2018"}
    assert officer.get("inbox?show=touching")["items"]
    officer.get("inbox/h-none", 404)


def test_an_event_is_accepted_and_taken_back(officer: Asking, arrived: Path) -> None:
    found = of(officer, "envoys")
    sent = {"read": found["unread"], "title": "Envoys in Seoul", "by": "North Korea", "day": "20 March 2018",
            "place": "Seoul"}  # fmt: skip
    done = officer.post(f"inbox/{found['id']}/event", sent, **{"Idempotency-Key": "once"})
    again = officer.post(f"inbox/{found['id']}/event", sent, **{"Idempotency-Key": "once"})
    assert again == done and done["did"] == "accept"
    event = load(arrived).of(Event, done["record"])
    assert event is not None and event.title == "Envoys in Seoul" and len(event.reports) == len(REPORTS)
    assert len(happenings(officer)) == 2
    [act] = officer.get("acts")["items"]
    assert act["act"] == done["act"] and act["record"] == done["record"] and act["page"] == "inbox"
    [did] = officer.get("inbox-done")["items"]
    assert did["did"] == "accepted" and len(did["reports"]) == 2
    officer.delete(f"acts/{done['act']}")
    assert load(arrived).get(done["record"]) is None and len(happenings(officer)) == 3
    officer.delete(f"acts/{done['act']}", 404)


def test_a_statement_is_made_of_quoted_words(officer: Asking, arrived: Path) -> None:
    found = of(officer, "Sanders")
    assert found["said"][0]["by"] == "sarah-sanders"
    sent = {"read": found["unread"], "said": 0, "question": "preconditions", "answer": "some"}
    done = officer.post(f"inbox/{found['id']}/statement", sent)
    said = load(arrived).of(Statement, done["record"])
    assert said is not None and said.words == found["said"][0]["words"]
    assert dict(said.answers) == {"preconditions": ("some",)}


def test_reports_are_attached_ignored_taken_up_split_and_merged(officer: Asking, arrived: Path) -> None:
    test = of(officer, "nuclear test")
    done = officer.post(f"inbox/{test['id']}/attached", {"read": test["unread"], "record": "hwasong-15"})
    assert done["record"] == "hwasong-15"
    officer.delete(f"acts/{done['act']}")
    ignored = officer.post(f"inbox/{test['id']}/ignored", {"read": test["unread"], "because": "not ours"})
    [did] = officer.get("inbox-done")["items"]
    assert (did["did"], did["because"]) == ("ignored", "not ours")
    assert officer.post("inbox-done", {"reports": test["unread"]}, 200) == {"reports": test["unread"]}
    officer.post("inbox-done", {"reports": test["unread"]}, 409)
    assert OwnAct.objects.filter(pk=ignored["act"]).exists()
    envoys = of(officer, "envoys")
    officer.post(f"inbox/{envoys['id']}/apart", {"read": envoys["unread"], "apart": envoys["unread"][:1]})
    assert len(happenings(officer)) == 4
    one, other = [h for h in happenings(officer) if "envoys" in h["title"]]
    read = officer.get(f"inbox/{one['id']}")["unread"]
    merged = officer.post(f"inbox/{one['id']}/together", {"read": read, "with": other["id"]})
    assert len(happenings(officer)) == 3
    officer.delete(f"acts/{merged['act']}")
    assert len(happenings(officer)) == 4


def test_what_came_since_it_was_read_stays_unread(officer: Asking, arrived: Path, tmp_path: Path) -> None:
    found = of(officer, "envoys")
    more = ("Wire E", "Kim Yong Chol to visit with 3 envoys, sources say", REPORTS[0][2])
    list(taking_in(arrived, [feed(tmp_path / "late.xml", more)], Marks(came=LAST)))
    assert len(of(officer, "envoys")["unread"]) == 3
    officer.post(f"inbox/{found['id']}/ignored", {"read": found["unread"]})
    assert len(of(officer, "envoys")["unread"]) == 1
    officer.post(f"inbox/{found['id']}/ignored", {"read": found["unread"]}, 409)


@pytest.mark.parametrize(
    ("word", "sent"),
    [
        ("event", {}), ("event", {"read": []}), ("event", {"read": [1]}), ("event", {"read": "x"}),
        ("event", {"title": 1}), ("event", {"kind": "no-such"}), ("event", {"by": "Nobody Known"}),
        ("event", {"day": "someday"}), ("statement", {"said": True}), ("statement", {"said": 99}),
        ("attached", {"record": "no-such"}), ("apart", {"apart": ["x"]}), ("together", {"with": "h-none"}),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_words(officer: Asking, word: str, sent: dict[str, Any]) -> None:
    found = of(officer, "envoys")
    body = {"read": found["unread"], **sent} if sent else {}
    if sent == {"read": "x"}:
        body = {"read": "x"}
    answer = officer.post(f"inbox/{found['id']}/{word}", body, 422)
    assert answer["detail"].endswith((".", "?")) and len(happenings(officer)) == 3
    officer.post(f"inbox/{found['id']}/event", {"read": ["0123456789abcdef"]}, 409)


def test_alarms_are_read_and_noted(officer: Asking) -> None:
    every = officer.get("alarms")["items"]
    assert len(every) == 6 and every[0]["monitor"] == "line" and not every[0].get("acknowledged_by")
    noted = officer.post(f"alarms/{every[0]['key']}")
    assert noted == {"key": every[0]["key"], "record": every[0]["about"]}
    assert officer.get("alarms")["items"][0]["acknowledged_by"].startswith("officer-")
    officer.post("alarms/w-none", status=404)
    assert officer.get("alarms?on=2018-01-05")["as_of"] == "2018-01-05"


def test_monitors_and_the_digest_are_read(officer: Asking) -> None:
    every = officer.get("monitors")["items"]
    assert {"pledge", "test", "indicator", "series", "line", "task", "channel"} <= {m["kind"] for m in every}
    assert next(m for m in every if m["id"] == "line-regime-change")["alarms"] == 1
    pledge = officer.get("monitors/test-pause-2018?on=2021-12-31")
    assert pledge["pledge"]["rows"] and "past" not in pledge
    sign = officer.get("monitors/satellite-notice?on=2021-12-31")
    assert sign["past"]["rows"][0]["at_once"] == 5
    assert "latest start" in officer.get("monitors/options-paper")["left_out"]
    officer.get("monitors/kim-jong-un", 404)
    told = officer.get("digest?on=2018-03-08")
    assert told["day"] == "2018-03-08" and told["parts"][0]["title"] == "The day in ten lines"
    assert "accept the invitation" in told["parts"][0]["lines"][0]["text"]


def test_who_may_not_write_does_not_and_a_past_day_takes_no_act(signed_in: SignIn, arrived: Path) -> None:
    signed_in("reader")
    reader = Asking()
    found = of(reader, "envoys")
    reader.post(f"inbox/{found['id']}/ignored", {"read": found["unread"]}, 404)
    reader.post(f"alarms/{reader.get('alarms')['items'][0]['key']}", status=404)
    signed_in("officer")
    reading = Asking(writes=False)
    reading.post(f"inbox/{found['id']}/ignored", {"read": found["unread"]}, 403)


def test_reports_that_are_marked_are_withheld_and_mark_the_answer(
    signed_in: SignIn, arrived: Path, tmp_path: Path
) -> None:
    row = ("Wire Z", "A sealed report about fish", "Nothing else is told.")
    marks = Marks(marking="restricted", came=LAST)
    list(taking_in(arrived, [feed(tmp_path / "z.xml", row)], marks))
    signed_in("officer", marking="restricted")
    full = Asking()
    assert full.get("inbox")["marking"] == "restricted" and len(happenings(full)) == 4
    sealed = of(full, "sealed")
    assert sealed["marking"] == "restricted"
    signed_in("officer", marking="open")
    narrow = Asking()
    assert narrow.get("inbox")["marking"] == "open" and len(happenings(narrow)) == 3
    narrow.get(f"inbox/{sealed['id']}", 404)
    narrow.post(f"inbox/{sealed['id']}/ignored", {"read": sealed["unread"]}, 404)
    full.post(f"inbox/{sealed['id']}/ignored", {"read": sealed["unread"]})
    narrow.post("inbox-done", {"reports": sealed["unread"]}, 409)
    assert narrow.get("inbox-done")["items"] == []
