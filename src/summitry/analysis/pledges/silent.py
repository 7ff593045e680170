"""What an undertaking is silent on: kinds of event that have occurred and that it does not name."""

from __future__ import annotations

from datetime import date

from summitry.analysis.pledges.clock import grouped
from summitry.analysis.pledges.result import Dated, Silence, Silences
from summitry.analysis.pledges.terms import Reaches, reaches_of
from summitry.dossier.happenings import Happening, happenings
from summitry.dossier.kinds import EventKind, StepKind
from summitry.dossier.trees import KindTree, kind_tree
from summitry.dossier.undertakings import Precedent, precedents
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis


def silences(dossier: Dossier, target: str, pressing: bool = False) -> Silences | None:
    """Return the kinds of event of its maker's that an undertaking's own text does not name.

    Those that a reading names, or that broke an earlier promise of like kind, come first. A kind that
    the text covers only through a wider one is among them when a reading names it. An undertaking
    without a scope is silent on nothing: it is not of that sort. ``None`` when there is none.

    With ``pressing`` only kinds that a reading names or that broke a like promise are looked at, so that
    other events leave the answer alone.
    """
    reaches = dossier.ask(reaches_of, target, ())
    if reaches is None:
        return None
    found: list[Silence] = []
    if reaches.readings[0].terms.entries:
        tree = dossier.ask(kind_tree, EventKind)
        broke = _like(dossier, reaches)
        kinds = dossier.ids("kind_of_event")
        if pressing:
            kinds = tuple(sorted(_pressing(reaches, broke, tree).intersection(kinds)))
        for kind in kinds:
            silence = _silence(dossier, reaches, kind, tree, broke.get(kind, ()))
            if silence is not None:
                found.append(silence)
    found.sort(key=lambda s: (not (s.broke or s.named_by), not s.beside, s.kind))
    return Silences(
        target=reaches.target, kinds=tuple(found),
        basis=Basis(
            method="Kinds of event the maker has brought about are looked up in the scope of the text.",
            assumptions=(
                "Earlier promises count as like when their kinds of step are the same, lie side by side or"
                " one below the other, or when one of them names none.",
            ),
            cannot_say=("What the maker takes the words to mean.",),
            rests_on=(*reaches.rests_on, *(s.last.events[0] for s in found)),
        ),
    )  # fmt: skip


def _pressing(
    reaches: Reaches, broke: dict[str, tuple[Precedent, ...]], tree: KindTree
) -> set[str]:  # fmt: skip
    """The kinds that some reading names, and those beside a kind named over which a promise broke."""
    text, *others = reaches.readings
    named = {e.kind for e in text.terms.entries}
    read = {e.kind for reach in others for e in reach.terms.entries} - named
    beside = {k for k in broke if any(tree.alike(k, other) for other in named)} - named
    return read | beside


def _silence(
    dossier: Dossier, reaches: Reaches, kind: str, tree: KindTree, past: tuple[Precedent, ...]
) -> Silence | None:
    text = reaches.readings[0]
    named = {e.kind for e in text.terms.entries}
    if kind in named:
        return None
    by_reading = tuple(
        (reach.terms.by, reach.fits[kind].answer)
        for reach in reaches.readings[1:]
        if any(e.kind == kind for e in reach.terms.entries)
    )
    through = text.fits[kind].named if kind in text.fits else ()
    if through and not by_reading:
        return None
    below = tree.descendants(kind) if by_reading else (kind,)
    open_kinds = tuple(k for k in below if through or k not in text.fits)
    last = _last(dossier, reaches, open_kinds, tree)
    if last is None:
        return None
    siblings = {k for parent in tree.parents.get(kind, ()) for k in tree.children.get(parent, ())}
    beside = tuple(sorted(named & siblings))
    like = [p for p in past if beside or by_reading]
    disputed = [p.target for p in like if len({a for k, a in p.named if k == kind}) > 1]
    return Silence(
        kind=kind, last=last, through=through, named_by=tuple(dict.fromkeys(by_reading)),
        broke=tuple(dict.fromkeys(p.target for p in like)),
        broke_by=tuple(dict.fromkeys(p.event for p in like)),
        disputed=tuple(dict.fromkeys(disputed)),
        beside=beside, within=tuple(sorted(named.intersection(tree.descendants(kind)))),
    )  # fmt: skip


def _last(
    dossier: Dossier, reaches: Reaches, kinds: tuple[str, ...], tree: KindTree
) -> Dated | None:  # fmt: skip
    """The maker's latest event of one of these kinds, with those that may be the same one."""
    latest: list[Happening] = []
    for kind in kinds:
        end: date | None = None
        for happening in reversed(dossier.ask(happenings, kind)):
            if end is not None and (end - happening.last).days > 2:
                break
            if happening.done_by(reaches.by, reaches.side) and dossier.passed(happening.last):
                end = end or happening.last
                latest.append(happening)
    groups = grouped(dossier, latest, tree)
    return groups[-1] if groups else None


def _like(dossier: Dossier, reaches: Reaches) -> dict[str, tuple[Precedent, ...]]:
    """Earlier promises of the same side, of like kind, by the kind of event that broke them."""
    if not reaches.side:
        return {}
    steps = dossier.ask(kind_tree, StepKind)
    found: dict[str, tuple[Precedent, ...]] = {}
    for past in dossier.ask(precedents, reaches.side):
        if past.target == reaches.target or not past.event_kind:
            continue
        if past.given and reaches.given and past.given.earliest >= reaches.given.earliest:
            continue
        if steps.alike(past.step_kind, reaches.of_kind):
            found[past.event_kind] = (*found.get(past.event_kind, ()), past)
    return found
