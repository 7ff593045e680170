"""Which answers are in force, and which of them contradict each other. Knows no dossier.

Per post and register an answer is in force from the day it was given until that post's next answer in
that register, or until the day it names itself, or until it is withdrawn. Two answers of one day, where
the hours are not known for both, are both in force. An answer given in public that nobody repeats lapses
after a while: a sentence of two years ago is history, not policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from summitry.foundation.values import dataclass

PUBLIC, INSIDE, UNRECORDED = "public", "inside", ""
"""Registers: said in public, inside the own side, to somebody whom the record does not name. Any other
register is the party it was said to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer of one post in one register.

    ``first`` and ``last`` are the days between which it was given, ``begins`` the day by which it was
    certainly given; ``at`` the moment, when known. ``until`` is the last day it holds by its own words;
    ``ended`` the day it was withdrawn.
    """

    statement: str
    post: str
    body: str
    side: str
    official: bool
    register: str
    answers: tuple[str, ...]
    first: date
    last: date
    begins: date
    at: datetime | None = None
    until: date | None = None
    ended: date | None = None

    @property
    def voice(self) -> tuple[str, str]:
        """The post and the register: what the next answer must share to take its place."""
        return self.post, self.register

    @property
    def says(self) -> frozenset[str]:
        """The answers, whatever their order."""
        return frozenset(self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """An answer with the days it is in force: from ``begins`` to the day before ``ends``.

    ``why`` is how it ended: ``replaced`` (by the statement ``by``), ``until``, ``withdrawn`` or
    ``lapsed``; blank while nothing ends it.
    """

    given: Given
    begins: date
    ends: date | None = None
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Answers of one side, all in force, that differ. ``among`` is the body whose posts differ, or the
    post; blank where bodies differ. ``register`` is blank where the registers are what differs."""

    side: str
    register: str
    given: tuple[Given, ...]
    among: str = ""


def spells(given: Iterable[Given], life: int) -> tuple[Spell, ...]:
    """Return the answers with the days they are in force, in order of time.

    ``life`` is how many days an unrepeated public answer counts as current.
    """
    ordered = sorted(given, key=_order)
    voices: dict[tuple[str, str], list[Given]] = {}
    by = [item.voice for item in ordered]
    for item, voice in zip(ordered, by, strict=True):
        voices.setdefault(voice, []).append(item)
    places: dict[tuple[str, str], int] = {}
    found = []
    for item, voice in zip(ordered, by, strict=True):
        place = places[voice] = places.get(voice, -1) + 1
        rest = islice(voices[voice], place + 1, None)
        found.append(_spell(item, next((o for o in rest if surely_before(item, o)), None), life))
    return tuple(found)


def in_force(found: Iterable[Spell], day: date) -> tuple[Spell, ...]:
    """Return those in force at the end of a day."""
    return tuple(s for s in found if s.begins <= day and (s.ends is None or day < s.ends))


def surely_before(one: Given, other: Given) -> bool:
    """Whether one answer was certainly given before another."""
    if one.at is not None and other.at is not None:
        return one.at < other.at
    return one.last < other.first


def divided_bodies(found: Sequence[Given]) -> tuple[Contrast, ...]:
    """Return the bodies whose posts, or one of whose posts, have differing answers in force."""
    groups: dict[tuple[str, str, str], list[Given]] = {}
    for item in found:
        if item.official:
            groups.setdefault((item.side, item.register, item.body), []).append(item)
    return tuple(
        Contrast(side=side, register=register, among=body, given=tuple(items))
        for (side, register, body), items in groups.items()
        if len({i.says for i in items}) > 1
    )


def two_answers(found: Sequence[Given]) -> tuple[Contrast, ...]:
    """Return the sides whose bodies have differing answers in force in one register."""
    groups: dict[tuple[str, str], list[Given]] = {}
    for item in found:
        if item.official:
            groups.setdefault((item.side, item.register), []).append(item)
    result = []
    for (side, register), items in groups.items():
        by_body: dict[str, set[str]] = {}
        for item in items:
            by_body.setdefault(item.body, set()).update(item.says)
        if side and len({frozenset(says) for says in by_body.values()}) > 1:
            result.append(Contrast(side=side, register=register, given=tuple(items)))
    return tuple(result)


def register_contrasts(found: Sequence[Given]) -> tuple[Contrast, ...]:
    """Return the sides that say one thing to one hearer and something wholly different to another."""
    sides: dict[str, dict[str, set[str]]] = {}
    for item in found:
        if item.official and item.register != UNRECORDED and item.side:
            sides.setdefault(item.side, {}).setdefault(item.register, set()).update(item.says)
    result = []
    for side, registers in sides.items():
        apart = {
            register for register, says in registers.items()
            if any(says.isdisjoint(other) for name, other in registers.items() if name != register)
        }  # fmt: skip
        given = tuple(i for i in found if i.official and i.side == side and i.register in apart)
        if apart:
            result.append(Contrast(side=side, register="", given=given))
    return tuple(result)


def drifts(found: Sequence[Spell], now: Iterable[Spell]) -> tuple[tuple[Given, Given], ...]:
    """Return, for the answers in force (``now``), the differing answer of the same post before them,
    with the first answer that differed from it."""
    result: list[tuple[Given, Given]] = []
    said: dict[tuple[str, str], list[Given]] = {}
    now = tuple(now)
    posts = {spell.given.post for spell in now}
    for spell in found:
        if spell.given.post in posts:
            said.setdefault(spell.given.voice, []).append(spell.given)
    for spell in now:
        now_said = spell.given
        before = [given for given in said.get(now_said.voice, ()) if surely_before(given, now_said)]
        run = [now_said]
        for earlier in reversed(before):
            if earlier.says != now_said.says:
                # Two answers of one day take no place of each other: the first that surely came after.
                first = next(given for given in reversed(run) if surely_before(earlier, given))
                if first.official:
                    result.append((earlier, first))
                break
            run.append(earlier)
    return tuple(dict.fromkeys(result))


def _spell(item: Given, following: Given | None, life: int) -> Spell:
    ends: list[tuple[date, str, str]] = []
    if following is not None:
        ends.append((max(following.begins, item.begins), "replaced", following.statement))
    if item.ended is not None:
        ends.append((max(item.ended, item.begins), "withdrawn", ""))
    if item.until is not None:
        ends.append((item.until + timedelta(days=1), "until", ""))
    if item.register in (PUBLIC, UNRECORDED) and (date.max - item.begins).days > life:
        ends.append((item.begins + timedelta(days=life + 1), "lapsed", ""))
    if not ends:
        return Spell(given=item, begins=item.begins)
    day, why, by = min(ends, key=lambda e: e[0])
    return Spell(given=item, begins=item.begins, ends=day, why=why, by=by)


def _order(item: Given) -> tuple[date, float, str, str]:
    moment = item.at.timestamp() if item.at is not None else -1.0
    return item.begins, moment, item.statement, item.register
