"""A team's own sections and papers: packages installed beside Summitry, looked up by name.

Summitry's own come first, and nothing takes their place. What cannot be loaded says so where it would
stand. A plug-in is given a dossier that nothing can alter.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from summitry.book.sections import BY_NAME
from summitry.book.tray import FORMS, Form
from summitry.book.volume.plan import ALIASES, PLAN, SECOND_TRAY, CannotBeMade, Made, Order, Planned
from summitry.foundation.labels import say

SECTIONS = "summitry.sections"
"""The group of entry points under which a package names its sections: each a `Planned`."""
PAPERS = "summitry.papers"
"""The group under which it names papers for ``summitry print``: each a `Form`."""


def own_sections() -> tuple[Planned, ...]:
    """Return the installed sections, by name; those that cannot be used fail with a reason when made."""
    taken = {*ALIASES, *BY_NAME, *(planned.name for planned in (*PLAN, *SECOND_TRAY))}
    found: dict[str, Planned] = {}
    for point in _points(SECTIONS):
        name = point.name
        loaded, why = _loaded(point)
        if name in taken or name in found:
            why = say("There is a section of that name already.")
        elif not why and not (isinstance(loaded, Planned) and loaded.name == name):
            why = say("It is no section of that name.")
        if why:
            name = name if name not in taken and name not in found else f"{name}-{_package(point)}"
            found[name] = _failing(name, point, why)
        elif isinstance(loaded, Planned):
            found[name] = loaded
    return tuple(found.values())


def own_papers() -> tuple[Form, ...]:
    """Return the installed papers that can be used, by name."""
    taken = {form.name for form in FORMS}
    loaded = ((point.name, _loaded(point)[0]) for point in _points(PAPERS))
    return tuple(
        form for name, form in loaded if isinstance(form, Form) and form.name == name and name not in taken
    )


def papers() -> dict[str, Form]:
    """Return every paper by its name, Summitry's own first."""
    return {form.name: form for form in (*FORMS, *own_papers())}


def _points(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda p: (p.name, p.value))


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.module


def _loaded(point: EntryPoint) -> tuple[object, str]:
    """What an entry point names, or why it cannot be loaded."""
    try:
        return point.load(), ""
    except Exception as error:  # noqa: BLE001  (somebody else's code: anything may go wrong in it)
        return None, say("It cannot be loaded: {reason}.", reason=f"{type(error).__name__}, {error}"[:200])


def _failing(name: str, point: EntryPoint, why: str) -> Planned:
    def make(order: Order) -> Iterable[Made]:
        raise CannotBeMade(
            say("{why} It comes with the package {package}.", why=why, package=_package(point))
        )

    return Planned(name=name, kicker=point.name.title(), title=point.name, make=make)
