"""``bench book``: the book of the example in three formats, and a hundred pages made up for the purpose."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from summitry.book.blocks import Cell, Column, Heading, Paragraph, Points, Section, Sentence, Table, Trace
from summitry.book.volume.build import build
from summitry.book.volume.pdf import pdf
from summitry.book.volume.plan import Order, Planned
from summitry.book.volume.value import Volume
from summitry.book.volume.web import html
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.testing.bench.figures import Figure
from summitry.testing.bench.programs import Summitry, run

DAY = date(2018, 3, 12)
CHAPTERS = 36
"""Each takes over two pages: a hundred in all with the front, the contents and the sources."""
RECORDS = 400
HEADER = """format: 1
dossier: a book of a hundred pages
own_side: us
counterparts: [them]
markings: [open, restricted]
cutoff: 2018-03-12
"""
PHRASE = (
    "the envoy said on that day that talks go on while the pause holds and that the text of the message"
    " names no launch of a satellite and no day on which the sides would meet"
)


def booking(scratch: Path, example: Path, runs: int) -> list[Figure]:
    """Measure the example's book cold, and a hundred pages in HTML and PDF once the program runs."""
    program = Summitry()
    words = program.words("book", str(example), "-o", str(scratch / "out"), "--as-of", str(DAY))
    cold = [run(words) for _ in range(runs)]
    taken = []
    for n in range(max(1, runs // 2)):
        volume = hundred_pages(seed=n)
        begun = time.process_time()
        html(volume)
        pdf(volume)
        taken.append(time.process_time() - begun)
    return [
        Figure(
            name=f"book of {example.name}, three formats, cold",
            unit="s",
            runs=tuple(r.wall for r in cold),
            limit=10,
        ),
        Figure(name="peak memory of it", unit="MB", runs=tuple(r.peak / 1e6 for r in cold), limit=1000),
        Figure(name="a hundred pages in HTML and PDF", unit="s CPU", runs=tuple(taken), limit=5),
    ]


def hundred_pages(seed: int = 1) -> Volume:
    """Return a made-up book of some hundred pages of prose, points and tables, all with their origins."""
    dice = random.Random(seed)
    statements = "".join(
        f'  - {{id: s{n}, by: them, said: 2018-03-01, words: "{_words(dice, 14)}"}}\n' for n in range(RECORDS)
    )
    dossier = load_texts({
        "dossier.yaml": HEADER, "said.yaml": f"statements:\n{statements}",
        "parties.yaml": "parties:\n  - {id: us, name: Us}\n  - {id: them, name: Them}\n",
    }).as_of(DAY)  # fmt: skip
    own = tuple(
        Planned(name=f"chapter-{n}", kicker="Chapter", title=f"Chapter {n}", make=_Chapter(dice.random()))
        for n in range(CHAPTERS)
    )
    return build(Order(dossier=dossier, meetings=(), own=own))


class _Chapter:
    """A section that fills two pages."""

    def __init__(self, seed: float) -> None:
        self.seed = seed

    def __call__(self, order: Order) -> Iterator[Section]:
        dice = random.Random(self.seed)
        rows = tuple(
            (Cell(text=f"1{n % 10} March", traces=_trace(order.dossier, dice)), Cell(text=_words(dice, 3)),
             Cell(label="reworded", tag="change", text=_words(dice, 16), origin="quoted"))
            for n in range(28)
        )  # fmt: skip
        columns = (Column(title="Day"), Column(title="Who"), Column(title="What was said"))
        prose = tuple(_sentence(order.dossier, dice) for _ in range(12))
        points = tuple(_sentence(order.dossier, dice) for _ in range(8))
        yield Section(
            kicker="Chapter", title=_words(dice, 6), verdict=_sentence(order.dossier, dice),
            blocks=(Paragraph(prose), Heading("By day"), Table(columns=columns, rows=rows), Points(points)),
        )  # fmt: skip


def _sentence(dossier: Dossier, dice: random.Random) -> Sentence:
    return Sentence(f"{_words(dice, 15).capitalize()}.", "quoted", _trace(dossier, dice))


def _trace(dossier: Dossier, dice: random.Random) -> tuple[Trace, ...]:
    record = dossier.get(f"s{dice.randrange(RECORDS)}")
    return (Trace(record=record.id, place=record.where("words")),) if record is not None else ()


def _words(dice: random.Random, number: int) -> str:
    words = PHRASE.split()
    return " ".join(dice.choice(words) for _ in range(number))
