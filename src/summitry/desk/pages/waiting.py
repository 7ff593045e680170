"""What waits for a person: clearances asked of the office, tasks and objectives it owns, what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from summitry.analysis.clearance import text_clearance
from summitry.analysis.countdown import Latest, TaskRow, Today, anchor_of, today
from summitry.analysis.decisions import decision_reading
from summitry.analysis.objectives import objectives_reading
from summitry.analysis.positions import items_to_decide, position_grid
from summitry.book.ahead import meetings_of
from summitry.book.stands import paragraphs
from summitry.desk.access import Seat
from summitry.desk.accounts.roles import CLEAR, DECIDE, SEND_ROUND
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.clearanceacts import may_settle
from summitry.desk.pages.drawing import short
from summitry.desk.pages.framing import to_record
from summitry.dossier.calendars import workdays_of
from summitry.dossier.kinds import Clearance, Decision
from summitry.dossier.signing import CLEARED, out_of_clearance
from summitry.foundation.labels import say, say_many
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened

TEXTS = ("paper", "draft", "line")
MOST = 9
"""Items that are shown; each has a key of its own."""
SOON = timedelta(days=21)
"""A task that need not begin within it waits for nobody yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for the reader: what, until when, how pressing (a tint's name)."""

    id: str
    title: str
    href: str
    says: str = ""
    due: str = ""
    tone: str = ""
    order: tuple[int, date] = (9, date.max)


def waiting(here: Seat) -> tuple[Waiting, ...]:
    """Return what waits for the account, the most pressing first; one record once."""
    found = [
        *_clearances(here), *_settling(here), *_tasks(here), *_objectives(here), *_round(here),
        *_decisions(here),
    ]  # fmt: skip
    found.sort(key=lambda w: w.order)
    return tuple({w.id: w for w in reversed(found)}.values())[::-1]


def _clearances(here: Seat) -> Iterator[Waiting]:
    office, dossier = here.account.office, here.dossier
    if not office:
        return
    for id in _texts(here):
        found = dossier.ask(text_clearance, id)
        if office not in found.bodies:
            continue
        open_, objected = found.open(office), found.objected(office)
        if not open_ and not (objected or office in found.missing):
            continue
        again = found.open(office, "changed", "deleted", "edits")
        says = say(
            "{open} open for {office}",
            open=opened(counted(len(open_), "paragraph")),
            office=dossier.title(office),
        )
        says += say(", {again} of them again after a change.", again=len(again)) if again else "."
        if not open_:
            says = (
                say("You object.")
                if objected
                else say("No clearance of {office} counts.", office=dossier.title(office))
            )
        deadline = _deadline(here, id, office)
        yield Waiting(
            id=id, title=opened(dossier.title(id)), href=to_page(here, "clearance", id), says=says,
            order=(0 if here.grant.may(CLEAR) else 1, deadline or date.max), **_due(here, deadline),
        )  # fmt: skip


def _texts(here: Seat) -> Iterator[str]:
    """The texts that somebody must clear, or could be asked to."""
    for id in (i for kind in TEXTS for i in here.dossier.ids(kind)):
        record = here.dossier.get(id)
        if record is not None and not out_of_clearance(here.dossier, record):
            yield id


def _settling(here: Seat) -> Iterator[Waiting]:
    """For the one who settles: the texts in which offices want other words."""
    for id in _texts(here):
        record = here.dossier.get(id)
        found = here.dossier.ask(text_clearance, id)
        asking = [b for b in found.bodies if found.open(b, "edits")]
        if not asking or not isinstance(record, CLEARED) or not may_settle(here, record):
            continue
        numbers = sorted({n for b in asking for n in found.open(b, "edits")})
        yield Waiting(
            id=id, title=opened(here.dossier.title(id)), href=to_page(here, "clearance", id),
            due=say("settle"),
            says=say(
                "Other words are asked for in {paragraphs}, by {offices}.", paragraphs=paragraphs(numbers),
                offices=listed(here.dossier.title(b) for b in asking),
            ),
            tone="t-ochre", order=(0, date.max),
        )  # fmt: skip


def _deadline(here: Seat, text: str, office: str) -> date | None:
    asked = [
        c.deadline.latest for c in here.dossier.naming(text, Clearance)
        if c.of == text and c.by == office and c.deadline is not None and not c.stand
    ]  # fmt: skip
    return min(asked) if asked else None


def _due(here: Seat, day: date | None) -> dict[str, str]:
    """The last day in a word or two, and its tint."""
    if day is None:
        return {"due": "no date", "tone": ""}
    if day < here.day:
        worked = here.dossier.ask(workdays_of, here.account.office).between(day, here.day)
        return {
            "due": say("late by {worked}", worked=counted(worked, "workday")) if worked else say("late"),
            "tone": "t-red",
        }
    if day == here.day:
        return {"due": say("today"), "tone": "t-ochre"}
    return {"due": say("by {day}", day=short(day)), "tone": ""}


def _tasks(here: Seat) -> Iterator[Waiting]:
    """The tasks an office owns, by the day on which they must begin for the earliest day of the meeting."""
    dossier, office = here.dossier, here.account.office
    anchors = dict.fromkeys(dossier.ask(anchor_of, m) for m in meetings_of(dossier))
    for found in (dossier.ask(today, m) for m in anchors) if office else ():
        waits = _waits_for(found)
        for row in found.countdown.rows:
            latest = row.early or row.late
            if row.done or row.owner != office or latest is None or latest.start > here.day + SOON:
                continue
            title = dossier.title(row.task)
            yield Waiting(
                id=row.task, title=opened(title), href=to_record(here, row.task),
                says=_reason(here, found, row, latest, waits.get(row.task, 0)),
                order=(1, latest.start), **_begin(here, row, latest),
            )  # fmt: skip


def _waits_for(found: Today) -> dict[str, int]:
    """How many tasks wait for each, as far as it is what forces them."""
    tasks = {r.task for r in found.countdown.rows}
    waits: dict[str, int] = {}
    for row in found.countdown.rows:
        latest = row.early or row.late
        for link in latest.chain[1:] if latest is not None else ():
            if link in tasks:
                waits[link] = waits.get(link, 0) + 1
    return waits


def _reason(here: Seat, found: Today, row: TaskRow, latest: Latest, waits: int) -> str:
    takes = say("It takes {takes}. ", takes=counted(row.takes, "workday")) if row.takes else ""
    then = here.dossier.title(latest.chain[1]) if len(latest.chain) > 1 else ""
    more = waits - 1
    behind = say(" and {others} after it", others=counted(more, "more task")) if more > 0 else ""
    waiting_for = say_many(
        max(waits, 1), "{then}{behind} waits for it.", "{then}{behind} wait for it.", then=opened(then),
        behind=behind,
    ) if then else ""  # fmt: skip
    if row.task in found.lateness.late and found.late is not None and found.late != found.early:
        return say(
            "{takes}{waiting_for} It is late even for {day}.",
            takes=takes,
            waiting_for=waiting_for,
            day=short(found.late.day),
        )
    return f"{takes}{waiting_for}"


def _begin(here: Seat, row: TaskRow, latest: Latest) -> dict[str, str]:
    if latest.start < here.day:
        worked = here.dossier.ask(workdays_of, row.owner).between(latest.start, here.day)
        return {
            "due": say("late by {worked}", worked=counted(worked, "workday")) if worked else say("late"),
            "tone": "t-red",
        }
    if latest.start == here.day:
        return {"due": say("begin today"), "tone": "t-ochre"}
    return {"due": say("begin by {start}", start=short(latest.start)), "tone": ""}


BLANKS = {
    "met_when": "what would show that it is met", "expected_reply": "what they will reply",
    "our_response": "what we say to that", "if_refused": "what we do when they refuse",
    "owner": "who answers for it", "what": "what it is about",
}  # fmt: skip


def _objectives(here: Seat) -> Iterator[Waiting]:
    """The objectives an office owns that leave something blank a negotiator needs."""
    office, dossier = here.account.office, here.dossier
    for meeting in meetings_of(dossier) if office else ():
        reading = dossier.ask(objectives_reading, meeting)
        blank = [
            r for r in (reading.rows if reading is not None else ())
            if r.blanks and getattr(dossier.get(r.objective), "owner", "") == office
        ]  # fmt: skip
        for row in blank:
            yield Waiting(
                id=row.objective, title=opened(dossier.title(row.objective)),
                href=to_record(here, row.objective),
                says=say("Say {blanks}.", blanks=listed(BLANKS.get(b, b) for b in row.blanks)),
                due=say("before {meeting}", meeting=dossier.title(meeting)), order=(3, date.max),
            )  # fmt: skip


def _round(here: Seat) -> Iterator[Waiting]:
    """For the secretariat: texts with somebody silent past the deadline, or an objection to settle."""
    if not here.grant.may(SEND_ROUND):
        return
    for id in _texts(here):
        found = here.dossier.ask(text_clearance, id)
        objects = [b for b in found.bodies if found.objected(b)]
        silent = [a.body for a in found.answers if a.state in ("overdue", "no rule")]
        told = []
        if objects:
            who = listed(opened(here.dossier.title(b)) for b in objects)
            told.append(say_many(len(objects), "{who} objects.", "{who} object.", who=who))
        if silent:
            told.append(
                say("No answer in time from {silent}.", silent=listed(here.dossier.title(b) for b in silent))
            )
        if told:
            title = opened(here.dossier.title(id))
            yield Waiting(id=id, title=title, href=to_page(here, "clearance", id), says=" ".join(told),
                          due="to settle", tone="t-ochre", order=(2, date.max))  # fmt: skip


def _decisions(here: Seat) -> Iterator[Waiting]:
    """For who decides: what is asked of them, and what is open with somebody not asked."""
    if not here.grant.may(DECIDE):
        return
    dossier = here.dossier
    for decision in dossier.all(Decision):
        reading = dossier.ask(decision_reading, decision.id)
        if reading.state in ("requested", "no answer"):
            missing = listed(dossier.title(b) for b in reading.not_asked)
            yield Waiting(
                id=decision.id, title=opened(dossier.title(decision.id)), href=to_record(here, decision.id),
                says=say("Not asked: {missing}.", missing=missing) if missing else "", due=say("decide"),
                tone="t-ochre",
                order=(0, date.max),
            )  # fmt: skip
    for item in dossier.ask(items_to_decide):
        grid = dossier.ask(position_grid, item)
        blank, silent = grid.in_state("blank"), grid.in_state("silent")
        if blank or silent:
            told = (
                [say("Nobody has asked {blank}.", blank=listed(dossier.title(b) for b in blank))]
                if blank
                else []
            )
            told += (
                [say("Silent: {silent}.", silent=listed(dossier.title(b) for b in silent))] if silent else []
            )
            yield Waiting(
                id=item, title=opened(dossier.title(item)), says=" ".join(told), due=say("open"),
                href=to_page(here, "positions", item), order=(4, date.max),
            )  # fmt: skip
