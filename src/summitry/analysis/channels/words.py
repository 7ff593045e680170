"""Why a channel is not live, in words."""

from __future__ import annotations

from summitry.analysis.channels.result import ChannelReading, End
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, dated


def reasons_in_words(dossier: Dossier, reading: ChannelReading) -> tuple[str, ...]:
    """Return each reason as a clause that may follow the channel's name and a colon."""
    found = []
    for reason in reading.reasons:
        if reason == "ends missing":
            found.append(say("fewer than two ends are on record"))
        elif reason == "end empty":
            found.extend(_end(dossier, end) for end in reading.ends if end.state != "filled")
        elif reason == "never used":
            found.append(say("no use of it is on record"))
        elif reason == "unused" and reading.last_use is not None:
            life = counted(reading.life, "day")
            last = dated(reading.last_use)
            found.append(say("its last use was {last}, more than {days} ago", last=last, days=life))
        elif reason == "test unanswered":
            sent = f" {dated(reading.last_sent)}" if reading.last_sent is not None else ""
            found.append(say("the test sent{sent} was not answered", sent=sent))
    return tuple(found)


def _end(dossier: Dossier, end: End) -> str:
    title = dossier.title(end.id)
    since = in_words(end.since) if end.since is not None else ""
    if end.state == "vacant" and since:
        return say("the post of {title} has been vacant since {since}", title=title, since=since)
    if end.state == "vacant":
        return say("the post of {title} is vacant", title=title)
    if end.state == "away" and since:
        return say("the holder of the post of {title} has been away since {since}", title=title, since=since)
    if end.state == "away":
        return say("the holder of the post of {title} is away", title=title)
    return say("nobody is on record at {title}", title=title)
