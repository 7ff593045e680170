"""The fields of a fact that are not in the sentence: each with what is proposed, and the reason."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.dossier.kinds import (
    Agreement,
    Decision,
    EventKind,
    Option,
    Paper,
    Question,
    Relay,
    StepKind,
)
from summitry.dossier.kinds.papers import STANDS
from summitry.dossier.kinds.words import SPEAKERS
from summitry.dossier.record import Record
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.secretariat.capturing import proposing
from summitry.secretariat.capturing.paper import Chosen
from summitry.secretariat.capturing.paper import Paper as Held
from summitry.secretariat.capturing.proposing import NOTHING, Proposal

NEW = "+"
"""Stands for something that is not on record yet: a message, an agreement, a paper, a telling."""

MOST = 400
"""Most choices shown in a list."""

Answers = Mapping[str, tuple[str, ...]]
"""What was typed, field by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that may be chosen, ``because`` of what; ``on`` when it is proposed."""

    value: str
    label: str
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A field to fill.

    ``shape`` is ``who`` (somebody known, by name), ``text``, ``day``, ``choice`` (one of ``choices``) or
    ``several``. ``turns`` says that other fields hang on it. ``value`` is what stands in it.
    """

    name: str
    label: str
    shape: str
    value: str = ""
    because: str = ""
    needed: bool = False
    choices: tuple[Choice, ...] = ()
    turns: bool = False
    of: tuple[str, ...] = ()
    """For ``who``: the kinds of record that may be named."""


def blanks_for(
    dossier: Dossier, paper: Held, chosen: Chosen, what: str, answers: Answers
) -> tuple[Blank, ...]:
    """Return the fields of a fact of some kind: as answered where they were, else as proposed."""
    return tuple(
        blank for blank in _MAKERS[what](_Maker(dossier, paper, chosen, answers)) if blank is not None
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    dossier: Dossier
    paper: Held
    chosen: Chosen
    answers: Answers

    def given(self, name: str) -> str | None:
        found = self.answers.get(name)
        return None if found is None else " ".join(found)

    def blank(
        self, name: str, label: str, shape: str, proposed: Proposal = NOTHING, *, needed: bool = False,
        choices: tuple[Choice, ...] = (), turns: bool = False, of: tuple[str, ...] = (),
    ) -> Blank:  # fmt: skip
        """A field: what was typed stands; else what is proposed."""
        given = self.given(name)
        value = proposed.value if given is None else given
        if shape == "who" and given is None and value:
            value = self.dossier.title(value)
        return Blank(
            name=name, label=label, shape=shape, value=value, because=proposed.because, needed=needed,
            choices=choices, turns=turns, of=of,
        )  # fmt: skip

    def who(self, name: str, label: str, proposed: Proposal = NOTHING, *, needed: bool = False) -> Blank:
        return self.blank(name, label, "who", proposed, needed=needed, of=SPEAKERS)

    def speaker(self) -> Proposal:
        return proposing.speaker(self.dossier, self.paper, self.chosen)

    def one_of(
        self, name: str, label: str, kinds: tuple[type[Record], ...], *, new: str = "",
        needed: bool = False, turns: bool = False, proposed: Proposal | None = None,
    ) -> Blank:  # fmt: skip
        """One record of some kinds, proposed by the words it shares with the sentence."""
        texts = {id: self.dossier.title(id) for k in kinds for id in self.dossier.ids(k.kind)}
        if proposed is None:
            proposed = proposing.likest(self.dossier, self.chosen.words, texts)
        choices = [Choice(value=id, label=text) for id, text in list(texts.items())[:MOST]]
        if new:
            choices.append(Choice(value=NEW, label=new))
            if not texts:
                proposed = Proposal(value=NEW, because="None is on record yet.")
        return self.blank(
            name, label, "choice", proposed, needed=needed, choices=tuple(choices), turns=turns
        )  # fmt: skip


def _statement(make: _Maker) -> list[Blank | None]:
    found = make.one_of(
        "question", "Question", (Question,), turns=True,
        proposed=proposing.question(make.dossier, make.chosen),
    )  # fmt: skip
    asked = make.dossier.of(Question, found.value)
    answers = tuple(Choice(value=a, label=a) for a in asked.answers) if asked is not None else ()
    return [
        make.who("by", "Who speaks", make.speaker(), needed=True),
        make.who("to", "To whom"),
        found if found.choices else None,
        make.blank("answer", "Its answer", "choice", choices=answers) if answers else None,
        make.blank("says", "In our words", "text"),
    ]


def _claim(make: _Maker) -> list[Blank | None]:
    relay = make.one_of(
        "relay", "Message", (Relay,), new="a message not on record", needed=True, turns=True,
        proposed=proposing.relay(make.dossier, make.paper, make.chosen),
    )  # fmt: skip
    known = make.dossier.of(Relay, relay.value)
    if known is None:
        return [
            relay,
            make.who("from", "Whose message", needed=True),
            make.who("by", "Told by", make.speaker(), needed=True),
            make.blank("another", "What it says", "text", needed=True),
            make.blank("if", "Only if", "text"),
        ]
    told = proposing.telling(make.dossier, make.paper, known)
    hops = tuple(
        Choice(value=h.id, label=proposing.telling_in_words(make.dossier, h)) for h in known.hops if h.id
    )
    hop = make.blank(
        "hop", "Telling", "choice", told, turns=True,
        choices=(Choice(value="", label="a new telling"), *hops),
    )  # fmt: skip
    shown = proposing.elements(known, make.chosen)
    given = make.answers.get("element")
    ticked = tuple(
        Choice(value=e.id, label=e.says, on=e.id in (shown if given is None else given))
        for e in known.elements if e.id
    )  # fmt: skip
    words = "; ".join(dict.fromkeys(shown.values()))
    because = f"Proposed: the words {words}." if shown else ""
    conditions = tuple(Choice(value=e.id, label=e.says) for e in known.elements if e.id)
    return [
        relay, hop,
        None if hop.value else make.who("by", "Told by", make.speaker(), needed=True),
        Blank(name="element", label="Elements", shape="several", choices=ticked, because=because,
              needed=not make.given("another")),
        make.blank("another", "Another", "text"),
        make.blank("condition", "Only if", "choice", choices=conditions),
        make.blank("if", "in the words", "text"),
    ]  # fmt: skip


def _undertaken(make: _Maker) -> list[Blank | None]:
    return [
        make.who("to", "To whom"),
        make.blank("does", "In our words", "text"),
        make.one_of("kind", "What kind", (StepKind,)),
        make.blank("due", "By when", "day", proposing.day_named(make.dossier, make.paper, make.chosen)),
    ]


def _pledge(make: _Maker) -> list[Blank | None]:
    return [make.who("by", "Who promises", make.speaker(), needed=True), *_undertaken(make)]


def _duty(make: _Maker) -> list[Blank | None]:
    held = {
        a.id for a in make.dossier.all(Agreement) for t in a.texts if t.document == make.paper.document.id
    }
    return _in_something(make, "agreement", "Agreement", Agreement, "an agreement not on record", held)


def _step(make: _Maker) -> list[Blank | None]:
    held = {p.id for p in make.dossier.all(Paper) if p.document == make.paper.document.id}
    return _in_something(make, "paper", "Paper", Paper, "a paper not on record", held)


def _in_something(
    make: _Maker, name: str, label: str, kind: type[Record], new: str, held: set[str]
) -> list[Blank | None]:
    proposed = (
        Proposal(value=next(iter(held)), because="Proposed: this document holds its text.")
        if len(held) == 1 else None
    )  # fmt: skip
    inside = make.one_of(name, label, (kind,), new=new, needed=True, turns=True, proposed=proposed)
    title = make.blank("title", "Its title", "text", Proposal(value=make.paper.title), needed=True)
    return [
        inside, title if inside.value == NEW else None,
        make.who("by", "Who does it", make.speaker(), needed=True), *_undertaken(make),
    ]  # fmt: skip


def _event(make: _Maker) -> list[Blank | None]:
    day = proposing.day_named(make.dossier, make.paper, make.chosen)
    if not day.value and not day.because and make.paper.date:
        day = Proposal(value=make.paper.date, because="Proposed: the day of the document.")
    return [
        make.blank("says", "What happened", "text", needed=True),
        make.one_of("kind", "What kind", (EventKind,)),
        make.who("by", "By whom"),
        make.blank("on", "When", "day", day, needed=True),
        make.blank("place", "Where", "text"),
    ]


def _position(make: _Maker) -> list[Blank | None]:
    return [
        make.who("by", "Whose stand", make.speaker(), needed=True),
        make.one_of("about", "On what", (Option, Paper, Question, Decision), needed=True),
        make.blank("stand", "Stand", "choice",
                   choices=tuple(Choice(value=s, label=s.replace("-", " ")) for s in STANDS)),
        make.blank("says", "In our words", "text"),
    ]  # fmt: skip


_MAKERS = {
    "statement": _statement, "claim": _claim, "pledge": _pledge, "duty": _duty, "step": _step,
    "event": _event, "position": _position,
}  # fmt: skip
