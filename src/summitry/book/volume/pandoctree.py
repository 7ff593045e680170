"""The book as pandoc's JSON AST: headings, paragraphs, lists and tables with named styles.

Numbers are raw Word: the first use of a number is an endnote, later uses are fields that repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from summitry.book.volume import value as v
from summitry.foundation.labels import say

Node = dict[str, Any]

_TAB = "<w:r><w:tab/></w:r>"


def _node(tag: str, content: Any = None) -> Node:
    return {"t": tag} if content is None else {"t": tag, "c": content}


def raw(xml: str, *, block: bool = False) -> Node:
    """Return Word's own XML."""
    return _node("RawBlock" if block else "RawInline", ["openxml", xml])


def text(words: str) -> list[Node]:
    """Return plain text; line breaks break, and a condition stands behind a bar."""
    found: list[Node] = []
    for at, line in enumerate(words.split("\n")):
        if at:
            found.append(_node("LineBreak"))
            found += [_node("Str", "|"), _node("Space")] if line.startswith(say("if: ")) else []
        for n, part in enumerate(line.split(" ")):
            if n:
                found.append(_node("Space"))
            if part:
                found.append(_node("Str", part))
    return found


def styled(style: str, inlines: list[Node]) -> Node:
    """Return inlines in a character style."""
    return _node("Span", [["", [], [["custom-style", style]]], inlines])


def paragraph(style: str, inlines: list[Node]) -> Node:
    """Return a paragraph in a paragraph style."""
    return _node("Div", [["", [], [["custom-style", style]]], [_node("Para", inlines)]])


def picture_name(number: int) -> str:
    """Return the name of a picture's file."""
    return f"figure-{number}.png"


class Writer:
    """Writes one book; remembers which numbers have been used."""

    def __init__(self, volume: v.Volume) -> None:
        self.volume = volume
        self.used: set[int] = set()
        self.pictures: list[v.Picture] = []
        self._in_table = False
        self._bookmark = 0

    def words(self, runs: v.Words) -> list[Node]:
        """Return words; foreign ones carry their language, changed ones are underlined."""
        found: list[Node] = []
        for run in runs:
            inner = text(run.text.replace("\u00a0", " ") if self._in_table else run.text)
            if run.lang:
                inner = [
                    _node(
                        "Span",
                        [["", [], [["lang", run.lang], *([["dir", "rtl"]] if run.rtl else [])]], inner],
                    )
                ]
            found += [_node("Underline", [_node("Strong", inner)])] if run.changed else inner
        return found

    def notes(self, notes: Iterable[v.Note]) -> list[Node]:
        """Return numbers, raised: endnotes at first use, fields afterwards."""
        found: list[Node] = []
        for at, (number, letter) in enumerate(notes):
            comma = _run("EndnoteReference", ",") if at else ""
            if number in self.used:
                found.append(raw(comma + self._again(number, letter)))
            else:
                self.used.add(number)
                found.append(raw(comma + self._first(number, letter)))
        return found

    def _first(self, number: int, letter: str) -> str:
        reference = f'<w:endnoteReference w:id="{number + 1}"/>'
        note = f'<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>{reference}</w:r>'
        after = _run("EndnoteLetter", letter) if letter else ""
        self._bookmark += 1
        return (
            f'<w:bookmarkStart w:id="{5000 + self._bookmark}" w:name="s{number}"/>{note}'
            f'<w:bookmarkEnd w:id="{5000 + self._bookmark}"/>{after}'
        )

    @staticmethod
    def _again(number: int, letter: str) -> str:
        field = (
            '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:fldChar w:fldCharType="{}"/></w:r>'
        )
        order = (
            '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>'
            f'<w:instrText xml:space="preserve"> NOTEREF s{number} \\f \\h </w:instrText></w:r>'
        )
        shown = _run("EndnoteReference", str(number))
        letters = _run("EndnoteLetter", letter) if letter else ""
        return (
            f"{field.format('begin')}{order}{field.format('separate')}{shown}{field.format('end')}{letters}"
        )

    def said(self, x: v.Said, *, held: bool = True) -> list[Node]:
        """Return a sentence with its tag, marking (where it says that it is ``held``) and numbers."""
        found: list[Node] = []
        if x.tag:
            found += [styled("TagSolid", text(say(x.tag).upper())), _node("Space")]
        if x.rank and held:
            found += [styled("Held", text(f"({self.volume.markings[x.rank]})")), _node("Space")]
        return [*found, *self.words(x.words), *self.notes(x.notes)]

    def sentences(self, xs: Iterable[v.Said]) -> list[Node]:
        """Return sentences, a space between them."""
        found: list[Node] = []
        for x in xs:
            found += [_node("Space"), *self.said(x)] if found else self.said(x)
        return found

    def heading(self, level: int, words: v.Words, key: str = "") -> Node:
        """Return a heading."""
        return _node("Header", [level, [key, [], []], self.words(words)])

    def block(self, x: v.Block, level: int) -> list[Node]:
        """Return a block of a section whose heading has ``level``."""
        match x:
            case v.Text() if x.apart:
                return [paragraph("BodyText", self.said(s)) for s in x.sentences]
            case v.Text():
                return [paragraph("BodyText", self.sentences(x.sentences))]
            case v.Points():
                items = [[_node("Plain", self.sentences(i))] for i in x.items]
                if x.numbered:
                    return [_node("OrderedList", [[1, _node("Decimal"), _node("Period")], items])]
                return [_node("BulletList", items)]
            case v.Facts():
                return [made for fact in x.rows for made in self.fact(fact, numbered=x.numbered)]
            case v.Boxes():
                return [paragraph("SignBoxes" if x.signed else "Boxes", self.boxes(x))]
            case v.Space():
                return self.space(x)
            case v.Subhead():
                return [self.heading(level + 1, x.words)]
            case v.Grid():
                return self.grid(x)
            case v.Picture():
                return self.picture(x)
            case v.Wording():
                found: list[Node] = []
                for words, raised in x.stretches:
                    found += self.words(words)
                    found += [_node("Superscript", [_node("Strong", text(raised))])] if raised else []
                return [paragraph("BodyText", found), paragraph("TableNote", self.said(x.caption))]
            case v.Missing():
                return [paragraph("Missing", self.said(x.said))]
            case v.Basis():
                return [paragraph("Basis", self.sentences(x.sentences))]

    def fact(self, fact: v.Fact, *, numbered: bool) -> list[Node]:
        """Return a label and what stands beside it, or an empty line with a leader to fill in."""
        label = [styled("Label", self.words(fact.label)), raw(_TAB)]
        if not fact.sentences:
            empty = paragraph("PenLine", [raw(_TAB + _TAB)])
            return [paragraph("PenLine", [*label, raw(_TAB)]), *[empty] * (fact.lines - 1)]
        if not numbered:
            return [paragraph("Fact", [*label, *self.sentences(fact.sentences)])]
        found = []
        for at, said in enumerate(fact.sentences, 1):
            head = label if at == 1 else [raw(_TAB)]
            found.append(paragraph("Fact", [*head, *text(f"{at}. "), *self.said(said)]))
        return found

    def boxes(self, x: v.Boxes) -> list[Node]:
        """Return words to choose from, each with a box or a line to sign on."""
        found = [styled("Label", self.words(x.label)), raw(_TAB)]
        for at, words in enumerate(x.words):
            if x.signed:
                found += [*self.words(words), _node("Space"), raw(_TAB)]
            else:
                found += [*text("☒ " if at == x.ticked else "☐ "), *self.words(words), raw(_TAB)]
        return found

    def space(self, x: v.Space) -> list[Node]:
        """Return empty lines, or empty rows under titles."""
        if x.columns:
            parts = [2 if at == x.widest else 1 for at in range(len(x.columns))]
            widths = [_node("ColWidth", round(part / sum(parts), 4)) for part in parts]
            columns = [[_node("AlignLeft"), width] for width in widths]
            attr: list[Any] = ["", [], []]
            head = [attr, [_row([[_node("Strong", self.words(c))] for c in x.columns])]]
            rows = [_row([text("\u00a0\n\u00a0") for _ in x.columns]) for _ in range(x.lines)]
            table = _node("Table", [attr, [None, []], columns, head, [[attr, 0, [], rows]], [attr, []]])
            label = [paragraph("FactKept", [styled("Label", self.words(x.label))])] if x.label else []
            return [*label, table]
        first = [styled("Label", self.words(x.label)), raw(_TAB + _TAB)]
        empty = paragraph("PenLine", [raw(_TAB + _TAB)])
        return [paragraph("PenLine", first), *[empty] * (x.lines - 1)]

    def picture(self, x: v.Picture) -> list[Node]:
        """Return a figure, drawn as the file that `word.docx` lays beside the tree."""
        self.pictures.append(x)
        name = picture_name(len(self.pictures))
        image = _node("Image", [["", [], [["width", "100%"]]], text(x.alt), [name, x.alt]])
        label = [_node("Strong", text(x.label)), *text(" ")] if x.label else []
        return [paragraph("BodyText", [image]), paragraph("TableNote", [*label, *self.said(x.caption)])]

    def grid(self, grid: v.Grid) -> list[Node]:
        """Return a table; its caption, with its numbers, stands below."""
        last, self._in_table = bool(grid.row_notes), True  # in a narrow column names and days may break
        share = 0.88 if last else 1.0
        columns = [
            [_node("AlignRight" if c.counts else "AlignLeft"), _node("ColWidth", round(c.share * share, 4))]
            for c in grid.columns
        ]
        titles = [[_node("Strong", self.words(c.title))] for c in grid.columns]
        if last:
            columns.append([_node("AlignRight"), _node("ColWidth", 0.12)])
            titles.append([_node("Strong", text(say("Source")))])
        titles[-1] += self.notes(grid.head_notes)
        rows = []
        for at, row in enumerate(grid.rows):
            cells = [self.cell(c, first=n == 0 and grid.names) for n, c in enumerate(row)]
            cells += [[] for _ in range(len(grid.columns) - len(cells))]
            if last:
                cells.append(self.notes(grid.row_notes[at]))
            rows.append(_row(cells))
        self._in_table = False
        attr: list[Any] = ["", [], []]
        head = [attr, [_row(titles)]]
        table = _node("Table", [attr, [None, []], columns, head, [[attr, 0, [], rows]], [attr, []]])
        return [table, paragraph("TableNote", self.said(grid.caption))]

    def cell(self, cell: v.SetCell, *, first: bool) -> list[Node]:
        """Return a cell's inlines."""
        found: list[Node] = []
        for label, tag in cell.labels:
            style = "TagSolid" if tag == "loss" else "TagLine" if tag == "change" else "TagPlain"
            found += [*([_node("Space")] if found else []), styled(style, self.words(label))]
        words = self.said(cell.said, held=cell.held)
        if cell.struck:
            words = [_node("Strikeout", words)]
        if cell.tag == "blank":
            words = [_node("Emph", words)] if words else []
        elif first and words:
            words = [_node("Strong", words)]
        return [*found, *([_node("LineBreak")] if found and words else []), *words]


def _row(cells: list[list[Node]]) -> list[Any]:
    attr: list[Any] = ["", [], []]
    return [attr, [[attr, _node("AlignDefault"), 1, 1, [_node("Plain", c)]] for c in cells]]


def _run(style: str, words: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>{escape(words)}</w:t></w:r>'
