"""Two days compared, and from one record to the next."""

import re
from datetime import date
from pathlib import Path

from tests.desk.conftest import SignIn

from summitry.dossier.header import Grants
from summitry.folder.load import load
from summitry.secretariat.replaying import difference


def test_two_days_tell_what_moved_and_why(signed_in: SignIn, folder: Path) -> None:
    page = signed_in("secretariat", groups=("consular",)).get("/talks/compare?a=2018-03-09&b=2018-03-12")
    copy = load(folder).narrowed(Grants("restricted", frozenset({"consular"})))
    entry = difference(copy, date(2018, 3, 9), date(2018, 3, 12))
    text = page.content.decode()
    assert text.count('<div class="finding') == len(entry.findings)
    assert text.count('<div class="finding">') == len(entry.of("appeared", "no longer accepted"))
    assert "earned: " in text, "the reason is told"
    same = signed_in("reader").get("/talks/compare?a=2018-03-12&b=2018-03-12").content
    assert b"Nothing changed" in same
    assert signed_in("reader").get("/talks/compare?a=8+Mrch").status_code == 200


def test_from_a_record_to_the_next_and_back(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    page = reader.get("/talks/r/test-pause-2018").content.decode()
    back = re.search(r'href="([^"]+)" rel="prev" data-key="\["', page)
    assert back is not None
    there = reader.get(back[1]).content.decode()
    assert re.search(r'href="/talks/r/test-pause-2018" rel="next" data-key="\]"', there)
