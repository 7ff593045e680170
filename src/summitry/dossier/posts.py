"""Who holds a post on a day: the look-up that people, relays, channels and lines share."""

from __future__ import annotations

from datetime import date

from summitry.dossier.kinds import Post
from summitry.dossier.kinds.people import Holder
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post on a day.

    ``holders`` are ids of people; two when sources give the post to two. ``acting`` act without
    holding it, ``absent`` hold it but are away. ``vacant`` when nobody holds it, acting or not.
    ``ended`` is the last day of its last holder, when that has passed and nobody followed.
    """

    post: str
    holders: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    ended: When | None = None
    last: str = ""

    @property
    def vacant(self) -> bool:
        """Whether nobody holds it."""
        return not self.holders

    @property
    def manned(self) -> tuple[str, ...]:
        """Those who can act in it that day: holders who are not away, and those acting."""
        return (*(h for h in self.holders if h not in self.absent), *self.acting)


def standing(dossier: Dossier, post: Post, day: date | None = None) -> Standing:
    """Return who holds ``post`` on ``day``; at the end of the dossier's own day when that is left out.

    A holder counts from ``since`` (always, when blank) to the end of ``until``, or of the day on which
    an ``ended`` entry for the same person says the post was left: what was said on that day was said in
    the post, and at its end the post is empty. Somebody away is away to the end of ``until``. A later
    holder whose entry has a ``since`` takes the place of earlier ones only if those have ended or come
    from the same source's account; two who overlap are both shown.
    """
    ends = {h.ended: h for h in post.holders if h.ended}
    holding: list[str] = []
    acting: list[str] = []
    absent: list[str] = []
    last, ended = "", None
    for entry in post.holders:
        who = entry.who or entry.acting or entry.absent
        if not who or not _begun(dossier, entry.since, post, day):
            continue
        end = _end(entry, ends.get(who))
        if end is not None and _over(dossier, end, post, day, away=not (entry.who or entry.acting)):
            if entry.who:
                last, ended = entry.who, end
            continue
        (holding if entry.who else acting if entry.acting else absent).append(who)
    return Standing(
        post=post.id, holders=tuple(dict.fromkeys(holding)), acting=tuple(dict.fromkeys(acting)),
        absent=tuple(dict.fromkeys(absent)), ended=None if holding else ended,
        last="" if holding else last,
    )  # fmt: skip


def posts_held(dossier: Dossier, person: str, day: date | None = None) -> tuple[Post, ...]:
    """Return the posts ``person`` holds or acts in on ``day``, in order of their ids."""
    found = []
    for post in dossier.naming(person, Post):
        state = standing(dossier, post, day)
        if person in state.holders or person in state.acting:
            found.append(post)
    return tuple(found)


def _end(entry: Holder, ending: Holder | None) -> When | None:
    if entry.until is not None:
        return entry.until
    if ending is None or ending.on is None:
        return None
    if entry.since is not None and ending.on.latest < entry.since.earliest:
        return None  # an earlier term of the same person
    return ending.on


def _begun(dossier: Dossier, since: When | None, post: Post, day: date | None) -> bool:
    if since is None:
        return True
    if day is None:
        return dossier.passed(since, post.zone)
    return dossier.civil_day(since, post.zone) <= day


def _over(dossier: Dossier, end: When, post: Post, day: date | None, *, away: bool) -> bool:
    """Whether the last day in the post lies before the day asked about, or ends with the dossier's own.

    Of a moment within that last day it is not over, unless it ended by the clock before.
    """
    last = end.latest
    if day is not None:
        return last < day
    if last == date.max:
        return False
    if away or (dossier.moment is not None and end.precision != "instant"):
        return dossier.passed(date.fromordinal(last.toordinal() + 1))
    return dossier.passed(end, post.zone)
