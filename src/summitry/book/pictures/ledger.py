"""The figure of an agreement: each duty in its place in the sequence, from its day to its judgement."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.analysis.ledger import Entry, Ledger
from summitry.book.blocks import Figure, Lane, Look, Mark, Sentence
from summitry.book.tracing import trace_of
from summitry.dossier.undertakings import STATUS_WORDS
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import opened

LOOKS: tuple[Look, ...] = ("open", "open", "grey", "filled")
"""By fate, from none to full."""


def ledger_figure(dossier: Dossier, book: Ledger) -> Figure | None:
    """Draw the duties of both sides; ``None`` where the agreement has no day or no duty was judged."""
    judged = [e.judged.earliest for e in book.entries if e.judged is not None]
    if book.on is None or not judged:
        return None
    made = book.on.earliest
    ends = [*judged, *([book.since.earliest] if book.since is not None else [])]
    last = min(dossier.day, max(*ends, made + timedelta(days=30)))
    if last <= made:
        return None
    lanes, side = [], ""
    order = sorted(book.entries, key=lambda e: (_side(book, e), e.place is None, e.place or 0, e.position))
    for entry in order:
        lanes.append(_lane(dossier, entry, (made, last), apart=bool(side) and entry.side != side))
        side = entry.side
    return Figure(
        first=made, last=last, lanes=tuple(lanes),
        caption=Sentence(_caption(made, last), traces=(trace_of(dossier, book.agreement, "duties"),)),
    )  # fmt: skip


def _side(book: Ledger, entry: Entry) -> int:
    return book.owing.index(entry.side) if entry.side in book.owing else len(book.owing)


def _lane(dossier: Dossier, entry: Entry, span: tuple[date, date], *, apart: bool) -> Lane:
    """A bar up to the day of the judgement; hatched to the end where there is none."""
    made, last = span
    note = dossier.title(entry.by)
    waits = [dossier.title(w.target) for w in entry.waits_for]
    if waits:
        note += say("; waits for {waits}", waits=waits[0]) + (say(" and others") if len(waits) > 1 else "")
    if entry.judged is None or entry.status is None:
        mark = Mark(since=made, until=last, look="hatched")
    else:
        word = say(STATUS_WORDS[min(entry.status, 3)])
        day = max(made, min(entry.judged.earliest, last))
        mark = Mark(since=made, until=day, look=LOOKS[min(entry.status, 3)],
                    label=f"{word}, {in_words(entry.judged)}")  # fmt: skip
    return Lane(title=opened(dossier.title(entry.target)), note=note, marks=(mark,), apart=apart)


def _caption(made: date, last: date) -> str:
    return say(
        "From {day}, when it was made, to {day2}: a bar ends on the day on which somebody judged the"
        " duty. Filled: carried out in full. Grey: in part. Open: not carried out, or to a small part."
        " Hatched: no judgement on record. The two sides are ruled apart; the duties of each stand in"
        " their order.",
        day=day_in_words(made),
        day2=day_in_words(last),
    )
