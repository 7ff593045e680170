"""The view of excerpts: what the papers say under one label, its counterpart and its fate."""

from __future__ import annotations

from summitry.analysis.excerpts import Gathered, Gathering, Standing, gathered, labels
from summitry.archive.forms import place_of
from summitry.book.blocks import Block, Cell, Column, Section, Sentence, Table
from summitry.book.sections.view import View
from summitry.book.tracing import blank_or, traced
from summitry.dossier.kinds import Document, Excerpt
from summitry.dossier.undertakings import STATUS_WORDS
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say, say_many
from summitry.foundation.wording import listed, opened


def result(dossier: Dossier, id: str) -> tuple[Gathering, ...] | Gathering:
    """Gather what stands under one label, or under every label that an excerpt bears."""
    if id:
        return dossier.ask(gathered, id)
    return tuple(dossier.ask(gathered, label) for label in _borne(dossier))


def section(dossier: Dossier, id: str) -> Section:
    """The page."""
    if id:
        found = dossier.ask(gathered, id)
        return Section(
            kicker=say("Excerpts"), title=opened(_name(dossier, found)), verdict=_verdict(dossier, found),
            blocks=(_table(dossier, found),) if found.rows else (), basis=found.basis,
        )  # fmt: skip
    borne = _borne(dossier)
    rows = tuple(_counted(dossier, label) for label in borne)
    blocks: tuple[Block, ...] = ()
    if rows:
        blocks = (Table(columns=(Column(title=say("Label")), Column(title=say("Passages"), counts=True),
                                 Column(title=say("Documents"))), rows=rows),)  # fmt: skip
    says = say_many(
        len(borne), "Passages are kept under one label.", "Passages are kept under {count} labels."
    )
    return Section(
        kicker=say("Excerpts"), title=say("Passages kept for use"),
        verdict=Sentence(says if borne else say("No passage is kept under a label.")), blocks=blocks,
        basis=together(dossier.ask(gathered, label).basis for label in borne),
    )  # fmt: skip


def _borne(dossier: Dossier) -> tuple[str, ...]:
    return tuple(sorted({label for excerpt in dossier.all(Excerpt) for label in excerpt.labels}))


def _name(dossier: Dossier, found: Gathering) -> str:
    return dossier.title(found.kind) if found.kind else found.label


def _counted(dossier: Dossier, label: str) -> tuple[Cell, ...]:
    marked = [e for e in dossier.all(Excerpt) if label in e.labels]
    titles = listed(dict.fromkeys(dossier.title(e.document) for e in marked))
    traces = tuple(t for e in marked for t in traced(dossier, e.id))
    return (Cell(text=label), Cell(text=str(len(marked)), traces=traces), Cell(text=titles))


def _verdict(dossier: Dossier, found: Gathering) -> Sentence:
    if not found.rows:
        return Sentence(say("Nothing is kept under “{label}”.", label=_name(dossier, found)))
    each = {s.target: s for row in found.rows for s in row.became}
    judged = [s for s in each.values() if s.status is not None]
    kept = sum(s.status == len(STATUS_WORDS) - 1 for s in judged)
    papers = len({row.document for row in found.rows})
    says = say_many(papers, "One document speaks of it", "{count} documents speak of it")
    if each:
        says += say_many(
            len(each), ", and one step or duty rests on that", ", and {count} steps and duties rest on that"
        )
        fate = say("; of {judged} whose fate was judged, {kept} carried out in full",
                   judged=len(judged), kept=say_many(kept, "one was", "{count} were"))  # fmt: skip
        says += fate if judged else say("; nobody has judged what became of them")
    return Sentence(f"{says}.")


def _table(dossier: Dossier, found: Gathering) -> Table:
    columns = (
        say("Document"), say("Where"), say("Words"), say("Step or duty"), say("In return for"), say("Fate"),
    )  # fmt: skip
    rows = [cells for row in found.rows for cells in _rows(dossier, row)]
    return Table(columns=tuple(Column(title=c) for c in columns), rows=tuple(rows), wide=True)


def _rows(dossier: Dossier, row: Gathered) -> list[tuple[Cell, ...]]:
    document = dossier.of(Document, row.document)
    title = dossier.title(row.document) if row.document else ""
    if document is not None and document.date is not None:
        title = f"{title}, {in_words(document.date)}"
    excerpt = dossier.of(Excerpt, row.excerpt) if row.excerpt else None
    first = (
        blank_or(title, say("not said"), traces=traced(dossier, row.document)),
        blank_or(_where(dossier, row), say("not said")),
        _words(dossier, excerpt),
    )
    if not row.became:
        return [(*first, Cell(text=say("not yet a step"), tag="blank"), Cell(), Cell())]
    rest = [_standing(dossier, s) for s in row.became]
    return [(*(first if not at else (Cell(), Cell(), Cell())), *cells) for at, cells in enumerate(rest)]


def _where(dossier: Dossier, row: Gathered) -> str:
    if row.at:
        return place_of(dossier, f"{row.document} {row.at}")
    cites = (text for s in row.became for text in s.cites)
    return listed(dict.fromkeys(filter(None, (place_of(dossier, text) for text in cites))))


def _words(dossier: Dossier, excerpt: Excerpt | None) -> Cell:
    if excerpt is None:
        return Cell(text=say("no passage marked"), tag="blank")
    if excerpt.words:
        return Cell(text=excerpt.words, origin="quoted", traces=traced(dossier, excerpt.id, "words"))
    return blank_or(
        excerpt.says, say("no words"), origin="drafted", traces=traced(dossier, excerpt.id, "says")
    )


def _standing(dossier: Dossier, found: Standing) -> tuple[Cell, ...]:
    by = dossier.title(found.by)
    return (
        Cell(text=f"{by}: {dossier.title(found.target)}", traces=traced(dossier, found.target)),
        blank_or(
            listed(
                f"{dossier.title(c.target)} ({dossier.title(c.by)}; {_fate(c.status)})"
                if c.by else dossier.title(c.target)
                for c in found.counterparts
            ),
            say("nothing"),
        ),
        Cell(
            text=_fate(found.status) + (f", {in_words(found.judged)}" if found.judged is not None else ""),
            tag="blank" if found.status is None else "loss" if found.status < 2 else "plain",
            traces=traced(dossier, found.target),
        ),
    )  # fmt: skip


def _fate(status: int | None) -> str:
    return say("not judged") if status is None else say(STATUS_WORDS[min(status, len(STATUS_WORDS) - 1)])


VIEW = View(
    name="excerpts", help="passages kept under a label, what they became, for what, and its fate",
    ids=labels, result=result, section=section,
)  # fmt: skip
