"""How a text in clearance stands: paragraphs by offices, edits side by side, who was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from summitry.analysis.clearance import Mark, ParagraphState, text_clearance, with_signatures
from summitry.archive.redline import compared
from summitry.dossier.kinds import Clearance, Draft, Line, Paper
from summitry.dossier.paragraphs import Paragraph, paragraphs
from summitry.dossier.signing import CLEARED, Cleared, out_of_clearance, words_of
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, in_words
from summitry.foundation.dates.months import month_name
from summitry.foundation.values import dataclass
from summitry.secretariat.journal import chain

Pieces = tuple[tuple[str, str], ...]
"""Stretches of words and what became of each: ``same``, ``out`` or ``in``."""

_COUNTED = {"edits": "with edits", "objects": "objected to"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """An office's word on a paragraph.

    ``state`` is *cleared*, *edits*, *objects*, *silent* (asked, no answer), *silence counts* (under a rule),
    *not asked* or *reopened*; ``says`` what stands beneath: when, why, of what nature.
    """

    office: str
    state: str
    says: str = ""
    clearance: str = ""
    signed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the paragraph waits for the office."""
        return self.state in ("silent", "not asked", "reopened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A paragraph as an office wants it: whole, and marked against the text."""

    office: str
    clearance: str
    nature: str
    when: str
    because: str
    text: str
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph, each office's word on it, the edits that wait, and why it is open again."""

    paragraph: Paragraph
    written: str
    """The paragraph with its marking, as it stands in the text."""
    stands: tuple[Stands, ...]
    edits: tuple[Edit, ...] = ()
    reopened: str = ""
    change: Pieces = ()
    """What the last change put in and took out, where the text before it is known."""

    @property
    def clash(self) -> bool:
        """Whether two offices want different words here."""
        return len({e.text for e in self.edits}) > 1

    @property
    def cleared(self) -> int:
        """How many offices have cleared it, by word or by a rule."""
        return sum(s.state in ("cleared", "silence counts") for s in self.stands)

    def of(self, office: str) -> Stands | None:
        """Return an office's word."""
        return next((s for s in self.stands if s.office == office), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that must clear: since when it is asked, by when, under which rule, how far it is."""

    id: str
    name: str
    asked: str
    deadline: str
    rule: str
    overdue: bool
    cleared: int
    counts: tuple[tuple[str, int], ...]
    """What else its word is on how many paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A paper, draft or line in clearance."""

    text: Cleared
    rows: tuple[Row, ...]
    offices: tuple[Office, ...]
    owner: str = ""
    """Who settles clashing edits, by name; blank when nobody is named."""


def texts(dossier: Dossier) -> tuple[str, ...]:
    """Return the papers, drafts and lines that are in clearance or could go round, those with offices first.

    A draft or line whose place another has taken, and a line that has run out, are left out.
    """
    every: tuple[Cleared, ...] = (*dossier.all(Paper), *dossier.all(Draft), *dossier.all(Line))
    found = [r for r in every if (r.clear or words_of(r)) and not out_of_clearance(dossier, r)]
    return tuple(r.id for r in sorted(found, key=lambda r: not r.clear))


def standing(dossier: Dossier, folder: Path | None, id: str) -> Standing | None:
    """Return how a text stands; ``None`` when there is no such paper, draft or line for this reader on this
    day."""
    record = dossier.get(id)
    if not isinstance(record, CLEARED):
        return None
    reading = dossier.ask(text_clearance, id)
    if folder is not None:
        reading = with_signatures(reading, signed(folder))
    rows = tuple(_row(dossier, record, state) for state in reading.paragraphs)
    return Standing(
        text=record, rows=rows, offices=tuple(_offices(dossier, record, rows)),
        owner=dossier.title(record.settled_by) if record.settled_by else "",
    )  # fmt: skip


def signed(folder: Path) -> frozenset[str]:
    """Return the clearances that are acts of an account, as the journal has them."""
    found: set[str] = set()
    for _, _, line in chain.lines(folder):
        if b'"clear"' in line:
            entry = chain.parsed(line)
            if entry.act == "clear":
                found.update(entry.on)
    return frozenset(found)


def _row(dossier: Dossier, text: Cleared, state: ParagraphState) -> Row:
    part = state.paragraph
    written = f"({part.marking}) {part.text}" if part.marking else part.text
    edits = tuple(_edits(dossier, text, part, written, state.marks))
    why, change = _reopened(dossier, text, part, written, state.marks)
    return Row(
        paragraph=part, written=written, edits=edits, reopened=why, change=change,
        stands=tuple(_stands(dossier, text, mark) for mark in state.marks),
    )  # fmt: skip


def _clearance(dossier: Dossier, id: str) -> Clearance | None:
    return dossier.of(Clearance, id) if id else None


def _stands(dossier: Dossier, text: Cleared, mark: Mark) -> Stands:
    given = _clearance(dossier, mark.clearance)
    when = _when(dossier, given.on if given is not None else None)
    at = Stands(office=mark.body, state="", clearance=mark.clearance, signed=mark.how == "signed")
    if mark.state == "cleared":
        how = "" if at.signed or not mark.clearance else "recorded"
        return _with(at, "cleared", ", ".join(filter(None, (when, how))))
    if mark.state == "silent":
        return _with(at, "silence counts", given.rule if given is not None else "")
    if mark.state == "objected":
        return _with(at, "objects", given.note if given is not None else "")
    if mark.why == "edits":
        return _with(at, "edits", given.nature if given is not None else "")
    if mark.why in ("changed", "deleted"):
        return _with(at, "reopened", f"was {when}" if when else "")
    request = _request(dossier, text, mark.body)
    if request is None:
        return _with(at, "not asked", "")
    return _with(at, "silent", f"asked {_when(dossier, request.on)}".strip())


def _with(at: Stands, state: str, says: str) -> Stands:
    return Stands(office=at.office, state=state, says=says, clearance=at.clearance, signed=at.signed)


def _when(dossier: Dossier, when: When | None) -> str:
    """A date as short as it is plain: the year is left out when it is the dossier's own."""
    if when is None:
        return ""
    moment = when.instant(dossier.header.zone)
    if moment is None:
        return in_words(when)
    moment = moment.astimezone(dossier.tzinfo)
    day = f"{moment.day} {month_name(moment.month)}"
    year = "" if dossier.has_day and moment.year == dossier.limit.year else f" {moment.year}"
    return f"{day}{year}, {moment:%H:%M}"


def _request(dossier: Dossier, text: Cleared, office: str) -> Clearance | None:
    """The latest request made to an office."""
    asked = [c for c in dossier.naming(text.id, Clearance) if c.by == office and not c.stand]
    return max(asked, key=lambda c: (c.on.sort_key() if c.on is not None else (), c.id), default=None)


def _edits(
    dossier: Dossier, text: Cleared, part: Paragraph, written: str, marks: Iterable[Mark]
) -> Iterator[Edit]:
    for mark in marks:
        given = _clearance(dossier, mark.clearance)
        if mark.why == "edits" and given is not None:
            yield Edit(
                office=mark.body, clearance=given.id, nature=given.nature, when=_when(dossier, given.on),
                because=given.note, text=given.edits, pieces=compared(written, given.edits),
            )  # fmt: skip


def _reopened(
    dossier: Dossier, text: Cleared, part: Paragraph, written: str, marks: Iterable[Mark]
) -> tuple[str, Pieces]:
    """Why a paragraph is open again, and what the change was: who made it, and when."""
    if not any(m.why in ("changed", "deleted") for m in marks):
        return "", ()
    if any(m.why == "deleted" for m in marks):
        return "A paragraph was taken out, which reopens the text for those who had cleared it.", ()
    change = next((c for c in reversed(text.changes) if c.now == part.digest), None)
    if change is None:
        return "It was changed after it had been cleared.", ()
    before = _seen(dossier, text, change.was)
    who = dossier.title(change.by) if change.by else "Somebody"
    because = f": {change.says}" if change.says else ""
    return f"{who} changed it on {_when(dossier, change.on)}{because}.", compared(
        before, written
    ) if before else ()


def _seen(dossier: Dossier, text: Cleared, digest: str) -> str:
    """The words of a paragraph that is not in the text any more, as somebody read them who spoke of it."""
    for given in dossier.naming(text.id, Clearance):
        if given.seen and digest in given.paragraphs:
            return given.seen
        for asked in paragraphs(given.edits, dossier.header.markings):
            if asked.digest == digest:
                return given.edits
    return ""


def _offices(dossier: Dossier, text: Cleared, rows: tuple[Row, ...]) -> Iterator[Office]:
    for id in text.clear:
        request = _request(dossier, text, id)
        states = [s.state for row in rows if (s := row.of(id)) is not None]
        other = [s for s in states if s not in ("cleared", "silence counts")]
        deadline = request.deadline if request is not None else None
        yield Office(
            id=id, name=dossier.title(id), asked=_when(dossier, request.on) if request is not None else "",
            deadline=_when(dossier, deadline), rule=request.rule if request is not None else "",
            overdue=deadline is not None and dossier.civil_day(deadline) < dossier.limit,
            cleared=len(states) - len(other),
            counts=tuple((_COUNTED.get(state, state), other.count(state)) for state in dict.fromkeys(other)),
        )  # fmt: skip
