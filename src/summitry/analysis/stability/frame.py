"""A conflict of a dossier as a model, its faults at the fields of its record, and its analysis.

States are named by their letters, one Y or N an option in the order of the record; a coalesced state by
the letters its patterns share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from summitry.analysis.stability.analyse import analyse, refused
from summitry.analysis.stability.diagnosed import diagnosed
from summitry.analysis.stability.feasible import TooMany
from summitry.analysis.stability.fields import Faults
from summitry.analysis.stability.formula import Formula, Not, holds
from summitry.analysis.stability.graph import states_of
from summitry.analysis.stability.model import (
    Attitude,
    Conflict,
    ModelFault,
    Option,
    Passing,
    Preference,
    Ranking,
    Reading,
    Side,
    State,
    StateId,
    Statements,
    View,
    Weights,
    members,
)
from summitry.analysis.stability.result import StabilityResult
from summitry.analysis.stability.sound import sound
from summitry.analysis.stability.wording import Misread, is_rule, read_statement
from summitry.dossier.kinds import Conflict as ConflictRecord
from summitry.dossier.kinds.otherside import DecisionMaker, SingleMoves
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.suggest import did_you_mean

MOST_NAMED = 1 << 12
"""Feasible states up to which they are listed in the model, and rankings checked against them."""

Path = tuple[str | int, ...]


def conflict_model(dossier: Dossier, conflict: str) -> Reading:
    """Return a conflict of the dossier as a model, with all that is wrong with it.

    The paths of faults lead to fields of the record. Raises ``KeyError`` when there is no such record.
    """
    record = dossier.of(ConflictRecord, conflict)
    if record is None:
        raise KeyError(conflict)
    faults = Faults()
    reader = _Reader(record, {o.id or o.says: k for k, o in enumerate(record.options)}, faults)
    model = reader.whole(dossier)
    faults.found += [_at_field(f, model) for f in sound(model, faults.found)]
    return Reading(conflict=None if faults.stop() else model, faults=tuple(faults.found))


def conflict_faults(dossier: Dossier, conflict: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a conflict of the dossier, at the fields of its record."""
    record = dossier.of(ConflictRecord, conflict)
    if record is None:
        return ()
    found = dossier.ask(conflict_model, conflict).faults
    return diagnosed(found, lambda f: record.where(*f.path), about=(record.id,))


def conflict_stability(dossier: Dossier, conflict: str) -> StabilityResult:
    """Return which states of a conflict of the dossier hold; refused when its record cannot be read."""
    reading = dossier.ask(conflict_model, conflict)
    rests_on = (conflict,)
    if reading.conflict is None:
        grave = next(f for f in reading.faults if f.grave)
        result = refused(Conflict(sides=()), grave.message)
    else:
        result = analyse(reading.conflict)
    return replace(result, basis=replace(result.basis, rests_on=rests_on))


def _at_field(fault: ModelFault, model: Conflict) -> ModelFault:
    """Return a fault of the model with the path of the record's field."""
    path = fault.path
    side_named = {s.name: n for n, s in enumerate(model.sides)}
    match path:
        case ("preferences", str(name), *rest):
            key = {"statements": "prefers", "ranking": "ranks", "unknown_pairs": "unknown"}
            tail = [key.get(step, step) if isinstance(step, str) else step for step in rest]
            return replace(fault, path=("sides", side_named.get(name, 0), *tail))
        case ("decision_makers", int(at), *_):
            return replace(fault, path=("sides", at))
        case ("status_quo",):
            return replace(fault, path=("today",))
        case ("states", *_):
            return replace(fault, path=("infeasible",))
        case ("options", int(at), *_):
            return replace(fault, path=("options", at))
        case _:
            return fault


@dataclass(slots=True)
class _Reader:
    """One record being read."""

    record: ConflictRecord
    names: Mapping[str, int]
    faults: Faults

    def whole(self, dossier: Dossier) -> Conflict:
        record = self.record
        sides = {s.id: n for n, s in enumerate(record.sides) if s.id}
        conflict = Conflict(
            title=record.title,
            sides=tuple(Side(name=dossier.title(s.who) if s.who else s.id) for s in record.sides),
            options=tuple(
                Option(
                    id=o.id,
                    name=o.says,
                    owners=tuple(sides[b] for b in o.by if b in sides),
                    direction="forward"
                    if o.direction == "forward"
                    else "back"
                    if o.direction == "back"
                    else "both",
                )
                for o in record.options
            ),
            infeasible=self.infeasible(),
            coalesced=self.statements(record.same, ("same",)),
            barred=self.moves(record.barred, "barred", sides),
            common=self.moves(record.common, "common", sides),
            numbering="letters",
            attitudes=self.attitudes(sides),
            structures=self.coalitions(sides),
        )
        conflict = self.with_states(conflict)
        hidden = [
            self.statements(s.unperceived, ("sides", n, "unperceived")) for n, s in enumerate(record.sides)
        ]
        return replace(
            conflict,
            status_quo=self.state(record.today, conflict.states, ("today",)) if record.today else None,
            preferences=tuple(
                self.preference(s, ("sides", n), conflict.states) for n, s in enumerate(record.sides)
            ),
            views=self.views(hidden, conflict.states, sides),
        )

    def with_states(self, conflict: Conflict) -> Conflict:
        """Name the states when they are few; a larger conflict is counted, not listed."""
        if self.faults.stop() or not conflict.options:
            return conflict
        try:
            return replace(conflict, states=states_of(conflict, MOST_NAMED))
        except TooMany:
            return conflict

    def statement(self, text: str, path: Path) -> Formula | None:
        found = read_statement(text, self.names)
        if isinstance(found, Misread):
            self.faults.add("STB021", found.message, path, found.hint)
            return None
        return found

    def statements(self, every: Sequence[str], path: Path) -> tuple[Formula, ...]:
        found = [self.statement(text, (*path, n)) for n, text in enumerate(every)]
        return tuple(f for f in found if f is not None)

    def infeasible(self) -> tuple[Formula, ...]:
        found = []
        for n, text in enumerate(self.record.infeasible):
            formula = self.statement(text, ("infeasible", n))
            if formula is not None:
                found.append(Not(formula) if is_rule(text) else formula)
        return tuple(found)

    def moves(self, every: Sequence[SingleMoves], key: str, sides: Mapping[str, int]) -> tuple[Passing, ...]:
        found = []
        for n, move in enumerate(every):
            start = self.statement(move.from_, (key, n, "from"))
            end = self.statement(move.to, (key, n, "to"))
            if start is not None and end is not None:
                found.append(Passing(by=tuple(sides[b] for b in move.by if b in sides), start=start, end=end))
        return tuple(found)

    def attitudes(self, sides: Mapping[str, int]) -> tuple[tuple[Attitude, ...], ...]:
        makers = self.record.sides
        if not any(s.favours or s.spites for s in makers):
            return ()
        found: list[tuple[Attitude, ...]] = []
        for n, maker in enumerate(makers):
            row: list[Attitude] = ["0"] * len(makers)
            if not (maker.favours or maker.spites):
                row[n] = "+"
            for side in maker.favours:
                if side in sides:
                    row[sides[side]] = "+"
            for side in maker.spites:
                if side in sides:
                    row[sides[side]] = "-"
            found.append(tuple(row))
        return tuple(found)

    def coalitions(self, sides: Mapping[str, int]) -> tuple[tuple[tuple[int, ...], ...], ...]:
        found = []
        for n, text in enumerate(self.record.coalitions):
            parts = [[name.strip() for name in part.split("+")] for part in text.split(",")]
            unknown = [name for part in parts for name in part if name not in sides]
            if unknown:
                hint = did_you_mean(unknown[0], sides) or f"Its sides are {', '.join(sides)}."
                self.faults.add(
                    "STB003", f'There is no side "{unknown[0]}".', ("coalitions", n), hint, grave=False
                )
                continue
            named = [sides[name] for part in parts for name in part]
            if len(set(named)) != len(named):
                self.faults.add(
                    "STB022", "A side stands twice among these coalitions.", ("coalitions", n),
                    "Name each side once.", grave=False,
                )  # fmt: skip
                continue
            rest = [(i,) for i in range(len(sides)) if i not in named]
            found.append((*(tuple(sorted(sides[name] for name in part)) for part in parts), *rest))
        return tuple(found)

    def state(self, text: str, states: Sequence[State], path: Path) -> StateId | None:
        """Return the state a pattern names; a fault and ``None`` for a pattern that cannot be."""
        pattern = text.strip()
        if not states:
            return pattern
        for state in states:
            if pattern == state.id or ("-" in state.pattern and _fits(pattern, state.pattern)):
                return state.id
        count = len(self.record.options)
        if len(pattern) != count or set(pattern) - set("YN-"):
            hint = f"Write {count} letters Y or N, one for each option in their order."
            self.faults.add("STB006", f'"{pattern}" has not one letter for each option.', path, hint)
        else:
            self.faults.add(
                "STB013", f'The pattern "{pattern}" cannot be.', path, "Look at what is infeasible."
            )
        return None

    def preference(self, maker: DecisionMaker, path: Path, states: Sequence[State]) -> Preference | None:
        given = [
            k
            for k, v in (("prefers", maker.prefers), ("weights", maker.weights), ("ranks", maker.ranks))
            if v
        ]
        if len(given) > 1:
            self.faults.add(
                "STB023", f"Preferences are given both as {given[0]} and as {given[1]}.", (*path, given[1]),
                "Keep one of them.",
            )  # fmt: skip
        if not given:
            return None
        pairs = []
        for n, text in enumerate(maker.unknown):
            names = [self.state(p, states, (*path, "unknown", n)) for p in text.split(",")]
            if len(names) == 2 and names[0] is not None and names[1] is not None:
                pairs.append((names[0], names[1]))
        tiers, great = self.ranking(maker.ranks, (*path, "ranks"), states)
        order: Statements | Weights | Ranking
        if maker.prefers:
            order = self.ordered(maker.prefers, (*path, "prefers"))
        elif maker.weights:
            order = self.weighed(maker.weights, (*path, "weights"))
        else:
            order = Ranking(tiers=tiers)
        return Preference(order=order, unknown=tuple(pairs), strong_after=great)

    def ordered(self, every: Sequence[str], path: Path) -> Statements:
        found: list[Formula] = []
        unsettled = []
        for n, text in enumerate(every):
            formula = self.statement(text.lstrip().removeprefix("?"), (*path, n))
            if formula is not None:
                if text.lstrip().startswith("?"):
                    unsettled.append(len(found))
                found.append(formula)
        return Statements(statements=tuple(found), unsettled=tuple(unsettled))

    def weighed(self, every: Sequence[str], path: Path) -> Weights:
        found = []
        for n, text in enumerate(every):
            number, _, rest = text.strip().partition(" ")
            try:
                weight = Fraction(number)
            except (ValueError, ZeroDivisionError):
                self.faults.add(
                    "STB024", f'"{text}" does not begin with a number.', (*path, n),
                    "Write what it is worth first, then the statement: 3 withdraw.",
                )  # fmt: skip
                continue
            formula = self.statement(rest, (*path, n))
            if formula is not None:
                found.append((formula, weight))
        return Weights(weights=tuple(found))

    def ranking(
        self, every: Sequence[str], path: Path, states: Sequence[State]
    ) -> tuple[tuple[tuple[StateId, ...], ...], tuple[int, ...]]:
        tiers: list[tuple[StateId, ...]] = []
        great = []
        for n, text in enumerate(every):
            if text.strip() == ">>":
                great.append(len(tiers) - 1)
                continue
            found = [self.state(p, states, (*path, n)) for p in text.split(",")]
            tiers.append(tuple(f for f in found if f is not None))
        return tuple(tiers), tuple(g for g in great if g >= 0)

    def views(
        self, hidden: Sequence[Sequence[Formula]], states: Sequence[State], sides: Mapping[str, int]
    ) -> tuple[View | None, ...]:
        found: list[View | None] = []
        for n, maker in enumerate(self.record.sides):
            unseen = tuple(s.id for s in states if any(_everywhere(f, s.pattern) for f in hidden[n]))
            seen: list[Preference | None] = [None] * len(self.record.sides)
            for at, ascribed in enumerate(maker.ascribes):
                path = ("sides", n, "ascribes", at)
                as_maker = DecisionMaker(prefers=ascribed.prefers, ranks=ascribed.ranks)
                if ascribed.of in sides:
                    seen[sides[ascribed.of]] = self.preference(as_maker, path, states)
            found.append(View(unperceived=unseen, preferences=tuple(seen)) if unseen or any(seen) else None)
        return tuple(found) if any(found) else ()


def _fits(pattern: str, state: str) -> bool:
    return len(pattern) == len(state) and all(b in ("-", a) for a, b in zip(pattern, state, strict=True))


def _everywhere(formula: Formula, pattern: str) -> bool:
    return all(holds(formula, v) for v in members(pattern))
