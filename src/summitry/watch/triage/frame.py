"""From the inbox and the dossier to what is proposed to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from summitry.dossier.kinds import Agency, Party, Person
from summitry.dossier.value import Dossier
from summitry.foundation.wording import listed
from summitry.watch.inbox import Entry, Link
from summitry.watch.triage import maths, signs
from summitry.watch.triage.disagreeing import differing
from summitry.watch.triage.touching import Reach, reach_of, said_in, touched
from summitry.watch.triage.value import Proposal, Report

_LEAST_ALIAS = 3
_SURNAME = 5


def proposals(
    dossier: Dossier, entries: Iterable[Entry], links: Sequence[Link] = (), *, all_: bool = False
) -> tuple[Proposal, ...]:
    """Return the happenings of which something is unread (with ``all_``: every one), the latest first.

    ``entries`` are those the dossier's reader may see. Nothing in the dossier is changed.
    """
    by_id = {entry.id: entry for entry in entries}
    names = dossier.ask(called)
    signals = [signs.signal(e.item, id, _came(e), names) for id, e in by_id.items()]
    windows = {s.id: (s.first, s.last) for s in signals}
    groups = maths.gather(signals, _pairs(links, "together"), _pairs(links, "apart"))
    reach = dossier.ask(reach_of)
    found = [
        _proposal(dossier, reach, group, by_id, windows, names) for group in groups
        if all_ or any(by_id[joined.id].state == "unread" for joined in group)
    ]  # fmt: skip
    found.sort(key=lambda p: (-p.last.toordinal(), -len(p.touches), p.id))
    return tuple(found)


def called(dossier: Dossier) -> dict[str, str]:
    """Return the names in small letters by which parties, bodies and people are known, each with who it is.

    A name that several bear is left out: two people of one name are never guessed apart.
    """
    found: dict[str, set[str]] = {}
    bearers: list[Party | Agency | Person] = [*dossier.all(Party), *dossier.all(Agency)]
    bearers += dossier.all(Person)
    for record in bearers:
        for name in (record.name, *record.also):
            if len(name) >= _LEAST_ALIAS or not name.isascii():
                found.setdefault(" ".join(name.split()).casefold(), set()).add(record.id)
    for person in dossier.all(Person):
        last = person.name.split()[-1] if " " in person.name else ""
        if len(last) >= _SURNAME:
            found.setdefault(last.casefold(), set()).add(person.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _pairs(links: Sequence[Link], how: str) -> list[tuple[str, str]]:
    return [(link.one, link.other) for link in links if link.how == how]


def _came(entry: Entry) -> date:
    return date.fromisoformat(entry.came)


def _proposal(
    dossier: Dossier, reach: Reach, group: Sequence[maths.Joined], by_id: Mapping[str, Entry],
    windows: Mapping[str, tuple[int, int]], names: Mapping[str, str],
) -> Proposal:  # fmt: skip
    entries = [by_id[joined.id] for joined in group]
    first = max(windows[e.id][0] for e in entries)
    last = min(windows[e.id][1] for e in entries)
    # what a person put together may have no day in common: then all their days are told
    if first > last:
        first, last = min(windows[e.id][0] for e in entries), max(windows[e.id][1] for e in entries)
    told = "\n".join(e.item.words[: signs.READ] for e in entries[:50])
    rows_only = all(e.item.coded == "machine" for e in entries)
    return Proposal(
        id=f"h-{group[0].id}", title=_title(entries),
        first=date.fromordinal(first), last=date.fromordinal(last),
        reports=tuple(
            Report(entry=entry, because=_because(dossier, joined, by_id))
            for entry, joined in zip(entries, group, strict=True)
        ),
        differing=differing(entries, names),
        record=next((e.record for e in entries if e.record), ""),
        touches=touched(dossier, reach, told, signs.named(told, names), coded=rows_only),
        said=() if rows_only else said_in(entries, names),
    )  # fmt: skip


def _title(entries: Sequence[Entry]) -> str:
    """The heading of the report nearest to a person's own words; of several, of the oldest."""
    written = [e for e in entries if not e.item.coded] or [e for e in entries if e.item.coded == "people"]
    item = (written or entries)[0].item
    return item.title or item.text[:120] or "(no words)"


def _because(dossier: Dossier, joined: maths.Joined, by_id: Mapping[str, Entry]) -> str:
    if joined.by_hand:
        return f"A person put it with {_of(by_id[joined.like])}."
    if not joined.like:
        return ""
    return f"It shares with {_of(by_id[joined.like])}: {_told(dossier, joined.shared, by_id[joined.id])}."


def _of(entry: Entry) -> str:
    return f"that of {entry.item.source or entry.file}" if entry.item.source or entry.file else "another"


def _told(dossier: Dossier, shared: Sequence[str], entry: Entry) -> str:
    """The signs that two reports share, in words: somebody, a kind, a place, then words."""
    spelt = {signs.squeezed(name): name for name in entry.item.names}
    names = [spelt.get(s[1:]) or dossier.title(s[1:]) for s in shared if s[0] == "n"][:4]
    kinds = ["the kind of event" for s in shared if s[0] == "k"]
    days = {s.rpartition("@")[0][1:] for s in shared if s[0] == "d"}
    near = ["what happened, and days that agree"] if days else []
    places = [entry.item.place.partition(",")[0] for s in shared if s[0] == "p"]
    links = ["the same address"] if any(s[0] == "a" for s in shared) else []
    words = [] if entry.item.coded else [s[1:] for s in shared if s[0] == "w"][:5]
    told = [*links, *names, *places, *kinds, *near]
    if words:
        told.append(f"the words {listed(words)}")
    return ", ".join(told)
