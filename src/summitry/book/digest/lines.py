"""The ten lines of a digest: what was learned, what contradicts what, what is now late, what is due next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitry.book.blocks import Sentence
from summitry.book.diary.value import Entry
from summitry.book.digest import late, moves, news, parts
from summitry.book.digest.value import CameIn, Notice
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say

MOST = 10

SHARES = (("news", 4), ("against", 2), ("came", 1), ("alarms", 1), ("found", 1), ("moved", 1), ("more", 0),
          ("changed", 0))  # fmt: skip
"""How many lines each sort has at first, in the order in which they are told."""

SPARE = ("against", "found", "news", "moved", "alarms", "came", "more", "changed")
"""What some sorts leave goes to the others in this order."""


def ten_lines(
    dossier: Dossier, entry: Entry, notices: Sequence[Notice] = (), came: Sequence[CameIn] = ()
) -> Iterator[Sentence]:
    """Yield at most ten lines, the weightiest first; none on a day on which nothing is to be told."""
    ends = [line for line in (_late(dossier, entry), _due(dossier)) if line is not None]
    found = _sorts(dossier, entry, notices, came)
    room = MOST - len(ends)
    taken = {name: min(len(found[name]), share) for name, share in SHARES}
    for name in SPARE:
        spare = room - sum(taken.values())
        taken[name] += max(0, min(len(found[name]) - taken[name], spare))
    if not any(taken.values()):
        yield from [moves.finding(dossier, m, short=True) for m in moves.others(entry)][:1]
    for name, _ in SHARES:
        yield from found[name][: taken[name]]
    yield from ends


def _sorts(
    dossier: Dossier, entry: Entry, notices: Sequence[Notice], came: Sequence[CameIn]
) -> dict[str, list[Sentence]]:
    told, more = news.one_each(dossier, news.news(dossier, entry))
    shown = {item.record for item in (*told, *more)}
    said = [m for m in entry.lines if not (m.statements and shown.issuperset(m.statements))]
    against = [m for m in moves.contradictions(entry) if moves.is_news(m)]
    others = [m for m in moves.others(entry) if moves.is_news(m) and m.severity != "notice"]
    fresh = [n for n in notices if n.fresh]
    return {
        "news": [news.told(dossier, entry, item) for item in told] or _only_filed(dossier, entry),
        "against": [
            *(moves.finding(dossier, m, short=True) for m in against),
            *(parts.alarm(dossier, n) for n in fresh if n.contradicts),
        ],
        "came": [parts.came_in(dossier, each) for each in came],
        "alarms": [parts.alarm(dossier, n) for n in fresh if not n.contradicts],
        "found": [moves.finding(dossier, m, short=True) for m in others if m.how != "changed"],
        "moved": list(moves.moved(dossier, (*said, *moves.clocks(entry)))),
        "more": [news.told(dossier, entry, item) for item in more],
        "changed": [moves.finding(dossier, m, short=True) for m in others if m.how == "changed"],
    }  # fmt: skip


def _only_filed(dossier: Dossier, entry: Entry) -> list[Sentence]:
    """On a day on which nobody said or did anything: what was filed, one line a kind."""
    return list(news.learned(dossier, entry))


def _late(dossier: Dossier, entry: Entry) -> Sentence | None:
    """What turned late, and how much is late in all."""
    turned = tuple(late.turned_late(dossier, entry))
    every = {t.record for s in turned for t in s.traces}
    all_ = late.late_line(dossier, named=bool(turned))
    if all_ is None or (turned and every == {t.record for t in all_.traces}):
        return parts.joined(turned) if turned else None
    return parts.joined((*turned, all_))


def _due(dossier: Dossier) -> Sentence | None:
    """What is due on the next workday."""
    day = late.next_workday(dossier)
    due = tuple(late.due_next(dossier, day, late.MOST_NAMED))
    if not due:
        return None
    head = Sentence(say("Due on {day}.", day=day_in_words(day, weekday=True)))
    return parts.joined((head, *due))
