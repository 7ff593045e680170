"""Every word that a page adds by itself comes from one catalogue, ready for a translation."""

import dataclasses
import gettext
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from babel.messages.catalog import Catalog

from summitry.book.brief import brief
from summitry.book.brief.page import brief_html
from summitry.book.diary.comparing import comparison_page
from summitry.book.diary.page import diary_page
from summitry.book.html import page
from summitry.book.sections import BY_NAME
from summitry.book.tray import FORMS, Form
from summitry.book.volume.sheet import sheet
from summitry.book.volume.web import html
from summitry.book.volume.word import docx
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import KINDS
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.foundation import catalogues
from summitry.foundation.dates import zone_city
from summitry.foundation.labels import say, say_many, speaking
from summitry.secretariat.bookmaking import book
from summitry.secretariat.printing import printed
from summitry.secretariat.replaying import compare, replay
from summitry.testing.labels import TEMPLATE, Trial, collected, compiled, faults, loose_words, template
from summitry.testing.labels.trial import outside, plain

PROJECT = Path(__file__).resolve().parents[2]
KOREA = PROJECT / "examples" / "korea-2018"
DAY = date(2018, 3, 12)


def texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name, None))


def korea() -> Dossier:
    return load(KOREA).as_of(DAY)


@cache
def own_words() -> tuple[str, ...]:
    """What the dossier says itself; its zones' cities and its files' names are its words too."""
    dossier = korea()
    said = [t for r in (*dossier.whole.records, dossier.header) for t in texts(r)]
    cities = [zone_city(text) for text in said if re.fullmatch(r"[A-Z]\w+/[\w/]+", text)]
    return tuple(dict.fromkeys(plain(text) for text in (*said, *cities)))


class Words(HTMLParser):
    """What people read or hear of a page: text and spoken attributes; file names and findings apart."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [given[name] for name in ("aria-label", "alt", "title") if name in given]
        hidden = (
            tag in ("style", "script") or given.get("class") == "where" or given.get("id") == "findings-1"
        )
        if hidden or self.silent:
            if tag not in ("br", "wbr", "meta", "link", "img", "hr", "input"):
                self.silent.append(tag)
        elif tag not in ("wbr", "bdi", "u"):
            self.found.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent.pop()
        elif tag not in ("bdi", "u"):
            self.found.append(" | ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def loose(content: str) -> list[str]:
    reader = Words()
    reader.feed(content)
    reader.close()
    found = loose_words("".join(reader.found), own_words())
    return [words for words in found if not _cut(words) and words not in NOT_WORDS]


def _cut(words: str) -> bool:
    """Whether words are the beginning of the dossier's, cut for want of room."""
    return any(f" {words}" in f" {text}" for text in own_words())


# The program's name; letters that stand behind a number; the hexadecimal digest of a book.
NOT_WORDS = {"summitry"}


def test_a_trial_language_finds_a_word_that_no_catalogue_reaches() -> None:
    with speaking("xx", Trial()):
        text = say("{by} said on {day}: {words}", by="Kim", day=say("March"), words="yes")
        many = say_many(3, "{count} day", "{count} days")
    assert text == "Kim⟦ said on ⟧⟦March⟧: yes" and many == "3⟦ days⟧"
    assert loose_words(f"{text}, and unwrapped", ["kim", "yes"]) == ("and unwrapped",)
    assert outside("a⟦b⟦c⟧d⟧e") == ("a", "e")


def test_the_whole_book_has_no_word_of_its_own_outside_the_catalogue() -> None:
    with speaking("xx", Trial()):
        volume = book(korea())
        content = html(volume)
    assert content.count("⟦") > 3000 and '<html lang="xx">' in content
    assert loose(content.replace(volume.version, "")) == []


def test_the_word_file_has_none_either() -> None:
    with speaking("xx", Trial()):
        volume = book(korea())
        made = docx(
            dataclasses.replace(volume, chapters=tuple(c for c in volume.chapters if c.key != "findings"))
        )
    with ZipFile(BytesIO(made)) as held:
        parts = [
            held.read(n).decode()
            for n in held.namelist()
            if re.search(r"(document|footer|header)\w*\.xml$", n)
        ]
    for xml in parts:
        xml = re.sub(r"<w:r><w:rPr>(?:(?!</w:rPr>).)*<w:vertAlign.*?</w:r>", " | ", xml)
        xml = re.sub(r'<w:r><w:rPr><w:rStyle w:val="Endnote.*?</w:r>', " | ", xml)
        spoken = re.sub(r"<w:instrText[^>]*>[^<]*</w:instrText>", "", xml).replace("</w:p>", " | ")
        spoken = re.sub(r"<[^>]+>", "", re.sub(r"<w:tab/>|<w:tc>", " | ", spoken)).replace(volume.version, "")
        found = [w for w in loose_words(spoken, own_words()) if w not in NOT_WORDS and not _cut(w)]
        assert sorted(set(found)) == []


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_view_has_a_word_of_its_own_outside_the_catalogue(name: str) -> None:
    with speaking("xx", Trial()):
        dossier = korea()
        view = BY_NAME[name]
        for id in ("", *view.ids(dossier)[:4]):
            found = loose(page(dossier, [view.section(dossier, id)]))
            assert [w for w in found if not re.fullmatch(r"[0-9a-f]{64}", w)] == [], id


def test_no_brief_has() -> None:
    with speaking("xx", Trial()):
        dossier = korea()
        for meeting in dossier.ids("meeting"):
            assert loose(brief_html(dossier, brief(dossier, meeting))) == []


PAPERS = {
    "action-memo": "options-march", "memcon": "foreign-ministers", "read-ahead": "foreign-ministers",
    "clearance": "agreed-objective-draft", "taskings": "", "digest": "",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_no_paper_has(form: Form) -> None:
    with speaking("xx", Trial()):
        volume = printed(korea(), form, PAPERS[form.name])
        found = loose(html(volume).replace(volume.version, ""))
        moved = replay(korea(), DAY, DAY).entries[0].findings if form.name == "digest" else ()
    messages = [plain(text) for move in moved for text in (move.before, move.after)]
    codes = r"[0-9a-f]{8}|[A-Z]{3}\d{3}"
    found = [w for w in found if not any(w in message for message in messages)]
    assert [w for w in found if not re.fullmatch(codes, w, re.IGNORECASE)] == []


@pytest.mark.parametrize("form", [f for f in FORMS if f.name != "digest"], ids=lambda f: f.name)
def test_no_paper_of_the_second_tray_has(form: Form) -> None:
    """The digest is left out: most of it are findings, whose words stay English."""
    with speaking("xx", Trial()):
        dossier = korea()
        for id in form.ids(dossier)[:3] or (() if form.needed else ("",)):
            made = sheet(dossier, form.section(dossier, id), form.name, margined=form.margined)
            found = loose(html(made).replace(made.version, ""))
            assert [w for w in found if not re.fullmatch(r"[0-9a-f ]+", w)] == [], id


def test_no_replay_and_no_comparison_has_but_for_findings_and_keys() -> None:
    """The keys of changed fields are those an author types: no word of the page."""
    with speaking("xx", Trial()):
        dossier, earlier = korea(), korea().as_of(date(2018, 3, 9))
        pages = (
            diary_page(dossier, replay(dossier, date(2018, 3, 5), DAY)),
            comparison_page(earlier, dossier, compare(earlier, dossier)),
        )
    keys = {spec.key for kind in KINDS for spec in every_spec(kind)}
    for content in pages:
        found = loose(re.sub(r'<ul class="found">.*?</ul>', "", content, flags=re.DOTALL))
        assert [w for w in found if w.split()[0] not in keys] == []


def every_spec(kind: type) -> Iterator[FieldSpec]:
    for spec in specs(kind):
        yield spec
        if spec.part is not None:
            yield from every_spec(spec.part)


def test_what_the_page_on_paper_says_itself_is_looked_up() -> None:
    """In the template of the PDF words stand only in ``l("...")`` and ``lf("...")``."""
    source = (PROJECT / "src/summitry/book/templates/book.typ").read_text(encoding="utf-8")
    source = re.sub(r"//.*", "", source)
    source = re.sub(r'"(?:[^"\\]|\\.)*"', '""', source)
    assert re.findall(r"\[ ?(?:[A-Z][a-z]+|[a-z]+ [a-z]+)[^\]]*\]", source) == []
    assert "[Contents]" not in source and "[Page #" not in source


def test_the_template_for_translators_is_current() -> None:
    assert TEMPLATE.read_bytes() == template(), "run: python -m summitry.testing.labels template"


def test_every_label_is_a_whole_text_with_named_gaps() -> None:
    labels = collected()
    assert len(labels) > 1000
    assert [x.one for x in labels if re.search(r"\{\W|\{\}|%[sd(]", x.one)] == []


def test_a_header_names_the_language_of_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    german = Catalog(locale="de")
    german.add("Sources", "Quellen")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    catalogues.catalogue.cache_clear()
    (tmp_path / "de.mo").write_bytes(compiled(german))
    files = {"dossier.yaml": "format: 1\ndossier: Talks\nlanguage: de\n"}
    dossier = load_texts(files)
    assert dossier.header.language == "de" and not dossier.faults
    with speaking("de", catalogues.catalogue("de")):
        assert '<html lang="de">' in html(book(dossier.as_of(DAY))) and say("Sources") == "Quellen"
    wrong = load_texts({"dossier.yaml": "format: 1\ndossier: Talks\nlanguage: ../fr\n"})
    assert wrong.header.language == "en"
    assert [d.message for d in wrong.faults] == [
        'There is no catalogue of labels for "../fr"; pages are in English.'
    ]
    assert catalogues.catalogue("../fr") is None
    catalogues.catalogue.cache_clear()


def test_a_translation_is_checked_and_used() -> None:
    german = Catalog(locale="de")
    german.add("Sources", "Quellen")
    german.add("{day} {month} {year}", "{day}. {month} {year}")
    german.add("March", "März")
    german.add(("finding", "findings"), ("Befund", "Befunde"))
    assert faults(german) == ()
    wrong = Catalog(locale="de")
    wrong.add("{day} {month} {year}", "{tag}. {month}")
    wrong.add("No such label", "Nichts")
    wrong.add(("finding", "findings"), ("Befund", ""))
    assert len(faults(wrong)) == 3
    with speaking("de", gettext.GNUTranslations(BytesIO(compiled(german)))):
        assert say("Sources") == "Quellen" and say("Documents") == "Documents"
        assert say_many(2, "finding", "findings") == "Befunde"
        dossier = korea()
        assert "12. März 2018" in page(dossier, [BY_NAME["countdown"].section(dossier, "")])
    assert say("Sources") == "Sources"
