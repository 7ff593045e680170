"""The way to a list of a record: its own key (``asked``), or that of a list of parts, the part's id, and the
list's key in that part (``duties/launch-pause/fate``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summitry.folder.yamltext import Tree, as_list
from summitry.foundation.refusals import Refused


class NoSuchPart(Refused):
    """The part that is meant is not there any more."""


def steps(way: str) -> tuple[str, str, str]:
    """Return a way in its steps; the last two are blank for a list of the record itself.

    >>> steps("duties/launch-pause/fate"), steps("asked")
    (('duties', 'launch-pause', 'fate'), ('asked', '', ''))
    """
    top, _, rest = way.partition("/")
    part, _, key = rest.rpartition("/")
    return top, part, key


def entries(value: Tree) -> list[Tree]:
    """Return the entries of a list as its author wrote it: also where each stands under its id.

    >>> entries({"a": {"by": "us"}}), entries({"id": "a", "by": "us"}), entries(None)
    ([{'id': 'a', 'by': 'us'}], [{'id': 'a', 'by': 'us'}], [])
    """
    if isinstance(value, Mapping) and value and all(isinstance(v, Mapping) for v in value.values()):
        return [{"id": key, **dict(inner)} for key, inner in value.items() if isinstance(inner, Mapping)]
    return list(as_list(value))


def with_list(
    fields: Mapping[str, Tree], way: str, change: Callable[[list[Tree]], list[Tree]]
) -> dict[str, Tree]:  # fmt: skip
    """Return the field of a record that a way begins with, after a change of the list it leads to.

    Raises:
        NoSuchPart: when the part that it leads through is not there.
    """
    top, part, key = steps(way)
    every = entries(fields.get(top))
    if not part:
        return {top: change(every) or None}
    for at, entry in enumerate(every):
        if isinstance(entry, dict) and entry.get("id") == part:
            left = change(entries(entry.get(key)))
            kept = {k: v for k, v in entry.items() if k != key}
            every[at] = {**kept, key: left} if left else kept
            return {top: every}
    raise NoSuchPart("What it belongs to is not there any more. Load the page again.")
