"""Why a state holds for a side or not, in sentences: each way out of it, and the answer that deters it."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.analysis.stability.concepts import horizon_of
from summitry.analysis.stability.explain import BY_ANY, WITH_ESCAPE, Explanation, WayOut
from summitry.book.blocks import Block, Heading, Paragraph, Points, Section, Sentence
from summitry.book.conflicts.told import Told
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.wording import number, opened

MOST_WAYS = 12
"""Ways out that are told one by one."""

MEANINGS = {
    "Nash": marked("no move of its own betters its lot"),
    "GMR": marked("each better move can be answered, by whatever the others can do"),
    "SMR": marked("each better move can be answered, and it cannot get out of the answer"),
    "SEQ": marked("each better move can be answered by moves that are good for those who make them"),
    "SSEQ": marked("each better move can be answered by good moves, and it cannot get out of the answer"),
    "SIM": marked("the others' good moves, made together with its own, deter it"),
    "NM": marked("it stays however far both look ahead"),
}
"""What stable means for a side under a concept."""

_KINDS = {
    "a": marked("where preferences are unknown: bold, and afraid of what is certain only"),
    "b": marked("where preferences are unknown: careful, and afraid of what is certain only"),
    "c": marked("where preferences are unknown: bold, and afraid also of what is unknown"),
    "d": marked("where preferences are unknown: careful, and afraid also of what is unknown"),
}


def meaning(concept: str) -> str:
    """Return what stable means under a concept, in words."""
    if (horizon := horizon_of(concept)) is not None:
        return say("it stays when both look {count} moves ahead", count=number(horizon))
    if concept.startswith("strong_"):
        return say("{words}, by something far worse", words=say(MEANINGS[concept.removeprefix("strong_")]))
    base, _, kind = concept.partition("_")
    words = say(MEANINGS[base])
    return f"{words} ({say(_KINDS[kind])})" if kind else words


def why_blocks(told: Told, found: Explanation) -> tuple[Block, ...]:
    """Return the verdict of one explanation, and a point for each way out."""
    verdict = Paragraph((Sentence(verdict_of(told, found), traces=told.traces()),))
    points = [_point(told, found, way) for way in found.ways[:MOST_WAYS]]
    if len(found.ways) > MOST_WAYS:
        rest = len(found.ways) - MOST_WAYS
        points.append(Sentence(say("And {number} more moves of the same kind.", number=number(rest))))
    return (verdict, Points(tuple(points))) if points else (verdict,)


def verdict_of(told: Told, found: Explanation) -> str:
    """Return in a sentence whether and why a state is stable for a side."""
    state, ways = opened(told.called(found.state)), len(found.ways)
    head = {"state": state, "side": found.side, "concept": found.concept}
    if not found.moves:
        return say("{state} is stable for {side} under {concept}: it has no move to make.", **head)
    if _ahead(found.concept):
        if found.stable:
            return say(
                "{state} is stable for {side} under {concept}: no move would end in anything better for it.",
                **head,
            )
        return say(
            "{state} is not stable for {side} under {concept}: a move would end better for it.", **head
        )
    if not ways:
        return say("{state} is stable for {side} under {concept}: none of its moves betters its lot.", **head)
    if found.stable:
        return say_many(
            ways,
            "{state} is stable for {side} under {concept}: the one move it would make is deterred.",
            "{state} is stable for {side} under {concept}:"
            " each of the {number} moves it would make is deterred.",
            number=number(ways),
            **head,
        )
    free = sum(not way.deterred for way in found.ways)
    return say_many(
        free,
        "{state} is not stable for {side} under {concept}: nothing deters one of its moves.",
        "{state} is not stable for {side} under {concept}: nothing deters {number} of its moves.",
        number=number(free),
        **head,
    )


def _ahead(concept: str) -> bool:
    return concept == "NM" or horizon_of(concept) is not None


def _point(told: Told, found: Explanation, way: WayOut) -> Sentence:
    escape = (way.escape,) if way.escape is not None else ()
    traces = told.way_traces(way.move, way.answer, escape)
    return Sentence(way_in_words(told, found, way), traces=traces)


def way_in_words(told: Told, found: Explanation, way: WayOut) -> str:
    """Return one way out with what comes of it, in a sentence or two."""
    to = told.called(way.move[-1].end)
    first = say("{moves}: {state}.", moves=opened(told.way(way.move)), state=to)
    values = {
        "first": first, "answer": opened(told.way(way.answer)), "side": found.side,
        "end": told.called(way.end) if way.end is not None else "", "state": told.called(found.state),
    }  # fmt: skip
    base = found.concept.removeprefix("strong_").partition("_")[0]
    if _ahead(found.concept):
        return _foreseen(way, values)
    if base == "Nash":
        return say("{first} Under Nash nobody's answer counts.", **values)
    if base == "SIM":
        return _simultaneous(way, values)
    if way.deterred:
        worse = _deterring(found.concept)
        if base in WITH_ESCAPE:
            return say(
                "{first} {answer}: {end}, {worse}. {trapped}",
                worse=worse,
                trapped=_trapped(way, values),
                **values,
            )
        return say("{first} {answer}: {end}, {worse}.", worse=worse, **values)
    if way.escape is not None:
        out, better = told.move(way.escape), told.called(way.escape.end)
        return say(
            "{first} {answer}: {end}. But then {out}: {better}, and is again better off than in {state}.",
            out=out, better=better, **values,
        )  # fmt: skip
    if not way.choices:
        if base in BY_ANY:
            return say("{first} Nobody else can then move.", **values)
        return say("{first} Nobody else would then move.", **values)
    can = say("can do") if base in BY_ANY else say("would do")
    return say_many(
        way.choices,
        "{first} The one thing the others {can} then leaves {side} better off than {state}.",
        "{first} All the others {can} then ({number} states) leaves {side} better off than {state}.",
        can=can, number=number(way.choices), **values,
    )  # fmt: skip


def _trapped(way: WayOut, values: dict[str, str]) -> str:
    """Say why the side cannot get out of an answer."""
    if not way.moves:
        return say("From there {side} has no move.", **values)
    return say_many(
        way.moves,
        "From there {side} cannot get out of it: its one move is no better for it than {state}.",
        "From there {side} cannot get out of it: none of its {number} moves is better for it than {state}.",
        number=number(way.moves),
        **values,
    )


def _deterring(concept: str) -> str:
    if concept.startswith("strong_"):
        return say("far worse for it")
    if concept.endswith(("_c", "_d")):
        return say("not known to be better for it")
    return say("no better for it")


def _simultaneous(way: WayOut, values: dict[str, str]) -> str:
    if way.deterred:
        return say(
            "{first} Together with the others' move ({answer}) that is {end}, no better for it.", **values
        )
    if way.choices:
        return say(
            "{first} Nothing that the others would do at the same time, and that can be, deters it.", **values
        )
    return say("{first} Nobody else would move from {state}.", **values)


def _foreseen(way: WayOut, values: dict[str, str]) -> str:
    goes_on = say("It would go on: {answer}, to {end}", **values) if way.answer else say("There it would end")
    better = say("no better for {side}", **values) if way.deterred else say("better for {side}", **values)
    return say("{first} {goes_on}, {better}.", first=values["first"], goes_on=goes_on, better=better)


def why_section(told: Told, explanations: Sequence[Explanation]) -> Section:
    """Return the page of why a state holds or not: side by side, concept by concept."""
    blocks: list[Block] = []
    for side in dict.fromkeys(e.side for e in explanations):
        blocks.append(Heading(side))
        for found in explanations:
            if found.side == side:
                blocks += why_blocks(told, found)
    state = explanations[0].state
    concepts = tuple(dict.fromkeys(e.concept for e in explanations))
    blocks.append(Points(tuple(Sentence(f"{c}: {meaning(c)}.", "template") for c in concepts)))
    return Section(
        kicker=say("Stability"),
        title=say("Why {state} holds, or not", state=told.called(state)),
        verdict=Sentence(
            say("In {state}: {words}.", state=told.called(state), words=told.holds(state)),
            traces=told.traces("options"),
        ),
        blocks=tuple(blocks),
    )
