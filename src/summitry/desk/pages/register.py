"""The register of lines: who answers a question how, in force and in public, with the time of each answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.analysis.lines import (
    PUBLIC,
    Given,
    LineState,
    QuestionReading,
    Spell,
    answer_words,
    answered_on,
    in_register,
    question_reading,
    speaker,
)
from summitry.book.sections import BY_NAME
from summitry.book.sections.lines import line_today
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.drawing import ONE_DAY, short
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.rowshown import placed
from summitry.desk.pages.toclear import Way, way
from summitry.desk.pages.unsaved import keeping
from summitry.dossier.kinds import Line, Question, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted, listed, opened

RAIL = 60
"""Questions that stand beside the register."""
RECENT = 12
"""Days before the page's that are drawn one by one."""
BREAK = (33.0, 36.0)
"""Where the earlier time ends and the recent begins, in hundredths of a lane."""
LETTER = 1.7
"""The width of a letter, in hundredths of a lane."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bent:
    """A line of days whose last fortnight is drawn by day and the time before pressed together."""

    first: date
    recent: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins, in hundredths."""
        if day < self.recent:
            spread = max((self.recent - self.first).days, 1)
            return BREAK[0] * min(max((day - self.first).days, 0), spread) / spread
        spread = (self.last - self.recent).days + 1
        return BREAK[1] + (100 - BREAK[1]) * min((day - self.recent).days, spread) / spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Some of the time that an answer is in force; ``says`` where it has room."""

    x: str
    width: str
    middle: str
    says: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One post: who speaks, the words, day and source, the answer and how it is drawn, its time."""

    post: str
    who: str
    words: str
    verbatim: bool
    day: str
    href: str
    answer: str
    look: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body with its posts; ``said`` is what is wrong among them."""

    name: str
    rows: tuple[Row, ...]
    said: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
@on_ones_clock
def lines(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show one question: the answers in force by body and post, and what may be said."""
    here = seat(request, slug)
    record = here.dossier.of(Question, id)
    if record is None:
        raise Nothing
    acts = placed(request, here, "lines", id)
    if isinstance(acts, HttpResponse):
        return acts
    dossier = here.dossier
    reading = dossier.ask(question_reading, id)
    shown, elsewhere = _shown(dossier, reading)
    bent = _bent(dossier, reading)
    section = BY_NAME["lines"].section(dossier, id)
    new = reverse("new", args=(slug, "line")) if here.may(RECORD) else ""
    return page(
        request, here, "desk/lines.html", title=opened(dossier.title(id)), here="lines",
        verdict=section.verdict.text if section.verdict is not None else "",
        rail=[(opened(dossier.title(q)), to_page(here, "lines", q), *_state(dossier, q), q == id)
              for q in dossier.ids("question")[:RAIL]],
        bodies=[_body(here, reading, name, list(some), bent)
                for name, some in groupby(shown, key=lambda g: g.body)],
        silent=[(opened(dossier.title(b)), _asked(record, b), acts.beneath(b), acts.under(b, 5))
                for b in reading.silent],
        ticks=list(_ticks(bent)), pressed=(f"{BREAK[0]:.2f}%", f"{BREAK[1] - BREAK[0]:.2f}%"),
        to_take=[_line(here, state) for state in reading.lines], new=new,
        registers=_registers(dossier, elsewhere), changed=list(_changed(here, reading)),
        enquiry=acts.to("asked"), open=acts.at_top(), status=acts.status,
        as_section=on(here, reverse("show-one", args=(slug, "lines", id))), record_href=to_record(here, id),
        all_href=on(here, reverse("show", args=(slug, "lines"))),
        holds=[id, *(g.statement for g in reading.current), *(state.line for state in reading.lines)],
    )  # fmt: skip


def _shown(dossier: Dossier, reading: QuestionReading) -> tuple[list[Given], list[Given]]:
    """What stands in the register, our side's public answers first, and what was said to others."""
    own = dossier.header.own_side
    public = [g for g in reading.current if g.register == PUBLIC]
    public.sort(key=lambda g: (g.side != own, g.side, dossier.title(g.body), dossier.title(g.post), g.first))
    return public, [g for g in reading.current if g.register != PUBLIC]


def _state(dossier: Dossier, question: str) -> tuple[str, str]:
    """The state of a question in a few words, and its tint."""
    reading, own = dossier.ask(question_reading, question), dossier.header.own_side
    answers = {a for g in reading.current if (g.side == own or not own) and g.official for a in g.answers}
    if len(answers) > 1:
        return counted(len(answers), "answer"), "t-red"
    if not reading.usable_lines and (answers or reading.raised):
        return say("no cleared line"), "t-ochre"
    return (say("one answer") if answers else say("no answer in force")), ""


def _bent(dossier: Dossier, reading: QuestionReading) -> Bent:
    recent = dossier.limit - timedelta(days=RECENT - 1)
    begun = [s.begins for s in reading.spells if s.ends is None or s.ends > recent]
    earlier = [s.begins for s in reading.spells if s.begins > recent - timedelta(days=370)]
    return Bent(first=min([*begun, *earlier, recent - timedelta(days=90)]), recent=recent, last=dossier.limit)


def _ticks(bent: Bent) -> Iterator[tuple[str, str]]:
    yield "0.00%", f"{short(bent.first)} {bent.first.year}"
    for n in range(0, RECENT, 3):
        day = bent.recent + n * ONE_DAY
        yield f"{bent.x(day):.2f}%", short(day) if not n or day.day <= 3 else str(day.day)


def _body(here: Seat, reading: QuestionReading, name: str, some: list[Given], bent: Bent) -> Body:
    divided = any(c.among == name for c in reading.divided)
    drifted = [now for _, now in reading.drifts if now.body == name]
    said = say("divided body") if divided else say("changed its answer") if drifted else ""
    return Body(name=opened(here.dossier.title(name)), said=said,
                rows=tuple(_row(here, reading, g, bent) for g in some))  # fmt: skip


def _row(here: Seat, reading: QuestionReading, given: Given, bent: Bent) -> Row:
    dossier = here.dossier
    statement = dossier.of(Statement, given.statement)
    words = (statement.words or statement.says) if statement is not None else ""
    own = [s for s in reading.spells if s.given.voice == given.voice]
    return Row(
        post=opened(dossier.title(given.post)), who=opened(speaker(dossier, given)), words=words,
        verbatim=bool(statement is not None and statement.words), day=answered_on(dossier, given),
        href=to_record(here, given.statement), answer=listed(given.answers), look=_look(reading, given),
        bars=tuple(b for s in own for b in _bars(reading, s, bent)),
    )  # fmt: skip


def _look(reading: QuestionReading, given: Given) -> str:
    """How an answer is drawn: filled, open or half; the word stands beside it."""
    if len(given.answers) > 1:
        return "half"
    every = list(dict.fromkeys(a for s in reading.spells for a in sorted(s.given.answers)))
    return "filled" if given.answers and every.index(given.answers[0]) % 2 == 0 else "open"


def _bars(reading: QuestionReading, spell: Spell, bent: Bent) -> Iterator[Bar]:
    """The time of an answer, in two pieces where it runs over the break."""
    end = min(spell.ends, bent.last + ONE_DAY) if spell.ends is not None else bent.last + ONE_DAY
    pieces = [(spell.begins, min(end, bent.recent)), (max(spell.begins, bent.recent), end)]
    for a, b in pieces:
        if b <= a or b <= bent.first:
            continue
        start = bent.x(a)
        stop = BREAK[0] if b == bent.recent else bent.x(b)
        says = listed(spell.given.answers)
        fits = (stop - start) > len(says) * LETTER + 1
        yield Bar(
            x=f"{start:.2f}%", width=f"{max(stop - start, 0.6):.2f}%", middle=f"{(start + stop) / 2:.2f}%",
            says=says if fits else "", look=_look(reading, spell.given),
        )  # fmt: skip


def _asked(record: Question, body: str) -> str:
    found = [a for a in record.asked if a.who == body]
    if not found:
        return say("Nobody has asked.")
    last = found[-1]
    day = f" {last.on.text}" if last.on is not None else ""
    return say("Asked{day}: {answer}.", day=day, answer=last.answer or say("no answer"))


def _line(here: Seat, state: LineState) -> tuple[str, str, str, bool, Way | None]:
    line = here.dossier.of(Line, state.line)
    words = line.words if line is not None else ""
    return (words or here.dossier.title(state.line), to_record(here, state.line),
            _today(here.dossier, state), state.usable, way(here, state.line))  # fmt: skip


def _today(dossier: Dossier, state: LineState) -> str:
    """Whether it may be said, in a word or two: whom it waits for stands beside it."""
    if state.standing and not state.clearing.cleared:
        return say("objected to") if state.clearing.objected else say("not cleared")
    return line_today(dossier, state).lower()


def _registers(dossier: Dossier, found: list[Given]) -> list[tuple[str, str]]:
    told: dict[str, list[str]] = {}
    for given in found:
        name = opened(in_register(dossier, given.register)) or "To whom, is not recorded"
        told.setdefault(name, []).append(f"{answer_words(given)} ({opened(speaker(dossier, given))})")
    return [(name, "; ".join(some)) for name, some in told.items()]


def _changed(here: Seat, reading: QuestionReading) -> Iterator[tuple[date, str, str, str, str]]:
    """The last answers in order of time: day, who, answer, address, and the time of day where it is known."""
    for spell in reading.spells[-8:]:
        given = spell.given
        yield (
            given.first,
            opened(speaker(here.dossier, given)),
            answer_words(given),
            to_record(here, given.statement),
            _time_of(here.dossier, given),
        )


def _time_of(dossier: Dossier, given: Given) -> str:
    statement = dossier.of(Statement, given.statement)
    timed = statement is not None and statement.said is not None and not statement.said.on_any_clock
    return answered_on(dossier, given) if timed else ""
