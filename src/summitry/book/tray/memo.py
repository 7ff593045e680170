"""The action memo: one decision, what it rests on, who stands where, and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.countdown import countdown
from summitry.book.ahead import meetings_of
from summitry.book.blocks import Block, Boxes, Fact, Facts, Section, Sentence
from summitry.book.brief.background import background
from summitry.book.brief.saying import computed, drafted, trace
from summitry.book.tray import words as w
from summitry.book.tray.clearing import cleared, drafting
from summitry.book.tray.form import Form
from summitry.book.tray.matter import Course, Matter, addressee, matter_of, to_decide, why_not
from summitry.book.tray.saying import (
    clock,
    decided,
    documents_named,
    due_in_words,
    fact,
    meetings_about,
    people_of,
    unconfirmed,
)
from summitry.book.tray.views import against, views
from summitry.dossier.kinds import Decision, Draft, Meeting, Task
from summitry.dossier.taskdays import is_open
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import day_in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import clause, number, opened

MOST_BACKGROUND = 3
"""Points of the meeting's background that a memo tells; the brief has them all."""


def section(dossier: Dossier, id: str) -> Section:
    """The memo about what is to be decided."""
    matter = matter_of(dossier, id)
    meetings = _meetings(dossier, matter)
    blocks: list[Block] = [_head(dossier, matter, meetings), *_choices(matter)]
    told = [
        *_some(w.BACKGROUND, _background(dossier, matter, meetings)),
        *_some(w.AGAINST, against(dossier, matter)), *_some(w.RESTS, _rests(dossier, matter)),
    ]  # fmt: skip
    blocks += [Facts(rows=tuple(told))] if told else []
    blocks += views(dossier, matter)
    how = say("Courses in their author’s words, stands in each body’s.") + " " + say(w.FORM)
    blocks += [Facts(rows=(fact(w.ATTACHED, *_attached(dossier, matter)),)), *cleared(dossier, matter)]
    blocks += [drafting(dossier, matter)]
    return Section(
        kicker=say(w.MEMO), title=opened(matter.title), blocks=tuple(blocks),
        basis=Basis(method=how, rests_on=(id,)),
    )  # fmt: skip


def _some(label: str, sentences: tuple[Sentence, ...]) -> Iterator[Fact]:
    if sentences:
        yield fact(label, *sentences)


def _meetings(dossier: Dossier, matter: Matter) -> tuple[Meeting, ...]:
    """The meetings it bears on; where none is named, the next of ours."""
    named = meetings_about(dossier, matter.bears_on)
    return named or meetings_about(dossier, meetings_of(dossier)[:1])


def _head(dossier: Dossier, matter: Matter, meetings: tuple[Meeting, ...]) -> Facts:
    to = addressee(dossier, matter)
    paper = matter.paper
    rows = [
        fact(w.TO, *((computed(to[0], to[1]),) if to else ())),
        fact(w.FROM, *(people_of(dossier, paper, "by", paper.by) if paper is not None else ())),
        fact(w.DECISION, _asked(dossier, matter)), fact(w.BY_WHEN, *_by_when(dossier, matter)),
        *_some(w.CLOCK, tuple(s for m in meetings[:1] for s in clock(dossier, m))),
        *_some(w.IF_NOT, _waiting(dossier, matter)),
    ]  # fmt: skip
    return Facts(rows=tuple(rows), ruled=True)


def _asked(dossier: Dossier, matter: Matter) -> Sentence:
    if matter.option is None and matter.paper is None:
        return drafted(matter.courses[0].says, matter.courses[0].trace)
    if matter.recommended:
        what = say("Whether to take the course recommended")
    elif len(matter.courses) > 1:
        what = say("Which of the {count} courses to take", count=number(len(matter.courses)))
    else:
        what = say("Whether to take this course")
    return computed(what, trace(matter.record))


def _by_when(dossier: Dossier, matter: Matter) -> tuple[Sentence, ...]:
    if matter.due is None:
        return ()
    return (computed(due_in_words(dossier, matter.due[0]), matter.due[1]),)


def _waiting(dossier: Dossier, matter: Matter) -> tuple[Sentence, ...]:
    """The tasks that follow from it and cannot begin without it, with the day they had to begin."""
    ids = {r.id for r in (matter.paper, matter.option, matter.decision) if r is not None}
    named = (t for id in sorted(ids) for t in dossier.naming(id, Task))
    tasks = [t for t in named if t.arises_from in ids and is_open(dossier, t)]
    return tuple(_task_waits(dossier, task) for task in tasks)


def _task_waits(dossier: Dossier, task: Task) -> Sentence:
    rows = [row for m in task.serves if (row := dossier.ask(countdown, m).row(task.id)) is not None]
    starts = [latest.start for row in rows for latest in (row.early, row.late) if latest is not None]
    title = clause(dossier.title(task.id))
    if not starts:
        return computed(say("The task “{title}” waits for it", title=title), trace(task))
    day = day_in_words(min(starts), weekday=True)
    text = say("The task “{title}” waits for it and must begin by {day}", title=title, day=day)
    return computed(text, trace(task))


# -- courses --------------------------------------------------------------------------------------


def _choices(matter: Matter) -> Iterator[Block]:
    """What is recommended first; the others under their own numbers, each with boxes."""
    recommended = [c for c in matter.courses if c.id and c.id in matter.recommended]
    if not recommended and matter.paper is not None and len(matter.courses) > 1:
        text = say("The paper recommends none of its {count} courses", count=number(len(matter.courses)))
        said = computed(text, trace(matter.paper, "recommends"))
        yield Facts(rows=(fact(say(w.RECOMMENDATION, number="").strip(), said, missing=(0,)),))
    rest = [c for c in matter.courses if c not in recommended]
    for course in (*recommended, *rest):
        label = w.RECOMMENDATION if course in recommended else w.COURSE
        own = matter.number_of(course.id) if len(matter.courses) > 1 else ""
        yield Facts(rows=(fact(say(label, number=own).strip(), *_course(course)),))
        yield Boxes(words=(say(w.APPROVE), say(w.DISAPPROVE), say(w.DISCUSS)), signed=True)


def _course(course: Course) -> Iterator[Sentence]:
    yield drafted(course.says, course.trace)
    if course.needs:
        yield drafted(say("It needs {what}", what=clause(course.needs)), course.trace)
    if course.lost:
        yield drafted(say("Lost if it fails: {what}", what=clause(course.lost)), course.trace)


# -- what it rests on -----------------------------------------------------------------------------


def _decisions(dossier: Dossier, matter: Matter) -> tuple[Decision, ...]:
    found = (dossier.of(Decision, id) for id in matter.bears_on)
    return tuple(d for d in found if d is not None)


def _background(dossier: Dossier, matter: Matter, meetings: tuple[Meeting, ...]) -> tuple[Sentence, ...]:
    """The decisions it bears on or the meeting follows from, then the background of the meeting's brief."""
    points = [p for m in meetings[:1] for p in background(dossier, m) if not p.tag]
    decisions = {d.id: d for d in _decisions(dossier, matter)}
    others: list[Sentence] = []
    for point in points:
        decision = dossier.of(Decision, point.sentences[0].traces[0].record)
        if decision is None:
            others += point.sentences
        elif not _decisions(dossier, matter):
            decisions[decision.id] = decision
    return (*(decided(dossier, d) for d in decisions.values()), *others[:MOST_BACKGROUND])


def _rests(dossier: Dossier, matter: Matter) -> tuple[Sentence, ...]:
    found = list(unconfirmed(dossier, matter.record, matter.bears_on))
    for decision in _decisions(dossier, matter):
        found += unconfirmed(dossier, decision, decision.basis)
    return tuple(found)


def _attached(dossier: Dossier, matter: Matter) -> tuple[Sentence, ...]:
    """The paper itself where a document holds it, and the drafts and documents it bears on."""
    paper = matter.paper
    named = ((paper.document,) if paper is not None and paper.document else ()) + matter.bears_on
    found = [computed(title, trace(record)) for title, record in documents_named(dossier, named)]
    drafts = (dossier.of(Draft, id) for id in matter.bears_on)
    return (*found, *(computed(d.title, trace(d)) for d in drafts if d is not None))


FORM = Form(
    name="action-memo", help=marked("asks for a decision: courses, views, what is not confirmed, boxes"),
    about=marked("a paper, an option or a decision still to be made"), ids=to_decide, section=section,
    why_not=why_not, margined=True,
)  # fmt: skip
