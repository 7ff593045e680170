"""Frozen values as the standard library makes them, each method written when it is first called.

The project has some three hundred frozen dataclasses. Writing and compiling the six methods of each
took a tenth of a cold check of 25,000 records, and most of them are never called in one run. Here a
class gets its fields from the standard library, and its methods one by one as somebody asks for them.
What they do is the same; tests hold both to it. Measured in ``docs/decisions/008``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

T = TypeVar("T")
_LEFT_OUT: Any = object()
"""Stands for an argument that was not given, where the field makes its own default."""


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, kw_only=False, order=False):
        """Make a dataclass as the standard library's decorator of that name does."""
        if order or not frozen:
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, kw_only=kw_only, order=order)
        return lambda made: _frozen(made, slots, kw_only)


def _frozen(cls: type[Any], slots: bool, kw_only: bool) -> type[Any]:
    """Give a class its fields now, and methods that replace themselves when they are first called."""
    own = dict(cls.__dict__)
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    methods: dict[str, Any] = {
        "__init__": _later(made, "__init__", _init),
        "__repr__": _repr,
        "__eq__": _later(made, "__eq__", _eq),
        "__setattr__": _no_setting,
        "__delattr__": _no_deleting,
    }
    if own.get("__hash__") is None:
        methods["__hash__"] = _later(made, "__hash__", _hash)
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _set_state}
    for name, method in methods.items():
        if name == "__hash__" or name not in own:
            setattr(made, name, method)
    return made


def _later(cls: type[Any], name: str, write: Callable[[type[Any]], Any]) -> Callable[..., Any]:
    """Return a method that puts the real one in its place and calls it."""

    def first(self: Any, /, *args: Any, **named: Any) -> Any:
        method = write(cls)
        setattr(cls, name, method)
        return method(self, *args, **named)

    first.__name__, first.__qualname__ = name, f"{cls.__qualname__}.{name}"
    return first


def _written(cls: type[Any], head: str, body: list[str], names: dict[str, Any]) -> Any:
    exec(f"def {head}:\n {'; '.join(body) or 'pass'}", names)
    method = names[head.partition("(")[0]]
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    method.__module__ = cls.__module__
    return method


def _init(cls: type[Any]) -> Any:
    names: dict[str, Any] = {"_left_out": _LEFT_OUT, "_set": object.__setattr__}
    placed: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for f in dataclasses.fields(cls):
        name, value = f.name, f.name
        if f.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = f.default_factory
            value = f"_make_{name}()"
            if f.init:
                value += f" if {name} is _left_out else {name}"
        if f.init:
            given = name
            if f.default is not dataclasses.MISSING:
                names[f"_blank_{name}"], given = f.default, f"{name}=_blank_{name}"
            elif f.default_factory is not dataclasses.MISSING:
                given = f"{name}=_left_out"
            (named if f.kw_only else placed).append(given)
        elif f.default_factory is dataclasses.MISSING:
            if f.default is dataclasses.MISSING:
                continue
            names[f"_blank_{name}"], value = f.default, f"_blank_{name}"
        slot: Any = getattr(cls, name, None)
        if type(slot) is _SLOT:
            names[f"_set_{name}"] = slot.__set__
            body.append(f"_set_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    given = ", ".join(["self", *placed, *(["*", *named] if named else [])])
    return _written(cls, f"__init__({given})", body, names)


def _eq(cls: type[Any]) -> Any:
    compared = [f.name for f in dataclasses.fields(cls) if f.compare]
    mine, theirs = (_tuple(of, compared) for of in ("self", "other"))
    body = [f"return {mine} == {theirs} if other.__class__ is self.__class__ else NotImplemented"]
    return _written(cls, "__eq__(self, other)", body, {})


def _hash(cls: type[Any]) -> Any:
    hashed = [f.name for f in dataclasses.fields(cls) if (f.compare if f.hash is None else f.hash)]
    return _written(cls, "__hash__(self)", [f"return hash({_tuple('self', hashed)})"], {})


def _tuple(of: str, fields: list[str]) -> str:
    return f"({''.join(f'{of}.{name},' for name in fields)})"


def replace(value: T, /, **changes: Any) -> T:
    """Return a value with some fields changed, as the standard library's function of that name does.

    Its fields are gone through once a class, and not each time.
    """
    write = _REPLACE.get(type(value))
    if write is None:
        write = _REPLACE[type(value)] = _replace(type(value))
    changed: T = write(value, **changes)
    return changed


_REPLACE: dict[type[Any], Callable[..., Any]] = {}


def _replace(cls: type[Any]) -> Callable[..., Any]:
    names = [f.name for f in dataclasses.fields(cls) if f.init]
    given = "".join(f", {name}=_left_out" for name in names)
    made = ", ".join(f"{name}=_self.{name} if {name} is _left_out else {name}" for name in names)
    body = [f"return _self.__class__({made})"]
    written: Callable[..., Any] = _written(
        cls, f"_replaced(_self, /, *{given})", body, {"_left_out": _LEFT_OUT}
    )
    return written


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _no_setting(self: Any, name: str, value: Any) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deleting(self: Any, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


class _Slotted:
    __slots__ = ("one",)


_SLOT: type[Any] = type(_Slotted.__dict__["one"])
