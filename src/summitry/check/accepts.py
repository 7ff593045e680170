"""Findings somebody has accepted: taken out of the report, and themselves checked."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.dossier.kinds import Accepted
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.values import dataclass

ACCEPTANCES: dict[str, tuple[str, str]] = {
    "ACC001": ("unused-acceptance", "A finding was accepted that is not there."),
    "ACC002": ("lapsed-acceptance", "The acceptance of a finding has run out."),
}
"""Code: name and summary. Reported to readers of the whole only."""


@dataclass(frozen=True, slots=True)
class Accepting:
    """What is left of the findings, and what was accepted."""

    left: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]


Key = tuple[str, frozenset[str]]


def key_of(found: Diagnostic) -> Key:
    """Return what an acceptance of a finding names: its code, and exactly its records."""
    return found.code, frozenset(found.about)


def live_entries(dossier: Dossier) -> dict[Key, Accepted]:
    """Return the acceptances that have not run out on the dossier's day, by what they name."""
    return {(e.finding, frozenset(e.about)): e for e in dossier.all(Accepted) if not dossier.over(e.until)}


def accepting(dossier: Dossier, found: tuple[Diagnostic, ...]) -> Accepting:
    """Take out the findings that are accepted on the dossier's day.

    An acceptance names the code and exactly the records of the finding. Faults cannot be accepted.
    """
    entries = dossier.all(Accepted)
    if not entries:
        return Accepting(found, ())
    live = live_entries(dossier)
    notes = [_lapsed(dossier, entry) for entry in entries if dossier.over(entry.until)]
    left, accepted, used = [], [], set()
    codes = {entry.finding for entry in entries}
    for diagnostic in found:
        if diagnostic.code not in codes:
            left.append(diagnostic)
            continue
        key = key_of(diagnostic)
        if key in live and not diagnostic.is_fault:
            accepted.append(diagnostic)
            used.add(key)
        else:
            left.append(diagnostic)
    notes.extend(_unused(dossier, e) for key, e in live.items() if key not in used)
    shown: Iterable[Diagnostic] = () if dossier.is_narrowed else notes
    return Accepting((*left, *shown), tuple(accepted))


def _lapsed(dossier: Dossier, entry: Accepted) -> Diagnostic:
    assert entry.until is not None
    return Diagnostic(
        code="ACC002", severity=Severity.NOTICE, about=(entry.id, *entry.about),
        message=f"{entry.finding} was accepted for {_named(dossier, entry)} until"
        f" {day_in_words(entry.until.latest)}; it is reported again.",
        place=entry.where("until"), hint="Settle the finding, or accept it anew with a reason.",
    )  # fmt: skip


def _unused(dossier: Dossier, entry: Accepted) -> Diagnostic:
    return Diagnostic(
        code="ACC001", severity=Severity.NOTICE, about=(entry.id, *entry.about),
        message=f"{entry.finding} is accepted for {_named(dossier, entry)}, but is not found there.",
        place=entry.where("finding"), hint="Delete the entry, or correct its code or records.",
    )  # fmt: skip


def _named(dossier: Dossier, entry: Accepted) -> str:
    return ", ".join(dossier.title(target) for target in entry.about)
