"""The read-ahead: the short paper somebody reads on the way to a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.countdown import anchor_of
from summitry.analysis.pledges import pledge_state
from summitry.book.blocks import Facts, Section, Sentence
from summitry.book.brief import head
from summitry.book.brief.ours import objectives, objectives_of, share
from summitry.book.brief.press import press
from summitry.book.brief.saying import computed, drafted, missing, point, trace
from summitry.book.brief.theirs import their_objectives
from summitry.book.brief.value import MOST_POINTS, Point
from summitry.book.sections import BY_NAME
from summitry.book.tray import words as w
from summitry.book.tray.form import Form
from summitry.book.tray.memcon import why_not as takes_part
from summitry.book.tray.saying import fact, facts_of, joined, named
from summitry.book.volume.card import not_to_say
from summitry.dossier.kinds import (
    Agreement,
    Alternative,
    Channel,
    Line,
    Meeting,
    Pledge,
    Question,
    Relay,
    Risk,
    Task,
    Term,
)
from summitry.dossier.meetingdays import is_ahead
from summitry.dossier.record import Record
from summitry.dossier.sides import theirs
from summitry.dossier.taskdays import is_open
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.wording import clause, enumerated, number, opened

_VIEWS: tuple[tuple[type[Record], str], ...] = (
    (Relay, "relays"), (Pledge, "pledges"), (Question, "lines"), (Agreement, "ledger"), (Channel, "channels"),
    (Term, "terms"),
)  # fmt: skip
"""Which view says in a sentence how a record stands."""

TOLD = 3
"""The rank at which a brief's points give what messengers told of their wishes."""


def ids(dossier: Dossier) -> tuple[str, ...]:
    """Return our meetings that are ahead."""
    return tuple(m.id for m in dossier.all(Meeting) if is_ahead(dossier, m) and not m.between)


def why_not(dossier: Dossier, id: str) -> str:
    """Say why there is no read-ahead for a meeting that is there."""
    meeting = dossier.of(Meeting, id)
    if meeting is None or meeting.between:
        return takes_part(dossier, id)
    return say("{title} is not ahead.", title=opened(meeting.title))


def section(dossier: Dossier, id: str) -> Section:
    """The paper for one meeting."""
    meeting = dossier.of(Meeting, id)
    assert meeting is not None
    rows = (
        (w.PURPOSE, objectives(dossier, meeting)), (w.STANDING, tuple(_standing(dossier, meeting))),
        (w.LIKELY, tuple(_likely(dossier, meeting))), (w.WATCH, tuple(_watch(dossier, meeting))),
        (w.LOGISTICS, tuple(_logistics(dossier, meeting))),
    )  # fmt: skip
    told = Facts(rows=tuple(facts_of(label, _six(meeting, points)) for label, points in rows), numbered=True)
    how = say(
        "Objectives, replies and risks as written; how things stand, as the views of the dossier say it."
    )
    return Section(
        kicker=say(w.READ_AHEAD), title=head.title(dossier, meeting), blocks=(_head(dossier, meeting), told),
        basis=Basis(method=f"{how} {say(w.FORM)}", rests_on=(id,)),
    )  # fmt: skip


def _head(dossier: Dossier, meeting: Meeting) -> Facts:
    reads = "; ".join(named(dossier, id) for id in meeting.delegation)
    rows = (
        fact(w.FOR, *((computed(reads, trace(meeting, "delegation")),) if reads else ())),
        fact(w.WITH, *head.whom(dossier, meeting)),
        fact(w.WHEN, *head.when(dossier, meeting)), fact(w.PLACE, *head.where(meeting)),
    )  # fmt: skip
    return Facts(rows=rows, ruled=True)


def _six(meeting: Meeting, points: tuple[Point, ...]) -> Iterator[Point]:
    """The first six points; what is behind is counted, and stands in the book."""
    yield from points[:MOST_POINTS]
    left = len(points) - MOST_POINTS
    if left > 0:
        count = number(left)
        text = say_many(
            left, "{number} more stands in the book", "{number} more stand in the book", number=count
        )
        yield point(computed(text, trace(meeting)))


def _named(dossier: Dossier, meeting: Meeting) -> Iterator[Record]:
    """What the meeting is about: what its objectives and its press lines name, in their order."""
    targets = [t for o in objectives_of(dossier, meeting) for t in o.what] + list(meeting.press)
    for id in dict.fromkeys(t.partition("/")[0] for t in targets):
        record = dossier.get(id)
        if isinstance(record, Line):
            record = dossier.get(record.question)
        if record is not None:
            yield record


def _standing(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    """How the messages, pledges, questions and channels it is about stand, each in its view's sentence."""
    every = {record.id: record for record in _named(dossier, meeting)}.values()
    for kind, name in _VIEWS:
        for record in every:
            if isinstance(record, kind) and record.id in BY_NAME[name].ids(dossier):
                yield from _stands(dossier, record, name)
    if not any(isinstance(record, kind) for record in every for kind, _ in _VIEWS):
        yield missing(
            say("No message, pledge, question or channel is named by its objectives"), trace(meeting)
        )


def _stands(dossier: Dossier, record: Record, name: str) -> Iterator[Point]:
    """A view's sentence about a record; of a pledge that cannot be judged there is none."""
    if isinstance(record, Pledge):
        state = dossier.ask(pledge_state, record.id)
        if state is None or all(r.state == "not judged" for r in state.readings):
            return
    verdict = BY_NAME[name].section(dossier, record.id).verdict
    if verdict is not None:
        yield point(_about(dossier, record, verdict))


def _about(dossier: Dossier, record: Record, verdict: Sentence) -> Sentence:
    """A view's sentence with what it is about; it leads at least to that record."""
    title = opened(clause(dossier.title(record.id)))
    if isinstance(record, Channel):
        return computed(verdict.text, *verdict.traces)
    gap = marked("{what} {verdict}") if title.endswith("?") else marked("{what}: {verdict}")
    text = say(gap, what=title, verdict=verdict.text)
    return computed(text, *(verdict.traces or (trace(record),)))


def _likely(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    """The replies expected to our objectives, then what they want and what they may do."""
    for objective in objectives_of(dossier, meeting):
        if objective.expected_reply:
            text = say("To “{objective}”: {reply}", objective=clause(objective.says),
                       reply=clause(objective.expected_reply))  # fmt: skip
            yield point(drafted(text, trace(objective, "expected_reply")))
    every = objectives_of(dossier, meeting)
    bare = [o for o in every if not o.expected_reply]
    if bare:
        which = share(len(bare), len(every), marked("objective"), marked("objectives"))
        text = say("No reply is foreseen to {objectives}", objectives=which)
        yield missing(text, *(trace(o, "expected_reply") for o in bare))
    points = sorted(their_objectives(dossier, meeting), key=lambda p: p.rank)
    for objective in objectives_of(dossier, meeting, theirs=True):
        text = say("Their objective: {what}", what=clause(objective.says))
        yield point(drafted(text, trace(objective, "says")))
    options = [a for a in dossier.all(Alternative) if theirs(dossier, a.by)]
    if options:
        text = say("They may: {alternatives}", alternatives=enumerated(clause(a.says) for a in options))
        yield point(drafted(text, *(trace(a, "says") for a in options)))
    yield from (p for p in points if 0 < p.rank <= TOLD)


def _watch(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    """Lines that may not be used, words that were made harder on the way, risks."""
    yield from (p for p in press(dossier, meeting) if p.tag)
    for harder in not_to_say(dossier)[:2]:
        said = joined(harder)
        text = say("Harder than what was told first: {words}", words=said.text)
        yield point(Sentence(text, said.origin, said.traces))
    for risk in dossier.naming(meeting.id, Risk):
        if risk.meeting == meeting.id:
            yield point(drafted(_risk(risk), trace(risk, "says")))


def _risk(risk: Risk) -> str:
    if risk.way_out:
        return say("{risk}. Way out: {out}", risk=clause(risk.says), out=clause(risk.way_out))
    return say("{risk}. No way out is written", risk=clause(risk.says))


def _logistics(dossier: Dossier, meeting: Meeting) -> Iterator[Point]:
    """Who goes, the clock, and what has no owner."""
    view = BY_NAME["countdown"]
    anchor = dossier.ask(anchor_of, meeting.id)
    for id in dict.fromkeys((meeting.id, anchor)):
        verdict = view.section(dossier, id).verdict if id in view.ids(dossier) else None
        if verdict is not None:
            record = dossier.get(id)
            assert record is not None
            yield point(_about(dossier, record, verdict))
            break
    tasks = [t for t in dossier.naming(meeting.id, Task) if meeting.id in t.serves and is_open(dossier, t)]
    bare = [t for t in tasks if not t.owner]
    if bare:
        names = enumerated(clause(dossier.title(t.id)) for t in bare)
        yield missing(say("Nobody owns: {tasks}", tasks=names), *(trace(t, "owner") for t in bare))
    if not meeting.delegation:
        yield missing(say("Nobody is named for us"), trace(meeting, "delegation"))


FORM = Form(
    name="read-ahead", help=marked("short paper before a meeting: purpose, where things stand, watch-outs"),
    about=marked("a meeting of ours that is ahead"), ids=ids, section=section, why_not=why_not, margined=True,
)  # fmt: skip
