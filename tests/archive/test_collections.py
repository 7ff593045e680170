"""Public collections read whole: nothing of them is lost."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from tests.archive.made import read

from summitry.archive.readers.decoding import decoded
from summitry.archive.webpages import main_text_plain
from summitry.dossier.holdings import Held

pytestmark = pytest.mark.data

NOTES = ("footnote", "source-note")


@pytest.fixture(scope="module")
def volumes(data_folder: Path) -> dict[str, Held]:
    """Every volume, as it would be kept."""
    found = {}
    for path in sorted((data_folder / "frus/volumes").glob("*.xml")):
        reading = read("tei", path.read_bytes(), path.name)
        found[path.stem] = Held(
            digest="0" * 64, original="archive/x", media="", passages=tuple(reading.passages),
            parts=tuple(reading.parts), references=tuple(reading.references), names=tuple(reading.names),
        )  # fmt: skip
    return found


def test_every_document_of_the_volumes_is_accounted_for(volumes: dict[str, Held], data_folder: Path) -> None:
    """Number, heading, date, count of notes and words, as they were counted without us. A line break
    between two words is no space in that count, so that ours has a word more here and there."""
    with open(data_folder / "frus/documents.csv", encoding="utf-8") as file:
        rows = {row["doc_id"]: row for row in csv.DictReader(file)}
    seen, words, more = set(), 0, 0
    for volume, held in volumes.items():
        for part in (p for p in held.parts if p.kind == "document"):
            row = rows[f"{volume}/{part.id}"]
            seen.add(row["doc_id"])
            passages = held.of_part(part)
            assert (part.number, part.title) == (row["number"], row["title"])
            # the list has the first date of a document, an enclosure's too; ours only the one it bears
            assert part.date[:10] in (row["date"][:10], "")
            assert sum(p.role in NOTES for p in passages) == int(row["notes"])
            count = sum(len(p.text.split()) for p in passages if p.role not in NOTES)
            assert 0 <= count - int(row["words_without_notes"]) <= 3, row["doc_id"]
            words += count
            more += count - int(row["words_without_notes"])
    assert seen == set(rows)
    assert len(seen) == 1352
    assert round(words / 1e6, 2) == 1.45
    assert more < 40


def test_every_cross_reference_of_the_volumes_is_accounted_for(
    volumes: dict[str, Held], data_folder: Path
) -> None:
    with open(data_folder / "frus/crossrefs.tsv", encoding="utf-8") as file:
        wanted = Counter(
            (row["from_doc"], row["to_doc"], row["anchor_text"])
            for row in csv.DictReader(file, delimiter="\t")
        )
    found: Counter[tuple[str, str, str]] = Counter()
    for volume, held in volumes.items():
        documents = {part.id for part in held.parts if part.kind == "document"}
        for r in held.references:
            if r.part in documents and not r.to_volume and r.to_part != r.part:
                found[(f"{volume}/{r.part}", f"{volume}/{r.to_part}", r.words)] += 1
                assert r.words in held.passages[r.passage - 1].text
    assert sum(wanted.values()) == 1093
    assert found == wanted


def test_no_passage_of_the_volumes_is_lost_or_twice(volumes: dict[str, Held]) -> None:
    for held in volumes.values():
        assert [p.number for p in held.passages] == list(range(1, len(held.passages) + 1))
        covered = [n for part in held.parts for n in range(part.first, part.last + 1)]
        assert len(covered) == len(set(covered))
        assert {p.number for p in held.passages if p.part} == set(covered)
        # the electronic volume begins its first page below the first heading
        unpaged = [p for p in held.passages if p.part.startswith("d") and p.part[1:].isdigit() and not p.page]
        assert len(unpaged) <= 3


def test_names_and_terms_of_the_volumes_are_read(volumes: dict[str, Held]) -> None:
    for volume, held in volumes.items():
        kinds = Counter(n.kind for n in held.names)
        assert kinds["person"] > 30, volume
        assert kinds["term"] > 15, volume


def test_the_main_text_of_pages_is_told_no_worse_than_by_the_library_alone(data_folder: Path) -> None:
    folder = data_folder / "html-extraction"
    pages = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    ours, theirs = Counter[str](), Counter[str]()
    for page in pages.values():
        content = (folder / "html" / page["file"]).read_bytes()
        kept = [p for p in read("html", content).passages if p.role != "left-out"]
        score(ours, " ".join(p.text for p in kept), page)
        score(theirs, " ".join(main_text_plain(decoded(content)[0]).split()), page)
    assert f1(ours) >= f1(theirs)
    assert f1(theirs) > 0.9, "the measure itself stands"


def score(count: Counter[str], text: str, page: dict[str, list[str]]) -> None:
    for segment in page["with"]:
        count["right" if " ".join(segment.split()) in text else "missed"] += 1
    for segment in page["without"]:
        count["wrong"] += " ".join(segment.split()) in text


def f1(count: Counter[str]) -> float:
    precision = count["right"] / (count["right"] + count["wrong"])
    recall = count["right"] / (count["right"] + count["missed"])
    return 2 * precision * recall / (precision + recall)


def test_a_noisy_scan_with_a_text_layer_is_read_with_its_pages(data_folder: Path) -> None:
    content = (data_folder / "diplomatic-pdf/memcon_2019-07-25_declassified.pdf").read_bytes()
    reading = read("pdf", content)
    assert (reading.pages, reading.needs_ocr) == (5, False)
    assert [p.page for p in reading.passages if "great victory" in p.text] == ["[1]"]
    assert [p.page for p in reading.passages if "do us a favor though" in p.text] == ["3"]
    assert {p.field: p.value for p in reading.proposed} == {
        "title": "MEMORANDUM OF TELEPHONE CONVERSATION", "marking": "UNCLASSIFIED",
    }  # fmt: skip


def test_a_manual_is_read_with_its_printed_pages_and_its_notes(data_folder: Path) -> None:
    reading = read("pdf", (data_folder / "diplomatic-pdf/plover_manual.pdf").read_bytes())
    assert [
        p.page for p in reading.passages if p.text == "2.2 Context codes that can be used with any category"
    ] == ["4"]
    running = [p for p in reading.passages if p.text.startswith("CHAPTER 2. EVENT")]
    assert {p.role for p in running} == {"left-out"}
    note = next(p for p in reading.passages if p.role == "footnote")
    assert note.text.startswith("This example optimistically assumes")
    assert note.at != (0, 0)


def test_korean_texts_are_read_in_paragraphs_with_their_day(data_folder: Path) -> None:
    for path in sorted((data_folder / "dprk-new-year-addresses/txt").glob("*.txt")):
        reading = read("plain", path.read_bytes(), path.name)
        assert len(reading.passages) > 5, path.name
        assert max(len(p.text) for p in reading.passages) < 8_000, path.name
        dates = [p.value for p in reading.proposed if p.field == "date"]
        # instead of an address of 1987 there was a speech, on 30 December before
        assert dates in ([], ["1986-12-30"]) or dates[0].startswith(path.stem), path.name
