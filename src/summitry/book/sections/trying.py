"""Pledges with a scope to be tried: ``--try satellite-launch-vehicle=in``."""

from __future__ import annotations

from summitry.analysis.pledges import (
    PledgeState,
    Trial,
    back_test,
    clock_by_list,
    pledge_state,
    silences,
)
from summitry.book.blocks import Section, Sentence
from summitry.book.sections.pledges import PledgeReading, last_event, page, state_word
from summitry.book.sections.view import NotToBeShown, Variant
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import Pledge
from summitry.dossier.plurals import several
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.wording import listed, opened


def read(dossier: Dossier, id: str, words: tuple[str, ...]) -> Trial:
    """Read ``KIND=in`` or ``KIND=out``, once or more."""
    if not id:
        known = dossier.ids(Pledge.kind)
        raise NotToBeShown("A scope is tried on one pledge.", f"Name it: {', '.join(known[:12])}.")
    kinds = dossier.ids("kind_of_event")
    trial = []
    for word in words:
        kind, _, is_ = word.partition("=")
        if is_ not in ("in", "out"):
            raise NotToBeShown(f'"{word}" does not say what to try.', "Write KIND=in or KIND=out.")
        if kind not in kinds:
            raise NotToBeShown(f'There is no kind of event "{kind}".', did_you_mean(kind, kinds))
        trial.append((kind, is_))
    return tuple(trial)


def result(dossier: Dossier, id: str, trial: Trial) -> PledgeReading:
    """Read a pledge on every reading, and on the scope that is tried."""
    return PledgeReading(
        state=dossier.ask(pledge_state, id, trial), silences=dossier.ask(silences, id),
        back_test=dossier.ask(back_test, id, trial), lists=dossier.ask(clock_by_list, id),
    )  # fmt: skip


def section(dossier: Dossier, id: str, trial: Trial) -> Section:
    """The page of a pledge with the trial among its readings."""
    found = result(dossier, id, trial)
    pledge = dossier.of(Pledge, id)
    assert pledge is not None
    verdict = _verdict(dossier, id, found, trial) if found.state is not None else None
    return page(
        dossier,
        pledge,
        found,
        trial=trial,
        verdict=verdict,
        title=say(
            "{known_as}, with {supposed}",
            known_as=opened(pledge.known_as),
            supposed=_supposed(dossier, trial),
        ),
    )


def _supposed(dossier: Dossier, trial: Trial) -> str:
    return listed(f"{several(dossier, kind)} {is_}" for kind, is_ in trial)


def _verdict(dossier: Dossier, id: str, found: PledgeReading, trial: Trial) -> Sentence:
    assert isinstance(found.state, PledgeState)
    text, tried = found.state.readings[0], found.state.readings[-1]
    told = [
        say(
            "With {supposed}, the pledge is {state_word}",
            supposed=_supposed(dossier, trial),
            state_word=state_word(tried),
        )
    ]
    same = text.state == tried.state
    told[0] += (
        say(", as it is as worded.")
        if same
        else say("; as worded it is {state_word}.", state_word=state_word(text))
    )
    told.append(
        say(
            "The last event in the scope that is tried was on {last_event}.",
            last_event=last_event(tried.last),
        )
    )
    if tried.last is None:
        told[-1] = say("No event in the scope that is tried is on record.")
    for test in found.back_test.tests if found.back_test is not None else ():
        if test.readings:
            days = len(test.readings[0].struck), len(test.readings[-1].struck)
            told.append(
                say(
                    'By "{series}" it would have been broken on {days} days; as worded on {days2}.',
                    series=dossier.title(test.series),
                    days=days[1],
                    days2=days[0],
                )
            )
    return Sentence(" ".join(told), traces=(trace_of(dossier, id, "scope"),))


VARIANT = Variant(view="pledges", option="try", read=read, result=result, section=section)
