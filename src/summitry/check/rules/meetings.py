"""MTG: is there a meeting, on a day, with people, and what comes before and after it?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.countdown import countdown
from summitry.analysis.meetings import MeetingReading, is_fixed, meeting_reading
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Meeting, Task
from summitry.dossier.meetingdays import Given, called_off, is_ahead, is_ours
from summitry.dossier.meetingwords import window_in_words
from summitry.dossier.record import cited_document
from summitry.dossier.sides import the
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import counted, dated, listed, opened


def _reading(dossier: Dossier, meeting: Meeting) -> MeetingReading:
    reading = dossier.ask(meeting_reading, meeting.id)
    assert reading is not None
    return reading


@rule("MTG001", "meeting-without-day", Severity.SERIOUS, Meeting)
def meeting_without_day(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting ahead has no date, and no dated meeting must come after it.

    Nothing can be counted back from it, so nothing for it can be seen to be late. Give it a date or a
    window, however wide, or name it in `after` of a meeting that has one.
    """
    reading = _reading(dossier, meeting)
    if reading.ours and reading.standing == "no day" and not reading.circle:
        yield Found(
            message=f"{opened(meeting.title)} has no date, and no meeting with a date must come after it.",
            at=meeting.where(),
            about=(meeting.id,),
            hint="Write `dates: [{between: ..., and: ...}]`, or name it under `after` of a later meeting.",
        )


@rule("MTG002", "day-not-fixed", Severity.SERIOUS, Meeting)
def day_not_fixed(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting has a window and no fixed day; other meetings and tasks depend on which day it is.

    A day that was only floated soon counts as settled. Whoever fixes it should know what each end of
    the window costs: `summitry show countdown` has both side by side.
    """
    reading = _reading(dossier, meeting)
    if not reading.ours or reading.standing != "window":
        return
    rows = [r for r in dossier.ask(countdown, meeting.id).rows if not r.done]
    agreed = "" if reading.agreed else ", and nothing says that both sides agree on it"
    if reading.agreed is False:
        agreed = ", and the two sides have not agreed on it"
    names = [dossier.title(m) for m in reading.hanging]
    names += [counted(len(rows), "task")] if rows else []
    depends = "depends" if len(names) == 1 and len(rows) < 2 else "depend"
    waits = f" {opened(listed(names))} {depends} on it." if names else ""
    yield Found(
        message=f"{opened(meeting.title)} has no fixed day: it falls on"
        f" {window_in_words(reading.window)}{agreed}.{waits}",
        at=meeting.where("dates"),
        about=(meeting.id, *reading.hanging),
        hint="Decide which day to propose, and add it as a further dating with its source.",
        related=_related(dossier, reading.hanging, "its day follows from this one"),
    )


@rule("MTG003", "day-not-agreed", Severity.SERIOUS, Meeting)
def day_not_agreed(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting ahead has one day, on which the other side has not agreed.

    Preparation runs towards a day that one side alone has named. Have it confirmed, and record by whom.
    """
    reading = _reading(dossier, meeting)
    if reading.ours and reading.standing == "not agreed":
        refused = reading.agreed is False
        says = "the two sides have not agreed" if refused else "nothing says that both sides agree"
        yield Found(
            message=f"{opened(meeting.title)} is set for {window_in_words(reading.window)}, and {says} on"
            " it.",
            at=meeting.where("agreed" if refused else "dates"),
            about=(meeting.id,),
            hint="Add a dating with `agreed: yes` once both sides have said so, with its source.",
        )


@rule("MTG004", "no-lower-meeting-first", Severity.GRAVE, Meeting)
def no_lower_meeting_first(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """No meeting of a lower level is fixed before a meeting of leaders.

    What ministers and envoys have not settled is left to the leaders, and if they fail nobody is left to
    appeal to. Fix a day for a meeting of ministers or envoys, agreed with the other side, before it.
    """
    reading = _reading(dossier, meeting)
    if (
        reading.level != "leaders"
        or not is_ahead(dossier, meeting)
        or any(low.fixed for low in reading.lower)
    ):
        return
    told = [f"{dossier.title(low.meeting)} {_why_open(low.dated, low.agreed)}" for low in reading.lower]
    yield Found(
        message=f"No meeting of a lower level is fixed before {meeting.title}"
        f"{': ' + listed(told) if told else ', and none is planned'}.",
        at=meeting.where("after") if meeting.after else meeting.where(),
        about=(meeting.id, *(low.meeting for low in reading.lower)),
        hint="Agree a day for a lower meeting with the other side, or add one and name it under `after`.",
        related=_related(dossier, [low.meeting for low in reading.lower], "planned, not fixed"),
    )


def _why_open(dated: bool, agreed: bool) -> str:
    if not dated:
        return "has no date of its own"
    return "has no one day" if agreed else "has a date on which both sides have not agreed"


@rule("MTG005", "delegation-open", Severity.SERIOUS, Meeting, whole_only=True)
def delegation_open(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting ahead does not say who goes for us, or whom they meet.

    Briefs, lines and experience are judged by who will be in the room. Name the delegation and the
    counterparts, posts where the persons are not known.
    """
    if not is_ahead(dossier, meeting):
        return
    open_ = [
        w
        for w, names in (("who goes for us", meeting.delegation), ("whom they meet", meeting.with_))
        if not names
    ]
    if open_:
        yield Found(
            message=f"{opened(meeting.title)} does not say {listed(open_)}.",
            at=meeting.where(),
            about=(meeting.id,),
            hint="Fill `delegation` and `with`; a post will do where the person is not known.",
        )


@rule("MTG006", "held-without-minutes", Severity.NOTICE, Meeting)
def held_without_minutes(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting of ours was held, and no record of what was said is named.

    Memories of one talk part within days. Name the record, or write `minutes: none` where there is none
    so that nobody searches for it.
    """
    reading = _reading(dossier, meeting)
    if reading.ours and reading.standing == "held" and not meeting.minutes:
        on = f" on {day_in_words(reading.held)}" if reading.held else ""
        yield Found(
            message=f"{opened(meeting.title)} was held{on}; no record of what was said is named.",
            at=meeting.where("held"),
            about=(meeting.id,),
            hint="Write `minutes:` with the document, or `none`.",
        )


@rule("MTG007", "rival-datings", Severity.SERIOUS, Meeting)
def rival_datings(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Two datings of one meeting cannot both be right.

    They stay side by side, and the countdown takes the widest window. Find out which holds, and give the
    other an `until`.
    """
    reading = _reading(dossier, meeting)
    if not is_ahead(dossier, meeting) or not reading.window.rival:
        return
    told: dict[str, Given] = {}
    for given in reading.window.rival:
        told.setdefault(window_in_words(given), given)
    words = [f"{span}{_giver(dossier, given.by, given.source)}" for span, given in told.items()]
    yield Found(
        message=f"{opened(meeting.title)} has {counted(len(words), 'dating')} that cannot all be right:"
        f" {listed(words)}.",
        at=meeting.where("dates"),
        about=(meeting.id,),
        hint="Write `until: ...` with the last day on which a dating stood, or `agreed: yes` on the one"
        " that both sides have agreed on.",
        related=tuple(Related(meeting.where("dates", g.at), span) for span, g in told.items()),
    )


def _giver(dossier: Dossier, by: str, source: tuple[str, ...]) -> str:
    if by:
        return f" ({dossier.title(by)})"
    return f" ({dossier.title(cited_document(source[0]))})" if source else ""


@rule("MTG008", "meetings-out-of-order", Severity.SERIOUS, Meeting)
def meetings_out_of_order(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting that must come first cannot, as the two are dated, or leaves too few workdays.

    Move one of them, or take the other out of `after`.
    """
    reading = _reading(dossier, meeting)
    for clash in reading.clashes if reading.ours else ():
        other = dossier.title(clash.meeting)
        if clash.why == "order":
            message = f"{opened(other)} must come before {meeting.title}, and is dated no earlier."
        else:
            days = counted(clash.gap, "workday")
            message = f"{opened(other)} must lie {days} before {meeting.title}; its dates leave fewer."
        yield Found(
            message=message,
            at=meeting.where("after"),
            about=(meeting.id, clash.meeting),
            hint="Move one of the two, or take it out of `after`.",
            related=_related(dossier, (clash.meeting,), "its dates"),
        )


@rule("MTG009", "day-passed", Severity.SERIOUS, Meeting)
def day_passed(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """The last day on which a meeting could fall has passed, and nothing says that it was held.

    Say that it was, or give it another day; until then nothing can be counted back from it.
    """
    reading = _reading(dossier, meeting)
    late = reading.window.late
    if reading.ours and reading.standing == "day passed" and reading.window.dated and late is not None:
        yield Found(
            message=f"{opened(meeting.title)} was to be held by {day_in_words(late)}; nothing says that it"
            " was.",
            at=meeting.where("dates"),
            about=(meeting.id,),
            hint="Write `held: ...`, or add another dating.",
        )


@rule("MTG010", "circular-meetings", Severity.SERIOUS, Meeting)
def circular_meetings(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Meetings wait for each other in a circle.

    Each must come before the other, so none can be given a day. Take one out of `after`.
    """
    circle = _reading(dossier, meeting).circle
    if circle and meeting.id == min(circle):
        names = [dossier.title(m) for m in circle]
        steps = [f"{a} must come after {b}" for a, b in zip(names, (*names[1:], names[0]), strict=True)]
        yield Found(
            message=f"{opened(listed(steps))}.",
            at=meeting.where("after"),
            about=circle,
            hint="Take one of the ids out of `after`.",
        )


@rule("MTG011", "meeting-without-level", Severity.NOTICE, Meeting)
def meeting_without_level(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting ahead does not say at what level it is.

    Whether lower levels have met first cannot be told. Write `leaders`, `ministers`, `envoys`,
    `working` or `technical`.
    """
    if is_ahead(dossier, meeting) and not meeting.level and not is_fixed(dossier, meeting):
        yield Found(
            message=f"{opened(meeting.title)} does not say at what level it is.",
            at=meeting.where(),
            about=(meeting.id,),
            hint="Write `level: ministers`, or another of the levels.",
        )


@rule("MTG012", "called-off", Severity.SERIOUS, Meeting)
def was_called_off(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """A meeting was called off, and tasks for it are still open.

    Whoever goes on preparing it does so for nothing, or in the hope that it will be on again; nobody has
    said which. Drop the tasks, give them to another meeting, or record that it is on again.
    """
    off = called_off(dossier, meeting)
    tasks = [
        t for t in dossier.naming(meeting.id, Task) if meeting.id in t.serves and not is_done(dossier, t)
    ]
    if off is None or not tasks or not is_ours(dossier, meeting):
        return
    on = f" {dated(off.since)}" if off.since is not None else ""
    by = f" by {the(dossier, off.by)}" if off.by else ""
    are = "is" if len(tasks) == 1 else "are"
    yield Found(
        message=f"{opened(meeting.title)} was called off{by}{on}; {counted(len(tasks), 'task')} for it"
        f" {are} still open.",
        at=meeting.where("states"),
        about=(meeting.id, *(t.id for t in tasks)),
        hint="Drop them, or name another meeting under `serves`; if it is on again, add that under `states`.",
        related=tuple(Related(t.where(), "still open") for t in tasks),
    )


def _related(dossier: Dossier, ids: Iterable[str], says: str) -> tuple[Related, ...]:
    found = [(id, m) for id in ids if (m := dossier.of(Meeting, id)) is not None]
    return tuple(Related(m.where(), f"{m.title}: {says}") for _, m in found)


RULES = (
    meeting_without_day, day_not_fixed, day_not_agreed, no_lower_meeting_first, delegation_open,
    held_without_minutes, rival_datings, meetings_out_of_order, day_passed, circular_meetings,
    meeting_without_level, was_called_off,
)  # fmt: skip
