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
        says = f"{who} {'answers' if len({speaker(later, g) for g in now}) == 1 else 'answer'}"
        says += f" {where} {_quoted(after)}" if where else f" {_quoted(after)}"
        if was:
            says += f"; in force before: {_quoted(before)} ({_givers(earlier, was)})"
    else:
        told = ", ".join(filter(None, (_givers(earlier, was), where)))
        says = f"{_quoted(before)} ({told}) is no longer in force{_ended(was, reading)}"
    return LineMove(
        kind="answer", about=id, title=dossier.title(id), says=f"{opened(says)}.", post=voice[0],
        register=voice[1], before=before, after=after,
        statements=tuple(dict.fromkeys(g.statement for g in now or was)),
    )  # fmt: skip


def _words(given: tuple[Given, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer for g in given for answer in g.answers))


def _quoted(answers: tuple[str, ...]) -> str:
    return listed(f"“{a}”" for a in answers)


def _givers(dossier: Dossier, given: tuple[Given, ...]) -> str:
    return "; ".join(dict.fromkeys(f"{speaker(dossier, g)}, {answered_on(dossier, g)}" for g in given))


_WHY = {
    "lapsed": ": nobody has repeated it for too long", "until": ": its own last day has passed",
    "withdrawn": ": it was withdrawn",
}  # fmt: skip


def _ended(was: tuple[Given, ...], reading: QuestionReading | None) -> str:
    statements = {g.statement for g in was}
    spells = reading.spells if reading is not None else ()
    why = {s.why for s in spells if s.given.statement in statements}
    return _WHY.get(why.pop(), "") if len(why) == 1 else ""


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
            kind="line", about=id, title=dossier.title(id), before=(was,) if was else (),
            after=(now,) if now else (),
            says=f"The line {now or 'is not on record'}" + (f"; before, it {was}." if was else "."),
        )  # fmt: skip


def _state(dossier: Dossier, line: LineState | None) -> str:
    if line is None:
        return ""
    if line.replaced_by:
        return f"has been replaced by {dossier.title(line.replaced_by)}"
    if line.expired:
        return "has passed its last day"
    if not line.begun:
        return "may not be used yet"
    if line.old_since is not None:
        return "has grown old"
    clearing = line.clearing
    if clearing.objected:
        return f"is objected to by {listed(dossier.title(b) for b in clearing.objected)}"
    if clearing.waits_for:
        return f"waits for {listed(dossier.title(b) for b in clearing.waits_for)}"
    return "is cleared" if clearing.cleared else "is cleared by nobody"
