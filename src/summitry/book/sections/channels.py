"""The view of channels: can the other side be reached, and if not, why not?"""

from __future__ import annotations

from summitry.analysis.channels import ChannelReading, Reach, channel_reading, reach, reasons_in_words
from summitry.book.blocks import Block, Cell, Paragraph, Section, Sentence, Table, Trace, titled
from summitry.book.sections.view import View
from summitry.dossier.kinds import Channel
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, opened


def result(dossier: Dossier, id: str) -> ChannelReading | tuple[Reach, ...]:
    """Read one channel, or the reach to every counterpart."""
    if id:
        return dossier.ask(channel_reading, id)
    return tuple(dossier.ask(reach, c) for c in dossier.header.counterparts)


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    if id:
        readings: tuple[ChannelReading, ...] = (dossier.ask(channel_reading, id),)
        title, verdict = dossier.title(id), _state(dossier, readings[0])
    else:
        reaches = [dossier.ask(reach, c) for c in dossier.header.counterparts]
        readings = tuple(dossier.ask(channel_reading, c) for c in dossier.ids(Channel.kind))
        title, verdict = say("Channels to the other side"), _verdict(dossier, reaches)
    blocks: list[Block] = [_table(dossier, readings)] if readings else []
    dead = [r for r in readings if not r.live]
    if dead and not id:
        blocks.append(Paragraph(tuple(_why(dossier, r) for r in dead)))
    basis = together(x.basis for x in readings)
    return Section(kicker=say("Channels"), title=title, verdict=verdict, blocks=tuple(blocks), basis=basis)


def _verdict(dossier: Dossier, reaches: list[Reach]) -> Sentence:
    says = []
    for reading in reaches:
        number, live = len(reading.channels), len(reading.live)
        to = dossier.title(reading.counterpart)
        says.append(
            say(
                "{directs} to {to} on record, {live}.",
                directs=counted(number, "direct channel").capitalize(),
                to=to,
                live=counted(live, "live", "live") if live else say("none live"),
            )
        )
    return Sentence(" ".join(says) or say("The dossier names no counterpart."))


def _table(dossier: Dossier, readings: tuple[ChannelReading, ...]) -> Table:
    columns = titled("Channel", "Ends", "Last use", "Test", "Fallback", "State")  # fmt: skip
    return Table(columns=columns, rows=tuple(_row(dossier, r) for r in readings))


def _row(dossier: Dossier, reading: ChannelReading) -> tuple[Cell, ...]:
    trace = (_trace(dossier, reading.channel),)
    test = say("not tested") if reading.untested else say("answered")
    if "test unanswered" in reading.reasons:
        test = say("not answered")
    label = say("live") if reading.live else say("NOT LIVE")
    used = in_words(reading.last_use) if reading.last_use else say("no use on record")
    return (
        Cell(text=dossier.title(reading.channel), traces=trace),
        Cell(text=listed(dossier.title(e.id) for e in reading.ends)),
        Cell(text=used, tag="" if reading.last_use else "blank"),
        Cell(text=test, tag="loss" if "test unanswered" in reading.reasons else ""),
        Cell(text=reading.fallback or say("not said"), tag="" if reading.fallback else "blank"),
        Cell(label=label, tag="plain" if reading.live else "loss", traces=trace),
    )  # fmt: skip


def _state(dossier: Dossier, reading: ChannelReading) -> Sentence:
    if not reading.live:
        return _why(dossier, reading)
    name = opened(dossier.title(reading.channel))
    return Sentence(say("{name} is live.", name=name), traces=(_trace(dossier, reading.channel),))


def _why(dossier: Dossier, reading: ChannelReading) -> Sentence:
    why = listed(reasons_in_words(dossier, reading))
    name = opened(dossier.title(reading.channel))
    return Sentence(
        say("{name} is not live: {why}.", name=name, why=why), traces=(_trace(dossier, reading.channel),)
    )


def _trace(dossier: Dossier, id: str) -> Trace:
    record = dossier.get(id)
    place = record.where() if record is not None else None
    source = record.source[0] if record is not None and record.source else ""
    return Trace(record=id, source=source, place=place)


VIEW = View(
    name="channels", help="which channels to the other side are live, and why others are not",
    ids=lambda dossier: dossier.ids(Channel.kind), result=result, section=section,
)  # fmt: skip
