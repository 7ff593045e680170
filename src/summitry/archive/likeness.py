"""Papers that are alike: the same words in another file, another version, one inside the other.

Compared are runs of eight words. Of each document every eighth run (by the run's own number, so that
the same runs are taken from every document) is noted in a file that can be made anew at any time;
documents that share such runs are then compared run by run, and what is said of them is a count that
anybody can check: so many of so many runs stand in both. (Broder 1997, On the resemblance and
containment of documents.)
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zlib import crc32

from summitry.dossier.holdings import Held, HeldPart
from summitry.foundation.values import dataclass

RUN = 8
"""Words of a run."""
EVERY = 8
"""One in so many runs is noted."""
LEAST_RUNS = 12
"""Fewest runs of a document that is compared: shorter ones are alike by chance."""
COMMON = 60
"""A run that stands in more documents than this is a form of words, and tells nothing."""

LikenessError = sqlite3.Error
"""Raised when the notes cannot be read or written, as on a full disk."""

_FILE = ".summitry/likeness.sqlite"
_WORD = re.compile(r"\w+")
_MASK = (1 << 61) - 1
_BASE = 911_382_323


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Another document that is alike."""

    digest: str
    part: str
    """Its part of a volume; blank in a single document."""
    own_part: str
    both: int
    """Runs that stand in both."""
    here: int
    """Runs of this document."""
    there: int
    """Runs of the other."""

    @property
    def share(self) -> float:
        """The part of the shorter one's runs that stand in both."""
        return self.both / max(1, min(self.here, self.there))

    @property
    def kind(self) -> str:
        """``same``, ``version``, ``inside`` (this one stands in the other) or ``holds`` (the reverse)."""
        if self.both == self.here == self.there:
            return "same"
        as_long = min(self.here, self.there) * 10 >= 7 * max(self.here, self.there)
        if as_long or self.both * 2 >= self.here + self.there - self.both:
            return "version"
        return "inside" if self.here <= self.there else "holds"


def runs_of(held: Held, part: HeldPart) -> frozenset[int]:
    """Return the runs of eight words of a document, as numbers; what is left out does not count."""
    words = [
        crc32(word.encode()) for passage in held.of_part(part) if passage.role != "left-out"
        for word in _WORD.findall(passage.text.casefold())
    ]  # fmt: skip
    return frozenset(_rolled(words))


def _rolled(words: list[int]) -> Iterator[int]:
    if len(words) < RUN:
        return
    drop = pow(_BASE, RUN - 1, _MASK)
    rolled = 0
    for word in words[:RUN]:
        rolled = (rolled * _BASE + word) % _MASK
    yield rolled
    for gone, come in zip(words, words[RUN:], strict=False):
        rolled = ((rolled - gone * drop) * _BASE + come) % _MASK
        yield rolled


class Likeness:
    """The runs noted of every document of a cabinet."""

    def __init__(self, folder: Path, held: Callable[[str], Held | None]) -> None:
        """``held`` returns a text of the cabinet by its digest."""
        self._held = held
        path = folder / _FILE
        path.parent.mkdir(exist_ok=True)
        self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            self._begin()
        except sqlite3.DatabaseError:  # it is only a note: what is damaged is made anew
            self._db.close()
            path.unlink(missing_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._begin()

    def _begin(self) -> None:
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.execute(
            "create table if not exists part (id integer primary key, digest text, name text,"
            " runs integer, unique (digest, name))"
        )
        self._db.execute(
            "create table if not exists run (run integer, part integer, primary key (run, part))"
            " without rowid"
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def catch_up(self, digests: Iterable[str]) -> None:
        """Note the documents that are not noted yet."""
        known = {digest for (digest,) in self._db.execute("select distinct digest from part")}
        for digest in digests:
            held = self._held(digest) if digest not in known else None
            if held is not None:
                self.note(held)

    def note(self, held: Held, weighed: Weighed | None = None) -> None:
        """Note a document."""
        rows = weigh(held) if weighed is None else weighed
        self._db.execute("begin immediate")
        try:
            for part, runs in rows:
                self._note_part(held.digest, part.id, runs)
            self._db.execute("commit")
        except sqlite3.Error:
            self._db.execute("rollback")
            raise

    def _note_part(self, digest: str, name: str, runs: frozenset[int]) -> None:
        known = self._db.execute(
            "select id, runs from part where digest = ? and name = ?", (digest, name)
        ).fetchone()
        if known is not None and known[1] == len(runs):
            return
        if known is not None:  # a scan that could not be read, and now can
            self._db.execute("delete from run where part = ?", (known[0],))
            self._db.execute("delete from part where id = ?", (known[0],))
        id = self._db.execute(
            "insert into part (digest, name, runs) values (?, ?, ?) returning id", (digest, name, len(runs))
        ).fetchone()[0]
        noted = sorted(run for run in runs if run % EVERY == 0)
        self._db.executemany("insert or ignore into run values (?, ?)", ((run, id) for run in noted))

    def alike(
        self, held: Held, among: Callable[[str], bool], weighed: Weighed | None = None, most: int = 10
    ) -> list[Like]:
        """Return documents that are like this one, most alike first.

        Only those whose digest is ``among`` are looked at: what a reader may not see leaves no trace.
        """
        found: list[Like] = []
        every = self._db.execute("select id, digest from part")
        seen = {id for id, digest in every if digest != held.digest and among(digest)}
        for part, runs in weigh(held) if weighed is None else weighed:
            if len(runs) >= LEAST_RUNS:
                found.extend(self._like(part, runs, seen))
        return sorted(found, key=lambda like: (-like.share, like.digest, like.part))[:most]

    def _like(self, part: HeldPart, runs: frozenset[int], seen: set[int]) -> Iterator[Like]:
        noted = [run for run in runs if run % EVERY == 0]
        for id, shared in self._sharing(noted, seen):
            row = self._db.execute("select digest, name, runs from part where id = ?", (id,)).fetchone()
            digest, name, there = row or ("", "", 0)
            if there < LEAST_RUNS:
                continue
            if shared * EVERY * 4 < min(len(runs), there):
                continue
            other = self._held(digest)
            other_part = other.part(name) if other is not None else None
            if other is None or other_part is None:
                continue
            theirs = runs_of(other, other_part)
            both = len(runs & theirs)
            if both >= LEAST_RUNS and both * 10 >= 6 * min(len(runs), len(theirs)):
                yield Like(
                    digest=digest, part=name, own_part=part.id, both=both, here=len(runs), there=len(theirs)
                )  # fmt: skip

    def _sharing(self, noted: list[int], seen: set[int]) -> list[tuple[int, int]]:
        """The parts that share noted runs, and how many. How common a run is counts only among those too."""
        count: Counter[int] = Counter()
        for run in noted:
            found = self._db.execute("select part from run where run = ?", (run,))
            parts = [part for (part,) in found if part in seen]
            if len(parts) <= COMMON:
                count.update(parts)
        return [(id, shared) for id, shared in count.most_common(40) if shared >= 2 or len(noted) < 12]


Weighed = list[tuple[HeldPart, frozenset[int]]]
"""The documents of a file, each with its runs."""


def weigh(held: Held) -> Weighed:
    """Return the documents of a file with their runs."""
    return [(part, runs_of(held, part)) for part in held.parts if part.kind == "document"]
