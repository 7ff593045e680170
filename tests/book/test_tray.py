"""The second tray: each paper says what the dossier says, traced, in every format, and nothing else."""

import io
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from summitry.book.tray import FORMS, NotOnThisForm, form_named
from summitry.book.volume.pdf import pdf
from summitry.book.volume.plaintext import text
from summitry.book.volume.proof import prove
from summitry.book.volume.value import Volume, notes_of
from summitry.book.volume.web import html
from summitry.book.volume.word import docx
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.secretariat.printing import printed, rendered

EXAMPLES = Path(__file__).parents[2] / "examples"
TRAY = Path(__file__).parent / "tray"
DAYS = {"korea-2018": date(2018, 3, 12), "paris-1968": date(1968, 10, 28)}

GOLDEN = (
    ("korea-2018", "action-memo", "options-march"),
    ("paris-1968", "action-memo", "o3"),
)
"""Papers whose text a person has read, line by line; `write_tray.py` writes them again."""


@cache
def example(name: str) -> Dossier:
    return load(EXAMPLES / name).as_of(DAYS[name])


@cache
def paper(name: str, form: str, id: str = "") -> Volume:
    found = form_named(form)
    assert found is not None
    return printed(example(name), found, id)


def named(name: str, form: str, id: str) -> str:
    return "-".join(filter(None, (name, form, id))) + ".txt"


@pytest.mark.parametrize(("name", "form", "id"), GOLDEN)
def test_the_text_is_what_somebody_has_read(name: str, form: str, id: str) -> None:
    assert text(paper(name, form, id)) == (TRAY / named(name, form, id)).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "form", "id"), GOLDEN)
def test_every_sentence_has_an_origin_and_notes_in_are_notes_out(name: str, form: str, id: str) -> None:
    volume = paper(name, form, id)
    wanted = sorted(number for number, _ in notes_of(volume))
    assert wanted and set(wanted) == {s.number for s in volume.sources}
    for kind, content in (("html", html(volume).encode()), ("docx", docx(volume))):
        proof = prove(kind, content)
        assert proof.holds, (kind, proof.lines())
        assert sorted(proof.notes) == wanted
    plain = text(volume).split("\nSOURCES\n")
    told = re.findall(r"\[((?:\d+[cdt]?(?:,\s)?)+)\]", re.sub(r"\n\s+", " ", plain[0] + plain[1][:90]))
    assert sorted(int(n) for part in told for n in re.findall(r"\d+", part)) == wanted


@pytest.mark.parametrize(("name", "form", "id"), GOLDEN)
def test_every_word_is_in_every_format(name: str, form: str, id: str) -> None:
    def squeezed(words: str) -> str:
        return re.sub(r"[\s\u00a0\u200b]+", "", words)

    volume = paper(name, form, id)
    said = [squeezed("".join(r.text for r in s.words)) for s in volume.said() if s.words]
    page = squeezed(re.sub(r"<[^>]+>|&nbsp;", "", html(volume)).replace("&#39;", "'").replace("&#34;", '"'))
    with zipfile.ZipFile(io.BytesIO(docx(volume))) as held:
        runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", held.read("word/document.xml").decode())
    word = squeezed("".join(runs))
    for sentence in said:
        escaped = sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert escaped in page, sentence
        assert escaped in word or sentence in word, sentence


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "text"])
def test_the_same_bytes_twice(form: str) -> None:
    found = form_named("action-memo")
    assert found is not None
    first, again = (
        next(rendered(printed(example("korea-2018"), found, "options-march"), "memo", (form,), "a4"))
        for _ in range(2)
    )
    assert first.content and first.content == again.content


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


def test_both_sizes_of_paper_hold_the_same_pages() -> None:
    volume = paper("korea-2018", "action-memo", "options-march")
    assert pages(pdf(volume)) == pages(pdf(volume, "letter"))


# -- the action memo --------------------------------------------------------------------------------

HEADER = """format: 1
dossier: "A talk"
own_side: us
counterparts: [them]
zone: UTC
markings: [open, restricted]
groups: []
readers:
  visitor: {marking: open, groups: []}
default: {marking: open}
cutoff: 2018-03-12
"""
PARTIES = """parties:
- {id: us, name: Us}
- {id: them, name: Them}
agencies:
- {id: state, name: State, side: us}
- {id: war, name: War, side: us}
- {id: coin, name: Coin, side: us}
people:
- {id: berg, name: Anna Berg, side: us}
posts:
- {id: minister, title: Foreign Minister, of: state, holders: [{who: berg, since: 2017-01}]}
"""
PAPER = """papers:
- id: courses
  title: Two courses
  by: state
  to: minister
  due: 2018-03-16
  on: 2018-03-10
  asks: [state, war, coin]
  asked: [{on: 2018-03-09, who: coin}]
  clear: [state, war]
  recommends: [courses/talk]
  options:
  - {id: wait, says: Wait until they write}
  - {id: talk, says: Talk first, needs: a room, lost_if_fails: a month}
positions:
- {id: p1, by: state, about: courses/talk, stand: support, on: 2018-03-11, words: "we would talk"}
- {id: p2, by: war, about: courses/talk, stand: object, on: 2018-03-11, words: "not yet"}
"""


def memo(text_: str = PAPER, about: str = "courses", reader: str = "") -> str:
    dossier = load_texts({"dossier.yaml": HEADER, "parties.yaml": PARTIES, "paper.yaml": text_})
    assert not [f.message for f in dossier.faults]
    grants = dossier.header.reader(reader) if reader else None
    dossier = dossier.narrowed(grants) if grants is not None else dossier
    found = form_named("action-memo")
    assert found is not None
    return text(printed(dossier.as_of(date(2018, 3, 12)), found, about))


def test_a_memo_names_who_decides_by_when_and_what_is_recommended_first() -> None:
    page = memo()
    assert "To              Anna Berg, Foreign Minister." in page
    assert "Decide by       Friday 16 March 2018, in 4 days." in page
    assert "Decision needed Whether to take the course recommended." in page
    recommended, other = page.index("Recommendation 2"), page.index("Course 1")
    assert recommended < other
    assert "It needs a room." in page and "Lost if it fails: a month." in " ".join(page.split())
    assert page.count("Approve ___") == 2


def test_a_blank_is_an_empty_line_and_nothing_is_invented() -> None:
    bare = PAPER.replace("  to: minister\n", "").replace("  due: 2018-03-16\n", "")
    bare = bare.replace("  recommends: [courses/talk]\n", "")
    page = memo(bare)
    assert re.search(r"(?m)^To +_{20,}$", page) and re.search(r"(?m)^Decide by +_{20,}$", page)
    assert "MISSING. The paper recommends none of its two courses." in page


def test_who_has_not_spoken_is_told_apart_by_silent_and_not_asked() -> None:
    page = memo()
    assert re.search(r"Silent, asked 9 March 2018\s+Coin: no position on record", page)
    assert "War objected to course 2 (11 March 2018): “not yet”." in " ".join(page.split())
    without = PAPER.replace("  asked: [{on: 2018-03-09, who: coin}]\n", "")
    assert re.search(r"Not asked +Coin: no position on record", memo(without))


def test_a_decision_that_is_made_and_a_paper_that_is_settled_get_no_memo() -> None:
    made = PAPER + (
        "decisions:\n- {id: go, title: to talk, says: We talk, by: berg, on: 2018-03-11,"
        " settles: [courses], states: [{since: 2018-03-11, is: made}]}\n"
    )
    with pytest.raises(NotOnThisForm, match="The decision to talk is made since 11 March 2018"):
        memo(made, "go")
    with pytest.raises(NotOnThisForm, match="settled by the decision to talk"):
        memo(made)


def test_a_decision_asked_for_addresses_the_one_who_decides() -> None:
    asked = PAPER.replace("  to: minister\n", "") + (
        "decisions:\n- {id: go, title: to talk, says: We talk, by: minister, due: 2018-03-14,"
        " settles: [courses], states: [{since: 2018-03-11, is: requested}]}\n"
    )
    for about in ("courses", "go"):
        page = memo(asked, about)
        assert "To              Anna Berg, Foreign Minister." in page
        assert "Decide by       Wednesday 14 March 2018, in 2 days." in page
        assert "Talk first" in page


def test_a_readers_memo_holds_nothing_closer() -> None:
    closed = PAPER + (
        "- {id: p3, by: coin, about: courses/wait, stand: support, on: 2018-03-11,"
        ' words: "the vault is empty", marking: restricted}\n'
    )
    assert "the vault is empty" in memo(closed) and "RESTRICTED" in memo(closed)
    copy = memo(closed, reader="visitor")
    assert "vault" not in copy and "RESTRICTED" not in copy and "Judged on what this copy holds." in copy


def test_every_form_says_what_it_is() -> None:
    assert all(form.help and form.name == form.name.lower() for form in FORMS)
