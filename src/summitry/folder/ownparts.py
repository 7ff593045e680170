"""Names of a record's own parts: a hop carries an element, a duty stands in a text.

They are plain words in the text and no references, since outside the record they mean nothing; so a
misspelt one is looked for here, once, while the record is being read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summitry.dossier.kinds import Agreement, Conflict, Relay
from summitry.dossier.kinds.relays import Hop
from summitry.dossier.record import Record
from summitry.folder.faults import fault
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.origin import Path
from summitry.foundation.suggest import nearest
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """A word that should be the id of a part: where it stands, what it says, what it may say."""

    path: Path
    says: str
    noun: str
    known: Sequence[str]


def own_namings(record: Record) -> Iterator[Naming]:
    """Yield every word of a record that should be the id of one of its own parts; blanks too."""
    look = _NAMINGS.get(record.kind)
    yield from look(record) if look is not None else ()


def own_part_faults(record: Record) -> Iterator[Diagnostic]:
    """Yield a fault for every word that should name a part of its own record and does not."""
    for naming in own_namings(record):
        if naming.says and naming.says not in naming.known:
            near = nearest(naming.says, naming.known)
            listed = ", ".join(naming.known[:12]) or "none yet"
            yield fault(
                "FRM029",
                f'{record.known_as} has no {naming.noun} called "{naming.says}".',
                record.where(*naming.path),
                f'Did you mean "{near}"?' if near else f"Its {naming.noun}s: {listed}.",
            )


def _in_relay(relay: Relay) -> Iterator[Naming]:
    elements = tuple(e.id for e in relay.elements if e.id)
    hops = tuple(h.id for h in relay.hops if h.id)
    for at, element in enumerate(relay.elements):
        others = tuple(e for e in elements if e != element.id)
        yield Naming(("elements", at, "harder_than"), element.harder_than, "other element", others)
    for at, hop in enumerate(relay.hops):
        others = tuple(h for h in hops if h != hop.id)
        yield Naming(("hops", at, "version_of"), hop.version_of, "other hop", others)
        yield Naming(("hops", at, "compare_with"), hop.compare_with, "other hop", others)
        yield from _in_hop(at, hop, elements)


def _in_hop(at: int, hop: Hop, elements: tuple[str, ...]) -> Iterator[Naming]:
    for number, element in enumerate(hop.charged_with):
        yield Naming(("hops", at, "charged_with", number), element, "element", elements)
    for element, carry in hop.carries:
        yield Naming(("hops", at, "carries", element), element, "element", elements)
        for condition, _ in carry.if_:
            yield Naming(("hops", at, "carries", element, "if", condition), condition, "element", elements)


def _in_agreement(agreement: Agreement) -> Iterator[Naming]:
    texts = tuple(t.id for t in agreement.texts if t.id)
    for at, duty in enumerate(agreement.duties):
        for text, _ in duty.in_:
            yield Naming(("duties", at, "in", text), text, "text", texts)


def _in_conflict(conflict: Conflict) -> Iterator[Naming]:
    sides = tuple(s.id for s in conflict.sides if s.id)
    for at, option in enumerate(conflict.options):
        for number, side in enumerate(option.by):
            yield Naming(("options", at, "by", number), side, "side", sides)
    for key, moves in (("barred", conflict.barred), ("common", conflict.common)):
        for at, move in enumerate(moves):
            for number, side in enumerate(move.by):
                yield Naming((key, at, "by", number), side, "side", sides)
    for at, maker in enumerate(conflict.sides):
        for key, named in (("favours", maker.favours), ("spites", maker.spites)):
            for number, side in enumerate(named):
                yield Naming(("sides", at, key, number), side, "side", sides)
        for number, ascribed in enumerate(maker.ascribes):
            yield Naming(("sides", at, "ascribes", number, "of"), ascribed.of, "side", sides)


_NAMINGS: dict[str, Callable[..., Iterator[Naming]]] = {
    Relay.kind: _in_relay,
    Agreement.kind: _in_agreement,
    Conflict.kind: _in_conflict,
}
NAMING_OWN_PARTS = frozenset(_NAMINGS)
"""The kinds in which some word should be the id of a part of the record itself."""
