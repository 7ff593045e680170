"""A dossier held open: days go by, records change, and only what changed is computed again.

A `Session` is the one place where time moves and text changes under remembered answers; the desk
holds some, a replay is one. At every moment its ``dossier`` equals the value computed afresh from the
same records, for the same reader and day (a property test holds it to that).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from summitry.dossier.answers import Key
from summitry.dossier.chronicle import Chronicle, Taken, touched_by, turned
from summitry.dossier.index import Change
from summitry.dossier.reads import Memory
from summitry.dossier.value import Dossier, Whole
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """What moving a session did: which answers are doubted, which records came, changed or went.

    ``touched`` holds (id, kind). ``restarted`` means that everything was dropped.
    """

    doubted: tuple[Key, ...] = ()
    touched: frozenset[tuple[str, str]] = frozenset()
    restarted: bool = False


class Session:
    """One reader's dossier on a day that can be moved, over records that can change.

    ``dossier`` is what is known on the day; ``whole`` everything, for what does not depend on a day.
    """

    dossier: Dossier

    def __init__(self, dossier: Dossier) -> None:
        if dossier.knower or dossier.moment:
            raise ValueError("A session follows what the team knew at the end of each day.")
        self._begin(Chronicle(dossier.everything()), dossier)

    @classmethod
    def following(cls, chronicle: Chronicle, day: date) -> Session:
        """Return a session on a day of a chronicle that others may follow too: whoever changes the
        chronicle lets each of them ``follow``."""
        new = cls.__new__(cls)
        new._begin(chronicle, chronicle.on(day))
        return new

    def _begin(self, chronicle: Chronicle, dossier: Dossier) -> None:
        self._chronicle = chronicle
        self.dossier = dossier.remembering(Memory(tracking=True))

    def let_go(self) -> None:
        """Let nothing of it hold another any more. Its dossier can still be asked."""
        self.dossier.memory.let_go()

    @property
    def whole(self) -> Dossier:
        """Everything the reader sees, on no day."""
        return self._chronicle.everything

    @property
    def day(self) -> date:
        """The day the session stands on."""
        return self.dossier.limit

    def move_to(self, day: date) -> Turn:
        """Go to another day.

        Going back drops every answer: answers know when they next change, not when they last did.
        """
        if day < self.day:
            self._begin(self._chronicle, self._chronicle.on(day))
            return Turn(restarted=True)
        changes: list[Change] = []
        for id in self._chronicle.learned_between(self.day, day):
            old = self.dossier.index.look_up(id)
            new = self._chronicle.cut(self.whole.index.look_up(id), day)
            if old is not new:
                changes.append((old, new))
        self.dossier, doubted = turned(self.dossier, changes, day=day, base=self.whole)
        return Turn(doubted, touched_by(changes))

    def learned_between(self, start: date, end: date) -> tuple[str, ...]:
        """Return the ids of records (or records with parts) learned after ``start``, by ``end``."""
        return tuple(sorted(self._chronicle.learned_between(start, end)))

    def change(self, changes: Iterable[Change], whole: Whole) -> Turn:
        """Take over changed records of the whole.

        The session of a reader starts over, since narrowing may spread from one record to others (a
        chronicle made with ``Chronicle.of_reader`` follows it); so does any when the header changes.
        """
        if self.dossier.is_narrowed or whole.header != self.whole.whole.header:
            fresh = Dossier(whole)
            if self.dossier.grants is not None:
                fresh = fresh.narrowed(self.dossier.grants)
            self._begin(Chronicle(fresh), fresh.as_of(self.day))
            return Turn(restarted=True)
        return self.follow(self._chronicle.change(changes, whole))

    def follow(self, taken: Taken) -> Turn:
        """Take over what its chronicle took over."""
        shown: list[Change] = []
        for old, new in (*taken.changes, *taken.resting):
            before = self.dossier.index.look_up(old.id) if old is not None else None
            now = self._chronicle.cut(new, self.day)
            if (before != now) if old is new else (before is not now):
                shown.append((before, now))
        self.dossier, doubted = turned(self.dossier, shown, whole=taken.whole, base=self.whole)
        return Turn(taken.doubted + doubted, touched_by(taken.changes) | touched_by(shown))
