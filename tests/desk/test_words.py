"""The desk's own words come from one catalogue; pages are right in a language read from the right."""

import re
from pathlib import Path

import pytest
from tests.book.test_labels import loose
from tests.desk.conftest import SignIn

from summitry.desk import access
from summitry.desk.worded import labels, rewritten
from summitry.folder import headerfile
from summitry.foundation.labels import Catalogue
from summitry.testing.labels import Trial, collected

TEMPLATES = Path(access.__file__).parent / "templates"

PAGES = (
    "", "relays/kim-message", "pledges/test-pause-2018", "lines/preconditions", "positions/options-march",
    "meetings/summit/clock", "meetings/summit/outcomes", "r/chung-seoul", "r/kim-message",
    "r/chung-seoul/edit", "r/test-pause-2018/edit", "records/", "records/relay/", "records/statement/new",
    "keys", "tour", "papers/", "papers/options-march/clearance", "capture/", "conflicts/",
    "show/decisions/", "show/decisions/accept-summit", "show/drafts/", "show/roadmaps/options-march",
    "show/alternatives/", "show/people/joel-wit", "add/kim-message/hops", "add/kim-message/asked", "journal",
)  # fmt: skip

FINDINGS = re.compile(r'<div class="finding[ "].*?</div>', re.DOTALL)
"""The sentences of the check stay English: decision 014."""

TYPED = re.compile(r"<textarea.*?</textarea>|<option.*?</option>", re.DOTALL)


def trial(language: str) -> Catalogue:
    return Trial()


@pytest.mark.parametrize("address", PAGES)
def test_no_word_of_a_page_is_outside_the_catalogue(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(access, "catalogue", trial)
    answer = signed_in("secretariat").get(f"/talks/{address}")
    assert answer.status_code == 200
    page = TYPED.sub("", FINDINGS.sub("", answer.content.decode())).replace(">secretariat-0<", "><")
    assert page.count("⟦") > 20
    assert sorted(set(loose(page.replace("secretariat-0", "")))) == []


def test_every_label_of_a_template_is_collected_for_translators() -> None:
    found = list(labels(TEMPLATES))
    assert len(found) > 500
    known = {label.one: label.more for label in collected()}
    assert [one for one, _, _, _ in found if one not in known] == []


def test_a_template_reads_the_same_with_its_words_looked_up() -> None:
    source = (
        '<p title="A hint">Kept at {{ when }}, {{ n }} time{{ n|pluralize }}. <kbd>u</kbd></p>'
        '{% block class %}p-edit{% endblock %}<a href="{{ x }}"{% if a %} aria-current="page"{% endif %}>'
        "To</a>"
    )
    made = rewritten(source)
    assert "Kept%20at%20%7Bwhen%7D%2C%20%7Bn%7D%20time.|Kept%20at" in made and "time%20s" not in made
    assert 'title="{% worded A%20hint %}"' in made and "<kbd>u</kbd>" in made
    assert "{% block class %}p-edit{% endblock %}" in made and 'aria-current="page"' in made


def test_a_language_read_from_the_right_turns_the_page(
    signed_in: SignIn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headerfile, "languages", lambda: ("en", "ar"))
    monkeypatch.setattr(access, "catalogue", trial)
    header = folder / "dossier.yaml"
    text = header.read_text(encoding="utf-8")
    header.write_text(re.sub(r"(?m)^language:.*\n", "", text) + "\nlanguage: ar\n", encoding="utf-8")
    page = signed_in("reader").get("/talks/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    static = Path(access.__file__).parent / "static" / "desk"
    for css in ("desk.css", "pages.css", "watch.css"):
        rules = (static / css).read_text(encoding="utf-8")
        physical = (
            r"(?:padding|margin|border)-(?:left|right)|text-align: ?(?:left|right)|[;{ ](?:left|right):"
        )
        assert re.findall(physical, rules) == [], css
