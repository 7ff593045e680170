"""What an analysis shows can be acted upon where it is shown."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests.desk.conftest import SignIn

from summitry.book.sections import BY_NAME
from summitry.desk.pages.additions import ADDITIONS
from summitry.desk.pages.deeds import NEW
from summitry.dossier.fields import specs
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.kinds.undertakings import Duty, Step
from summitry.folder.load import load


def test_every_addition_is_to_a_list_that_is_there() -> None:
    parts = {"duty": Duty, "step": Step}
    for (kind, key), addition in ADDITIONS.items():
        spec = next(s for s in specs(parts.get(kind) or BY_KIND[kind]) if s.key == key)
        assert spec.shape == "parts" and spec.part is not None
        known = {s.key for s in specs(spec.part)}
        assert known >= set(addition.keys), (kind, key)
        assert addition.needs[0] in ("", *addition.keys) and set(addition.rare) <= set(addition.keys)
        assert addition.view in BY_NAME


def test_every_view_is_made_of_kinds_that_are_there() -> None:
    assert set(NEW) <= set(BY_NAME)
    assert {kind for kinds in NEW.values() for kind in kinds} <= set(BY_KIND)
    assert set(BY_NAME) - set(NEW) == {"conflicts"}, "which are built by a form of their own"


FILED = (
    ("ledger", "leap-day", "states", {"since": "2018-03-12", "is": "announced", "source": "essay p. 1"}),
    ("roadmaps", "options-march", "roadmap", {"by": "us", "does": "send a reply", "source": "essay p. 1"}),
    ("drafts", "agreed-objective-draft", "held", {"words": "verifiable", "by": "us", "since": "2018-03-12"}),
    ("decisions", "accept-summit", "consulted", {"who": "state", "on": "2018-03-12", "source": "essay p. 1"}),
    ("decisions", "accept-summit", "states", {"since": "2018-03-12", "is": "held", "source": "essay p. 1"}),
    ("terms", "denuclearization", "meanings", {"side": "dprk", "says": "of the whole peninsula"}),
)


@pytest.mark.parametrize(("view", "id", "key", "sent"), FILED)
def test_one_entry_is_added_from_the_page_that_shows_it(
    signed_in: SignIn, folder: Path, view: str, id: str, key: str, sent: dict[str, str]
) -> None:
    officer = signed_in("officer")
    page = unescape(officer.get(f"/talks/show/{view}/{id}").content.decode())
    address = f"/talks/add/{id}/{key}"
    assert ADDITIONS[load(folder).get(id).kind, key].title in page  # type: ignore[union-attr]
    assert f'href="/talks/show/{view}/{id}?do={key}"' in page
    before = len(getattr(load(folder).get(id), key))
    assert officer.post(address, {}).status_code == 422
    answer = officer.post(address, sent)
    assert answer.status_code == 302, re.findall(r'role="alert".*?</div>', answer.content.decode(), re.DOTALL)
    assert answer["Location"] in (f"/talks/show/{view}/{id}", f"/talks/{view}/{id}")
    assert len(getattr(load(folder).get(id), key)) == before + 1
    assert officer.get(answer["Location"]).status_code == 200


def test_a_new_record_is_begun_from_what_it_is_about(signed_in: SignIn) -> None:
    officer = signed_in("officer")
    page = unescape(officer.get("/talks/show/objectives/summit").content.decode())
    assert "/talks/records/objective/new?for=summit" in page
    form = officer.get("/talks/records/objective/new?for=summit").content.decode()
    assert re.search(r'name="meeting" value="summit"', form)
    assert officer.get("/talks/records/objective/new?for=case-1").status_code == 200


def test_readers_and_past_days_have_no_acts(signed_in: SignIn) -> None:
    assert (
        'class="deeds"' not in signed_in("reader").get("/talks/show/decisions/accept-summit").content.decode()
    )
    officer = signed_in("officer")
    assert 'class="deeds"' in officer.get("/talks/show/decisions/").content.decode()
    past = officer.get("/talks/show/decisions/?on=2018-03-09").content.decode()
    assert 'class="deeds"' not in past
