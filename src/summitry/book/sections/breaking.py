"""Roadmaps with a step that does not come: ``--break options-march/keep-pause``."""

from __future__ import annotations

from summitry.analysis.roadmaps import Falls, break_step
from summitry.book.blocks import Block, Cell, Heading, Section, Sentence, Table, titled
from summitry.book.pictures.roadmaps import roadmap_sequence
from summitry.book.sections.roadmaps import compared_table, steps_table
from summitry.book.sections.view import NotToBeShown, Variant
from summitry.book.tracing import traced
from summitry.dossier.kinds import Agreement, Paper, Pledge
from summitry.dossier.sides import the
from summitry.dossier.undertakings import given, given_in
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.wording import counted, opened, quoted


def read(dossier: Dossier, id: str, words: tuple[str, ...]) -> str:
    """Read ``PAPER/STEP``, ``AGREEMENT/DUTY`` or ``PLEDGE``."""
    if len(words) > 1:
        raise NotToBeShown("One step is broken at a time.", "Name one step.")
    target = words[0]
    if given(dossier, target) is None:
        owners = (*dossier.all(Paper), *dossier.all(Agreement), *dossier.all(Pledge))
        known = tuple(item.target for owner in owners for item in given_in(owner))
        if id:
            known = tuple(k for k in known if k.partition("/")[0] == id) or known
        hint = did_you_mean(target, known) or f"There is: {', '.join(known[:12])}."
        raise NotToBeShown(f'There is no step, duty or pledge "{target}".', hint)
    return target


def result(dossier: Dossier, id: str, target: str) -> Falls | None:
    """Find what can no longer happen."""
    return dossier.ask(break_step, target)


def section(dossier: Dossier, id: str, target: str) -> Section:
    """The page: what falls and why, then the roadmap with what falls struck out."""
    falls = dossier.ask(break_step, target)
    item = given(dossier, target)
    assert falls is not None and item is not None
    struck = frozenset((target, *(f.target for f in falls.falls)))
    blocks: list[Block] = []
    if falls.falls:
        blocks.append(_chain(dossier, falls))
    owner = dossier.of(Paper, id or item.record.id)
    if owner is not None and owner.roadmap:
        blocks += [
            Heading(say("{known_as}, step by step", known_as=opened(owner.known_as))),
            *([drawn] if (drawn := roadmap_sequence(dossier, owner.id, falls)) is not None else []),
            steps_table(dossier, owner.id, struck),
        ]
    elif (drawn := roadmap_sequence(dossier, item.record.id, falls)) is not None:
        blocks.append(drawn)
    if not id:
        blocks += [Heading(say("Side by side")), compared_table(dossier, struck)]
    return Section(
        kicker=say("Roadmap, a step broken"),
        title=opened(say("without {target}", target=quoted(dossier.title(target)))),
        verdict=_verdict(dossier, falls),
        blocks=tuple(blocks),
        basis=falls.basis,
    )


def _verdict(dossier: Dossier, falls: Falls) -> Sentence:
    gone = sum(f.how == "after" for f in falls.falls)
    bare = len(falls.falls) - gone
    trace = traced(dossier, falls.broken)
    if not falls.falls:
        return Sentence(say("Nothing on record waits for it or is given for it."), traces=trace)
    told = [say("{steps} can no longer happen", steps=counted(gone, "step"))] if gone else []
    if bare:
        told.append(
            say(
                "{steps} {x2} nothing left to be given for",
                steps=counted(bare, "step"),
                x2="has" if bare == 1 else "have",
            )
        )
    return Sentence(f"{opened('; '.join(told))}.", traces=trace)


def _chain(dossier: Dossier, falls: Falls) -> Table:
    rows = []
    for fall in falls.falls:
        item = given(dossier, fall.target)
        how = say("waits for") if fall.how == "after" else say("is given in return for")
        by = opened(the(dossier, item.what.by)) if item is not None and item.what.by else ""
        rows.append((
            Cell(text=opened(dossier.title(fall.target)), struck=True, traces=traced(dossier, fall.target)),
            Cell(text=by), Cell(text=f"{how} {quoted(dossier.title(fall.because))}"),
            Cell(text=dossier.title(fall.target.partition("/")[0])),
        ))  # fmt: skip
    columns = titled("What falls", "By", "Why", "In")
    return Table(columns=columns, rows=tuple(rows))


VARIANT = Variant(view="roadmaps", option="break", read=read, result=result, section=section)
