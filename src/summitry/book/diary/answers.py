"""Which lines moved: answers in force that came, changed or ended; lines to take that did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from summitry.analysis.lines import (
    Given,
    LineState,
    QuestionReading,
    answered_on,
    in_register,
    speaker,
)
from summitry.book.diary.standing import Standing
from summitry.book.diary.value import LineMove
from summitry.dossier.value import Dossier
from summitry.foundation.labels import marked, say, say_many
from summitry.foundation.wording import listed, opened

Voice = tuple[str, str]


def moved_lines(before: Standing, after: Standing) -> tuple[LineMove, ...]:
    """Return the answers in force and the lines to take that differ between two days.

    An answer that its post only repeats is no change.
    """
    return (*_answers(before, after), *_lines(before, after))


def _answers(before: Standing, after: Standing) -> Iterator[LineMove]:
    for id in sorted({*before.questions, *after.questions}):
        old, new = before.questions.get(id), after.questions.get(id)
        if old is new or old == new:
            continue
        olds, news = _by_voice(old), _by_voice(new)
        for voice in sorted({*olds, *news}):
            was, now = olds.get(voice, ()), news.get(voice, ())
            if {g.says for g in was} != {g.says for g in now}:
                yield _answer(before.dossier, after.dossier, id, voice, was, now, new)


def _by_voice(reading: QuestionReading | None) -> dict[Voice, tuple[Given, ...]]:
    found: defaultdict[Voice, list[Given]] = defaultdict(list)
    for given in reading.current if reading is not None else ():
        found[given.voice].append(given)
    return {voice: tuple(each) for voice, each in found.items()}


def _answer(
    earlier: Dossier, later: Dossier, id: str, voice: Voice, was: tuple[Given, ...],
    now: tuple[Given, ...], reading: QuestionReading | None,
) -> LineMove:  # fmt: skip
    dossier = later if later.get(id) else earlier
    before, after = _words(was), _words(now)
    where = in_register(dossier, voice[1])
    if now:
        who = listed(dict.fromkeys(speaker(later, g) for g in now))
        many = len({speaker(later, g) for g in now})
        told = f"{where} {_quoted(after)}" if where else _quoted(after)
        says = say_many(many, "{who} answers {told}", "{who} answer {told}", who=who, told=told)
        if was:
            says += say(
                "; in force before: {before} ({givers})", before=_quoted(before), givers=_givers(earlier, was)
            )
    else:
        told = ", ".join(filter(None, (_givers(earlier, was), where)))
        says = say(
            "{before} ({told}) is no longer in force{ended}",
            before=_quoted(before),
            told=told,
            ended=_ended(was, reading),
        )
    return LineMove(
        kind="answer",
        about=id,
        title=dossier.title(id),
        says=f"{opened(says)}.",
        post=voice[0],
        register=voice[1],
        before=before,
        after=after,
        statements=tuple(dict.fromkeys(g.statement for g in now or was)),
    )


def _words(given: tuple[Given, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer for g in given for answer in g.answers))


def _quoted(answers: tuple[str, ...]) -> str:
    return listed(f"“{a}”" for a in answers)


def _givers(dossier: Dossier, given: tuple[Given, ...]) -> str:
    return "; ".join(dict.fromkeys(f"{speaker(dossier, g)}, {answered_on(dossier, g)}" for g in given))


_WHY = {
    "lapsed": marked(": nobody has repeated it for too long"),
    "until": marked(": its own last day has passed"),
    "withdrawn": marked(": it was withdrawn"),
}


def _ended(was: tuple[Given, ...], reading: QuestionReading | None) -> str:
    statements = {g.statement for g in was}
    spells = reading.spells if reading is not None else ()
    why = {s.why for s in spells if s.given.statement in statements}
    return say(_WHY.get(why.pop(), "")) if len(why) == 1 else ""


def _lines(before: Standing, after: Standing) -> Iterator[LineMove]:
    for id in sorted({*before.lines, *after.lines}):
        old, new = before.lines.get(id), after.lines.get(id)
        if old is new or old == new:
            continue
        was, now = _state(before.dossier, old), _state(after.dossier, new)
        if was == now:
            continue
        dossier = after.dossier if new else before.dossier
        yield LineMove(
            kind="line",
            about=id,
            title=dossier.title(id),
            before=(was,) if was else (),
            after=(now,) if now else (),
            says=say("The line {now}", now=now or say("is not on record"))
            + (say("; before, it {was}.", was=was) if was else "."),
        )


def _state(dossier: Dossier, line: LineState | None) -> str:
    if line is None:
        return ""
    if line.replaced_by:
        return say("has been replaced by {replaced_by}", replaced_by=dossier.title(line.replaced_by))
    if line.expired:
        return say("has passed its last day")
    if not line.begun:
        return say("may not be used yet")
    if line.old_since is not None:
        return say("has grown old")
    clearing = line.clearing
    if clearing.objected:
        return say("is objected to by {names}", names=listed(dossier.title(b) for b in clearing.objected))
    if clearing.waits_for:
        return say("waits for {names}", names=listed(dossier.title(b) for b in clearing.waits_for))
    return say("is cleared") if clearing.cleared else say("is cleared by nobody")
