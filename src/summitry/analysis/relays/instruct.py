"""What became of an instruction: the tellings by the one instructed, compared with it."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.relays.confirm import Ends
from summitry.analysis.relays.result import Departure, Heading
from summitry.analysis.relays.tellings import Ladder, Telling, Told


def departures(
    tellings: tuple[Telling, ...], hops: tuple[Heading, ...], rows: tuple[Ladder, ...], ends: Ends
) -> tuple[Departure, ...]:
    """Return where what was said differs from what was authorised.

    Each telling by somebody who had been instructed is compared with the latest instruction to that
    one. A change of words is no departure; an excerpt shows nothing that was left unsaid.
    """
    instructed = dict(ends.instructed)
    found: list[Departure] = []
    for number, (telling, hop) in enumerate(zip(tellings, hops, strict=True)):
        if not (telling.in_words and telling.spoken):
            continue
        orders = [t for t in tellings[:number] if t.in_words and hop.by in instructed.get(t.id, ())]
        if orders:
            found.extend(_compared(orders[-1], telling, rows))
    return tuple(found)


def _compared(order: Telling, telling: Telling, rows: tuple[Ladder, ...]) -> Iterator[Departure]:
    for row in rows:
        wanted, said = _hardest(order, row), _hardest(telling, row)
        if wanted is None:
            if said is not None and order.whole:
                yield _departure(telling, order, said.element, "added")
            continue
        if said is None:
            if telling.whole and not telling.version_of:
                yield _departure(telling, order, wanted.element, "not told")
            continue
        if said.denied and not wanted.denied:
            yield _departure(telling, order, said.element, "denied")
        elif said.element in row.below(wanted.element):
            yield _departure(telling, order, said.element, "softened")
        elif wanted.element in row.below(said.element):
            yield _departure(telling, order, said.element, "hardened")
        if telling.whole:
            named = {c for t in telling.told for c, _ in t.conditions} | {t.element for t in telling.told}
            for condition, _ in wanted.conditions:
                if condition not in named:
                    yield _departure(telling, order, said.element, "told without its condition", condition)


def _departure(telling: Telling, order: Telling, element: str, how: str, condition: str = "") -> Departure:
    return Departure(hop=telling.id, instruction=order.id, element=element, how=how, condition=condition)


def _hardest(telling: Telling, row: Ladder) -> Told | None:
    found = [t for t in telling.told if t.element in row.elements and (t.words or t.denied)]
    return max(found, key=lambda t: len(row.below(t.element)), default=None)
