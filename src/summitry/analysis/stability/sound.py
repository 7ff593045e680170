"""Whether a model makes sense: what is contradictory, incomplete or without effect.

The codes ``STB001`` to ``STB029`` are those of faults in a model's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitry.analysis.stability.feasible import TooMany, components, vectors
from summitry.analysis.stability.formula import Formula, holds, options_of, settled
from summitry.analysis.stability.model import (
    Conflict,
    ModelFault,
    Preference,
    Ranking,
    StateId,
    Statements,
    members,
)
from summitry.foundation.wording import counted
from summitry.foundation.wording import listed as in_a_row

SEEN_AT_MOST = 1 << 16
"""Vectors of one group of options that are looked at to find options that can never be taken."""


def sound(conflict: Conflict, already: Sequence[ModelFault] = ()) -> list[ModelFault]:
    """Return what is wrong with a model that could be read.

    ``already`` are faults found while reading: when one is grave, what follows from it is not said.
    """
    if any(f.grave for f in already):
        return []
    found = [*_empty(conflict), *_owners(conflict)]
    if not any(f.grave for f in found):
        found += [*_infeasible(conflict), *_named_states(conflict)]
    for i in range(len(conflict.sides)):
        preference = conflict.preference(i)
        if preference is not None:
            found += _preference(conflict, i, preference)
        elif conflict.form != "count":
            name = conflict.sides[i].name
            found.append(
                ModelFault(
                    code="STB010", message=f"It is not said what {name} prefers.", grave=False,
                    hint="Write its statements or its ranking; until then all states are equally good to it.",
                    path=("preferences", name),
                )
            )  # fmt: skip
    return found


def _empty(conflict: Conflict) -> Iterator[ModelFault]:
    if not conflict.sides:
        yield ModelFault(code="STB007", message="The conflict has no sides.", path=("decision_makers",))
    names = [s.name for s in conflict.sides]
    for n, name in enumerate(names):
        if name in names[:n]:
            yield ModelFault(
                code="STB005", message=f"Two sides are called {name}.", path=("decision_makers", n, "name")
            )
    if conflict.form == "graph" and not conflict.states:
        yield ModelFault(code="STB007", message="The conflict has no states.", path=("states",))
    if conflict.form != "graph" and not conflict.options:
        yield ModelFault(code="STB007", message="The conflict has no options.", path=("options",))


def _owners(conflict: Conflict) -> Iterator[ModelFault]:
    seen: dict[str, int] = {}
    for k, option in enumerate(conflict.options):
        if not option.owners and conflict.form == "option":
            yield ModelFault(
                code="STB008", message=f'No side can take or drop the option "{option.name}".', grave=False,
                hint="Name the side that owns it.", path=("options", k),
            )  # fmt: skip
        if option.key in seen:
            yield ModelFault(
                code="STB005", message=f'Two options are called "{option.key}".', path=("options", k, "name"),
                grave=False, hint="Statements that use the name speak of the last of them.",
            )  # fmt: skip
        seen[option.key] = k


def _infeasible(conflict: Conflict) -> Iterator[ModelFault]:
    """Yield patterns that exclude everything, and options that can never be taken or never left."""
    if conflict.form == "graph":
        return
    for group, patterns in components(len(conflict.options), conflict.infeasible):
        ever, always, seen = 0, -1, 0
        try:
            for vector in vectors(group, patterns):
                ever, always, seen = ever | vector, always & vector, seen + 1
                if seen >= SEEN_AT_MOST:
                    break
        except TooMany:
            continue
        if not seen:
            yield ModelFault(
                code="STB009", message="The patterns that cannot be leave no state at all.",
                path=("infeasible",), hint="Remove one of them.",
            )  # fmt: skip
            return
        if seen >= SEEN_AT_MOST:
            continue
        for k in group:
            if not ever >> k & 1 or always >> k & 1:
                name = conflict.options[k].name
                how = "never be taken" if not ever >> k & 1 else "never be left"
                about = [n for n, f in enumerate(conflict.infeasible) if k in options_of(f)]
                yield ModelFault(
                    code="STB011", message=f'The option "{name}" can {how}, by the patterns that cannot be.',
                    hint="Remove the option, or look at these patterns again.", grave=False,
                    path=("infeasible", about[0]) if about else ("options", k),
                )  # fmt: skip


def _named_states(conflict: Conflict) -> Iterator[ModelFault]:
    ids = {s.id for s in conflict.states}
    if conflict.status_quo is not None and ids and conflict.status_quo not in ids:
        yield ModelFault(
            code="STB012", message=f"Today's state {conflict.status_quo} is none of the states.",
            path=("status_quo",), grave=False, hint="Name one of the states.",
        )  # fmt: skip
    if conflict.form == "graph":
        for i, side in enumerate(conflict.sides):
            for start, ends in side.moves:
                for id in (start, *ends):
                    if id not in ids:
                        yield ModelFault(
                            code="STB012",
                            message=f"{side.name} has a move from or to {id}, which is no state.",
                            path=("decision_makers", i, "arcs", str(start)),
                        )  # fmt: skip
        return
    for n, state in enumerate(conflict.states):
        if "-" not in state.pattern and any(holds(f, members(state.pattern)[0]) for f in conflict.infeasible):
            yield ModelFault(
                code="STB013", message=f"State {state.id} is listed and cannot be.", path=("states", n),
                hint="Drop it, or the pattern that excludes it.",
            )  # fmt: skip


def _preference(conflict: Conflict, side: int, preference: Preference) -> Iterator[ModelFault]:
    name = conflict.sides[side].name
    path = ("preferences", name)
    ids = {s.id for s in conflict.states}
    match preference.order:
        case Ranking(tiers=tiers) if ids:
            yield from _ranking(name, path, tiers, ids)
        case Statements(statements=statements):
            yield from _statements(name, path, statements)
        case _:
            pass
    if ids:
        for n, pair in enumerate(preference.unknown):
            if missing := [p for p in pair if p not in ids]:
                yield ModelFault(
                    code="STB012", message=f"{missing[0]} in a pair unknown for {name} is no state.",
                    path=(*path, "unknown_pairs", n), grave=False,
                )  # fmt: skip


def _ranking(
    name: str, path: tuple[str, ...], tiers: Sequence[tuple[StateId, ...]], ids: set[StateId]
) -> Iterator[ModelFault]:
    seen: set[StateId] = set()
    for n, tier in enumerate(tiers):
        for id in tier:
            if id not in ids:
                yield ModelFault(
                    code="STB012",
                    message=f"{name} ranks {id}, which is no state.",
                    path=(*path, "ranking", n),
                )
            elif id in seen:
                yield ModelFault(
                    code="STB014", message=f"The ranking of {name} places state {id} twice.",
                    hint="Keep one of the two places.", path=(*path, "ranking", n),
                )  # fmt: skip
            seen.add(id)
    if missing := [id for id in ids if id not in seen]:
        shown = in_a_row([str(m) for m in sorted(missing, key=str)[:6]])
        more = f", and {len(missing) - 6} more" if len(missing) > 6 else ""
        yield ModelFault(
            code="STB015",
            message=f"The ranking of {name} leaves out {counted(len(missing), 'state')}: {shown}{more}.",
            hint="Place each state; equally good ones stand in one inner list.", path=(*path, "ranking"),
        )  # fmt: skip


def _statements(name: str, path: tuple[str, ...], statements: Sequence[Formula]) -> Iterator[ModelFault]:
    for n, formula in enumerate(statements):
        at: tuple[str | int, ...] = (*path, "statements", n)
        value = _constant(formula)
        if value is not None:
            how = "always holds" if value else "can never hold"
            yield ModelFault(
                code="STB016", message=f"Statement {n + 1} of {name} {how}, so it prefers nothing by it.",
                hint="Drop it, or write what was meant.", path=at, grave=False,
            )  # fmt: skip
            continue
        for m, earlier in enumerate(statements[:n]):
            compared = _compared(earlier, formula)
            if compared == "same":
                yield ModelFault(
                    code="STB017", message=f"Statement {n + 1} of {name} says the same as statement {m + 1}.",
                    hint="Drop the later one: it has no effect.", path=at, grave=False,
                )  # fmt: skip
            elif compared == "opposite":
                yield ModelFault(
                    code="STB018", message=f"Statement {n + 1} of {name} contradicts statement {m + 1}.",
                    hint="Keep the one that was meant: the later one has no effect.", path=at, grave=False,
                )  # fmt: skip


def _truth(formula: Formula) -> tuple[bool, ...] | None:
    """Return a statement's values over all choices of its options; ``None`` beyond twelve options."""
    about = sorted(options_of(formula))
    if len(about) > 12:
        return None
    found = []
    for number in range(1 << len(about)):
        vector = sum(1 << k for n, k in enumerate(about) if number >> n & 1)
        found.append(holds(formula, vector))
    return tuple(found)


def _constant(formula: Formula) -> bool | None:
    """Return the value of a statement that is always the same; ``None`` for all others."""
    if not options_of(formula):
        return settled(formula, 0, 0)
    truth = _truth(formula)
    return truth[0] if truth and len(set(truth)) == 1 else None


def _compared(one: Formula, other: Formula) -> str:
    """Return ``same`` or ``opposite`` where two statements always, or never, hold together; else a blank.

    Blank, too, beyond twelve options.
    """
    about = sorted(options_of(one) | options_of(other))
    if len(about) > 12:
        return ""
    alike = set()
    for number in range(1 << len(about)):
        vector = sum(1 << k for n, k in enumerate(about) if number >> n & 1)
        alike.add(holds(one, vector) == holds(other, vector))
        if len(alike) == 2:
            return ""
    return "same" if alike == {True} else "opposite"
