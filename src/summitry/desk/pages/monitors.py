"""Monitors: what was written down beforehand to be watched, and how it would have done in the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.pages import pasttests
from summitry.desk.pages.alarms import MONITORS, monitor_of, rows, tabs, to
from summitry.desk.pages.framing import page
from summitry.desk.pages.keeping import Kept
from summitry.dossier.kinds import Agreement, Channel, Clearance, Indicator, Line, Pledge, Series, Task, Test
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, day_in_words, in_words
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened
from summitry.watch.monitors import SOON, MonitorTest, PastTest, back_test_of, past_of, why_not

MOST = 200
"""Records of one sort that are listed."""
TELLING = 12
"""Days that are told one by one."""

_tests: Kept[MonitorTest | None] = Kept(24)
_pasts: Kept[PastTest | None] = Kept(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A record that is watched: what its record says to look for, whether there is an alarm."""

    title: str
    href: str
    looks_for: str
    owner: str
    alarm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One reading over one list of past events."""

    series: str
    by: str
    says: str
    breaks: int
    found: int
    early: int
    late: int
    missed: int
    false: int
    days: tuple[tuple[str, str], ...]


@require_safe
def monitors(request: HttpRequest, slug: str) -> HttpResponse:
    """List what is watched, by sort."""
    here = seat(request, slug)
    stands = {row.href: row.says for row in rows(here)}
    sorts = []
    holds: list[str] = []
    for title, found in watched(here.dossier):
        holds += [record.id for record, _ in found[:MOST]]
        sorts.append((title, [_shown(here, r, says, stands) for r, says in found[:MOST]], len(found) - MOST))
    return page(
        request, here, "desk/monitors.html", title="Monitors", here="alarms", tabs=tabs(here, "monitors"),
        sorts=sorts, holds=holds, verdict="What is watched was written down before it happened, and is held"
        " against each day. Run a monitor over the past before relying on it: its page does.",
    )  # fmt: skip


def _shown(here: Seat, record: Record, says: str, stands: dict[str, str]) -> Watched:
    owner = getattr(record, "owner", "") or getattr(record, "watcher", "") or getattr(record, "by", "")
    return Watched(
        title=opened(record.known_as), href=monitor_of(here, record.id), looks_for=says,
        owner=opened(here.dossier.title(owner)) if isinstance(owner, str) and owner else "",
        alarm=stands.get(to(here, record.id), ""),
    )  # fmt: skip


def watched(dossier: Dossier) -> Iterator[tuple[str, list[tuple[Record, str]]]]:
    """What is watched, and what is looked for, by sort."""
    yield "Pledges, by reading", [(p, _pledge(dossier, p)) for p in dossier.all(Pledge)]
    yield "Tests", [(t, _rule(t.threshold, t.source_rule, t.deadline)) for t in dossier.all(Test)]
    yield "Signs", [(i, _rule(i.threshold, i.source_rule, None)) for i in dossier.all(Indicator)]
    yield "Counts of events", [(s, _series(s)) for s in dossier.all(Series)]
    lines = [
        (line, f"Its last day is {in_words(line.until)}." if line.until else "") for line in dossier.all(Line)
    ]
    old = f"It may not be older than {dossier.header.line_life} days."
    yield "Lines to take", [(line, says or old) for line, says in lines]
    until = [(c, f"It holds until {in_words(c.until)}.") for c in dossier.all(Clearance) if c.until]
    yield "Clearances", [*until]
    duties = [
        (a, counted(sum(d.due is not None for d in a.duties), "duty", "duties"))
        for a in dossier.all(Agreement)
    ]
    yield "Duties of agreements", [(a, f"{opened(n)} with a day.") for a, n in duties if n != "no duties"]
    yield "Tasks", [(t, _task(t)) for t in dossier.all(Task)]
    yield "Channels", [(c, "Something leans on it, and it falls silent.") for c in dossier.all(Channel)]


def _pledge(dossier: Dossier, pledge: Pledge) -> str:
    kinds = [dossier.title(kind) for kind, says in pledge.scope if says == "in"]
    more = [*kinds[:5], f"{len(kinds) - 5} other kinds"] if len(kinds) > 5 else kinds
    return f"{opened(listed(more, 'or'))}." if kinds else "Its words name no kind of event."


def _rule(threshold: str, source_rule: str, deadline: When | None) -> str:
    told = [threshold, source_rule, f"until {in_words(deadline)}" if deadline else ""]
    return "; ".join(filter(None, told)) or "Nothing was written down."


def _task(task: Task) -> str:
    due = f"It is due {in_words(task.due)}. " if task.due else ""
    return f"{due}It begins by its latest start."


def _series(series: Series) -> str:
    return "More days with events in 30 days than in all but few such spells before."


@require_safe
def monitor(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show one monitor: its alarms on the day, and its back-test."""
    here = seat(request, slug)
    record = here.dossier.get(id)
    sort = next(
        ((title, says) for title, found in watched(here.dossier) for r, says in found if r.id == id), None
    )
    if record is None or sort is None:
        raise Nothing
    stand = [row for row in rows(here) if row.href == to(here, id)]
    test = _tests.get(here, id, None, lambda: back_test_of(here.dossier, id))
    tested = [_tested(here.dossier, test, n) for n in range(len(test.rows))] if test is not None else []
    past = _pasts.get(here, id, None, lambda: past_of(here.dossier, id))
    return page(
        request, here, "desk/monitor.html", title=opened(record.known_as), kind=f"Monitor: {sort[0]}",
        here="alarms", looks_for=sort[1], stand=stand, tested=tested, record=to(here, id),
        days=test.days if test is not None else 0, is_pledge=isinstance(record, Pledge), soon=SOON,
        all_href=tabs(here, "")[1][1], verdict=_verdict(tested, past, stand=len(stand)), holds=[id],
        past=pasttests.shown(here, past) if past is not None else None, why_not=why_not(here.dossier, id),
    )  # fmt: skip


def _verdict(tested: list[Tested], past: PastTest | None, *, stand: int) -> str:
    now = f"{opened(counted(stand, 'alarm'))} on this day." if stand else "No alarm on this day."
    if past is not None:
        return f"{now} {pasttests.verdict(past)}"
    if not tested:
        return now
    wrong = [t for t in tested if t.days]
    if not wrong:
        return f"{now} In the past it told of every break, by every reading, on the day it was learned."
    who = listed(dict.fromkeys(t.by for t in wrong))
    return f"{now} In the past it told some breaks late, never or wrongly: {who}."


def _tested(dossier: Dossier, test: MonitorTest, number: int) -> Tested:
    row = test.rows[number]
    told = (("told before it was learned", row.early), ("told late", row.late), ("never told", row.missed),
            ("told wrongly", row.false))  # fmt: skip
    return Tested(
        series=opened(dossier.title(row.series)), says=row.says, breaks=row.breaks, found=row.found,
        by=opened(dossier.title(row.by)) if row.by else "By its text", early=len(row.early),
        late=len(row.late), missed=len(row.missed), false=len(row.false),
        days=tuple((what, _days(days)) for what, days in told if days),
    )  # fmt: skip


def _days(days: tuple[date, ...]) -> str:
    more = f" and {len(days) - TELLING} more" if len(days) > TELLING else ""
    return ", ".join(day_in_words(d) for d in days[:TELLING]) + more


__all__ = ["MONITORS", "monitor", "monitors"]
