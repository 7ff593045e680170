"""Who stands by what a relay says: the sender, the one it is for, and how far each went."""

from __future__ import annotations

from datetime import date

from summitry.analysis.relays.result import Confirmation, Heading
from summitry.analysis.relays.tellings import Ladder, Telling, Told
from summitry.dossier.kinds import Post, Relay
from summitry.dossier.kinds.relays import ASSENTS
from summitry.dossier.posts import posts_held, standing
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass

CONFIRMING = ASSENTS[-2:]
"""The grades of assent that confirm: agreed, signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The hops told, and the hops heard, by somebody whose word counts for an end of the relay.

    ``sender_now`` are those whose word counts for the sender's side on the dossier's day.
    """

    sender: tuple[tuple[str, str], ...] = ()
    hearer: tuple[tuple[str, str], ...] = ()
    heard_by_sender: frozenset[str] = frozenset()
    heard_by_hearer: frozenset[str] = frozenset()
    instructed: tuple[tuple[str, frozenset[str]], ...] = ()
    sender_now: tuple[str, ...] = ()


def ends_of(dossier: Dossier, relay: Relay, hops: tuple[Heading, ...]) -> Ends:
    """Return which hops were told or heard by whom it counts for.

    It counts for the sender when it is the sender, or holds that day a post that ``binds`` for the
    sender's party; likewise for the one the message is for.
    """
    told: dict[str, list[tuple[str, str]]] = {"from": [], "to": []}
    heard: dict[str, set[str]] = {"from": set(), "to": set()}
    instructed: list[tuple[str, frozenset[str]]] = []
    for hop in hops:
        day = dossier.civil_day(hop.on, relay.zone) if hop.on else None
        for end, principals in (("from", (relay.from_,)), ("to", relay.to)):
            if any(_speaks_for(dossier, hop.by, p, day) for p in principals):
                told[end].append((hop.hop, hop.by))
            if any(_speaks_for(dossier, t, p, day) for t in hop.to for p in principals):
                heard[end].add(hop.hop)
        if hop.instruction:
            instructed.append((hop.hop, _same_speakers(dossier, hop.to, day)))
    return Ends(
        sender=tuple(told["from"]), hearer=tuple(told["to"]),
        heard_by_sender=frozenset(heard["from"]), heard_by_hearer=frozenset(heard["to"]),
        instructed=tuple(instructed), sender_now=_binding(dossier, relay.from_),
    )  # fmt: skip


def confirmation(
    tellings: tuple[Telling, ...], row: Ladder, told_by: tuple[tuple[str, str], ...],
    heard: frozenset[str], assents: dict[tuple[str, str], str], *, own_words: bool,
) -> Confirmation:  # fmt: skip
    """Return how far one end stands by a row.

    It confirms where it agreed to or signed what it was told; the sender (``own_words``) also by its own
    words, while to repeat what one was told is no assent. A lower grade confirms nothing.
    """
    speakers = dict(told_by)
    best = Confirmation()
    for telling in tellings:
        for told in _in_row(telling, row):
            conditions = _hung_on(tellings, row, told.element)
            if not telling.spoken:
                continue
            grade = assents.get((telling.id, told.element), "")
            if telling.id in speakers or telling.id in heard:
                best = _reached(best, grade, telling.id)
            if telling.id in speakers and told.denied:
                best = Confirmation(denied_in=telling.id, reached=best.reached, reached_in=best.reached_in)
                continue
            spoke = telling.id in speakers and bool(told.words) and not grade and own_words
            agreed = telling.id in {*speakers, *heard} and grade in CONFIRMING and not told.denied
            if spoke or agreed:
                best = _confirmed(best, telling, told, row, speakers, conditions)
    return best


def _hung_on(tellings: tuple[Telling, ...], row: Ladder, element: str) -> set[str]:
    """The conditions on which an element, or a softer form of it, hung in some telling."""
    forms = {element, *row.below(element)}
    return {
        condition
        for telling in tellings for told in _in_row(telling, row)
        if told.words and told.element in forms
        for condition, _ in told.conditions
    }  # fmt: skip


def _confirmed(
    best: Confirmation, telling: Telling, told: Told, row: Ladder, speakers: dict[str, str],
    conditions: set[str],
) -> Confirmation:  # fmt: skip
    if best.confirmed and told.element in row.below(best.element):
        return best
    named = {c for c, _ in told.conditions}
    return Confirmation(
        element=told.element, hop=telling.id, by=speakers.get(telling.id, ""),
        without=tuple(sorted(conditions - named)), reached=best.reached, reached_in=best.reached_in,
    )  # fmt: skip


def _reached(best: Confirmation, grade: str, hop: str) -> Confirmation:
    ranks = {name: n for n, name in enumerate(ASSENTS)}
    if grade and (not best.reached or ranks[grade] > ranks[best.reached]):
        return Confirmation(
            element=best.element, hop=best.hop, by=best.by, without=best.without,
            denied_in=best.denied_in, reached=grade, reached_in=hop,
        )  # fmt: skip
    return best


def _in_row(telling: Telling, row: Ladder) -> tuple[Told, ...]:
    elements = row.elements
    return tuple(told for told in telling.told if told.element in elements)


def _speaks_for(dossier: Dossier, speaker: str, principal: str, day: date | None) -> bool:
    """Whether a speaker's word counts for a principal on a day."""
    if not speaker or speaker == "public":
        return False
    if speaker == principal:
        return True
    post = dossier.of(Post, principal)
    if post is not None and speaker in standing(dossier, post, day).holders:
        return True
    party = side_of(dossier, principal)
    held = dossier.of(Post, speaker)
    posts = (held,) if held is not None else posts_held(dossier, speaker, day)
    return any((bool(party) and p.binds == party) or p.id == principal for p in posts)


def _same_speakers(dossier: Dossier, named: tuple[str, ...], day: date | None) -> frozenset[str]:
    """Those named, with the holders of posts and the posts of people among them."""
    found = set(named)
    for who in named:
        post = dossier.of(Post, who)
        if post is not None:
            found.update(standing(dossier, post, day).manned)
        else:
            found.update(p.id for p in posts_held(dossier, who, day))
    return frozenset(found)


def _binding(dossier: Dossier, principal: str) -> tuple[str, ...]:
    """The sender, and whoever else can speak for the sender's party today."""
    party = side_of(dossier, principal)
    found = [principal]
    for post in dossier.naming(party, Post) if party else ():
        if post.binds == party:
            found.extend(standing(dossier, post).manned)
    return tuple(dict.fromkeys(found))
