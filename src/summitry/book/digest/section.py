"""The digest of a day as a page: ten lines on top, the rest behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from summitry.book.blocks import Block, Heading, Paragraph, Points, Section, Sentence
from summitry.book.brief.findings import RULES as BRIEF_RULES
from summitry.book.diary import difference
from summitry.book.diary.value import Entry
from summitry.book.digest import late, moves, news, parts
from summitry.book.digest.lines import ten_lines
from summitry.book.digest.value import CameIn, Notice
from summitry.check.rules import RULES
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import counted, listed, number

EVERY_RULE = (*RULES, *BRIEF_RULES)
ONE_DAY = timedelta(days=1)
HOW = marked("The end of the day against the end of the day before; every rule was run on both.")


def digest(
    dossier: Dossier, notices: Sequence[Notice] = (), came: Sequence[CameIn] = (), entry: Entry | None = None
) -> Section:
    """Return the digest of the dossier's day: what differs from the evening before, and what is late.

    ``entry`` is what differs, where somebody has computed it; ``notices`` are the alarms of the watch that
    stand, ``came`` what came in and nobody has read. It holds what the dossier holds: that of a reader is
    made from the reader's copy.
    """
    day = dossier.limit
    entry = entry or difference(dossier, day - ONE_DAY, day, EVERY_RULE)
    top = tuple(ten_lines(dossier, entry, notices, came))
    blocks: list[Block] = [Heading(say("The day in ten lines")), Points(top, numbered=True)] if top else []
    told = {line.text for line in top}
    for title, sentences in _behind(dossier, entry, notices, came):
        rest = tuple(s for s in sentences if s.text not in told)
        if rest:
            blocks += [Heading(title), Points(rest)]
    blocks += _due(dossier)
    return Section(
        kicker=say("Digest"), title=day_in_words(day, weekday=True), verdict=Sentence(_verdict(entry)),
        blocks=tuple(blocks), basis=Basis(method=say(HOW)),
    )  # fmt: skip


def alarm(dossier: Dossier, notice: Notice) -> Section:
    """Return a page of one alarm, to be sent by itself."""
    return Section(
        kicker=say("Alarm"), title=day_in_words(dossier.limit, weekday=True),
        blocks=(Heading(say("Alarm")), Points((parts.whole_alarm(dossier, notice),))),
        basis=Basis(method=say("What was written down beforehand is held against the day.")),
    )  # fmt: skip


def _behind(
    dossier: Dossier, entry: Entry, notices: Sequence[Notice], came: Sequence[CameIn]
) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    against = [n for n in notices if n.contradicts]
    yield say("What was learned"), tuple(news.learned(dossier, entry))
    yield say("Came in, unread"), tuple(parts.came_in(dossier, each) for each in came)
    yield say("What contradicts what"), (
        *(moves.finding(dossier, m) for m in moves.contradictions(entry)),
        *(parts.whole_alarm(dossier, n) for n in against),
    )  # fmt: skip
    yield say("Other findings"), tuple(moves.finding(dossier, m) for m in moves.others(entry))
    yield say("Clocks and answers"), tuple(moves.moved(dossier, (*moves.clocks(entry), *entry.lines)))
    yield say("Late now"), tuple(late.late_now(dossier, entry))
    yield say("Alarms"), tuple(parts.whole_alarm(dossier, n) for n in notices if not n.contradicts)


def _due(dossier: Dossier) -> Iterator[Block]:
    day = late.next_workday(dossier)
    due = tuple(late.due_next(dossier, day))
    yield Heading(say("Due on {day}", day=day_in_words(day, weekday=True)))
    yield Points(due) if due else Paragraph((Sentence(say("Nothing on record is due.")),))


def _verdict(entry: Entry) -> str:
    """Count what was learned, found and moved; what is none is left out."""
    learned = len(entry.learned) + sum(row.count for row in entry.rows)
    findings = [m for m in entry.findings if m.code not in moves.TOLD_AS_LATE]
    how = [m.how for m in findings]
    found = (
        (marked("{count} new"), how.count("appeared") + how.count("no longer accepted")),
        (marked("{count} changed"), how.count("changed")),
        (marked("{count} gone"), how.count("went") + how.count("accepted")),
    )  # fmt: skip
    parts_ = (
        (marked("Learned: {what}."), counted(learned, say("thing"), say("things")) if learned else ""),
        (marked("Findings: {what}."), listed(say(text, count=number(n)) for text, n in found if n)),
    )  # fmt: skip
    told = " ".join(say(text, what=what) for text, what in parts_ if what)
    if entry.quiet:
        return say("Nothing was learned, and nothing changed by itself.")
    return told or say("Nothing was learned.")
