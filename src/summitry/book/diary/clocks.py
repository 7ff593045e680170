"""Which clocks moved: pledges, conditions, tasks turning late, days of meetings, deadlines reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summitry.analysis.countdown import countdown
from summitry.analysis.pledges import Dated, PledgeState, ReadingState
from summitry.book.diary.deadlines import Deadlines
from summitry.book.diary.standing import Standing
from summitry.book.diary.value import ClockMove
from summitry.dossier.kinds import Condition, Meeting
from summitry.dossier.meetingdays import ENDS, End, Window, is_held
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, zone_city
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import listed

_ENDS: dict[End, str] = {"early": "first", "late": "last"}


def moved_clocks(before: Standing, after: Standing, deadlines: Deadlines) -> tuple[ClockMove, ...]:
    """Return the clocks that moved between two days, by kind, then by the id they are about."""
    return (
        *_pledges(before, after), *_conditions(before, after), *_tasks(before, after),
        *_meetings(before, after), *deadlines.reached(before.dossier, after.dossier),
    )  # fmt: skip


# -- pledges --------------------------------------------------------------------------------------


def _pledges(before: Standing, after: Standing) -> Iterator[ClockMove]:
    for id in sorted({*before.pledges, *after.pledges}):
        old, new = before.pledges.get(id), after.pledges.get(id)
        if old is new or old == new:
            continue
        olds = {_reading_key(r): r for r in old.readings} if old else {}
        news = {_reading_key(r): r for r in new.readings} if new else {}
        for key in {**olds, **news}:
            says = _pledge_says(after.dossier, old, new, olds.get(key), news.get(key))
            if says:
                one, other = olds.get(key), news.get(key)
                yield ClockMove(
                    kind="pledge", about=id, title=(after if new else before).dossier.title(id), says=says,
                    before=one.state if one else "", after=other.state if other else "",
                    on=_day(other.last) if other and other.last else None,
                )  # fmt: skip


def _reading_key(reading: ReadingState) -> tuple[str, str, int]:
    return reading.terms.by, reading.terms.says, reading.terms.entry


def _pledge_says(
    dossier: Dossier, old: PledgeState | None, new: PledgeState | None, one: ReadingState | None,
    other: ReadingState | None,
) -> str:  # fmt: skip
    if other is None:
        return say("This reading is no longer on record.") if new is not None else say("Not on record.")
    whose = the(dossier, other.terms.by) if other.terms.by else ""
    many = new is not None and len(new.readings) > 1
    it = (
        say("On the reading of {whose}, it is", whose=whose)
        if whose
        else say("By its own words, it is")
        if many
        else say("It is")
    )
    state = say(_STATES.get(other.state, other.state))
    if one is None:
        begun = (
            f"{it} {state}"
            if old is None
            else say("A new reading: {it}{it2} {state}", it=it[:1].lower(), it2=it[1:], state=state)
        )
        return f"{begun}{_count(dossier, other)}."
    if one.state != other.state:
        struck = {d.events for d in (*one.broken_by, *one.contested)}
        fresh = [d for d in (*other.broken_by, *other.contested) if d.events not in struck]
        through = listed(dossier.title(d.events[0]) for d in fresh)
        return say("{it} now {state}, and was {state2}", it=it, state=state, state2=say(one.state)) + (
            f": {through}." if through else "."
        )
    if one.last is not None and other.last is not None and _day(one.last) < _day(other.last):
        return say(
            "{it} still {state}; the count of days begins anew{count}.",
            it=it,
            state=state,
            count=_count(dossier, other),
        )
    return ""


_STATES = {"not judged": marked("not judged, since it names no kind of event")}


def _count(dossier: Dossier, reading: ReadingState) -> str:
    last = reading.last
    if last is None or reading.state == "not judged":
        return ""
    days = dict.fromkeys(day.day for day in last.days)
    if len(days) == 1:
        since = day_in_words(_day(last))
    else:
        since = listed(
            say("{day} in {place}", day=day_in_words(d.day), place=zone_city(d.zone)) for d in last.days
        )
    return say(
        "; last event in its scope: {events}, {since}", events=dossier.title(last.events[0]), since=since
    )


def _day(last: Dated) -> date:
    return last.days[-1].day


# -- conditions -----------------------------------------------------------------------------------

_HOLDS = {
    "yes": marked("holds"),
    "no": marked("does not hold"),
    "disputed": marked("is disputed"),
    "": marked("is not on record"),
}


def _conditions(before: Standing, after: Standing) -> Iterator[ClockMove]:
    for id in sorted({*before.conditions, *after.conditions}):
        old, new = before.conditions.get(id), after.conditions.get(id)
        was, now = (old.holds if old else ""), (new.holds if new else "")
        if was == now:
            continue
        dossier = (after if new else before).dossier
        record = dossier.of(Condition, id)
        title = record.title if record else id
        yield ClockMove(
            kind="condition", about=id, title=title, before=was, after=now,
            says=say("The condition {now} now; before, it {was}.", now=say(_HOLDS[now]), was=say(_HOLDS[was]))
            if old and new and was else say("The condition {now}.", now=say(_HOLDS[now])),
        )  # fmt: skip


# -- tasks ----------------------------------------------------------------------------------------


def _tasks(before: Standing, after: Standing) -> Iterator[ClockMove]:
    was, now = _late(before), _late(after)
    for task, end in sorted({*was, *now}, key=lambda key: (key[0], ENDS.index(key[1]))):
        if (task, end) in was and (task, end) in now:
            continue
        turned = (task, end) in now
        stand = after if turned else before
        meetings = (now if turned else was)[(task, end)]
        start = _latest_start(stand.dossier, task, end, meetings)
        ahead = listed(stand.dossier.title(m) for m in meetings)
        late_for = say("the {ends} day of {ahead}", ends=say(_ENDS[end]), ahead=ahead)
        if turned:
            says = say("Late for {end}", end=late_for) + (
                say(": it had to begin by {day}.", day=day_in_words(start)) if start else "."
            )
        else:
            says = say("No longer late for {end}.", end=late_for)
        yield ClockMove(
            kind="task", about=task, title=stand.dossier.title(task), says=says, on=start,
            before="" if turned else "late", after="late" if turned else "",
            late_for=late_for if turned else "",
        )  # fmt: skip


def _late(stand: Standing) -> dict[tuple[str, End], tuple[str, ...]]:
    found: dict[tuple[str, End], tuple[str, ...]] = {}
    for meeting, late in sorted(stand.late.items()):
        for end in ENDS:
            for task in late.early if end == "early" else late.late:
                found[(task, end)] = (*found.get((task, end), ()), meeting)
    return found


def _latest_start(dossier: Dossier, task: str, end: End, meetings: tuple[str, ...]) -> date | None:
    rows = [dossier.ask(countdown, m).row(task) for m in meetings]
    latest = [row.at(end) for row in rows if row is not None]
    return min((found.start for found in latest if found is not None), default=None)


# -- meetings -------------------------------------------------------------------------------------


def _meetings(before: Standing, after: Standing) -> Iterator[ClockMove]:
    for id in sorted({*before.windows, *after.windows}):
        old, new = before.windows.get(id), after.windows.get(id)
        was, now = _window_words(old), _window_words(new)
        title = (after if new else before).dossier.title(id)
        if new is None:
            meeting = after.dossier.of(Meeting, id)
            held = meeting is not None and is_held(after.dossier, meeting)
            gone = (
                say("It has been held.")
                if held
                else say("It is no longer ahead.")
                if meeting
                else say("Not on record.")
            )
            yield ClockMove(kind="meeting", about=id, title=title, says=gone, before=was)
            continue
        if was != now:
            told = (
                say("Its days are now {now}; they were {was}.", now=now, was=was)
                if old and was
                else say("Its days are {now}.", now=now)
            )
            if not now:
                told = say("It has no day; it had {was}.", was=was) if was else ""
            if told:
                yield ClockMove(kind="meeting", about=id, title=title, says=told, before=was, after=now)
        yield from _reached(before.dossier.limit, after.dossier.limit, id, title, new)


def _reached(since: date, day: date, id: str, title: str, window: Window) -> Iterator[ClockMove]:
    for end in ENDS:
        on = window.end(end)
        if on is not None and since < on <= day:
            words = (
                say("The day") if window.early == window.late else say("The {ends} day", ends=say(_ENDS[end]))
            )
            yield ClockMove(
                kind="meeting",
                about=id,
                title=title,
                on=on,
                says=say(
                    "{words} on which it can begin, {day}, has come.", words=words, day=day_in_words(on)
                ),
            )
            if window.early == window.late:
                return


def _window_words(window: Window | None) -> str:
    if window is None or (window.early is None and window.late is None):
        return ""
    if window.early == window.late and window.early is not None:
        return day_in_words(window.early)
    first = say("from {day}", day=day_in_words(window.early)) if window.early else ""
    last = f"{'to' if first else 'until'} {day_in_words(window.late)}" if window.late else "on"
    return f"{first} {last}".strip()
