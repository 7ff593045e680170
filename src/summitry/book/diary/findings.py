"""Which findings appeared, went, came to say something else, or were accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from summitry.book.diary.standing import Standing
from summitry.book.diary.value import FindingHow, FindingMove, Why
from summitry.check.accepts import key_of, live_entries
from summitry.check.standing import Unit
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic

Because = Callable[..., Why]
"""Says why the findings of a unit moved: ``(unit, *diagnostics)``."""


def moved_findings(before: Standing, after: Standing, because: Because) -> tuple[FindingMove, ...]:
    """Return the findings that differ between two days, most serious first.

    Two findings of one unit (a rule and the record it looked at) are one finding that changed its words
    when they are about the same records or the same subject, or are all that differs in the unit. Day
    counts alone are no change.
    """
    found: list[FindingMove] = []
    for unit in {**before.findings, **after.findings}:
        old, new = before.findings.get(unit, ()), after.findings.get(unit, ())
        if old is not new and old != new:
            found.extend(_of_unit(before, after, unit, _without(old, new), _without(new, old), because))
    return tuple(sorted(found, key=_order))


def _of_unit(
    before: Standing, after: Standing, unit: Unit, old: list[Diagnostic], new: list[Diagnostic],
    because: Because,
) -> Iterator[FindingMove]:  # fmt: skip
    days = before.dossier.limit, after.dossier.limit
    accepted = {_key(d) for d in after.accepted.get(unit, ())}
    was_accepted = {_key(d) for d in before.accepted.get(unit, ())}
    pairs = []
    for one in list(old):
        same = next((other for other in new if other.about == one.about), None)
        if same is not None:
            pairs.append((one, same))
            old.remove(one)
            new.remove(same)
    while old and new and (old[0].about[:1] == new[0].about[:1] or len(old) == len(new) == 1):
        pairs.append((old.pop(0), new.pop(0)))
    for one, other in pairs:
        yield _move("changed", one, other, days, because(unit, one, other))
    for one in old:
        if _key(one) in accepted:
            yield _move("accepted", one, None, days, _acceptance(after.dossier, one))
        else:
            yield _move("went", one, None, days, because(unit, one))
    for other in new:
        how: FindingHow = "no longer accepted" if _key(other) in was_accepted else "appeared"
        yield _move(how, None, other, days, because(unit, other))


def _move(
    how: FindingHow, old: Diagnostic | None, new: Diagnostic | None, days: tuple[date, date], why: Why
) -> FindingMove:
    said = old.on_day(days[0]) if old is not None else None
    says = new.on_day(days[1]) if new is not None else None
    shown = says or said
    assert shown is not None
    return FindingMove(
        how=how, code=shown.code, severity=shown.severity.word, about=shown.about,
        before=said.message if said else "", after=says.message if says else "",
        hint=says.hint if says else "", why=why, place=shown.place,
    )  # fmt: skip


def _acceptance(dossier: Dossier, found: Diagnostic) -> Why:
    entry = live_entries(dossier).get(key_of(found))
    return Why(accepted=entry.because or "no reason given") if entry is not None else Why(day_passed=True)


def _without(some: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of ``some`` that say what none of ``others`` says, each as often as it is left over."""
    spare = Counter(map(_key, others))
    left = []
    for diagnostic in some:
        key = _key(diagnostic)
        if spare[key]:
            spare[key] -= 1
        else:
            left.append(diagnostic)
    return left


def _key(found: Diagnostic) -> tuple[object, ...]:
    return found.code, found.severity, found.about, found.message


_SEVERITIES = ("grave", "serious", "notice")
_HOWS = ("appeared", "no longer accepted", "changed", "accepted", "went")


def _order(move: FindingMove) -> tuple[object, ...]:
    return (
        _HOWS.index(move.how), _SEVERITIES.index(move.severity), move.code, move.about, move.says, move.before
    )  # fmt: skip
