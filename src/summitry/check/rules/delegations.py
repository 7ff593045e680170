"""PEO, continued: has anybody who goes ever dealt with them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.analysis.people import Delegation, Experience, delegation, experience_in_words
from summitry.check.rule import Found, rule
from summitry.dossier.introduce import introduced
from summitry.dossier.kinds import Meeting, Person, Post
from summitry.dossier.kinds.meetings import LEVELS
from summitry.dossier.meetingdays import is_over_or_off
from summitry.dossier.posts import posts_held
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import listed


@rule("PEO004", "inexperienced-delegation", Severity.GRAVE, None)
def inexperienced_delegation(dossier: Dossier, _: None) -> Iterable[Found]:
    """Nobody in a delegation has dealt with the other side.

    The other side may send people who have negotiated with ours for decades. Encounters on record are
    counted for each member, with any person, body or party of the counterpart. Add somebody who has
    dealt with them, or ask those who have. The meetings ahead are told together; those who prepare
    come first, since leaders are chosen for another reason.
    """
    without: dict[tuple[str, ...], list[Delegation]] = {}
    found = dossier.each(inexperienced, Meeting)
    for reading in sorted(found, key=lambda r: _lower_first(dossier.of(Meeting, r.meeting))):
        without.setdefault(reading.counterparts, []).append(reading)
    for counterparts, readings in without.items():
        where: dict[str, list[str]] = {}
        for r in readings:
            members = listed((dossier.title(m) for m in r.members), "or")
            where.setdefault(members, []).append(dossier.title(r.meeting))
        each = [f"{members} ({listed(of)})" for members, of in where.items()]
        meetings = [m for r in readings if (m := dossier.of(Meeting, r.meeting)) is not None]
        yield Found(
            message=f"Nobody who is to meet {listed(the(dossier, c) for c in counterparts)} has dealt with"
            f" it: no encounter of {listed(each, 'or')} is on record.",
            at=meetings[0].where("delegation"),
            about=(*(m.id for m in meetings), *(who for r in readings for who in r.members)),
            hint="Add a member who has negotiated with them, or record encounters that are missing.",
            related=tuple(Related(m.where("delegation"), m.title) for m in meetings[1:]),
        )  # fmt: skip


def inexperienced(dossier: Dossier, meeting: str) -> Delegation | None:
    """The delegation to a meeting ahead of which nobody has dealt with the other side; else nothing."""
    record = dossier.of(Meeting, meeting)
    if record is None or not record.delegation or is_over_or_off(dossier, record):
        return None
    reading = dossier.ask(delegation, record.id)
    return reading if reading.members and reading.counterparts and reading.grade == "none" else None


def _lower_first(meeting: Meeting | None) -> tuple[int, str]:
    level, id = (meeting.level, meeting.id) if meeting is not None else ("", "")
    return (-LEVELS.index(level) if level in LEVELS else -len(LEVELS), id)


@rule("PEO005", "single-contact", Severity.SERIOUS, Meeting)
def single_contact(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """The experience in a delegation is single encounters.

    One conversation is not the experience of years; it is told apart. A delegation whose members have
    met the other side once, or several times within one year, is shown with what it has.
    """
    if not meeting.delegation or is_over_or_off(dossier, meeting):
        return
    reading = dossier.ask(delegation, meeting.id)
    if reading.grade not in ("single", "several"):
        return
    some = [e for e in reading.experience if e.grade != "none"]
    each = "; ".join(f"{dossier.title(e.person)}, {experience_in_words(e)}" for e in some)
    them = listed(the(dossier, c) for c in reading.counterparts)
    yield Found(
        message=f"The experience with {them} in the delegation to {meeting.title} is this: {each}.",
        at=meeting.where("delegation"), about=(meeting.id, *(e.person for e in some)),
        hint="Add a member with longer experience, or record encounters that are missing.",
        related=_encounters(dossier, some),
    )  # fmt: skip


@rule("PEO006", "never-met", Severity.NOTICE, Meeting)
def never_met(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Those who are to meet before the leaders have never met.

    Reported for the first named of each side. That leaders meet for the first time is what their meeting
    is for, and is said only of those who prepare it. Plan time for a first conversation.
    """
    if (
        meeting.level == LEVELS[0]
        or not meeting.delegation
        or not meeting.with_
        or is_over_or_off(dossier, meeting)
    ):
        return
    met = dossier.ask(delegation, meeting.id).principals
    if met is None or not met.never:
        return
    one, other = introduced(dossier, met.other), introduced(dossier, met.one)
    leaders = [
        m for m in dossier.naming(meeting.id, Meeting)
        if meeting.id in m.after and m.level == LEVELS[0] and not is_over_or_off(dossier, m)
        and (theirs := dossier.ask(delegation, m.id).principals) is not None and theirs.never
    ]  # fmt: skip
    nor = ". The leaders, whose meeting they are to prepare, have not met either" if leaders else ""
    yield Found(
        message=f"{one}{',' if ', ' in one else ''} and {other}{',' if ', ' in other else ''} have never"
        f" met. They lead the sides at {meeting.title}{nor}.",
        at=meeting.where("with"), about=(meeting.id, met.one, met.other, *(m.id for m in leaders)),
        hint="Plan a first conversation, or record the encounter that is missing.",
        related=tuple(Related(m.where("with"), m.title) for m in leaders),
    )  # fmt: skip


@rule("PEO012", "delegate-without-post", Severity.SERIOUS, Meeting)
def delegate_without_post(dossier: Dossier, meeting: Meeting) -> Iterable[Found]:
    """Somebody named for a meeting has left his post and holds no other.

    The meeting was planned with the holder of a post in mind. Name who goes now, or whom one meets now;
    naming the post instead of the person keeps the plan right when the holder changes.
    """
    if is_over_or_off(dossier, meeting):
        return
    for field, named in (("delegation", meeting.delegation), ("with", meeting.with_)):
        gone = [(who, post) for who in named if (post := _left(dossier, who)) is not None]
        if not gone:
            continue
        each = [f"{dossier.title(who)}, who left the post of {post.title}" for who, post in gone]
        are = "is" if len(gone) == 1 else "are"
        role = "in the delegation to" if field == "delegation" else "to be met at"
        yield Found(
            message=f"{listed(each)}, {are} still named {role} {meeting.title}.",
            at=meeting.where(field, named.index(gone[0][0])),
            about=(meeting.id, *(who for who, _ in gone), *(post.id for _, post in gone)),
            hint=f"Name the post ({gone[0][1].id}), or whoever holds it now.",
        )  # fmt: skip


def _left(dossier: Dossier, person: str) -> Post | None:
    """The post somebody was the last to leave and that has not been followed by another."""
    if dossier.of(Person, person) is None or posts_held(dossier, person):
        return None
    ended = [
        post for post in dossier.naming(person, Post)
        if any(h.who == person for h in post.holders)
        and any(
            (h.ended == person and h.on is not None and dossier.passed(h.on, post.zone))
            or (h.who == person and h.until is not None and dossier.passed(h.until, post.zone))
            for h in post.holders
        )
    ]  # fmt: skip
    return ended[-1] if ended else None


def _encounters(dossier: Dossier, some: Iterable[Experience]) -> tuple[Related, ...]:
    return tuple(_related(dossier, some))


def _related(dossier: Dossier, some: Iterable[Experience]) -> Iterator[Related]:
    for experience in some:
        for id in experience.encounters[:5]:
            record = dossier.get(id)
            if record is not None:
                yield Related(record.where(), dossier.title(experience.person))


RULES = (inexperienced_delegation, single_contact, never_met, delegate_without_post)
