"""What each form of document becomes: passages, notes, pages, and what it says of itself."""

import pytest
from tests.archive.made import PAPER, by_pandoc, pdf, picture_pdf, proposed, read, shown

from summitry.archive.readers.source import NotRead

# -- office files and Markdown ---------------------------------------------------------------------


@pytest.mark.parametrize("form", ["docx", "odt", "markdown"])
def test_notes_stand_after_the_paragraph_that_calls_them(form: str) -> None:
    reading = read(form, PAPER) if form == "markdown" else read(form, by_pandoc(form))
    text = "The first option stands alone, and the second waits."
    number = next(p.number for p in reading.passages if p.text == text)
    note = reading.passages[number]
    assert (note.role, note.label, note.text, note.at) == ("footnote", "1", "See the annex.", (number, 16))
    assert text[:16] == "The first option"
    assert ("head", "1", "Options") in shown(reading)
    assert ("body", "row", "a b") in shown(reading)
    assert ("body", "", "one item") in shown(reading)


@pytest.mark.parametrize("form", ["docx", "odt", "markdown"])
def test_title_author_and_date_are_proposed_with_a_reason(form: str) -> None:
    reading = read(form, PAPER) if form == "markdown" else read(form, by_pandoc(form))
    assert proposed(reading) == {
        "title": "Options for Hanoi",
        "author": "Korea Desk",
        "date": "2019-02-01",
    } | ({"language": "en"} if "language" in proposed(reading) else {})
    assert all(p.because for p in reading.proposed)


def test_markdown_signs_are_taken_away_and_quotations_told_apart() -> None:
    reading = read(
        "markdown", "# A *b* `c`\n\nsnake_case and **bold**\nwrapped\n\n> once\n> again\n\n```\nx  = 1\n```\n"
    )
    assert shown(reading) == [
        ("head", "1", "A b c"), ("body", "", "snake_case and bold wrapped"), ("quoted", "", "once again"),
        ("body", "", "x = 1"),
    ]  # fmt: skip


# -- plain text ------------------------------------------------------------------------------------


def test_plain_text_is_parted_by_blank_lines_and_pages_by_form_feeds() -> None:
    reading = read("plain", "A note\n\nThe first\nparagraph.\n\nIt goes on \fover the page.\n")
    assert [(p.text, p.page, p.end_page) for p in reading.passages] == [
        ("A note", "1", ""), ("The first paragraph.", "1", ""), ("It goes on over the page.", "1", "2"),
    ]  # fmt: skip
    last = reading.passages[-1]
    assert last.text[last.turns[0][0] :] == "over the page."


def test_lines_that_are_paragraphs_are_told_from_lines_that_were_broken() -> None:
    assert len(read("plain", "one line\nanother line\na third").passages) == 3
    wrapped = "words that were wrapped at a width\n" * 20 + "\n" + "and so was this one\n" * 20
    assert len(read("plain", wrapped + "\n" + wrapped).passages) == 4


@pytest.mark.parametrize(
    ("content", "text", "said"),
    [
        ("é".encode(), "é", False), ("é".encode("utf-16"), "é", False), ("é".encode("utf-8-sig"), "é", False),
        ("café noir à Genève".encode("cp1252"), "café noir à Genève", True),
        ("조선로동당 중앙위원회".encode("cp949"), "조선로동당 중앙위원회", True),
        (b"a\x00b\x07c", "a b c", False), ("e\u0301".encode(), "é", False),
        ("nego\u00adtiate".encode(), "negotiate", False),
    ],
)  # fmt: skip
def test_letters_of_every_kind_are_read_and_a_guess_is_said(content: bytes, text: str, said: bool) -> None:
    reading = read("plain", content)
    assert [p.text for p in reading.passages] == [text]
    assert bool(reading.trouble) is said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SECRET\n\nMemorandum for the Minister\n\n3 October 1968\n\nSir, it is so.", {
            "marking": "SECRET", "title": "Memorandum for the Minister", "date": "1968-10-03"}),
        ("FROM: Korea Desk\nSUBJECT: Freeze steps\nDATE: March 5, 2018\n\nText.", {
            "author": "Korea Desk", "title": "Freeze steps", "date": "2018-03-05"}),
        ("Sir, I have the honour to write to you of the talks. They are late.", {}),
        ("Talks\n\n3 May 1999\n\n4 May 1999\n\nTwo days stand alone.", {"title": "Talks"}),
        ("A memo\n\nby Anna Lind\n\n2018년 3월 12일", {
            "title": "A memo", "author": "Anna Lind", "date": "2018-03-12"}),
        ("Talks\n\n31 February 1999", {"title": "Talks"}),
    ],
)  # fmt: skip
def test_what_a_paper_does_not_say_plainly_stays_blank(text: str, found: dict[str, str]) -> None:
    assert proposed(read("plain", text)) == found


# -- PDF -------------------------------------------------------------------------------------------

PAGES = """
#set page(width: 14cm, height: 16cm, margin: 2cm, header: [Ministry paper 7], numbering: "1")
#set text(size: 11pt, hyphenate: true, lang: "en")
#set par(justify: true, first-line-indent: 1em)
#counter(page).update(41)
= The freeze
#lorem(60) The unmistakable negotiators#footnote[See the annex to paper 3.] met.

#lorem(90)

#lorem(120)

Negotiators are unmistakable.
"""


def test_a_pdf_becomes_paragraphs_with_pages_as_printed() -> None:
    reading = read("pdf", pdf(PAGES))
    assert reading.passages[0].role == "head"
    assert reading.passages[0].text == "The freeze"
    assert reading.passages[0].page == "41"
    assert {p.page for p in reading.passages} >= {"41", "42"}
    assert any(p.end_page for p in reading.passages), "a paragraph goes on over the page"
    assert [p.text for p in reading.passages if p.role == "body"][-1] == "Negotiators are unmistakable."


def test_running_heads_and_page_numbers_are_left_out_and_kept() -> None:
    reading = read("pdf", pdf(PAGES))
    left_out = {p.text for p in reading.passages if p.role == "left-out"}
    assert left_out >= {"Ministry paper 7", "41", "42"}
    assert not any("Ministry paper" in p.text for p in reading.passages if p.role != "left-out")


def test_words_broken_at_the_end_of_a_line_are_whole_again() -> None:
    reading = read("pdf", pdf(PAGES))
    body = " ".join(p.text for p in reading.passages if p.role == "body")
    words = set(" ".join(body.split()).split(" "))
    assert not [w for w in words if w.endswith("-") or ("-" in w and w not in body)]
    assert "unmistakable negotiators" in body


def test_small_print_is_a_note_and_its_call_is_no_word_of_the_text() -> None:
    reading = read("pdf", pdf(PAGES))
    note = next(p for p in reading.passages if p.role == "footnote")
    assert (note.label, note.text) == ("1", "See the annex to paper 3.")
    number, at = note.at
    assert reading.passages[number - 1].text[:at].endswith("negotiators")
    assert "negotiators met" in reading.passages[number - 1].text


def test_a_scan_without_text_is_kept_and_said_to_need_ocr() -> None:
    reading = read("pdf", picture_pdf(2))
    assert (reading.pages, reading.needs_ocr, reading.passages) == (2, True, [])
    assert reading.trouble == ["It is a scan without text: it needs OCR before it can be searched."]


def test_a_damaged_pdf_is_not_read() -> None:
    with pytest.raises(NotRead, match="damaged"):
        read("pdf", b"%PDF-1.7 nothing")


# -- web pages -------------------------------------------------------------------------------------

PAGE = """<html lang="en"><head><title>Summit - The Daily</title>
<meta property="article:published_time" content="2018-03-08T19:30:00-05:00">
<meta name="author" content="Anna Lind">
<link rel="canonical" href="https://daily.example/summit"><script>alert(1)</script></head><body>
<nav><ul><li>Home</li><li>World</li></ul></nav><article><h1>Kim invites Trump</h1>
<p>The President accepted an invitation from the North Korean leader on Thursday, officials of both
sides said, and a meeting by May was agreed in principle after an hour.</p><p>Story Continued Below</p>
<p>It would be the first meeting of its kind, and the preparations for it have not begun, said a person
who was in the room when the answer was given and who asked not to be named.</p>
<p>Related: What the last talks brought</p><p>Sign up for our newsletter and never miss a story.</p>
<p>Related questions were not answered by the Secretary, who was abroad when the invitation came, his
office said late that night, and who learned of it by telephone.</p>
<h3>Related Articles</h3><ul><li>A first other story</li></ul>
</article><footer>Copyright 2018 The Daily</footer></body></html>"""


def test_a_page_keeps_its_text_and_what_stands_around_it_apart() -> None:
    reading = read("html", PAGE)
    text = [p.text for p in reading.passages if p.role != "left-out"]
    assert text[0] == "Kim invites Trump"
    assert [t.split()[0] for t in text[1:]] == ["The", "It", "Related"]
    left_out = " / ".join(p.text for p in reading.passages if p.role == "left-out")
    for residue in (
        "Story Continued Below", "Related: What the last", "Sign up for our", "Related Articles",
        "A first other", "Home", "Copyright 2018",
    ):  # fmt: skip
        assert residue in left_out
    assert "alert" not in left_out


def test_a_page_says_when_by_whom_and_where() -> None:
    assert proposed(read("html", PAGE)) == {
        "date": "2018-03-08", "published": "2018-03-08", "author": "Anna Lind", "title": "Kim invites Trump",
        "address": "https://daily.example/summit", "language": "en",
    }  # fmt: skip


# -- letters ---------------------------------------------------------------------------------------

LETTER = b"""From: Anna Lind <anna@mfa.example>
To: Desk <desk@mfa.example>, b@x.example
Subject: =?utf-8?q?Options_pap=C3=A9r?=
Date: Thu, 08 Mar 2018 19:30:00 -0500
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=XX

--XX
Content-Type: text/plain; charset=utf-8

I agree with the second.

On Wed, 7 Mar 2018 at 10:00, Desk wrote:
> Which option
> is it?

Best, Anna
-----Original Message-----
From: Desk
An older letter.
--XX
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="../../evil/options.txt"
Content-Transfer-Encoding: base64

b3B0aW9ucw==
--XX--
"""


def test_what_a_letter_quotes_is_told_apart() -> None:
    reading = read("mail", LETTER)
    assert shown(reading) == [
        ("head", "1", "Options papér"), ("body", "", "I agree with the second."),
        ("quoted", "", "On Wed, 7 Mar 2018 at 10:00, Desk wrote:"), ("quoted", "", "Which option is it?"),
        ("body", "", "Best, Anna"), ("quoted", "", "From: Desk An older letter."),
    ]  # fmt: skip
    assert proposed(reading) == {
        "title": "Options papér", "author": "Anna Lind <anna@mfa.example>", "date": "2018-03-08",
    }  # fmt: skip


def test_an_attachment_comes_with_its_name_and_no_path() -> None:
    found = read("mail", LETTER).attachments
    assert [(a.name, a.content) for a in found] == [("options.txt", b"options")]


def test_a_mailbox_is_one_document_and_each_letter_a_part() -> None:
    box = b"From a Thu\n" + LETTER + b"\n>From here on it is text.\n\nFrom b Fri\nSubject: Second\n\nHello.\n"
    reading = read("mailbox", box)
    assert [(p.id, p.title, p.date) for p in reading.parts] == [
        ("m1", "Options papér", "2018-03-08"), ("m2", "Second", ""),
    ]  # fmt: skip
    assert [a.part for a in reading.attachments] == ["m1"]
    assert reading.passages[-1].part == "m2"


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: x\nContent-Type: multipart/mixed; boundary=\n\n--\nbroken",
        b"Subject: =?utf-8?b?!!!!?=\nContent-Type: text/plain; charset=no-such\n\n\xff\xfe text",
        b"Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: message/rfc822\n\n--A--",
        b"From: \xff\xff\nDate: yesterday\nContent-Transfer-Encoding: base64\n\n!!!notbase64",
        b"Content-Type: text/plain; name*0=a; name*2=b; filename*=utf-8''%zz\n\nx",
        b"Subject: " + b"=?" * 5000 + b"\n\nx",
    ],
)
def test_broken_mail_is_read_as_far_as_it_goes(content: bytes) -> None:
    read("mail", content)


# -- tables ----------------------------------------------------------------------------------------


def test_a_table_is_rows() -> None:
    assert shown(read("table", 'date;kind\n2017-11-29;"launch; icbm"\n\n')) == [
        ("head", "row", "date kind"), ("body", "row", "2017-11-29 launch; icbm"),
    ]  # fmt: skip
