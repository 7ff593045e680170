"""Remembered answers: what each computed answer had read, so that only what changed is recomputed.

A question (a plain function of a dossier and some ids) is asked through ``Dossier.ask``. While a
`Memory` keeps reads, each answer knows the records, kinds and namings it looked at, the other
answers it rests on, and the next day on which the mere passing of time could change it. After a
change, answers that may be touched by it are only doubted. A doubted answer is looked at again when
somebody asks: what it read and may have changed is gone through in the order in which it was read, and
only if something there really came out different is the answer computed anew. A one-off run keeps no
reads and pays nothing for them.

The answers to shared questions are settled in the turn itself, so that doubt stops at those that come out
equal. Of the others nobody looks at what nobody asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from heapq import heappop, heappush
from typing import Any

from summitry.dossier.answers import NOBODY, UNREAD, Answer, First, Gathering, Key, Seen
from summitry.dossier.gathering import NAMING, Gatherings, Reading
from summitry.foundation.dates import on_its_own_clock, told_to

MANY = 64
"""How much an answer may read before it is worth noting where in its order each read stands."""
NEVER = date.max


class Memory(Gatherings):
    """The answers of one dossier, handed on to the next when something changes.

    ``tracking`` says whether reads are kept. Without them answers hold only for one dossier value, and
    are ``known`` by question and arguments, with nothing beside them.
    ``dossier`` is what questions are asked of as it now is, ``listed`` gives the ids on a list of it,
    ``lists_id`` says whether one is; the dossier sets them. While an answer is computed, ``reading``
    has what it looked at so far, in order, and ``waking`` the first day on which it may differ.
    """

    def __init__(self, *, tracking: bool = False) -> None:
        super().__init__()
        self.tracking = tracking
        self.known: dict[tuple[Any, ...], Any] = {}
        self.looks: defaultdict[str, dict[str, Answer]] = defaultdict(dict)
        self.waking = NEVER
        self.dossier: Any = None
        self._began = 0
        """Where the clock stood when the turn began: it moves on within a turn when shared answers have been
        settled."""
        self._waiting: list[tuple[Answer, int]] = []
        """Shared answers that are doubted, each with when it had changed before."""
        self._places: dict[Answer, tuple[Any, dict[Seen | Answer, int]]] = {}
        """Of answers that read very much, where in its order each read stands."""
        self._news: Mapping[Key, Iterable[str]] = {}
        self._wakes: dict[date, set[Answer]] = {}
        self._days: list[date] = []

    @property
    def answers(self) -> dict[Key, Answer]:
        """Every answer there is, by its key."""
        by_name = (*self.asked.values(), *self.looks.values())
        every = (
            *(a for answers in by_name for a in answers.values()),
            *self.gathered.values(),
            *self.firsts.values(),
        )
        return {answer.key: answer for answer in every}

    def look(self, id: str, names: Iterable[str], look: Callable[[str], None]) -> list[str]:
        """Look at a record in several ways, each by its name, and remember of each what it had read.

        The record itself counts as read, but who reads nothing else is not remembered: he is to look
        again by himself whenever it changes. Return the names of those that are: they hold until
        ``look_holds`` says otherwise. A blank ``id`` is no record.
        """
        kept: list[str] = []
        own: Reading = {self.records[id]: None} if id else {}
        reading: Reading | None = None
        try:
            for name in names:
                if reading is None:
                    self.reading = reading = own.copy()
                    self.waking = NEVER
                look(name)
                if len(reading) > 1 or self.waking is not NEVER or not id:
                    kept.append(name)
                    found = self.looks[name].get(id)
                    if found is None:
                        found = self.looks[name][id] = Answer(("look", name, id))
                    self._keep(found, None, reading, self.waking)
                    reading = None
        finally:
            self.reading = None
        return kept

    def read_by(self, look: Callable[[], Any]) -> Iterable[Seen | Answer]:
        """Return what a look reads, without remembering it."""
        reading: Reading = {}
        self.reading = reading
        try:
            look()
        finally:
            self.reading = None
        return reading

    def look_holds(self, name: str, id: str) -> bool:
        """Whether a remembered look would see the same again."""
        return self._holds(self.looks[name][id])

    def forget_look(self, name: str, id: str) -> None:
        """Remember a look no longer."""
        found = self.looks[name].pop(id)
        self._places.pop(found, None)
        self._wake_again(found, NEVER)
        for read in found.reads:
            read.readers.pop(found, None)

    def read(self, key: Key) -> None:
        """Note that the answer being computed looked at a list or naming."""
        if self.reading is not None:
            self.reading[self.lists[key]] = None

    def wake(self, day: date) -> None:
        """Note that the answer being computed may change on ``day``."""
        if day < self.waking:
            self.waking = day

    def doubt(self, news: Mapping[Key, Iterable[str]], day: date | None) -> list[Key]:
        """Begin a turn in which ``news`` changed and ``day`` came; return the answers now doubted.

        ``news`` holds, for each thing that can be read, the ids of the records that came to it, changed
        in it or left it.
        """
        self._turn = self._began = self._turn + 1
        self._news = news
        found: list[Answer] = []
        while day is not None and self._days and self._days[0] <= day:
            for answer in self._wakes.pop(heappop(self._days)):
                answer.over = True
                if not answer.doubted:
                    answer.doubted, answer.suspects = True, []
                    found.append(answer)
        for key, ids in news.items():
            seen = self.records.get(key[1]) if key[0] == "id" else self.lists.get(key)
            if seen is not None:
                self._changed(seen, ids, found)
        for seen in self.lists.of_any_kind(news):
            self._changed(seen, (), found)
        self._spread(found)
        return [answer.key for answer in found]

    def settle_shared(self) -> list[Key]:
        """Settle the shared answers that a turn doubts, now that the dossier is what it will be; return what
        is doubted because one of them came out different.

        While one is settled, what rests on another may not be doubted yet. So the clock moves on before it
        is: it is looked at again, and so is what had read it meanwhile.
        """
        every: list[Answer] = []
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for answer, _ in waiting:
                if answer.doubted:
                    self.settle(answer)
            self._turn += 1
            found: list[Answer] = []
            for answer, before in waiting:
                if answer.changed != before:
                    answer.changed = self._turn
                    _doubt_readers(answer, found)
            self._spread(found)
            every += found
        return [answer.key for answer in every]

    def _changed(self, seen: Seen, ids: Iterable[str], found: list[Answer]) -> None:
        """Doubt what looked directly at something that changed by some records."""
        seen.changed, seen.found = self._turn, UNREAD
        for reader in seen.readers:
            if reader.gathers:
                reader.pending.update(ids)  # type: ignore[attr-defined]
            if reader.doubted:
                reader.suspects.append(seen)
            else:
                reader.doubted, reader.suspects = True, [seen]
                found.append(reader)

    def _spread(self, found: list[Answer]) -> None:
        """Doubt all that rests on doubted answers, as far as doubt does not stop."""
        for answer in found:  # grows on the way
            if answer.stops:
                self._waiting.append((answer, answer.changed))
            else:
                _doubt_readers(answer, found)

    def differing(self, reads: Iterable[Seen | Answer]) -> set[Key]:
        """Return what came out different this turn among all that something rests on which read this.

        Records and namings, not answers. Empty when only the passing of time changed it.
        """
        found: set[Key] = set()
        of_any_kind = {key[:2] for key in self._news if key[0] in NAMING}
        todo = [reads]
        seen: set[Answer] = set()
        while todo:
            for read in todo.pop():
                if isinstance(read, Seen):
                    if read.key in self._news or (not read.key[-1] and read.key[:2] in of_any_kind):
                        found.add(read.key)
                elif read.changed >= self._began and read not in seen:
                    seen.add(read)
                    todo.append(read.reads)
        return found

    def let_go(self) -> None:
        """Forget everything, so that nothing of it holds another: answers and what they read lead to each
        other. A dossier that is asked still computes anew, and remembers no reads."""
        self.tracking = False
        for answer in self.answers.values():
            answer.reads, answer.readers, answer.suspects = (), {}, NOBODY
        for seen in (*self.records.values(), *self.lists.values()):
            seen.readers = {}
        self.forget()
        self.known, self.looks, self.dossier = {}, defaultdict(dict), None
        self._waiting, self._places, self._news, self._wakes, self._days = [], {}, {}, {}, []

    # -- answers ------------------------------------------------------------------------------

    def settle(self, answer: Answer) -> None:
        """Make a doubted answer, or one that was never computed, hold now."""
        if answer.gathers:
            if isinstance(answer, Gathering):
                self._gather(answer, answer.pending)
            elif isinstance(answer, First):
                self._search(answer)
        elif answer.fresh or not self._holds(answer):
            self._answer(answer)

    def _answer(self, answer: Answer) -> None:
        outer, waking = self.reading, self.waking
        reading: Reading = {}
        self.reading, self.waking = reading, NEVER
        try:
            _, question, args = answer.key
            if told_to() is None:
                found = question(self.dossier, *args)
            else:
                found = on_its_own_clock(question, self.dossier, *args)
            self._keep(answer, found, reading, self.waking)
        finally:
            self.reading, self.waking = outer, waking

    def _holds(self, answer: Answer) -> bool:
        """Whether a doubted answer holds: nothing it read has come out different since it was sure."""
        if answer.over:
            return False
        suspects, sure = answer.suspects, answer.sure
        for read in suspects:
            if read.changed > sure:
                return False
        if len(suspects) > 1:  # in the order in which they were read: what comes later may hang on it
            suspects = self._in_order(answer, suspects)
        for read in suspects:  # answers, since what else is suspected did change
            if read.doubted:  # type: ignore[union-attr]
                self.settle(read)  # type: ignore[arg-type]
                if read.changed > sure:
                    return False
        answer.doubted, answer.suspects, answer.sure = False, NOBODY, self._turn
        return True

    def _in_order(self, answer: Answer, suspects: list[Seen | Answer]) -> list[Seen | Answer]:
        if len(answer.reads) <= MANY:
            among = set(suspects)
            return [read for read in answer.reads if read in among]
        reads, places = self._places.get(answer, (None, {}))
        if reads is not answer.reads:
            places = {read: place for place, read in enumerate(answer.reads)}
            self._places[answer] = (answer.reads, places)
        return sorted(set(suspects), key=places.__getitem__)

    def _keep(self, answer: Answer, value: Any, reading: Reading, wake: date) -> None:
        if answer.fresh or answer.value != value:
            answer.value, answer.changed = value, self._turn
        if answer.over or (answer.wake is not wake and answer.wake != wake):
            self._wake_again(answer, wake)
        reads, before = tuple(reading), answer.reads
        if reads != before:
            gone = dict.fromkeys(before)
            for read in reads:
                if read in gone:
                    del gone[read]
                else:
                    read.readers[answer] = None
            for read in gone:
                read.readers.pop(answer, None)
            answer.reads = reads
        answer.doubted = answer.fresh = answer.over = False
        answer.suspects, answer.sure = NOBODY, self._turn

    def _wake_again(self, answer: Answer, day: date) -> None:
        """Have an answer doubted on ``day``, and no longer on the day it waited for."""
        if answer.wake in self._wakes:
            self._wakes[answer.wake].discard(answer)
        answer.wake = day
        if day == NEVER:
            return
        if day not in self._wakes:
            self._wakes[day] = set()
            heappush(self._days, day)
        self._wakes[day].add(answer)


def _doubt_readers(answer: Answer, found: list[Answer]) -> None:
    """Doubt what rests directly on an answer that may have changed, and add to ``found`` what was not doubted
    before."""
    for reader in answer.readers:
        if reader.gathers:
            reader.pending.add(answer.key[2][0])  # type: ignore[attr-defined]
        if reader.doubted:
            reader.suspects.append(answer)
        else:
            reader.doubted, reader.suspects = True, [answer]
            found.append(reader)
