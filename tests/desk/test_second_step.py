"""The second step of signing in: codes, recovery codes, passkeys; who demands it; how it locks."""

import base64
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import leaving

from summitry.desk.accounts import people
from summitry.desk.accounts.factors import codes, picture, sealing, steps
from summitry.desk.accounts.models import Account, Factor, Recovery

PASSWORD = "four words nobody joins"
SECRET = b"12345678901234567890"


@pytest.fixture(autouse=True)
def leaves_nothing(database: None) -> Iterator[None]:
    yield
    leaving.nothing()


@pytest.fixture
def reyes(folder: Path) -> Account:
    people.add("reyes", password=PASSWORD)
    people.grant("reyes", "talks", role="officer", marking="restricted")
    return Account.objects.get(username="reyes")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [1_500_000_000.0]
    monkeypatch.setattr(time, "time", lambda: moment[0])
    return moment


def with_codes(account: Account, secret: bytes = SECRET) -> None:
    Factor.objects.create(account=account, kind=Factor.CODES, called="phone", kept=sealing.sealed(secret))


def half(client: Client) -> None:
    answer = client.post("/sign-in", {"username": "reyes", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second-step"


@pytest.mark.parametrize(
    ("moment", "digits"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_codes_are_those_of_the_standard(moment: int, digits: str) -> None:
    """RFC 6238, appendix B: eight digits there, of which six are shown."""
    assert codes.code(SECRET, moment // 30) == digits[-6:]
    assert codes.step_of(SECRET, f" {digits[-6:-3]} {digits[-3:]}", moment + 29) == moment // 30
    assert codes.step_of(SECRET, digits[-6:], moment + 90) is None


def test_the_password_alone_is_nobody(reyes: Account, clock: list[float]) -> None:
    with_codes(reyes)
    client = Client()
    half(client)
    assert client.get("/talks/").status_code == 302, "not signed in yet"
    assert "_auth_user_id" not in client.session
    answer = client.post("/sign-in/second-step", {"code": codes.code(SECRET, int(clock[0]) // 30)})
    assert answer.status_code == 302
    assert client.get("/talks/").status_code == 200


def test_a_used_code_does_not_let_in_again(reyes: Account, clock: list[float]) -> None:
    with_codes(reyes)
    shown = codes.code(SECRET, int(clock[0]) // 30)
    for expected in (302, 200):
        client = Client()
        half(client)
        assert client.post("/sign-in/second-step", {"code": shown}).status_code == expected
    clock[0] += 30
    before = codes.code(SECRET, int(clock[0]) // 30 - 1)
    assert not steps.passes_code(reyes, before), "nor one that is older than the last that was used"
    assert steps.passes_code(reyes, codes.code(SECRET, int(clock[0]) // 30))


def test_a_recovery_code_lets_in_once(reyes: Account, clock: list[float]) -> None:
    with_codes(reyes)
    first, *others = steps.new_recovery_codes(reyes)
    assert len(set(others)) == 9
    assert not Recovery.objects.filter(digest__contains=first).exists()
    for expected in (302, 200):
        client = Client()
        half(client)
        assert client.post("/sign-in/second-step", {"code": first.upper()}).status_code == expected
    assert steps.left(reyes) == 9
    steps.new_recovery_codes(reyes)
    assert not steps.passes_code(reyes, others[0]), "those made before are worth nothing"


def test_wrong_codes_lock_and_the_right_password_opens_nothing(reyes: Account, clock: list[float]) -> None:
    with_codes(reyes)
    client = Client(REMOTE_ADDR="10.0.0.7")
    for _ in range(5):
        half(client)  # giving the password again does not forget the wrong codes
        answer = client.post("/sign-in/second-step", {"code": "000000"})
    assert answer.status_code == 403
    assert b"Too many attempts" in answer.content
    shown = {"code": codes.code(SECRET, int(clock[0]) // 30)}
    assert client.post("/sign-in/second-step", shown).status_code == 403
    right = {"username": "reyes", "password": PASSWORD}
    assert client.post("/sign-in", right).status_code == 403
    elsewhere = Client(REMOTE_ADDR="10.0.0.8")
    half(elsewhere)
    assert elsewhere.post("/sign-in/second-step", shown).status_code == 302


def test_the_second_step_waits_five_minutes(reyes: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    with_codes(reyes)
    client = Client()
    half(client)
    session = client.session
    session["half signed in"] = {**session["half signed in"], "at": time.time() - 301}
    session.save()
    answer = client.post("/sign-in/second-step", {"code": codes.code(SECRET, int(time.time()) // 30)})
    assert answer["Location"] == "/sign-in"
    assert Client().get("/sign-in/second-step")["Location"] == "/sign-in"


def signed_in(client: Client) -> None:
    assert client.post("/sign-in", {"username": "reyes", "password": PASSWORD}).status_code == 302


def test_codes_are_set_up_on_the_page(reyes: Account) -> None:
    client, other = Client(), Client()
    signed_in(client)
    signed_in(other)
    page = client.get("/account/second-step").content.decode()
    letters = re.search(r'class="key">([A-Z2-7 ]+)<', page)
    assert letters
    secret = base64.b32decode(letters[1].replace(" ", ""))
    sent = {"act": "codes", "code": codes.code(secret, int(time.time()) // 30), "called": "My phone"}
    assert b"The password is another one" in client.post("/account/second-step", sent).content
    assert b"not the code shown now" in client.post(
        "/account/second-step", {**sent, "code": "12", "password": PASSWORD}
    ).content  # fmt: skip
    assert not steps.has_one(reyes)
    done = client.post("/account/second-step", {**sent, "password": PASSWORD}).content.decode()
    spare = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5})</li>", done)
    assert len(spare) == 10
    assert client.get("/talks/").status_code == 200
    assert other.get("/talks/").status_code == 302, "sessions that began without it have ended"
    assert secret not in Factor.objects.get().kept.encode()
    again = Client()
    half(again)
    assert again.post("/sign-in/second-step", {"code": spare[0]}).status_code == 302
    number = Factor.objects.get().pk
    away = {"act": "away", "factor": str(number), "password": PASSWORD}
    assert client.post("/account/second-step", away).status_code == 302
    assert not steps.has_one(reyes)
    assert not Recovery.objects.exists()


def test_what_demands_it_is_closed_until_it_is_set_up(reyes: Account) -> None:
    people.demand("talks", ["officer"])
    people.add("osei", password=PASSWORD)
    people.grant("osei", "talks", role="reader", marking="restricted")
    client, reader = Client(), Client()
    signed_in(client)
    reader.post("/sign-in", {"username": "osei", "password": PASSWORD})
    assert reader.get("/talks/").status_code == 200, "it is not demanded of readers"
    for address in ("/talks/", "/talks/r/kim-message", "/talks/r/no-such-thing"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/second-step?next=")
    assert client.get("/nowhere/").status_code == 404
    with_codes(reyes)
    assert client.get("/talks/").status_code == 302, "a session that began without it does not count"
    stepped = Client()
    half(stepped)
    stepped.post("/sign-in/second-step", {"code": codes.code(SECRET, int(time.time()) // 30)})
    assert stepped.get("/talks/").status_code == 200
    people.demand("talks", [""])
    assert reader.get("/talks/").status_code == 302
    people.demand("talks", [])
    assert reader.get("/talks/").status_code == 200


def test_resetting_takes_all_of_it_away(reyes: Account) -> None:
    with_codes(reyes)
    steps.new_recovery_codes(reyes)
    assert "with the password alone" in people.reset_second_factor("reyes")
    assert not steps.has_one(reyes)
    assert not Recovery.objects.exists()
    assert "no second step" in people.reset_second_factor("reyes")


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "{}", '{"id":"a","rawId":"b"}', "[" * 5000, '{"rawId":"AAAA","response":{}}',
               '{"rawId":1,"response":[],"type":"public-key"}', "{" + '"a":1,' * 9999 + '"b":1}',
               '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30",'
               '"attestationObject":"oA","authenticatorData":"AA","signature":"AA"}}'],
)  # fmt: skip
def test_any_answer_of_a_browser_is_borne(reyes: Account, answer: str) -> None:
    Factor.objects.create(account=reyes, kind=Factor.PASSKEY, called="key", key="AA", kept=_credential())
    client = Client()
    half(client)
    client.get("/sign-in/second-step")
    assert client.post("/sign-in/second-step", {"answer": answer}).status_code in (200, 403)
    client.force_login(reyes, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/account/second-step")
    sent = {"act": "passkey", "answer": answer, "password": PASSWORD}
    assert client.post("/account/second-step", sent).status_code == 422


def _credential() -> str:
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import AttestedCredentialData

    key = ES256({1: 2, 3: -7, -1: 1, -2: b"\1" * 32, -3: b"\2" * 32})
    return websafe_encode(bytes(AttestedCredentialData.create(b"\0" * 16, b"\0", key)))


def test_the_picture_says_what_it_should(tmp_path: Path) -> None:
    found = picture.drawn(codes.address(SECRET, "reyes", "desk.example"))
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v", found.path)]
    squares = {(x + at, y) for x, y, length in runs for at in range(length)}
    assert all(4 <= x < found.side - 4 and 4 <= y < found.side - 4 for x, y in squares), "a quiet edge"
    corner = {(x, y) for x, y in squares if x < 11 and y < 11}
    assert {(4 + i, 4) for i in range(7)} <= corner, "the mark in the corner"
    assert "otpauth://totp/desk.example%3Areyes?secret=GEZDGNBVGY3TQOJQ" in codes.address(
        SECRET, "reyes", "desk.example"
    )
