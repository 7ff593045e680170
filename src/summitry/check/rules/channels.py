"""CHA: can the other side be reached directly?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.channels import (
    ChannelReading,
    channel_life,
    leads_to,
    leaning_on,
    reach,
    reasons_in_words,
)
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Channel, Party
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.origin import Place
from summitry.foundation.wording import counted, dated, listed, opened


@rule("CHA001", "no-live-channel", Severity.GRAVE, Party)
def no_live_channel(dossier: Dossier, party: Party) -> Iterable[Found]:
    """No direct channel to a counterpart is live.

    Then every message goes through others, and nobody can ask back. A channel is live when both ends
    are filled, its last use lies within its life, and its last test, if there was one, was answered;
    for each that is not, the reasons are given. Fill the ends, use the channel or test it, and write
    down the answer.
    """
    if party.id not in dossier.header.counterparts:
        return
    reading = dossier.ask(reach, party.id)
    if reading.live:
        return
    if not reading.channels:
        yield Found(
            message=f"No direct channel to {the(dossier, party.id)} is on record.",
            at=party.where(), about=(party.id,),
            hint="Record every way of reaching them under `channels`, with both `ends`.",
        )  # fmt: skip
        return
    each = " ".join(_because(dossier, c) for c in reading.channels)
    others = [c for c in reading.through_others if c.live]
    if others:
        names = listed(f"{dossier.title(c.channel)} ({_last(c)})" for c in others)
        each += f" Live, but not ours: {names}."
    of = "" if len(reading.channels) == 1 else f", of {counted(len(reading.channels), 'channel')} on record"
    yield Found(
        message=f"No direct channel to {the(dossier, party.id)} is live{of}. {each}",
        at=_place(dossier, reading.channels[0]), about=(party.id, *(c.channel for c in reading.channels)),
        hint="Fill the empty ends, use or test a channel, and record it under `uses` or `tests`.",
        related=tuple(Related(_place(dossier, c), dossier.title(c.channel)) for c in reading.channels[1:]),
    )  # fmt: skip


@rule("CHA002", "leaned-on-channel", Severity.SERIOUS, Channel)
def leaned_on_channel(dossier: Dossier, channel: Channel) -> Iterable[Found]:
    """A channel that something leans on is not live.

    An objective is to go through it, or it is the fallback of another channel. Make it live again, or
    name another.
    """
    reading = dossier.ask(channel_life, channel.id)
    found = () if reading.live else dossier.ask(leaning_on, channel.id)
    if not found:
        return
    leaning = listed(f'"{dossier.title(id)}"' for id in found)
    why = "; ".join(reasons_in_words(dossier, reading))
    leans = "leans" if len(found) == 1 else "lean"
    yield Found(
        message=f"{leaning} {leans} on {channel.title}, which is not live: {why}.",
        at=channel.where(), about=(channel.id, *found),
        hint="Make the channel live again, or name another in its place.",
        related=places_of(dossier, found, "leans on it"),
    )  # fmt: skip


@rule("CHA003", "untested-channel", Severity.NOTICE, Party)
def untested_channel(dossier: Dossier, party: Party) -> Iterable[Found]:
    """A channel that should work has never been tested.

    Reported for channels both of whose ends are filled. Only a test that was answered shows that
    somebody is listening. Send something, and record it with its answer under `tests`.
    """
    if party.id not in dossier.header.counterparts:
        return
    found = [
        c for c in dossier.ask(reach, party.id).channels
        if c.untested and not {"ends missing", "end empty"} & set(c.reasons)
    ]  # fmt: skip
    if not found:
        return
    names = listed(dossier.title(c.channel) for c in found)
    are = "has" if len(found) == 1 else "have"
    yield Found(
        message=f"{opened(names)} {are} both ends filled, but no test on record.",
        at=_place(dossier, found[0]), about=(*(c.channel for c in found), party.id),
        hint="Send something, and record it: `tests: [{sent: ..., answered: ...}]`.",
        related=tuple(Related(_place(dossier, c), dossier.title(c.channel)) for c in found[1:]),
    )  # fmt: skip


@rule("CHA004", "no-fallback", Severity.NOTICE, Channel)
def no_fallback(dossier: Dossier, channel: Channel) -> Iterable[Found]:
    """A live channel has no fallback.

    When its one holder travels or is dismissed, there is no other way. Name one in `fallback`.
    """
    if not dossier.ask(leads_to, channel.id):
        return
    reading = dossier.ask(channel_life, channel.id)
    if not reading.live or reading.fallback.strip() not in ("", "none"):
        return
    says = "Nothing takes its place" if reading.fallback else "No fallback is on record"
    yield Found(
        message=f"{channel.title} is live. {says} if it fails.", at=channel.where("fallback"),
        about=(channel.id,), hint="Name another channel in `fallback`.",
    )  # fmt: skip


@rule("CHA005", "end-empty", Severity.SERIOUS, Channel)
def end_empty(dossier: Dossier, channel: Channel) -> Iterable[Found]:
    """An end of a channel is empty while others are live.

    Where no channel is live at all, the empty ends are among the reasons given there. Fill the end, or
    name somebody who acts.
    """
    reading = dossier.ask(channel_life, channel.id)
    if "end empty" not in reading.reasons or dossier.ask(leaning_on, channel.id):
        return
    to = dossier.ask(leads_to, channel.id)
    if not to or not any(dossier.ask(reach, party).live for party in to):
        return
    ends = [e for e in reading.ends if e.state != "filled"]
    why = "; ".join(reasons_in_words(dossier, reading))
    yield Found(
        message=f"{channel.title} is not live: {why}.", at=channel.where("ends"),
        about=(channel.id, *(e.id for e in ends)), hint="Fill the end, or name somebody who acts.",
    )  # fmt: skip


def _last(reading: ChannelReading) -> str:
    return f"last used {dated(reading.last_use)}" if reading.last_use is not None else "no use on record"


def _because(dossier: Dossier, reading: ChannelReading) -> str:
    return f"{opened(the(dossier, reading.channel))}: {'; '.join(reasons_in_words(dossier, reading))}."


def _place(dossier: Dossier, reading: ChannelReading) -> Place:
    record = dossier.get(reading.channel)
    assert record is not None
    return record.where()


RULES = (no_live_channel, leaned_on_channel, untested_channel, no_fallback, end_empty)
