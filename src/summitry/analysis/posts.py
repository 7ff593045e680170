"""Who fills a post on the day, since when, and whether anything hangs on it."""

from __future__ import annotations

from summitry.dossier.kinds import Channel, Meeting, Party, Post, Task
from summitry.dossier.kinds.people import Holder
from summitry.dossier.meetingdays import is_over_or_off
from summitry.dossier.posts import Standing, standing
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

STATES = ("vacant", "unknown", "acting", "away", "several", "filled")
"""Nobody any more; nobody on record ever; only somebody acting; the holder away and nobody acting;
more than one holder; one holder at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReading:
    """A post on the day.

    ``since`` is when the state began, as far as the record says: the last day of the last holder for
    a vacant post. ``index`` points at the entry that shows it (-1: none). ``leans`` lists what hangs
    on the post as (reason, id): *deals with* a party, *binds* a party, *delegation*, *channel*, *task*.
    """

    post: str
    state: str
    standing: Standing
    since: When | None = None
    index: int = -1
    leans: tuple[tuple[str, str], ...] = ()
    basis: Basis

    @property
    def last(self) -> str:
        """The last holder of a vacant post."""
        return self.standing.last


def post_reading(dossier: Dossier, post: str) -> PostReading:
    """Who fills a post, since when, and what hangs on it?"""
    method = "Entries of holders up to the day; an entry ends by `until` or by an `ended` entry."
    record = dossier.of(Post, post)
    if record is None:
        return PostReading(
            post=post, state="unknown", standing=Standing(post=post), basis=Basis(method=method)
        )
    stands = standing(dossier, record)
    state = _state(record, stands)
    since, index = _since(dossier, record, stands, state)
    return PostReading(
        post=post, state=state, standing=stands, since=since, index=index,
        leans=tuple(_leans(dossier, record)),
        basis=Basis(method=method, rests_on=(post,), cannot_say=("Who acts without being recorded.",)),
    )  # fmt: skip


def _state(record: Post, stands: Standing) -> str:
    at_work = [h for h in stands.holders if h not in stands.absent]
    if len(stands.holders) > 1:
        return "several"
    if at_work:
        return "filled"
    if stands.acting:
        return "acting"
    if stands.holders or stands.absent:
        return "away"
    return "vacant" if record.holders else "unknown"


def _since(dossier: Dossier, record: Post, stands: Standing, state: str) -> tuple[When | None, int]:
    """The day on which the state began and the entry that says so."""

    def entry(names: tuple[str, ...], role: str) -> tuple[When | None, int]:
        for index in range(len(record.holders) - 1, -1, -1):
            holder: Holder = record.holders[index]
            begun = holder.since is None or dossier.passed(holder.since, record.zone)
            if begun and getattr(holder, role) in names:
                return holder.since, index
        return None, -1

    if state == "vacant":
        for index, holder in enumerate(record.holders):
            if holder.ended and holder.ended == stands.last:
                return stands.ended, index
        return stands.ended, max(len(record.holders) - 1, -1)
    if state == "acting":
        return entry(stands.acting, "acting")
    if state == "away":
        return entry(stands.absent, "absent")
    return entry(stands.holders, "who")


def _leans(dossier: Dossier, record: Post) -> list[tuple[str, str]]:
    found = []
    if record.deals_with and _matters(dossier, record.deals_with):
        found.append(("deals with", record.deals_with))
    if record.binds and record.binds != "none":
        found.append(("binds", record.binds))
    for meeting in dossier.naming(record.id, Meeting):
        over = is_over_or_off(dossier, meeting)
        if not over and record.id in (*meeting.delegation, *meeting.with_):
            found.append(("delegation", meeting.id))
    found.extend(("channel", c.id) for c in dossier.naming(record.id, Channel) if record.id in c.ends)
    for task in dossier.naming(record.id, Task):
        done = any(d.on is not None and dossier.passed(d.on, task.zone) for d in task.done)
        if not done and task.owner == record.id:
            found.append(("task", task.id))
    return found


def _matters(dossier: Dossier, party: str) -> bool:
    """Whether a party is one the negotiation is with or through."""
    if party in dossier.header.counterparts:
        return True
    record = dossier.of(Party, party)
    return record is not None and record.role in ("principal", "go-between")
