"""Why a channel is not live, in words."""

from __future__ import annotations

from summitry.analysis.channels.result import ChannelReading, End
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.wording import counted, dated


def reasons_in_words(dossier: Dossier, reading: ChannelReading) -> tuple[str, ...]:
    """Return each reason as a clause that may follow the channel's name and a colon."""
    found = []
    for reason in reading.reasons:
        if reason == "ends missing":
            found.append("fewer than two ends are on record")
        elif reason == "end empty":
            found.extend(_end(dossier, end) for end in reading.ends if end.state != "filled")
        elif reason == "never used":
            found.append("no use of it is on record")
        elif reason == "unused" and reading.last_use is not None:
            life = counted(reading.life, "day")
            found.append(f"its last use was {dated(reading.last_use)}, more than {life} ago")
        elif reason == "test unanswered":
            sent = f" {dated(reading.last_sent)}" if reading.last_sent is not None else ""
            found.append(f"the test sent{sent} was not answered")
    return tuple(found)


def _end(dossier: Dossier, end: End) -> str:
    title = dossier.title(end.id)
    since = (
        f"has been {end.state} since {in_words(end.since)}" if end.since is not None else f"is {end.state}"
    )
    if end.state == "vacant":
        return f"the post of {title} {since}"
    if end.state == "away":
        return f"the holder of the post of {title} {since}"
    return f"nobody is on record at {title}"
