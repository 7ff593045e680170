"""Feeds and calendars at the desk: a token of one's own opens what one may see, and nothing more."""

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar
from tests.desk.conftest import SignIn

from summitry.desk.accounts import tokens
from summitry.desk.accounts.models import Account, FailedToken, Grant, Token
from summitry.desk.accounts.tokens import NoToken


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let other tests begin without our guesses."""
    yield
    FailedToken.objects.all().delete()


def token(**more: object) -> str:
    account = Account.objects.latest("pk")
    return tokens.make(account, "my reader", dossier="talks", feeds=True, **more).words  # type: ignore[arg-type]


def feed(words: str, slug: str = "talks") -> str:
    return f"/{slug}/feed/{words}.atom"


def calendar(words: str, slug: str = "talks") -> str:
    return f"/{slug}/calendar/{words}.ics"


def test_a_feed_reader_gets_the_digests_that_its_holder_may_see(signed_in: SignIn) -> None:
    signed_in("officer", marking="open")
    narrow = token()
    signed_in("officer", marking="restricted", groups=("consular",))
    whole = token()
    for words, sees in ((narrow, False), (whole, True)):
        answer = Client().get(feed(words))
        assert answer.status_code == 200 and answer["Content-Type"].startswith("application/atom+xml")
        assert answer["Cache-Control"] == "no-store"
        found = feedparser.parse(answer.content)
        assert not found.bozo and len(found.entries) == 7
        assert found.entries[0].title == "Digest of Monday 12 March 2018"
        text = found.entries[0].content[0].value
        assert ("three Americans" in text) == sees
        assert "http://testserver/talks/r/kim-message" in text
        read = Calendar.from_ical(Client().get(calendar(words)).content)
        titles = [str(e["summary"]) for e in read.walk("VEVENT")]
        assert "The meeting of the two leaders" in titles
        assert any("three Americans" in t for t in titles) == sees


def test_what_is_no_token_answers_as_what_does_not_exist(signed_in: SignIn) -> None:
    client = signed_in("officer")
    words = token()
    program = tokens.make(Account.objects.latest("pk"), "a program").words
    nothing = Client().get(feed(f"{tokens.BEGINS}nobody", "nowhere"))
    assert nothing.status_code == 404
    wrong = (
        feed(f"{tokens.BEGINS}x"),
        calendar("x"),
        feed(words, "nowhere"),
        feed(program),
        calendar(program),
    )
    for address in wrong:
        answer = Client().get(address)
        assert (answer.status_code, answer.content) == (404, nothing.content), address
    assert FailedToken.objects.exists()
    assert Client().get("/talks/feed/mine.atom").status_code == 302, "nobody is signed in"
    assert client.get("/talks/feed/mine.atom").status_code == 200
    assert client.get("/talks/calendar/mine.ics").status_code == 200


def test_a_token_for_feeds_opens_no_page_and_no_interface(signed_in: SignIn) -> None:
    signed_in("secretariat")
    words = token()
    assert Client(headers={"Authorization": f"Bearer {words}"}).get("/talks/api/v1/").status_code == 401
    guest = Client()
    assert guest.get(feed(words)).status_code == 200
    assert guest.get("/talks/").status_code == 302, "the address signs nobody in"
    assert guest.post(feed(words)).status_code == 405


def test_a_token_is_kept_as_its_hash_and_opens_nothing_once_it_is_revoked(signed_in: SignIn) -> None:
    signed_in("officer")
    words = token(writes=True)
    kept = Token.objects.get()
    assert kept.digest == tokens.digest(words) and not kept.writes
    assert all(words not in str(value) for value in vars(kept).values())
    assert Client().get(feed(words)).status_code == 200
    tokens.revoke(kept.account, "my reader")
    assert Client().get(feed(words)).status_code == 404


def test_a_token_opens_what_its_holder_may_see_at_that_moment(signed_in: SignIn) -> None:
    signed_in("officer", marking="restricted", groups=("consular",))
    words = token()
    assert "three Americans" in Client().get(calendar(words)).content.decode().replace("\r\n ", "")
    Grant.objects.update(marking="open", groups=[])
    assert "three Americans" not in Client().get(calendar(words)).content.decode().replace("\r\n ", "")
    Grant.objects.all().delete()
    assert Client().get(calendar(words)).status_code == 404


def test_the_page_of_tokens_makes_one_and_shows_its_addresses_once(signed_in: SignIn) -> None:
    client = signed_in("officer")
    account = Account.objects.latest("pk")
    account.set_password("a long pass phrase 9")
    account.save()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"called": "my reader", "feeds": "yes", "days": "90", "password": "a long pass phrase 9"}
    refused = client.post("/account/tokens", sent)
    assert refused.status_code == 422 and "Choose the dossier" in refused.content.decode()
    page = client.post("/account/tokens", {**sent, "dossier": "talks"}).content.decode()
    assert "http://testserver/talks/feed/summitry_" in page and "/talks/calendar/summitry_" in page
    again = client.get("/account/tokens").content.decode()
    assert "summitry_" not in again and "opens the feed and the calendar of talks" in again.casefold()
    with pytest.raises(NoToken):
        tokens.make(account, "another", feeds=True)


def test_a_past_day_can_be_asked_for(signed_in: SignIn, folder: Path) -> None:
    client = signed_in("officer")
    found = feedparser.parse(client.get("/talks/feed/mine.atom?on=2018-03-09").content)
    assert found.entries[0].title == "Digest of Friday 9 March 2018"
