"""REF, continued: names two records share, chains that close, old ids that live on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Agency, Draft, EventKind, Line, Meeting, Party, Person, Statement, StepKind
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity

Named = Person | Party | Agency


@rule("REF004", "ambiguous-name", Severity.FAULT, None, on_whole=True)
def ambiguous_name(dossier: Dossier, _: None) -> Iterable[Found]:
    """Two people, or two bodies, share a name or alias.

    A sentence that uses the name could mean either, and nothing here guesses which. Print the longer
    name of one of them, or delete the alias that both have.
    """
    yield from _shared(dossier.all(Person), "people")
    yield from _shared((*dossier.all(Party), *dossier.all(Agency)), "bodies")


def _shared(records: Iterable[Named], what: str) -> Iterator[Found]:
    first: dict[str, Named] = {}
    for record in records:
        for at, name in enumerate((record.name, *record.also)):
            other = first.setdefault(_folded(name), record)
            if other.id == record.id or not name:
                continue
            yield Found(
                message=f'Two {what} are called "{name}": {record.name} and {other.name}'
                f" ({record.id} and {other.id}).",
                at=record.where("name") if at == 0 else record.where("also", at - 1),
                about=(record.id, other.id),
                hint="Print a longer name for one of them, or delete the alias they share.",
                related=(Related(other.where("name"), "the other one"),),
            )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


_CHAINS: dict[str, str] = {
    Agency.kind: "part_of",
    EventKind.kind: "includes",
    StepKind.kind: "includes",
    Line.kind: "replaces",
    Draft.kind: "replaces",
    Meeting.kind: "after",
    Statement.kind: "translation_of",
}
"""Kind: the field by which its records follow each other, and must not come back to themselves."""

_CHAIN_WORDS = {
    "part_of": "is part of itself",
    "includes": "includes itself",
    "replaces": "takes the place of itself",
    "after": "must come after itself",
    "translation_of": "is a translation of itself",
}


@rule("REF005", "circular-chain", Severity.FAULT, Record, on_whole=True, needs=_CHAIN_WORDS)
def circular_chain(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A chain of records comes back to where it began.

    A body cannot be part of itself, nor a text replace a text that replaces it: nothing that follows
    the chain has an end. Take out the link that is wrong.
    """
    field = _CHAINS.get(record.kind)
    if field is None or not getattr(record, field):
        return
    circle = _way_back(dossier, record, field)
    if not circle or min(circle) != record.id:
        return
    by_way_of = [dossier.title(id) for id in circle[1:]]
    yield Found(
        message=f"{record.known_as} {_CHAIN_WORDS[field]}"
        + (f", by way of {', '.join(by_way_of)}." if by_way_of else "."),
        at=record.where(field),
        about=circle,
        hint=f"Take the wrong name out of `{field}`.",
        related=tuple(
            Related(other.where(field), "goes on here")
            for id in circle[1:]
            if (other := dossier.get(id)) is not None
        ),
    )


def _next(record: Record, field: str) -> tuple[str, ...]:
    value = getattr(record, field, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _way_back(dossier: Dossier, start: Record, field: str) -> tuple[str, ...]:
    """The shortest way from ``start`` along ``field`` back to it, itself first; empty for none."""
    came: dict[str, str] = {}
    todo = [start.id]
    while todo:
        id = todo.pop(0)
        record = dossier.of(type(start), id)
        if record is None:
            continue
        for other in _next(record, field):
            if other == start.id:
                way = [id]
                while way[-1] != start.id:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if other not in came:
                came[other] = id
                todo.append(other)
    return ()


@rule("REF006", "reused-id", Severity.FAULT, Record, on_whole=True, needs=("was",))
def reused_id(dossier: Dossier, record: Record) -> Iterable[Found]:
    """An old id of one record is the id, or an old id, of another.

    Ids hold for life: a link or an acceptance written for the old record would now speak of another
    one. Give the newer record an id nobody has used.
    """
    for at, old in enumerate(record.was):
        other = dossier.get(old)
        if other is None or other.id == record.id:
            continue
        again = "is the id of" if other.id == old else "is an old id of"
        yield Found(
            message=f'"{old}", an old id of {record.known_as}, {again} {other.known_as} too.',
            at=record.where("was", at),
            about=(record.id, other.id),
            hint="Give one of them an id that nobody has used, or correct `was`.",
            related=(Related(other.where("id"), "the other one"),),
        )


RULES = (ambiguous_name, circular_chain, reused_id)
