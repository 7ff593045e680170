"""A dossier followed day by day: one session is moved, and only what a day changes is looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from summitry.book.diary.answers import moved_lines
from summitry.book.diary.clocks import moved_clocks
from summitry.book.diary.deadlines import Deadlines
from summitry.book.diary.findings import moved_findings
from summitry.book.diary.learned import Learning
from summitry.book.diary.reasons import Reasons
from summitry.book.diary.standing import Standing, standing
from summitry.book.diary.turning import reversed_entry
from summitry.book.diary.value import Diary, Entry
from summitry.check.rule import Rule
from summitry.check.run import Checker, differing, found_by_unit
from summitry.check.standing import Unit
from summitry.dossier.answers import Key
from summitry.dossier.chronicle import Chronicle
from summitry.dossier.reads import Memory
from summitry.dossier.session import Session
from summitry.dossier.value import Dossier

ONE_DAY = timedelta(days=1)


class DaysReversed(ValueError):
    """Raised when a diary is asked for that would end before it begins."""


def diary(dossier: Dossier, first: date, last: date, rules: Sequence[Rule]) -> Diary:
    """Return the diary of a dossier from ``first`` to ``last``, both included.

    What a reader's copy does not hold is in no entry, and changes none.

    Raises:
        DaysReversed: when ``last`` comes before ``first``.
    """
    if last < first:
        raise DaysReversed
    follower = _Follower(dossier.as_of(first - ONE_DAY), rules)
    entries = tuple(
        follower.move_to(first + timedelta(days=n)) for n in range((last - first).days + 1)
    )  # fmt: skip
    return Diary(
        dossier=dossier.header.dossier, zone=dossier.header.zone, first=first, last=last,
        narrowed=dossier.is_narrowed, entries=entries,
    )  # fmt: skip


def difference(
    dossier: Dossier, since: date, day: date, rules: Sequence[Rule], memory: type[Memory] = Memory
) -> Entry:
    """Return what differs between the end of two days; with the later first, the same turned round.

    Every rule looks at both days, which is quicker than to remember what each of them read; only of what
    moved is that asked, to say why. ``memory`` keeps what is computed of each day.
    """
    if since > day:
        return reversed_entry(difference(dossier, day, since, rules, memory))
    if since == day:
        return Entry(since=since, day=day)
    everything = dossier.everything()
    chronicle = Chronicle(everything)
    session, by_code = Session.following(chronicle, since), {rule.code: rule for rule in rules}
    before, after = (each.remembering(memory()) for each in (session.dossier, chronicle.on(day)))
    old, new = found_by_unit(before, rules), found_by_unit(after, rules)
    moved = [unit for unit in {**old, **new} if old.get(unit, ()) != new.get(unit, ())]

    def why(unit: Unit) -> set[Key]:
        rule = by_code.get(unit[0])
        return differing(session.dossier, rule, unit[1]) if rule is not None else set()

    for code, id in moved:
        by_code[code].apply(session.dossier, id)
    session.move_to(day)
    entry = _entry(
        standing(before, old), standing(after, new), session.learned_between(since, day), why,
        Learning(everything), Deadlines(before),
    )  # fmt: skip
    for each in (before.memory, after.memory, session, chronicle):
        each.let_go()
    return entry


def _entry(
    before: Standing, after: Standing, ids: Sequence[str], why: Callable[[Unit], Iterable[Key]],
    learning: Learning, deadlines: Deadlines,
) -> Entry:  # fmt: skip
    """What differs between two days, of which ``ids`` are the records learned; ``why`` says what of all that
    the findings of a unit rest on came out different."""
    dossier, since = after.dossier, before.dossier.limit
    deadlines.note(dossier, [r for id in ids if (r := dossier.index.get(id)) is not None])
    learned, rows = learning.between(dossier, ids, since, dossier.limit)
    return Entry(
        since=since, day=dossier.limit, learned=learned, rows=rows,
        findings=moved_findings(before, after, Reasons(before.dossier, dossier, ids, why).of),
        clocks=moved_clocks(before, after, deadlines), lines=moved_lines(before, after),
    )  # fmt: skip


class _Follower:
    """Moves a session forward and tells what each move changed."""

    def __init__(self, dossier: Dossier, rules: Sequence[Rule]) -> None:
        self._session = Session(dossier)
        self._checker = Checker(self._session, rules)
        self._learning = Learning(self._session.whole)
        self._deadlines = Deadlines(self._session.dossier)
        self._before = self._stand()

    def _stand(self) -> Standing:
        return standing(self._session.dossier, self._checker.found())

    def move_to(self, day: date) -> Entry:
        """Go to a later day and return its entry."""
        before = self._before
        since = before.dossier.limit
        ids = self._session.learned_between(since, day)
        self._checker.move_to(day)
        after = self._before = self._stand()
        return _entry(before, after, ids, self._checker.differing, self._learning, self._deadlines)
