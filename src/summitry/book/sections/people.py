"""The view of people: posts, experience, delegations, experts."""

from __future__ import annotations

from summitry.analysis.people import Delegation, Experience, ExpertReading, delegation, expert_reading
from summitry.analysis.people import experience as experience_of
from summitry.analysis.posts import PostReading, post_reading
from summitry.book.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    Tag,
    Trace,
    titled,
)
from summitry.book.sections.view import View
from summitry.dossier.introduce import introduced
from summitry.dossier.kinds import Encounter, Meeting, Person, Post
from summitry.dossier.record import Record
from summitry.dossier.sides import the, theirs
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, dated, has, listed, opened

_STATES = {
    "vacant": marked("VACANT"),
    "unknown": marked("NOT KNOWN"),
    "acting": marked("acting"),
    "away": marked("away"),
    "several": marked("two holders"),
}
_GRADES = {
    "none": marked("none"),
    "single": marked("one encounter"),
    "several": marked("several in a year"),
    "years": marked("years"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleReading:
    """All that is said of people on the day."""

    posts: tuple[PostReading, ...] = ()
    experience: tuple[Experience, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    experts: tuple[ExpertReading, ...] = ()


def result(dossier: Dossier, id: str) -> PeopleReading:
    """Read one person's experience, or everybody's with posts, delegations and experts."""
    people = (id,) if id else dossier.ids("person")
    each = (
        dossier.ask(experience_of, p, c)
        for p in people for c in (_across_from(dossier, id) if id else dossier.header.counterparts)
    )  # fmt: skip
    experience = tuple(e for e in each if id or e.grade != "none")
    if id:
        return PeopleReading(experience=experience)
    posts = (dossier.ask(post_reading, p) for p in dossier.ids("post"))
    return PeopleReading(
        posts=tuple(p for p in posts if p.leans or p.state not in ("filled", "unknown")),
        experience=experience,
        delegations=tuple(dossier.ask(delegation, m.id) for m in dossier.all(Meeting) if m.delegation),
        experts=tuple(dossier.ask(expert_reading, e) for e in dossier.ids("expert")),
    )


def _across_from(dossier: Dossier, person: str) -> tuple[str, ...]:
    """With whom a person may have dealt: the counterparts; somebody of theirs with our side."""
    header = dossier.header
    across = header.own_side and theirs(dossier, person)
    return (header.own_side,) if across else header.counterparts


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    reading = result(dossier, id)
    if id:
        return _person(dossier, id, reading.experience)
    blocks: list[Block] = []
    for title, table in (
        (say("Posts"), _posts(dossier, reading.posts)),
        (say("Delegations"), _delegations(dossier, reading.delegations)),
        (say("Experience"), _experience(dossier, reading.experience)),
        (say("Experts"), _experts(dossier, reading.experts)),
    ):
        if table.rows:
            blocks += [Heading(title), table]
    return Section(
        kicker=say("People"), title=say("Who fills the posts, and who has dealt with them"),
        verdict=_verdict(dossier, reading), blocks=tuple(blocks),
        basis=together(x.basis for x in reading.delegations),
    )  # fmt: skip


def _verdict(dossier: Dossier, reading: PeopleReading) -> Sentence:
    vacant = [p for p in reading.posts if p.state == "vacant" and p.leans]
    unasked = [e for e in reading.experts if e.state == "not asked"]
    says = say(
        "{posts} on which something hangs {are} vacant;",
        posts=counted(len(vacant), "post").capitalize(),
        are=_are(len(vacant)),
    )
    says += say(
        " {experts} {has} not been asked.", experts=counted(len(unasked), "expert"), has=has(len(unasked))
    )
    return Sentence(says, traces=tuple(_trace(dossier, p.post) for p in vacant))


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _posts(dossier: Dossier, readings: tuple[PostReading, ...]) -> Table:
    rows = []
    for reading in readings:
        post = dossier.of(Post, reading.post)
        assert post is not None
        stands = reading.standing
        who = stands.holders or stands.acting or stands.absent
        held = listed(dossier.title(p) for p in who) or (
            say("last: {last}", last=dossier.title(stands.last)) if stands.last else ""
        )
        tag: Tag = "plain" if reading.state == "filled" else "loss"
        since = in_words(reading.since) if reading.since is not None else ""
        at = ("holders", reading.index) if reading.index >= 0 else ("title",)
        trace = (Trace(record=post.id, place=post.where(*at)),)
        rows.append((
            Cell(text=post.title, traces=trace, about=post.id), Cell(text=dossier.title(post.of)),
            Cell(text=held),
            Cell(label=say(_STATES.get(reading.state, "")), text=since, tag=tag, traces=trace),
        ))  # fmt: skip
    columns = titled("Post", "Of", "Holder", "Since")
    return Table(columns=columns, rows=tuple(rows))


def _delegations(dossier: Dossier, readings: tuple[Delegation, ...]) -> Table:
    rows = []
    for reading in readings:
        met = reading.principals
        never = met is not None and met.never
        rows.append(
            (
                Cell(text=dossier.title(reading.meeting), traces=(_trace(dossier, reading.meeting),)),
                Cell(text=listed(dossier.title(m) for m in reading.members)),
                Cell(
                    text=say(_GRADES[reading.grade]),
                    tag="loss" if reading.grade in ("none", "single") else "plain",
                ),
                Cell(
                    text="" if met is None else say("never met") if never else say("met"),
                    tag="loss" if never else "",
                ),
            )
        )
    columns = titled("Meeting", "Delegation", "Experience with them", "Principals")  # fmt: skip
    return Table(columns=columns, rows=tuple(rows))


def _experience(dossier: Dossier, readings: tuple[Experience, ...]) -> Table:
    columns = (
        Column(title=say("Person")), Column(title=say("With")), Column(title=say("Experience")),
        Column(title=say("Encounters"), counts=True), Column(title=say("First")), Column(title=say("Last")),
    )  # fmt: skip
    order = sorted(readings, key=lambda e: (-e.number, e.person))
    return Table(columns=columns, rows=tuple(
        (
            Cell(
                text=dossier.title(e.person), traces=(_trace(dossier, e.person),),
                about=f"{e.person} {e.counterpart}",
            ),
            Cell(text=dossier.title(e.counterpart)),
            Cell(label=say(_GRADES[e.grade]), text=listed(counted(n, depth) for depth, n in e.counts)),
            Cell(text=str(e.number), traces=tuple(_trace(dossier, id) for id in e.encounters)),
            Cell(text=in_words(e.first) if e.first else "", tag="" if e.first else "blank"),
            Cell(text=in_words(e.last) if e.last else "", tag="" if e.last else "blank"),
        )
        for e in order
    ))  # fmt: skip


def _experts(dossier: Dossier, readings: tuple[ExpertReading, ...]) -> Table:
    rows = []
    for reading in readings:
        asked = say(reading.state)
        if reading.last_asked:
            asked = f"{asked} {dated(reading.last_asked)}"
        rows.append((
            Cell(
                text=dossier.title(reading.person), traces=(_trace(dossier, reading.expert),),
                about=reading.expert,
            ),
            Cell(text=reading.knows, origin="drafted"),
            Cell(text=listed(say(_GRADES[e.grade]) for e in reading.experience)
                 or say("no encounter on record")),
            Cell(text=asked, tag="loss" if reading.state == "not asked" else "plain"),
        ))  # fmt: skip
    columns = titled("Expert", "Knows", "Experience", "Asked")
    return Table(columns=columns, rows=tuple(rows))


def _person(dossier: Dossier, id: str, readings: tuple[Experience, ...]) -> Section:
    blocks: list[Block] = []
    for reading in readings:
        rows = []
        for encounter in (dossier.get(e) for e in reading.encounters):
            if isinstance(encounter, (Encounter, Meeting)):
                rows.append(_encounter(dossier, encounter))
        columns = titled("When", "With", "On what", "Depth")
        blocks.append(Paragraph((Sentence(_sums_up(dossier, reading), traces=(_trace(dossier, id),)),)))
        if rows:
            blocks.append(Table(columns=columns, rows=tuple(rows)))
    basis = together(x.basis for x in readings)
    return Section(
        kicker=say("People"), title=opened(introduced(dossier, id)), blocks=tuple(blocks), basis=basis
    )


def _encounter(dossier: Dossier, record: Encounter | Meeting) -> tuple[Cell, ...]:
    trace = (Trace(record=record.id, source=record.source[0] if record.source else "", place=record.where()),)
    if isinstance(record, Encounter):
        when, depth, about = record.on, record.depth, record.about
    else:
        when, depth, about = record.held[0].on, say("meeting"), record.title
    return (
        Cell(text=in_words(when) if when else "", tag="" if when else "blank", traces=trace),
        Cell(text=listed(dossier.title(w) for w in record.with_)), Cell(text=about, origin="drafted"),
        Cell(text=depth, tag="" if depth else "blank"),
    )  # fmt: skip


def _sums_up(dossier: Dossier, reading: Experience) -> str:
    them = the(dossier, reading.counterpart)
    if reading.grade == "none":
        return say("No encounter with {them} is on record.", them=them)
    if reading.grade == "single":
        return say("One encounter with {them} is on record.", them=them)
    return say(
        "{encounters} with {them}: {grades}.",
        encounters=counted(reading.number, "encounter").capitalize(),
        them=them,
        grades=say(_GRADES[reading.grade]),
    )


def _trace(dossier: Dossier, id: str) -> Trace:
    record = dossier.get(id)
    if not isinstance(record, Record):
        return Trace(record=id)
    return Trace(record=id, source=record.source[0] if record.source else "", place=record.where())


def _ids(dossier: Dossier) -> tuple[str, ...]:
    return dossier.ids(Person.kind)


VIEW = View(
    name="people", help="posts, experience with the other side, delegations, experts",
    ids=_ids, result=result, section=section,
)  # fmt: skip
