"""The book: one model, three formats, every sentence with its origin."""

import io
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from summitry.book.volume import pdf as printed
from summitry.book.volume import plan, value
from summitry.book.volume.build import build
from summitry.book.volume.embedding import FONTS, crossed
from summitry.book.volume.pdf import pdf
from summitry.book.volume.plan import Order, Planned, meetings_of
from summitry.book.volume.proof import prove
from summitry.book.volume.value import Volume, notes_of
from summitry.book.volume.web import html
from summitry.book.volume.word import docx
from summitry.book.volume.words import with_glyphs
from summitry.dossier.value import Dossier
from summitry.folder.load import load, load_texts
from summitry.secretariat.bookmaking import FORMATS, book, put, rendered

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
DAY = date(2018, 3, 12)

HEADER = """format: 1
dossier: "A talk"
own_side: us
counterparts: [them]
zone: UTC
markings: [open, guarded, restricted]
readers:
  visitor: {marking: open, groups: []}
default: {marking: open}
cutoff: 2018-03-12
"""
PARTIES = """parties:
  - {id: us, name: Us}
  - {id: them, name: Them}
"""
PEOPLE = """people:
  - {id: ri, name: Ri Yong Ho, also: [리용호]}
  - {id: xi, name: Xi Jinping, also: [习近平]}
  - {id: lavrov, name: Sergey Lavrov, also: [Сергей Лавров]}
  - {id: zarif, name: Mohammad Zarif, also: [محمد ظريف]}
  - {id: envoy, name: Anna Berg}
"""
MEETING = """meetings:
  - id: talk
    title: the talk
    with: [ri, xi, lavrov, zarif]
    delegation: [envoy]
    background:
      - {id: plain, says: "Nothing was agreed."}
"""


@lru_cache(maxsize=1)
def korea() -> Volume:
    return book(load(KOREA).as_of(DAY))


def small(**more: str) -> Dossier:
    texts = {"dossier.yaml": HEADER, "parties.yaml": PARTIES, "people.yaml": PEOPLE, "meeting.yaml": MEETING}
    return load_texts({**texts, **more}).as_of(DAY)


def small_book(**more: str) -> Volume:
    dossier = small(**more)
    assert not [f.message for f in dossier.faults]
    return book(dossier)


def objects_of(content: bytes) -> bytes:
    """A PDF with its compressed streams opened."""
    found = [content]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def links_in(content: bytes) -> int:
    return len(re.findall(rb"/Subtype\s*/Link", objects_of(content)))


def unnumbered(volume: Volume) -> Volume:
    """The same book without a number, to count the links that are not numbers."""

    def bare(x: object) -> object:
        if isinstance(x, value.Said):
            return replace(x, notes=())
        if isinstance(x, value.Grid):
            x = replace(x, row_notes=(), head_notes=())
        if isinstance(x, tuple):
            return tuple(bare(i) for i in x)
        if hasattr(x, "__dataclass_fields__") and type(x).__module__ == value.__name__:
            return replace(x, **{n: bare(getattr(x, n)) for n in x.__dataclass_fields__})  # type: ignore[type-var]
        return x

    found = bare(volume)
    assert isinstance(found, Volume)
    return found


# -- where sentences come from ----------------------------------------------------------------------


def test_every_sentence_of_the_korea_book_has_an_origin_in_html() -> None:
    proof = prove("html", html(korea()).encode())
    assert proof.sentences is not None and proof.sentences > 1000
    assert proof.without_origin == 0
    assert proof.leading_nowhere == () and proof.never_used == ()


def test_notes_in_are_notes_out_in_html_and_docx() -> None:
    volume = korea()
    wanted = sorted(number for number, _ in notes_of(volume))
    assert sorted(prove("html", html(volume).encode()).notes) == wanted
    assert sorted(prove("docx", docx(volume)).notes) == wanted
    assert set(wanted) == {s.number for s in volume.sources}


def test_notes_in_are_notes_out_in_pdf() -> None:
    volume = small_book()
    assert len(notes_of(volume)) > 10
    assert links_in(pdf(volume)) - links_in(pdf(unnumbered(volume))) == len(notes_of(volume))


def test_numbers_rise_in_order_of_first_use() -> None:
    first = list(dict.fromkeys(number for said in korea().said() for number, _ in said.notes))
    with_tables = prove("docx", docx(korea())).notes[: len(korea().sources)]
    assert list(with_tables) == sorted(with_tables)
    assert first[:5] == sorted(first[:5])


def test_a_sentence_without_its_number_is_found() -> None:
    page = html(small_book())
    broken = re.sub(r"<sup>.*?</sup>", "", page, count=1)
    assert prove("html", page.encode()).holds
    assert prove("html", broken.encode()).without_origin == 1


# -- the same bytes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_dossier_gives_the_same_bytes(form: str) -> None:
    first, again = (next(rendered(small_book(), (form,), "a4")) for _ in range(2))  # type: ignore[arg-type]
    assert first.content and first.content == again.content


# -- what could kill a page ---------------------------------------------------------------------------


def test_unprintable_characters_and_missing_glyphs_are_shown_as_codes_in_every_format() -> None:
    wild = "".join(f"\\x{n:02x}" for n in (*range(1, 9), *range(14, 32), 127)) + "\u1300 #set <script> $x$"
    text = MEETING.replace("Nothing was agreed.", wild)
    text = text.replace("title: the talk", f'title: "talk {wild}"')
    volume = small_book(**{"meeting.yaml": text})
    page = html(volume)
    assert not re.search("[\\x00-\\x08\\x0e-\\x1f]", page)
    assert "[U+0001]" in page and "[U+007F]" in page and "<script>" not in page
    assert pdf(volume).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(docx(volume))) as held:
        assert "[U+0001]" in held.read("word/document.xml").decode()
    assert with_glyphs("a\u1300") == "a[U+1300]"


def test_names_in_four_scripts_are_in_the_fonts_and_on_the_page() -> None:
    names = ("리용호", "习近平", "Сергей Лавров", "محمد ظريف")
    assert [with_glyphs(n) for n in names] == list(names)
    page = html(small_book())
    assert all(f">{name}</bdi>" in page for name in names)
    made = objects_of(pdf(small_book()))
    for font in (b"NotoSansCJKkr", b"NotoSansCJKsc", b"NotoNaskhArabic", b"SourceSans3"):
        assert font in made, font


def test_without_a_font_its_script_is_shown_as_codes_and_the_book_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for font in printed.FONTS.glob("*.ttf"):
        if "Naskh" not in font.name:
            (tmp_path / font.name).symlink_to(font)
    monkeypatch.setattr(printed, "FONTS", tmp_path)
    assert pdf(small_book()).startswith(b"%PDF")


def test_a_long_name_and_a_long_table_do_not_stop_the_book() -> None:
    long = "A" * 500
    events = "events:\n" + "".join(
        f'  - {{id: e{n}, title: "shot {n}", on: 2018-02-01, by: [them]}}\n' for n in range(2000)
    )
    people = PEOPLE + f"  - {{id: long, name: {long}}}\n"
    volume = small_book(**{"events.yaml": events, "people.yaml": people})
    grids = [b for c in volume.chapters for p in c.pieces if isinstance(p, value.Piece)
             for b in p.blocks if isinstance(b, value.Grid)]  # fmt: skip
    assert max(len(g.rows) for g in grids) <= 200
    assert any("of 2000 rows" in "".join(r.text for r in g.caption.words) for g in grids)
    assert pdf(volume).startswith(b"%PDF")


def test_a_section_that_raises_leaves_its_reason_and_the_rest_is_made() -> None:
    def breaks(order: Order) -> tuple[plan.Made, ...]:
        raise ValueError("the moon is down")

    broken = Planned(name="moon", kicker="Moon", title="The moon", make=breaks)
    dossier = small()
    volume = build(Order(dossier=dossier, meetings=meetings_of(dossier), own=(broken,)))
    page = html(volume)
    assert "the moon is down" in page and "Nothing was agreed." in page
    assert volume.chapters[-1].missing
    assert prove("html", page.encode()).holds


def test_the_header_chooses_and_orders_the_chapters() -> None:
    header = HEADER + "sections: [people, brief, horoscope]\n"
    volume = small_book(**{"dossier.yaml": header})
    assert [c.key for c in volume.chapters][:2] == ["people", "brief"]
    assert len(volume.chapters) == 3 and "horoscope" in volume.failures[0]


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "book.html").write_bytes(b"old")
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):
        put(tmp_path / "taken", b"new")
    put(tmp_path / "book.html", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.html", "taken"]
    assert (tmp_path / "book.html").read_bytes() == b"new"


# -- handling ------------------------------------------------------------------------------------------


def test_a_readers_book_holds_nothing_closer_and_says_that_it_is_a_copy() -> None:
    secret = MEETING + '      - {id: secret, says: "The kite has landed.", marking: restricted}\n'
    dossier = load_texts({
        "dossier.yaml": HEADER, "parties.yaml": PARTIES, "people.yaml": PEOPLE, "meeting.yaml": secret,
    })  # fmt: skip
    grants = dossier.header.reader("visitor")
    assert grants is not None
    whole, copy = book(dossier.as_of(DAY)), book(dossier.narrowed(grants).as_of(DAY), reader="visitor")
    assert "The kite has landed." in html(whole) and "(restricted)" in html(whole)
    page = html(copy)
    assert "kite" not in page and "restricted" not in page
    assert "Judged on what this copy holds." in page
    assert whole.rank == 2 and copy.rank == 0
    with zipfile.ZipFile(io.BytesIO(docx(copy))) as held:
        everything = b"".join(held.read(n) for n in held.namelist())
    assert b"kite" not in everything and b"restricted" not in everything.lower()


def test_the_whole_korea_book_has_its_chapters_and_its_foot() -> None:
    volume = korea()
    names = [c.key for c in volume.chapters]
    assert names == [p.name for p in plan.PLAN if p.name in names]
    assert {"brief", "card", "scene", "relays", "pledges", "cases", "findings"} <= set(names)
    assert volume.failures == ()
    assert volume.known == "As known on 12 March 2018, Washington"


# -- the files -----------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_names_its_standard_and_holds_no_clock() -> None:
    made = objects_of(pdf(small_book()))
    assert b"/StructTreeRoot" in made and b"pdfuaid:part" in made
    assert b"D:20180312" in made or b"2018-03-12T" in made


def test_both_papers_hold_the_same_pages() -> None:
    def pages(content: bytes) -> int:
        return len(re.findall(rb"/Type\s*/Page\b", objects_of(content)))

    a4, letter = pdf(small_book()), pdf(small_book(), "letter")
    assert pages(a4) == pages(letter) > 3


def test_the_word_file_has_styles_endnotes_headings_contents_and_page_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(small_book()))) as held:
        document = held.read("word/document.xml").decode()
        styles = held.read("word/styles.xml").decode()
        feet = [held.read(n).decode() for n in held.namelist() if n.startswith("word/footer")]
    used = set(re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"', document))
    known = set(re.findall(r'w:styleId="(\w+)"', styles))
    assert used <= known, used - known
    assert "Heading1" in used and "TOC \\o" in document
    assert all("NUMPAGES" in foot and "As known on 12 March 2018" in foot for foot in feet)
    anchors = set(re.findall(r'w:anchor="([\w-]+)"', document))
    assert anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([\w-]+)"', document))


def test_everything_is_black_and_grey() -> None:
    colours = re.findall(
        rb"(?<![\d.])(\d*\.?\d+) (\d*\.?\d+) (\d*\.?\d+) (?:rg|RG|scn|SCN)\b", objects_of(pdf(small_book()))
    )
    assert all(red == green == blue for red, green, blue in colours)
    for name in ("look.css", "book.css"):
        style = (printed.BOOK / "templates" / name).read_text(encoding="utf-8")
        for colour in re.findall(r"#([0-9a-f]{3,6})\b", style):
            parts = [colour[i : i + len(colour) // 3] for i in range(0, len(colour), len(colour) // 3)]
            assert len(set(parts)) == 1, colour


def test_figures_and_documents_are_numbered_and_the_sources_name_the_documents() -> None:
    volume = korea()
    blocks = (b for c in volume.chapters for p in c.pieces if isinstance(p, value.Piece) for b in p.blocks)
    labels = [b.label for b in blocks if isinstance(b, value.Picture) and b.label]
    assert labels == [f"Figure {n}." for n in range(1, len(labels) + 1)]
    assert [d.no for d in volume.documents] == [f"D{n}" for n in range(1, len(volume.documents) + 1)]
    cited = [id for s in volume.sources for place in s.places for id, _ in place.cited]
    assert set(filter(None, cited)) == {d.id for d in volume.documents}


# --- the Word file: a page holds no more than its head and foot say ----------------------------------

MIXED = """objectives:
  - {id: o1, meeting: talk, says: Ask for a date.}
  - {id: o2, meeting: talk, says: Ask for the kite., marking: restricted}
questions:
  - {id: q1, asks: When do we meet?}
  - {id: q2, asks: Who holds the kite?, marking: guarded}
statements:
  - {id: s1, by: envoy, said: 2018-03-01, to: public, answers: {q1: soon}, words: We meet soon.}
terms:
  - {id: t1, name: kite, marking: restricted, meanings: [{side: us, says: a toy}]}
"""


def word_sections(content: bytes) -> list[tuple[str, int]]:
    """The text of each Word section with the place of the marking in its head and foot."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        xml = held.read("word/document.xml").decode()
    pieces = re.split(r"(<w:sectPr>.*?</w:sectPr>)", xml, flags=re.DOTALL)
    found = []
    for text, end in zip(pieces[::2], pieces[1::2], strict=False):
        heads = set(re.findall(r'r:id="rId(?:Head|Foot)(\d+)w?"', end))
        assert len(heads) == 1 and '<w:type w:val="nextPage"/>' in end
        found.append((re.sub(r"<[^>]+>", "", text), int(heads.pop())))
    return found


def test_a_word_section_ends_where_the_marking_changes() -> None:
    volume = small_book(**{"mixed.yaml": MIXED})
    ranks = {piece.rank for c in volume.chapters for piece in c.pieces}
    assert ranks == {0, 1, 2}
    sections = word_sections(docx(volume))
    for chapter in volume.chapters:
        for piece in chapter.pieces:
            title = re.escape("".join(r.text for r in piece.title).replace("\u00a0", " "))
            kicker = rf"Section {piece.number} · {re.escape(chapter.kicker)}\s*{title}"
            (rank,) = (at for text, at in sections if re.search(kicker, text.replace("\u00a0", " ")))
            assert rank == piece.rank, piece.key
    with zipfile.ZipFile(io.BytesIO(docx(volume))) as held:
        notes = re.findall(r"<w:endnote w:id.*?</w:endnote>", held.read("word/endnotes.xml").decode())
    kites = [note for note in notes if "o2" in note or "mixed.yaml:3" in note]
    assert kites and all("(restricted) " in note for note in kites), "LibreOffice gives notes no head or foot"
    for text, rank in sections:
        marks = [volume.markings.index(m) for m in re.findall(r"\((open|guarded|restricted)\)", text)]
        assert max(marks, default=0) <= rank
        assert "kite" not in text or rank > 0


def test_the_page_of_the_index_is_marked_as_high_as_the_names_on_it() -> None:
    volume = small_book(**{"mixed.yaml": MIXED})
    assert {"".join(r.text for r in e.term): e.rank for e in volume.index}["kite"] == 2
    document = pdfium.PdfDocument(pdf(volume))
    page = document[len(document) - 1].get_textpage().get_text_range()
    assert "Index of terms" in page and "RESTRICTED" in page.replace(" ", "")


def test_the_word_file_brings_its_fonts() -> None:
    content = docx(small_book())
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        parts = {n: held.read(n) for n in held.namelist()}
    table = parts["word/fontTable.xml"].decode()
    relations = parts["word/_rels/fontTable.xml.rels"].decode()
    keys = re.findall(r'<w:embed(\w+) r:id="(\w+)" w:fontKey="{([0-9A-F-]{36})}"/>', table)
    assert len(keys) == 7 and "odttf" in parts["[Content_Types].xml"].decode()
    for _, id, key in keys:
        (name,) = re.findall(rf'Id="{id}" [^>]*Target="(fonts/\w+\.odttf)"', relations)
        font = crossed(parts[f"word/{name}"], key)
        assert font[:4] == b"\x00\x01\x00\x00" and font in [f.read_bytes() for f in FONTS.glob("*.ttf")]
    assert "Noto Naskh Arabic" in table and len(content) < 3_000_000
    other = {
        "people.yaml": "people: [{id: envoy, name: Anna}]\n",
        "meeting.yaml": "meetings: [{id: m, title: M}]",
    }
    with zipfile.ZipFile(io.BytesIO(docx(small_book(**other)))) as held:
        assert len([n for n in held.namelist() if n.endswith(".odttf")]) == 6, "no word of it is Arabic"
