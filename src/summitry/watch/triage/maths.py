"""Gathering reports of one happening: which signs two share, how rare these are, how near in time.

Each report in turn, oldest first, joins the group with the member it is most like, if it is like enough; else
it begins one. Likeness is the share of the weight of signs that both bear, a sign weighing more the rarer it
is. A list that people keep counts its days on one clock: two of its rows that bear different days are two
happenings, though other clocks could put them on one day. What a person said of two reports goes before all.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from summitry.foundation.values import dataclass

ENOUGH = 0.28
"""Likeness from which two reports are taken to be of one happening."""

MOST_ASKED = 24
"""Groups that a report is held against: those with which it shares the rarest signs."""

RARE = 12
"""How many of its rarest signs that others bear are looked up."""

MOST_TOLD = 24
"""Shared signs that are kept to say why a report joined, the most telling first."""

COMMON = 200
"""A sign that so many reports of the days around bear leads to none of them."""


BEHIND = 400
"""Reports that are thought to stand behind those at hand, and to bear other signs: in an inbox that holds
nothing but one day's great news, what all of it shares is telling still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A report as gathering sees it.

    ``first`` and ``last`` are the days (as ordinals) on which what it tells can have happened. ``signs`` are
    what it can be known by, each with a letter for its sort: ``n`` a name, ``w`` a word, ``k`` a kind of
    event, ``p`` a place, ``a`` an address, ``d`` a kind and a name, or a place, on a day. ``must`` are signs
    of which another report, if it has any of the same sort, must share one: the kind and the actors of a
    coded row. Two reports with the same ``alone`` are never of one happening, nor two rows of one list that
    bear different days: ``listed`` is the list and the day, for a row that people wrote.
    """

    id: str
    first: int
    last: int
    signs: frozenset[str]
    must: tuple[frozenset[str], ...] = ()
    alone: str = ""
    listed: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A report in a group: the member for whose sake it joined, their likeness, the signs they share, the
    most telling first. All blank for the report with which the group began; ``by_hand`` when a person joined
    it."""

    id: str
    like: str = ""
    likeness: float = 0.0
    shared: tuple[str, ...] = ()
    by_hand: bool = False


def gather(
    signals: Iterable[Signal], together: Sequence[tuple[str, str]] = (), apart: Sequence[tuple[str, str]] = ()
) -> tuple[tuple[Joined, ...], ...]:
    """Return groups of reports, each with its oldest report first; groups in order of their first day.

    The order in which signals are given changes nothing.
    """
    ordered = sorted(signals, key=lambda s: (s.first, s.last, s.id))
    work = _Gathering(ordered, apart)
    kept = {s.id for s in ordered}
    with_: dict[str, list[str]] = defaultdict(list)
    for one, other in together:
        if one in kept and other in kept:
            with_[one].append(other)
            with_[other].append(one)
    for signal in ordered:
        work.add(signal, [other for other in with_[signal.id] if other in work.group_of])
    return tuple(tuple(group) for group in work.groups if group)


def weights(signals: Sequence[Signal]) -> dict[str, float]:
    """Return what each sign weighs: nothing when every report bears it, most when two do."""
    borne = Counter(sign for signal in signals for sign in signal.signs)
    every = len(signals) + BEHIND
    return {sign: math.log(every / (n + 0.5)) + 0.1 for sign, n in borne.items()}


class _Gathering:
    def __init__(self, ordered: Sequence[Signal], apart: Sequence[tuple[str, str]]) -> None:
        self.weight = weights(ordered)
        self.size = {s.id: math.fsum(self.weight[sign] for sign in s.signs) for s in ordered}
        self.groups: list[list[Joined]] = []
        self._days: list[tuple[int, int]] = []
        self._alone: list[set[str]] = []
        self._listed: list[dict[str, str]] = []
        self.group_of: dict[str, int] = {}
        self._signals = {s.id: s for s in ordered}
        self._bearing: dict[str, deque[str]] = defaultdict(deque)
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def add(self, signal: Signal, by_hand: Sequence[str]) -> None:
        """Put a report in the group it belongs to."""
        if by_hand:
            home = self.group_of[by_hand[0]]
            joined = Joined(id=signal.id, like=by_hand[0], by_hand=True)
            for other in by_hand[1:]:
                self._merge(home, self.group_of[other])
        else:
            best = self._best(signal)
            if best is None:
                home, joined = len(self.groups), Joined(id=signal.id)
                self.groups.append([])
                self._days.append((signal.first, signal.last))
                self._alone.append(set())
                self._listed.append({})
            else:
                home, joined = self.group_of[best.like], best
        first, last = self._days[home]
        self._days[home] = (max(first, signal.first), min(last, signal.last))
        if signal.alone:
            self._alone[home].add(signal.alone)
        if signal.listed:
            self._listed[home].setdefault(*signal.listed)
        self.groups[home].append(joined)
        self.group_of[signal.id] = home
        for sign in signal.signs:
            self._bearing[sign].append(signal.id)

    def _merge(self, home: int, other: int) -> None:
        if home != other:
            for joined in self.groups[other]:
                self.group_of[joined.id] = home
            self.groups[home].extend(self.groups[other])
            self.groups[other] = []

    def _best(self, signal: Signal) -> Joined | None:
        found: Counter[str] = Counter()
        weight = self.weight
        borne = (sign for sign in signal.signs if sign in self._bearing)
        for sign in heapq.nsmallest(RARE, borne, key=lambda s: (-weight[s], s)):
            bearing = self._bearing[sign]
            # reports come in order of their first day: what is over for this one is over for all to come
            while bearing and self._signals[bearing[0]].last < signal.first:
                bearing.popleft()
            for other in bearing if len(bearing) <= COMMON else ():
                found[other] += int(weight[sign] * 1000)
        best, likest = None, ENOUGH
        barred = self._barred(signal.id)
        for other, _ in sorted(found.items(), key=lambda f: (-f[1], f[0]))[:MOST_ASKED]:
            home = self.group_of[other]
            first, last = self._days[home]
            # all of a group must be able to be of one day, or one report leads on to the next for weeks
            if home in barred or signal.first > last or signal.last < first:
                continue
            if signal.alone in self._alone[home] or self._another_day(signal, home):
                continue
            likeness = self.likeness(signal, self._signals[other])
            if likeness > likest:
                best, likest = other, likeness
        if best is None:
            return None
        shared = signal.signs & self._signals[best].signs
        telling = tuple(heapq.nsmallest(MOST_TOLD, shared, key=lambda s: (-weight[s], s)))
        return Joined(id=signal.id, like=best, likeness=likest, shared=telling)

    def _another_day(self, signal: Signal, home: int) -> bool:
        """Whether the list that a row is of has another day for the happening of a group."""
        if signal.listed is None:
            return False
        source, day = signal.listed
        return self._listed[home].get(source, day) != day

    def _barred(self, id: str) -> set[int]:
        return {self.group_of[other] for other in self._apart[id] if other in self.group_of}

    def likeness(self, one: Signal, other: Signal) -> float:
        """Return how like two reports are, from 0 to 1; 0 when they cannot be of one happening."""
        if one.first > other.last or other.first > one.last:
            return 0.0
        for needed in one.must:
            if not _meets(needed, other):
                return 0.0
        for needed in other.must:
            if not _meets(needed, one):
                return 0.0
        shared = math.fsum(self.weight[sign] for sign in one.signs & other.signs)
        if not shared:
            return 0.0
        one_size, other_size = self.size[one.id], self.size[other.id]
        # half the share of the smaller, half of both: a short report may stand in a long one
        return 0.5 * shared / min(one_size, other_size) + 0.5 * shared / (one_size + other_size - shared)


def _meets(needed: frozenset[str], other: Signal) -> bool:
    """Whether another report has one of the signs, or none of that sort at all."""
    if needed & other.signs:
        return True
    sorts = {sign[0] for sign in needed}
    return not any(sign[0] in sorts for sign in other.signs)


def b_cubed(found: Mapping[str, object], true: Mapping[str, object]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of groups by B-cubed (Bagga and Baldwin 1998): of each item, how much
    of its group is rightly there, and how much of its happening is in its group."""
    groups: dict[object, set[str]] = defaultdict(set)
    happenings: dict[object, set[str]] = defaultdict(set)
    for id in true:
        groups[found[id]].add(id)
        happenings[true[id]].add(id)
    precision = recall = 0.0
    for id in true:
        both = len(groups[found[id]] & happenings[true[id]])
        precision += both / len(groups[found[id]])
        recall += both / len(happenings[true[id]])
    precision, recall = precision / len(true), recall / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)
