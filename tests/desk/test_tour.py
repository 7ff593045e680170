"""Ten minutes through the Korea case: every stop is a page that is there, and the last takes the book."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.desk.pages.stops import STOPS

ROLES = ("reader", "officer", "clearer", "secretariat", "negotiator", "decider")


@pytest.mark.parametrize("role", ROLES)
def test_the_tour_leads_over_ten_pages_and_ends_with_the_book(signed_in: SignIn, role: str) -> None:
    client = signed_in(role)
    assert 'href="/talks/tour"' in client.get("/talks/").content.decode()
    page = unescape(client.get("/talks/tour").content.decode())
    at = re.findall(r'<a class="do first" href="([^"]+)">Begin', page)[0]
    seen = []
    while at != "/talks/tour":
        answer = client.get(at)
        assert answer.status_code == 200, at
        text = unescape(answer.content.decode())
        strip = text[
            text.index('class="tourstrip"') : text.index("</aside>", text.index('class="tourstrip"'))
        ]
        seen.append(at)
        at = re.findall(r'<a class="do first" href="([^"]+)">(?:Next|End)', strip)[0]
    assert len(seen) == len(STOPS) == 10
    takes = ">Take the book<" in strip
    assert takes == (role in ("officer", "secretariat", "negotiator", "decider"))
    book = client.get("/talks/meetings/summit/book.html")
    assert book.status_code == (200 if takes else 404)
    if takes:
        assert "attachment" in book["Content-Disposition"] and b"Kim Jong Un" in book.content


def test_what_the_stops_say_is_there(signed_in: SignIn) -> None:
    """A sentence of the tour that is not so on the page would be worse than none."""
    officer = signed_in("officer")
    relay = officer.get("/talks/relays/kim-message?cell=pause.while-talks~white-house").content.decode()
    assert "<del>while the dialogue continues</del>" in relay
    positions = officer.get("/talks/positions/options-march").content.decode()
    assert "blank: nobody looked" in positions and "spoke unasked" in positions
    alternatives = officer.get("/talks/show/alternatives/").content.decode()
    assert "never looked" in alternatives and "Of four alternatives" in alternatives
    clock = officer.get("/talks/meetings/summit/clock").content.decode()
    assert "are already late for 1 May, two for 31 May" in clock
    decision = officer.get("/talks/show/decisions/accept-summit").content.decode()
    assert "neither present nor consulted" in decision and "not asked" in decision


def test_another_dossier_has_no_tour(signed_in: SignIn, folder: Path) -> None:
    officer = signed_in("officer")
    for file in folder.glob("*.yaml"):
        if file.name != "dossier.yaml":
            file.unlink()
    assert "/talks/tour" not in officer.get("/talks/").content.decode()
    assert officer.get("/talks/tour").status_code == 404
    assert officer.get("/talks/?tour=1").status_code == 200
    assert 'class="tourstrip"' not in officer.get("/talks/?tour=x").content.decode()
