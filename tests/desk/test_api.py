"""The interface for programs: the same copies, rights and acts as the pages; tokens; nothing done twice."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import SignIn

from summitry.book.sections import BY_NAME
from summitry.desk.accounts import tokens
from summitry.desk.accounts.models import Account, FailedToken, Token
from summitry.dossier.kinds import KINDS, Agreement
from summitry.folder.load import load

API = "/talks/api/v1/"
JSON = "application/json"


def holder(signed_in: SignIn, role: str, *, writes: bool = False, dossier: str = "", **more: Any) -> Client:
    """A program with a token of an account of a role."""
    signed_in(role, **more)
    account = Account.objects.latest("pk")
    made = tokens.make(account, "a program", writes=writes, dossier=dossier)
    return Client(headers={"Authorization": f"Bearer {made.words}"})


def ask(client: Client, address: str, **query: str) -> Any:
    answer = client.get(API + address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def send(client: Client, address: str, body: Mapping[str, Any], method: str = "post", **headers: str) -> Any:
    return getattr(client, method)(API + address, json.dumps(body), content_type=JSON, headers=headers)


# -- reading -------------------------------------------------------------------------------------


def test_every_record_a_reader_sees_is_read_by_kind_and_by_id(signed_in: SignIn, folder: Path) -> None:
    program = holder(signed_in, "reader", marking="restricted")
    seen = 0
    for kind in KINDS:
        after: dict[str, str] = {}
        while True:
            page = ask(program, f"records/{kind.kind}", limit="37", **after)
            seen += len(page["items"])
            if "next" not in page:
                break
            after = {"after": page["next"]}
    assert seen == sum(k["records"] for k in ask(program, "")["kinds"])
    one = ask(program, "record/kim-message")
    assert one["kind"] == "relay" and one["as_of"] == "2018-03-12" and one["fields"]["hops"][1]["carries"]
    assert one["named_by"] and one["quotations"] and one["findings"]


@pytest.mark.parametrize("view", BY_NAME)
def test_every_view_answers_with_its_sources(signed_in: SignIn, view: str) -> None:
    program = holder(signed_in, "reader", marking="restricted")
    found = ask(program, f"views/{view}")
    assert found["title"] and isinstance(found["page"], list)
    for id in next(v["ids"] for v in ask(program, "views")["items"] if v["name"] == view)[:2]:
        page = ask(program, f"views/{view}/{id}")["page"]
        assert not page or '"traces"' in json.dumps(page), f"{view} {id} rests on nothing"


@pytest.mark.parametrize(
    ("address", "query", "holds"),
    [
        ("home", {}, "waiting"), ("findings", {"severity": "grave"}, "found"),
        ("search", {"q": "freeze"}, "records"),
        ("compare", {"a": "2018-03-05", "b": "2018-03-09"}, "learned"), ("papers", {}, "items"),
        ("papers/options-march", {}, "paragraphs"), ("documents", {}, "items"), ("acts", {}, "items"),
        ("views/countdown", {"move": "summit=2018-06-12"}, "result"),
        ("views/events", {"merges": "1"}, "page"),
        ("views/pledges/test-pause-2018", {"try": "satellite-launch-vehicle=in"}, "page"),
        ("views/lines", {"since": "2018-03-01"}, "page"),
        ("citation", {"cites": "time"}, "words"), ("records/pledge", {"on": "2018-03-09"}, "items"),
    ],
)  # fmt: skip
def test_what_a_page_shows_is_told(
    signed_in: SignIn, address: str, query: dict[str, str], holds: str
) -> None:
    found = ask(holder(signed_in, "officer"), address, **query)
    assert holds in found
    assert found["as_of"] == query.get("on", "2018-03-12")


def test_hidden_and_absent_answer_alike(signed_in: SignIn) -> None:
    program = holder(signed_in, "officer", writes=True)
    hidden, absent = program.get(API + "record/case-1"), program.get(API + "record/case-9")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content and hidden.headers == absent.headers
    change = {"fields": {"note": "x"}, "read": {}}
    hidden, absent = (send(program, f"record/{id}", change, "patch") for id in ("case-1", "case-9"))
    assert hidden.content == absent.content
    assert ask(holder(signed_in, "officer", groups=("consular",)), "record/case-1")["id"] == "case-1"


def test_what_one_has_is_not_sent_again(signed_in: SignIn) -> None:
    program = holder(signed_in, "reader")
    first = program.get(API + "records/pledge")
    again = program.get(API + "records/pledge", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    other = program.get(API + "records/pledge?on=2018-03-05", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200 and other["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("records/nothing", 404), ("record/nothing", 404), ("views/nothing", 404), ("nothing", 404),
        ("records/pledge?limit=0", 400), ("records/pledge?limit=x", 400), ("records/pledge?after=%00", 400),
        ("records/pledge?limt=3", 400), ("records/pledge?limit=3&limit=4", 400), ("search", 422),
        ("views/pledges?move=summit=2018-06-12", 422), ("views/countdown?move=x", 422),
        ("views/countdown?move=x&try=y", 422),
        ("compare?a=never", 422), ("records/pledge?on=never", 404), ("journal", 404), ("citation", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_answered_in_words(signed_in: SignIn, address: str, status: int) -> None:
    answer = holder(signed_in, "reader").get(API + address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].endswith((".", '"'))


# -- tokens --------------------------------------------------------------------------------------


def test_nobody_asks_without_a_token_or_a_session(folder: Path) -> None:
    answer = Client().get(API)
    assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
    assert Client().get("/api/openapi.json").status_code == 401


def test_a_session_asks_too_and_writes_only_with_the_word_against_forged_forms(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    assert officer.get(API).status_code == 200
    account = Account.objects.latest("pk")
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert send(forged, "records/statement", {"fields": {"says": "x"}}).status_code == 403


def test_a_token_opens_what_its_holder_may_open_at_that_moment(signed_in: SignIn) -> None:
    program = holder(signed_in, "officer", groups=("consular",))
    account = Account.objects.latest("pk")
    assert ask(program, "record/case-1")
    account.grants.update(groups=[])
    assert program.get(API + "record/case-1").status_code == 404
    account.grants.all().delete()
    assert program.get(API).status_code == 404
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert program.get(API).status_code == 401


def test_only_its_digest_is_kept_and_its_last_use(signed_in: SignIn) -> None:
    signed_in("reader")
    made = tokens.make(Account.objects.latest("pk"), "a program")
    assert made.words not in json.dumps(list(Token.objects.values()), default=str)
    assert made.token.used is None
    Client(headers={"Authorization": f"Bearer {made.words}"}).get(API)
    made.token.refresh_from_db()
    assert made.token.used is not None


def test_a_token_that_ran_out_or_was_revoked_opens_nothing(signed_in: SignIn) -> None:
    program = holder(signed_in, "reader")
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert program.get(API).status_code == 401
    Token.objects.update(expires=timezone.now() + timedelta(days=1))
    assert program.get(API).status_code == 200
    tokens.revoke(Account.objects.latest("pk"), "a program")
    assert program.get(API).status_code == 401


def test_a_token_is_good_for_its_dossier_and_for_no_page(signed_in: SignIn) -> None:
    program = holder(signed_in, "reader", dossier="talks")
    assert program.get(API).status_code == 200
    Token.objects.update(dossier="other")
    assert program.get(API).status_code == 404
    assert program.get("/api/v1/dossiers").json()["items"] == []
    assert program.get("/talks/").status_code == 302, "pages are for people"


def test_a_token_that_only_reads_writes_nothing(signed_in: SignIn) -> None:
    answer = send(holder(signed_in, "officer"), "records/statement", {"fields": {"says": "x"}})
    assert answer.status_code == 403 and "only reads" in answer.json()["detail"]


def test_unknown_tokens_are_limited_and_lock_nobody_out(signed_in: SignIn) -> None:
    program = holder(signed_in, "reader")
    FailedToken.objects.all().delete()
    guess = Client(headers={"Authorization": "Bearer summitry_guess"})
    said = [guess.get(API).status_code for _ in range(tokens.FAILED + 2)]
    assert said == [401] * tokens.FAILED + [429, 429]
    assert FailedToken.objects.count() == tokens.FAILED
    assert program.get(API).status_code == 200
    FailedToken.objects.all().delete()


# -- writing -------------------------------------------------------------------------------------


def test_a_record_is_filed_read_and_changed(signed_in: SignIn, folder: Path) -> None:
    program = holder(signed_in, "officer", writes=True)
    made = send(
        program,
        "records/statement",
        {"fields": {"by": "kim-jong-un", "says": "a word", "said": "2018-03-11"}},
    )
    assert made.status_code == 201, made.content
    id = made.json()["id"]
    there = load(folder).get(id)
    assert there is not None and there.known_as == "a word"
    text = ask(program, f"text/{id}")
    change = {"fields": {"says": "another word"}, "read": {"says": text["digests"]["says"]}}
    assert send(program, f"record/{id}", change, "patch").status_code == 200
    stale = send(program, f"record/{id}", change, "patch")
    assert stale.status_code == 409
    assert stale.json()["yours"] == stale.json()["theirs"] == {"says": "another word"}
    mine = {"fields": {"says": "mine"}, "read": change["read"]}
    stale = send(program, f"record/{id}", mine, "patch").json()
    assert (stale["yours"], stale["theirs"]) == ({"says": "mine"}, {"says": "another word"})
    assert send(program, f"record/{id}", {**mine, "read": stale["digests"]}, "patch").status_code == 200


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"said": "9999-99-99"}, "said"), ({"by": ["a", "b"]}, "by"), ({"words": {"a": "b"}}, "words"),
        ({"zone": "Mars/Olympus"}, "zone"), ({"bogus": "x"}, "bogus"), ({"id": "x"}, "id"),
        ({"words": "a\x00b"}, "words"), ({"words": "\ud800"}, "words"), ({"words": "x" * 500_000}, "words"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_as_meant_is_refused_at_its_place(
    signed_in: SignIn, folder: Path, fields: dict[str, Any], at: str
) -> None:
    before = {p.name: p.read_bytes() for p in folder.glob("*.yaml")}
    answer = send(holder(signed_in, "officer", writes=True), "records/statement", {"fields": fields})
    assert answer.status_code == 422, answer.content
    assert answer.json()["faults"][0]["at"] == at
    assert {p.name: p.read_bytes() for p in folder.glob("*.yaml")} == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 415), (b"{", 400), (b"[]", 400), (b"\xff", 400), (b'{"fields": {"says": NaN}}', 400),
        (b'{"fields": {"says": "a", "says": "b"}}', 400), (b'{"a":' * 5000 + b"1" + b"}" * 5000, 400),
        (b'{"fields": {"says": ' + b"9" * 5000 + b"}}", 400), (b" " * 1_100_000, 413), (b"{}", 422),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(signed_in: SignIn, body: bytes, status: int) -> None:
    program = holder(signed_in, "officer", writes=True)
    assert program.post(API + "records/statement", body, content_type=JSON).status_code == status
    assert program.post(API + "records/statement", {"fields": "x"}).status_code == 415


def test_a_request_sent_again_is_not_done_again(signed_in: SignIn, folder: Path) -> None:
    program = holder(signed_in, "officer", writes=True)
    body = {"fields": {"says": "told twice"}}
    first = send(program, "records/statement", body, **{"Idempotency-Key": "k1"})
    again = send(program, "records/statement", body, **{"Idempotency-Key": "k1"})
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json() and again["Idempotency-Replayed"] == "true"
    assert sum(r.known_as == "told twice" for r in load(folder).whole.records) == 1
    other = send(program, "records/statement", {"fields": {"says": "other"}}, **{"Idempotency-Key": "k1"})
    assert other.status_code == 422
    refused = send(program, "records/statement", {"fields": {"said": "never"}}, **{"Idempotency-Key": "k2"})
    assert refused.status_code == 422
    mended = send(
        program, "records/statement", {"fields": {"said": "2018-03-11"}}, **{"Idempotency-Key": "k2"}
    )
    assert mended.status_code == 201, "a refused one may be mended"


def test_an_entry_is_added_whatever_others_add(signed_in: SignIn, folder: Path) -> None:
    program = holder(signed_in, "officer", writes=True)
    entry = {"entry": {"who": "chung-eui-yong", "on": "2018-03-12", "answer": "not yet"}}
    assert send(program, "lists/asked/kim-message", entry).status_code == 201
    assert ask(program, "record/kim-message")["fields"]["asked"][-1]["answer"] == "not yet"
    assert send(program, "lists/elements/kim-message", entry).status_code == 404
    fate = {"entry": {"status": "1", "on": "2018-03-12", "says": "kept for two weeks"}}
    assert send(program, "lists/fate/leap-day/launch-pause-2012", fate).status_code == 201, "of a part"
    agreement = load(folder).of(Agreement, "leap-day")
    assert agreement is not None and agreement.duties[0].fate[-1].says == "kept for two weeks"
    assert send(program, "lists/fate/leap-day/nothing", fate).status_code == 404
    wrong = send(program, "lists/asked/kim-message", {"entry": {"on": "never"}})
    assert wrong.status_code == 422 and wrong.json()["faults"][0]["at"] == "entry.on"


def test_only_the_secretariat_accepts_a_finding(signed_in: SignIn, folder: Path) -> None:
    secretariat = holder(signed_in, "secretariat", writes=True)
    finding = next(f for f in ask(secretariat, "findings")["found"] if f["severity"] == "notice")
    fields = {"finding": finding["code"], "about": finding["about"], "because": "It is meant."}
    officer = holder(signed_in, "officer", writes=True)
    assert send(officer, "accepts", {"fields": fields}).status_code == 404
    assert send(officer, "records/accepted", {"fields": fields}).status_code == 422
    assert send(secretariat, "accepts", {"fields": {"finding": "X"}}).status_code == 422
    assert send(secretariat, "accepts", {"fields": fields}).status_code == 201
    assert any(f["about"] == finding["about"] for f in ask(secretariat, "findings")["accepted"])


def test_an_office_speaks_of_the_paragraph_it_read_and_takes_it_back(signed_in: SignIn, folder: Path) -> None:
    officer = holder(signed_in, "officer", writes=True)
    seen = ask(officer, "text/options-march")
    change = {"fields": {"text": "One.\n\nTwo."}, "read": {"text": seen["digests"].get("text")}}
    assert send(officer, "record/options-march", change, "patch").status_code == 200
    clearer = holder(signed_in, "clearer", writes=True, office="state")
    one, two = ask(clearer, "papers/options-march")["paragraphs"]
    given = send(clearer, "papers/options-march", {"word": "clear", "digest": one["digest"]})
    assert given.status_code == 201, given.content
    assert (
        send(clearer, "papers/options-march", {"word": "objects", "digest": two["digest"]}).status_code == 422
    )
    moved = {"word": "clear", "digest": "0" * 64}
    assert send(clearer, "papers/options-march", moved).status_code == 409
    states = [w["state"] for w in ask(clearer, "papers/options-march")["paragraphs"][0]["words"]]
    assert "cleared" in states
    mine = ask(clearer, "acts")["items"]
    assert [a["record"] for a in mine] == [given.json()["id"]]
    assert clearer.delete(f"{API}acts/{mine[0]['act']}").status_code == 200
    assert load(folder).get(given.json()["id"]) is None
    assert clearer.delete(f"{API}acts/{mine[0]['act']}").status_code == 404
    assert send(officer, "papers/options-march", moved).status_code == 404, "an officer clears nothing"


def test_a_round_is_sent(signed_in: SignIn) -> None:
    secretariat = holder(signed_in, "secretariat", writes=True)
    assert send(secretariat, "rounds/options-march", {"offices": ["state"]}).status_code == 422, "no text yet"
    seen = ask(secretariat, "text/options-march")
    change = {"fields": {"text": "One."}, "read": {"text": seen["digests"].get("text")}}
    assert send(secretariat, "record/options-march", change, "patch").status_code == 200
    sent = send(secretariat, "rounds/options-march", {"offices": ["state"], "deadline": "2018-03-20"})
    assert sent.status_code == 201 and len(sent.json()["asked"]) == 1
    assert send(secretariat, "silences/options-march", {"office": "state"}).status_code == 422, "no rule"
    (one,) = ask(secretariat, "papers/options-march")["paragraphs"]
    settled = {"digest": one["digest"], "text": "One, in other words.", "because": "State asked."}
    assert (
        send(holder(signed_in, "officer", writes=True), "settlements/options-march", settled).status_code
        == 404
    )
    assert send(secretariat, "settlements/options-march", settled).status_code == 200
    assert send(secretariat, "settlements/options-march", settled).status_code == 409, (
        "it is another text now"
    )
    assert ask(secretariat, "papers/options-march")["paragraphs"][0]["written"] == "One, in other words."
    journal = ask(secretariat, "journal", limit="4")
    assert [e["act"] for e in journal["items"]][:3] == ["change text", "ask", "send round"]


def test_a_line_goes_round_and_what_was_sent_and_settled_is_taken_back(
    signed_in: SignIn, folder: Path
) -> None:
    secretariat = holder(signed_in, "secretariat", writes=True)
    clearer = holder(signed_in, "clearer", writes=True, office="dod")
    before, line = load(folder).whole.records, "line-regime-change"
    assert {"kind": "line", "id": line}.items() <= next(
        i for i in ask(clearer, "papers")["items"] if i["id"] == line
    ).items()
    sent = send(secretariat, f"rounds/{line}", {"offices": ["dod"], "deadline": "2018-03-20"}).json()
    (one,) = ask(clearer, f"papers/{line}")["paragraphs"]
    settled = send(secretariat, f"settlements/{line}", {"digest": one["digest"], "text": "We seek none."})
    assert settled.json()["kind"] == "line"
    assert secretariat.delete(f"{API}acts/{settled.json()['act']}").status_code == 200
    given = send(clearer, f"papers/{line}", {"word": "clear", "digest": one["digest"]})
    assert given.status_code == 201
    refused = secretariat.delete(f"{API}acts/{sent['act']}")
    assert refused.status_code == 422 and "It was answered since" in refused.json()["detail"]
    assert clearer.delete(f"{API}acts/{given.json()['act']}").status_code == 200
    assert secretariat.delete(f"{API}acts/{sent['act']}").status_code == 200
    assert load(folder).whole.records == before


def test_an_element_is_put_to_a_telling(signed_in: SignIn, folder: Path) -> None:
    officer, before = holder(signed_in, "officer", writes=True), load(folder).whole.records
    body = {"element": "pause", "hop": "pompeo-11-march", "words": "no more tests"}
    put = send(officer, "carried/kim-message", body)
    assert put.status_code == 201, put.content
    assert send(officer, "carried/kim-message", body).status_code == 422, "it carries it already"
    assert send(officer, "carried/chung-seoul", body).status_code == 404
    assert send(holder(signed_in, "reader", writes=True), "carried/kim-message", body).status_code == 404
    assert officer.delete(f"{API}acts/{put.json()['act']}").status_code == 200
    assert load(folder).whole.records == before
