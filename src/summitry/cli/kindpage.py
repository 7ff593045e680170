"""The page of a kind of record: its fields and those of its parts, in tables."""

from __future__ import annotations

import inspect

from rich.table import Table

from summitry.cli.screen import Screen
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.record import Part, Record

EVERYWHERE = tuple(spec.key for spec in specs(Record))
"""Fields that every kind has; listed once, at the end."""

_SHAPES = {
    "text": "text", "words": "words, verbatim", "texts": "texts", "when": "date", "flag": "yes or no",
    "count": "whole number", "days": "span of days", "workdays": "workdays", "zone": "time zone",
    "sources": "citations",
}  # fmt: skip


def say_kind(screen: Screen, kind: type[Record]) -> None:
    """Lay out the page of a kind."""
    screen.line(f"{kind.plural}:", style="bold")
    screen.say(inspect.getdoc(kind) or "")
    screen.line("")
    _fields(screen, kind, leave_out=EVERYWHERE)
    for part in _parts(kind):
        title = part.noun or part.__name__.lower()
        screen.say(f"{title}: {(inspect.getdoc(part) or '').split(chr(10))[0]}", style="bold")
        if part.shorthand:
            screen.say(f"A text alone stands for its `{part.shorthand.rstrip('_')}`.", style="dim")
        _fields(screen, part, leave_out=tuple(s.key for s in specs(Part) if s.key != "id" or not part.noun))
    screen.say("Any record also takes:", style="bold")
    _fields(screen, Record, leave_out=())


def _fields(screen: Screen, owner: type, leave_out: tuple[str, ...]) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(min_width=14)
    grid.add_column(max_width=30)
    grid.add_column()
    for spec in specs(owner):
        if spec.key not in leave_out:
            grid.add_row(spec.key + ("*" if spec.required else ""), holds(spec), spec.help)
    screen.put(grid, width=screen.prose_width)
    screen.line("" if owner is Record else "* needed" if any(s.required for s in specs(owner)) else "")
    screen.line("")


def _parts(owner: type) -> tuple[type[Part], ...]:
    """The parts of a kind, outermost first, each once; those every record has are left out."""
    found: dict[type[Part], None] = {}
    for spec in specs(owner):
        part = spec.part or (spec.value.part if spec.value else None)
        if part is not None and spec.key not in EVERYWHERE and part not in found:
            found[part] = None
            found.update(dict.fromkeys(_parts(part)))
    return tuple(found)


def holds(spec: FieldSpec) -> str:
    """Say in a few words what a field holds."""
    if spec.shape in ("ref", "refs"):
        names = [t.strip("'").replace("_", " ") for t in spec.to]
        what = "any record" if names == ["any"] else ", ".join(names)
        return what if spec.shape == "ref" else f"list of {what}"
    if spec.shape in ("choice", "choices"):
        return ", ".join(spec.choices)
    if spec.shape in ("part", "parts"):
        name = getattr(spec.part, "noun", "") or getattr(spec.part, "__name__", "").lower()
        return name if spec.shape == "part" else f"list of {name}"
    if spec.shape == "table" and spec.value is not None:
        keys = ", ".join(spec.to) or "name"
        return f"{keys}: {holds(spec.value)}"
    return _SHAPES.get(spec.shape, spec.shape)
