"""PLE: is it being kept, and under whose reading?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summitry.analysis.pledges import (
    Dated,
    Rank,
    ReadingState,
    ReadingTest,
    Silence,
    Terms,
    back_test,
    pledge_state,
    reaches_of,
    silences,
)
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Decision, Objective, Pledge, Test
from summitry.dossier.plurals import several
from summitry.dossier.sides import the
from summitry.dossier.undertakings import given
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, in_words, zone_city
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.wording import ordinal, quoted

_LEANING = (Objective, Test, Decision)
"""What can lean on a pledge."""


def joined(words: Sequence[str], link: str = "and") -> str:
    """Several words in a row, as one would say them."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def days_named(found: Dated) -> str:
    """The days of a happening, each with its place where they differ."""
    if len(found.days) == 1:
        return day_in_words(found.days[0].day)
    return joined([f"{day_in_words(d.day)} in {zone_city(d.zone)}" for d in found.days])


def days_ago(found: Dated) -> str:
    """How long ago a happening was, by each of its days, with open day counts."""
    return f"{joined([days_since(d.day) for d in found.days], 'or')} days ago"


def reader(dossier: Dossier, pledge: Pledge, terms: Terms) -> str:
    """Whose reading it is, in words, with its day where one side has several."""
    if not terms.by:
        return "as worded"
    reading = pledge.readings[terms.entry]
    several_of_it = sum(r.by == reading.by for r in pledge.readings) > 1
    of_day = f" of {in_words(reading.since)}" if several_of_it and reading.since is not None else ""
    return f"on the reading of {the(dossier, terms.by)}{of_day}"


def _readers(dossier: Dossier, pledge: Pledge, states: Sequence[ReadingState]) -> str:
    return joined([reader(dossier, pledge, state.terms) for state in states])


def _at(pledge: Pledge, state: ReadingState, field: str) -> tuple[str | int, ...]:
    """The field of the pledge, or of the reading that names it."""
    if state.terms.entry < 0:
        return (field,)
    reading = pledge.readings[state.terms.entry]
    own = {"while": reading.while_, "start": reading.start, "scope": reading.scope}.get(field)
    return ("readings", state.terms.entry, field) if own else (field,)


@rule("PLE001", "silent-scope", Severity.SERIOUS, Pledge)
def silent_scope(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """A pledge does not name a kind of event that a reading, or an earlier breach, makes matter.

    Each side will later read the silence its own way. It matters most where one side already reads the
    pledge to cover the kind, or where an earlier promise of like kind broke over it. Settle in words
    whether the pledge covers it, and record who agreed to that.
    """
    if pledge.fate:
        return
    result = dossier.ask(silences, pledge.id, True)
    for silence in result.kinds if result else ():
        if not (silence.named_by or silence.broke):
            continue
        yield Found(
            message=" ".join(_silence_sentences(dossier, pledge, silence)), at=pledge.where("scope"),
            about=(pledge.id, silence.kind, *(t.partition("/")[0] for t in silence.broke)),
            hint=f"Ask whether it covers {several(dossier, silence.kind)}, and write"
            f" `{silence.kind}: in` or `out` under scope once the answer is on record.",
            related=tuple(_precedent_places(dossier, silence)),
        )  # fmt: skip


def _silence_sentences(dossier: Dossier, pledge: Pledge, silence: Silence) -> Iterator[str]:
    kinds = several(dossier, silence.kind)
    last = f"the last was on {days_named(silence.last)}"
    if silence.within:
        narrower = joined([several(dossier, k) for k in silence.within])
        yield f"{quoted(pledge.known_as)} names {narrower} but no other {kinds}; {last}."
    elif silence.through:
        wider = joined([several(dossier, k) for k in silence.through])
        yield f"{quoted(pledge.known_as)} names {kinds} only as {wider}; {last}."
    else:
        yield f"{quoted(pledge.known_as)} does not name {kinds}; {last}."
    told = {"in": "covers such events", "out": "leaves such events out", "unclear": "leaves such events open"}
    readings = [f"on the reading of {the(dossier, by)} it {told[answer]}" for by, answer in silence.named_by]
    past = [_precedent_words(dossier, silence, target) for target in silence.broke]
    if readings or past:
        sentence = "; ".join((*readings, *past))
        yield f"{sentence[:1].upper()}{sentence[1:]}."


def _precedent_words(dossier: Dossier, silence: Silence, target: str) -> str:
    owner, part = dossier.title(target.partition("/")[0]), dossier.title(target)
    what = f"{quoted(part)}" if part == owner else f"{quoted(part)} in the {owner}"
    differed = ", which the sides read differently," if target in silence.disputed else ""
    events = joined([dossier.title(event) for event in silence.broke_by])
    return f"{what}{differed} was judged not kept after the {events}"


def _precedent_places(dossier: Dossier, silence: Silence) -> Iterator[Related]:
    for target in silence.broke:
        item = given(dossier, target)
        if item is not None:
            yield Related(item.record.where(*item.path, "fate"), "what became of the earlier promise")


@rule("PLE002", "not-yet-running", Severity.SERIOUS, Pledge)
def not_yet_running(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """A pledge does not run, because what it depends on does not hold.

    Quiet while a pledge does not run is not the pledge being kept, and an event then is no breach. Say
    so wherever the quiet is counted, and settle when the pledge begins.
    """
    result = dossier.ask(pledge_state, pledge.id)
    if result is None:
        return
    idle = [r for r in result.readings if r.state == "not yet running" and _held_back(r)]
    if not idle:
        return
    first = idle[0]
    running = [r for r in result.readings if r not in idle]
    whose = f" {_readers(dossier, pledge, idle)}" if running else ""
    yield Found(
        message=f'{quoted(pledge.known_as)} does not run yet{whose}: it depends on'
        f' {quoted(dossier.title(first.terms.while_))}, which does not'
        f' hold.{_clock_sentence(dossier, first)}',
        at=pledge.where(*_at(pledge, first, "while")), about=(pledge.id, first.terms.while_),
        hint="Settle with its maker from when it runs; until then count the days as quiet, not as kept.",
        related=_condition_place(dossier, first),
    )  # fmt: skip


def _held_back(state: ReadingState) -> bool:
    return state.condition is not None and state.condition.holds == "no"


def _clock_sentence(dossier: Dossier, state: ReadingState) -> str:
    if state.last is None:
        return ""
    return f" The last event in its scope was on {days_named(state.last)}: {days_ago(state.last)}."


def _condition_place(dossier: Dossier, state: ReadingState) -> tuple[Related, ...]:
    record = dossier.get(state.terms.while_)
    if record is None:
        return ()
    entry = state.condition.entry if state.condition is not None else -1
    return (Related(record.where("states", *((entry,) if entry >= 0 else ())), "what is on record of it"),)


@rule("PLE003", "condition-disputed", Severity.SERIOUS, Pledge)
def condition_disputed(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Whether a pledge runs at all is disputed, or nobody has recorded it.

    A condition that the sides judge differently lets each of them say that the pledge is, or is not,
    in force. Settle what counts as the condition holding, or record its state and source.
    """
    result = dossier.ask(pledge_state, pledge.id)
    if result is None:
        return
    open_ = [r for r in result.readings if r.condition is not None and r.condition.holds in ("", "disputed")
             and r.state in ("disputed", "not judged")]  # fmt: skip
    if not open_:
        return
    first = open_[0]
    says = dossier.title(first.terms.while_)
    known = first.condition is not None and first.condition.holds == "disputed"
    whether = "is disputed" if known else "is not on record"
    others = [r for r in result.readings if r not in open_]
    whose = f" ({_readers(dossier, pledge, open_)})" if others else ""
    yield Found(
        message=f'{quoted(pledge.known_as)} depends on {quoted(says)}{whose}; whether that holds {whether}.'
        f"{_clock_sentence(dossier, first)}",
        at=pledge.where(*_at(pledge, first, "while")), about=(pledge.id, first.terms.while_),
        hint="Agree with its maker what counts as the condition holding, and record it."
        if known else "Record under the condition's states since when it holds or does not, with a source.",
        related=_condition_place(dossier, first),
    )  # fmt: skip


@rule("PLE004", "broken", Severity.GRAVE, Pledge)
def broken(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """An event in a pledge's scope has occurred since it runs.

    Says on which readings the event breaks the pledge. Judge whether it does, record that under
    `fate`, and settle what follows before anybody asks.
    """
    result = dossier.ask(pledge_state, pledge.id)
    if result is None:
        return
    struck = [r for r in result.readings if r.broken_by]
    if not struck or pledge.fate:
        return
    others = [r for r in result.readings if r not in struck]
    events = list(dict.fromkeys(g.events[0] for r in struck for g in r.broken_by))
    first = next(g for r in struck for g in r.broken_by)
    more = f" and {len(events) - 1} more since" if len(events) > 1 else ""
    whose = f" {_readers(dossier, pledge, struck)}" if others else ""
    but = f", but not {_readers(dossier, pledge, others)}" if others else ""
    yield Found(
        message=f'{dossier.title(first.events[0])} on {days_named(first)}{more} breaks'
        f' {quoted(pledge.known_as)}'
        f"{whose}{but}.",
        at=pledge.where("scope"), about=(pledge.id, *events),
        hint="Judge whether it does, and record that under `fate` with the event as `because`.",
        related=places_of(dossier, events[:3], "", "on"),
    )  # fmt: skip


@rule("PLE013", "coverage-unclear", Severity.SERIOUS, Pledge, needs=frozenset({"rules"}))
def coverage_unclear(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Whether an event breaks a pledge cannot be told from the pledge's words.

    The rules of its scope ask for a place, a doer or a degree, and the event's are not among those named.
    Each side can then read it its own way. Settle which places or degrees count, or record the reading of
    each side.
    """
    result = dossier.ask(pledge_state, pledge.id)
    if result is None or pledge.fate or not result.readings[0].contested:
        return
    text = result.readings[0]
    if text.condition is not None and text.condition.holds == "disputed":
        return
    events = list(dict.fromkeys(g.events[0] for g in text.contested))
    named = joined([r.place for r in pledge.rules if r.place]) if any(r.place for r in pledge.rules) else ""
    told = joined([f"{dossier.title(g.events[0])} ({days_named(g)})" for g in text.contested])
    yield Found(
        message=f"Whether {quoted(pledge.known_as)} covers {told} cannot be told from its words"
        f"{f', which name {named}' if named else ''}.",
        at=pledge.where("rules"),
        about=(pledge.id, *events),
        hint="Settle which places, doers or degrees count, or record each side's reading of it.",
        related=places_of(dossier, events[:3], "", "place"),
    )


@rule("PLE005", "readings-differ", Severity.SERIOUS, Pledge)
def readings_differ(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Two readings of one pledge contradict each other: in scope or out, condition or none, start.

    As long as both stand, the same event keeps the pledge for one side and breaks it for the other.
    Put the difference to the side that made the pledge.
    """
    result = dossier.ask(pledge_state, pledge.id)
    if result is None or len(result.readings) < 2:
        return
    told = _differences(dossier, result.readings)
    if not told:
        return
    parts = "; ".join(f"{what}: {', '.join(words)}" for what, words in told.items())
    yield Found(
        message=f"The sides read {quoted(pledge.known_as)} differently. {parts[:1].upper()}{parts[1:]}.",
        at=pledge.where("readings"),
        about=(pledge.id, *dict.fromkeys(r.terms.by for r in result.readings if r.terms.by)),
        hint="Put the difference to its maker, and record the answer as a reading or in the scope.",
    )


def _differences(dossier: Dossier, readings: Sequence[ReadingState]) -> dict[str, list[str]]:
    """What the readings contradict each other on; what only one of them names is no contradiction."""
    text, *others = (r.terms for r in readings)
    told: dict[str, list[str]] = {}
    named = {(e.kind, e.is_) for r in readings for e in r.terms.entries if not e.qualified}
    for terms in others:
        by = the(dossier, terms.by)
        for entry in terms.entries:
            if not entry.qualified and {(entry.kind, "in"), (entry.kind, "out")} <= named:
                word = "covered" if entry.is_ == "in" else "left out"
                told.setdefault(several(dossier, entry.kind), []).append(f"{word} for {by}")
        if terms.while_ != text.while_:
            words = [f"{_quoted(dossier, text.while_)} as worded"] if "condition" not in told else []
            told.setdefault("condition", []).extend((*words, f"{_quoted(dossier, terms.while_)} for {by}"))
        if terms.start is not None and text.start is not None and terms.start.text != text.start.text:
            words = [f"{in_words(text.start)} as worded"] if "start" not in told else []
            told.setdefault("start", []).extend((*words, f"{in_words(terms.start)} for {by}"))
    return told


def _quoted(dossier: Dossier, condition: str) -> str:
    return f"{quoted(dossier.title(condition))}" if condition else "none"


@rule("PLE010", "quiet-not-unusual", Severity.NOTICE, Pledge)
def quiet_not_unusual(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """The present quiet is not the longest there has been without any pledge.

    Quiet that has often occurred by itself shows little about the pledge. Say so where the quiet is
    given as evidence, and name the start from which spells are counted.
    """
    if not any(dossier.naming(id, kind) for id in (pledge.id, *pledge.rests_on) for kind in _LEANING):
        return
    result = dossier.ask(back_test, pledge.id)
    test = next((t for t in result.tests if not t.refused), None) if result else None
    if test is None or not test.readings or not _usual(test.readings[0]):
        return
    text, *others = test.readings
    assert text.present is not None
    lacking = joined([several(dossier, k) for k in test.uncovered]) if test.uncovered else ""
    without = f", which does not list {lacking}" if lacking else ""
    sentences = [
        f"The present {days_since(text.present)} days without an event in the scope of"
        f" {quoted(pledge.known_as)}"
        f" are {_rank_words(text)}, in {dossier.title(test.series)}{without}."
    ]
    shown = {text.ranks}
    for reading in others:
        if reading.ranks not in shown and reading.present == text.present:
            shown.add(reading.ranks)
            whose = reader(dossier, pledge, reading.terms)
            sentences.append(f"{whose[:1].upper()}{whose[1:]} they are {_rank_words(reading)}.")
    yield Found(
        message=" ".join(sentences), at=pledge.where("scope"), about=(pledge.id, test.series),
        hint="Where the quiet is given as evidence, give its rank and the start with it.",
    )  # fmt: skip


def _usual(test: ReadingTest) -> bool:
    return test.present is not None and bool(test.ranks) and test.ranks[0].rank > 1 and test.ranks[0].of > 2


def _rank_words(test: ReadingTest) -> str:
    shown = [test.ranks[0], *(r for r in test.ranks[-1:] if r is not test.ranks[0])]
    return joined([f"{_nth(r)} of {r.of} such spells since {_start(r)}" for r in shown])


def _nth(rank: Rank) -> str:
    nth = "the longest" if rank.rank == 1 else f"the {ordinal(rank.rank)} longest"
    return f"as long as {nth}" if rank.ties else nth


def _start(rank: Rank) -> str:
    return str(rank.since.year) if (rank.since.month, rank.since.day) == (1, 1) else day_in_words(rank.since)


@rule("PLE011", "scope-contradicts-itself", Severity.SERIOUS, Pledge)
def scope_contradicts(dossier: Dossier, pledge: Pledge) -> Iterable[Found]:
    """Two kinds named in a scope disagree about a kind that lies below both.

    Then nobody can say whether such an event is covered. Name the kind itself.
    """
    if pledge.rules or len(pledge.scope) < 2:
        return
    for kind, named in _contradictions(dossier, pledge):
        by = joined([several(dossier, k) for k in named])
        yield Found(
            message=f'The scope of {quoted(pledge.known_as)} both covers and leaves out'
            f" {several(dossier, kind)}, by {by}.",
            at=pledge.where("scope"), about=(pledge.id, kind), hint=f"Name `{kind}` itself under scope.",
        )  # fmt: skip


def _contradictions(dossier: Dossier, pledge: Pledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    reaches = dossier.ask(reaches_of, pledge.id, ())
    if reaches is not None:
        for kind, found in reaches.readings[0].fits.items():
            if found.answer == "unclear":
                yield kind, found.named


RULES = (
    silent_scope, not_yet_running, condition_disputed, broken, coverage_unclear, readings_differ,
    quiet_not_unusual, scope_contradicts,
)  # fmt: skip
