"""The head of a brief: when, where, at which level, with whom."""

from __future__ import annotations

from datetime import date

from summitry.analysis.people import delegation
from summitry.book.blocks import Sentence
from summitry.book.brief.saying import computed, drafted, quoted, trace
from summitry.dossier.introduce import introduced
from summitry.dossier.kinds import Meeting, Post
from summitry.dossier.meetingdays import Window, called_off, held_on, is_agreed, meeting_window
from summitry.dossier.posts import standing
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import dated

LEVELS = {
    "leaders": marked("Leaders"),
    "ministers": marked("Foreign ministers"),
    "envoys": marked("Envoys"),
    "working": marked("Working level"),
    "technical": marked("Experts on technical questions"),
}


def people(dossier: Dossier, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the people a list names, posts by those who fill them on the day."""
    found: dict[str, None] = {}
    for id in ids:
        record = dossier.get(id)
        if isinstance(record, Post):
            found.update(dict.fromkeys(standing(dossier, record).manned or (id,)))
        elif record is not None:
            found[id] = None
    return tuple(found)


def title(dossier: Dossier, meeting: Meeting) -> str:
    """Return the page's title: who meets whom, or what the meeting is called."""
    ours = [dossier.title(p) for p in people(dossier, meeting.delegation)[:1]]
    theirs = [dossier.title(p) for p in people(dossier, meeting.with_)[:1]]
    if ours and theirs:
        return say("{ours} with {theirs}", ours=ours[0], theirs=theirs[0])
    return meeting.title[:1].upper() + meeting.title[1:]


def when(dossier: Dossier, meeting: Meeting) -> tuple[Sentence, ...]:
    """Say when it is: held, fixed, in a window, before another meeting, or unknown."""
    held = held_on(dossier, meeting)
    if held is not None:
        return (quoted(say("Held on {day}", day=day_in_words(held)), trace(meeting, "held")),)
    off = called_off(dossier, meeting)
    if off is not None:
        on = f" {dated(off.since)}" if off.since is not None else ""
        place = meeting.states.index(off)
        return (computed(say("Called off{on}", on=on), trace(meeting, "states", place, of=off)),)
    window = dossier.ask(meeting_window, meeting.id)
    if window.dated:
        given = trace(meeting, "dates", window.given[0].at, of=meeting.dates[window.given[0].at])
        said = quoted(_span(window, dossier.limit), given)
        if is_agreed(dossier, meeting) is not False:
            return (said,)
        return (said, computed(say("Not agreed by both sides"), trace(meeting, "agreed")))
    no_day = computed(say("No day is fixed"), trace(meeting, "dates"))
    return (no_day, *_placed(dossier, window))


def _placed(dossier: Dossier, window: Window) -> tuple[Sentence, ...]:
    """Where a later meeting puts it: by 16 April if that is on 1 May."""
    if window.early is None or not window.early_chain:
        return ()
    last = dossier.of(Meeting, window.early_chain[-1])
    if last is None:
        return ()
    later = dossier.ask(meeting_window, last.id)
    if later.early is None:
        return ()
    today = dossier.limit
    text = say(
        "By {day} if {title} is on {day2}",
        day=_short(window.early, today),
        title=last.title,
        day2=_short(later.early, today),
    )
    if window.late is not None and later.late is not None and window.late != window.early:
        text += say("; by {day} if on {day2}", day=_short(window.late, today), day2=_short(later.late, today))
    own = dossier.of(Meeting, window.meeting)
    return (computed(text, trace(last, "dates"), *((trace(own, "gap"),) if own else ())),)


def _span(window: Window, today: date) -> str:
    if window.early is None or window.late is None:
        one = window.early or window.late
        return (
            say("From {day} on", day=_short(one, today))
            if window.early and one
            else say("By {day}", day=_short(one, today))
            if one
            else say("No day")
        )
    if window.early == window.late:
        return day_in_words(window.early, weekday=True)
    first, last = _short(window.early, today), _short(window.late, today)
    if window.early.year == window.late.year != today.year:
        first = first.removesuffix(f" {window.early.year}")
    return say("One day between {day} and {day2}", day=first, day2=last)


def _short(day: date, today: date) -> str:
    """A day; without its year in the year of the page, which its foot names."""
    return day_in_words(day).removesuffix(f" {today.year}")


def where(meeting: Meeting) -> tuple[Sentence, ...]:
    """Say where it is."""
    if meeting.place:
        return (drafted(meeting.place, trace(meeting, "place")),)
    return (computed(say("No place is fixed"), trace(meeting, "place")),)


def level(meeting: Meeting) -> tuple[Sentence, ...]:
    """Say at which level it is."""
    if meeting.level:
        return (drafted(say(LEVELS[meeting.level]), trace(meeting, "level")),)
    return (computed(say("No level is stated"), trace(meeting, "level")),)


def whom(dossier: Dossier, meeting: Meeting) -> tuple[Sentence, ...]:
    """Say whom they meet, each with script and post."""
    them = people(dossier, meeting.with_)
    if not them:
        return (computed(say("Nobody is named"), trace(meeting, "with")),)
    places = [trace(r) for p in them if (r := dossier.get(p)) is not None]
    named = computed("; ".join(introduced(dossier, p) for p in them), trace(meeting, "with"), *places)
    met = dossier.ask(delegation, meeting.id).principals
    if met is None or not met.never:
        return (named,)
    ours = dossier.title(met.one)
    text = (
        say("The two have never met")
        if len(them) == 1
        else say("{other} and {ours} have never met", other=dossier.title(met.other), ours=ours)
    )
    return (named, computed(text, trace(meeting, "delegation"), trace(meeting, "with")))
