"""STB: what models of a conflict say of today's state and of the outcome that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summitry.analysis.stability import conflict_model
from summitry.analysis.stability.model import Conflict as Model
from summitry.analysis.stability.paths import Way
from summitry.analysis.stability.standing import Standing, standings
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Conflict
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import listed, quoted


@rule("STB101", "wanted-does-not-hold", Severity.SERIOUS, Conflict, needs=["wanted"])
def wanted_does_not_hold(dossier: Dossier, conflict: Conflict) -> Iterable[Found]:
    """By the model, the outcome we want would not hold: a side would leave it, and nothing could deter it.

    An agreement on such an outcome asks for more than a signature: something must change what the side
    can do or prefers. `summitry stability DIR CONFLICT --inverse STATE` says which changes would be enough.
    """
    found = [s for s in dossier.ask(standings, conflict.id) if s.which == "wanted" and s.how == "left"]
    if not found:
        return
    model = _model(dossier, conflict)
    told = [f"{model.sides[s.side].name} would leave it ({_deed(model, s.way.move)})" for s in found]
    yield Found(
        message=f"The outcome wanted in {quoted(conflict.title)} would not hold: {listed(told)},"
        " and nothing the others can do would deter that.",
        at=conflict.where("wanted"),
        about=(conflict.id,),
        hint=f"`summitry stability . {conflict.id} --inverse {found[0].state}` says what would make it hold.",
        related=_places(dossier, conflict, found),
    )


@rule("STB102", "today-does-not-hold", Severity.NOTICE, Conflict, needs=["today"])
def today_does_not_hold(dossier: Dossier, conflict: Conflict) -> Iterable[Found]:
    """By the model, today's state will not last: a side betters its lot by leaving it, and nothing deters it.

    Expect the move, or prepare what would answer it. `summitry stability DIR CONFLICT --status-quo` says
    where it leads.
    """
    found = [s for s in dossier.ask(standings, conflict.id) if s.which == "today" and s.how == "left"]
    if not found:
        return
    model = _model(dossier, conflict)
    told = [f"{model.sides[s.side].name} betters its lot ({_deed(model, s.way.move)})" for s in found]
    yield Found(
        message=f"Today's state in {quoted(conflict.title)} will not last by the model: {listed(told)},"
        " and nothing the others can do deters that.",
        at=conflict.where("today"),
        about=(conflict.id,),
        hint=f"`summitry stability . {conflict.id} --status-quo` says what it can turn into.",
        related=_places(dossier, conflict, found),
    )


@rule("STB103", "answer-not-credible", Severity.SERIOUS, Conflict)
def answer_not_credible(dossier: Dossier, conflict: Conflict) -> Iterable[Found]:
    """Only an answer keeps a side where it is that those who prepared it would rather not give.

    What deters nobody who looks closely is no deterrent. Prepare an answer that is good for those who
    give it, change what it costs them, or plan for the move.
    """
    found = [s for s in dossier.ask(standings, conflict.id) if s.how == "threatened"]
    model = _model(dossier, conflict) if found else None
    for standing in found:
        assert model is not None
        which = "the outcome wanted" if standing.which == "wanted" else "today's state"
        side = model.sides[standing.side].name
        answer = _deed(model, standing.way.answer, named=True)
        yield Found(
            message=f"What keeps {side} from leaving {which} in {quoted(conflict.title)}"
            f" ({_deed(model, standing.way.move)}) is an answer that is not good for those who would give it:"
            f" {answer}.",
            at=conflict.where(standing.which),
            about=(conflict.id,),
            hint="Prepare an answer that betters the lot of those who give it, or plan for the move.",
            related=_places(dossier, conflict, [standing]),
        )


def _model(dossier: Dossier, conflict: Conflict) -> Model:
    model = dossier.ask(conflict_model, conflict.id).conflict
    assert model is not None, "a state was judged"
    return model


def _deed(model: Model, way: Way, *, named: bool = False) -> str:
    """Return what is done on a way; with ``named``, by whom."""
    names = {o.key: quoted(o.name) for o in model.options}
    told = []
    for move in way:
        takes, drops = listed(names[k] for k in move.takes), listed(names[k] for k in move.drops)
        deeds = [f"{word} {what}" for word, what in (("takes up", takes), ("gives up", drops)) if what]
        told.append(f"{move.by} {' and '.join(deeds)}" if named else " and ".join(deeds))
    return "; then ".join(told)


def _places(dossier: Dossier, conflict: Conflict, found: Sequence[Standing]) -> tuple[Related, ...]:
    """Return the places of the options by which sides would leave, and of what they stand for."""
    moved = [k for s in found for move in (*s.way.move, *s.way.answer) for k in (*move.takes, *move.drops)]
    places = []
    for n, option in enumerate(conflict.options):
        if (option.id or option.says) in moved:
            places.append(Related(conflict.where("options", n), "the option"))
            for target in option.is_:
                record = dossier.get(target.partition("/")[0])
                if record is not None:
                    places.append(Related(record.where(), f"what it stands for: {dossier.title(target)}"))
    return tuple(places)


RULES = (wanted_does_not_hold, today_does_not_hold, answer_not_credible)
