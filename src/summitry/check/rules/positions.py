"""POS: who has not spoken?"""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.positions import (
    DECIDED_ON,
    Cell,
    Grid,
    item_to_decide,
    items_to_decide,
    position_grid,
)
from summitry.check.rule import EachOf, Found, rule
from summitry.dossier.answers import shared
from summitry.dossier.kinds import Option, Paper, Position, Question
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.diagnostics import Related, Severity, days_since
from summitry.foundation.origin import Place
from summitry.foundation.wording import counted, dated, has, listed, number, opened


@rule("POS001", "bodies-not-heard", Severity.SERIOUS, None)
def bodies_not_heard(dossier: Dossier, _: None) -> Iterable[Found]:
    """Bodies that are asked for a position have taken none on anything.

    They stand in `asks` of a paper or option, or owe an answer to a question, and nothing of theirs is
    on record, nor that anybody asked them. A blank is not consent: whoever decides should know that
    these have not spoken. Ask them, and record the answer, or the silence.
    """
    silent = _unheard(dossier)
    if not silent:
        return
    grids = _grids(dossier)
    blank = list(dict.fromkeys(b for g in grids for b in g.asked() if b in silent))
    where = [g.item for g in grids if silent & set(g.asked())]
    who, are = opened(listed(the(dossier, b) for b in blank)), "It is" if len(blank) == 1 else "They are"
    yield Found(
        message=f"{who} {has(len(blank))} no position on record."
        f" {are} asked on {listed(_quoted(dossier, i) for i in where)}.",
        at=_place(dossier, where[0]), about=tuple(blank),
        hint="Ask them, and record the position, or `asked: [{on: ..., who: ...}]` while nothing comes back.",
        related=tuple(Related(_place(dossier, i), "asked here too") for i in where[1:]),
    )  # fmt: skip


@rule("POS002", "blanks-in-grid", Severity.SERIOUS, None)
def blanks_in_grid(dossier: Dossier, _: None) -> Iterable[Found]:
    """On a paper or option that is to be decided, positions are missing.

    One finding for each paper or option: the bodies it asks that have taken no position on any of its
    options, and those that have on some only. Bodies that have spoken on nothing at all stand in POS001.
    """
    yield from _ITEMS.found(dossier, "POS002")


def blanks_in(dossier: Dossier, item: str) -> Iterable[Found]:
    """Look at one item."""
    grid = dossier.ask(position_grid, item)
    if not isinstance(dossier.get(grid.item), (Paper, Option)):
        return
    blank = grid.in_state("blank")
    none = [b for b in blank if not dossier.ask(is_unheard, b)]
    some = [(b, n) for b in grid.asked() if b not in blank and (n := _blanks(grid, b))]
    if not none and not some:
        return
    says = []
    if none:
        says.append(f"{listed(the(dossier, b) for b in none)} {has(len(none))} taken no position")
    for few in sorted({n for _, n in some}):
        who = [b for b, n in some if n == few]
        columns = counted(len(grid.columns), "option")
        of = f"{number(few)} of {columns}"
        says.append(f"{listed(the(dossier, b) for b in who)} {has(len(who))} none on {of}")
    yield Found(
        message=f"On {_quoted(dossier, grid.item)}: {'; '.join(says)}.", at=_place(dossier, grid.item),
        about=(grid.item, *none, *(b for b, _ in some)),
        hint="Ask each for its position, and record it with its words and day.",
    )  # fmt: skip


@rule("POS003", "questions-unanswered", Severity.NOTICE, None)
def questions_unanswered(dossier: Dossier, _: None) -> Iterable[Found]:
    """Bodies that owe an answer to a question have none on record.

    Counted are positions on the question, and statements that answer it. One finding for all
    questions; bodies that have spoken on nothing at all stand in POS001.
    """
    owed: dict[tuple[str, ...], list[str]] = {}
    for item in dossier.ask(unsettled):
        silent = dossier.ask(owing_on, item)
        if silent:
            owed.setdefault(silent, []).append(item)
    if owed:
        each = (
            f"{listed(the(dossier, b) for b in bodies)} on {listed(_quoted(dossier, i) for i in items)}"
            for bodies, items in owed.items()
        )  # fmt: skip
        items = [i for own in owed.values() for i in own]
        yield Found(
            message=f"Answers are owed and not on record: {'; '.join(each)}.", at=_place(dossier, items[0]),
            about=(*items, *dict.fromkeys(b for bodies in owed for b in bodies)),
            hint="Ask for an answer, and record it, or `asked` on the question while nothing comes back; or"
            " take the body out of `owed_by`.",
            related=tuple(Related(_place(dossier, i), "owed here too") for i in items[1:]),
        )  # fmt: skip


def owing_on(dossier: Dossier, item: str) -> tuple[str, ...]:
    """Return the bodies that owe an answer to a question; of other items none."""
    if not isinstance(dossier.get(item), Question):
        return ()
    blank = dossier.ask(position_grid, item).in_state("blank")
    return tuple(sorted(b for b in blank if not dossier.ask(is_unheard, b)))


@rule("POS004", "asked-and-silent", Severity.SERIOUS, None)
def asked_and_silent(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body was asked for its position and has not answered.

    Silence is neither consent nor refusal. Ask again, or take it to whoever decides as what it is.
    """
    yield from _ITEMS.found(dossier, "POS004")


def silent_in(dossier: Dossier, item: str) -> Iterable[Found]:
    """Look at one item."""
    grid = dossier.ask(position_grid, item)
    silent = [c for b in grid.asked() for c in grid.row(b)[:1] if c.state == "silent"]
    if silent:
        each = (f"{the(dossier, c.body)}{_when_asked(c)}" for c in silent)
        yield Found(
            message=f"Asked on {_quoted(dossier, grid.item)}, no answer: {listed(each)}.",
            at=_place(dossier, grid.item, "asked"), about=(grid.item, *(c.body for c in silent)),
            hint="Ask again, or record what came back under `answer`.",
        )  # fmt: skip


@rule("POS005", "silence-read-as-consent", Severity.GRAVE, None)
def silence_read_as_consent(dossier: Dossier, _: None) -> Iterable[Found]:
    """Somebody took a body's silence for consent.

    Who said nothing has agreed to nothing. Ask for an answer, or clear under a rule that says so.
    """
    for item in dossier.ask(items_to_decide):
        record = dossier.get(item)
        if not isinstance(record, (Paper, Option, Question)):
            continue
        for index, asked in enumerate(record.asked):
            if asked.treated_as != "consent" or asked.answer:
                continue
            by = f" by {the(dossier, asked.said_by)}" if asked.said_by else ""
            yield Found(
                message=f"The silence of {the(dossier, asked.who)} on {_quoted(dossier, item)} was read as"
                f" consent{by}.",
                at=record.where("asked", index), about=(item, asked.who or item),
                hint="Ask for an answer, and record it under `answer`.",
            )  # fmt: skip


@rule("POS006", "stand-without-words", Severity.NOTICE, Position, needs=("stand",), whole_only=True)
def stand_without_words(dossier: Dossier, position: Position) -> Iterable[Found]:
    """A stand is on record, but not the words that show it.

    A year later nobody can say what exactly was supported. Name the `statement`, or put in `words`.
    """
    if not position.stand or position.words or position.statement:
        return
    yield Found(
        message=f"{opened(the(dossier, position.by))} is on record with"
        f' "{position.stand}" on {_quoted(dossier, position.about)}, without words.',
        at=position.where("stand"), about=(position.id, position.by),
        hint="Name the `statement` that shows it, or put in `words`.",
    )  # fmt: skip


@rule("POS007", "older-than-text", Severity.NOTICE, Paper)
def older_than_text(dossier: Dossier, paper: Paper) -> Iterable[Found]:
    """Positions on a paper are older than the paper.

    They were taken on an earlier text, or on the matter before it was written down. Ask whether they
    hold for the text as it is.
    """
    if paper.on is None or not paper.asks:
        return
    grid = dossier.ask(position_grid, paper.id)
    if not grid.open:
        return
    old = [
        c.current for row in grid.rows for c in row
        if c.current is not None and c.current.on is not None and c.current.on.latest < paper.on.earliest
    ]  # fmt: skip
    if not old:
        return
    each = [f"{the(dossier, w.body)} took a position {dated(w.on)}" for w in old if w.on is not None]
    yield Found(
        message=f"{opened(listed(each))} on what {_quoted(dossier, paper.id)} lays out, before"
        f" its text of {in_words(paper.on)} was written.",
        at=paper.where("on"), about=(paper.id, *(w.source for w in old)),
        hint="Ask whether they hold for the text as it is.",
        related=tuple(Related(r.where(), the(dossier, w.body)) for w in old if (r := dossier.get(w.source))),
    )  # fmt: skip


@rule("POS008", "objection-to-option", Severity.SERIOUS, None)
def objection_to_option(dossier: Dossier, _: None) -> Iterable[Found]:
    """A body objects to a course that is to be decided.

    The objection is its latest word. Settle it, or set both views before whoever decides.
    """
    yield from _ITEMS.found(dossier, "POS008")


def objections_in(dossier: Dossier, item: str) -> Iterable[Found]:
    """Look at one item."""
    grid = dossier.ask(position_grid, item)
    against = [w for row in grid.rows for c in row if (w := c.current) and w.stand == "object"]
    if not against:
        return
    each = [
        f"{the(dossier, w.body)} objects to {_quoted(dossier, w.column)}"
        + (f" ({dated(w.on)})" if w.on is not None else "")
        for w in against
    ]
    yield Found(
        message=f"{opened(listed(each))}.", at=_place(dossier, grid.item, "options"),
        about=(grid.item, *(w.source for w in against)),
        hint="Settle it and record the new position, or set both views before whoever decides.",
        related=tuple(Related(r.where(), the(dossier, w.body)) for w in against
                      if (r := dossier.get(w.source))),
    )  # fmt: skip


def _grids(dossier: Dossier) -> tuple[Grid, ...]:
    return tuple(dossier.ask(position_grid, item) for item in dossier.ask(unsettled))


def unsettled(dossier: Dossier) -> tuple[str, ...]:
    """The items to decide on which somebody has not spoken or objects: the others are nobody's finding."""
    return tuple(id for kind in DECIDED_ON for id in dossier.each(unsettled_item, kind))


@shared
def unsettled_item(dossier: Dossier, item: str) -> str:
    """The item when it is to be decided and a body that is asked has not spoken on some column, or
    somebody objects; else blank."""
    if not item_to_decide(dossier, item):
        return ""
    cells = [cell for row in dossier.ask(position_grid, item).rows for cell in row]
    open_to = (c.state in ("blank", "silent") or (c.current and c.current.stand == "object") for c in cells)
    return item if any(open_to) else ""


def unheard(dossier: Dossier) -> frozenset[str]:
    """The bodies that are asked and blank everywhere; a question of its own, shared by the rules."""
    asked = [each for kind in DECIDED_ON for each in dossier.each(heard_and_blank, kind)]
    blank = frozenset().union(*(b for _, b in asked)).difference(*(h for h, _ in asked))
    return frozenset(b for b in blank if not _spoke(dossier, b))


@shared
def is_unheard(dossier: Dossier, body: str) -> bool:
    """Whether a body is blank everywhere. Of one that took a position, no grid is asked."""
    return not _spoke(dossier, body) and body in dossier.ask(unheard)


def _spoke(dossier: Dossier, body: str) -> bool:
    """Whether it has taken a position on anything, be it on what nobody decides any more."""
    return bool(dossier.each_naming(body, takes_position, Position, body))


def takes_position(dossier: Dossier, position: str, body: str) -> bool:
    """Whether a position is a body's, and has been taken."""
    record = dossier.of(Position, position)
    return (
        record is not None
        and record.by == body
        and (record.on is None or dossier.passed(record.on, record.zone))
    )


@shared
def heard_and_blank(dossier: Dossier, item: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the bodies asked on one item to decide, those that spoke apart from those blank on all."""
    if not item_to_decide(dossier, item):
        return None
    grid = dossier.ask(position_grid, item)
    blank = frozenset(grid.in_state("blank"))
    return frozenset(grid.asked()) - blank, blank


def _unheard(dossier: Dossier) -> frozenset[str]:
    return dossier.ask(unheard)


def _blanks(grid: Grid, body: str) -> int:
    cells = grid.row(body)
    blank = sum(c.state == "blank" for c in cells)
    return blank if blank < len(cells) and not any(c.column == grid.item for c in cells if c.current) else 0


def _when_asked(cell: Cell) -> str:
    if cell.last_asked is None:
        return ""
    return f" ({dated(cell.last_asked)}, {days_since(cell.last_asked.latest)} days ago)"


def _quoted(dossier: Dossier, item: str) -> str:
    return f'"{dossier.title(item)}"'


def _place(dossier: Dossier, item: str, field: str = "") -> Place:
    record = dossier.get(item)
    assert record is not None
    return record.where(field or ("owed_by" if isinstance(record, Question) else "asks"))


_ITEMS = EachOf(
    unsettled,
    {
        "POS002": blanks_in,
        "POS004": silent_in,
        "POS008": objections_in,
    },
)
"""What is to be said of each item that is not settled."""

RULES = (
    bodies_not_heard, blanks_in_grid, questions_unanswered, asked_and_silent, silence_read_as_consent,
    stand_without_words, older_than_text, objection_to_option,
)  # fmt: skip
