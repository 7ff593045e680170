"""CLR: is this text policy?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from summitry.analysis.clearance import Answer, TextClearance, asking_for_clearance, spoken_of, text_clearance
from summitry.check.rule import EachOf, Found, rule
from summitry.dossier.kinds import Clearance, Draft, Line, Paper
from summitry.dossier.paragraphs import normal
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.origin import Place
from summitry.foundation.wording import dated, has, listed, opened

_CHANGED = ("changed", "deleted")


@rule("CLR001", "paragraphs-open", Severity.SERIOUS, None)
def paragraphs_open(dossier: Dossier, _: None) -> Iterable[Found]:
    """Bodies that must clear a text have not spoken of it, or of some of its paragraphs.

    Clearance is by paragraph: what a body has not named is not cleared by it. Where the dossier does
    not hold the text itself, the bodies of which no clearance is on record are named. What changed
    since a body cleared it is reported apart (CLR002).
    """
    yield from _TEXTS.found(dossier, "CLR001")


def open_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    reading = dossier.ask(text_clearance, text)
    open_to = {b: n for b in reading.bodies if (n := reading.open(b, "never", "void", "edits"))}
    all_of_it = all(len(n) == len(reading.paragraphs) for n in open_to.values())
    each = [
        the(dossier, body) if all_of_it else f"{the(dossier, body)} ({_which(reading, numbers)})"
        for body, numbers in open_to.items()
    ]
    open_for = [b for b in reading.bodies if reading.open(b, "never", "void", "edits")]
    if not each:
        each, open_for = [the(dossier, b) for b in reading.missing], list(reading.missing)
    if not each:
        return
    yield Found(
        message=f"{_name(dossier, reading)} is not cleared by {listed(each)}.",
        at=_place(dossier, reading, "clear"), about=(reading.text, *open_for),
        hint="Ask each for its clearance, and record it with the digests of the paragraphs"
        f" (`summitry show clearance {reading.text}` prints them).",
    )  # fmt: skip


@rule("CLR002", "changed-since-cleared", Severity.GRAVE, None)
def changed_since_cleared(dossier: Dossier, _: None) -> Iterable[Found]:
    """A text was changed after a body had cleared it.

    A new, changed or re-headed paragraph is open to everyone; a paragraph taken out reopens the text
    for those who had cleared it. Until they clear again, the text goes out in the name of a body that
    never saw it.
    """
    yield from _TEXTS.found(dossier, "CLR002")


def changed_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    reading = dossier.ask(text_clearance, text)
    each, bodies = [], []
    for body in dict.fromkeys((*reading.bodies, *(a.body for a in reading.answers))):
        changed, deleted = reading.open(body, "changed"), reading.open(body, "deleted")
        if deleted:
            each.append(f"for {the(dossier, body)} the whole text, since a paragraph was taken out")
        elif changed:
            each.append(f"for {the(dossier, body)} {_which(reading, changed)}")
        if changed or deleted:
            bodies.append(body)
    if each:
        yield Found(
            message=f"{_name(dossier, reading)} was changed after it had been cleared. Open again:"
            f" {'; '.join(each)}.",
            at=_place(dossier, reading, "text"), about=(reading.text, *bodies),
            hint="Show them the changed paragraphs and ask again.",
            related=tuple(_signed(dossier, reading, bodies)),
        )  # fmt: skip


@rule("CLR003", "deadline-passed", Severity.SERIOUS, None)
def deadline_passed(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body was asked to clear a text and the deadline has passed without an answer.

    Ask again, or, where a named rule says that silence clears, record it: `stand: silent, rule: ...`.
    """
    yield from _TEXTS.found(dossier, "CLR003")


def overdue_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    return _answers(
        dossier, text, "overdue", lambda name, who, _: f"{who} did not answer on {name} by the deadline.",
        "Ask again; where a rule lets silence clear, record `stand: silent` with the `rule`.",
    )  # fmt: skip


@rule("CLR004", "silence-counted", Severity.GRAVE, None)
def silence_counted(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body's silence is recorded as an answer without a rule that makes it one.

    Silence counts only under a named rule with a deadline. Without both it is no clearance here, and
    nobody should act as if it were.
    """
    yield from _TEXTS.found(dossier, "CLR004")


def uncounted_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    return _answers(
        dossier, text, "no rule",
        lambda name, who, _: f"The silence of {who} on {name} is recorded without a rule and a deadline that"
        " make it an answer; it clears nothing.",
        "Add `rule` and `deadline`, or ask for an answer.",
    )  # fmt: skip


@rule("CLR005", "objection-outstanding", Severity.GRAVE, None)
def objection_outstanding(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body objects to a text as it stands.

    The objection names paragraphs that are still there (or the text as a whole), and the body has not
    cleared them since. Settle it, or take it up where the text is decided.
    """
    yield from _TEXTS.found(dossier, "CLR005")


def objected_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    reading = dossier.ask(text_clearance, text)
    for answer in reading.answers:
        numbers = tuple(
            p.paragraph.number for p in reading.paragraphs for m in p.marks
            if m.clearance == answer.clearance and m.state == "objected"
        )  # fmt: skip
        stands = answer.stand == "objects" and answer.state == "counts"
        if not stands or (reading.paragraphs and answer.asked and reading.bodies and not numbers):
            continue
        what = f", {_which(reading, numbers)}" if numbers and answer.covers else ""
        yield Found(
            message=f"{opened(the(dossier, answer.body))} objects to"
            f" {_name(dossier, reading, within=True)}{what}{_on(answer)}.",
            at=_at(dossier, answer, "stand"), about=(answer.clearance, reading.text, answer.body),
            hint="Settle it and record the new clearance, or bring both views to whoever decides.",
        )  # fmt: skip


@rule("CLR006", "objection-superseded", Severity.NOTICE, None)
def objection_superseded(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body objected to paragraphs that the text no longer has.

    Whether the new words meet the objection only its author can say. Ask again.
    """
    yield from _TEXTS.found(dossier, "CLR006")


def superseded_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    return _answers(
        dossier, text, "superseded",
        lambda name, who, _: f"{who} objected to paragraphs that {name} no longer has.",
        "Ask whether the new words meet the objection.",
    )  # fmt: skip


@rule("CLR007", "not-asked-to-clear", Severity.NOTICE, None)
def not_asked_to_clear(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body cleared a text that it was not asked to clear.

    Its word is kept but opens and closes nothing. Add it to `clear` if it has a say.
    """
    yield from _TEXTS.found(dossier, "CLR007")


def strangers_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    reading = dossier.ask(text_clearance, text)
    strangers = [a for a in reading.answers if not a.asked]
    if strangers:
        who = [the(dossier, a.body) for a in strangers]
        yield Found(
            message=f"{opened(listed(who))} {has(len(who))} spoken on {_name(dossier, reading, within=True)}"
            " without being among those who must clear it.",
            at=_at(dossier, strangers[0], "by"),
            about=(reading.text, *(a.clearance for a in strangers)),
            hint=f"Add them to `clear` of {reading.text}, or leave it as it is.",
        )  # fmt: skip


@rule("CLR008", "clearance-lapsed", Severity.SERIOUS, None)
def clearance_lapsed(dossier: Dossier, _: None) -> Iterable[Found]:
    """The clearance of a text has run out.

    It was given until a day, which has passed, and no later one is on record. Ask for it anew.
    """
    yield from _TEXTS.found(dossier, "CLR008")


def lapsed_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    return _answers(
        dossier, text, "lapsed", lambda name, who, _: f"The clearance of {name} by {who} has run out.",
        "Ask for it anew.", unless_cleared=True,
    )  # fmt: skip


@rule("CLR009", "unbound-clearance", Severity.SERIOUS, None)
def unbound_clearance(dossier: Dossier, _: None) -> Iterable[Found]:
    """A clearance names no paragraph.

    Nobody can say which words it covers, so it covers none. Put in the digests of the paragraphs that
    the body had before it.
    """
    yield from _TEXTS.found(dossier, "CLR009")


def unbound_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    return _answers(
        dossier, text, "unbound",
        lambda name, who, _: f"{who} cleared {name} without saying which paragraphs; it covers none.",
        "Add `paragraphs` with the digests that `summitry show clearance` prints.",
    )  # fmt: skip


@rule("CLR010", "edits-clash", Severity.SERIOUS, None)
def edits_clash(dossier: Dossier, _: None) -> Iterable[Found]:
    """Bodies that must clear a text want different words in the same paragraph.

    Neither can have cleared the other's words. One person, named in `settled_by`, takes one of them or
    writes a third; the others are asked again for that paragraph alone.
    """
    yield from _TEXTS.found(dossier, "CLR010")


def clashing_in(dossier: Dossier, text: str) -> Iterable[Found]:
    """Look at one text."""
    reading = dossier.ask(text_clearance, text)
    clashes: dict[int, list[Clearance]] = {}
    for state in reading.paragraphs:
        asked = [
            given for m in state.marks
            if m.why == "edits" and (given := dossier.of(Clearance, m.clearance)) is not None
        ]  # fmt: skip
        if len({normal(given.edits) for given in asked}) > 1:
            clashes[state.paragraph.number] = asked
    if not clashes:
        return
    every = [given for asked in clashes.values() for given in asked]
    bodies = tuple(dict.fromkeys(given.by for given in every))
    record = dossier.get(text)
    owner = getattr(record, "settled_by", "")
    settles = (
        f"Ask {the(dossier, owner)}, who settles it" if owner else "Name under `settled_by` who settles it"
    )
    yield Found(
        message=f"{opened(listed(the(dossier, b) for b in bodies))} want different words in"
        f" {_name(dossier, reading, within=True)}, {_which(reading, tuple(clashes))}.",
        at=every[0].where("edits"), about=(text, *bodies),
        hint=f"{settles}; who does takes one of them, or writes a third text.",
        related=tuple(Related(g.where("edits"), f"{the(dossier, g.by)} wants these") for g in every[1:]),
    )  # fmt: skip


Says = Callable[[str, str, list[Answer]], str]


def _answers(
    dossier: Dossier, text: str, state: str, says: Says, hint: str, *, unless_cleared: bool = False
) -> Iterator[Found]:
    """One finding a text for its answers in one state."""
    reading = dossier.ask(text_clearance, text)
    answers = [a for a in reading.answers if a.state == state]
    if unless_cleared:
        answers = [a for a in answers if not _cleared_since(reading, a)]
    if not answers:
        return
    who = opened(listed(dict.fromkeys(the(dossier, a.body) for a in answers)))
    message = says(_name(dossier, reading), who, answers)
    yield Found(
        message=message, at=_at(dossier, answers[0], "stand"),
        about=(reading.text, *(a.clearance for a in answers)), hint=hint,
        related=tuple(Related(_at(dossier, a), the(dossier, a.body)) for a in answers[1:]),
    )  # fmt: skip


def _cleared_since(reading: TextClearance, answer: Answer) -> bool:
    """Whether a body whose clearance ran out has nothing open all the same."""
    if reading.paragraphs:
        return answer.body in reading.bodies and not reading.open(answer.body)
    return answer.body not in reading.missing


def texts_to_look_at(dossier: Dossier) -> tuple[str, ...]:
    """The texts in clearance of which there may be something to say."""
    asked = (id for kind in (Paper, Draft, Line) for id in dossier.each(asking_and_open, kind))
    return tuple(dict.fromkeys((*asked, *dossier.each(spoken_of_and_open, Clearance))))


def asking_and_open(dossier: Dossier, text: str) -> str:
    """The text that somebody must clear, unless it is simply cleared."""
    asked = asking_for_clearance(dossier, text)
    return asked if asked and not dossier.ask(is_simply_cleared, asked) else ""


def spoken_of_and_open(dossier: Dossier, clearance: str) -> str:
    """The text of which a clearance speaks, unless it is simply cleared."""
    text = spoken_of(dossier, clearance)
    return text if text and not dossier.ask(is_simply_cleared, text) else ""


def is_simply_cleared(dossier: Dossier, text: str) -> bool:
    """Whether every body asked, and nobody else, has cleared a text as it stands, once."""
    reading = dossier.ask(text_clearance, text)
    return (
        bool(reading.paragraphs) and not reading.missing and len(reading.answers) == len(reading.bodies)
        and all(m.state == "cleared" for p in reading.paragraphs for m in p.marks)
        and all(a.state == "counts" and a.stand == "clears" and a.asked for a in reading.answers)
    )  # fmt: skip


def _name(dossier: Dossier, reading: TextClearance, *, within: bool = False) -> str:
    """What the text is called: at the head of a sentence, or within one."""
    record = dossier.get(reading.text)
    noun = record.kind if isinstance(record, (Paper, Draft, Line)) else "text"
    return f'{"the" if within else "The"} {noun} "{dossier.title(reading.text)}"'


def _which(reading: TextClearance, numbers: tuple[int, ...]) -> str:
    if len(numbers) == len(reading.paragraphs):
        return "the whole text" if len(numbers) > 1 else "its one paragraph"
    word = "paragraph" if len(numbers) == 1 else "paragraphs"
    return f"{word} {listed(str(n) for n in numbers)}"


def _on(answer: Answer) -> str:
    if answer.on is None:
        return ""
    return f", {dated(answer.on)}, {days_since(answer.on.latest)} days ago"


def _signed(dossier: Dossier, reading: TextClearance, bodies: list[str]) -> Iterator[Related]:
    for answer in reading.answers:
        if answer.body in bodies and answer.state == "counts":
            yield Related(_at(dossier, answer), f"{the(dossier, answer.body)} cleared it")


def _place(dossier: Dossier, reading: TextClearance, field: str) -> Place:
    record = dossier.get(reading.text)
    assert record is not None
    return record.where(field)


def _at(dossier: Dossier, answer: Answer, *path: str) -> Place:
    record = dossier.get(answer.clearance)
    assert record is not None
    return record.where(*path)


_TEXTS = EachOf(
    texts_to_look_at,
    {
        "CLR001": open_in,
        "CLR002": changed_in,
        "CLR003": overdue_in,
        "CLR004": uncounted_in,
        "CLR005": objected_in,
        "CLR006": superseded_in,
        "CLR007": strangers_in,
        "CLR008": lapsed_in,
        "CLR009": unbound_in,
        "CLR010": clashing_in,
    },
)
"""What is to be said of each text in clearance."""

RULES = (
    paragraphs_open, changed_since_cleared, deadline_passed, silence_counted, objection_outstanding,
    objection_superseded, not_asked_to_clear, clearance_lapsed, unbound_clearance, edits_clash,
)  # fmt: skip
