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
from summitry.foundation.wording import dated

LEVELS = {
    "leaders": "Leaders", "ministers": "Foreign ministers", "envoys": "Envoys", "working": "Working level",
    "technical": "Experts on technical questions",
}  # fmt: skip


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
        return f"{ours[0]} with {theirs[0]}"
    return meeting.title[:1].upper() + meeting.title[1:]


def when(dossier: Dossier, meeting: Meeting) -> tuple[Sentence, ...]:
    """Say when it is: held, fixed, in a window, before another meeting, or unknown."""
    held = held_on(dossier, meeting)
    if held is not None:
        return (quoted(f"Held on {day_in_words(held)}", trace(meeting, "held")),)
    off = called_off(dossier, meeting)
    if off is not None:
        on = f" {dated(off.since)}" if off.since is not None else ""
        place = meeting.states.index(off)
        return (computed(f"Called off{on}", trace(meeting, "states", place, of=off)),)
    window = dossier.ask(meeting_window, meeting.id)
    if window.dated:
        given = trace(meeting, "dates", window.given[0].at, of=meeting.dates[window.given[0].at])
        said = quoted(_span(window, dossier.limit), given)
        if is_agreed(dossier, meeting) is not False:
            return (said,)
        return (said, computed("Not agreed by both sides", trace(meeting, "agreed")))
    no_day = computed("No day is fixed", trace(meeting, "dates"))
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
    text = f"By {_short(window.early)} if {last.title} is on {_short(later.early)}"
    if window.late is not None and later.late is not None and window.late != window.early:
        text += f"; by {_short(window.late)} if on {_short(later.late)}"
    own = dossier.of(Meeting, window.meeting)
    return (computed(text, trace(last, "dates"), *((trace(own, "gap"),) if own else ())),)


def _span(window: Window, today: date) -> str:
    if window.early is None or window.late is None:
        one = window.early or window.late
        return f"From {_short(one)} on" if window.early and one else f"By {_short(one)}" if one else "No day"
    if window.early == window.late:
        return day_in_words(window.early, weekday=True)
    return f"One day between {_short(window.early)} and {_short(window.late)}"


def _short(day: date) -> str:
    return day_in_words(day).removesuffix(f" {day.year}")


def where(meeting: Meeting) -> tuple[Sentence, ...]:
    """Say where it is."""
    if meeting.place:
        return (drafted(meeting.place, trace(meeting, "place")),)
    return (computed("No place is fixed", trace(meeting, "place")),)


def level(meeting: Meeting) -> tuple[Sentence, ...]:
    """Say at which level it is."""
    if meeting.level:
        return (drafted(LEVELS[meeting.level], trace(meeting, "level")),)
    return (computed("No level is stated", trace(meeting, "level")),)


def whom(dossier: Dossier, meeting: Meeting) -> tuple[Sentence, ...]:
    """Say whom they meet, each with script and post."""
    them = people(dossier, meeting.with_)
    if not them:
        return (computed("Nobody is named", trace(meeting, "with")),)
    places = [trace(r) for p in them if (r := dossier.get(p)) is not None]
    named = computed("; ".join(introduced(dossier, p) for p in them), trace(meeting, "with"), *places)
    met = dossier.ask(delegation, meeting.id).principals
    if met is None or not met.never:
        return (named,)
    ours = dossier.title(met.one)
    text = (
        "The two have never met"
        if len(them) == 1
        else f"{dossier.title(met.other)} and {ours} have never met"
    )
    return (named, computed(text, trace(meeting, "delegation"), trace(meeting, "with")))
