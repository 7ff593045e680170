"""Whatever is sent to a form: no failure, nothing half-written, and what was typed stays on the page.

Every page is asked for as those who may write, and every sort of form on them is sent what no person types:
fields that are missing, doubled, huge, of the wrong sort, in bytes that are no text, and hostile.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import resolve

from summitry.folder.load import load
from summitry.foundation.values import dataclass
from summitry.testing.handling import pair
from summitry.testing.handling.addresses import addresses
from summitry.testing.handling.desk import browser, desk
from summitry.testing.handling.suite import ground
from summitry.testing.handling.walking import Answer, Form, forms_and_links

pytestmark = pytest.mark.usefixtures("database")

FORM = "application/x-www-form-urlencoded"
NO_DATES = ("9999-99-99", "0000-00-00", "2018-02-30", "2018-03-12T25:61", "10000-01-01", "-1000", "tomorrow/")
NO_NUMBERS = ("-1", "1e999", "9" * 400, "٣", "½", "²", "NaN", "0x10", "1_000")
OF_OTHER_SORTS = ("[]", "{}", "null", "[[[[", '{"a": {"b": [1]}}', "a: b", "- a\n- b", "yes", "~")
HOSTILE = (
    "../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/dev/null", "C:\\x", "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "' OR 1=1; DROP TABLE x --", "{{ 7*7 }}{% include 'x' %}", "${7*7}",
    "%s%n%x",
    "!!python/object/apply:os.system ['true']", "!tag x", "&anchor", "*alias", "<<: *a", "| block", "# note",
    "---\n...\n", "a\r\nSet-Cookie: x=1", "=cmd|' /C calc'!A0", "p:1f2e3d4c5b6a7988/12", "x" * 300, "'",
    '"', "\\",
)  # fmt: skip
MARKS = (
    "\u202eright to left",
    "\u2066a\u2069",
    "zero\u200bwidth",
    "a\u2028b",
    "e\u0301",
    "שלום عليكم",
    "𝒜" * 40,
)
UNTYPED = ("nul\x00", "bell\x07", "\x1b[2J", "\ufeffbom", "\ufffe", "\x7f", "\x85")
PRINTED = (*NO_DATES, *NO_NUMBERS, *OF_OTHER_SORTS, *HOSTILE, *MARKS)

BYTES = (
    b"%FF%FE",
    b"%ED%A0%80",
    b"%00",
    b"%C0%AF",
    b"%F4%90%80%80",
    b"%",
    b"%zz",
    b"\xff\xfe",
    b"\xed\xa0\x80",
)
"""What is no UTF-8, in the two ways in which it is sent."""

OF_EACH_ROUTE = 4
"""Pages of one route that are opened in the ordinary run."""

OF_RECORDS = ("/edit", "/new")
SOME = frozenset({"statement", "relay", "accepted"})
"""Kinds whose forms are tried in the ordinary run."""

ABSENT = ("FRM010", "FRM028")
"""That a needed blank is blank, that a series has no file yet: nothing that was typed is lost."""

NOT_TYPED = frozenset({"csrfmiddlewaretoken"})
ONCE = frozenset({"code"})
"""A code that is good once is asked for again, as a password is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A form and the page it is on, for somebody who may send it."""

    who: str
    page: str
    form: Form

    @property
    def where(self) -> str:
        """Where it is sent."""
        action = self.form.action or self.page
        return action if action.startswith("/") else self.page.partition("?")[0] + action

    @property
    def filled(self) -> dict[str, str]:
        """Its fields as the page fills them."""
        return {k: v for k, v in self.form.fields.items() if k not in NOT_TYPED}

    def __str__(self) -> str:
        return f"{self.where} ({self.who})"


def every_form(clients: Mapping[str, Client], *, kinds: frozenset[str] = frozenset()) -> list[Found]:
    """One form of each sort: of one route, sent to one route, with the same fields; of records' own
    forms those of some kinds, or of all."""
    found: dict[tuple[object, ...], Found] = {}
    where = ground()
    for who, client in clients.items():
        opened: Counter[str] = Counter()
        for address in addresses(where):
            if kinds and opened[address.route] >= OF_EACH_ROUTE:
                continue
            if "api/" in address.route or (
                kinds
                and address.route.endswith(OF_RECORDS)
                and not any(f"/{kind}-0" in address.path or f"/{kind}/" in address.path for kind in kinds)
            ):
                continue
            response = client.get(address.path)
            if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
                continue
            opened[address.route] += 1
            for form in forms_and_links(Answer.of(response))[0]:
                one = Found(who=who, page=address.path, form=form)
                names = tuple(sorted({re.sub(r"\d+", "0", name) for name in form.fields}))
                sort = (address.route, resolve(one.where.partition("?")[0]).route, names)
                if form.method == "POST" and "sign-out" not in one.where and len(found) < 400:
                    found.setdefault(sort, one)
    return list(found.values())


def misshapen(found: Found, rounds: int) -> Iterator[tuple[str, bytes]]:
    """What is sent to a form: a name for it, and the bytes."""
    filled = found.filled
    typed = list(filled)
    yield "nothing", b""
    yield "doubled", urlencode([*filled.items(), *((k, f"{v} again") for k, v in filled.items())]).encode()
    yield "unknown fields", urlencode({**filled, "bogus": "x", "id": "x", "was": "x", "0": "x"}).encode()
    yield (
        "many fields",
        urlencode([*filled.items(), *((f"hops.{n}.by", "x") for n in range(10_000))]).encode(),
    )
    for name in found.form.free[:3]:
        yield f"a million letters in {name}", urlencode({**filled, name: "x" * 1_000_000}).encode()
    for raw in BYTES:
        body = b"&".join(quote_plus(name).encode() + b"=" + raw for name in typed)
        yield f"bytes {raw!r}", body
    for values in (PRINTED, UNTYPED):
        for n in range(min(rounds, len(values))):
            step = len(values) // min(rounds, len(values))
            sent = {name: values[(n * step + at * 7) % len(values)] for at, name in enumerate(typed)}
            yield f"{sent}", urlencode({**filled, **sent}).encode()
            free = {name: values[(n * step + at) % len(values)] for at, name in enumerate(found.form.free)}
            yield f"typed {free}", urlencode({**filled, **free}).encode()


@pytest.fixture
def at_the_desk(tmp_path: Path) -> Iterator[tuple[Path, dict[str, Client]]]:
    folder = pair.lay_out(tmp_path / "dossier", "beside")
    with desk(folder, tmp_path / "state"):
        yield (
            folder,
            {who: browser(who) for who in ("secretariat", "officer", "clearer", "decider", "negotiator")},
        )


def state_of(folder: Path) -> tuple[set[str], set[str]]:
    """The records that are there, and what in the text cannot be read."""
    whole = load(folder)
    wrong = {
        f"{d.code} {d.message}"
        for d in whole.whole.faults
        if d.code[:3] in ("FRM", "TIM") and d.code not in ABSENT
    }
    return {r.id for r in whole.index.records()}, wrong


def is_kept(response: HttpResponse, body: bytes, free: list[str]) -> list[str]:
    """What was typed in a form that was refused and does not stand on the page that answers."""
    shown = html.unescape(response.content.decode())
    sent = QueryDict(body)
    return [
        f"{name}={sent[name][:60]!r}" for name in free
        if name in sent and name not in ONCE and len(sent[name]) < 400 and sent[name].strip()
        and "".join(sent[name].split()) not in "".join(shown.split())
    ]  # fmt: skip


def sent_to_all(
    folder: Path, clients: Mapping[str, Client], rounds: int, kinds: frozenset[str] = frozenset()
) -> list[str]:
    told = []
    for found in every_form(clients, kinds=kinds):
        records, wrong = state_of(folder)
        for name, body in misshapen(found, rounds):
            response = clients[found.who].post(found.where, body, content_type=FORM)
            if response.status_code >= 500:
                told.append(f"{found}: {response.status_code} for {name[:200]}")
            kept = name.startswith("typed") and not any(c in name for c in UNTYPED)
            if (
                response.status_code in (409, 422)
                and kept
                and (lost := is_kept(response, body, found.form.free))
            ):
                told.append(f"{found}: lost {lost[:3]}")
        after, now = state_of(folder)
        if lost_records := records - after:
            told.append(f"{found}: gone: {sorted(lost_records)[:5]}")
        if now - wrong:
            told.append(f"{found}: cannot be read: {sorted(now - wrong)[:3]}")
    return told


def test_whatever_is_sent_to_a_form_nothing_breaks(at_the_desk: tuple[Path, dict[str, Client]]) -> None:
    folder, clients = at_the_desk
    some = {who: clients[who] for who in ("secretariat", "clearer")}
    told = sent_to_all(folder, some, rounds=2, kinds=SOME)
    assert not told, f"{len(told)}:\n" + "\n".join(dict.fromkeys(told))


@pytest.mark.long
def test_whatever_is_sent_to_a_form_nothing_breaks_in_many_ways(
    at_the_desk: tuple[Path, dict[str, Client]],
) -> None:
    told = sent_to_all(*at_the_desk, rounds=60)
    assert not told, f"{len(told)}:\n" + "\n".join(dict.fromkeys(told))


def test_too_much_is_refused_and_not_read(at_the_desk: tuple[Path, dict[str, Client]]) -> None:
    _, clients = at_the_desk
    address = "/talks/records/statement/new"
    assert (
        clients["officer"].post(address, b"words=" + b"x" * 9_000_000, content_type=FORM).status_code == 400
    )
    many = "&".join(f"f{n}=x" for n in range(20_001))
    assert clients["officer"].post(address, many.encode(), content_type=FORM).status_code == 400
    for kind in (
        "multipart/form-data", "multipart/form-data; boundary=x", "text/plain; charset=bogus",
        f"{FORM}; charset=utf-16", f"{FORM}; charset=bogus", "", "\x00",
    ):  # fmt: skip
        answer = clients["officer"].generic("POST", address, b"--x\r\nwrong", content_type=kind)
        assert answer.status_code < 500, kind
