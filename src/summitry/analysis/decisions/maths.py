"""Who had a stake and was not asked; knows no dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def represented(body: str, heard: Iterable[str], part_of: Mapping[str, str]) -> bool:
    """Whether a body was heard: itself, or through a part of it. The whole does not speak for its part.

    ``part_of`` maps a body to the larger one it belongs to; circles are cut where they close.
    """
    for one in heard:
        seen: set[str] = set()
        while one and one not in seen:
            if one == body:
                return True
            seen.add(one)
            one = part_of.get(one, "")
    return False


def not_heard(stakes: Iterable[str], heard: Iterable[str], part_of: Mapping[str, str]) -> tuple[str, ...]:
    """Return the bodies with a stake that were not heard, in the order given, each once."""
    present = tuple(heard)
    return tuple(b for b in dict.fromkeys(stakes) if not represented(b, present, part_of))
