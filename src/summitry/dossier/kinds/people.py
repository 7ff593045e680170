"""Parties, agencies, people, posts, encounters, experts and channels."""

from __future__ import annotations

from typing import ClassVar

from summitry.dossier.fields import choice, days, flag, many, one, parts, text, texts, when
from summitry.dossier.record import Part, Record
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass

DEPTHS = ("contact", "meeting", "negotiation")
"""How deep an encounter went, shallow first."""


@dataclass(frozen=True, kw_only=True)
class Party(Record):
    """A state, movement or organisation that has a side in the matter."""

    kind: ClassVar[str] = "party"
    plural: ClassVar[str] = "parties"
    family: ClassVar[str] = "people"

    name: str = text("full name", required=True)
    also: tuple[str, ...] = texts("other names, abbreviations, romanisations")
    role: str = choice("principal", "go-between", "interested", "host", help="its part in the matter")


@dataclass(frozen=True, kw_only=True)
class Agency(Record):
    """A ministry, service, delegation or other body of one party."""

    kind: ClassVar[str] = "agency"
    plural: ClassVar[str] = "agencies"
    family: ClassVar[str] = "people"

    name: str = text("full name", required=True)
    also: tuple[str, ...] = texts("other names and abbreviations")
    side: str = one("party", help="the party it belongs to", required=True)
    part_of: str = one("agency", help="the larger body it belongs to")


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """A person, under every name the sources use."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    family: ClassVar[str] = "people"

    name: str = text("the name to print", required=True)
    also: tuple[str, ...] = texts("aliases, romanisations, the name in its own script")
    side: str = one("party", help="the party the person belongs to")


@dataclass(frozen=True, kw_only=True)
class Holder(Part):
    """Who holds a post from a day, acts in it, is absent from it, or has left it."""

    shorthand: ClassVar[str] = "who"
    who: str = one("person", help="takes the post")
    acting: str = one("person", help="acts in the post without holding it")
    absent: str = one("person", help="holds the post but is away")
    ended: str = one("person", help="leaves the post, on the day given in `on`")
    since: When | None = when("from when", world=True)
    until: When | None = when("the last day, when known from the start or for an absence")
    on: When | None = when("the last day in the post, with `ended`; at its end the post is empty", world=True)


@dataclass(frozen=True, kw_only=True)
class Post(Record):
    """An office somebody holds: who held it when, and what its holder's word is worth."""

    kind: ClassVar[str] = "post"
    plural: ClassVar[str] = "posts"
    family: ClassVar[str] = "people"

    title: str = text("the title of the office", required=True)
    of: str = one("agency", "party", help="the body the post belongs to", required=True)
    deals_with: str = one("party", help="the counterpart it exists to deal with")
    binds: str = one("party", "'none'", help="the party for which its holder's word counts")
    holders: tuple[Holder, ...] = parts(Holder, "who held it when; entries are only ever added")


@dataclass(frozen=True, kw_only=True)
class Encounter(Record):
    """A dealing between people: who met whom, when, on what, how deep."""

    kind: ClassVar[str] = "encounter"
    plural: ClassVar[str] = "encounters"
    family: ClassVar[str] = "people"
    titled_by: ClassVar[tuple[str, ...]] = ("title", "about")

    title: str = text("a name for it, if it has one")
    who: tuple[str, ...] = many("person", help="those of one side", required=True)
    with_: tuple[str, ...] = many("person", "agency", "party", help="those of the other side")
    on: When | None = when("when", world=True)
    about: str = text("on what")
    depth: str = choice(*DEPTHS, help="a single contact, a meeting, or negotiation")
    place: str = text("where")


@dataclass(frozen=True, kw_only=True)
class Asked(Part):
    """Somebody was asked: when, by whom, and what came back."""

    on: When | None = when("when", world=True)
    who: str = one("person", "agency", "party", "post", help="who was asked")
    by: str = one("person", "agency", "party", "post", help="who asked")
    about: str = text("on what")
    answer: str = text("what came back; blank means silence")
    treated_as: str = choice("consent", "refusal", "nothing", help="how the silence was read")
    said_by: str = one("person", "agency", "post", help="who read it so")


@dataclass(frozen=True, kw_only=True)
class Expert(Record):
    """Somebody outside who has dealt with the counterpart and could be asked."""

    kind: ClassVar[str] = "expert"
    plural: ClassVar[str] = "experts"
    family: ClassVar[str] = "people"
    titled_by: ClassVar[tuple[str, ...]] = ("knows",)

    who: str = one("person", help="the person", required=True)
    knows: str = text("with what, and since when")
    reachable: bool | None = flag("whether the person can be reached")
    asked: tuple[Asked, ...] = parts(Asked, "when the person was asked, and what about")


@dataclass(frozen=True, kw_only=True)
class Use(Part):
    """A channel was used."""

    shorthand: ClassVar[str] = "on"
    on: When | None = when("when", world=True)
    about: str = text("for what")


@dataclass(frozen=True, kw_only=True)
class ChannelTest(Part):
    """A channel was tried: what was sent, and whether an answer came."""

    sent: When | None = when("when something was sent", world=True)
    answered: When | None = when("when the answer came; blank means none")


@dataclass(frozen=True, kw_only=True)
class Channel(Record):
    """A way of reaching the other side."""

    kind: ClassVar[str] = "channel"
    plural: ClassVar[str] = "channels"
    family: ClassVar[str] = "people"

    title: str = text("what the channel is called", required=True)
    level: str = choice(
        "leaders", "ministers", "envoys", "working", "military", "intelligence", help="its level"
    )
    ends: tuple[str, ...] = many("post", "person", "agency", "party", help="both ends")
    uses: tuple[Use, ...] = parts(Use, "when it was used")
    tests: tuple[ChannelTest, ...] = parts(ChannelTest, "when it was tried")
    fallback: str = text("what is used when it fails; `none` when nothing is")
    life: int | None = days("how long it counts as live unused, when not as in the header")
