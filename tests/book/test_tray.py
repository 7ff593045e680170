"""The second tray: each paper says what the dossier says, traced, in every format, and nothing else."""

import io
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.book.test_book import links_in, unnumbered

from summitry.book.diary import difference
from summitry.book.digest.lines import ten_lines
from summitry.book.sections import BY_NAME
from summitry.book.tray import FORMS, NotOnThisForm, form_named
from summitry.book.volume.pdf import pdf
from summitry.book.volume.plaintext import text
from summitry.book.volume.proof import prove
from summitry.book.volume.value import Facts, Piece, Volume, notes_of
from summitry.book.volume.web import html
from summitry.book.volume.word import docx
from summitry.dossier.kinds import Task
from summitry.dossier.paragraphs import paragraphs
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.secretariat.bookmaking import book
from summitry.secretariat.checking import EVERY_RULE
from summitry.secretariat.printing import printed, rendered

EXAMPLES = Path(__file__).parents[2] / "examples"
TRAY = Path(__file__).parent / "tray"
DAYS = {"korea-2018": date(2018, 3, 12), "paris-1968": date(1968, 10, 28)}

GOLDEN = (
    ("korea-2018", "action-memo", "options-march"),
    ("korea-2018", "memcon", "foreign-ministers"),
    ("korea-2018", "read-ahead", "foreign-ministers"),
    ("korea-2018", "clearance", "agreed-objective-draft"),
    ("korea-2018", "taskings", ""),
    ("korea-2018", "digest", ""),
    ("paris-1968", "action-memo", "o3"),
    ("paris-1968", "memcon", "first-meeting"),
    ("paris-1968", "read-ahead", "first-meeting"),
    ("paris-1968", "clearance", "joint-announcement"),
    ("paris-1968", "taskings", "first-meeting"),
    ("paris-1968", "digest", ""),
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


@pytest.mark.parametrize(("name", "form", "id"), GOLDEN)
def test_notes_in_are_notes_out_in_pdf(name: str, form: str, id: str) -> None:
    volume = paper(name, form, id)
    assert links_in(pdf(volume)) - links_in(pdf(unnumbered(volume))) == links_wanted(volume)


def links_wanted(volume: Volume) -> int:
    """Every number is a link; in the margin, one that a label's sentences share stands once."""
    again = 0
    for piece in (p for c in volume.chapters for p in c.pieces if isinstance(p, Piece) and p.margined):
        for facts in (b for b in piece.blocks if isinstance(b, Facts) and not b.numbered):
            for row in facts.rows:
                notes = [note for said in row.sentences for note in said.notes]
                again += len(notes) - len(set(notes))
    return len(notes_of(volume)) - again


def flat(page: str) -> str:
    return " ".join(page.split())


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
- {id: others, name: Others}
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
    assert "To Anna Berg, Foreign Minister." in flat(page)
    assert "Decide by Friday 16 March 2018, in 4 days." in flat(page)
    assert "Decision needed Whether to take the course recommended." in flat(page)
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
        page = flat(memo(asked, about))
        assert "To Anna Berg, Foreign Minister." in page
        assert "Decide by Wednesday 14 March 2018, in 2 days." in page
        assert "Talk first" in page


def test_a_readers_memo_holds_nothing_closer() -> None:
    closed = PAPER + (
        "- {id: p3, by: coin, about: courses/wait, stand: support, on: 2018-03-11,"
        ' words: "the vault is empty", marking: restricted}\n'
    )
    assert "the vault is empty" in memo(closed) and "RESTRICTED" in memo(closed)
    copy = memo(closed, reader="visitor")
    assert "vault" not in copy and "RESTRICTED" not in copy and "Judged on what this copy holds." in copy


# -- the memorandum of conversation -------------------------------------------------------------------

MEETING = """meetings:
- id: talk
  title: the talk
  level: ministers
  delegation: [minister]
  with: [ri]
  place: Oslo
  zone: Europe/Oslo
  dates: [{on: 2018-03-20, since: 2018-03-01}]
  agreed: yes
- {id: theirs, title: their own meeting, between: [them, others]}
objectives:
- {id: first, meeting: talk, says: Ask for a day, expected_reply: no day yet, met_when: a day is named,
   what: [offer, tests-q], outcomes: [{on: 2018-03-11, result: partly, words: "in May, perhaps"}]}
- {id: second, meeting: talk, says: Keep the door open}
- {id: wish, meeting: talk, by: them, says: Obtain a promise}
pledges:
- {id: offer, by: them, to: us, title: the offer, does: no tests, said: 2018-03-01, scope: {shot: in}}
questions:
- {id: tests-q, asks: Are tests over?, answers: ["yes", "no"]}
kinds_of_event:
- {id: shot}
alternatives:
- {id: wait-us-out, by: them, says: wait for another minister}
risks:
- {id: walk, meeting: talk, says: They walk out, way_out: meet at a lower level}
tasks:
- {id: book, title: write the book, serves: [talk], takes: 9 workdays}
- {id: room, title: find a room, serves: [talk], takes: 2 workdays, owner: state, needs: [book]}
- {id: flags, title: order flags, owner: war, due: 2018-03-13, done: []}
- {id: pens, title: buy pens, owner: war, serves: [talk], takes: 1 workday, done: [{on: 2018-03-09}]}
"""


def made(form: str, id: str = "", day: date = date(2018, 3, 12), **files: str) -> Volume:
    parties = PARTIES.replace("posts:", "- {id: ri, name: Ri Yong Ho, also: [리용호], side: them}\nposts:")
    texts = {"dossier.yaml": HEADER, "parties.yaml": parties, "meeting.yaml": MEETING}
    dossier = load_texts({**texts, **{f"{name}.yaml": text for name, text in files.items()}})
    assert not [f.message for f in dossier.faults]
    found = form_named(form)
    assert found is not None
    return printed(dossier.as_of(day), found, id)


def of(form: str, id: str = "", day: date = date(2018, 3, 12), **files: str) -> str:
    return text(made(form, id, day, **files))


def in_cells(volume: Volume) -> str:
    """What a paper says, cell by cell, without its numbers."""
    page = re.sub(r"<style>.*?</style>|<sup>.*?</sup>", "", html(volume), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>|&nbsp;|\u200b|\u00a0", " ", page).split())


def test_a_memcon_names_both_sides_and_ticks_what_came_of_an_objective() -> None:
    page = of("memcon", "talk")
    assert "For us Anna Berg, Foreign Minister." in flat(page) and "For them Ri Yong Ho (리용호)." in flat(
        page
    )
    assert "Date Tuesday 20 March 2018." in flat(page) and re.search(r"Hours, Oslo +_{20}", page)
    assert re.search(r"Our interpreter +_{20}", page) and re.search(r"Note-taker +_{20}", page)
    assert "[ ] met [x] partly [ ] not raised [ ] refused" in flat(page)
    assert "[ ] met [ ] partly [ ] not raised [ ] refused" in flat(page)
    assert "On record Partly, 11 March 2018: “in May, perhaps”." in flat(page)
    assert "Expected reply No day yet." in flat(page) and "Expected reply None is written." in flat(page)
    assert "They may raise 1. Obtain a promise." in flat(page)
    assert "[ ] open [ ] restricted" in flat(page)


def test_an_outcome_of_a_later_day_is_not_ticked() -> None:
    page = of("memcon", "talk", date(2018, 3, 10))
    assert "[x]" not in page and "in May, perhaps" not in page


def test_of_a_meeting_of_others_there_is_no_memcon() -> None:
    with pytest.raises(NotOnThisForm, match="Our side takes no part in their own meeting"):
        of("memcon", "theirs")


# -- the read-ahead -----------------------------------------------------------------------------------


def test_a_read_ahead_tells_purpose_state_replies_risks_and_clock() -> None:
    page = flat(of("read-ahead", "talk"))
    for words in (
        "Purpose 1. Ask for a day.", "The offer: As worded",
        "Are tests over? Our side has no answer in force",
        "To “Ask for a day”: no day yet", "MISSING. No reply is foreseen to one of the two objectives.",
        "Their objective: Obtain a promise.", "They may: wait for another minister",
        "They walk out. Way out: meet at a lower level.", "MISSING. Nobody owns: write the book.",
        "Of two open tasks,",
    ):  # fmt: skip
        assert words in page, words


# -- the clearance page -------------------------------------------------------------------------------

DRAFT = """papers:
- id: note
  title: The note
  clear: [state, war, coin, mint, bank]
  text: |
    The first paragraph.

    The second paragraph.
agencies:
- {id: mint, name: Mint, side: us}
- {id: bank, name: Bank, side: us}
"""


def digests() -> list[str]:
    return [p.digest for p in paragraphs("The first paragraph.\n\nThe second paragraph.\n", ())]


def clearance(old: str = "") -> Volume:
    one, two = digests()
    seen = old or one
    answers = f"""clearances:
- {{id: c1, by: state, of: note, stand: clears, on: 2018-03-10, paragraphs: [{one}, {two}]}}
- {{id: c2, by: war, of: note, stand: clears, on: 2018-03-07, paragraphs: [{seen}, {two}]}}
- {{id: c3, by: coin, of: note, deadline: 2018-03-09}}
- {{id: c4, by: mint, of: note, stand: silent, deadline: 2018-03-09, paragraphs: [{one}, {two}],
   rule: the rule of two days}}
"""
    return made("clearance", "note", note=DRAFT, answers=answers)


def test_a_clearance_page_counts_as_the_desk_does_and_names_silence_and_its_rule() -> None:
    page = in_cells(clearance())
    assert "3 of 5 cleared. Coin silent, Bank not asked." in page
    assert "Friday 9 March 2018: Coin and Mint." in page and "The rule of two days." in page
    assert "cleared by silence" in page and "the deadline, 9 March 2018, has passed" in page
    assert digests()[0][:8] in page and digests()[0][:9] not in page


def test_what_changed_since_it_was_cleared_is_reopened_first_and_says_why() -> None:
    page = in_cells(clearance(old="0" * 64))
    assert "2 of 5 cleared. War reopened, Coin silent, Bank not asked." in page
    offices = page[page.index(" Offices ") :]
    assert offices.index("reopened") < offices.index("silent") < offices.index("not asked")
    assert "paragraph 1 new or changed since it cleared" in page
    assert "open again: changed" in page


# -- taskings -----------------------------------------------------------------------------------------


def test_taskings_are_by_owner_nobody_first_with_what_is_late() -> None:
    page = in_cells(made("taskings"))
    assert "Three tasks are open, one is late and one has no owner." in page
    body = page[page.index("Taskings, by owner") :]
    assert body.index("no owner") < body.index("State") < body.index("War")
    assert "late" in body and "due 13 March 2018" in body and "Done: buy pens." in body


def test_taskings_of_a_meeting_leave_out_the_others() -> None:
    said = in_cells(made("taskings", "talk"))
    assert "Write the book" in said and "flags" not in said


def test_taskings_are_a_view_with_a_result() -> None:
    view = BY_NAME["taskings"]
    dossier = example("korea-2018")
    found = view.result(dossier, "")
    assert {line.task for line in found.unowned} == {
        t.id for t in dossier.all(Task) if not t.owner and t.id in {line.task for line in found.lines}
    }
    assert "foreign-ministers" in view.ids(dossier)


# -- the digest ---------------------------------------------------------------------------------------

LATER = """statements:
- {id: later, by: berg, said: 2018-03-13, title: a later word, words: "tomorrow", answers: {tests-q: ["yes"]}}
"""


def test_a_digest_has_ten_lines_at_most_and_the_rest_behind() -> None:
    for day in range(6, 20):
        dossier = load(EXAMPLES / "korea-2018").as_of(date(2018, 3, day))
        lines = list(
            ten_lines(dossier, difference(dossier, date(2018, 3, day - 1), dossier.limit, EVERY_RULE))
        )
        assert 1 <= len(lines) <= 10, day
        assert all(line.traces for line in lines), day


def test_what_is_learned_later_changes_no_digest() -> None:
    assert of("digest", later=LATER) == of("digest")
    assert "a later word" in of("digest", day=date(2018, 3, 13), later=LATER)


def test_a_day_on_which_nothing_changed_says_so() -> None:
    page = flat(of("digest", day=date(2018, 5, 2)))
    assert "Nothing was learned, and nothing changed by itself." in page


def test_what_is_due_on_the_next_workday_is_told() -> None:
    page = flat(of("digest"))
    assert "DUE ON TUESDAY 13 MARCH 2018" in page and "Order flags: due." in page
    assert "DUE ON MONDAY 12 MARCH 2018" in flat(of("digest", day=date(2018, 3, 9)))


def test_what_was_learned_names_what_it_touches() -> None:
    said = flat(of("digest", day=date(2018, 3, 13), later=LATER))
    assert "Anna Berg: a later word: “tomorrow”. To “Are tests over?” it answers: yes." in said


# -- in the book --------------------------------------------------------------------------------------


def test_the_header_puts_papers_into_the_book() -> None:
    wanted = "sections: [taskings, clearance, action-memo, read-ahead, memcon, digest]\n"
    parties = PARTIES.replace("posts:", "- {id: ri, name: Ri Yong Ho, side: them}\nposts:")
    dossier = load_texts({
        "dossier.yaml": HEADER + wanted, "parties.yaml": parties, "meeting.yaml": MEETING,
        "paper.yaml": PAPER,
    })  # fmt: skip
    volume = book(dossier.as_of(date(2018, 3, 12)))
    assert [c.key for c in volume.chapters] == [
        "taskings", "clearance", "action-memo", "read-ahead", "memcon", "digest"
    ]  # fmt: skip
    assert not volume.failures
    page = html(volume)
    assert prove("html", page.encode()).holds and "Let’s discuss" in page
    wanted_notes = sorted(n for n, _ in notes_of(volume))
    assert sorted(prove("docx", docx(volume)).notes) == wanted_notes
    assert pdf(volume).startswith(b"%PDF")


def test_a_readers_digest_and_list_hold_nothing_closer() -> None:
    dossier = load(EXAMPLES / "korea-2018")
    grants = dossier.header.reader("visitor")
    assert grants is not None
    copy = dossier.narrowed(grants).as_of(DAYS["korea-2018"])
    for name in ("digest", "taskings"):
        found = form_named(name)
        assert found is not None
        page = text(printed(copy, found, ""))
        assert "three Americans up to date" not in page and "RESTRICTED" not in page
        assert "three Americans up to date" in flat(text(paper("korea-2018", name)))


def test_every_form_says_what_it_is() -> None:
    assert all(form.help and form.name == form.name.lower() for form in FORMS)
