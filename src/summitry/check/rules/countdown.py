"""CNT: what is already late, and what stands in the way of counting back?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.countdown import Countdown, TaskRow, anchor_of, countdown, lateness
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Meeting, Post, Task
from summitry.dossier.meetingdays import End, held_on, is_ahead, meeting_window
from summitry.dossier.posts import standing
from summitry.dossier.taskdays import is_done, is_open
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.diagnostics import Related, Severity, days_until
from summitry.foundation.wording import counted, has, listed, number, opened, quoted


def _own_countdown(dossier: Dossier, meeting: Meeting) -> Countdown | None:
    """The countdown of a meeting that others may hang on; none for one that hangs on another."""
    if dossier.ask(anchor_of, meeting.id) != meeting.id:
        return None
    result = dossier.ask(countdown, meeting.id)
    return result if not result.refused else None


def _late(dossier: Dossier, meeting: Meeting, end: End, when: str) -> Iterable[Found]:
    result = _own_countdown(dossier, meeting)
    day = result.window.end(end) if result else None
    if result is None or day is None or dossier.over(day):
        return
    late = dossier.ask(lateness, meeting.id)
    rows = [r for t in (late.early if end == "early" else late.late) if (r := result.row(t)) is not None]
    if not rows:
        return
    starts = [latest.start for r in rows if (latest := r.at(end)) is not None]
    told = [f"{_named(dossier, r.task)} (by {day_in_words(s)})" for r, s in zip(rows, starts, strict=True)]
    yield Found(
        message=f"For {meeting.title} {when.format(day=day_in_words(day))} (days left:"
        f" {days_until(day)}), {counted(len(rows), 'task')} should already have begun: {_some(told)}.",
        at=meeting.where("dates"),
        about=(meeting.id, *(r.task for r in rows)),
        hint="Shorten or drop tasks, give them to more people, or ask for a later day."
        f" `summitry show countdown {meeting.id}` shows what forces each.",
        related=_places(dossier, rows, end),
    )


MOST_NAMED = 6
"""How many tasks a sentence names; the rest is counted there, and named among the related places."""


def _some(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return listed(names)
    left = len(names) - MOST_NAMED + 1
    return listed([*names[: MOST_NAMED - 1], f"{number(left)} more"])


def _places(dossier: Dossier, rows: list[TaskRow], end: End) -> tuple[Related, ...]:
    found = []
    for row in rows:
        task, latest = dossier.of(Task, row.task), row.at(end)
        if task is not None and latest is not None:
            found.append(Related(task.where(), f"latest start {day_in_words(latest.start)}"))
    return tuple(found)


@rule("CNT001", "late-for-early-end", Severity.SERIOUS, Meeting)
def late_for_early_end(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Tasks are already too late for the first day on which a meeting may fall.

    Counting back in workdays from the early end of the window, through all that needs something else
    first, these should have begun before today. Whoever offers or accepts an early day gives up this
    work. Decide what may be left out, or tell those who fix the date.
    """
    if dossier.ask(meeting_window, meeting.id).one_day:
        return ()
    return _late(dossier, meeting, "early", "on {day}, the first day of its window")


@rule("CNT002", "late-for-late-end", Severity.GRAVE, Meeting)
def late_for_late_end(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Tasks are too late even for the last day on which a meeting may fall.

    Whatever day of the window is chosen, these cannot be ready. Shorten them, leave them out knowingly,
    or have the meeting put off.
    """
    fixed = dossier.ask(meeting_window, meeting.id).one_day
    return _late(dossier, meeting, "late", "on {day}" if fixed else "on {day}, the last day of its window")


@rule("CNT003", "task-without-owner", Severity.SERIOUS, Meeting, whole_only=True)
def task_without_owner(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Tasks on the way to a meeting have no owner.

    What nobody owns is done by nobody, and its days are counted on no calendar. Name an agency, post or
    person for each.
    """
    result = _own_countdown(dossier, meeting)
    rows = [r for r in result.rows if not r.done and not r.owner] if result else []
    if rows:
        names = _some([_named(dossier, r.task) for r in rows])
        yield Found(
            message=f"{opened(counted(len(rows), 'task'))} on the way to {meeting.title} {has(len(rows))} no"
            f" owner: {names}.",
            at=meeting.where(),
            about=(meeting.id, *(r.task for r in rows)),
            hint="Write `owner: ...` for each: an agency, a post or a person.",
            related=tuple(Related(t.where(), "no owner") for t in _tasks(dossier, rows)),
        )


@rule("CNT004", "task-without-effort", Severity.NOTICE, Meeting)
def task_without_effort(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Tasks on the way to a meeting do not say how long they take.

    They are counted as taking no time, so the latest day on which they and what they need must begin is
    really earlier than shown. Ask the owner for a number of workdays; a rough one is enough.
    """
    result = _own_countdown(dossier, meeting)
    rows = [r for r in result.rows if not r.done and r.takes is None] if result else []
    if rows:
        names = _some([_named(dossier, r.task) for r in rows])
        yield Found(
            message=f"Nobody has said how long {counted(len(rows), 'task')} on the way to"
            f" {meeting.title} {'takes' if len(rows) == 1 else 'take'}: {names}.",
            at=meeting.where(),
            about=(meeting.id, *(r.task for r in rows)),
            hint="Write `takes: 5 workdays`, or as many as the owner says.",
            related=tuple(Related(t.where(), "no effort stated") for t in _tasks(dossier, rows)),
        )


@rule("CNT005", "circular-tasks", Severity.SERIOUS, Meeting)
def circular_tasks(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Tasks wait for each other in a circle.

    None of them can begin, and no latest start can be given for them or for what they need. Take out
    the `needs` that is not really one.
    """
    result = _own_countdown(dossier, meeting)
    for circle in result.circles if result else ():
        # Told from the task that feeds to the one that waits for it.
        first = dossier.of(Task, circle[-1])
        names = [_named(dossier, t) for t in circle]
        steps = [f"{b} waits for {a}" for a, b in zip(names, (*names[1:], names[0]), strict=True)]
        if len(circle) == 1:
            steps = [f"{names[0]} waits for itself"]
        if first is not None:
            yield Found(
                message=f"{opened(listed(steps))}, so that none of them can begin.",
                at=first.where("needs"),
                about=circle,
                hint="Take one of the ids out of `needs`.",
            )


@rule("CNT006", "task-for-no-meeting", Severity.NOTICE, Task)
def task_for_no_meeting(dossier: Dossier, task: Task) -> Iterable[Found]:
    """A task serves no meeting, nothing waits for it, and it has no deadline of its own.

    No day can be counted back for it, so it will always look as if there were time. Name the meeting it
    must be ready for, the task that needs it, or a deadline.
    """
    if task.serves or task.due is not None or is_done(dossier, task):
        return
    if any(task.id in t.needs for t in dossier.naming(task.id, Task)):
        return
    yield Found(
        message=f"{_named(dossier, task.id)} serves no meeting, no other task needs it, and it has"
        " no deadline.",
        at=task.where(),
        about=(task.id,),
        hint="Write `serves: ...` with the meeting, or `due: ...`.",
    )


@rule("CNT007", "meeting-without-tasks", Severity.SERIOUS, Meeting)
def meeting_without_tasks(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """No task prepares a meeting.

    Nothing can be late that is not written down. List what must be ready, with effort and owner.
    """
    if not is_ahead(dossier, meeting) or dossier.over(dossier.ask(meeting_window, meeting.id).late):
        return
    if not any(meeting.id in t.serves for t in dossier.naming(meeting.id, Task)):
        yield Found(
            message=f"No task is listed for {meeting.title}.",
            at=meeting.where(),
            about=(meeting.id,),
            hint=f"List what must be ready under `tasks:`, each with `serves: {meeting.id}`.",
        )


@rule("CNT008", "done-too-late", Severity.NOTICE, Task, needs=("done",))
def done_too_late(dossier: Dossier, task: Task) -> Iterable[Found]:
    """A task was finished only after the meeting it was for.

    Those who went did so without it; what was said there should be read with that in mind. Say in the
    minutes what was used instead, and correct the date if it is wrong.
    """
    days = [dossier.civil_day(d.on, task.zone) for d in task.done if d.on is not None]
    done = min((d for d in days if dossier.passed(d)), default=None)
    for id in task.serves if done is not None else ():
        meeting = dossier.of(Meeting, id)
        held = held_on(dossier, meeting) if meeting is not None else None
        if meeting is not None and held is not None and done is not None and done > held:
            yield Found(
                message=f"{_named(dossier, task.id)} was done on {day_in_words(done)}; {meeting.title}, for"
                f" which it was needed, had been held on {day_in_words(held)}.",
                at=task.where("done"),
                about=(task.id, meeting.id),
                hint="Correct the date, or note what was used in its place.",
                related=(Related(meeting.where("held"), "held"),),
            )


@rule("CNT009", "owner-post-vacant", Severity.SERIOUS, Post)
def owner_post_vacant(dossier: Dossier, post: Post) -> Iterable[Found]:
    """Tasks are owned by a post in which nobody can act today.

    The work stands still until somebody is named. Appoint somebody to act, or give the tasks to another.
    """
    tasks = [t for t in dossier.naming(post.id, Task) if t.owner == post.id and is_open(dossier, t)]
    if not tasks:
        return
    state = standing(dossier, post)
    if state.manned:
        return
    why = "is vacant" if state.vacant else "has a holder who is away, and nobody acts in it"
    names = _some([_named(dossier, t.id) for t in tasks])
    yield Found(
        message=f"The post of {post.title} {why}; it owns {counted(len(tasks), 'task')}: {names}.",
        at=post.where("holders"),
        about=(post.id, *(t.id for t in tasks)),
        hint="Name somebody to act in the post, or another owner.",
        related=tuple(Related(t.where("owner"), "owned by this post") for t in tasks),
    )


@rule("CNT010", "done-before-its-needs", Severity.NOTICE, Task, needs=("done",))
def done_before_its_needs(dossier: Dossier, task: Task) -> Iterable[Found]:
    """A task is done although one that it needs is not.

    Either the earlier work was not needed after all, or what is called done will have to be done again.
    Close the earlier task, or take it out of `needs`.
    """
    if not is_done(dossier, task):
        return
    missing = [t for n in task.needs if (t := dossier.of(Task, n)) is not None and not is_done(dossier, t)]
    if missing:
        yield Found(
            message=f"{_named(dossier, task.id)} is done, but"
            f" {listed(_named(dossier, t.id) for t in missing)}, which it needs,"
            f" {'is' if len(missing) == 1 else 'are'} not.",
            at=task.where("needs"),
            about=(task.id, *(t.id for t in missing)),
            hint="Write `done: ...` for what was finished, or take it out of `needs`.",
            related=tuple(Related(t.where(), "not done") for t in missing),
        )


@rule("CNT011", "deadline-passed", Severity.SERIOUS, Task, needs=("due",))
def deadline_passed(dossier: Dossier, task: Task) -> Iterable[Found]:
    """A task's own deadline has passed, and it is not done.

    Somebody is waiting for it. Finish it, agree another day, or drop it.
    """
    if task.due is None or not is_open(dossier, task):
        return
    if dossier.over(dossier.civil_day(task.due, task.zone)):
        yield Found(
            message=f"{_named(dossier, task.id)} was due {_on(in_words(task.due))} and is not done.",
            at=task.where("due"),
            about=(task.id,),
            hint="Write `done: ...` if it is, or another `due`.",
        )


@rule("CNT012", "deadline-after-need", Severity.NOTICE, Meeting)
def deadline_after_need(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """The deadline of a task lies after the last day on which it must be finished.

    Whoever keeps the deadline is still too late, even for the last day on which the meeting may fall.
    Bring the deadline forward.
    """
    result = _own_countdown(dossier, meeting)
    for row in result.rows if result and not dossier.over(result.window.late) else ():
        task = dossier.of(Task, row.task)
        if task is None or task.due is None or row.late is None or row.done:
            continue
        if task.due.earliest > row.late.finish and row.late.chain[1] != task.id:
            yield Found(
                message=f"{_named(dossier, task.id)} is due {_on(in_words(task.due))}, but must be"
                f" finished by {day_in_words(row.late.finish, weekday=True)} even for the last day on which"
                f" {meeting.title} may fall.",
                at=task.where("due"),
                about=(task.id, meeting.id),
                hint=f"Write a `due` of {row.late.finish.isoformat()} or earlier.",
            )


def _named(dossier: Dossier, task: str) -> str:
    """A task's title, set off from the sentence: it is often a clause of its own."""
    return quoted(dossier.title(task))


def _tasks(dossier: Dossier, rows: list[TaskRow]) -> list[Task]:
    return [t for r in rows if (t := dossier.of(Task, r.task)) is not None]


def _on(words: str) -> str:
    return f"on {words}" if words[:1].isdigit() else words


RULES = (
    late_for_early_end, late_for_late_end, task_without_owner, task_without_effort, circular_tasks,
    task_for_no_meeting, meeting_without_tasks, done_too_late, owner_post_vacant, done_before_its_needs,
    deadline_passed, deadline_after_need,
)  # fmt: skip
