"""A large look-up of which a few entries change at a time, without copying the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 1024
"""How many changes are kept beside the rest before all are put together anew; of a very large rest, one
for ten of its entries."""


class Layered(MutableMapping[K, V]):
    """The entries of a dict that nobody changes any more, and changes laid over it.

    ``over`` another `Layered`, it shares what is below; neither sees the other's changes.
    """

    __slots__ = ("_below", "_gone", "_new")

    def __init__(self, below: dict[K, V] | Layered[K, V]) -> None:
        self._new: dict[K, V] = {}
        self._gone: set[K] = set()
        if isinstance(below, dict):
            self._below = below
        elif len(below._new) + len(below._gone) > max(MOST, len(below._below) // 10):
            self._below = dict(below._below)
            for key in below._gone:
                self._below.pop(key, None)
            self._below.update(below._new)
        else:
            self._below = below._below
            self._new, self._gone = dict(below._new), set(below._gone)

    def __getitem__(self, key: K) -> V:
        if key in self._new:
            return self._new[key]
        if key in self._gone:
            raise KeyError(key)
        return self._below[key]

    def get(self, key: K, default: Any = None) -> Any:
        """Return an entry, or ``default``."""
        if key in self._new:
            return self._new[key]
        return default if key in self._gone else self._below.get(key, default)

    @property
    def layers(self) -> tuple[Mapping[K, V], Mapping[K, V]]:
        """Two mappings: an entry is that of the first, or else of the second."""
        return ({}, self) if self._gone else (self._new, self._below)

    def pick(self, keys: Iterable[K]) -> list[V]:
        """Return the entries of ``keys``, all of which are there."""
        new, below = self._new, self._below
        return [new[key] if key in new else below[key] for key in keys]

    def every(self) -> list[V]:
        """Return all entries in the order of their keys, more quickly than one by one."""
        new, gone, below = self._new, self._gone, self._below
        if not new and not gone:
            return list(below.values())
        kept = [new.get(key, value) for key, value in below.items() if key not in gone]
        return kept + [value for key, value in new.items() if key not in below or key in gone]

    def __setitem__(self, key: K, value: V) -> None:
        self._new[key] = value
        self._gone.discard(key)

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self._new.pop(key, None)
        self._gone.add(key)

    def __contains__(self, key: object) -> bool:
        return key in self._new or (key not in self._gone and key in self._below)

    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self._below if key not in self._gone)
        yield from (key for key in self._new if key not in self._below or key in self._gone)

    def __len__(self) -> int:
        added = sum(key not in self._below for key in self._new)
        return len(self._below) - sum(key in self._below for key in self._gone) + added
