"""The grid of positions: a stand in a word, then the words; who was never asked is hatched and counted."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from summitry.analysis.positions import Cell, Grid, items_to_decide, position_grid
from summitry.book.sections import BY_NAME
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.framing import on, page, to_record
from summitry.desk.pages.ownclock import on_ones_clock
from summitry.desk.pages.rowshown import Rows, placed
from summitry.desk.pages.unsaved import keeping
from summitry.dossier.kinds import Position, Statement
from summitry.dossier.value import Dossier
from summitry.foundation.dates import in_words
from summitry.foundation.labels import marked, say
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed, opened

TINTS = {"object": "t-red", "oppose": "t-red", "against": "t-red"}
STATES = {"silent": marked("silent"), "answered": marked("answered, no position")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One body on one option: its stand in a word, its words and day; or why there is none."""

    stand: str
    tint: str = ""
    day: str = ""
    words: str = ""
    verbatim: bool = False
    href: str = ""
    before: str = ""
    blank: bool = False
    unlooked: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
@on_ones_clock
def positions(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show who has spoken on a paper's options, an option or a question, and who has not."""
    here = seat(request, slug)
    dossier = here.dossier
    if id not in BY_NAME["positions"].ids(dossier):
        raise Nothing
    acts = placed(request, here, "positions", id)
    if isinstance(acts, HttpResponse):
        return acts
    grid = dossier.ask(position_grid, id)
    section = BY_NAME["positions"].section(dossier, id)
    rows = [
        (opened(dossier.title(body)), acts.beneath(body),
         [(_square(here, c), acts.beneath(f"{body} {o}")) for c, o in zip(cells, grid.columns, strict=True)],
         _under(acts, body, grid.columns))
        for body, cells in zip(grid.bodies, grid.rows, strict=True)
    ]  # fmt: skip
    others = [
        (opened(dossier.title(i)), to_page(here, "positions", i))
        for i in dossier.ask(items_to_decide)
        if i != id
    ]
    single = len(grid.columns) == 1
    return page(
        request, here, "desk/positions.html", title=opened(dossier.title(id)), here="positions",
        verdict=section.verdict.text if section.verdict is not None else "", rows=rows, others=others[:40],
        columns=["What it says" if single else opened(dossier.title(c)) for c in grid.columns],
        footer=list(_footer(dossier, grid)), enquiry=acts.to("asked"), open=acts.at_top(), status=acts.status,
        new=reverse("new", args=(slug, "position")) if here.may(RECORD) else "",
        as_section=on(here, reverse("show-one", args=(slug, "positions", id))),
        record_href=to_record(here, id),
        holds=[id, *(c.current.source for row in grid.rows for c in row if c.current is not None)],
    )  # fmt: skip


def _under(acts: Rows, body: str, options: tuple[str, ...]) -> str:
    """The open form, in a row of its own, if it is about this body or one of its squares."""
    every = (acts.under(about, len(options) + 1) for about in (body, *(f"{body} {o}" for o in options)))
    return next(filter(None, every), "")


def _square(here: Seat, cell: Cell) -> Square:
    dossier = here.dossier
    if cell.current is None:
        if cell.state in STATES:
            asked = (
                say("asked {last_asked}", last_asked=in_words(cell.last_asked))
                if cell.last_asked is not None
                else say("asked")
            )
            return Square(
                stand=f"{say(STATES[cell.state])}, {asked}", tint="t-ochre" if cell.state == "silent" else ""
            )
        return Square(
            stand=say("nobody looked") if cell.asked else say("not asked"), blank=True, unlooked=cell.asked
        )
    word = cell.current
    record = dossier.get(word.source)
    statement = record if isinstance(record, Statement) else None
    if isinstance(record, Position) and record.statement:
        statement = dossier.of(Statement, record.statement)
    words = getattr(record, "words", "") or (statement.words if statement is not None else "")
    says = words or getattr(record, "says", "") or (statement.says if statement is not None else "")
    earlier = [w.stand or "spoke" for w in cell.earlier[:2]]
    return Square(
        stand=word.stand.replace("-", " ") or say("spoke"), tint=TINTS.get(word.stand, ""), words=says,
        day=in_words(word.on) if word.on is not None else "no day on record", verbatim=bool(words),
        href=to_record(here, word.source),
        before=say("before: {earlier}", earlier=listed(earlier)) if cell.changed and earlier else "",
    )  # fmt: skip


def _footer(dossier: Dossier, grid: Grid) -> Iterator[tuple[str, int, str]]:
    """How many bodies spoke, were asked and are silent, and were never asked: three different things."""
    asked = grid.asked()
    rows = dict(zip(grid.bodies, grid.rows, strict=True))
    spoke = [b for b in asked if any(c.state == "spoke" for c in rows[b])]
    silent = [b for b in asked if b not in spoke and any(c.state in STATES for c in rows[b])]
    blank = [b for b in asked if b not in spoke and b not in silent]
    unasked = [b for b in grid.bodies if b not in asked]
    for title, some in (
        (marked("spoke on something"), spoke), (marked("asked, no position"), silent),
        (marked("blank: nobody looked"), blank), (marked("spoke unasked"), unasked),
    ):  # fmt: skip
        yield say(title), len(some), listed(dossier.title(b) for b in some)
