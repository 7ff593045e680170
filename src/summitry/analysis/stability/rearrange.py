"""What the order of a side's statements decides: least changes for a wanted state, and what each move does.

All orders of up to seven statements are judged; of more, those in which one or two statements are moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from summitry.analysis.stability.graph import bits, states_of
from summitry.analysis.stability.many import MANY, Arrangement, Client, Told, equilibria_of
from summitry.analysis.stability.model import Conflict, StateId, Statements

MOST_ORDERED = 7
"""Statements of one side of which all orders are judged."""
MOST_TOLD = 10
"""Least changes that are told; all are counted."""

Order = tuple[int, ...]
"""Positions of statements, most important first."""


def swaps(order: Sequence[int]) -> int:
    """Return how many swaps of neighbours lead from the written order to this one.

    >>> swaps((2, 0, 1))
    2
    """
    return sum(a > b for n, a in enumerate(order) for b in order[n + 1 :])


def moves(order: Sequence[int]) -> int:
    """Return how many statements must be moved, each anywhere, to reach this order.

    >>> moves((2, 0, 1))
    1
    """
    longest: list[int] = []
    for n, a in enumerate(order):
        longest.append(1 + max((longest[m] for m in range(n) if order[m] < a), default=0))
    return len(order) - max(longest, default=0)


def one_moved(order: Order) -> Iterator[Order]:
    """Yield each order in which one statement stands elsewhere, once."""
    seen = {order}
    for k in range(len(order)):
        rest = order[:k] + order[k + 1 :]
        for to in range(len(order)):
            found = (*rest[:to], order[k], *rest[to:])
            if found not in seen:
                seen.add(found)
                yield found


def orders_of(count: int) -> tuple[tuple[Order, ...], bool]:
    """Return the orders that are judged, the written one first, and whether they are all."""
    written = tuple(range(count))
    if count <= MOST_ORDERED:
        return tuple(permutations(written)), True
    found = dict.fromkeys([written, *one_moved(written)])
    for order in list(found):
        found.update(dict.fromkeys(one_moved(order)))
    return tuple(found), False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An order of a side's statements, with how far it is from the written one."""

    order: Order
    swaps: int
    moves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastChange:
    """The nearest orders of one side's statements that make the wanted state an equilibrium.

    ``holding`` of the ``judged`` orders do; ``every``: these are all orders there are. ``least`` are
    those with the fewest swaps of neighbours (up to ``MOST_TOLD``), ``ties`` how many there are. Without
    any, no order that was judged does.
    """

    side: str
    concept: str
    judged: int
    every: bool
    holding: int
    ties: int
    least: tuple[Change, ...]


def least_changes(
    conflict: Conflict,
    state: int,
    side: int,
    concepts: Sequence[str] = MANY,
    *,
    threads: int = 1,
    told: Told | None = None,
    client: Client | None = None,
    swept: bool = True,
) -> tuple[LeastChange, ...]:
    """Return, concept by concept, the least changes of one side's statements for a wanted state.

    Empty for a side without statements. ``swept`` is that of ``many.equilibria_of``. Raises ``many.TooMuch``.
    """
    count = len(statements_of(conflict, side))
    if not count:
        return ()
    orders, every = orders_of(count)
    models = [{side: Arrangement(order)} for order in orders]
    held: list[list[Order]] = [[] for _ in concepts]
    judged = equilibria_of(conflict, models, concepts, threads=threads, told=told, client=client, swept=swept)
    for order, by_concept in zip(orders, judged, strict=True):
        for into, stable in zip(held, by_concept, strict=True):
            if stable >> state & 1:
                into.append(order)
    found = []
    for concept, good in zip(concepts, held, strict=True):
        far = {order: swaps(order) for order in good}
        nearest = min(far.values(), default=0)
        least = [order for order in good if far[order] == nearest]
        least.sort(key=lambda order: (moves(order), order))
        found.append(
            LeastChange(
                side=conflict.sides[side].name,
                concept=concept,
                judged=len(orders),
                every=every,
                holding=len(good),
                ties=len(least),
                least=tuple(Change(order=o, swaps=nearest, moves=moves(o)) for o in least[:MOST_TOLD]),
            )
        )
    return tuple(found)


def statements_of(conflict: Conflict, side: int) -> tuple[object, ...]:
    """Return the statements of a side; empty when it has a ranking, weights or nothing."""
    preference = conflict.preference(side)
    if preference is None or not isinstance(preference.order, Statements):
        return ()
    return preference.order.statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What it would do to the equilibria if one statement were of another rank, absent, or the contrary.

    ``statement`` and ``to`` are positions; ``to`` is ``None`` where the statement is left out or
    ``turned`` into its contrary.
    """

    side: str
    statement: int
    to: int | None
    turned: bool
    concept: str
    gained: tuple[StateId, ...]
    lost: tuple[StateId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Which statement, moved where, changes which equilibrium. ``tried`` counts the models judged."""

    tried: int
    unmoved: int
    shifts: tuple[Shift, ...]


def sensitivity(
    conflict: Conflict,
    sides: Sequence[int] = (),
    concepts: Sequence[str] = MANY,
    *,
    threads: int = 1,
    told: Told | None = None,
    client: Client | None = None,
    swept: bool = True,
) -> Sensitivity:
    """Return what moving, leaving out or turning each statement does; of all sides unless some are named.

    Raises ``many.TooMuch``.
    """
    ids = [s.id for s in states_of(conflict)]
    tried: list[tuple[int, int, int | None, bool, Arrangement]] = []
    for side in sides or range(len(conflict.sides)):
        count = len(statements_of(conflict, side))
        written = tuple(range(count))
        for k in range(count):
            rest = written[:k] + written[k + 1 :]
            # To swap two neighbours is to move either: it is tried once.
            for to in range(count):
                if to not in (k, k - 1):
                    tried.append((side, k, to, False, Arrangement((*rest[:to], k, *rest[to:]))))
            if rest:
                tried.append((side, k, None, False, Arrangement(rest)))
            tried.append((side, k, None, True, Arrangement(written, frozenset({k}))))
    if not tried:
        return Sensitivity(tried=0, unmoved=0, shifts=())
    first = {tried[0][0]: Arrangement(tuple(range(len(statements_of(conflict, tried[0][0])))))}
    models = [first, *({side: arrangement} for side, *_, arrangement in tried)]
    judged = equilibria_of(conflict, models, concepts, threads=threads, told=told, client=client, swept=swept)
    now = next(judged)
    shifts, unmoved = [], 0
    for (side, k, moved_to, turned, _), then in zip(tried, judged, strict=True):
        unmoved += then == now
        for concept, before, after in zip(concepts, now, then, strict=True):
            if before != after:
                shifts.append(
                    Shift(
                        side=conflict.sides[side].name,
                        statement=k,
                        to=moved_to,
                        turned=turned,
                        concept=concept,
                        gained=tuple(ids[s] for s in bits(after & ~before)),
                        lost=tuple(ids[s] for s in bits(before & ~after)),
                    )
                )
    return Sensitivity(tried=len(tried), unmoved=unmoved, shifts=tuple(shifts))
