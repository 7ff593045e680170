"""One happening as its page shows it: reports, why they are together, where they differ, what they touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from summitry.desk.access import Seat
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.drawing import span
from summitry.desk.pages.framing import to_record
from summitry.desk.pages.keeping import Kept
from summitry.desk.pages.searching import PAGES
from summitry.dossier.kinds import Event, EventKind, Question
from summitry.dossier.value import Dossier
from summitry.foundation.dates import DateFault, day_in_words, in_words, parse_when
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened
from summitry.secretariat.watching.touching import searched
from summitry.watch.triage import signs
from summitry.watch.triage.frame import called
from summitry.watch.triage.showing import shown
from summitry.watch.triage.touching import kinds_told, reach_of
from summitry.watch.triage.value import Differing, Proposal, Report, Touch

REPORTS = 60
"""Reports of one happening that are shown; the rest are counted, and go with them."""
OPENING = 420
"""Letters of a report that are shown before it is opened."""
NEAR = timedelta(days=4)
"""Days around a happening within which events on record, and other happenings, may be the same."""
CANDIDATES = 6
OTHERS = 150
"""Other happenings that can be chosen from a list."""

_searched: Kept[tuple[Touch, ...]] = Kept(200)

GRADES = {
    "official": "an official source", "database": "a data set", "news": "news", "tertiary": "at second hand",
    "general-knowledge": "general knowledge",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A happening in the list."""

    title: str
    href: str
    says: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report: who says it, when, how far it can be relied on, why it is here, what is odd about it."""

    id: str
    number: int
    source: str
    about: str
    title: str
    opening: str
    rest: str
    address: str
    because: str
    doubts: tuple[str, ...]
    record: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touching:
    """Something a happening touches: what it is, why, the words of a report that show it, and whose."""

    kind: str
    title: str
    href: str
    why: str
    words: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be chosen: its value, what it is, whether it is proposed."""

    value: str
    title: str
    says: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One happening, whole."""

    id: str
    title: str
    days: str
    items: str
    reports: tuple[Told, ...]
    more: int
    differing: tuple[Differing, ...]
    touches: tuple[Touching, ...]
    record: tuple[str, str]


def row(here: Seat, proposal: Proposal, href: str, *, chosen: bool) -> Row:
    """Return a happening as the list has it."""
    count = len(proposal.touches)
    touches = f", touches {counted(count, 'record')}" if count else ""
    said = f"{counted(len(proposal.reports), 'report')}{touches}"
    return Row(
        title=proposal.title, href=href, here=chosen,
        says=f"{span(proposal.first, proposal.last)}, {said}",
    )  # fmt: skip


def happening(here: Seat, proposal: Proposal) -> Happening:
    """Return one happening with all that a person needs to say what it is."""
    names = here.dossier.ask(called)
    sources = {r.entry.id: _source(r) for r in proposal.reports}
    found = touches(here, proposal)
    return Happening(
        id=proposal.id, title=proposal.title, days=_days(proposal), more=len(proposal.reports) - REPORTS,
        items=" ".join(r.entry.id for r in proposal.unread), record=_record(here, proposal.record),
        reports=tuple(_told(here, n, r) for n, r in enumerate(proposal.reports[:REPORTS], 1)),
        differing=proposal.differing,
        touches=tuple(_touching(here, proposal, touch, names, sources) for touch in found),
    )  # fmt: skip


def touches(here: Seat, proposal: Proposal) -> tuple[Touch, ...]:
    """Return what a happening touches, with what the archive's search finds."""
    reports = tuple(r.entry.id for r in proposal.reports)
    more = _searched.get(here, proposal.id, reports, lambda: searched(here.dossier, proposal))
    return (*proposal.touches, *more)


def _days(proposal: Proposal) -> str:
    first, last = day_in_words(proposal.first), day_in_words(proposal.last)
    return f"on {first}" if first == last else f"between {first} and {last}"


def _source(report: Report) -> str:
    return report.entry.item.source or report.entry.file or "nobody named"


def _told(here: Seat, number: int, report: Report) -> Told:
    item, entry = report.entry.item, report.entry
    text = item.text
    cut = len(text) if len(text) <= OPENING + 80 else text.rfind(" ", 0, OPENING)
    about = [GRADES.get(item.grade, item.grade), *_when(here, report)]
    if item.coded == "machine":
        about.insert(1, "coded by a machine, not read by a person")
    if entry.state == "ignored":
        about.append("ignored")
    return Told(
        id=entry.id, number=number, source=_source(report), about=", ".join(filter(None, about)),
        title=item.title, opening=text[:cut], rest=text[cut:], because=report.because, doubts=item.doubts,
        record=_record(here, entry.record), address=item.address,
    )  # fmt: skip


def _when(here: Seat, report: Report) -> Iterator[str]:
    item = report.entry.item
    if item.said:
        yield f"{'of' if item.form == 'row' else 'said'} {_spoken(item.said)}"
    yield f"came {day_in_words(date.fromisoformat(report.entry.came))}"


def _spoken(said: str) -> str:
    """When a report was given, in words; as it came in where that is no date."""
    try:
        return in_words(parse_when(said))
    except DateFault:
        return said


def _record(here: Seat, id: str) -> tuple[str, str]:
    known = id and here.dossier.get(id) is not None
    return (opened(here.dossier.title(id)), to_record(here, id)) if known else ("", "")


def _touching(
    here: Seat, proposal: Proposal, touch: Touch, names: dict[str, str], sources: dict[str, str]
) -> Touching:
    words = shown((r.entry for r in proposal.reports[:REPORTS]), touch, names)
    view = PAGES.get(touch.kind, "")
    href = (
        to_page(here, view, touch.target) if view and view != "countdown" else to_record(here, touch.target)
    )
    return Touching(
        kind=touch.kind.replace("_", " "), title=opened(touch.title), href=href, why=opened(touch.why),
        words=words.words if words else "", source=sources[words.entry] if words else "",
    )  # fmt: skip


# -- what the forms propose --------------------------------------------------------------------------


def kinds(dossier: Dossier, proposal: Proposal) -> list[Choice]:
    """Return the kinds of event, those whose words the reports have first; the first of them is proposed."""
    text = "\n".join(r.entry.item.words[: signs.READ] for r in proposal.reports[:20])
    told = kinds_told(dossier.ask(reach_of), text)
    rest = [k.id for k in dossier.all(EventKind) if k.id not in told]
    return [
        Choice(value=id, title=opened(dossier.title(id)), chosen=bool(told) and id == told[0])
        for id in (*told, *rest)
    ]


def doer(dossier: Dossier, proposal: Proposal) -> str:
    """Return the name of whom the heading names first."""
    item = proposal.reports[0].entry.item
    names = dossier.ask(called)
    found = signs.named(proposal.title, names) or [
        names[n.casefold()] for n in item.names if n.casefold() in names
    ]
    return dossier.title(found[0]) if found else ""


def place(proposal: Proposal) -> str:
    """Return the place that a report's table gives."""
    return next((r.entry.item.place for r in proposal.reports if r.entry.item.place), "")


def answers(dossier: Dossier, proposal: Proposal) -> list[Choice]:
    """Return the questions with their answers, those that the reports touch first; the first is proposed."""
    touched = [t.target for t in proposal.touches if t.kind == Question.kind]
    every = sorted(dossier.all(Question), key=lambda q: (q.id not in touched, q.asks))
    found = []
    for question in every:
        found.append(Choice(value=question.id, title=question.asks, chosen=touched[:1] == [question.id]))
        found += [
            Choice(value=f"{question.id}/{answer}", title=f"{question.asks} {opened(answer)}")
            for answer in question.answers
        ]
    return found[:600]


def records_near(here: Seat, proposal: Proposal) -> list[Choice]:
    """Return records to which the reports may belong: what they touch, and events of the days around."""
    dossier = here.dossier
    first, last = proposal.first - NEAR, proposal.last + NEAR
    months = dict.fromkeys((d.year, d.month) for d in (first, proposal.first, last))
    words = set(signs.stems(proposal.title))
    near: list[tuple[int, str, str]] = []
    for event in (e for month in months for e in dossier.in_month(Event, month) if not e.series):
        if event.on is None or event.on.latest < first or event.on.earliest > last:
            continue
        shared = len(words & set(signs.stems(event.known_as)))
        near.append((-shared, event.id, span(event.on.earliest, event.on.latest)))
    near.sort()
    found = [Choice(value=id, title=opened(dossier.title(id)), says=f"event, {days}") for _, id, days in near]
    found += [
        Choice(value=t.target, title=opened(t.title), says=t.kind.replace("_", " ")) for t in proposal.touches
    ]
    return [*{c.value: c for c in reversed(found)}.values()][::-1][:CANDIDATES]


def happenings_near(proposal: Proposal, every: Sequence[Proposal]) -> list[Choice]:
    """Return other happenings, those of the same days that are most like it first."""
    words = set(signs.stems(proposal.title))
    touched = {t.target for t in proposal.touches}
    ranked = []
    for other in every:
        if other.id == proposal.id:
            continue
        apart = other.first > proposal.last + NEAR or other.last < proposal.first - NEAR
        shared = len(words & set(signs.stems(other.title)))
        shared += len(touched & {t.target for t in other.touches})
        ranked.append((apart, -shared, abs((other.first - proposal.first).days), other.id, other))
    return [
        Choice(
            value=o.id, title=o.title, says=f"{span(o.first, o.last)}, {counted(len(o.reports), 'report')}"
        )
        for *_, o in sorted(ranked, key=lambda r: r[:4])[:OTHERS]
    ]


def alike(found: Differing) -> str:
    """Say who gives each value, for a reader who does not see the table."""
    return listed([f"{value}: {listed(by)}" for value, by in found.told])
