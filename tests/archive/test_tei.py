"""TEI volumes: documents, notes, lists, pages, names, cross-references."""

import pytest

from summitry.archive.composing import Reading
from summitry.archive.nursery import read_here
from summitry.archive.readers.source import NotRead
from summitry.dossier.holdings import CrossReference, HeldPart, Named

VOLUME = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">Foreign Relations, Volume VII</title><editor role="primary">Kent Sieg</editor>
<editor role="general">Edward C. Keefer</editor></titleStmt>
<publicationStmt><idno type="frus">frus1964-68v07</idno></publicationStmt></fileDesc></teiHeader>
<text><front><div type="section" xml:id="persons"><head>Names</head><list type="names">
<item><hi><persName xml:id="p_VCR1">Vance, Cyrus R.</persName>,</hi> Deputy Representative</item></list></div>
<div type="section" xml:id="terms"><head>Terms</head><list type="terms">
<item><hi><term xml:id="t_DMZ1">DMZ</term>,</hi> Demilitarized Zone</item></list></div></front>
<body><div type="compilation"><head>Vietnam</head><div type="chapter"><head>The Halt</head>
<pb n="129" xml:id="pg_129"/>
<div type="document" xml:id="d49" n="49">
<head>49. Memorandum From <persName type="from">Rostow</persName> to the
President<note n="1" type="source">Source: Johnson Library. Secret; Harvan. Prepared by Rostow.</note></head>
<dateline><placeName>Washington</placeName>,
<date when="1968-10-03T09:00:00">October 3, 1968</date>.</dateline>
<list type="subject"><head>SUBJECT</head><item>The Paris talks</item></list>
<list type="participants"><head>PARTICIPANTS</head><item>Vance</item><item>Rusk</item></list>
<p>Vance reported to the President.<note n="2"
xml:id="d49fn2">See <ref target="#d50">Document 50</ref>.</note>
 He was <pb n="130"/>optimistic.</p>
<p>Understandings:<list><item>the <gloss target="#t_DMZ1">DMZ</gloss>;</item>
<item>the cities.</item></list></p>
<table><row><cell>A</cell><cell>B</cell></row></table>
<closer><signed>W</signed></closer></div>
<div type="document" xml:id="d50" n="50"><head>50. Note</head>
<p>See <ref target="#d49fn2">footnote 2</ref> and
 <ref target="frus1964-68v06#d12fn1">vol. VI</ref>.</p></div></div></div></body>
<back><div type="section" xml:id="index"><head>Index</head><p>Vance, <ref target="#d49">49</ref></p></div>
</back>
</text></TEI>"""


def read(text: str = VOLUME) -> Reading:
    return read_here("tei", "v.xml", text.encode())


def part(reading: Reading, id: str) -> HeldPart:
    return next(p for p in reading.parts if p.id == id)


def test_a_document_says_what_its_editors_printed_of_it() -> None:
    found = part(read(), "d49")
    assert (found.number, found.title, found.section) == (
        "49", "49. Memorandum From Rostow to the President", "Vietnam / The Halt",
    )  # fmt: skip
    assert (found.date, found.place, found.author, found.marking) == (
        "1968-10-03T09:00", "Washington", "Rostow", "Secret; Harvan",
    )  # fmt: skip
    assert (found.subjects, found.participants) == (("The Paris talks",), ("Vance", "Rusk"))


def test_passages_stand_in_reading_order_each_note_after_its_paragraph() -> None:
    reading = read()
    d49 = part(reading, "d49")
    passages = reading.passages[d49.first - 1 : d49.last]
    assert [(p.role, p.label, p.paragraph, p.text) for p in passages] == [
        ("head", "3", 0, "49. Memorandum From Rostow to the President"),
        ("source-note", "1", 0, "Source: Johnson Library. Secret; Harvan. Prepared by Rostow."),
        ("body", "dateline", 0, "Washington, October 3, 1968."),
        ("list", "head", 0, "SUBJECT"),
        ("list", "subject", 0, "The Paris talks"),
        ("list", "head", 0, "PARTICIPANTS"),
        ("list", "participants", 0, "Vance"),
        ("list", "participants", 0, "Rusk"),
        ("body", "", 1, "Vance reported to the President. He was optimistic."),
        ("footnote", "2", 0, "See Document 50."),
        ("body", "", 2, "Understandings:"),
        ("body", "item", 2, "the DMZ;"),
        ("body", "item", 2, "the cities."),
        ("body", "row", 0, "A B"),
        ("body", "closer", 0, "W"),
    ]
    assert [p.number for p in reading.passages] == list(range(1, len(reading.passages) + 1))


def test_pages_are_as_printed_and_turn_where_they_turn() -> None:
    reading = read()
    turning = next(p for p in reading.passages if p.text.startswith("Vance reported"))
    assert (turning.page, turning.end_page) == ("129", "130")
    at, page = turning.turns[0]
    assert (turning.text[at:], page) == ("optimistic.", "130")


def test_a_note_knows_where_it_is_called() -> None:
    reading = read()
    note = next(p for p in reading.passages if p.label == "2" and p.role == "footnote")
    number, at = note.at
    assert reading.passages[number - 1].text[:at] == "Vance reported to the President."


def test_references_lead_to_documents_notes_and_other_volumes() -> None:
    found = read().references
    assert [(r.part, r.to_volume, r.to_part, r.to_note, r.words) for r in found] == [
        ("d49", "", "d50", "", "Document 50"),
        ("d50", "", "d49", "2", "footnote 2"),
        ("d50", "frus1964-68v06", "d12", "", "vol. VI"),
    ]
    assert isinstance(found[0], CrossReference)


def test_names_and_terms_are_listed() -> None:
    assert read().names == [
        Named(id="p_VCR1", name="Vance, Cyrus R.", says="Deputy Representative"),
        Named(id="t_DMZ1", name="DMZ", says="Demilitarized Zone", kind="term"),
    ]


def test_what_stands_around_the_documents_is_matter_and_the_index_is_left_out() -> None:
    reading = read()
    assert {p.id: p.kind for p in reading.parts} == {
        "persons": "matter", "terms": "matter", "d49": "document", "d50": "document", "index": "matter",
    }  # fmt: skip
    index = part(reading, "index")
    assert {p.role for p in reading.passages[index.first - 1 : index.last]} == {"left-out"}


def test_the_volume_proposes_its_title_its_number_and_its_editor() -> None:
    assert {p.field: p.value for p in read().proposed} == {
        "title": "Foreign Relations, Volume VII", "id": "frus1964-68v07", "author": "Kent Sieg",
    }  # fmt: skip


def test_a_text_without_documents_is_one_part() -> None:
    reading = read("<TEI><text><body><div><head>A letter</head><p>Sir,</p></div></body></text></TEI>")
    assert [(p.id, p.first, p.last) for p in reading.parts] == [("", 1, 2)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><TEI><text>&b;</text></TEI>', "entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI><text>&a;</text></TEI>', "entities"),
        ("<TEI><text>", "not well-formed"),
        ("<other/>", "holds no TEI"),
        ("<TEI><text>" + "<p>" * 250 + "x" + "</p>" * 250 + "</text></TEI>", "deep"),
    ],
)
def test_hostile_and_broken_xml_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(NotRead, match=why):
        read(text)
