"""The back-test of a monitor that is no pledge's, as its page shows it."""

from __future__ import annotations

from datetime import date

from summitry.desk.access import Seat
from summitry.desk.pages.alarms import MONITORS, to
from summitry.foundation.dates import day_in_words
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, opened
from summitry.watch.monitors import PastRow, PastSpell, PastTest

TELLING = 40
"""Spells that are told one by one; those that went wrong first of all."""

HOW = {"told at once": "Told at once", "told late": "Told late", "missed": "Missed", "false": "Told falsely"}

TOO_LONG = "Told for too long"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSpell:
    """One spell: how it went, its days, what it said, and the records that show it otherwise."""

    how: str
    wrong: bool
    so: str
    told: str
    says: str
    known: str
    because: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The back-test as the page has it."""

    span: str
    rows: tuple[tuple[str, PastRow], ...]
    spells: tuple[ShownSpell, ...]
    more: int


def shown(here: Seat, found: PastTest) -> Past:
    """Return a back-test as its page shows it, what went wrong before what did not."""
    spells = sorted(found.spells, key=lambda s: s.how == "told at once" and not (s.too_many or s.wanting))
    return Past(
        span=f"{opened(counted((found.last - found.first).days + 1, 'day'))}, from"
        f" {day_in_words(found.first)} to {day_in_words(found.last)}",
        rows=tuple((MONITORS[row.monitor], row) for row in found.rows),
        spells=tuple(_spell(here, spell, found.last) for spell in spells[:TELLING]),
        more=max(0, len(spells) - TELLING),
    )  # fmt: skip


def verdict(found: PastTest) -> str:
    """Return in a sentence how the monitor did."""
    if not found.spells:
        return "In the past there was nothing to tell, and it told nothing."
    wrong = [s for s in found.spells if s.how != "told at once" or s.too_many]
    if not wrong:
        return "In the past it told all that was so, on its first day, and nothing else."
    return "In the past it told some of what was so late, never or for too long, or told what was not so."


def _spell(here: Seat, spell: PastSpell, last: date) -> ShownSpell:
    too_long = spell.how == "told at once" and spell.too_many
    return ShownSpell(
        how=TOO_LONG if too_long else HOW[spell.how], wrong=spell.how in ("missed", "false"),
        so=_span(spell.so, last), told=_span(spell.told, last), says=opened(spell.says),
        known=day_in_words(spell.known) if spell.known is not None else "",
        because=tuple((opened(here.dossier.title(id)), to(here, id)) for id in spell.because[:3]),
    )  # fmt: skip


def _span(days: tuple[date, date] | None, last: date) -> str:
    if days is None:
        return ""
    if days[1] == last:
        return f"From {day_in_words(days[0])} on"
    return f"{day_in_words(days[0])} to {day_in_words(days[1])}"
