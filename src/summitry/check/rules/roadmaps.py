"""RDM: does a roadmap hold together, and does it know what came of earlier ones?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.roadmaps import (
    Like,
    compared_with,
    like_before,
    roadmap,
    uncut_papers,
)
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.check.rules.pledges import joined
from summitry.dossier.kinds import Paper
from summitry.dossier.sides import ours, the
from summitry.dossier.undertakings import STATUS_WORDS, given
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import counted, number, opened, quoted

LIVE = ("draft", "circulating", "cleared", "adopted")
"""Papers that may still be acted upon; what stands in the cabinet is only compared."""


def _quoted(dossier: Dossier, targets: Iterable[str], link: str = "and") -> str:
    return joined([quoted(dossier.title(target)) for target in targets], link)


@rule("RDM001", "circular-waiting", Severity.GRAVE, Paper)
def circular_waiting(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """Steps of a roadmap each wait for the other, so that none can be taken.

    Each side will say that it is the other's turn. Say which comes first, or that they are taken at
    the same time (by `in_return_for` instead of `after`).
    """
    found = dossier.ask(roadmap, paper.id) if paper.roadmap and paper.status in LIVE else None
    for circle in found.circles if found is not None else ():
        wait = "wait for each other" if len(circle) > 1 else "waits for itself"
        first = next(s.position for s in found.steps if s.target == circle[0]) if found is not None else 0
        yield Found(
            message=f"In {quoted(paper.known_as)} {_quoted(dossier, circle)} {wait}; none can be taken.",
            at=paper.where("roadmap", first, "after"), about=(paper.id, *circle),
            hint="Say which comes first, or write `in_return_for` where they are taken together.",
        )  # fmt: skip


@rule("RDM002", "nothing-in-return", Severity.NOTICE, Paper)
def nothing_in_return(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """Steps of a roadmap are given for nothing, and nothing is given for them.

    A step of ours without a return gives something away; one of theirs without a return gives them no
    reason to take it. Say what each is given for, or that it is meant as a gesture.
    """
    found = dossier.ask(roadmap, paper.id) if len(paper.roadmap) > 1 and paper.status in LIVE else None
    bare = [s for s in found.steps if s.unreturned and not _gesture(paper, s.position)] if found else []
    if not bare:
        return
    mine = [s.target for s in bare if ours(dossier, s.by)]
    rest = [s for s in bare if s.target not in mine]
    told = [f"of our own {_quoted(dossier, mine)}"] if mine else []
    for by in dict.fromkeys(s.by for s in rest):
        named = _quoted(dossier, [s.target for s in rest if s.by == by])
        told.append(f"of {the(dossier, by)} {named}")
    yield Found(
        message=f'In {quoted(paper.known_as)} {number(len(bare))} of {number(len(paper.roadmap))} steps'
        ' are given for nothing and'
        f" bring nothing in return: {'; '.join(told)}.",
        at=paper.where("roadmap", bare[0].position), about=(paper.id, *(s.target for s in bare)),
        hint="Name under `in_return_for` what each is given for, or under `note` that it is a gesture.",
    )  # fmt: skip


def _gesture(paper: Paper, position: int) -> bool:
    step = paper.roadmap[position]
    return bool(step.note)


@rule("RDM003", "steps-not-verified", Severity.SERIOUS, Paper)
def steps_not_verified(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """Steps of the other side's in a roadmap do not say how anybody would know that they were taken.

    What cannot be seen cannot be paid for. Say who verifies each and how, or that nobody does and why
    that will do.
    """
    if paper.status not in LIVE:
        return
    bare = [
        at for at, step in enumerate(paper.roadmap)
        if not ours(dossier, step.by) and step.verified in ("", "none") and not step.note
    ]  # fmt: skip
    if not bare:
        return
    targets = [f"{paper.id}/{paper.roadmap[at].id}" for at in bare]
    these = "this step of others is" if len(bare) == 1 else "these steps of others are"
    yield Found(
        message=f'In {quoted(paper.known_as)} nothing says how {these} verified:'
        f" {_quoted(dossier, targets)}.",
        at=paper.where("roadmap", bare[0], "verified"), about=(paper.id, *targets),
        hint="Write under `verified` who sees it and how; under `note` why none is needed.",
    )  # fmt: skip


@rule("RDM004", "papers-not-cut-into-steps", Severity.SERIOUS, None)
def papers_not_cut(dossier: Dossier, _: None) -> Iterable[Found]:
    """Papers lie in the cabinet whose roadmaps nobody has cut into steps.

    Earlier administrations worked out several roadmaps; as long as they are prose nobody can lay them
    beside a new one, or see which of their steps failed. Enter each paper's steps under `roadmap`.
    """
    papers = [p for id in uncut_papers(dossier) if (p := dossier.of(Paper, id)) is not None]
    if not papers:
        return
    one = len(papers) == 1
    titles = joined([quoted(p.known_as) for p in sorted(papers, key=lambda p: (_day(p), p.id))])
    yield Found(
        message=f"{opened(counted(len(papers), 'paper'))} in the cabinet"
        f" {'is' if one else 'are'} not cut into steps: {titles}.",
        at=papers[0].where("roadmap"), about=tuple(p.id for p in papers),
        hint="Enter each paper's steps under `roadmap`: who, what, for what, after what, how verified.",
        related=tuple(Related(p.where()) for p in papers[1:]),
    )  # fmt: skip


def _day(paper: Paper) -> int:
    return paper.on.earliest.toordinal() if paper.on is not None else 0


@rule("RDM005", "draft-not-compared", Severity.SERIOUS, Paper)
def draft_not_compared(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """A draft roadmap has not been laid beside the papers and agreements that have like steps.

    What came of like steps before is on record; not to look is to repeat it. Lay them side by side
    (`summitry show roadmaps`), and name under `about` what the draft was compared with.
    """
    if paper.status not in ("draft", "circulating") or not paper.roadmap:
        return
    found = dossier.ask(compared_with, paper.id)
    if found is None or not found.against:
        return
    owners = [owner for owner, _ in found.against]
    steps = tuple(dict.fromkeys(t for _, targets in found.against for t in targets))
    yield Found(
        message=f'The roadmap in {quoted(paper.known_as)} is not compared with {number(len(owners))} earlier'
        f" {'one that has' if len(owners) == 1 else 'ones that have'} like steps:"
        f" {joined([dossier.title(owner) for owner in owners])}.",
        at=paper.where("about"), about=(paper.id, *owners),
        hint="Lay them side by side with `summitry show roadmaps`, and name under `about` what it was"
        f" compared with. Like steps are there for {_quoted(dossier, steps)}.",
        related=places_of(dossier, owners),
    )  # fmt: skip


@rule("RDM006", "irreversible-first", Severity.SERIOUS, Paper)
def irreversible_first(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """A step that cannot be undone is given for one that can, and does not come later.

    When the other side undoes its step, the first is gone. Put the step that cannot be undone later,
    cut it up, or ask for one of the same sort.
    """
    found = dossier.ask(roadmap, paper.id) if paper.status in LIVE and paper.roadmap else None
    for target, other in found.exposed if found is not None else ():
        step = next(s for s in found.steps if s.target == target) if found is not None else None
        position = step.position if step is not None else 0
        yield Found(
            message=f'In {quoted(paper.known_as)} {quoted(dossier.title(target))} cannot be undone, and'
            ' is given no later'
            f' than {quoted(dossier.title(other))}, which can.',
            at=paper.where("roadmap", position, "reversible"), about=(paper.id, target, other),
            hint="Put it later with `after`, cut it into parts, or ask for a step that cannot be undone.",
        )  # fmt: skip


@rule("RDM007", "like-step-failed-before", Severity.SERIOUS, Paper)
def like_step_failed(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """A step of a draft roadmap is like one that was not carried out before.

    The same side took on the same kind of step, and it came to nothing or to little. Say what makes it
    different this time: words, order, verification, what is given for it.
    """
    if paper.status not in LIVE:
        return
    for at, step in enumerate(paper.roadmap):
        target = f"{paper.id}/{step.id}"
        past = [like for like in dossier.ask(like_before, target) if like.status in (0, 1)]
        if not past:
            continue
        told = "; ".join(_past_words(dossier, like) for like in past)
        yield Found(
            message=f'{quoted(dossier.title(target))} in {quoted(paper.known_as)} is like what'
            f' {the(dossier, step.by)}'
            f" took on before: {told}.",
            at=paper.where("roadmap", at), about=(paper.id, target, *(like.target for like in past)),
            hint="Say what is different this time: its words, its place, what it is given for, how verified.",
            related=tuple(Related(item.record.where(*item.path, "fate")) for like in past
                          if (item := given(dossier, like.target)) is not None),
        )  # fmt: skip


def _past_words(dossier: Dossier, like: Like) -> str:
    owner = dossier.title(like.target.partition("/")[0])
    title = dossier.title(like.target)
    where = f" in the {owner}" if owner != title else ""
    return f"{quoted(title)}{where}, {STATUS_WORDS[like.status or 0]}"


@rule("RDM008", "nobody-goes-first", Severity.NOTICE, Paper)
def nobody_goes_first(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """Two steps are given for each other, and neither is said to come first.

    Who moves first was fought over in every earlier round. Say which comes first, or that they are
    taken on one day and how that is arranged.
    """
    found = dossier.ask(roadmap, paper.id) if paper.status in LIVE and paper.roadmap else None
    for one, other in found.swaps if found is not None else ():
        step = next(s for s in found.steps if s.target == one) if found is not None else None
        if step is None or paper.roadmap[step.position].due is not None:
            continue
        yield Found(
            message=f'In {quoted(paper.known_as)} {quoted(dossier.title(one))} and'
            f' {quoted(dossier.title(other))} are given for'
            " each other; neither is said to come first.",
            at=paper.where("roadmap", step.position, "in_return_for"), about=(paper.id, one, other),
            hint="Write `after` at the later one, or the same `due` at both.",
        )  # fmt: skip


@rule("RDM009", "waits-for-what-failed", Severity.SERIOUS, Paper)
def waits_for_failed(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """A step waits for, or is given for, something that was judged not carried out.

    As written it will never come. Rest it on something else, or say what would revive the other.
    """
    found = dossier.ask(roadmap, paper.id) if paper.status in LIVE and paper.roadmap else None
    for step in found.steps if found is not None else ():
        if step.failed:
            yield Found(
                message=f'{quoted(dossier.title(step.target))} in {quoted(paper.known_as)} rests on'
                f" {_quoted(dossier, step.failed)}, which was not carried out.",
                at=paper.where("roadmap", step.position), about=(paper.id, step.target, *step.failed),
                hint="Rest the step on something else, or say what would revive the other.",
            )  # fmt: skip


RULES = (
    circular_waiting, nothing_in_return, steps_not_verified, papers_not_cut, draft_not_compared,
    irreversible_first, like_step_failed, nobody_goes_first, waits_for_failed,
)  # fmt: skip
