"""The ten lines of a digest: what was learned, what contradicts what, what is now late, what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summitry.book.blocks import Sentence
from summitry.book.diary.value import Entry, FindingMove, Learned
from summitry.book.digest import late, moves, news, parts
from summitry.book.digest.value import CameIn, Notice
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass

MOST = 10

SHARES = (("news", 4), ("found", 3), ("came", 1), ("alarms", 1), ("moved", 1), ("more", 0), ("changed", 0))
"""How many lines each sort has at first, in the order in which they are told."""

SPARE = ("found", "news", "moved", "alarms", "came", "more", "changed")
"""What some sorts leave goes to the others in this order. ``changed`` are findings that stood the day before
and say something else now: they are on top where room is left, but for contradictions."""


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
    graver = [line for name in ("found", "changed") for line in found[name][: taken[name]]]
    for name, _ in SHARES:
        if name == "found":
            yield from (line.sentence for line in sorted(graver, key=lambda line: line.weighs))
        elif name != "changed":
            yield from (line.sentence for line in found[name][: taken[name]])
    yield from ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of some sort, and what it is ordered by among findings: the graver first, then what contradicts
    something, then what is new, then what rests on the news that is told first."""

    sentence: Sentence
    weighs: tuple[int, ...] = ()


def _sorts(
    dossier: Dossier, entry: Entry, notices: Sequence[Notice], came: Sequence[CameIn]
) -> dict[str, list[Line]]:
    told, more = news.one_each(dossier, news.news(dossier, entry))
    shown = {item.record for item in (*told, *more)}
    said = [m for m in entry.lines if not (m.statements and shown.issuperset(m.statements))]
    fresh = [n for n in notices if n.fresh]
    found, changed = _findings(dossier, entry, told)
    against = (Line(sentence=parts.alarm(dossier, n), weighs=AGAINST) for n in fresh if n.contradicts)
    return {
        "news": _plain(news.told(dossier, entry, item) for item in told) or _only_filed(dossier, entry),
        "found": sorted((*found, *against), key=lambda line: line.weighs),
        "came": _plain(parts.came_in(dossier, each) for each in came),
        "alarms": _plain(parts.alarm(dossier, n) for n in fresh if not n.contradicts),
        "moved": _plain(moves.moved(dossier, (*said, *moves.clocks(entry)))),
        "more": _plain(news.told(dossier, entry, item) for item in more),
        "changed": sorted(changed, key=lambda line: line.weighs),
    }  # fmt: skip


AGAINST = (moves.SEVERITIES.index("serious"), 0, 0)
"""What an alarm weighs that says what contradicts a line: as a new contradiction that is serious."""


def _findings(dossier: Dossier, entry: Entry, told: Sequence[Learned]) -> tuple[list[Line], list[Line]]:
    """The findings that are new or contradict something, and the others that changed."""
    found: list[Line] = []
    changed: list[Line] = []
    for move in (*moves.contradictions(entry), *moves.others(entry)):
        against = move.code in moves.CONTRADICTIONS
        if not moves.is_news(move) or (move.severity == "notice" and not against):
            continue
        line = Line(
            sentence=moves.finding(dossier, move, short=True),
            weighs=moves.weight(move, _rests_on(dossier, entry, move, told)),
        )  # fmt: skip
        (found if against or move.how != "changed" else changed).append(line)
    return found, changed


def _rests_on(dossier: Dossier, entry: Entry, move: FindingMove, told: Sequence[Learned]) -> int:
    """The place among the news of the first thing that a finding rests on, or is about, or that touches what
    it is about; after all of them where there is none."""
    ids = {id.partition("/")[0] for id in (*move.about, *(named.id for named in move.why.records))}
    for at, item in enumerate(told):
        if item.record in ids or (move.about and move.about[0] in news.touches(dossier, entry, item)):
            return at
    return len(told)


def _plain(sentences: Iterable[Sentence]) -> list[Line]:
    return [Line(sentence=sentence) for sentence in sentences]


def _only_filed(dossier: Dossier, entry: Entry) -> list[Line]:
    """On a day on which nobody said or did anything: what was filed, one line a kind."""
    return _plain(news.learned(dossier, entry))


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
