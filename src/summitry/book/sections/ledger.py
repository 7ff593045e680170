"""The view of agreements: every duty of both sides, what it waited for, what became of it."""

from __future__ import annotations

from summitry.analysis.ledger import Entry, Ledger, ledger
from summitry.book.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    Tag,
    Trace,
    titled,
)
from summitry.book.pictures.ledger import ledger_figure
from summitry.book.sections.view import View
from summitry.dossier.kinds import Agreement
from summitry.dossier.undertakings import STATUS_WORDS
from summitry.dossier.value import Dossier
from summitry.foundation.basis import together
from summitry.foundation.dates import in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import counted, listed, number, opened

_TAGS: tuple[Tag, ...] = ("loss", "loss", "change", "plain")


def result(dossier: Dossier, id: str) -> tuple[Ledger, ...]:
    """Read one agreement's ledger, or all, oldest first."""
    ids = (id,) if id else dossier.ids("agreement")
    found = [book for one in ids if (book := dossier.ask(ledger, one)) is not None]
    return tuple(sorted(found, key=lambda b: (b.on.sort_key() if b.on is not None else (), b.agreement)))


def section(dossier: Dossier, id: str) -> Section:
    """The ledger: one agreement's, or one under the other."""
    books = result(dossier, id)
    entries = [e for book in books for e in book.entries]
    every = say(
        "{duties} of {agreements}",
        duties=counted(len(entries), "duty", "duties").capitalize(),
        agreements=counted(len(books), "agreement"),
    )
    says = f"{every}: {listed(_fates(entries))}." if entries else say("No duty is on record.")
    blocks: list[Block] = []
    for book in books:
        agreement = dossier.of(Agreement, book.agreement)
        if agreement is not None:
            figure = ledger_figure(dossier, book) if id else None
            blocks += [*([figure] if figure is not None else []), *_book(dossier, agreement, book, id)]
    title = opened(dossier.title(id)) if id else say("What became of earlier agreements")
    return Section(
        kicker=say("Ledger"),
        title=title,
        verdict=Sentence(says),
        blocks=tuple(blocks),
        basis=together(x.basis for x in books),
    )


def _fates(entries: list[Entry]) -> list[str]:
    """How many duties were carried out how far, the full ones first."""
    by = [(word, sum(e.status == at for e in entries)) for at, word in enumerate(STATUS_WORDS)]
    told = [f"{number(count)} {say(word)}" for word, count in reversed(by) if count]
    blank = sum(e.status is None for e in entries)
    return [*told, say("{count} without a judgement on record", count=number(blank))] if blank else told


def _book(dossier: Dossier, agreement: Agreement, book: Ledger, id: str) -> list[Block]:
    """An agreement's duties; one under the other each agreement has its name above them."""
    made = f", {in_words(agreement.on)}" if agreement.on is not None else ""
    since = say(" since {day}", day=in_words(book.since)) if book.since is not None else ""
    state = f"; {book.is_}{since}" if book.is_ else ""
    title = f"{agreement.known_as}{made}{state}"
    told = (
        [Sentence(agreement.disputed, "drafted", _trace(agreement, "disputed"))] if agreement.disputed else []
    )
    rows = tuple(_row(dossier, agreement, entry) for entry in book.entries)
    columns = (
        Column(title=say("Duty"), about=agreement.id),
        *titled("By", "Waited for", "What became of it", "Judged"),
    )
    table = Table(columns=columns, rows=rows, caption=title if id else "")
    return [*([] if id else [Heading(title)]), table, *([Paragraph(tuple(told))] if told else [])]


def _row(dossier: Dossier, agreement: Agreement, entry: Entry) -> tuple[Cell, ...]:
    duty = agreement.duties[entry.position]
    waits = [f"{say(w.how)} {dossier.title(w.target)}" for w in entry.waits_for]
    fate = duty.fate[entry.fate] if entry.fate >= 0 else None
    because = listed(dossier.title(id) for id in entry.because)
    says = (
        (fate.says or because)
        if fate is not None
        else (say("due, nothing on record") if entry.overdue else "")
    )
    word = say(STATUS_WORDS[min(entry.status, 3)]) if entry.status is not None else ""
    tag: Tag = _TAGS[min(entry.status, 3)] if entry.status is not None else "blank"
    only = say(" (only in {names})", names=listed(entry.wording.said_by)) if entry.wording.missing else ""
    at = ("duties", entry.position)
    return (
        Cell(
            text=opened(f"{dossier.title(entry.target)}{only}"),
            traces=_trace(agreement, *at),
            about=entry.target,
        ),
        Cell(text=dossier.title(entry.by)),
        Cell(text="; ".join(waits)),
        Cell(label=word, text=says, tag=tag, traces=_trace(agreement, *at, "fate")),
        Cell(text=in_words(entry.judged) if entry.judged is not None else ""),
    )


def _trace(agreement: Agreement, *path: str | int) -> tuple[Trace, ...]:
    return (Trace(record=agreement.id, source="; ".join(agreement.source), place=agreement.where(*path)),)


VIEW = View(
    name="ledger", help="Agreements: every duty of both sides, what it waited for, what became of it.",
    ids=lambda dossier: dossier.ids("agreement"), result=result, section=section,
)  # fmt: skip
