"""Published cases as JSON: read into a conflict, and written again.

The format is that of the collection in ``catalog/``: decision makers, options with a direction,
infeasible conjunctions, states with the author's own names, rankings or ordered statements.
"""

from __future__ import annotations

import json
from typing import Any

from summitry.analysis.stability.fields import (
    Faults,
    Path,
    listed,
    mapping,
    objects,
    text_in,
    whole_number,
)
from summitry.analysis.stability.formula import And, Formula, Or, conjunction, literals_of
from summitry.analysis.stability.model import (
    MOST_OPTIONS,
    Conflict,
    Direction,
    Form,
    ModelFault,
    Option,
    Preference,
    Ranking,
    Reading,
    Side,
    State,
    StateId,
    Statements,
    View,
    letters,
)
from summitry.analysis.stability.places import Unreadable, parsed
from summitry.analysis.stability.sound import sound
from summitry.foundation.suggest import did_you_mean

SCHEMA = "gmcr-oracle/1"
_DIRECTIONS: dict[str, Direction] = {"both": "both", "forward": "forward", "back": "back"}
_FORMS: dict[str, Form] = {"option": "option", "graph": "graph", "count": "count"}


def read_case(text: str) -> Reading:
    """Read a case; what cannot be read as meant is among the faults, with its place."""
    faults = Faults()
    try:
        value = parsed(text)
    except Unreadable as error:
        return Reading(conflict=None, faults=(ModelFault(code="STB001", message=error.why, at=error.at),))
    return read_case_value(value, faults)


def read_case_value(value: Any, faults: Faults | None = None) -> Reading:
    """Read a case that is a JSON value already."""
    faults = faults or Faults()
    whole = mapping(value, (), faults)
    form = _FORMS.get(text_in(whole, "form", (), faults, "option"))
    if form is None:
        faults.add(
            "STB002", f'There is no form "{whole.get("form")}".', ("form",), "Write option, graph or count."
        )
    if faults.stop() or form is None:
        return Reading(conflict=None, faults=tuple(faults.found))
    sides = _sides(whole, faults)
    options = _options(whole, sides, faults)
    states = _states(whole, len(options), form, faults)
    conflict = Conflict(
        title=text_in(whole, "title", (), faults),
        form=form,
        sides=sides,
        options=options,
        infeasible=tuple(
            found
            for entry, at in listed(whole.get("infeasible"), ("infeasible",), faults)
            if (found := _conjunction(entry, at, len(options), faults)) is not None
        ),
        states=states,
        numbering="decimal",
        status_quo=_state_id(whole.get("status_quo")),
        preferences=_preferences(whole, sides, len(options), faults),
        views=_views(whole, sides, faults),
        structures=_structures(whole, sides, faults),
    )
    faults.found += sound(conflict, faults.found)
    return Reading(conflict=None if faults.stop() else conflict, faults=tuple(faults.found))


def _state_id(value: Any) -> StateId | None:
    return value if isinstance(value, (int, str)) and not isinstance(value, bool) else None


def _sides(whole: dict[str, Any], faults: Faults) -> tuple[Side, ...]:
    found = []
    for entry, at in objects(whole.get("decision_makers"), ("decision_makers",), faults):
        arcs = mapping(entry.get("arcs"), (*at, "arcs"), faults)
        moves = []
        for start, ends in arcs.items():
            to = [e for e, _ in listed(ends, (*at, "arcs", start), faults)]
            moves.append((_as_listed(start, whole), tuple(e for e in to if _state_id(e) is not None)))
        found.append(Side(name=text_in(entry, "name", at, faults), moves=tuple(moves)))
    return tuple(found)


def _as_listed(text: str, whole: dict[str, Any]) -> StateId:
    """Return the name of a state as its list of states has it: object keys are always text."""
    for state in whole.get("states") or []:
        if isinstance(state, dict) and str(state.get("id")) == text:
            return _state_id(state.get("id")) or text if state.get("id") != 0 else 0
    return text


def _options(whole: dict[str, Any], sides: tuple[Side, ...], faults: Faults) -> tuple[Option, ...]:
    owners: dict[int, list[int]] = {}
    for i, (entry, at) in enumerate(objects(whole.get("decision_makers"), ("decision_makers",), Faults())):
        for k, where in listed(entry.get("options"), (*at, "options"), faults):
            if (number := whole_number(k, where, faults)) is not None:
                owners.setdefault(number, []).append(i)
    names = {s.name: i for i, s in enumerate(sides)}
    found: list[Option] = []
    for n, (entry, at) in enumerate(objects(whole.get("options"), ("options",), faults)):
        own = owners.get(n, [])
        if not own and (dm := entry.get("dm")) is not None:
            for name in dm if isinstance(dm, list) else [dm]:
                if name in names:
                    own = [*own, names[name]]
                else:
                    faults.add(
                        "STB003", f'There is no side "{name}".', (*at, "dm"), did_you_mean(str(name), names)
                    )
        direction = _DIRECTIONS.get(text_in(entry, "direction", at, faults, "both"))
        if direction is None:
            faults.add(
                "STB002", f'There is no direction "{entry["direction"]}".', (*at, "direction"),
                "Write both, forward or back.",
            )  # fmt: skip
        name = text_in(entry, "name", at, faults, f"o{n}")
        found.append(Option(name=name, owners=tuple(own), direction=direction or "both"))
    if len(found) > MOST_OPTIONS:
        faults.add("STB004", f"{len(found)} options are more than can be taken.", ("options",))
    for number, own in owners.items():
        if not 0 <= number < len(found):
            faults.add("STB003", f"There is no option {number}.", ("decision_makers", own[0], "options"))
    return tuple(found)


def _states(whole: dict[str, Any], options: int, form: Form, faults: Faults) -> tuple[State, ...]:
    found: list[State] = []
    seen: set[StateId] = set()
    for entry, at in objects(whole.get("states"), ("states",), faults):
        id = _state_id(entry.get("id"))
        if id is None:
            faults.add("STB001", "A state has no id.", at, "Write a number or a word.")
            continue
        if id in seen:
            faults.add("STB005", f"The state {id} is listed twice.", (*at, "id"))
        seen.add(id)
        pattern = text_in(entry, "pattern", at, faults) or text_in(entry, "yn", at, faults)
        if not pattern and form == "option":
            number = whole_number(entry.get("decimal"), (*at, "decimal"), faults)
            pattern = letters(number, options) if number is not None else ""
        if form == "option" and (len(pattern) != options or set(pattern) - set("YN-")):
            faults.add(
                "STB006", f'The pattern "{pattern}" of state {id} has not one letter for each option.', at,
                f"Write {options} letters Y, N or -.",
            )  # fmt: skip
            continue
        found.append(State(id=id, pattern=pattern, label=text_in(entry, "label", at, faults)))
    return tuple(found)


def _conjunction(value: Any, path: Path, options: int, faults: Faults) -> Formula | None:
    literals = []
    for entry, at in listed(value, path, faults):
        if not (isinstance(entry, list) and len(entry) == 2 and entry[1] in ("Y", "N")):
            faults.add("STB001", "An option with Y or N is expected here.", at, 'Write such as [0, "Y"].')
            return None
        number = whole_number(entry[0], (*at, 0), faults)
        if number is None:
            return None
        if not 0 <= number < options:
            faults.add(
                "STB003", f"There is no option {number}.", (*at, 0), f"Options count from 0 to {options - 1}."
            )
            return None
        literals.append((number, entry[1] == "Y"))
    if not literals:
        faults.add("STB001", "A conjunction names no option.", path)
        return None
    return conjunction(literals)


def statement_of(value: Any, path: Path, options: int, faults: Faults) -> Formula | None:
    """Read a statement: a list of alternatives, each a conjunction."""
    parts = [_conjunction(entry, at, options, faults) for entry, at in listed(value, path, faults)]
    found = [p for p in parts if p is not None]
    if len(found) != len(parts) or not found:
        return None
    return found[0] if len(found) == 1 else Or(tuple(found))


def _preferences(
    whole: dict[str, Any], sides: tuple[Side, ...], options: int, faults: Faults
) -> tuple[Preference | None, ...]:
    every = mapping(whole.get("preferences"), ("preferences",), faults)
    names = [s.name for s in sides]
    for name in every:
        if name not in names:
            faults.add(
                "STB003", f'There is no side "{name}".', ("preferences", name), did_you_mean(name, names)
            )
    return tuple(
        _preference(every[name], ("preferences", name), options, faults) if name in every else None
        for name in names
    )


def _preference(value: Any, path: Path, options: int, faults: Faults) -> Preference | None:
    entry = mapping(value, path, faults)
    order: Statements | Ranking
    if entry.get("kind") == "statements" and entry.get("statements"):
        found = [
            statement_of(s, at, options, faults)
            for s, at in listed(entry["statements"], (*path, "statements"), faults)
        ]
        order = Statements(statements=tuple(f for f in found if f is not None))
    else:
        order = Ranking(tiers=ranking_of(entry.get("ranking"), (*path, "ranking"), faults))
    pairs = []
    for pair, at in listed(entry.get("unknown_pairs"), (*path, "unknown_pairs"), faults):
        if isinstance(pair, list) and len(pair) == 2 and all(_state_id(p) is not None for p in pair):
            pairs.append((pair[0], pair[1]))
        else:
            faults.add("STB001", "A pair of states is expected here.", at)
    gaps = [
        whole_number(gap, at, faults)
        for gap, at in listed(entry.get("strong_gap_after_tier"), (*path, "strong_gap_after_tier"), faults)
    ]
    return Preference(order=order, unknown=tuple(pairs), strong_after=tuple(g for g in gaps if g is not None))


def ranking_of(value: Any, path: Path, faults: Faults) -> tuple[tuple[StateId, ...], ...]:
    """Read a ranking: best first, an inner list for equally good states."""
    tiers = []
    for entry, at in listed(value, path, faults):
        tier = []
        for id in entry if isinstance(entry, list) else [entry]:
            if (name := _state_id(id)) is None:
                faults.add("STB001", "The name of a state is expected here.", at)
            else:
                tier.append(name)
        tiers.append(tuple(tier))
    return tuple(tiers)


def _views(whole: dict[str, Any], sides: tuple[Side, ...], faults: Faults) -> tuple[View | None, ...]:
    every = mapping(whole.get("unperceived"), ("unperceived",), faults)
    if not every:
        return ()
    found: list[View | None] = []
    for side in sides:
        hidden = [
            id
            for value, _ in listed(every.get(side.name), ("unperceived", side.name), faults)
            if (id := _state_id(value)) is not None
        ]
        found.append(View(unperceived=tuple(hidden)) if hidden else None)
    return tuple(found)


def _structures(
    whole: dict[str, Any], sides: tuple[Side, ...], faults: Faults
) -> tuple[tuple[tuple[int, ...], ...], ...]:
    names = {s.name: i for i, s in enumerate(sides)}
    found = []
    for structure, at in listed(whole.get("coalition_structures"), ("coalition_structures",), faults):
        parts = []
        for coalition, where in listed(structure, at, faults):
            members = []
            for name, here in listed(coalition, where, faults):
                if name in names:
                    members.append(names[name])
                else:
                    faults.add("STB003", f'There is no side "{name}".', here, did_you_mean(str(name), names))
            parts.append(tuple(members))
        found.append(tuple(parts))
    return tuple(found)


def write_case(conflict: Conflict) -> str:
    """Write a conflict as a case.

    Raises ``ValueError`` where the format has no words for something: statements that are no list of
    conjunctions, weights, barred or common moves.
    """
    return json.dumps(case_value(conflict), ensure_ascii=False, indent=1) + "\n"


def case_value(conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as the JSON value of a case; see ``write_case``."""
    if conflict.barred or conflict.common or conflict.attitudes or conflict.coalesced:
        raise ValueError("the format of cases has no words for single moves, attitudes or coalescing rules")
    names = [s.name for s in conflict.sides]
    makers: list[dict[str, Any]] = []
    for i, side in enumerate(conflict.sides):
        own: dict[str, Any] = {"name": side.name}
        if conflict.form == "graph":
            own["arcs"] = {str(start): list(ends) for start, ends in side.moves}
        else:
            own["options"] = list(conflict.owned(i))
        makers.append(own)
    value: dict[str, Any] = {"schema": SCHEMA, "title": conflict.title, "form": conflict.form}
    value["decision_makers"] = makers
    if conflict.form != "graph":
        value["options"] = [_option_value(n, o, names) for n, o in enumerate(conflict.options)]
        value["infeasible"] = [_conjunction_value(f) for f in conflict.infeasible]
    if conflict.status_quo is not None:
        value["status_quo"] = conflict.status_quo
    value["states"] = [_state_value(s) for s in conflict.states]
    value["preferences"] = {
        name: _preference_value(p)
        for i, name in enumerate(names)
        if (p := conflict.preference(i)) is not None
    }
    hidden = {
        name: list(view.unperceived) for i, name in enumerate(names) if (view := conflict.view(i)) is not None
    }
    if hidden:
        value["unperceived"] = hidden
    if conflict.structures:
        value["coalition_structures"] = [
            [[names[i] for i in coalition] for coalition in structure] for structure in conflict.structures
        ]
    return value


def _option_value(n: int, option: Option, names: list[str]) -> dict[str, Any]:
    owners = [names[i] for i in option.owners]
    found: dict[str, Any] = {"id": n, "name": option.name, "direction": option.direction}
    if owners:
        found["dm"] = owners[0] if len(owners) == 1 else owners
    return found


def _conjunction_value(formula: Formula) -> list[list[Any]]:
    literals = literals_of(formula)
    if literals is None:
        raise ValueError("a pattern that is no conjunction cannot be written as a case")
    return [[option, "Y" if taken else "N"] for option, taken in literals]


def alternatives_value(formula: Formula) -> list[list[list[Any]]]:
    """Return a statement as a list of alternatives, each a conjunction; ``ValueError`` for any other."""
    parts = formula.parts if isinstance(formula, Or) else (formula,)
    return [_conjunction_value(p) for p in parts if p != And(())]


def _state_value(state: State) -> dict[str, Any]:
    found: dict[str, Any] = {"id": state.id}
    if "-" in state.pattern:
        found["pattern"] = state.pattern
    elif state.pattern:
        found["yn"] = state.pattern
        found["decimal"] = sum(1 << k for k, letter in enumerate(state.pattern) if letter == "Y")
    if state.label:
        found["label"] = state.label
    return found


def _preference_value(preference: Preference) -> dict[str, Any]:
    found: dict[str, Any]
    match preference.order:
        case Ranking(tiers=tiers):
            found = {"kind": "ranking", "ranking": [t[0] if len(t) == 1 else list(t) for t in tiers]}
        case Statements(statements=statements, unsettled=()):
            found = {"kind": "statements", "statements": [alternatives_value(f) for f in statements]}
        case _:
            raise ValueError("weights and unsettled statements cannot be written as a case")
    if preference.unknown:
        found["unknown_pairs"] = [list(p) for p in preference.unknown]
    if preference.strong_after:
        found["strong_gap_after_tier"] = list(preference.strong_after)
    return found
