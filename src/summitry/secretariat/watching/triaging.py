"""Triage as a team does it: what is proposed, and the acts of a person on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat.acts import Actor
from summitry.secretariat.journal import noted
from summitry.watch import inbox
from summitry.watch.inbox import Entry, Link
from summitry.watch.triage.frame import proposals
from summitry.watch.triage.value import Proposal

MOST = 2_000
"""Unread reports that are gathered at once where somebody waits for it."""

AROUND = timedelta(days=7)
"""Days before the first unread report within which those dealt with are held beside it."""


def proposed(folder: Path, dossier: Dossier, *, all_: bool = False) -> tuple[Proposal, ...]:
    """Return what is proposed to a reader on the dossier's day; nothing when there is no inbox.

    What was accepted into a record that the reader's dossier does not hold is unread.
    """
    if not inbox.there(folder):
        return ()
    with inbox.opened(folder) as box:
        every = box.entries(dossier.header, dossier.grants, dossier.limit.isoformat())
        entries = [standing(dossier, entry) for entry in every]
        links = box.links()
    return proposals(dossier, entries, links, all_=all_)


def standing(dossier: Dossier, entry: Entry) -> Entry:
    """Return an item as it stands for a reader: unread, when it was accepted into what is not there."""
    if entry.state == "accepted" and dossier.get(entry.record) is None:
        return replace(entry, state="unread", record="")
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is unread, gathered, what came first before the rest; and how many reports wait behind those."""

    proposals: tuple[Proposal, ...] = ()
    left: int = 0


def gathered(folder: Path, dossier: Dossier, most: int = MOST, since: str = "") -> Gathered:
    """Return what is proposed out of the ``most`` unread reports that came first, so that the time it takes
    is bounded. Those somebody dealt with are there as well where they came in the same days. ``since`` is a
    day: then only of what came on it or later."""
    if not inbox.there(folder):
        return Gathered()
    day = dossier.limit.isoformat()
    with inbox.opened(folder) as box:
        entries, left = box.waiting(dossier.header, dossier.grants, day, _holds(dossier), most, since)
        if not entries:
            return Gathered()
        around = date.fromisoformat(entries[0].came) - AROUND
        done = box.done(
            dossier.header, dossier.grants, day, _holds(dossier), most // 2, around.isoformat()
        )  # fmt: skip
        links = box.links()
    entries += [entry for act in done for entry in act.entries]
    found = sorted(proposals(dossier, entries, links), key=lambda p: (p.came, p.first, p.id))
    return Gathered(proposals=tuple(found), left=left)


def unread_count(folder: Path, dossier: Dossier) -> int:
    """Return how many reports are unread that a reader may see."""
    if not inbox.there(folder):
        return 0
    with inbox.opened(folder) as box:
        first, left = box.waiting(
            dossier.header, dossier.grants, dossier.limit.isoformat(), _holds(dossier), 0
        )
    return len(first) + left


def dealt_with(folder: Path, dossier: Dossier, most: int) -> tuple[inbox.Done, ...]:
    """Return what people ignored or accepted, the latest act first."""
    if not inbox.there(folder):
        return ()
    with inbox.opened(folder) as box:
        return box.done(dossier.header, dossier.grants, dossier.limit.isoformat(), _holds(dossier), most)


def not_read(folder: Path, dossier: Dossier) -> tuple[tuple[str, str, str], ...]:
    """Return what could not be read of the files that came: the file's name, where in it, and why."""
    if not inbox.there(folder):
        return ()
    with inbox.opened(folder) as box:
        return box.unread(dossier.header, dossier.grants)


def _holds(dossier: Dossier) -> Callable[[str], bool]:
    return lambda id: dossier.get(id) is not None


def found(folder: Path, dossier: Dossier, id: str) -> Proposal:
    """Return a proposal by its id, by the beginning of it, or by an item in it.

    Raises:
        Refused: when there is none, or several begin so.
    """
    wanted = id.removeprefix("h-")
    every = proposed(folder, dossier, all_=True)
    fitting = [p for p in every if any(r.entry.id.startswith(wanted) for r in p.reports)]
    exact = [p for p in fitting if p.id == f"h-{wanted}"]
    if len(exact or fitting) != 1 or not wanted:
        raise Refused(f'{"Several begin" if fitting else "Nothing in the inbox begins"} with "{id}".')
    return (exact or fitting)[0]


def ignore(actor: Actor, folder: Path, proposal: Proposal, because: str = "") -> int:
    """Remember that somebody ignored what is unread of a happening; return how many reports that is."""
    ids = [r.entry.id for r in proposal.unread]
    with inbox.opened(folder) as box:
        box.mark(ids, "ignored", actor.name, now(), because=because)
    noted(folder, actor.name, "watch ignore", tuple(ids))
    return len(ids)


def take_up(actor: Actor, folder: Path, items: Iterable[str]) -> None:
    """Make items unread again that were ignored."""
    ids = tuple(items)
    with inbox.opened(folder) as box:
        box.mark(ids, "unread", actor.name, now())
    noted(folder, actor.name, "watch take up", ids)


def split(actor: Actor, folder: Path, proposal: Proposal, items: Iterable[str]) -> tuple[Link, ...]:
    """Hold reports apart from the others of their group; return what was said of them before.

    Raises:
        Refused: when none of them, or all, are in the group.
    """
    wanted = tuple(items)
    out = [r.entry.id for r in proposal.reports if any(r.entry.id.startswith(w) for w in wanted if w)]
    rest = [r.entry.id for r in proposal.reports if r.entry.id not in out]
    if not out or not rest:
        raise Refused("Name some of the reports of that happening, and not all of them.")
    apart = [Link(one=o, other=r, how="apart") for o in out for r in rest]
    kept = [Link(one=out[0], other=o, how="together") for o in out[1:]]
    before = _linked(actor, folder, [*apart, *kept])
    noted(folder, actor.name, "watch split", tuple(out))
    return before


def merge(actor: Actor, folder: Path, one: Proposal, other: Proposal) -> tuple[Link, ...]:
    """Put two happenings together; return what was said of them before.

    Raises:
        Refused: when they are one already.
    """
    if one.id == other.id:
        raise Refused("They are together already.")
    mine, theirs = [r.entry.id for r in one.reports], [r.entry.id for r in other.reports]
    # a word that held two of them apart gives way to this later one
    links = [Link(one=a, other=b, how="together") for a in mine[:1] for b in theirs]
    links += [Link(one=a, other=b, how="together") for a in mine for b in theirs[:1]]
    before = _linked(actor, folder, links)
    noted(folder, actor.name, "watch merge", (mine[0], theirs[0]))
    return before


def unlink(actor: Actor, folder: Path, before: Iterable[Link]) -> None:
    """Take back what was said of pairs of reports: what was said before holds again."""
    links = list(before)
    _linked(actor, folder, links)
    noted(folder, actor.name, "watch take back", tuple(dict.fromkeys(link.one for link in links)))


def _linked(actor: Actor, folder: Path, links: Iterable[Link]) -> tuple[Link, ...]:
    """Say something of pairs; return what was said of them before."""
    said = list(links)
    with inbox.opened(folder) as box:
        known = {(link.one, link.other): link for link in box.links()}
        box.link(said, actor.name, now())
    pairs = dict.fromkeys((min(k.one, k.other), max(k.one, k.other)) for k in said)
    return tuple(known.get(pair) or Link(one=pair[0], other=pair[1], how="free") for pair in pairs)


def now() -> str:
    """Return the present moment, as the inbox writes it down."""
    return datetime.now(UTC).isoformat(timespec="seconds")
