"""PLE: whose words is a pledge in, who accepted them, and how much do they promise?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.check.rule import Found, rule
from summitry.check.rules.pledges import joined
from summitry.dossier.kinds import Decision, Objective, Pledge, Relay, Test
from summitry.dossier.kinds.undertakings import STRENGTHS
from summitry.dossier.sides import ours, side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import dated, enumerated, number, opened, quoted


@rule("PLE006", "wording-not-accepted", Severity.SERIOUS, Pledge)
def wording_not_accepted(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """The words of a pledge are another's, and its maker never spoke or accepted them.

    In Paris in 1968 the words on the demilitarised zone and the cities were American; Hanoi never said
    them, and neither side could later hold the other to them. Have the maker say or accept the words.
    A pledge known from a relay is left to the rules on relays, which ask whether its principal
    confirmed it.
    """
    side = side_of(dossier, pledge.by)
    if not pledge.worded_by or not side or side_of(dossier, pledge.worded_by) == side:
        return
    if any(isinstance(dossier.get(t.partition("/")[0]), Relay) for t in pledge.rests_on):
        return
    grades = [a for a in pledge.accepted if side_of(dossier, a.who) == side]
    if any(a.how in ("agreed", "signed") for a in grades):
        return
    last = f" The most on record is {quoted(grades[-1].how)}." if grades and grades[-1].how else ""
    yield Found(
        message=f'The words of {quoted(pledge.known_as)} are those of {the(dossier, pledge.worded_by)};'
        f" {the(dossier, pledge.by)} has not agreed to them.{last}",
        at=pledge.where("worded_by"), about=(pledge.id, pledge.worded_by),
        hint=f"Have {the(dossier, pledge.by)} say or accept the words, and record it under `accepted`.",
    )  # fmt: skip


@rule("PLE007", "acceptance-withdrawn", Severity.GRAVE, Pledge)
def acceptance_withdrawn(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """A side accepted a pledge's wording and later withdrew, or accepted it on a condition only.

    What was accepted once is easily quoted as agreed. Stop resting on it, or win the acceptance back.
    """
    last: dict[str, int] = {}
    for position, entry in enumerate(pledge.accepted):
        if entry.on is None or dossier.passed(entry.on, pledge.zone):
            last[entry.who] = position
    for who, position in last.items():
        entry = pledge.accepted[position]
        if entry.how != "withdrew":
            continue
        when = f" {dated(entry.on, pledge.zone)}" if entry.on is not None else ""
        yield Found(
            message=f"{opened(the(dossier, who))} withdrew its acceptance of"
            f" {quoted(pledge.known_as)}{when}.",
            at=pledge.where("accepted", position), about=(pledge.id, who),
            hint="Rest nothing on these words until they are accepted again.",
        )  # fmt: skip


@rule("PLE008", "weaker-than-taken", Severity.SERIOUS, Pledge)
def weaker_than_taken(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """A decision, objective or test rests on a pledge that promises less than to do it.

    "Active and sympathetic review" is not a promise to sell. Say in the record that rests on it how
    far the promise goes, or have it made firmer.
    """
    if pledge.strength not in STRENGTHS[:-1]:
        return
    users = (*dossier.naming(pledge.id, Decision), *dossier.naming(pledge.id, Objective),
             *dossier.naming(pledge.id, Test))  # fmt: skip
    users = tuple(u for u in users if not (isinstance(u, Objective) and u.verb in ("codify", "request")))
    if users:
        resting = joined([quoted(u.known_as) for u in users])
        yield Found(
            message=f'{quoted(pledge.known_as)} says no more than {quoted(pledge.strength)}, and'
            f" {resting} rest{'s' if len(users) == 1 else ''} on it.",
            at=pledge.where("strength"), about=(pledge.id, *(u.id for u in users)),
            hint="Have the promise made firmer, or say where it is used how far it goes.",
            related=tuple(Related(u.where()) for u in users),
        )  # fmt: skip


@rule("PLE009", "reading-before-pledge", Severity.SERIOUS, Pledge)
def reading_before_pledge(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """A reading is dated before the pledge it reads.

    A reading is of this undertaking and cannot be older than it; older words are about something
    else. Correct the date, or move the words to the undertaking they were about.
    """
    if pledge.said is None:
        return
    for position, reading in enumerate(pledge.readings):
        if reading.since is None or reading.since.latest >= pledge.said.earliest:
            continue
        yield Found(
            message=f"The reading of {the(dossier, reading.by)} is of"
            f' {in_words(reading.since, pledge.zone)}, before {quoted(pledge.known_as)} was given'
                f" {dated(pledge.said, pledge.zone)}.",
            at=pledge.where("readings", position, "since"), about=(pledge.id, reading.by),
            hint="Correct the date, or move the reading to the undertaking it is about.",
        )  # fmt: skip


@rule("PLE012", "nothing-would-break-it", Severity.SERIOUS, None)
def nothing_would_break_it(dossier: Dossier, _: None) -> Iterable[Found]:
    """Pledges of the other side's say neither which events break them nor how much is due by when.

    Then they can be neither kept nor broken, and each side will judge as it likes. Give each a scope, an
    amount, a day, or a way to verify it. The pledges of one maker are told together.
    """
    loose: dict[str, list[Pledge]] = {}
    for id in dossier.each(unbreakable, Pledge):
        pledge = dossier.of(Pledge, id)
        assert pledge is not None
        loose.setdefault(pledge.by, []).append(pledge)
    for by, pledges in loose.items():
        named = enumerated(quoted(p.known_as) for p in pledges)
        which = (
            f"what {the(dossier, by)} has promised"
            if len(pledges) == 1
            else (f"{number(len(pledges))} things that {the(dossier, by)} has promised")
        )
        yield Found(
            message=f"Nothing on record says what would break {which}: {named}.",
            at=pledges[0].where(), about=tuple(p.id for p in pledges),
            hint="Give each a scope (kinds of event: in or out), an amount, a day by when, or a way to verify"
            " it.",
            related=tuple(Related(p.where(), "nor this one") for p in pledges[1:]),
        )  # fmt: skip


def unbreakable(dossier: Dossier, id: str) -> str:
    """A pledge of another side's by which nothing could be called a breach; else blank."""
    pledge = dossier.of(Pledge, id)
    if pledge is None or pledge.scope or pledge.rules or pledge.due or pledge.amount or pledge.fate:
        return ""
    return "" if (pledge.verified and pledge.verified != "none") or ours(dossier, pledge.by) else id


RULES = (
    wording_not_accepted, acceptance_withdrawn, weaker_than_taken, reading_before_pledge,
    nothing_would_break_it,
)  # fmt: skip
