"""Times stand in the zone of whoever reads, the event's own beside them; days stay days."""

from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.desk.accounts.models import Account

EVENING = """statements:
- {id: evening, title: the word of the evening, by: chung-eui-yong, to: public, said: 2018-03-08T19:10,
   zone: America/New_York, learned: 2018-03-09, words: He will meet him by May., source: essay p. 1}
- {id: bare, title: the word without a zone, by: chung-eui-yong, to: public, said: 2018-03-08T19:20,
   learned: 2018-03-09, words: And gladly., source: essay p. 1}
encounters:
- {id: late-call, title: a late call, who: [joel-wit], with: [dprk], on: 2018-03-08T23:00,
   zone: America/New_York, about: the visit, learned: 2018-03-09, source: essay p. 1}
"""
SEOUL = "9 March 2018, 09:10 (Seoul; 8 March, 19:10 New York)"


@pytest.fixture
def evening(folder: Path) -> Path:
    (folder / "evening.yaml").write_text(EVENING, encoding="utf-8")
    return folder


def reading(signed_in: SignIn, zone: str) -> Client:
    client = signed_in("officer")
    Account.objects.filter(pk=client.session["_auth_user_id"]).update(zone=zone)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(f"/talks/{address}")
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())


def test_a_record_tells_its_time_on_ones_own_clock(evening: Path, signed_in: SignIn) -> None:
    seoul, home = reading(signed_in, "Asia/Seoul"), reading(signed_in, "America/New_York")
    assert SEOUL in page(seoul, "r/evening")
    assert "9 March 2018, 09:20 (Seoul; 8 March, 19:20 New York)" in page(seoul, "r/bare"), "the dossier's"
    assert "8 March 2018, 19:10 (New York)" in page(home, "r/evening")
    assert "Seoul;" not in page(home, "r/evening")
    assert "8 March 2018" in page(seoul, "r/accept-summit"), "a day is a day"
    assert "Seoul;" not in page(seoul, "r/accept-summit")


def test_a_list_tells_it_so_and_no_reader_sees_anothers_clock(evening: Path, signed_in: SignIn) -> None:
    seoul, home = reading(signed_in, "Asia/Seoul"), reading(signed_in, "America/New_York")
    for _ in range(2):
        assert "9 March 2018, 13:00 (Seoul; 8 March, 23:00 New York)" in page(seoul, "show/people/joel-wit")
        told = page(home, "show/people/joel-wit")
        assert "8 March 2018, 23:00 (New York)" in told and "Seoul" not in told.partition("<main")[2]
    for address in ("", "compare?a=2018-03-08", "search/?q=evening", "show/relays/", "show/lines/"):
        page(seoul, address)
        assert "Seoul;" not in page(home, address), "nothing that is kept has a reader's clock in it"


def test_what_was_learned_between_two_days_is_told_so(evening: Path, signed_in: SignIn) -> None:
    seoul, home = reading(signed_in, "Asia/Seoul"), reading(signed_in, "America/New_York")
    address = "compare?a=2018-03-08&b=2018-03-10"
    assert SEOUL in page(seoul, address)
    assert "8 March 2018, 19:10 (New York)" in page(home, address)
    assert "Seoul;" not in page(home, address)


def test_what_is_taken_away_is_on_the_events_own_clock(evening: Path, signed_in: SignIn) -> None:
    client = signed_in("secretariat")
    Account.objects.filter(pk=client.session["_auth_user_id"]).update(zone="Asia/Seoul")
    page(client, "r/evening")
    book = client.get("/talks/meetings/summit/book.html").content.decode()
    assert "Seoul;" not in book


def test_a_zone_that_is_none_breaks_no_page(evening: Path, signed_in: SignIn) -> None:
    client = reading(signed_in, "Nowhere/At_all")
    assert "9 March 2018, 00:10 (UTC; 8 March, 19:10 New York)" in page(client, "r/evening")
    sent = {"by": "chung-eui-yong", "said": "2018-03-08", "words": "typed in no zone"}
    assert client.post("/talks/records/statement/new", sent).status_code == 302
    assert "Your last act" in page(client, "records/"), "with its time"
    for address in ("/account/", "/talks/journal", "/account/tokens", "/account/second-step"):
        answer = client.get(address, follow=True)
        assert answer.status_code in (200, 404), address
    assert "Times are in UTC" in client.get("/account/", follow=True).content.decode()
