"""Who was told and who was not; knows no dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def sort_out(
    concerned: Sequence[str], told: Sequence[str], kept_from: Sequence[str],
    speaks_for: Mapping[str, frozenset[str]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """Return those of ``concerned`` who were kept from it, and those who were not told.

    ``told`` empty means that everybody on the team knew, but for those it was kept from. Two names are
    one here when one speaks for the other: a body is told through a holder of one of its posts, and
    a holder through the body. Being told prevails where somebody is told by name and kept from it
    through the body.
    """

    def matches(name: str, names: Sequence[str]) -> bool:
        own = speaks_for.get(name, frozenset({name})) | {name}
        return any(o in own or name in speaks_for.get(o, frozenset()) for o in names)

    every = tuple(dict.fromkeys(concerned))
    kept = tuple(c for c in every if c in kept_from or (c not in told and matches(c, kept_from)))
    untold = tuple(c for c in every if told and c not in kept and not matches(c, told))
    return kept, untold
