"""How a record kind says what its fields are: the one place that schema, loader, forms and docs read.

A field is declared once, as the default of a dataclass field::

    by: str = one("party", help="who promised")

From this come the loader's conversion, the JSON Schema, the reference page and, on the desk, the
form. Blank is the field's empty value: ``""``, ``()`` or ``None``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from summitry.foundation.values import dataclass

T = TypeVar("T")


def per_class(compute: Callable[[type[Any]], T]) -> Callable[[type[Any]], T]:
    """Remember what a function says of a class; record kinds never change while the program runs."""
    return _Remembered(compute).__getitem__


class _Remembered(dict[type[Any], T]):
    """Answers by class. Its look-up is the interpreter's own: it is made at every step of every walk."""

    def __init__(self, compute: Callable[[type[Any]], T]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, cls: type[Any]) -> T:
        found = self[cls] = self._compute(cls)
        return found


SHAPES = (
    "text", "words", "texts", "ref", "refs", "when", "choice", "choices", "flag", "count", "days",
    "workdays", "zone", "sources", "part", "parts", "table",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """What one field of a record or part may hold.

    ``key`` is what the author writes, ``name`` the Python attribute (``from`` is ``from_``).
    ``shape`` is one of `SHAPES`. ``to`` lists what a reference may name: kinds (``"pledge"``), parts
    (``"relay/element"``), ``"any"`` for every record or part, and words in quotes (``"'public'"``)
    that stand for themselves. A *table* maps references (or free text, when ``to`` is empty) to
    values described by ``value``.
    """

    name: str
    key: str
    shape: str
    to: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    part: type | None = None
    value: FieldSpec | None = None
    required: bool = False
    world_date: bool = False
    help: str = ""
    example: str = ""
    words_allowed: tuple[str, ...] = dataclasses.field(init=False)
    """The plain words a reference may be instead of an id, such as ``public``."""

    holds: frozenset[str] | None = dataclasses.field(init=False)
    """The kinds of record and part a reference may name; ``None`` when it may name anything."""

    def __post_init__(self) -> None:
        words = tuple(t[1:-1] for t in self.to if t.startswith("'"))
        object.__setattr__(self, "words_allowed", words)
        anything = not self.to or "any" in self.to
        kinds = {"document"} if self.shape == "sources" else None if anything else self.to
        object.__setattr__(self, "holds", kinds if kinds is None else frozenset(kinds))

    @property
    def blank(self) -> Any:
        """The value of a field nobody filled in."""
        return _BLANKS.get(self.shape, "")


_BLANKS: dict[str, Any] = {
    "texts": (), "refs": (), "choices": (), "sources": (), "parts": (), "table": (),
    "when": None, "flag": None, "count": None, "days": None, "workdays": None, "part": None,
}  # fmt: skip


def _declare(shape: str, *, required: bool = False, help: str = "", **more: Any) -> Any:
    spec = {"shape": shape, "required": required, "help": help, **more}
    return dataclasses.field(default=_BLANKS.get(shape, ""), metadata={"summitry": spec})


def text(help: str = "", *, required: bool = False, example: str = "") -> Any:
    """Our own words: one line or a paragraph."""
    return _declare("text", help=help, required=required, example=example)


def verbatim(help: str = "", *, required: bool = False) -> Any:
    """Somebody's words, verbatim; quoted and never improved."""
    return _declare("words", help=help, required=required)


def texts(help: str = "", *, required: bool = False) -> Any:
    """Several texts; one text alone may be written without a list."""
    return _declare("texts", help=help, required=required)


def one(*to: str, help: str = "", required: bool = False, key: str = "") -> Any:
    """The id of one record (or part) of the kinds named in ``to``.

    ``key`` is what the author writes when that is not the attribute's name.
    """
    return _declare("ref", to=to, help=help, required=required, key=key)


def many(*to: str, help: str = "", required: bool = False) -> Any:
    """The ids of several records; one alone may be written without a list."""
    return _declare("refs", to=to, help=help, required=required)


def when(help: str = "", *, required: bool = False, world: bool = False) -> Any:
    """A date (EDTF). ``world`` marks the date on which the thing itself was said or happened."""
    return _declare("when", help=help, required=required, world_date=world)


def choice(*choices: str, help: str = "", required: bool = False) -> Any:
    """One word of a fixed list."""
    return _declare("choice", choices=choices, help=help, required=required)


def choices(*allowed: str, help: str = "") -> Any:
    """Several words of a fixed list."""
    return _declare("choices", choices=allowed, help=help)


def flag(help: str = "") -> Any:
    """``yes`` or ``no``; ``None`` when blank."""
    return _declare("flag", help=help)


def count(help: str = "") -> Any:
    """A whole number, 0 or more."""
    return _declare("count", help=help)


def days(help: str = "") -> Any:
    """A span in calendar days, written ``60 days`` or ``2 weeks``."""
    return _declare("days", help=help)


def workdays(help: str = "") -> Any:
    """A span in workdays, written ``5 workdays``."""
    return _declare("workdays", help=help)


def time_zone(help: str = "") -> Any:
    """An IANA time zone, such as ``Asia/Pyongyang``."""
    return _declare("zone", help=help)


def sources(help: str = "") -> Any:
    """Citations: the document's id, then a locator (``ap11`` or ``frus1964-68v07/d49 p. 129``)."""
    return _declare("sources", help=help)


def part(kind: type, help: str = "", *, required: bool = False) -> Any:
    """One nested mapping."""
    return _declare("part", part=kind, help=help, required=required)


def parts(kind: type, help: str = "", *, required: bool = False) -> Any:
    """A list of nested mappings, each with an id of its own where the kind says so."""
    return _declare("parts", part=kind, help=help, required=required)


def table(*to: str, value: Any, help: str = "", required: bool = False) -> Any:
    """A mapping from ids (or free words) to values, kept in the author's order as pairs."""
    return _declare("table", to=to, value=value, help=help, required=required)


@per_class
def specs(cls: type[Any]) -> tuple[FieldSpec, ...]:
    """Return the declared fields of a record kind or part, in the order they were declared."""
    found = []
    for item in dataclasses.fields(cls):
        meta = item.metadata.get("summitry")
        if meta is not None:
            found.append(_spec(item.name, meta))
    return tuple(found)


def _spec(name: str, meta: Any) -> FieldSpec:
    meta = dict(meta)
    value = meta.pop("value", None)
    if value is not None:
        meta["value"] = _spec("value", value.metadata["summitry"])
    key = meta.pop("key", "") or name.rstrip("_")
    return FieldSpec(name=name, key=key, **meta)


@per_class
def spec_by_key(cls: type[Any]) -> dict[str, FieldSpec]:
    """Return the fields of a kind or part by the key an author writes."""
    return {spec.key: spec for spec in specs(cls)}
