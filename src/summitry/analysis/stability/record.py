"""A model as a ``conflict`` record, ready to be written into a dossier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from summitry.analysis.stability.formula import And, Formula, conjunction
from summitry.analysis.stability.model import (
    Conflict,
    Passing,
    Preference,
    Ranking,
    StateId,
    Statements,
    Weights,
    letters,
    members,
)
from summitry.analysis.stability.wording import write_statement


def record_value(conflict: Conflict, id: str) -> dict[str, Any]:
    """Return a conflict as the fields of a record, in the words of the format.

    Sides and options get ids made of their names; which party a side is, the author adds under ``who``.
    Blanks are left out. Raises ``ValueError`` for a model in graph form, whose states are only names.
    """
    if conflict.form == "graph":
        raise ValueError("a conflict record has options, and the states of this model are only names")
    sides = slugs([s.name for s in conflict.sides], "side")
    options = slugs([o.key for o in conflict.options], "option")
    patterns = {s.id: s.pattern for s in conflict.states}
    writer = _Writer(sides, options, patterns, len(conflict.options), conflict.numbering)
    coalesced = [*conflict.coalesced, *(_of_pattern(p) for p in patterns.values() if "-" in p)]
    value: dict[str, Any] = {"id": id, "title": conflict.title or id}
    value["sides"] = [writer.side(conflict, i) for i in range(len(sides))]
    value["options"] = [
        {
            "id": options[k], "says": o.name, "by": [sides[i] for i in o.owners],
            **({} if o.direction == "both" else {"direction": o.direction}),
        }
        for k, o in enumerate(conflict.options)
    ]  # fmt: skip
    value["infeasible"] = [write_statement(f, options) for f in conflict.infeasible]
    value["same"] = [write_statement(f, options) for f in dict.fromkeys(coalesced)]
    value["barred"] = [writer.move(p) for p in conflict.barred]
    value["common"] = [writer.move(p) for p in conflict.common]
    value["coalitions"] = [
        ", ".join(" + ".join(sides[i] for i in part) for part in structure)
        for structure in conflict.structures
    ]
    if conflict.status_quo is not None:
        value["today"] = writer.pattern(conflict.status_quo)
    return {key: found for key, found in value.items() if found not in ("", [])}


def slugs(names: Sequence[str], noun: str) -> list[str]:
    """Return short names that can stand in statements and references, no two alike.

    >>> slugs(["Air Strike", "Air strike!", "核"], "option")
    ['air-strike', 'air-strike-2', 'option-3']
    """
    found: list[str] = []
    for n, name in enumerate(names, 1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain)) or f"{noun}-{n}"
        if slug in ("true", "false") or slug[0].isdigit():
            slug = f"{noun}-{slug}"
        count, unique = 2, slug
        while unique in found:
            unique, count = f"{slug}-{count}", count + 1
        found.append(unique)
    return found


def _of_pattern(pattern: str) -> Formula:
    """Return the statement that a vector fits a pattern; always true for one of dashes only."""
    literals = [(k, letter == "Y") for k, letter in enumerate(pattern) if letter != "-"]
    return conjunction(literals) if literals else And(())


class _Writer:
    """The ids and patterns that the fields of one record are written with."""

    def __init__(
        self, sides: list[str], options: list[str], patterns: dict[StateId, str], count: int, numbering: str
    ) -> None:
        self.sides, self.options, self.patterns = sides, options, patterns
        self.count, self.numbering = count, numbering

    def pattern(self, state: StateId) -> str:
        """Return the letters of a state; of a coalesced one, those of its first vector."""
        if state in self.patterns:
            found = self.patterns[state]
        elif isinstance(state, int) and self.numbering == "decimal":
            found = letters(state, self.count)
        else:
            found = str(state)
        return letters(members(found)[0], self.count) if "-" in found else found

    def statement(self, formula: Formula) -> str:
        return write_statement(formula, self.options)

    def move(self, passing: Passing) -> dict[str, Any]:
        return {
            "by": [self.sides[i] for i in passing.by],
            "from": self.statement(passing.start),
            "to": self.statement(passing.end),
        }

    def side(self, conflict: Conflict, i: int) -> dict[str, Any]:
        """Return one side with its preferences, views and attitudes."""
        found: dict[str, Any] = {"id": self.sides[i], **self.preferences(conflict.preference(i))}
        view = conflict.view(i)
        if view is not None:
            hidden = [_of_pattern(self.patterns.get(s, self.pattern(s))) for s in view.unperceived]
            found["unperceived"] = [self.statement(f) for f in hidden]
            found["ascribes"] = [
                {"of": self.sides[j], **self.preferences(p)} for j, p in enumerate(view.preferences) if p
            ]
        if conflict.attitudes:
            row = conflict.attitudes[i]
            found["favours"] = [self.sides[j] for j, attitude in enumerate(row) if attitude == "+"]
            found["spites"] = [self.sides[j] for j, attitude in enumerate(row) if attitude == "-"]
        return {key: value for key, value in found.items() if value not in ("", [])}

    def preferences(self, preference: Preference | None) -> dict[str, Any]:
        if preference is None:
            return {}
        found: dict[str, Any] = {}
        match preference.order:
            case Statements(statements=statements, unsettled=unsettled):
                found["prefers"] = [
                    f"? {self.statement(f)}" if n in unsettled else self.statement(f)
                    for n, f in enumerate(statements)
                ]
            case Weights(weights=weights):
                found["weights"] = [f"{weight} {self.statement(f)}" for f, weight in weights]
            case Ranking(tiers=tiers):
                rows: list[str] = []
                for n, tier in enumerate(tiers):
                    rows.append(", ".join(self.pattern(s) for s in tier))
                    if n in preference.strong_after:
                        rows.append(">>")
                found["ranks"] = rows
        if preference.unknown:
            found["unknown"] = [f"{self.pattern(a)}, {self.pattern(b)}" for a, b in preference.unknown]
        return found
