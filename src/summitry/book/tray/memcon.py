"""The memorandum of conversation as a form: who sat there, each objective, room for what was said."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.book.blocks import Block, Boxes, Facts, Heading, Paragraph, Section, Sentence, Space
from summitry.book.brief import head
from summitry.book.brief.ours import objectives_of
from summitry.book.brief.saying import computed, drafted, ended, in_quotes, quoted, trace
from summitry.book.tray import words as w
from summitry.book.tray.form import Form
from summitry.book.tray.saying import documents_named, fact, named
from summitry.dossier.kinds import Meeting, Objective, Statement
from summitry.dossier.meetingdays import held_on
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import in_words, zone_city
from summitry.foundation.labels import marked, say
from summitry.foundation.wording import opened

RESULTS = (marked("met"), marked("partly"), marked("not raised"), marked("refused"))
SPOKEN_ROWS = 3
"""Empty rows for what was said on one objective."""


def ours(dossier: Dossier) -> tuple[str, ...]:
    """Return the meetings in which our side takes part, those to come first."""
    every = [m for m in dossier.all(Meeting) if not m.between]
    return tuple(m.id for m in sorted(every, key=lambda m: held_on(dossier, m) is not None))


def why_not(dossier: Dossier, id: str) -> str:
    """Say why no memorandum can be written of a meeting that is there."""
    meeting = dossier.of(Meeting, id)
    if meeting is None:
        return ""
    return say("Our side takes no part in {title}.", title=meeting.title)


def section(dossier: Dossier, id: str) -> Section:
    """The form for one meeting."""
    meeting = dossier.of(Meeting, id)
    assert meeting is not None
    blocks: list[Block] = [_head(dossier, meeting), _marking(dossier)]
    for number, objective in enumerate(objectives_of(dossier, meeting), 1):
        blocks += _objective(dossier, objective, number)
    blocks += _theirs(dossier, meeting)
    columns = (say(w.WHAT), say(w.WHO), say(w.BY))
    blocks += [Space(lines=SPOKEN_ROWS, label=say(w.NEXT), columns=columns, widest=0), _foot()]
    how = say("Subjects are the objectives written for the meeting.")
    return Section(
        kicker=say(w.MEMCON), title=opened(meeting.title), blocks=tuple(blocks),
        basis=Basis(method=f"{how} {say(w.FORM)}", rests_on=(id,)),
    )  # fmt: skip


def _head(dossier: Dossier, meeting: Meeting) -> Facts:
    hours = say(w.HOURS, city=zone_city(meeting.zone)) if meeting.zone else w.HOURS_ZONE
    minutes = tuple(
        computed(title, trace(meeting, "minutes"))
        for title, _ in documents_named(dossier, (meeting.minutes,) if _is_held(dossier, meeting) else ())
    )
    rows = [
        fact(w.DATE, *_dates(dossier, meeting)), fact(hours),
        fact(w.PLACE, *((drafted(meeting.place, trace(meeting, "place")),) if meeting.place else ())),
        *((fact(w.LEVEL, *head.level(meeting)),) if meeting.level else ()),
        fact(w.OURS, *_people(dossier, meeting, "delegation", meeting.delegation)),
        fact(w.THEIRS, *_people(dossier, meeting, "with", meeting.with_)), fact(w.ALSO),
        fact(w.OUR_INTERPRETER), fact(w.THEIR_INTERPRETER), fact(w.NOTE_TAKER),
        *((fact(w.RECORD, *minutes),) if minutes else ()),
    ]  # fmt: skip
    return Facts(rows=tuple(rows), ruled=True)


def _is_held(dossier: Dossier, meeting: Meeting) -> bool:
    return held_on(dossier, meeting) is not None


def _dates(dossier: Dossier, meeting: Meeting) -> tuple[Sentence, ...]:
    """The day it was held; before, the day fixed for it, and a line where none is."""
    said = head.when(dossier, meeting)
    if held_on(dossier, meeting) is not None or (len(said) == 1 and said[0].origin == "quoted"):
        return said
    return ()


def _people(dossier: Dossier, meeting: Meeting, field: str, ids: tuple[str, ...]) -> tuple[Sentence, ...]:
    names = "; ".join(named(dossier, id) for id in ids)
    return (computed(names, trace(meeting, field)),) if names else ()


def _marking(dossier: Dossier) -> Boxes:
    return Boxes(words=dossier.header.markings, label=say(w.MARKING))


def _objective(dossier: Dossier, objective: Objective, number: int) -> Iterator[Block]:
    """One objective: what it says, the reply expected, what came of it, room to write, boxes."""
    yield Heading(say("Subject {number}", number=number))
    yield Paragraph((drafted(objective.says, trace(objective, "says")),))
    reply, known = objective.expected_reply, objective.met_when
    none = computed(say("None is written"), trace(objective))
    rows = [
        fact(w.EXPECTED, drafted(reply, trace(objective, "expected_reply")) if reply else none),
        fact(w.MET_WHEN, drafted(known, trace(objective, "met_when")) if known else none),
    ]  # fmt: skip
    outcomes = [
        (at, o) for at, o in enumerate(objective.outcomes)
        if o.result and (o.on is None or dossier.passed(o.on, objective.zone))
    ]  # fmt: skip
    if outcomes:
        rows.append(fact(w.ON_RECORD, *(_outcome(dossier, objective, at) for at, _ in outcomes)))
    yield Facts(rows=tuple(rows))
    columns = (say(w.SPEAKER), say(w.SPOKEN))
    yield Space(lines=SPOKEN_ROWS, label=say(w.SAID), columns=columns)
    ticked = say(outcomes[-1][1].result) if outcomes else ""
    yield Boxes(words=tuple(map(say, RESULTS)), label=say(w.OUTCOME), ticked=ticked)


def _outcome(dossier: Dossier, objective: Objective, at: int) -> Sentence:
    outcome = objective.outcomes[at]
    statement = dossier.of(Statement, outcome.statement) if outcome.statement else None
    words = outcome.words or (statement.words if statement is not None else "")
    text = say(outcome.result)
    if outcome.on is not None:
        text = say("{result}, {day}", result=text, day=in_words(outcome.on))
    text = ended(f"{text}: {in_quotes(words)}" if words else text)
    place = trace(objective, "outcomes", at, of=outcome)
    return quoted(text, place) if words else computed(text, place)


def _theirs(dossier: Dossier, meeting: Meeting) -> Iterator[Block]:
    """What they may raise, as far as known, and room for it."""
    found = objectives_of(dossier, meeting, theirs=True)
    yield Heading(say(w.OTHER))
    if found:
        raised = fact(w.THEY_MAY_RAISE, *(drafted(o.says, trace(o, "says")) for o in found))
        yield Facts(rows=(raised,), numbered=True)
    columns = (say(w.SPEAKER), say(w.SPOKEN))
    yield Space(lines=SPOKEN_ROWS, label=say(w.SAID), columns=columns)


def _foot() -> Facts:
    return Facts(rows=tuple(fact(label) for label in (w.DRAFTED_BY, w.CLEARED_BY, w.MARKED_BY, w.GOES_TO)))


FORM = Form(
    name="memcon", help=marked("form for the record of a talk: who was there, subjects, room to write"),
    about=marked("a meeting of ours"), ids=ours, section=section, why_not=why_not,
)  # fmt: skip
