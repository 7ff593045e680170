"""One question asked of every record of a list: all answers that are not blank, or the first of them.

A `Gathering` knows which of its answers are doubted and which records came or went, and looks at no others;
so does a `First`, which looks at nothing after the record it found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from summitry.dossier.answers import NOBODY, Answer, First, Gathering, Key, Listing, Seen

EACH = object()
FIRST = object()
"""These stand where a question stands in the key of a gathering, and of a first answer."""
NAMING = ("naming", "citing")
"""The lists of those that name or cite something: of one kind, or of any."""


Reading = dict[Seen | Answer, None]
"""What an answer being computed looked at so far, in order."""


class _Records(dict[str, Seen]):
    """What stands for each record that was read, by its id."""

    def __missing__(self, id: str) -> Seen:
        found = self[id] = Seen(("id", id))
        return found


class _Lists(dict[Key, Seen]):
    """What stands for each list or naming that was read; ``any_kind`` when records of any kind are on one."""

    def __init__(self) -> None:
        super().__init__()
        self.any_kind = False

    def __missing__(self, key: Key) -> Seen:
        found = self[key] = Seen(key)
        self.any_kind = self.any_kind or not key[-1]
        return found

    def of_any_kind(self, news: Iterable[Key]) -> Iterator[Seen]:
        """Yield the lists of records of any kind on which something came, changed or went, by what did on
        lists of one kind."""
        if self.any_kind:
            for how, target in dict.fromkeys((key[0], key[1]) for key in news if key[0] in NAMING):
                found = self.get((how, target, ""))
                if found is not None:
                    yield found


class Gatherings:
    """The answers that are remembered of a dossier, and those of them that are gathered from a list.

    ``listed`` gives the ids on a list, ``lists_id`` says whether one is on it.
    """

    def __init__(self) -> None:
        self._turn = 0
        """The clock of changes."""
        self.forget()

    def forget(self) -> None:
        """Begin without any answer, of no dossier."""
        self.asked: defaultdict[Any, dict[Any, Answer]] = defaultdict(dict)
        """By question, then by its one argument, or by all together where there are not just one."""
        self.gathered: dict[Any, Gathering] = {}
        self.firsts: dict[Any, First] = {}
        self.records = _Records()
        self.lists = _Lists()
        self.reading: Reading | None = None
        self.listed: Callable[[Listing], tuple[str, ...]] = _nothing
        self.lists_id: Callable[[Listing, str], bool] = _nothing

    def settle(self, answer: Answer) -> None:
        """Make a doubted answer, or one that was never computed, hold now."""
        raise NotImplementedError

    def gather(self, question: Any, listing: Listing, args: tuple[Any, ...]) -> Gathering:
        """Return the answers that are not blank to one question asked of each record of a list."""
        key = (question, listing, args)
        found = self.gathered.get(key)
        if found is None:
            found = self.gathered[key] = Gathering(("q", EACH, key))
            self.lists[listing].readers[found] = None
            self._gather(found, self.listed(listing), anew=True)
        elif found.doubted:
            self._gather(found, found.pending)
        if self.reading is not None:
            self.reading[found] = None
        return found

    def first(self, question: Any, listing: Listing) -> First:
        """Return the first answer that is not blank to a question asked of each record of a list."""
        key = (question, listing)
        found = self.firsts.get(key)
        if found is None:
            found = self.firsts[key] = First(("q", FIRST, (question, listing, ())))
            self.lists[listing].readers[found] = None
        if found.doubted:
            self._search(found)
        if self.reading is not None:
            self.reading[found] = None
        return found

    def _gather(self, found: Gathering, todo: Iterable[str], *, anew: bool = False) -> None:
        """Ask about those of a gathering's records that came, changed, went or are doubted; ``anew``, about
        all."""
        question, listing, args = found.key[2]
        asked = self.asked[question]
        other: list[str] = []
        for id in todo:
            value = None
            if anew or self.lists_id(listing, id):
                value = self._member(found, asked, id, args)
            if found.put(id, value):
                other.append(id)
        if other:
            members = (asked.get((id, *args) if args else id) for id in other)
            found.reads = (*[self.records[id] for id in other], *(m for m in members if m is not None))
            found.value, found.changed = tuple(found.values), self._turn
        found.doubted, found.fresh, found.sure = False, False, self._turn
        found.pending, found.suspects = set(), NOBODY

    def _search(self, found: First) -> None:
        """Look for the first answer of a list that is not blank, beginning with what may have come before
        it."""
        question, listing, _ = found.key[2]
        asked, before, doubted = self.asked[question], found.id, found.pending
        near = sorted([id for id in doubted if not before or id <= before])
        there = (id for id in near if self.lists_id(listing, id))
        first = next((id for id in there if self._member(found, asked, id, ())), "")
        if not first and (found.fresh or before in doubted):
            every = self.listed(listing)
            first = next((id for id in every if self._member(found, asked, id, ())), "")
        elif not first:
            first = before
        value = asked[first].value if first else None
        if found.fresh or found.value != value:
            found.value, found.changed = value, self._turn
        found.id, found.reads = first, (self.records[first], asked[first]) if first else ()
        found.doubted, found.fresh, found.sure = False, False, self._turn
        found.pending, found.suspects = set(), NOBODY

    def _member(self, found: Answer, asked: dict[Any, Answer], id: str, args: tuple[Any, ...]) -> Any:
        """What is answered about one record of a list."""
        about = (id, *args) if args else id
        member = asked.get(about)
        if member is None:
            member = asked[about] = Answer(("q", found.key[2][0], (id, *args)))
        if member.doubted:
            self.settle(member)
        member.readers[found] = None
        return member.value


def _nothing(*key: Any) -> Any:
    raise LookupError(key)
