"""A book is lent once: narrowed, stamped, opened with a button, journalled."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests import leaving
from tests.desk.conftest import SignIn

from summitry.desk.accounts import people
from summitry.desk.accounts.models import Share
from summitry.desk.sharing import acts, making
from summitry.folder.load import load
from summitry.secretariat.journal import entries, verify
from summitry.secretariat.restricted import is_restricted

SENT = {"reader": "J. Park, Peace Institute", "marking": "open", "days": "7", "day": "12 March 2018"}
BOOK = b"%PDF a book"


@pytest.fixture(autouse=True)
def leaves_nothing(database: None) -> Iterator[None]:
    yield
    leaving.nothing()


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[making.Order]:
    """The books that were ordered; each is there at once, and none is set."""
    found: list[making.Order] = []

    def begin(order: making.Order, token: str) -> None:
        found.append(order)
        making.put(Path(order.target), BOOK, making.key_of(token))

    monkeypatch.setattr(making, "begin", begin)
    return found


def link(client: Client, **more: str) -> str:
    answer = client.post("/talks/shares", {**SENT, **more})
    assert answer.status_code == 200, answer.content.decode()
    found = re.search(r"http://testserver(/shared/[\w-]{43})<", answer.content.decode())
    assert found
    return found[1]


def test_a_link_opens_once_and_with_a_button(
    signed_in: SignIn, folder: Path, orders: list[making.Order]
) -> None:
    maker, outside = signed_in("secretariat"), Client(REMOTE_ADDR="10.9.8.7")
    there = link(maker)
    for _ in range(3):  # a program that looks at mail
        page = outside.get(there)
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store"
        assert "J. Park, Peace Institute" in page.content.decode()
    answer = outside.post(there)
    assert answer.content == BOOK
    assert answer["Content-Disposition"].startswith("attachment")
    nowhere = outside.get("/shared/" + "A" * 43)
    for again in (outside.get(there), outside.post(there), Client().get(there)):
        assert again.status_code == 404
        assert again.content == nowhere.content
    share = Share.objects.get()
    assert not acts.place(share).exists()
    assert there[8:] not in f"{share.__dict__}"
    assert "from 10.9.8.7" in maker.get("/talks/shares").content.decode()
    told = [(e.actor, e.act) for e in entries(folder) if e.act.startswith("share")]
    assert told == [
        (share.maker.get_username() if share.maker else "", f"share {share.number} made for {share.reader}"),
        (f"reader: {share.reader}", f"share {share.number} opened"),
    ]  # fmt: skip
    assert verify(folder).whole


def test_nothing_of_the_link_is_kept_and_the_disk_alone_opens_nothing(
    signed_in: SignIn, orders: list[making.Order]
) -> None:
    there = link(signed_in("decider"))
    locked = acts.place(Share.objects.get()).read_bytes()
    assert BOOK not in locked
    kept = b"".join(p.read_bytes() for p in settings.STATE.folder.rglob("*") if p.is_file())
    assert there.rpartition("/")[2].encode() not in kept


def test_a_link_is_called_back_runs_out_and_falls_with_its_maker(
    signed_in: SignIn, folder: Path, orders: list[making.Order]
) -> None:
    maker = signed_in("secretariat")
    first, second, third = link(maker), link(maker), link(maker)
    numbers = list(Share.objects.order_by("pk").values_list("number", flat=True))
    maker.post("/talks/shares/revoke", {"share": numbers[0]})
    assert Client().post(first).status_code == 404
    assert "Called back" in maker.get("/talks/shares").content.decode()
    assert not acts.place(Share.objects.get(number=numbers[0])).exists()
    Share.objects.filter(number=numbers[1]).update(until=timezone.now() - timedelta(seconds=1))
    assert Client().post(second).status_code == 404
    assert Client().get(third).status_code == 200
    acts.sweep()
    assert not acts.place(Share.objects.get(number=numbers[1])).exists()
    account = Share.objects.get(number=numbers[2]).maker
    assert account is not None
    people.withdraw(account.username, "talks")
    assert Client().post(third).status_code == 404
    assert [e.act for e in entries(folder) if "revoked" in e.act] == [f"share {numbers[0]} revoked"]


def test_a_book_that_nobody_opened_in_time_goes_when_the_next_is_made(
    signed_in: SignIn, orders: list[making.Order]
) -> None:
    maker = signed_in("secretariat")
    link(maker)
    unopened = acts.place(Share.objects.get())
    link(maker)
    assert unopened.exists()
    Share.objects.update(until=timezone.now() - timedelta(seconds=1))
    link(maker)
    assert not unopened.exists()


def test_who_may_not_share_and_what_cannot_be(signed_in: SignIn, orders: list[making.Order]) -> None:
    for role in ("reader", "officer", "clearer", "negotiator", "administrator"):
        client = signed_in(role)
        assert client.get("/talks/shares").status_code == 404
        assert client.post("/talks/shares", SENT).status_code == 404
    low, high = signed_in("decider", marking="open"), signed_in("decider", groups=("consular",))
    for client, sent, said in (
        (low, {"marking": "restricted"}, "no more than its maker sees"),
        (low, {"groups": "consular"}, "no more than its maker sees"),
        (low, {"marking": "nonsense"}, "no more than its maker sees"),
        (low, {"reader": "  "}, "Say who reads it"),
        (low, {"days": "31"}, "one to 30 days"),
        (low, {"days": "x"}, "one to 30 days"),
        (low, {"day": "yesterday"}, "is not a day"),
        (low, {"day": "2999-01-01"}, "yet to come"),
        (low, {"meeting": "no-such"}, "not in the copy"),
    ):
        answer = client.post("/talks/shares", {**SENT, **sent})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert orders == []
    link(high, groups="consular")
    assert orders[0].groups == ("consular",)
    number = Share.objects.get().number
    assert number not in low.get("/talks/shares").content.decode(), "shares of more than one sees are hidden"
    low.post("/talks/shares/revoke", {"share": number})
    assert Share.objects.get().revoked is None


def test_the_book_is_narrowed_and_bears_the_name_on_every_page(folder: Path, tmp_path: Path) -> None:
    order = making.Order(
        folder=str(folder), marking="open", groups=(), day="2018-03-12", meeting="", reader="J. Park",
        stamp="For J. Park · 26 November 2026 · share 7K2M-94QD", target=str(tmp_path / "shares" / "one"),
    )  # fmt: skip
    word = "w" * 43
    making.make(io.BytesIO(making.told(order, word)))
    assert (tmp_path / "shares" / "one").stat().st_mode & 0o077 == 0
    assert making.unlocked(tmp_path / "shares" / "one", "v" * 43) is None
    content = making.unlocked(tmp_path / "shares" / "one", word)
    assert content
    book = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in book]
    assert len(texts) > 40
    for number, text in enumerate(texts, 1):
        assert "share 7K2M-94QD" in text and "J. Park" in text, f"page {number}"
    whole = load(folder)
    hidden = [whole.title(r.id) for r in whole.whole.records if is_restricted(whole.header, r)]
    least = whole.narrowed(making.Grants("open", frozenset()))
    gone = [t for t in hidden if t not in {least.title(r.id) for r in least.index.records()}]
    assert gone
    assert not [t for t in gone if t in " ".join(" ".join(texts).split())]
    book.close()


def test_the_process_that_sets_books_begins_and_needs_no_desk() -> None:
    code = "import summitry.desk.sharing.making, sys; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
