"""``.gmcr`` files: JSON, read and written; the pickles of older versions are refused, never opened.

A state's decimal is the sum of 2^option after the options are put in order side by side; ranking numbers
are ranks, from 1, among the feasible decimals in that order, best first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from summitry.analysis.stability.case import alternatives_value
from summitry.analysis.stability.feasible import TooMany, list_feasible
from summitry.analysis.stability.fields import Faults, Path, listed, mapping, objects, text_in, whole_number
from summitry.analysis.stability.formula import Formula, Or, conjunction, holds, literals_of, moved
from summitry.analysis.stability.model import (
    MOST_OPTIONS,
    Conflict,
    Direction,
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

MOST_LISTED = 1 << 16
"""Feasible states up to which a file's states are named one by one."""
_DIRECTIONS: dict[str, Direction] = {"both": "both", "fwd": "forward", "back": "back"}
_WRITTEN = {"both": "both", "forward": "fwd", "back": "back"}


def is_pickle(content: bytes) -> bool:
    """Whether a file begins as Python's pickles do, in any of their protocols."""
    return content[:1] == b"\x80" or content[:2] in (b"(i", b"(d", b"(l", b"c_", b"cc", b"cb", b"ca")


def read_gmcr(content: bytes, title: str = "") -> Reading:
    """Read a ``.gmcr`` file. Its states are named by their rank, from 1."""
    faults = Faults()
    if is_pickle(content):
        return _refused("This is a pickle of an old version, which could run anything when opened.")
    try:
        whole = mapping(parsed(content.decode("utf-8-sig")), (), faults)
    except UnicodeDecodeError:
        return _refused("This is no text, so it is no conflict that can be read.")
    except Unreadable as error:
        return Reading(conflict=None, faults=(ModelFault(code="STB001", message=error.why, at=error.at),))
    return _conflict(whole, title, faults)


def _refused(why: str) -> Reading:
    hint = "Open it in the program that wrote it, and save it in that program's present format."
    return Reading(conflict=None, faults=(ModelFault(code="STB020", message=why, hint=hint),))


def _conflict(whole: dict[str, Any], title: str, faults: Faults) -> Reading:
    makers = list(objects(whole.get("decisionMakers"), ("decisionMakers",), faults))
    order, owners = _order(makers, whole, faults)
    to = {old: new for new, old in enumerate(order)}
    options = _options(whole, order, owners, faults)
    infeasible = tuple(
        found
        for entry, at in listed(whole.get("infeasibles"), ("infeasibles",), faults)
        if (found := _condition(entry, at, to, faults)) is not None
    )
    if faults.stop():
        return Reading(conflict=None, faults=tuple(faults.found))
    states = _states(len(options), infeasible)
    by_hand = whole.get("useManualPreferenceRanking") is True
    if "useManualPreferenceRanking" not in whole:
        faults.add(
            "STB001", "The file does not say whether preferences are ranked by hand.", (),
            "Write useManualPreferenceRanking: true or false.",
        )  # fmt: skip
    conflict = Conflict(
        title=title,
        sides=tuple(Side(name=text_in(m, "name", at, faults)) for m, at in makers),
        options=options,
        infeasible=infeasible,
        states=states,
        numbering="rank",
        preferences=tuple(_preference(m, at, to, by_hand, faults) for m, at in makers),
        views=_views(makers, to, states, len(options), infeasible, faults),
        structures=_structures(whole.get("coalitions"), len(makers)),
    )
    faults.found += sound(conflict, faults.found)
    return Reading(conflict=None if faults.stop() else conflict, faults=tuple(faults.found))


def _order(
    makers: list[tuple[dict[str, Any], Path]], whole: dict[str, Any], faults: Faults
) -> tuple[list[int], dict[int, list[int]]]:
    """Return the options in the order of their sides, and the sides that own each."""
    raw = whole.get("options")
    count = len(raw) if isinstance(raw, list) else 0
    order: list[int] = []
    owners: dict[int, list[int]] = {}
    for i, (maker, at) in enumerate(makers):
        for value, where in listed(maker.get("options"), (*at, "options"), faults):
            number = whole_number(value, where, faults)
            if number is None:
                continue
            if not 0 <= number < count:
                faults.add("STB003", f"There is no option {number}.", where)
                continue
            owners.setdefault(number, []).append(i)
            if number not in order:
                order.append(number)
    return order + [n for n in range(count) if n not in order], owners


def _options(
    whole: dict[str, Any], order: list[int], owners: dict[int, list[int]], faults: Faults
) -> tuple[Option, ...]:
    raw = list(objects(whole.get("options"), ("options",), faults))
    if len(raw) > MOST_OPTIONS:
        faults.add("STB004", f"{len(raw)} options are more than can be taken.", ("options",))
    if faults.stop():
        return ()
    found = []
    for old in order:
        entry, at = raw[old]
        said = text_in(entry, "permittedDirection", at, faults, "both")
        if said not in _DIRECTIONS:
            faults.add(
                "STB002",
                f'There is no direction "{said}".',
                (*at, "permittedDirection"),
                "Write both, fwd or back.",
            )
        found.append(
            Option(
                name=text_in(entry, "name", at, faults),
                owners=tuple(owners.get(old, ())),
                direction=_DIRECTIONS.get(said, "both"),
            )
        )
    return tuple(found)


def _condition(value: Any, path: Path, to: dict[int, int], faults: Faults) -> Formula | None:
    """Read a condition: options with Y or N that hold together, or a list of such of which one holds."""
    if isinstance(value, dict):
        parts = [
            _condition(m, at, to, faults)
            for m, at in listed(value.get("members"), (*path, "members"), faults)
        ]
        found = [p for p in parts if p is not None]
        return (
            None
            if not found or len(found) < len(parts)
            else found[0]
            if len(found) == 1
            else Or(tuple(found))
        )
    literals = []
    for entry, at in listed(value, path, faults):
        if not (isinstance(entry, list) and len(entry) == 2 and entry[1] in ("Y", "N")) or entry[0] not in to:
            faults.add("STB001", "An option of this conflict with Y or N is expected here.", at)
            return None
        literals.append((to[entry[0]], entry[1] == "Y"))
    if not literals:
        faults.add("STB001", "A condition names no option.", path)
        return None
    return conjunction(literals)


def _states(options: int, infeasible: Sequence[Formula]) -> tuple[State, ...]:
    try:
        found = list_feasible(options, infeasible, MOST_LISTED)
    except TooMany:
        return ()
    return tuple(State(id=n + 1, pattern=letters(v, options)) for n, v in enumerate(found))


def _preference(
    maker: dict[str, Any], path: Path, to: dict[int, int], by_hand: bool, faults: Faults
) -> Preference | None:
    if by_hand:
        key = next(
            (k for k in ("preferenceRanking", "preferenceVector", "preferenceVectors") if k in maker), ""
        )
        tiers: list[tuple[StateId, ...]] = []
        for entry, at in listed(maker.get(key), (*path, key), faults):
            numbers = [whole_number(v, at, faults) for v in (entry if isinstance(entry, list) else [entry])]
            tiers.append(tuple(n for n in numbers if n is not None))
        return Preference(order=Ranking(tiers=tuple(tiers)))
    found: list[Formula] = []
    for entry, at in listed(maker.get("preferences"), (*path, "preferences"), faults):
        formula = _condition(entry, at, to, faults)
        # The programs that write these files drop a statement that stands twice, and so do we.
        if formula is not None and formula not in found:
            found.append(formula)
    return Preference(order=Statements(statements=tuple(found)))


def _views(
    makers: list[tuple[dict[str, Any], Path]],
    to: dict[int, int],
    states: Sequence[State],
    options: int,
    infeasible: Sequence[Formula],
    faults: Faults,
) -> tuple[View | None, ...]:
    found: list[View | None] = []
    for maker, at in makers:
        conditions = [
            c
            for entry, where in listed(maker.get("misperceptions"), (*at, "misperceptions"), faults)
            if (c := _condition(entry, where, to, faults)) is not None
        ]
        hidden = tuple(s.id for s in states if any(holds(c, _vector(s.pattern)) for c in conditions))
        found.append(View(unperceived=hidden) if hidden else None)
    return tuple(found) if any(found) else ()


def _vector(pattern: str) -> int:
    return sum(1 << k for k, letter in enumerate(pattern) if letter == "Y")


def _structures(value: Any, sides: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Return the coalitions of the file when they part the sides; anything else is ignored."""
    if not isinstance(value, list):
        return ()
    parts = [tuple(v) if isinstance(v, list) else (v,) for v in value]
    members = [m for p in parts for m in p]
    if not all(isinstance(m, int) for m in members) or sorted(members) != list(range(sides)):
        return ()
    return (tuple(parts),) if any(len(p) > 1 for p in parts) else ()


def write_gmcr(conflict: Conflict) -> str:
    """Write a conflict in option form as a ``.gmcr`` file.

    Raises ``ValueError`` where the format has no words for something: graph form, shared options,
    coalesced states, single moves, attitudes, weights, unknown or strong preferences, statements that
    are no list of conjunctions.
    """
    _must_fit(conflict)
    order = [k for i in range(len(conflict.sides)) for k in conflict.owned(i)]
    order += [k for k in range(len(conflict.options)) if k not in order]
    to = [order.index(k) for k in range(len(order))]
    feasible = sorted(
        sum(1 << to[k] for k in range(len(order)) if v >> k & 1)
        for v in list_feasible(len(order), conflict.infeasible, MOST_LISTED)
    )
    rank = {v: n + 1 for n, v in enumerate(feasible)}
    number = {
        s.id: rank[sum(1 << to[k] for k, letter in enumerate(s.pattern) if letter == "Y")]
        for s in conflict.states
    }
    by_hand = any(isinstance(p.order, Ranking) for p in conflict.preferences if p is not None)
    value: dict[str, Any] = {
        "options": [
            {"name": conflict.options[k].name, "permittedDirection": _WRITTEN[conflict.options[k].direction]}
            for k in order
        ],
        "decisionMakers": [_maker(conflict, i, to, number) for i in range(len(conflict.sides))],
        "infeasibles": [_literals(moved(f, to)) for f in conflict.infeasible],
        "useManualPreferenceRanking": by_hand,
    }
    if conflict.structures:
        value["coalitions"] = [list(c) if len(c) > 1 else c[0] for c in conflict.structures[0]]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _must_fit(conflict: Conflict) -> None:
    if conflict.form == "graph" or conflict.coalesced or any("-" in s.pattern for s in conflict.states):
        raise ValueError("a .gmcr file knows states only as vectors of options, each by itself")
    if any(len(o.owners) > 1 for o in conflict.options):
        raise ValueError("a .gmcr file knows one owner of an option")
    if conflict.barred or conflict.common or conflict.attitudes:
        raise ValueError("a .gmcr file has no words for single moves and attitudes")
    kinds = [p for p in conflict.preferences if p is not None]
    if any(p.unknown or p.strong_after for p in kinds):
        raise ValueError("a .gmcr file has no words for unknown or great preferences")
    if len({type(p.order) for p in kinds}) > 1:
        raise ValueError("a .gmcr file has rankings for all sides or statements for all")


def _maker(conflict: Conflict, side: int, to: list[int], number: dict[StateId, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": conflict.sides[side].name,
        "options": sorted(to[k] for k in conflict.owned(side)),
        "preferences": [],
    }
    preference = conflict.preference(side)
    match preference.order if preference else None:
        case Statements(statements=statements, unsettled=()):
            found["preferences"] = [_written(moved(f, to)) for f in statements]
        case Ranking(tiers=tiers):
            ranks = [[number[id] for id in tier] for tier in tiers]
            found["preferenceRanking"] = [r[0] if len(r) == 1 else r for r in ranks]
        case None:
            pass
        case _:
            raise ValueError("a .gmcr file has no words for weights and unsettled statements")
    view = conflict.view(side)
    if view and view.unperceived:
        patterns = {s.id: s.pattern for s in conflict.states}
        found["misperceptions"] = [
            [[to[k], letter] for k, letter in enumerate(patterns[id])] for id in view.unperceived
        ]
    return found


def _literals(formula: Formula) -> list[list[Any]]:
    literals = literals_of(formula)
    if literals is None:
        raise ValueError("a .gmcr file knows only conjunctions as patterns that cannot be")
    return [[option, "Y" if taken else "N"] for option, taken in literals]


def _written(formula: Formula) -> Any:
    parts = alternatives_value(formula)
    return parts[0] if len(parts) == 1 else {"compound": True, "members": parts}
