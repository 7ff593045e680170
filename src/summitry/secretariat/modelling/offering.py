"""What the dossier offers as options: alternatives, steps of roadmaps, duties, courses of papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitry.dossier.kinds import Agreement, Alternative, Paper
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.secretariat.modelling.sheet import Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something in the dossier that can be an option: what it is, whose, and where it stands.

    ``once``: the dossier says that it cannot be undone. ``owner`` is blank for a course nobody owns.
    """

    target: str
    says: str
    noun: str
    of: str
    owner: str
    once: bool = False


def offered(dossier: Dossier) -> tuple[Offer, ...]:
    """Return everything that can be taken as an option, by owner; a mediator's dossier has no own courses."""
    found = [*_alternatives(dossier), *_steps(dossier), *_duties(dossier), *_courses(dossier)]
    return tuple(sorted(found, key=lambda o: (dossier.title(o.owner), o.noun)))


def _alternatives(dossier: Dossier) -> Iterator[Offer]:
    for each in dossier.all(Alternative):
        yield Offer(target=each.id, says=each.says, noun="alternative", of="", owner=each.by)


def _steps(dossier: Dossier) -> Iterator[Offer]:
    for paper in dossier.all(Paper):
        for step in paper.roadmap:
            if step.id and (says := step.does or step.words):
                yield Offer(
                    target=f"{paper.id}/{step.id}", says=says, noun="step", of=paper.title, owner=step.by,
                    once=step.reversible is False,
                )  # fmt: skip


def _duties(dossier: Dossier) -> Iterator[Offer]:
    for agreement in dossier.all(Agreement):
        for duty in agreement.duties:
            if duty.id and (says := duty.does or duty.words):
                yield Offer(
                    target=f"{agreement.id}/{duty.id}", says=says, noun="duty", of=agreement.title,
                    owner=duty.by, once=duty.reversible is False,
                )  # fmt: skip


def _courses(dossier: Dossier) -> Iterator[Offer]:
    for paper in dossier.all(Paper):
        for option in paper.options:
            if option.id:
                owner = dossier.header.own_side or next((side_of(dossier, b) for b in paper.by), "")
                yield Offer(
                    target=f"{paper.id}/{option.id}", says=option.says, noun="course", of=paper.title,
                    owner=owner,
                )  # fmt: skip


def owner_among(dossier: Dossier, makers: Sequence[Maker], owner: str) -> str:
    """Return the id of the side that an owner is, or belongs to; a blank when it is none of them."""
    party = side_of(dossier, owner)
    exact = next((m.id for m in makers if m.who == owner), "")
    return exact or next((m.id for m in makers if party and m.who == party), "")
