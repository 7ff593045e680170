"""A relay as a table: rows are elements, their harder forms and conditions; columns are tellings by day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from summitry.analysis.relays import Cell, Heading, Mark, RelayReading, Row, reworded
from summitry.dossier.kinds import Relay, Statement
from summitry.dossier.kinds.relays import Hop
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words, on_its_own_clock
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import clause, opened

WORDS = 3
"""Most words of a telling that stand in a cell."""

STATES: dict[Mark, tuple[str, str]] = {
    Mark.DENIED: (marked("denied"), "lost"),
    Mark.DROPPED: (marked("dropped"), "lost"),
    Mark.REVERSED: (marked("order reversed"), "moved"),
    Mark.HARDENED: (marked("hardened"), "hard"),
    Mark.SOFTENED: (marked("softened"), "moved"),
    Mark.ADDED: (marked("added"), "hard"),
    Mark.VERSIONS_DIFFER: (marked("differs"), "moved"),
    Mark.BACK: (marked("back again"), "moved"),
    Mark.REWORDED: (marked("reworded"), ""),
    Mark.SAME: (marked("same words"), ""),
    Mark.FIRST: (marked("first"), ""),
    Mark.NO_WORDS: (marked("no words"), ""),
    Mark.WITHOUT_CONDITION: (marked("same words"), ""),
}
"""What a mark is called in a cell, and its tint; the most telling first."""

MEANINGS = {
    "denied": marked("It is denied here."),
    "dropped": marked("It was told before and is left out of a whole text."),
    "lost": marked("The condition it hung on is left out of a whole text."),
    "moved": marked("The condition hangs elsewhere here."),
    "back again": marked("It is back, after it was left out."),
    "hardened": marked("It is told in a harder form than before."),
    "softened": marked("It is told in a softer form."),
    "added": marked("No telling before had it."),
    "differs": marked("Versions of one telling differ."),
    "reworded": marked("It is told in other words."),
    "same words": marked("It is told in the same words."),
    "first": marked("It is told here for the first time."),
    "order reversed": marked("What comes first and what comes then is reversed."),
    "no words": marked("It is told, and its words are not on record."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A stretch of somebody's words, and whether it is what changed."""

    words: str
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A cell: its state in a word, its tint, at most three words, and what the strip and the list need."""

    key: str
    hop: str
    state: str
    tint: str
    few: str = ""
    silent_state: bool = False
    words: tuple[Said, ...] = ()
    before: tuple[Said, ...] = ()
    compared_with: str = ""
    teller: str = ""
    day: str = ""
    source: str = ""
    statement: str = ""

    @property
    def meaning(self) -> str:
        """The state in a sentence."""
        return MEANINGS.get(self.state, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table, with its cells: an element, a harder form of it, a condition, or an element that no
    telling on record has (``kind``: blank, *harder*, *if*, *untold*)."""

    element: str
    title: str
    kind: str
    squares: tuple[Square | None, ...]

    @property
    def lifts(self) -> str:
        """The element that can be put to a telling; blank for a condition, which hangs on an element."""
        return "" if self.kind == "if" else self.element

    @property
    def told(self) -> tuple[Square, ...]:
        """The cells that hold something."""
        return tuple(s for s in self.squares if s is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One telling: who, where, whether somebody read the whole text. ``takes`` says that it can be told to
    carry more; ``carries`` are the elements that it carries in words."""

    hop: str
    who: str
    place: str
    whole: bool
    instruction: bool
    day: str = ""
    takes: bool = False
    carries: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Who and when, as it is said."""
        return ", ".join(filter(None, (self.who, self.day)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole table, with its days above the columns."""

    days: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def find(self, key: str) -> tuple[Line, Square] | None:
        """Return a cell with its row; of none by that key the first that lost something, or the first."""
        every = [(line, square) for line in self.lines for square in line.told]
        for some in (
            [p for p in every if p[1].key == key], [p for p in every if p[1].tint == "lost"], every,
        ):  # fmt: skip
            if some:
                return some[0]
        return None


def grid(dossier: Dossier, relay: Relay, reading: RelayReading) -> Grid:
    """Return the table of a relay as it reads on the day."""
    hops = shown(relay, reading)
    columns = tuple(column(dossier, relay, h) for h in hops)
    days = tuple((day, len(list(some))) for day, some in groupby(hops, key=_short_day))
    lines = tuple(line for row in reading.rows for line in _lines(dossier, relay, reading, row, hops))
    return Grid(days=days, columns=columns, lines=(*lines, *_untold(dossier, relay, lines, len(hops))))


def shown(relay: Relay, reading: RelayReading) -> list[Heading]:
    """Return the tellings that have a column: those in words, and those of which something is on record."""
    return [h for h in reading.hops if h.in_words or _on_record(relay.hops[h.index])]


def _on_record(hop: Hop) -> bool:
    return bool(hop.id and (hop.carries or hop.statement))


def column(dossier: Dossier, relay: Relay, heading: Heading) -> Column:
    """Return a telling as the head of a column, or as one chooses it from a list."""
    hop = relay.hops[heading.index]
    return Column(
        hop=heading.hop, who=_who(dossier, heading), whole=heading.whole, instruction=heading.instruction,
        place=heading.place or (say("instruction") if heading.instruction else say("in part")),
        day=in_words(heading.on).split(" (")[0] if heading.on is not None else "", takes=bool(hop.id),
        carries=tuple(e for e, carry in hop.carries if carry.words or carry.denied),
    )  # fmt: skip


def _untold(dossier: Dossier, relay: Relay, lines: tuple[Line, ...], many: int) -> Iterator[Line]:
    """The elements that no telling has, neither for themselves nor as a condition."""
    there = {id for line in lines for id in line.element.split(".")} | {line.element for line in lines}
    for element in relay.elements if many else ():
        if element.id and element.id not in there:
            yield Line(
                element=element.id, title=_title(dossier, relay, element.id), kind="untold",
                squares=(None,) * many,
            )  # fmt: skip


def _who(dossier: Dossier, hop: Heading) -> str:
    return dossier.title(hop.by) if hop.by else "somebody unnamed"


def _short_day(hop: Heading) -> str:
    if hop.on is None:
        return "no day"
    words = on_its_own_clock(in_words, hop.on).split(" (")[0].split(",")[0]
    year = f" {hop.on.earliest.year}"
    return words.replace("one day between ", "").replace(year, "")


def _lines(
    dossier: Dossier, relay: Relay, reading: RelayReading, row: Row, hops: list[Heading]
) -> Iterator[Line]:
    forms = {c.element or _form_of(row, c) for c in row.cells}
    for at, element in enumerate(e for e in row.elements if e in forms):
        squares = tuple(_square(dossier, reading, row, element, h) for h in hops)
        yield Line(
            element=element, title=_title(dossier, relay, element), kind="harder" if at else "",
            squares=squares,
        )  # fmt: skip
    hung = [x.element for c in row.cells for x in c.conditions]
    gone = [x.element for c in row.cells for x in c.missing]
    for condition in dict.fromkeys((*hung, *gone)):
        yield Line(
            element=f"{row.element}.{condition}", title=_title(dossier, relay, condition), kind="if",
            squares=tuple(_hung(dossier, reading, row, condition, h) for h in hops),
        )  # fmt: skip


def _title(dossier: Dossier, relay: Relay, element: str) -> str:
    return opened(clause(dossier.title(f"{relay.id}/{element}")))


def _form_of(row: Row, cell: Cell) -> str:
    """The form that a telling leaves out: that of what it is compared with."""
    before = row.cell(cell.compared_with) if cell.compared_with else None
    return (before.element if before is not None else "") or row.elements[0]


def _square(dossier: Dossier, reading: RelayReading, row: Row, element: str, hop: Heading) -> Square | None:
    cell = row.cell(hop.hop)
    if cell is None or (cell.element or _form_of(row, cell)) != element:
        return None
    mark = next((m for m in STATES if m in cell.marks), None)
    if mark is None:
        return None
    state, tint = STATES[mark]
    changed = cell.changed if cell.compared_with else ()
    few = _few(cell.words, changed) if state not in ("first", "same words", "no words") else ""
    return Square(
        key=f"{element}~{hop.hop}", hop=hop.hop, state=state, tint=tint, few=few,
        silent_state=state == "reworded" and bool(few), words=_said(cell.words, changed),
        before=_said(cell.before, cell.left_out), compared_with=_named(dossier, reading, cell.compared_with),
        **_origin(dossier, hop),
    )  # fmt: skip


def _hung(dossier: Dossier, reading: RelayReading, row: Row, condition: str, hop: Heading) -> Square | None:
    """What became of a condition of a row in one telling."""
    cell = row.cell(hop.hop)
    if cell is None:
        return None
    here = next((c for c in cell.conditions if c.element == condition), None)
    gone = next((m for m in cell.missing if m.element == condition), None)
    state = _state(row, cell, condition, here is not None, gone is not None)
    if not state:
        return None
    before = gone.words if gone is not None else _earlier(row, condition, hop.hop)
    words = here.words if here is not None else ""
    compared = reworded(before, words) if before and words else None
    whole = ((0, len(before)),) if state == "lost" else ()
    tint = {"lost": "lost", "moved": "moved", "back again": "moved", "added": "hard"}.get(state, "")
    return Square(
        key=f"{row.element}.{condition}~{hop.hop}", hop=hop.hop, state=state, tint=tint,
        few=_few(words, compared.changed if compared else ()) if state != "first" else "",
        silent_state=state == "reworded", words=_said(words, compared.changed if compared else ()),
        before=_said(before, compared.left_out if compared else whole),
        compared_with=_named(dossier, reading, gone.hop if gone else _earlier_hop(row, condition, hop.hop)),
        **_origin(dossier, hop),
    )  # fmt: skip


def _state(row: Row, cell: Cell, condition: str, here: bool, gone: bool) -> str:
    if gone and Mark.CONDITION_LOST in cell.marks:
        return marked("lost")
    if gone and Mark.CONDITION_MOVED in cell.marks:
        return marked("moved")
    if not here:
        return ""
    if Mark.CONDITION_BACK in cell.marks:
        return marked("back again")
    if Mark.CONDITION_ADDED in cell.marks:
        return marked("added")
    earlier = _earlier(row, condition, cell.hop)
    if not earlier:
        return marked("first")
    now = next(c.words for c in cell.conditions if c.element == condition)
    return "same words" if reworded(earlier, now).same else "reworded"


def _earlier(row: Row, condition: str, hop: str) -> str:
    """The words of a condition in the last telling before that had it."""
    words = ""
    for cell in row.cells:
        if cell.hop == hop:
            break
        words = next((c.words for c in cell.conditions if c.element == condition), words)
    return words


def _earlier_hop(row: Row, condition: str, hop: str) -> str:
    found = ""
    for cell in row.cells:
        if cell.hop == hop:
            break
        if any(c.element == condition for c in cell.conditions):
            found = cell.hop
    return found


def _few(words: str, changed: tuple[tuple[int, int], ...]) -> str:
    """The words that changed, at most three; of words wholly new the first three."""
    if not words:
        return ""
    stretches = [words[a:b] for a, b in changed] or [words]
    chosen = max(stretches, key=len) if len(stretches) > 1 else stretches[0]
    few = chosen.split()
    return " ".join(few[:WORDS]).rstrip(",;:") + (" …" if len(few) > WORDS else "")


def _said(words: str, changed: tuple[tuple[int, int], ...]) -> tuple[Said, ...]:
    found, at = [], 0
    for start, end in changed:
        found += [Said(words=words[at:start]), Said(words=words[start:end], changed=True)]
        at = end
    return tuple(s for s in (*found, Said(words=words[at:])) if s.words)


def _named(dossier: Dossier, reading: RelayReading, hop: str) -> str:
    """A telling by who gave it and when, for what stands beside words."""
    heading = reading.hop(hop)
    if heading is None:
        return ""
    day = f", {in_words(heading.on)}" if heading.on is not None else ""
    place = f", {heading.place}" if heading.place else ""
    return f"{_who(dossier, heading)}{place}{day}"


def _origin(dossier: Dossier, hop: Heading) -> dict[str, str]:
    statement = dossier.of(Statement, hop.statement) if hop.statement else None
    source = statement.source[0].partition("#")[0] if statement is not None and statement.source else ""
    return {
        "teller": _who(dossier, hop), "day": _short_day(hop),
        "source": dossier.title(source) if source and not source.startswith("p:") else "",
        "statement": hop.statement if statement is not None else "",
    }  # fmt: skip
