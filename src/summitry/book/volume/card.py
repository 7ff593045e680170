"""The talking-point card: what to say and leave with; overleaf what to answer, not to say, to the press."""

from __future__ import annotations

from summitry.analysis.relays import Mark, relay_reading, teller
from summitry.book.blocks import Sentence
from summitry.book.brief.saying import computed, drafted, ended, in_quotes, trace
from summitry.book.brief.value import MISSING, MOST_POINTS, Brief, Point
from summitry.book.tracing import traced
from summitry.dossier.kinds import Meeting, Objective, Relay
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass

SIDES = (
    (marked("Say"), marked("Leave with")),
    (marked("If they say"), marked("Do not say"), marked("To the press")),
)
"""The headings of the card's two sides."""
LINES_OF_A_SIDE = 19
"""Lines of text that fit under the headings of one side."""
LETTERS_OF_A_LINE = 42


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card for a meeting: points under the five headings."""

    meeting: str
    title: str
    parts: tuple[tuple[str, tuple[Point, ...]], ...]


def card(dossier: Dossier, page: Brief) -> Card:
    """Return the card for the meeting of a brief."""
    by_title = {part.title: part.points for part in page.parts}
    objectives = tuple(o for o in dossier.all(Objective) if o.meeting == page.meeting and not o.by)
    said = by_title.get("Our objectives", ())[:MOST_POINTS]
    said = (*said, *by_title.get("Tactical arguments", ()))[:MOST_POINTS] if len(said) < 3 else said
    parts = (
        ("Say", _fitting(said, LINES_OF_A_SIDE - 4)),
        ("Leave with", _leave(dossier, page, objectives)),
        ("If they say", _fitting(by_title.get("Our response", ()), 9)),
        ("Do not say", _fitting(not_to_say(dossier), 5)),
        ("To the press", _fitting(by_title.get("Press line", ()), 5)),
    )
    return Card(meeting=page.meeting, title=page.title, parts=parts)


def _fitting(points: tuple[Point, ...], lines: int) -> tuple[Point, ...]:
    """Return the first points, as many as so many lines hold; one at least."""
    found: list[Point] = []
    left = lines
    for point in points:
        left -= -(-(len(point.text) + (9 if point.tag else 0)) // LETTERS_OF_A_LINE)
        if found and left < 0:
            break
        found.append(point)
    return tuple(found)


def _leave(dossier: Dossier, page: Brief, objectives: tuple[Objective, ...]) -> tuple[Point, ...]:
    known = [Point(sentences=(drafted(o.met_when, trace(o, "met_when")),)) for o in objectives if o.met_when]
    if known:
        return _fitting(tuple(known), 4)
    text = say("No objective says how one will know that it is met.")
    meeting = dossier.of(Meeting, page.meeting)
    places = [trace(o, "met_when") for o in objectives] or ([trace(meeting)] if meeting is not None else [])
    return (Point(sentences=(computed(text, *places),), tag=MISSING),)


def not_to_say(dossier: Dossier) -> tuple[Point, ...]:
    """Words that messengers made harder: the first account does not have them."""
    found: dict[str, Point] = {}
    for relay in dossier.all(Relay):
        reading = dossier.ask(relay_reading, relay.id)
        for row in reading.rows:
            for cell in row.cells:
                hop = reading.hop(cell.hop)
                if Mark.HARDENED not in cell.marks or hop is None or not cell.words:
                    continue
                day = say(" on {day}", day=in_words(hop.on)) if hop.on is not None else ""
                words = in_quotes(cell.words)
                first = say("{words}: so {teller}{day}.", words=words, teller=teller(dossier, hop), day=day)
                before = (
                    say("Before: {before}.", before=in_quotes(cell.before))
                    if cell.before
                    else say("No earlier account has it.")
                )
                traces = traced(dossier, relay.id, "hops", hop.index)
                sentences = (Sentence(ended(first), "quoted", traces), Sentence(before, "quoted", traces))
                found.setdefault(cell.words, Point(sentences=sentences))
    return tuple(found.values())
