"""The definitions of stability written out, sentence by sentence: sets and plain search, as slow as that is.

Written from the table of definitions alone and apart from the engines, so that a mistake would have to
be made twice to go unseen. A state is whatever names it; ``moves[i][s]`` are the states side *i* reaches
from *s* in one step; ``prefers[i]`` holds the pairs (better, worse); ``open_pairs[i]`` the pairs of which
it is not known which the side prefers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product

from summitry.analysis.stability.formula import holds
from summitry.analysis.stability.model import Conflict, Ranking, Statements, Weights

State = object


@dataclass(kw_only=True)
class Literal:
    states: list[State]
    moves: list[dict[State, set[State]]]
    prefers: list[set[tuple[State, State]]]
    open_pairs: list[set[frozenset[State]]]
    greatly: list[set[tuple[State, State]]] = field(default_factory=list)
    vectors: dict[State, tuple[bool, ...]] = field(default_factory=dict)
    reached: dict[object, set[State]] = field(default_factory=dict)

    @property
    def sides(self) -> range:
        return range(len(self.moves))

    def better(self, i: int, new: State, old: State) -> bool:
        return (new, old) in self.prefers[i]

    def unknown(self, i: int, new: State, old: State) -> bool:
        return frozenset((new, old)) in self.open_pairs[i]

    def improvements(self, i: int, s: State, also_unknown: bool = False) -> set[State]:
        """R_i+(s)."""
        return {
            t for t in self.moves[i][s] if self.better(i, t, s) or (also_unknown and self.unknown(i, t, s))
        }

    def others(self, members: Iterable[int]) -> tuple[int, ...]:
        return tuple(j for j in self.sides if j not in set(members))

    def sequences(
        self, movers: tuple[int, ...], start: State, kind: str, step: Callable[[int, State], set[State]]
    ) -> set[State]:
        """R_H(start): where legal sequences of moves lead. Nobody moves twice running."""
        key = (movers, start, kind)
        if key not in self.reached:
            seen: set[tuple[State, int]] = set()
            waiting: list[tuple[State, int | None]] = [(start, None)]
            while waiting:
                at, last = waiting.pop()
                for j in movers:
                    if j != last:
                        for t in step(j, at):
                            if (t, j) not in seen:
                                seen.add((t, j))
                                waiting.append((t, j))
            self.reached[key] = {t for t, _ in seen}
        return self.reached[key]

    def reach(self, movers: tuple[int, ...], start: State) -> set[State]:
        return self.sequences(movers, start, "all", lambda j, s: self.moves[j][s])

    def reach_improving(
        self, movers: tuple[int, ...], start: State, also_unknown: bool = False
    ) -> set[State]:
        kind = "improving, or not known" if also_unknown else "improving"
        return self.sequences(movers, start, kind, lambda j, s: self.improvements(j, s, also_unknown))

    # ---- one side, what it prefers being known (or only what is known counting)

    def stable(self, concept: str, i: int, s: State) -> bool:
        them = self.others([i])

        def deters(s2: State) -> bool:
            return not self.better(i, s2, s)

        def inescapable(s2: State) -> bool:
            return deters(s2) and not any(self.better(i, s3, s) for s3 in self.moves[i][s2])

        gains = self.improvements(i, s)
        if concept == "Nash":
            return not gains
        if concept == "GMR":
            return all(any(deters(s2) for s2 in self.reach(them, s1)) for s1 in gains)
        if concept == "SMR":
            return all(any(inescapable(s2) for s2 in self.reach(them, s1)) for s1 in gains)
        if concept == "SEQ":
            return all(any(deters(s2) for s2 in self.reach_improving(them, s1)) for s1 in gains)
        if concept == "SSEQ":
            return all(any(inescapable(s2) for s2 in self.reach_improving(them, s1)) for s1 in gains)
        assert concept == "SIM"
        theirs = self.reach_improving(them, s)
        return all(any(deters(both) for t in theirs for both in self.together(s, s1, t)) for s1 in gains)

    def together(self, s: State, own: State, theirs: State) -> list[State]:
        """The state in which both have done what they would do alone; none where that cannot be."""
        before, mine, others = self.vectors[s], self.vectors[own], self.vectors[theirs]
        joint = tuple(m if m != b else o for b, m, o in zip(before, mine, others, strict=True))
        return [u for u, v in self.vectors.items() if v == joint]

    # ---- unknown preference: a, b, c, d

    def stable_unknown(self, concept: str, kind: str, i: int, s: State) -> bool:
        them = self.others([i])
        leaves_on_unknown = kind in "ac"
        unknown_deters = kind in "cd"

        def not_better(t: State) -> bool:
            return not self.better(i, t, s) and (unknown_deters or not self.unknown(i, t, s))

        def inescapable(s2: State) -> bool:
            return not_better(s2) and all(not_better(s3) for s3 in self.moves[i][s2])

        gains = self.improvements(i, s, also_unknown=leaves_on_unknown)
        if concept == "Nash":
            return not gains
        answers = {
            "GMR": (self.reach, not_better),
            "SMR": (self.reach, inescapable),
            "SEQ": (lambda h, t: self.reach_improving(h, t, True), not_better),
            "SSEQ": (lambda h, t: self.reach_improving(h, t, True), inescapable),
        }
        reach, deters = answers[concept]
        return all(any(deters(s2) for s2 in reach(them, s1)) for s1 in gains)

    # ---- strength

    def strongly_stable(self, concept: str, i: int, s: State) -> bool:
        them = self.others([i])

        def deters(t: State) -> bool:
            return (s, t) in self.greatly[i]

        def inescapable(s2: State) -> bool:
            return deters(s2) and all(deters(s3) for s3 in self.moves[i][s2])

        reach = self.reach if concept in ("GMR", "SMR") else self.reach_improving
        sanction = deters if concept in ("GMR", "SEQ") else inescapable
        return all(any(sanction(s2) for s2 in reach(them, s1)) for s1 in self.improvements(i, s))

    # ---- coalitions

    def stable_coalition(self, concept: str, members: tuple[int, ...], s: State) -> bool:
        them = self.others(members)

        def all_gain(t: State) -> bool:
            return all(self.better(i, t, s) for i in members)

        gains = {t for t in self.reach(members, s) if all_gain(t)}
        if concept == "Nash":
            return not gains
        reach = self.reach_improving if concept == "SEQ" else self.reach

        def deters(s2: State) -> bool:
            if all_gain(s2):
                return False
            return concept != "SMR" or not any(all_gain(s3) for s3 in self.reach(members, s2))

        return all(any(deters(s2) for s2 in reach(them, s1)) for s1 in gains)


def literal_of(conflict: Conflict) -> Literal:
    """Write a model out as sets: every pattern tried, every move compared option by option."""
    if conflict.form == "graph":
        states: list[State] = [s.id for s in conflict.states]
        moves = [dict(side.moves) for side in conflict.sides]
        arcs = [{s: set(own.get(s, ())) - {s} for s in states} for own in moves]  # type: ignore[call-overload]
        vectors: dict[State, tuple[bool, ...]] = {}
    else:
        feasible = [
            v
            for v in product((False, True), repeat=len(conflict.options))
            if not any(holds(f, _decimal(v)) for f in conflict.infeasible)
        ]
        vectors = {_decimal(v): v for v in sorted(feasible, key=_decimal)}
        states = list(vectors)
        arcs = [
            {s: {t for t in states if t != s and _can(conflict, i, vectors[s], vectors[t])} for s in states}
            for i in range(len(conflict.sides))
        ]
    prefers, open_pairs, greatly = [], [], []
    for i in range(len(conflict.sides)):
        yes, maybe, much = _preferred(conflict, i, states)
        prefers.append(yes)
        open_pairs.append(maybe)
        greatly.append(much)
    return Literal(
        states=states, moves=arcs, prefers=prefers, open_pairs=open_pairs, greatly=greatly, vectors=vectors
    )


def _decimal(vector: tuple[bool, ...]) -> int:
    return sum(2**k for k, taken in enumerate(vector) if taken)


def _can(conflict: Conflict, i: int, old: tuple[bool, ...], new: tuple[bool, ...]) -> bool:
    """Whether a side can go from one vector to another: it changes its own options, in their direction."""
    for option, before, after in zip(conflict.options, old, new, strict=True):
        if before != after:
            if i not in option.owners:
                return False
            if option.direction == "forward" and not after:
                return False
            if option.direction == "back" and after:
                return False
    return True


def _preferred(
    conflict: Conflict, i: int, states: list[State]
) -> tuple[set[tuple[State, State]], set[frozenset[State]], set[tuple[State, State]]]:
    preference = conflict.preference(i)
    yes: set[tuple[State, State]] = set()
    maybe: set[frozenset[State]] = set()
    much: set[tuple[State, State]] = set()
    if preference is None:
        return yes, maybe, much
    keys = {s: _key(preference.order, s) for s in states}
    for a in states:
        for b in states:
            if a != b:
                verdict = _compared(preference.order, keys[a], keys[b])
                if verdict is None or (a, b) in preference.unknown or (b, a) in preference.unknown:
                    maybe.add(frozenset((a, b)))
                elif verdict:
                    yes.add((a, b))
    if isinstance(preference.order, Ranking):
        tier = {s: n for n, members in enumerate(preference.order.tiers) for s in members}
        for a, b in yes:
            if any(tier[a] <= cut < tier[b] for cut in preference.strong_after):  # type: ignore[index]
                much.add((a, b))
    return yes, maybe, much


Key = tuple[object, ...]


def _key(order: Statements | Weights | Ranking, s: State) -> Key:
    """What there is to say of a state: its tier, its weight, or which statements hold in it."""
    if isinstance(order, Ranking):
        return (next(n for n, tier in enumerate(order.tiers) if s in tier),)
    assert isinstance(s, int)
    if isinstance(order, Weights):
        return (sum(w for f, w in order.weights if holds(f, s)),)
    return tuple(holds(f, s) for f in order.statements)


def _compared(order: Statements | Weights | Ranking, a: Key, b: Key) -> bool | None:
    """Whether what *a* says is better than what *b* says; ``None`` when that is not known."""
    if isinstance(order, Ranking):
        return a[0] < b[0]  # type: ignore[operator]
    if isinstance(order, Weights):
        return a[0] > b[0]  # type: ignore[operator]
    for n, (in_a, in_b) in enumerate(zip(a, b, strict=True)):
        if in_a != in_b:
            return None if n in order.unsettled else bool(in_a)
    return False
