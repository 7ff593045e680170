"""What the form of a conflict shows: rows with the words of each line, and what is wrong beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summitry.desk.access import Seat
from summitry.desk.pages.framing import to_record
from summitry.foundation.values import dataclass
from summitry.secretariat.modelling import (
    Misfit,
    Offer,
    Sheet,
    judged,
    offered,
    rule_in_words,
    statement_in_words,
)

Faults = tuple[Misfit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule or a statement, in words; ``unsure``: it is not known which way the side wants it."""

    says: str
    faults: Faults
    first: bool = False
    last: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """A side with what it prefers, most important first; ``otherwise``: in a way the form does not show."""

    id: str
    name: str
    href: str
    lines: tuple[Line, ...]
    faults: Faults
    otherwise: str
    options: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """An option with whose it is; ``fixed``: its words are the name by which statements know it."""

    says: str
    fixed: bool
    owners: tuple[tuple[str, str, bool], ...]
    direction: str
    stands_for: tuple[tuple[str, str], ...]
    today: bool
    wanted: bool
    faults: Faults
    first: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The whole form."""

    title: str
    sides: tuple[SideRow, ...]
    options: tuple[OptionRow, ...]
    rules: tuple[Line, ...]
    today_known: bool
    wanted_known: bool
    today: str
    wanted: str
    faults: Mapping[str, Faults]
    count: int
    states: int | None
    readable: bool
    dropped: tuple[str, ...]
    candidates: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    offers: tuple[tuple[str, tuple[Offer, ...]], ...]
    holds: tuple[str, ...]


def rows(here: Seat, sheet: Sheet, id: str = "") -> Rows:
    """Return what the form shows of a sheet."""
    found = judged(here.dossier, sheet, id)
    at = found.at
    keys, names = sheet.keys, sheet.names
    sides = tuple(
        SideRow(
            id=m.id, name=here.dossier.title(m.who) if m.who else m.id,
            href=to_record(here, m.who) if m.who else "", otherwise=m.otherwise,
            options=len(sheet.owned(m.id)), faults=_under(at, f"sides.{n}", f"sides.{n}.prefers."),
            lines=tuple(
                Line(
                    says=statement_in_words(text, keys, names), faults=at.get(f"sides.{n}.prefers.{k}", ()),
                    first=k == 0, last=k == len(m.prefers) - 1, unsure=text.lstrip().startswith("?"),
                )
                for k, text in enumerate(m.prefers)
            ),
        )
        for n, m in enumerate(sheet.makers)
    )  # fmt: skip
    named = [(s.id, s.name) for s in sides]
    offers = offered(here.dossier)
    return Rows(
        title=sheet.title, sides=sides, options=_options(here, sheet, named, at),
        rules=tuple(
            Line(says=rule_in_words(text, keys, names), faults=_under(at, f"infeasible.{n}"))
            for n, text in enumerate(sheet.rules)
        ),
        today_known=bool(sheet.today), wanted_known=bool(sheet.wanted),
        today=_done(sheet, sheet.today), wanted=_done(sheet, sheet.wanted),
        faults={place.replace(".", "_"): said for place, said in at.items()}, count=found.count,
        states=found.states, readable=found.conflict is not None, dropped=sheet.dropped,
        candidates=_candidates(here, sheet), offers=_offers(here, sheet, offers),
        holds=tuple(dict.fromkeys([id, *_named(sheet), *(o.target.partition("/")[0] for o in offers)])),
    )  # fmt: skip


def _named(sheet: Sheet) -> Iterable[str]:
    yield from (m.who for m in sheet.makers)
    yield from (t.partition("/")[0] for c in sheet.choices for t in c.stands_for)


def _under(at: Mapping[str, Faults], place: str, but: str = "~") -> Faults:
    """What is wrong at a place or inside it."""
    return tuple(
        f for p, found in at.items() if (p == place or p.startswith(f"{place}.")) and not p.startswith(but)
        for f in found
    )  # fmt: skip


def _options(
    here: Seat, sheet: Sheet, named: list[tuple[str, str]], at: Mapping[str, Faults]
) -> tuple[OptionRow, ...]:
    return tuple(
        OptionRow(
            says=c.says, fixed=not c.id, direction=c.direction,
            owners=tuple((id, name, id in c.by) for id, name in named),
            stands_for=tuple((here.dossier.title(t), to_record(here, t)) for t in c.stands_for),
            today=sheet.at(sheet.today, n), wanted=sheet.at(sheet.wanted, n),
            faults=_under(at, f"options.{n}"), first=n == 0, last=n == len(sheet.choices) - 1,
        )
        for n, c in enumerate(sheet.choices)
    )  # fmt: skip


def _done(sheet: Sheet, letters: str) -> str:
    return ", ".join(name for n, name in enumerate(sheet.names) if sheet.at(letters, n)) or "nothing is done"


def _candidates(here: Seat, sheet: Sheet) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Who can be a side and is none yet."""
    taken = {m.who for m in sheet.makers}
    found = (
        (title, tuple((i, here.dossier.title(i)) for i in here.dossier.ids(kind) if i not in taken))
        for title, kind in (("Parties", "party"), ("Bodies", "agency"), ("People", "person"))
    )
    return tuple((title, sorted_(each)) for title, each in found if each)


def sorted_(each: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return names in their order."""
    return tuple(sorted(each, key=lambda pair: pair[1].casefold()))


def _offers(here: Seat, sheet: Sheet, offers: tuple[Offer, ...]) -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """What can still be taken from the dossier, owner by owner; those of the sides at the table first."""
    there = {t for c in sheet.choices for t in c.stands_for}
    at_table = {m.who for m in sheet.makers}
    groups: dict[str, list[Offer]] = {}
    for offer in offers:
        if offer.target not in there:
            groups.setdefault(offer.owner, []).append(offer)
    order = sorted(groups, key=lambda o: (o not in at_table, here.dossier.title(o)))
    return tuple((here.dossier.title(o) if o else "Nobody's", tuple(groups[o])) for o in order)
