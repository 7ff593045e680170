"""Search finds records and passages, and only what the reader may see."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.desk.conftest import SignIn

from summitry.desk import shelf

SECRETS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
PARIS = Path(__file__).resolve().parents[2] / "examples" / "paris-1968"


@pytest.fixture
def paris(folder: Path) -> Iterator[Path]:
    """The same desk over the example that ships the documents it cites."""
    shutil.rmtree(folder)
    shutil.copytree(PARIS, folder)
    (settings.STATE.folder / "dossiers.json").unlink(missing_ok=True)
    settings.STATE.serve([folder])
    shelf.served.cache_clear()
    yield folder


def test_records_are_found_by_kind_and_lead_to_their_pages(signed_in: SignIn) -> None:
    page = signed_in("reader").get("/talks/search/?q=pause+tests").content.decode()
    assert "<h2>Pledges</h2>" in page
    assert re.search(r'href="/talks/[^"]*test-pause-2018"', page)
    assert "<mark>pause</mark>" in page.lower()


def test_what_is_hidden_is_not_found(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    hidden, absent = reader.get("/talks/search/?q=Tony"), reader.get("/talks/search/?q=Tonx")
    assert hidden.status_code == absent.status_code == 200
    same = [SECRETS.sub(b"", page.content).replace(b"Tony", b"Tonx") for page in (hidden, absent)]
    assert same[0] == same[1]
    found = signed_in("officer", groups=("consular",)).get("/talks/search/?q=Tony").content
    assert b"<h2>Cases</h2>" in found


def test_a_passage_leads_to_where_one_files_from_it(signed_in: SignIn, paris: Path) -> None:
    page = signed_in("reader", marking="open").get("/talks/search/?q=bombing+halt").content.decode()
    links = re.findall(r'href="(/talks/capture/[^"]+#p-\d+)"', page)
    assert links, "documents are held, and the words stand in them"
    assert signed_in("officer", marking="open").get(links[0].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("asked", ["", "   ", '"', "date:8+Mrch", "xyzzyx", "a" * 3000, "%00", "NOT", "((("])
def test_any_question_is_answered(signed_in: SignIn, asked: str) -> None:
    page = signed_in("reader").get(f"/talks/search/?q={asked}")
    assert page.status_code in (200, 422)
    assert b"<h1" in page.content


def test_the_keys_are_listed(signed_in: SignIn) -> None:
    page = signed_in("reader").get("/talks/keys")
    assert page.status_code == 200 and b"<kbd>g r</kbd>" in page.content
