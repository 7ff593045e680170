"""The inbox: every act a plain form, each taken back; nothing filed by itself, nothing lost, nothing told of
what is withheld."""

import re
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.conftest import SignIn

from summitry.dossier.kinds import Event, Statement
from summitry.secretariat.opening import load
from summitry.secretariat.watching import Marks, taking_in
from summitry.watch import inbox

PAGE = "/talks/inbox"
CAME = date(2018, 3, 10)
REPORTS = (
    ("Wire A", "Kim Yong Chol to visit with 3 envoys", "North Korea sends 3 envoys to Seoul on 20 March."),
    ("Wire B", "Kim Yong Chul to visit with 5 envoys", "North Korea sends 5 envoys to Seoul on 21 March."),
)
SAID = (
    "Wire C", "Sanders on the meeting",
    "Sarah Sanders told reporters: “We are not going to have this meeting until we see concrete steps.”",
)  # fmt: skip
TEST = ("Wire D", "A nuclear test", "North Korea held a nuclear test, one paper says.")


def feed(path: Path, *rows: tuple[str, str, str]) -> Path:
    entries = "".join(
        f"<item><title>{escape(title)}</title><pubDate>Fri, 09 Mar 2018 10:00:00 GMT</pubDate>"
        f"<source url='x'>{source}</source><description>{escape(text)}</description></item>"
        for source, title, text in rows
    )
    path.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>')
    return path


@pytest.fixture
def arrived(folder: Path, tmp_path: Path) -> Path:
    """A dossier with four reports of three happenings, the first of them of the first day."""
    for n, rows in enumerate((REPORTS, (SAID,), (TEST,))):
        came = Marks(came=date(2018, 3, 9 + n // 2))
        list(taking_in(folder, [feed(tmp_path / f"{n}.xml", *rows)], came))
    return folder


def text(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def listed(page: str) -> list[str]:
    return re.findall(r'<li><a href="[^"]*h=(h-[0-9a-f]+)', page)


def of(client: Client, words: str) -> str:
    """The page of the happening whose title has these words."""
    page = text(client)
    found = re.search(rf'href="([^"]*h=h-[0-9a-f]+)"[^>]*>[^<]*{words}', page)
    assert found is not None, page
    return text(client, found[1].replace("&amp;", "&"))


def sent(page: str, **fields: str) -> dict[str, str]:
    items = re.search(r'name="items" value="([^"]*)"', page)
    id = re.search(r'name="h" value="([^"]*)"', page)
    assert items is not None and id is not None
    return {"h": id[1], "items": items[1], **fields}


def states(folder: Path) -> list[str]:
    with inbox.opened(folder) as box:
        return sorted(e.state for e in box.entries(load(folder).header))


def test_one_event_for_its_reports_with_why_what_it_touches_and_where_they_differ(
    signed_in: SignIn, arrived: Path
) -> None:
    officer = signed_in("officer")
    page = of(officer, "to visit with")
    assert "Four reports of three events unread" in page
    assert "It shares with that of Wire" in page
    assert "A number in the heading" in page and "A day in the text" in page and "20 March" in page
    assert "How a name is written" in page and "Kim Yong Chul" in page
    page = of(officer, "A nuclear test")
    assert "Its scope names nuclear test, and the maker is named." in page
    assert "North Korea held a nuclear test, one paper says." in page.partition("What it touches")[2]
    assert listed(text(officer, f"{PAGE}?show=touching")) == [
        h for h in listed(page) if h in text(officer, f"{PAGE}?show=touching")
    ]
    assert "style=" not in page and not re.search(r"<script(?! src=)", page) and " onclick" not in page


def test_accepted_into_an_event_with_its_sources_and_taken_back(signed_in: SignIn, arrived: Path) -> None:
    officer = signed_in("officer")
    before = {p.name: p.read_bytes() for p in arrived.glob("*.yaml")}
    assert {p.name: p.read_bytes() for p in arrived.glob("*.yaml")} == before, "nothing by itself"
    page = of(officer, "to visit with")
    answer = officer.post(
        PAGE, sent(page, do="accept", title="Envoys to Seoul", by="North Korea", day="8 March 2018")
    )
    assert answer.status_code == 302 and answer["Location"].partition("h=")[2], "on to the next"
    [event] = [e for e in load(arrived).all(Event) if e.title == "Envoys to Seoul"]
    assert (event.by, len(event.reports), event.learned and event.learned.text) == (
        ("dprk",),
        2,
        "2018-03-09",
    )
    assert event.on is not None and event.on.text == "2018-03-08"
    assert all(load(arrived).get(s) for r in event.reports for s in r.source)
    assert states(arrived) == ["accepted", "accepted", "unread", "unread"]
    page = text(officer)
    assert "Filed: Envoys to Seoul, with two reports as its sources." in page
    assert "Accepted: " in text(officer, f"{PAGE}/done")
    journal = [
        line for line in (arrived / ".summitry").rglob("*.jsonl") if b"watch accept" in line.read_bytes()
    ]
    assert journal, "the act is in the journal"
    officer.post(PAGE, {"do": "back"})
    assert load(arrived).get(event.id) is None and states(arrived) == ["unread"] * 4
    assert not [d for d in load(arrived).ids("document") if d.startswith("report-")]


def test_words_of_an_official_become_a_statement(signed_in: SignIn, arrived: Path) -> None:
    officer = signed_in("officer")
    page = of(officer, "Sanders on the meeting")
    assert "A statement: words were quoted" in page
    question = re.search(r'<option value="([a-z-]+)/([^"]+)">', page)
    assert question is not None
    answer = f"{question[1]}/{question[2]}"
    assert (
        officer.post(
            PAGE, sent(page, do="statement", said="0", answer=answer, day="9 March 2018")
        ).status_code
        == 302
    )
    [said] = [s for s in load(arrived).all(Statement) if "until we see concrete steps" in s.words]
    assert said.by.startswith("sanders") or "Sanders" in load(arrived).title(said.by)
    assert dict(said.answers) == {question[1]: (question[2],)}
    assert said.source and said.source[0].startswith("report-")


def test_attached_to_an_event_or_as_a_source_of_another_record(signed_in: SignIn, arrived: Path) -> None:
    officer = signed_in("officer")
    event = next(e for e in load(arrived).as_of(CAME).all(Event) if not e.series)
    page = of(officer, "to visit with")
    officer.post(PAGE, sent(page, do="attach", record=event.id))
    after = load(arrived).of(Event, event.id)
    assert after is not None and len(after.reports) == len(event.reports) + 2
    pledge = load(arrived).ids("pledge")[0]
    page = of(officer, "A nuclear test")
    officer.post(PAGE, sent(page, do="attach", named=load(arrived).title(pledge)))
    record = load(arrived).get(pledge)
    assert record is not None and record.source[-1].startswith("report-")
    officer.post(PAGE, {"do": "back"})
    officer.post(PAGE, {"do": "back"})
    assert load(arrived).get(event.id) == event
    assert states(arrived) == ["unread"] * 4


def test_split_and_merged_by_one_form_each(signed_in: SignIn, arrived: Path) -> None:
    officer = signed_in("officer")
    page = of(officer, "to visit with")
    picks = re.findall(r'name="pick" value="([^"]*)"', page)
    assert len(picks) == 2
    officer.post(PAGE, {**sent(page, do="split"), "pick": picks[:1]})
    apart = text(officer)
    assert len(listed(apart)) == 4
    page = of(officer, "to visit with")
    [other] = {f"h-{pick}" for pick in picks} - {sent(page)["h"]}
    officer.post(PAGE, sent(page, do="merge", **{"with": other}))
    assert len(listed(text(officer))) == 3
    officer.post(PAGE, {"do": "back"})
    assert len(listed(text(officer))) == 4
    officer.post(PAGE, {"do": "back"})
    assert len(listed(text(officer))) == 3


def test_ignored_stays_findable_and_is_taken_up_again(signed_in: SignIn, arrived: Path) -> None:
    officer = signed_in("officer")
    page = of(officer, "A nuclear test")
    officer.post(PAGE, sent(page, do="ignore", because="one paper only"))
    assert len(listed(text(officer))) == 2
    done = text(officer, f"{PAGE}/done")
    assert "A nuclear test" in done and "one paper only" in done
    items = re.search(r'name="items" value="([^"]*)"', done)
    assert items is not None
    other = signed_in("secretariat")
    other.post(PAGE, {"do": "take up", "items": items[1]})
    assert "A nuclear test" in text(officer)


def test_only_those_who_file_facts_act_and_a_past_day_is_read_only(signed_in: SignIn, arrived: Path) -> None:
    reader = signed_in("reader")
    page = text(reader)
    assert "Four reports" in page and 'value="accept"' not in page and "Take reports in" not in page
    assert reader.post(PAGE, sent(of(signed_in("officer"), "A nuclear test"), do="ignore")).status_code == 404
    assert signed_in("administrator").get(PAGE).status_code == 404
    officer = signed_in("officer")
    past = text(officer, f"{PAGE}?on=2018-03-09")
    assert "Three reports" in past and 'value="accept"' not in past
    assert officer.post(f"{PAGE}?on=2018-03-09", {"do": "back"}).status_code == 404
    assert "Nothing is unread." in text(officer, f"{PAGE}?on=2018-03-08")


def test_what_came_after_the_page_was_loaded_does_not_go_with_it(
    signed_in: SignIn, arrived: Path, tmp_path: Path
) -> None:
    officer = signed_in("officer")
    page = of(officer, "A nuclear test")
    more = ("Wire E", "A nuclear test in the mountains", "North Korea held a nuclear test on Friday.")
    list(taking_in(arrived, [feed(tmp_path / "more.xml", more)], Marks(came=CAME)))
    assert "2 reports" in of(officer, "A nuclear test"), "it has joined it"
    officer.post(PAGE, sent(page, do="ignore"))
    assert states(arrived).count("unread") == 4
    assert officer.post(PAGE, sent(page, do="ignore")).status_code == 422, "it was dealt with"


def test_what_is_not_for_a_reader_leaves_no_trace(signed_in: SignIn, folder: Path, tmp_path: Path) -> None:
    for n, (row, marking) in enumerate(((REPORTS[0], ""), (REPORTS[1], "restricted"))):
        marks = Marks(came=CAME, marking=marking)
        list(taking_in(folder, [feed(tmp_path / f"{n}.xml", row)], marks))
    full, narrow = signed_in("officer"), signed_in("officer", marking="open")
    assert "2 reports" in text(full)
    page = text(narrow)
    assert "One report of one event" in page and "Wire B" not in page and "Kim Yong Chul" not in page
    seen = text(full)
    items = sent(seen)["items"].split()
    hidden = next(i for i in items if i not in page)
    assert narrow.post(PAGE, {"do": "ignore", "items": hidden, "h": f"h-{hidden}"}).status_code == 422
    assert states(folder) == ["unread", "unread"]
    officer = signed_in("officer")
    officer.post(PAGE, sent(seen, do="accept", title="Envoys"))
    assert "One report of one event" in text(narrow), "accepted into what this reader does not see: unread"
    [event] = [e for e in load(folder).all(Event) if e.title == "Envoys"]
    assert event.marking == "restricted"


def test_reports_are_pasted_and_sent(signed_in: SignIn, folder: Path, tmp_path: Path) -> None:
    officer = signed_in("officer")
    form = text(officer, f"{PAGE}/take")
    assert 'enctype="multipart/form-data"' in form
    sent_in = officer.post(
        f"{PAGE}/take",
        {
            "text": "A nuclear test\n\nNorth Korea held a nuclear test.",
            "source": "Wire P",
            "said": "9 March 2018",
        },
    )
    assert sent_in.status_code == 302
    page = text(officer)
    assert "Wire P" in page and "9 March 2018" in page and "It bears no date" not in page
    letter = b"From: Desk <d@w.example>\nDate: Fri, 09 Mar 2018 10:00:00 +0000\nSubject: Envoys\n\nFive.\n"
    rss = feed(tmp_path / "f.xml", TEST).read_bytes()
    files = [SimpleUploadedFile("../../x.eml", letter), SimpleUploadedFile("feed.xml", rss)]
    assert officer.post(f"{PAGE}/take", {"file": files}).status_code == 302
    page = text(officer)
    assert "Three reports of two events" in page or "Three reports of three events" in page
    assert officer.post(f"{PAGE}/take", {"file": [SimpleUploadedFile("feed.xml", rss)]}).status_code == 302
    assert len(states(folder)) == 3, "the same item twice is one"
    for odd in ("marking", "access", "said", "grade"):
        assert officer.post(f"{PAGE}/take", {"text": "x", odd: "none such"}).status_code == 422
    assert officer.post(f"{PAGE}/take").status_code == 422
    assert officer.post(
        f"{PAGE}/take", {"file": SimpleUploadedFile("n.bin", b"\0\1\2")}, follow=True
    ).content.count(b"it is no text")
    assert signed_in("reader").get(f"{PAGE}/take").status_code == 404


ODD: tuple[dict[str, str], ...] = (
    {}, {"do": "accept"}, {"do": "explode"}, {"do": "statement", "said": "99"},
    {"do": "attach", "record": "none"}, {"do": "merge", "with": "h-none"}, {"do": "split", "pick": "none"},
    {"do": "accept", "by": "Nobdy"}, {"do": "accept", "kind": "none"}, {"do": "accept", "day": "8 Mrch"},
    {"do": "accept", "title": "\x00"}, {"do": "take up", "items": "x"}, {"do": "back", "act": "9" * 30},
)  # fmt: skip


def test_odd_answers_are_refused_in_words(signed_in: SignIn, arrived: Path) -> None:
    officer = signed_in("officer")
    before = {p.name: p.read_bytes() for p in arrived.glob("*.yaml")}
    page = of(officer, "A nuclear test")
    for odd in ODD:
        answer = officer.post(PAGE, {**(sent(page) if len(odd) > 1 else {}), **odd})
        assert answer.status_code == 422 and b"Not done." in answer.content, odd
    assert {p.name: p.read_bytes() for p in arrived.glob("*.yaml")} == before
    assert states(arrived) == ["unread"] * 4
