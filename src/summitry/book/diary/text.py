"""A diary as plain text: one paragraph a thing, days on which nothing changed in one line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from summitry.book.diary.against import Comparison, RecordChange
from summitry.book.diary.saying import (
    HEADS,
    before_words,
    elided,
    kind_words,
    learned_words,
    place_words,
    row_words,
    why_words,
)
from summitry.book.diary.value import ClockMove, Diary, Entry, FindingMove, Learned, LineMove, Rows
from summitry.book.html import JUDGED
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, zone_city
from summitry.foundation.labels import say
from summitry.foundation.printable import one_line
from summitry.foundation.wording import opened

WIDTH = 100


def diary_text(diary: Diary, width: int = WIDTH) -> str:
    """Return a diary as text; stretches of days on which nothing changed are one line."""
    lines = [
        say(
            "{dossier}: {day} to {day2}",
            dossier=diary.dossier or say("Dossier"),
            day=day_in_words(diary.first),
            day2=day_in_words(diary.last),
        ),
        say("As known at the end of each day, {place}.", place=zone_city(diary.zone)),
    ]
    if diary.narrowed:
        lines.append(say(JUDGED))
    for quiet, group in groupby(diary.entries, key=lambda e: e.quiet):
        entries = tuple(group)
        lines.append("")
        if quiet:
            lines.append(say("{quiet_days}: nothing changed.", quiet_days=quiet_days(entries)))
            continue
        for at, entry in enumerate(entries):
            lines.extend(([""] if at else []) + [day_in_words(entry.day, weekday=True)])
            lines.extend(_entry(entry, width))
    return "\n".join(lines) + "\n"


def quiet_days(entries: tuple[Entry, ...]) -> str:
    """Name a stretch of days."""
    first, last = entries[0].day, entries[-1].day
    if first == last:
        return day_in_words(first, weekday=True)
    return say(
        "{day} to {day2}", day=day_in_words(first, weekday=True), day2=day_in_words(last, weekday=True)
    )


def entry_text(dossier: Dossier, entry: Entry, width: int = WIDTH) -> str:
    """Return what differs between two days of a dossier as text."""
    zone = zone_city(dossier.header.zone)
    lines = [dossier.header.dossier or say("Dossier")]
    lines += [
        say(
            "From {end_of} to {end_of2}, {zone}.",
            end_of=_end_of(entry.since),
            end_of2=_end_of(entry.day),
            zone=zone,
        )
    ]
    lines += [say(JUDGED)] if dossier.is_narrowed else []
    lines += ["", *_entry(entry, width)] if not entry.quiet else [say("Nothing differs.")]
    return "\n".join(lines) + "\n"


def comparison_text(found: Comparison, width: int = WIDTH) -> str:
    """Return what differs between two dossiers as text."""
    lines = [
        say(
            "From {dossier} to {dossier2}.",
            dossier=_dossier(found.first, found.since),
            dossier2=_dossier(found.second, found.day),
        )
    ]
    lines += [say(JUDGED)] if found.narrowed else []
    lines.append("" if not found.quiet else say("Nothing differs."))
    records = ((found.added, say("Records added")), (found.removed, say("Records removed")))
    for records_, head in (*records, (found.changed, say("Records changed"))):
        if records_:
            lines.append(f"  {head} ({len(records_)})")
        for kind, group in groupby(records_, key=lambda r: r.kind):
            lines.append(f"    {kind_words(kind)}")
            for record in group:
                lines += _record(record, width)
    lines += _findings(found.findings, width)
    return "\n".join(lines).rstrip() + "\n"


def _dossier(name: str, day: date) -> str:
    return say("{name} as known on {day}", name=name or say("a dossier"), day=day_in_words(day))


def _record(record: RecordChange, width: int) -> Iterator[str]:
    where = place_words(record.place)
    named = (
        opened(record.title) if record.title == record.record else f"{opened(record.title)} ({record.record})"
    )
    yield from _wrapped(f"{named} [{where}]" if where else named, 6, width)
    for change in record.fields:
        field = " / ".join(change.path)
        before, after = change.before or say("(blank)"), change.after or say("(blank)")
        if len(before) + len(after) < SHORT:
            yield from _wrapped(f"{field}: {before} → {after}", 8, width)
            continue
        yield from _wrapped(f"{field}: {elided(after, before)}", 8, width)
        yield from _wrapped(say("before: {elided}", elided=elided(before, after)), 12, width)


SHORT = 120


def _end_of(day: date) -> str:
    return say("the end of {day}", day=day_in_words(day))


def _entry(entry: Entry, width: int) -> Iterator[str]:
    yield from _learned(say("Learned"), entry.learned, entry.rows, width)
    yield from _learned(say("Not known yet"), entry.unlearned, entry.unlisted, width)
    yield from _findings(entry.findings, width)
    yield from _moves(say("Clocks"), entry.clocks, width)
    yield from _moves(say("Lines"), entry.lines, width)


def _learned(head: str, learned: tuple[Learned, ...], rows: tuple[Rows, ...], width: int) -> Iterator[str]:
    if not learned and not rows:
        return
    yield f"  {head}"
    for kind, group in groupby(learned, key=lambda item: item.kind):
        yield f"    {kind_words(kind)}"
        for item in group:
            where = ", ".join(filter(None, ("; ".join(item.source), place_words(item.place))))
            yield from _wrapped(
                f"{learned_words(item)} [{where}]" if where else learned_words(item), 6, width
            )
    for row in rows:
        yield from _wrapped(row_words(row), 4, width)


def _findings(findings: tuple[FindingMove, ...], width: int) -> Iterator[str]:
    for how, head in HEADS.items():
        moves = [move for move in findings if move.how == how]
        if moves:
            yield f"  {say(head)} ({len(moves)})"
            for move in moves:
                yield from _finding(move, width)


def _finding(move: FindingMove, width: int) -> Iterator[str]:
    yield from _wrapped(f"{move.code} {move.severity}: {move.says}", 4, width)
    if move.how == "changed":
        yield from _wrapped(before_words(move.before, move.after), 8, width)
    if why := why_words(move.why):
        yield from _wrapped(f"({why})", 8, width)


def _moves(head: str, moves: Iterable[ClockMove | LineMove], width: int) -> Iterator[str]:
    moves = tuple(moves)
    if moves:
        yield f"  {head}"
    for title, group in groupby(moves, key=lambda m: (m.about, m.title)):
        told = [one_line(m.says) for m in group]
        yield from _wrapped(f"{title[1]}: {' '.join(told)}", 4, width)


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        one_line(text), width, initial_indent=margin, subsequent_indent=f"{margin}  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
