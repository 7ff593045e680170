"""PEO: who fills the posts, who has ever dealt with them, who was not asked."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.people import ExpertReading, experience_in_words, expert_reading, people_by_name
from summitry.analysis.people import experience as experience_of
from summitry.analysis.posts import PostReading, post_reading
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Encounter, Expert, Meeting, Person, Post
from summitry.dossier.sides import side_of, the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.wording import counted, dated, has, listed

WAIT = 7
"""Days an expert may take to answer before the silence is reported."""


@rule("PEO001", "vacant-post", Severity.SERIOUS, Post)
def vacant_post(dossier: Dossier, post: Post) -> Iterable[Found]:
    """A post on which something hangs is vacant.

    Reported are posts that deal with a counterpart or a go-between, whose holder's word binds a party,
    or that stand in a delegation, at the end of a channel, or behind a task. While such a post is
    vacant nobody speaks for it and nobody answers. Name a holder, or say who acts.
    """
    if not post.holders:
        return
    reading = dossier.ask(post_reading, post.id)
    if reading.state != "vacant" or not reading.leans:
        return
    left = f"; {dossier.title(reading.last)} was its last holder" if reading.last else ""
    since = f"has been vacant since {in_words(reading.since)}" if reading.since is not None else "is vacant"
    yield Found(
        message=f"The post of {post.title} {since}{left}. {_hangs(dossier, reading)}",
        at=post.where("holders", reading.index), about=(post.id,),
        hint="Name a holder (`{who: ..., since: ...}`), or say who acts (`{acting: ..., since: ...}`).",
    )  # fmt: skip


@rule("PEO002", "not-fully-filled", Severity.SERIOUS, Post)
def not_fully_filled(dossier: Dossier, post: Post) -> Iterable[Found]:
    """A post on which something hangs has only somebody acting, or its holder is away.

    Somebody acting may not be heard at home or be taken for the holder abroad; a holder on leave
    answers nothing. Say who stands in, or who decides meanwhile.
    """
    if not any(h.acting or h.absent for h in post.holders):
        return
    reading = dossier.ask(post_reading, post.id)
    if not reading.leans or reading.state not in ("acting", "away"):
        return
    since = f" since {in_words(reading.since)}" if reading.since is not None else ""
    stands = reading.standing
    who = listed(dossier.title(id) for id in stands.acting or stands.absent)
    if reading.state == "away":
        named = f", {who}," if _tells(who, post) else "," if "," in post.title else ""
        is_away = f"has been away{since}" if since else "is away"
        says = f"The holder of the post of {post.title}{named} {is_away}, and nobody acts."
    elif stands.holders:
        away = listed(dossier.title(id) for id in stands.absent)
        says = f"{who} {'has acted' if since else 'acts'} as {post.title}{since}, while {away} is away."
    else:
        says = f"{who} {'has acted' if since else 'acts'} as {post.title}{since}; nobody holds the post."
    hint = "Say who stands in (`{acting: ..., since: ...}`), or when the holder is back (`until`)."
    if not stands.holders and stands.acting:
        hint = "Name a holder (`{who: ..., since: ...}`), or give the day since which somebody acts."
    yield Found(
        message=f"{says} {_hangs(dossier, reading)}", at=post.where("holders", reading.index),
        about=(post.id, *(stands.acting or stands.absent)),
        hint=hint,
    )  # fmt: skip


@rule("PEO003", "two-holders", Severity.SERIOUS, Post)
def two_holders(dossier: Dossier, post: Post) -> Iterable[Found]:
    """Two people hold one post on the same day.

    Sources differ, or the end of the earlier holder's time was not written down. Whose word counts
    then depends on the source. Add an `ended` entry, or leave both where sources really differ.
    """
    if len(post.holders) < 2:
        return
    reading = dossier.ask(post_reading, post.id)
    if reading.state != "several":
        return
    holders = reading.standing.holders
    yield Found(
        message=f"{listed(dossier.title(h) for h in holders)} are both on record as {post.title}.",
        at=post.where("holders", reading.index), about=(post.id, *holders),
        hint=f"If {dossier.title(holders[0])} left, add `{{ended: {holders[0]}, on: ...}}`.",
    )  # fmt: skip


@rule("PEO007", "experts-not-asked", Severity.SERIOUS, None)
def experts_not_asked(dossier: Dossier, _: None) -> Iterable[Found]:
    """People who have dealt with the counterpart have not been asked.

    Experience of years is named first, single encounters apart, then experts of whom no encounter is
    on record. The last holder of a vacant post that deals with the counterpart is looked at too. Ask
    them, and record it under `asked`, whatever comes back.
    """
    unasked = [
        dossier.ask(expert_reading, e.id) for e in dossier.all(Expert)
        if e.reachable is not False and not e.asked
    ]  # fmt: skip
    silent = sorted((r for r in unasked if r.experience or r.knows), key=_most_experienced)
    former = dict(dossier.each(former_holder, Post))
    says = []
    if silent:
        number = counted(len(silent), "expert").capitalize()
        says.append(f"{number} {has(len(silent))} not been asked: {_by_experience(dossier, silent)}.")
    for person, post in former.items():
        says.append(f"{dossier.title(person)}, the last {dossier.title(post)}, is not among the experts.")
    places = [r.where() for id in (*(e.expert for e in silent), *former) if (r := dossier.get(id))]
    if says:
        yield Found(
            message=" ".join(says), at=places[0], about=(*(e.expert for e in silent), *former),
            hint="Ask them, and write it down: `asked: [{on: ..., by: ..., about: ...}]`.",
            related=tuple(Related(p, "not asked either") for p in places[1:]),
        )  # fmt: skip


@rule("PEO008", "expert-not-followed-up", Severity.NOTICE, None)
def expert_not_followed_up(dossier: Dossier, _: None) -> Iterable[Found]:
    """An expert was asked and nothing came back.

    Reported a week after the last time of asking. Ask again, or record what was said.
    """
    waiting = []
    for expert in dossier.all(Expert):
        if not expert.asked:
            continue
        reading = dossier.ask(expert_reading, expert.id)
        on = reading.last_asked
        if reading.state == "asked" and on is not None:
            due = on.latest.fromordinal(min(on.latest.toordinal() + WAIT, on.latest.max.toordinal()))
            if dossier.passed(due):
                waiting.append((expert, reading))
    if not waiting:
        return
    each = [
        f"{dossier.title(e.who)} was asked {dated(r.last_asked)}, {days_since(r.last_asked.latest)} days ago"
        for e, r in waiting
        if r.last_asked is not None
    ]
    yield Found(
        message=f"{listed(each)}; no answer is on record.", at=waiting[0][0].where("asked"),
        about=tuple(e.id for e, _ in waiting), hint="Ask again, or fill in `answer`.",
    )  # fmt: skip


@rule("PEO009", "person-without-side", Severity.NOTICE, Person, whole_only=True)
def person_without_side(dossier: Dossier, person: Person) -> Iterable[Found]:
    """A person who meets us, or holds a post, has no side.

    Without a side nobody can say whose word it was, and an encounter counts for no counterpart. Name
    the person's party in `side`.
    """
    if person.side:
        return
    met = [e for e in dossier.naming(person.id, Encounter) if person.id in e.with_]
    meets = [m for m in dossier.naming(person.id, Meeting) if person.id in (*m.with_, *m.delegation)]
    held = [p for p in dossier.naming(person.id, Post) if side_of(dossier, p.id)]
    if not (met or meets or held):
        return
    side = side_of(dossier, held[0].id) if held else ""
    yield Found(
        message=f"{person.name} has no side on record, though named"
        f" {_named_in(dossier, met, meets, held)}.",
        at=person.where("name"), about=(person.id,),
        hint=f"Add `side: {side}`." if side else "Add `side` with the person's party.",
    )  # fmt: skip


@rule("PEO010", "nearly-one-name", Severity.NOTICE, Person)
def nearly_one_name(dossier: Dossier, person: Person) -> Iterable[Found]:
    """Two people's names differ only in hyphens, dots or spaces.

    They may be one person entered twice; then half of the encounters count for nobody. Make them one
    (`was` keeps the old id alive), or give one a fuller name.
    """
    shared = dossier.ask(people_by_name)
    others = {id for ids in shared.values() if person.id in ids[1:] for id in ids[:1]}
    for id in sorted(others):
        yield Found(
            message=f"{person.name} and {dossier.title(id)} are two records, and a name of one differs from"
            " a name of the other at most in hyphens, dots or spaces.",
            at=person.where("name"), about=(person.id, id),
            hint=f"If they are one, keep one record with `was: [{person.id}]`.",
            related=(Related(other.where("name"), "the other"),) if (other := dossier.get(id)) else (),
        )  # fmt: skip


@rule("PEO011", "holder-unknown", Severity.NOTICE, None)
def holder_unknown(dossier: Dossier, _: None) -> Iterable[Found]:
    """A post of ours on which something hangs has no holder on record.

    That may be a gap in the dossier, or a vacancy nobody has noted. Say who holds it, or that nobody
    does.
    """
    found = [p for id in dossier.each(lacks_holder, Post) if (p := dossier.of(Post, id)) is not None]
    if found:
        number, titles = counted(len(found), "post"), listed(p.title for p in found)
        yield Found(
            message=f"No holder is on record for {number}: {titles}.",
            at=found[0].where(), about=tuple(p.id for p in found),
            hint="Add `holders: [{who: ..., since: ...}]`.",
        )  # fmt: skip


def lacks_holder(dossier: Dossier, post: str) -> str:
    """A post of ours that has no holder on record, and on which something hangs; else blank."""
    record = dossier.of(Post, post)
    if record is None or record.holders or not _own(dossier, post):
        return ""
    leans = dossier.ask(post_reading, post).leans
    return post if any(reason != "task" for reason, _ in leans) else ""


def _tells(name: str, post: Post) -> bool:
    """Whether a holder's name says more than the post's title (a source may not give the name)."""
    return name.casefold().removeprefix("the ") not in post.title.casefold()


def _most_experienced(reading: ExpertReading) -> tuple[object, ...]:
    return (not reading.sustained, -sum(e.number for e in reading.experience), reading.expert)


def _by_experience(dossier: Dossier, readings: list[ExpertReading]) -> str:
    """Names in groups: years, single encounters, none on record."""
    years = [dossier.title(r.person) for r in readings if r.sustained]
    some = [
        f"{dossier.title(r.person)} ({'; '.join(experience_in_words(e) for e in r.experience)})"
        for r in readings if r.experience and not r.sustained
    ]  # fmt: skip
    none = [dossier.title(r.person) for r in readings if not r.experience]
    groups = [f"{listed(years)}, with encounters over years" if years else "", listed(some)]
    if none:
        groups.append(f"{listed(none)}, of whom no encounter is on record")
    return "; ".join(g for g in groups if g)


def _hangs(dossier: Dossier, reading: PostReading) -> str:
    """What hangs on a post, as a sentence."""
    phrases: dict[str, list[str]] = {}
    for reason, id in reading.leans:
        phrases.setdefault(reason, []).append(the(dossier, id))
    words = {
        "deals with": "deals with", "binds": "speaks for", "delegation": "goes to",
        "channel": "is an end of", "task": "owns",
    }  # fmt: skip
    return f"The post {listed(f'{words[r]} {listed(titles)}' for r, titles in phrases.items())}."


def former_holder(dossier: Dossier, post: str) -> tuple[str, str] | None:
    """The last holder of a vacant post, with long experience of the party it deals with, unasked; with the
    post."""
    record = dossier.of(Post, post)
    if record is None or record.deals_with not in dossier.header.counterparts:
        return None
    reading = dossier.ask(post_reading, post)
    if reading.state != "vacant" or not reading.last or not _own(dossier, post):
        return None
    if dossier.naming(reading.last, Expert):
        return None
    sustained = dossier.ask(experience_of, reading.last, record.deals_with).sustained
    return (reading.last, post) if sustained else None


def _named_in(dossier: Dossier, met: list[Encounter], meets: list[Meeting], held: list[Post]) -> str:
    if held:
        return f"as a holder of the post of {held[0].title}"
    return f"for {meets[0].title}" if meets else f"in the encounter {dossier.title(met[0].id)}"


def _own(dossier: Dossier, id: str) -> bool:
    own = dossier.header.own_side
    return not own or side_of(dossier, id) == own


RULES = (
    vacant_post, not_fully_filled, two_holders, experts_not_asked, expert_not_followed_up,
    person_without_side, nearly_one_name, holder_unknown,
)  # fmt: skip
