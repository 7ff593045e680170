"""Telling by telling, element by element: what changed on the way. Knows no dossier.

The rules (FORMAT, section 5), each of which an earlier, looser version got wrong:

- A telling is compared with the latest earlier *whole* telling (or the one it names); where there is
  none, with the first telling in words. Other versions of a telling stand beside it: what the telling
  itself says counts, and another version only where it is silent.
- What that telling does not carry is compared with whoever told it last.
- Only a whole telling can drop an element or lose a condition, and only where none of its versions has
  it. An excerpt proves no absence.
- A condition hangs on an element *in a telling*. Absent from a whole telling it is lost, even where
  what it governed is absent too.
- An instruction is authorised, not spoken: nothing is dropped by it, nothing is compared with it.
- A telling without words proves nothing. An element that a telling carries without words is there, and
  cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from summitry.analysis.relays.marks import Mark
from summitry.analysis.relays.tellings import Ladder, Telling, Told
from summitry.analysis.relays.wording import UNCHANGED, Rewording, reworded
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is to be said of one ladder in one telling.

    ``against`` is the telling it was compared with. ``lost`` are the conditions missing here, with the
    words they had and the telling that had them; ``condition_rewording`` belongs to conditions kept.
    """

    row: str
    telling: str
    marks: tuple[Mark, ...] = ()
    told: Told | None = None
    against: str = ""
    before: str = ""
    rewording: Rewording = UNCHANGED
    lost: tuple[tuple[str, str, str], ...] = ()
    condition_rewording: tuple[tuple[str, Rewording], ...] = ()


def judge(tellings: Sequence[Telling], rows: Sequence[Ladder]) -> tuple[Judged, ...]:
    """Return what is to be said of every ladder in every telling that carries, drops or loses it."""
    walk = _Walk(tellings, rows)
    return tuple(judged for telling in tellings for judged in walk.judge(telling))


@dataclass(slots=True)
class _Group:
    """A telling with its other versions: what it says, or else what they say."""

    head: Telling
    versions: tuple[Telling, ...]

    def tellings(self) -> tuple[Telling, ...]:
        return (self.head, *self.versions)


@dataclass(slots=True)
class _Memory:
    """What has happened to one ladder so far."""

    last: tuple[Told, str] | None = None
    named: bool = False
    dropped: bool = False
    hung: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)


class _Walk:
    """One walk through the tellings, with what was said before."""

    def __init__(self, tellings: Sequence[Telling], rows: Sequence[Ladder]) -> None:
        self.order = {t.id: n for n, t in reversed(list(enumerate(tellings)))}
        self.tellings = tuple(tellings)
        self.rows = tuple(rows)
        self.row_of = {element: ladder for ladder in rows for element in ladder.elements}
        self.memory = {ladder.root: _Memory() for ladder in rows}
        self.spoken = tuple(t for t in tellings if t.spoken and t.in_words)
        self.first = next((t for t in self.spoken if not t.version_of), None)
        self.as_condition: dict[str, tuple[Told, str]] = {}

    # -- what a telling says --------------------------------------------------------------------

    def root(self, element: str) -> str:
        ladder = self.row_of.get(element)
        return ladder.root if ladder else element

    def told(self, telling: Telling, row: Ladder) -> Told | None:
        """The hardest form of a ladder that a telling carries in words (or denies)."""
        elements = row.elements
        found = [t for t in telling.told if t.element in elements and (t.words or t.denied)]
        return max(found, key=lambda t: len(row.below(t.element)), default=None)

    def named(self, group: _Group | None, row: Ladder) -> bool:
        """Whether a telling or a version of it carries a ladder, be it without words."""
        tellings, elements = group.tellings() if group else (), row.elements
        return any(told.element in elements for t in tellings for told in t.told)

    def hangs(self, telling: Telling) -> Iterator[tuple[str, str, str]]:
        """Condition, ladder it hangs on, its words; conditions by their ladder's root."""
        for told in telling.told:
            for condition, words in told.conditions:
                yield self.root(condition), self.root(told.element), words

    def group(self, head: Telling) -> _Group:
        return _Group(head, tuple(t for t in self.spoken if t.version_of == head.id and t.id != head.id))

    def earlier(self, telling: Telling) -> tuple[Telling, ...]:
        place = self.order[telling.id]
        return tuple(t for t in self.spoken if self.order[t.id] < place)

    def base(self, telling: Telling, row: Ladder) -> _Group | None:
        """The telling to compare with, for one ladder."""
        named = telling.version_of or telling.compare_with
        if named:
            found = next((t for t in self.spoken if t.id == named and t.id != telling.id), None)
            if found is not None and telling.version_of:
                beside = (t for t in self.earlier(telling) if t.version_of == found.id)
                return _Group(found, tuple(beside))
            if found is not None:
                return self.group(found)
        before = [t for t in self.earlier(telling) if not t.version_of]
        whole = [t for t in before if t.whole and _charged(t, row)]
        if whole:
            return self.group(whole[-1])
        return self.group(before[0]) if before else None

    def told_in(self, group: _Group | None, row: Ladder) -> tuple[Told, str] | None:
        """What a telling says of a ladder; where it is silent, what its first version says."""
        for telling in group.tellings() if group else ():
            told = self.told(telling, row)
            if told is not None and not told.denied:
                return told, telling.id
        return None

    def conditions_in(self, group: _Group | None) -> dict[str, dict[str, tuple[str, str]]]:
        """Condition: the ladders it hangs on, with its words and the telling that has them."""
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for telling in group.tellings() if group else ():
            here: dict[str, dict[str, tuple[str, str]]] = {}
            for condition, on, words in self.hangs(telling):
                here.setdefault(condition, {})[on] = (words, telling.id)
            for condition, places in here.items():
                found.setdefault(condition, places)
        return found

    # -- judging --------------------------------------------------------------------------------

    def judge(self, telling: Telling) -> Iterator[Judged]:
        if telling.in_words:
            judged = [j for row in self.rows if (j := self._judge_row(telling, row)) is not None]
            yield from judged
            if telling.spoken:
                self._remember(telling, judged)
            return
        for told in telling.told:
            if told.element in self.row_of:
                row = self.row_of[told.element].root
                yield Judged(row=row, telling=telling.id, marks=(Mark.NO_WORDS,), told=told)

    def _judge_row(self, telling: Telling, row: Ladder) -> Judged | None:
        told = self.told(telling, row)
        base = self.base(telling, row)
        if told is None:
            return self._judge_absent(telling, row, base)
        if told.denied:
            return Judged(row=row.root, telling=telling.id, marks=(Mark.DENIED,), told=told)
        before = self.told_in(base, row) or self.memory[row.root].last or self.as_condition.get(row.root)
        if before is None and self.memory[row.root].named:  # carried before, but without words
            return Judged(row=row.root, telling=telling.id, told=told)
        marks, rewording = self._wording_marks(telling, row, told, before, base)
        more, lost, kept = self._condition_marks(telling, row, base, new=before is None)
        marks += [m for m in more if m not in marks]
        if Mark.REVERSED in marks and Mark.REWORDED in marks:
            marks.remove(Mark.REWORDED)
        anew = self._anew(told, {condition for condition, _ in kept})
        if any(not r.same for _, r in kept) and marks[0] is Mark.SAME:
            marks[0] = Mark.VERSIONS_DIFFER if telling.version_of else Mark.REWORDED
        if marks[0] is Mark.SAME and Mark.VERSIONS_DIFFER in marks:
            marks.remove(Mark.SAME)
        return Judged(
            row=row.root, telling=telling.id, marks=tuple(marks), told=told, rewording=rewording,
            against=before[1] if before else "", before=before[0].words if before else "",
            lost=lost, condition_rewording=(*kept, *anew),
        )  # fmt: skip

    def _judge_absent(self, telling: Telling, row: Ladder, base: _Group | None) -> Judged | None:
        """A ladder not carried here in words: dropped, its condition lost, or nothing to say."""
        silent = next((t for t in telling.told if t.element in row.elements), None)
        if silent is not None:
            new = base is None or not (self.memory[row.root].named or row.root in self.as_condition)
            first = (Mark.FIRST if self._at_first_sitting(telling) else Mark.ADDED,) if new else ()
            return Judged(row=row.root, telling=telling.id, marks=(*first, Mark.NO_WORDS), told=silent)
        if not self._proves_absence(telling, row) or self._in_versions(telling, row):
            return None
        before = self.told_in(base, row) or (self.memory[row.root].last if self.named(base, row) else None)
        had = before is not None or self.named(base, row)
        dropped = had and not self.memory[row.root].dropped
        more, lost, _ = self._condition_marks(telling, row, base, new=False)
        marks = ([Mark.DROPPED] if dropped else []) + more
        if not marks:
            return None
        return Judged(
            row=row.root, telling=telling.id, marks=tuple(marks), lost=lost,
            against=before[1] if before else "", before=before[0].words if before else "",
        )  # fmt: skip

    def _wording_marks(
        self, telling: Telling, row: Ladder, told: Told, before: tuple[Told, str] | None,
        base: _Group | None,
    ) -> tuple[list[Mark], Rewording]:  # fmt: skip
        if before is None:
            return [Mark.FIRST if self._at_first_sitting(telling) else Mark.ADDED], UNCHANGED
        change = reworded(before[0].words, told.words, excerpt=not telling.whole)
        other = told.element != before[0].element
        if telling.version_of:
            beside = base is not None and self.told(base.head, row) is None
            differ = other or beside or not change.same
            return [Mark.VERSIONS_DIFFER if differ else Mark.SAME], change
        marks = [Mark.BACK] if self.memory[row.root].dropped else []
        if before[0].element in row.below(told.element):
            marks.append(Mark.HARDENED)
        elif told.element in row.below(before[0].element):
            marks.append(Mark.SOFTENED)
        elif other or not change.same:
            marks.append(Mark.REWORDED)
        return marks or [Mark.SAME], change

    def _condition_marks(
        self, telling: Telling, row: Ladder, base: _Group | None, *, new: bool
    ) -> tuple[list[Mark], tuple[tuple[str, str, str], ...], tuple[tuple[str, Rewording], ...]]:
        """Marks on conditions, those missing here, and how the words of those kept changed."""
        had = self.conditions_in(base)
        have = self._hung_here(telling)
        told = self.told(telling, row) is not None
        marks: list[Mark] = []
        lost: list[tuple[str, str, str]] = []
        kept: list[tuple[str, Rewording]] = []
        for condition, places in had.items():
            if row.root not in places:
                continue
            words, where = places[row.root]
            now = have.get(condition, {})
            if row.root in now:
                kept.append((condition, reworded(words, now[row.root], excerpt=not telling.whole)))
                if self._was_without(condition, row) and not telling.version_of:
                    marks.append(Mark.CONDITION_BACK)
                continue
            mark = self._missing(telling, row, condition, elsewhere=bool(now), told=told)
            if mark is not None:
                marks.append(mark)
                lost.append((condition, words, where))
        if told:
            marks += self._new_conditions(telling, row, had, have, new=new)
        return list(dict.fromkeys(marks)), tuple(lost), tuple(kept)

    def _anew(self, told: Told, kept: set[str]) -> Iterator[tuple[str, Rewording]]:
        """How the words of conditions that did not hang here before differ from when last they were told."""
        for condition, words in told.conditions:
            root = self.root(condition)
            if root not in kept and root in self.as_condition:
                yield root, reworded(self.as_condition[root][0].words, words)

    def _missing(
        self, telling: Telling, row: Ladder, condition: str, *, elsewhere: bool, told: bool
    ) -> Mark | None:
        """The mark for a condition that no longer hangs where it hung."""
        proves = self._proves_absence(telling, row)
        if elsewhere or self._stands_alone(telling, condition):
            return Mark.CONDITION_MOVED if told or proves else None
        if telling.version_of:
            if not told:
                return None
            return Mark.VERSIONS_DIFFER if telling.whole else Mark.WITHOUT_CONDITION
        if proves:
            return None if condition in self.memory[row.root].lost else Mark.CONDITION_LOST
        return Mark.WITHOUT_CONDITION if told else None

    def _new_conditions(
        self, telling: Telling, row: Ladder, had: dict[str, dict[str, tuple[str, str]]],
        have: dict[str, dict[str, str]], *, new: bool,
    ) -> Iterator[Mark]:  # fmt: skip
        """Marks for conditions that hang here and did not hang in the telling compared with."""
        for condition, places in have.items():
            if row.root not in places or row.root in had.get(condition, {}):
                continue
            if row.root in had and condition in had[row.root]:
                yield Mark.REVERSED
            elif condition in had:
                left = [r for r in self.rows if r.root in had[condition] and r.root not in places]
                moved = telling.whole or any(self.told(telling, r) is not None for r in left)
                if not new and not moved:
                    yield Mark.CONDITION_ADDED
            elif condition in self.as_condition:
                if not self._hung_last(condition, row):
                    yield Mark.CONDITION_BACK
            elif telling.version_of and not new:
                yield Mark.VERSIONS_DIFFER
            elif not new:
                yield Mark.CONDITION_ADDED

    # -- what the tellings prove ----------------------------------------------------------------

    def _hung_here(self, telling: Telling) -> dict[str, dict[str, str]]:
        """Conditions of a telling; of a whole one also those that only a version of it has."""
        versions = self.group(telling).versions if not telling.version_of else ()
        found: dict[str, dict[str, str]] = {}
        for each in (telling, *versions):
            here: dict[str, dict[str, str]] = {}
            for condition, on, words in self.hangs(each):
                here.setdefault(condition, {})[on] = words
            for condition, places in here.items():
                found.setdefault(condition, places)
        return found

    def _proves_absence(self, telling: Telling, row: Ladder) -> bool:
        return telling.whole and telling.spoken and not telling.version_of and _charged(telling, row)

    def _in_versions(self, telling: Telling, row: Ladder) -> bool:
        return any(self.named(_Group(v, ()), row) for v in self.group(telling).versions)

    def _stands_alone(self, telling: Telling, condition: str) -> bool:
        ladder = self.row_of.get(condition)
        return ladder is not None and self.told(telling, ladder) is not None

    def _was_without(self, condition: str, row: Ladder) -> bool:
        """Whether whoever told the ladder last told it without a condition it once had."""
        return condition in self.memory[row.root].hung and not self._hung_last(condition, row)

    def _hung_last(self, condition: str, row: Ladder) -> bool:
        """Whether whoever told the ladder last told it with the condition."""
        last = self.memory[row.root].last
        return last is not None and condition in {self.root(c) for c, _ in last[0].conditions}

    def _at_first_sitting(self, telling: Telling) -> bool:
        """The first telling in words, its versions, and what its teller adds at the same sitting."""
        first = self.first
        if first is None or telling.id == first.id or telling.version_of == first.id:
            return True
        return bool(telling.occasion) and telling.occasion == first.occasion

    def _remember(self, telling: Telling, judged: Sequence[Judged]) -> None:
        for item in judged:
            memory, told = self.memory[item.row], item.told
            memory.dropped = memory.dropped or Mark.DROPPED in item.marks
            if Mark.CONDITION_LOST in item.marks:
                memory.lost.update(condition for condition, _, _ in item.lost)
            if told is None or told.denied:
                continue
            memory.named, memory.dropped = True, False
            memory.hung.update(self.root(c) for c, _ in told.conditions)
            memory.lost.difference_update(self.root(c) for c, _ in told.conditions)
            if told.words and (not telling.version_of or memory.last is None):
                memory.last = (told, telling.id)
        for condition, _, words in self.hangs(telling):
            self.as_condition[condition] = (Told(element=condition, words=words), telling.id)


def _charged(telling: Telling, row: Ladder) -> bool:
    return not telling.charged or not telling.charged.isdisjoint(row.elements)
