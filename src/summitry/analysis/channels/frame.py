"""From the dossier's channels to whether the other side can be reached."""

from __future__ import annotations

from summitry.analysis.channels.maths import Trial, expiry, judge, last_trial
from summitry.analysis.channels.result import ChannelReading, End, Reach
from summitry.dossier.answers import shared
from summitry.dossier.kinds import Channel, Objective, Post
from summitry.dossier.posts import standing
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import replace

METHOD = (
    "A channel is live when both ends are filled, its last use lies within its life and its last test,"
    " if there was one, was answered."
)


def channel_reading(dossier: Dossier, channel: str) -> ChannelReading:
    """Is a channel live on the day, and if not, why not? What leans on it?"""
    return replace(dossier.ask(channel_life, channel), leaning=leaning_on(dossier, channel))


def channel_life(dossier: Dossier, channel: str) -> ChannelReading:
    """Return the same without what leans on it: a question that another channel does not reopen."""
    record = dossier.of(Channel, channel)
    if record is None:
        return ChannelReading(channel=channel, reasons=("ends missing",), basis=Basis(method=METHOD))
    ends = tuple(_end(dossier, id) for id in record.ends)
    life = record.life if record.life is not None else dossier.header.channel_life
    uses = [u.on for u in record.uses if u.on is not None and dossier.passed(u.on, record.zone)]
    last_use = max(uses, key=lambda w: dossier.civil_day(w, record.zone), default=None)
    tried = _tried(dossier, record)
    trial = last_trial(tuple(t for t, _ in tried))
    judged = judge(
        tuple(e.state == "filled" for e in ends), _within(dossier, last_use, life, record.zone), trial
    )
    sent = next((when for t, when in reversed(tried) if t is trial), None)
    return ChannelReading(
        channel=channel, ends=ends, reasons=judged.reasons, last_use=last_use, life=life,
        untested=not tried, last_sent=sent, fallback=record.fallback,
        basis=Basis(method=METHOD, rests_on=(channel, *record.ends),
                    assumptions=("A body or party at an end counts as filled; a post only when somebody"
                                 " holds it or acts in it.",),
                    cannot_say=("Whether a message would be answered.",)),
    )  # fmt: skip


def reach(dossier: Dossier, counterpart: str) -> Reach:
    """Which channels lead from our side to a counterpart? A mediator's: every channel that ends there."""
    own = dossier.header.own_side
    found: list[ChannelReading] = []
    others: list[ChannelReading] = []
    for reading in dossier.each(leading, Channel, counterpart):
        sides = {end.side for end in reading.ends}
        (found if not own or own in sides else others).append(reading)
    return Reach(
        counterpart=counterpart, channels=tuple(found), through_others=tuple(others),
        basis=Basis(method=METHOD, rests_on=tuple(r.channel for r in found),
                    cannot_say=("Whether those through whom others reach them would carry our words.",)),
    )  # fmt: skip


def leading(dossier: Dossier, channel: str, counterpart: str) -> ChannelReading | None:
    """Return the reading of a channel that ends at a counterpart, wherever it begins."""
    reading = dossier.ask(channel_life, channel)
    return reading if any(end.side == counterpart for end in reading.ends) else None


def leads_to(dossier: Dossier, channel: str) -> tuple[str, ...]:
    """Return the counterparts to which a channel leads from our side, live or not."""
    own, sides = dossier.header.own_side, {end.side for end in dossier.ask(channel_life, channel).ends}
    return tuple(c for c in dossier.header.counterparts if c in sides and (not own or own in sides))


def _end(dossier: Dossier, id: str) -> End:
    post = dossier.of(Post, id)
    side = side_of(dossier, id)
    if post is None:
        return End(id=id, side=side, state="filled" if dossier.get(id) is not None else "unknown")
    stands = standing(dossier, post)
    if stands.manned:
        return End(id=id, side=side)
    if stands.holders or stands.absent:
        away = next((h for h in reversed(post.holders) if h.absent in stands.absent and h.absent), None)
        return End(id=id, side=side, state="away", since=away.since if away else None)
    return End(id=id, side=side, state="vacant" if post.holders else "unknown", since=stands.ended)


def _within(dossier: Dossier, last_use: When | None, life: int, zone: str) -> bool | None:
    if last_use is None:
        return None
    if last_use.lasts and not dossier.passed(last_use.latest):
        return True
    day = last_use.latest if last_use.lasts else dossier.civil_day(last_use, zone)
    ends = expiry(day, life)
    assert ends is not None
    try:
        after = ends.fromordinal(ends.toordinal() + 1)
    except (OverflowError, ValueError):
        return True
    return not dossier.passed(after)


def _tried(dossier: Dossier, record: Channel) -> list[tuple[Trial, When | None]]:
    found = []
    for test in record.tests:
        if test.sent is not None and not dossier.passed(test.sent, record.zone):
            continue
        answered = test.answered is not None and dossier.passed(test.answered, record.zone)
        sent = dossier.civil_day(test.sent, record.zone) if test.sent is not None else None
        found.append((Trial(sent, answered), test.sent))
    return found


def leaning_on(dossier: Dossier, channel: str) -> tuple[str, ...]:
    """Return what counts on the channel: objectives (but for those that set out to establish it), and
    channels that name it as their fallback."""
    objectives = (o for o in dossier.naming(channel, Objective) if o.verb not in ("establish", "obtain"))
    found = [o.id for o in objectives if not o.outcomes]
    title = dossier.title(channel)
    named = (other for other, fallback in dossier.ask(fallbacks) if fallback in (channel, title))
    return (*found, *(other for other in named if other != channel))


@shared
def fallbacks(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return every channel that names another way, with its words for it."""
    return dossier.each(another_way, Channel)


def another_way(dossier: Dossier, channel: str) -> tuple[str, str] | None:
    """Return a channel that names another way, with its words for it."""
    record = dossier.of(Channel, channel)
    return (channel, way) if record is not None and (way := record.fallback.strip()) else None
