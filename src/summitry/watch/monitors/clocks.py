"""Lines to take, clearances, latest starts, deadlines, channels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from summitry.analysis.channels import channel_reading
from summitry.analysis.channels.words import reasons_in_words
from summitry.analysis.countdown import countdown, lateness
from summitry.analysis.lines import line_state, question_reading
from summitry.dossier.kinds import Channel, Clearance, Line, Objective, Task
from summitry.dossier.taskdays import is_done
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.wording import listed
from summitry.watch.monitors.days import last_day, nears, ran_out
from summitry.watch.monitors.value import Alarm


def of_line(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return alarms for a line that runs out or grew old, and for what its own side says against it."""
    record = dossier.of(Line, id)
    if record is None:
        return ()
    state = dossier.ask(line_state, id)
    if not state.begun or state.replaced_by:
        return ()
    found = []
    bears_on = tuple(o.id for o in dossier.naming(id, Objective))
    last = last_day(record.until)
    if last is not None and nears(dossier, last):
        says = ran_out(dossier, last, "This line may be used until", "This line ran out after")
        found.append(_line(record, says, "Its record names its last day.", last, bears_on))
    elif state.old_since is not None:
        why = f"Neither it nor a clearance of it is younger than {dossier.header.line_life} days."
        found.append(_line(record, "This line has grown old.", why, state.old_since, bears_on))
    if record.question and record.answer and state.standing:
        found.extend(_contradicted(dossier, record))
    return tuple(found)


def _line(record: Line, says: str, why: str, since: date, bears_on: tuple[str, ...]) -> Alarm:
    return Alarm(
        monitor="line", about=record.id, title=record.known_as, says=says, why=why, since=since,
        rests_on=(record.id,), bears_on=bears_on, owner=record.by,
    )  # fmt: skip


def _contradicted(dossier: Dossier, line: Line) -> list[Alarm]:
    """What one's own side says today on the line's question and the line does not say."""
    reading = dossier.ask(question_reading, line.question)
    against = [
        g for g in reading.public(dossier.header.own_side)
        if g.official and set(g.answers).isdisjoint(line.answer)
    ]  # fmt: skip
    if not against:
        return []
    who = listed(dict.fromkeys(dossier.title(g.post) for g in against))
    otherwise = listed(dict.fromkeys(a for g in against for a in g.answers))
    return [
        Alarm(
            monitor="answer", about=line.id, title=line.known_as, owner=line.by,
            says=f"In public {who} says otherwise: {otherwise}.",
            why=f"It rests on {listed([dossier.title(g.statement) for g in against[:3]])}.",
            since=min(g.begins for g in against), rests_on=tuple(g.statement for g in against),
            bears_on=(line.question,),
        )
    ]  # fmt: skip


def of_clearance(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for a clearance that lapses soon or has lapsed and was not given again."""
    record = dossier.of(Clearance, id)
    last = last_day(record.until) if record is not None else None
    if record is None or last is None or record.stand not in ("clears", "clears-with-edits"):
        return ()
    later = [c for c in dossier.naming(record.of, Clearance) if c.by == record.by and c.id != id and c.on]
    if not nears(dossier, last) or any(record.on and c.on and c.on.latest > record.on.latest for c in later):
        return ()
    title = dossier.title(record.of)
    return (
        Alarm(
            monitor="clearance", about=id, title=title, since=last, owner=record.by, rests_on=(id,),
            says=ran_out(dossier, last, "Its clearance holds until", "Its clearance lapsed after"),
            why=f"{dossier.title(record.by)} cleared it until then.", bears_on=(record.of,),
        ),
    )  # fmt: skip


def of_starts(dossier: Dossier, meetings: Sequence[str]) -> tuple[Alarm, ...]:
    """Return an alarm for each task whose latest start has passed, once, for the most pressing meeting."""
    found: dict[str, Alarm] = {}
    for meeting in meetings:
        late = dossier.ask(lateness, meeting)
        rows = {row.task: row for row in dossier.ask(countdown, meeting).rows}
        for task in dict.fromkeys((*late.early, *late.late)):
            end, day = ("late", "last") if task in late.late else ("early", "first")
            latest = rows[task].late if end == "late" else rows[task].early
            if latest is None or (task in found and (found[task].since or latest.start) <= latest.start):
                continue
            found[task] = Alarm(
                monitor="start", about=task, title=dossier.title(task), since=latest.start,
                says=f"It had to begin on {day_in_words(latest.start)} for the {day} day of"
                f" {dossier.title(meeting)}.",
                why=f"What forces it: {listed([dossier.title(c) for c in latest.chain])}.",
                rests_on=latest.chain, bears_on=(meeting,), owner=rows[task].owner,
            )  # fmt: skip
    return tuple(found.values())


def of_task(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for an open task whose own deadline is near or gone by."""
    record = dossier.of(Task, id)
    last = last_day(record.due) if record is not None else None
    if record is None or last is None or not nears(dossier, last) or is_done(dossier, record):
        return ()
    return (
        Alarm(
            monitor="duty", about=id, title=record.known_as, since=last, owner=record.owner, rests_on=(id,),
            says=ran_out(dossier, last, "It is due on", "It was due on"), why="Its record names the day.",
            bears_on=record.serves,
        ),
    )  # fmt: skip


def of_channel(dossier: Dossier, id: str) -> tuple[Alarm, ...]:
    """Return an alarm for a channel that is not live and on which something leans."""
    record = dossier.of(Channel, id)
    reading = dossier.ask(channel_reading, id) if record is not None else None
    if record is None or reading is None or reading.live or not reading.leaning:
        return ()
    return (
        Alarm(
            monitor="channel", about=id, title=record.known_as, rests_on=(id,), bears_on=reading.leaning,
            says=f"It cannot be counted on: {listed(reasons_in_words(dossier, reading))}.",
            why=f"What leans on it: {listed([dossier.title(x) for x in reading.leaning[:4]])}.",
            since=reading.last_use.latest if reading.last_use is not None else None,
        ),
    )  # fmt: skip
