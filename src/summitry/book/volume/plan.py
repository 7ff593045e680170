"""Which chapters a book has, and what each is made of.

A chapter yields sections (``Section``), briefs or cards; where it has nothing to say it yields none,
and the book has no such chapter. What ``sections`` in the dossier's header lists is taken, in that
order; any view of ``summitry show`` may be named there too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from summitry.analysis.clearance import texts_in_clearance
from summitry.book.ahead import meetings_of
from summitry.book.blocks import Section
from summitry.book.brief import Brief, brief
from summitry.book.sections import BY_NAME
from summitry.book.tray import clearancepage, digest, memcon, memo, readahead
from summitry.book.tray import words as w
from summitry.book.tray.form import Form
from summitry.book.volume.card import Card, card
from summitry.book.volume.openfindings import open_findings
from summitry.book.volume.scene import scene
from summitry.dossier.kinds import Meeting
from summitry.dossier.kinds.people import Person
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened

Made = Section | Brief | Card

__all__ = ["ALIASES", "PLAN", "CannotBeMade", "Made", "Order", "Planned", "meetings_of", "planned_for"]


class CannotBeMade(Exception):
    """A section cannot be made, for a reason in a sentence, which the book shows in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A chapter to be made. A team's own is made alike: a name, its titles, and what makes its sections.

    ``name`` is what ``sections`` in the dossier's header calls it; ``kicker`` stands in the contents,
    ``title`` over it. ``make`` yields its sections; none where it has nothing to say. It may raise
    `CannotBeMade`.
    """

    name: str
    kicker: str
    title: str
    make: Callable[[Order], Iterable[Made]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a book is made of: a dossier on a day, the meetings it is for, and what a check found.

    ``own`` are a team's own chapters. They stand after the usual ones, unless the header orders them.
    """

    dossier: Dossier
    meetings: tuple[str, ...]
    findings: tuple[Diagnostic, ...] = ()
    own: tuple[Planned, ...] = ()


def _all_of(*names: str) -> Callable[[Order], Iterator[Made]]:
    """Views of the whole dossier, where they have something to show."""

    def make(order: Order) -> Iterator[Made]:
        for name in names:
            view = BY_NAME[name]
            if view.ids(order.dossier):
                yield view.section(order.dossier, "")

    return make


def _each_of(name: str, *, first: bool = True) -> Callable[[Order], Iterator[Made]]:
    """A view of the whole dossier, then of each record; of a single record only that."""

    def make(order: Order) -> Iterator[Made]:
        view = BY_NAME[name]
        ids = view.ids(order.dossier)
        if first and len(ids) > 1:
            yield view.section(order.dossier, "")
        for id in ids:
            yield view.section(order.dossier, id)

    return make


def _briefs(order: Order) -> Iterator[Made]:
    for meeting in order.meetings:
        yield brief(order.dossier, meeting)


def _cards(order: Order) -> Iterator[Made]:
    for meeting in order.meetings:
        yield card(order.dossier, brief(order.dossier, meeting))


def _people(order: Order) -> Iterator[Made]:
    view = BY_NAME["people"]
    if not order.dossier.ids("person"):
        return
    yield view.section(order.dossier, "")
    named = [p for m in order.meetings for p in _at(order.dossier, m)]
    for person in dict.fromkeys(named):
        yield view.section(order.dossier, person)
    yield from _all_of("channels")(order)


def _at(dossier: Dossier, meeting_id: str) -> Iterator[str]:
    meeting = dossier.of(Meeting, meeting_id)
    for id in (*meeting.delegation, *meeting.with_) if meeting is not None else ():
        if dossier.of(Person, id) is not None:
            yield id


def _roadmaps(order: Order) -> Iterator[Made]:
    view = BY_NAME["roadmaps"]
    if not view.ids(order.dossier):
        return
    yield view.section(order.dossier, "")
    for id in view.ids(order.dossier):
        yield view.section(order.dossier, id)


def _countdowns(order: Order) -> Iterator[Made]:
    view = BY_NAME["countdown"]
    known = view.ids(order.dossier)
    for meeting in order.meetings:
        if meeting in known:
            yield view.section(order.dossier, meeting)


def _findings(order: Order) -> Iterator[Made]:
    if order.findings:
        yield open_findings(order.dossier, order.findings)


def _decisions(order: Order) -> Iterator[Made]:
    """Each decision, then the list of all with what is to be done."""
    yield from _each_of("decisions")(order)
    if order.dossier.ids("decision") or order.dossier.ids("task"):
        yield BY_NAME["taskings"].section(order.dossier, "")


def _clearance(order: Order) -> Iterator[Made]:
    """A page for each text in clearance."""
    for text in order.dossier.ask(texts_in_clearance):
        yield clearancepage.section(order.dossier, text)


def _taskings(order: Order) -> Iterator[Made]:
    yield BY_NAME["taskings"].section(order.dossier, "")


def _of_meetings(form: Form) -> Callable[[Order], Iterator[Made]]:
    """A paper of the second tray for each meeting the book is for."""

    def make(order: Order) -> Iterator[Made]:
        known = form.ids(order.dossier)
        yield from (form.section(order.dossier, meeting) for meeting in order.meetings if meeting in known)

    return make


def _memos(order: Order) -> Iterator[Made]:
    yield from (memo.section(order.dossier, id) for id in memo.FORM.ids(order.dossier))


def _digest(order: Order) -> Iterator[Made]:
    yield digest.section(order.dossier)


def _per_meeting(name: str) -> Callable[[Order], Iterator[Made]]:
    def make(order: Order) -> Iterator[Made]:
        view = BY_NAME[name]
        for meeting in order.meetings:
            if meeting in view.ids(order.dossier):
                yield view.section(order.dossier, meeting)

    return make


_USUAL: tuple[tuple[str, str, str, Callable[[Order], Iterable[Made]]], ...] = (
    ("brief", marked("Brief"), marked("The brief"), _briefs),
    ("card", marked("Card"), marked("Talking points"), _cards),
    ("scene", marked("Scene-setter"), marked("What led here"), scene),
    ("people", marked("People"), marked("People and channels"), _people),
    ("relays", marked("Message hop by hop"), marked("Messages carried by others"), _each_of("relays")),
    ("lines", marked("Lines to take"), marked("Lines to take"), _each_of("lines")),
    ("pledges", marked("Pledges"), marked("Pledges"), _each_of("pledges")),
    (
        "ledger",
        marked("Ledger"),
        marked("What became of earlier agreements"),
        _each_of("ledger", first=False),
    ),
    ("roadmaps", marked("Roadmaps and options"), marked("Roadmaps and options"), _roadmaps),
    ("positions", marked("Positions"), marked("Positions"), _all_of("positions")),
    ("drafts", marked("Drafts"), marked("Texts under negotiation"), _each_of("drafts")),
    (
        "alternatives",
        marked("Alternatives and tests"),
        marked("Alternatives and tests"),
        _all_of("alternatives", "tests"),
    ),
    ("conflicts", marked("Conflicts"), marked("Where it would settle"), _each_of("conflicts")),
    ("failure", marked("Failure plan"), marked("If a meeting fails"), _per_meeting("risks")),
    ("countdown", marked("Countdown"), marked("Countdown"), _countdowns),
    ("decisions", marked("Decisions and taskings"), marked("Decisions and taskings"), _decisions),
    ("cases", marked("Cases"), marked("Those held"), _all_of("cases")),
    ("terms", marked("Terms"), marked("Words the sides may understand differently"), _all_of("terms")),
    ("findings", marked("Open findings"), marked("Open findings"), _findings),
)

PLAN: tuple[Planned, ...] = tuple(
    Planned(name=name, kicker=kicker, title=title, make=make) for name, kicker, title, make in _USUAL
)
"""The chapters of a book in their usual order; sources and the index follow."""

_ON_REQUEST: tuple[tuple[str, str, str, Callable[[Order], Iterable[Made]]], ...] = (
    ("clearance", w.CLEARANCE, marked("Which text is policy"), _clearance),
    ("taskings", w.TASKINGS, marked("Who must do what by when"), _taskings),
    ("action-memo", w.MEMO, marked("What is to be decided"), _memos),
    ("read-ahead", w.READ_AHEAD, marked("What to read on the way"), _of_meetings(readahead.FORM)),
    ("memcon", w.MEMCON, marked("Forms to fill in"), _of_meetings(memcon.FORM)),
    ("digest", w.DIGEST, marked("What the day brought"), _digest),
)
SECOND_TRAY: tuple[Planned, ...] = tuple(
    Planned(name=name, kicker=kicker, title=title, make=make) for name, kicker, title, make in _ON_REQUEST
)
"""Chapters that a book has only where the header names them: the papers of the second tray."""

ALIASES = {
    "scene-setter": "scene", "talking points": "card", "options": "roadmaps", "tests": "alternatives",
    "risks": "failure", "failure plan": "failure", "open findings": "findings", "front": "", "contents": "",
    "sources": "", "index": "",
}  # fmt: skip


def planned_for(
    wanted: Iterable[str], own: tuple[Planned, ...] = ()
) -> tuple[tuple[Planned, ...], tuple[str, ...]]:
    """Return the chapters a header asks for, in its order, and the names nothing answers to."""
    known = {planned.name: planned for planned in (*PLAN, *own)}
    on_request = {planned.name: planned for planned in SECOND_TRAY}
    known.update((planned.name, planned) for planned in PLAN)  # nobody takes the place of a usual one
    found: dict[str, Planned] = {}
    unknown = []
    for word in wanted:
        name = ALIASES.get(word.strip().lower(), word.strip().lower())
        if name in known:
            found[name] = known[name]
        elif name in on_request:
            found[name] = on_request[name]
        elif name in BY_NAME:
            view = BY_NAME[name]
            title = opened(say(view.help))
            found[name] = Planned(name=name, kicker=name.title(), title=title, make=_all_of(name))
        elif name:
            unknown.append(word)
    return tuple((found or known).values()), tuple(unknown)
