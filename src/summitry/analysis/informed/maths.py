"""Who was told and who was not; knows no dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def sort_out(
    concerned: Sequence[str], told: Sequence[str], kept_from: Sequence[str],
    speaks_for: Mapping[str, frozenset[str]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """Return those of ``concerned`` who were kept from it, and those who were not told.

    ``told`` empty means that everybody on the team knew, but for those it was kept from. ``speaks_for``
    names for each what it speaks for. A body is told through a holder of one of its posts, and a
    holder through the body; but what is kept from one person is not for that kept from the body. Being
    told by name prevails over what is kept from the body.
    """

    def within(name: str, names: Sequence[str]) -> bool:
        return any(o == name or o in speaks_for.get(name, frozenset()) for o in names)

    def reached(name: str, names: Sequence[str]) -> bool:
        return within(name, names) or any(name in speaks_for.get(o, frozenset()) for o in names)

    every = tuple(dict.fromkeys(concerned))
    kept = tuple(c for c in every if c in kept_from or (c not in told and within(c, kept_from)))
    untold = tuple(c for c in every if told and c not in kept and not reached(c, told))
    return kept, untold
