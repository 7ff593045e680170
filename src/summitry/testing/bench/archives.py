"""``bench archive``: how long import, indexing and ranked queries take, beside peers on the same text.

The large cabinets are made from the volumes: documents as long as theirs, with passages drawn from all
of them by chance (with a seed). Times of queries are processor time, each of the printed index's headings
asked once of the whole cabinet.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summitry.archive.search import Searcher, answering
from summitry.archive.search.engine import Engine, Fts5
from summitry.archive.search.entry import Facts, ReadPassage, composed, read_passage
from summitry.archive.search.shelf import Shelf, Shelved
from summitry.dossier.holdings import Held, HeldPart, Named
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.secretariat.importing import Wishes, found_files, importing
from summitry.secretariat.opening import open_dossier
from summitry.secretariat.searching import folder_of, search
from summitry.testing.bench.figures import Figure, at
from summitry.testing.bench.searches import every_text, plain_terms, volumes_imported

SMALL = 100_000
"""Passages of the cabinet that SQLite must do for."""
AT_ONCE = 500
"""Documents put in in one transaction while a large cabinet is made."""
SEED = 1968
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Pool:
    """What large cabinets are made of: every passage of the volumes in terms, documents, questions."""

    passages: tuple[ReadPassage, ...]
    shapes: tuple[tuple[HeldPart, int], ...]
    """Documents with how many passages each has."""
    names: tuple[Named, ...]
    questions: tuple[str, ...]


def archiving(scratch: Path, data: Path, passages: int) -> list[Figure]:
    """Measure import, one document more, and ranked queries in cabinets of two sizes."""
    begun = time.perf_counter()
    used = _processor()
    dossier = volumes_imported(scratch / "dossier", data)
    first = search(dossier, "bombing halt Rostow")
    assert first.hits
    figures = [
        _one("six volumes imported and searchable", "s", time.perf_counter() - begun, 60),
        _one("the same, processor time of all processes", "s CPU", _processor() - used),
        Figure(name="one document added to the index", unit="ms CPU", runs=_adding(dossier), limit=100),
        Figure(
            name="one document imported and found",
            unit="ms CPU",
            runs=_importing(dossier, scratch),
            limit=100,
        ),
    ]
    pool = _pool(dossier, data)
    small = scratch / "small.db"
    _make(small, Fts5(), pool, SMALL)
    figures += _queries(f"{SMALL:,} passages, FTS5", small, "fts5", scratch, pool, 50)
    figures += _peers(dossier, pool)
    large = scratch / "large.db"
    _make(large, _tantivy(), pool, passages)
    figures += _queries(f"{passages:,} passages, tantivy", large, "tantivy", scratch, pool, 50, 1500)
    return figures


def _one(name: str, unit: str, value: float, limit: float | None = None) -> Figure:
    return Figure(name=name, unit=unit, runs=(value,), limit=limit)


def _processor() -> float:
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


# -- one document more ---------------------------------------------------------------------------


def _adding(dossier: Dossier, runs: int = 20) -> tuple[float, ...]:
    """The time of putting one document into the index of the volumes and of asking for it, each in its own
    transaction, in a process that has the index open."""
    taken = []
    texts = [held for record in dossier.all(Document) if (held := dossier.held(record.id)) is not None]

    def question(searcher: Searcher) -> None:
        for n in range(runs):
            held = texts[n % len(texts)]
            part = held.parts[n * 7 % len(held.parts)]
            begun = time.process_time()
            facts = Facts(id=f"new-{n}", document=f"new-{n}", title=part.title)
            made = composed(facts, [read_passage(p) for p in held.of_part(part)])
            searcher.shelf.put(Shelved(id=f"new-{n}", stamp="new", entries=((made, 1),)))
            taken.append((time.process_time() - begun) * 1e3)
        for n in range(runs):
            searcher.shelf.take_out(f"new-{n}")

    answering(dossier, folder_of(dossier), question)
    return tuple(taken)


def _importing(dossier: Dossier, scratch: Path, runs: int = 5) -> tuple[float, ...]:
    """The processor time from a file to its being found, with a process for reading already there: its own
    and that of the process that reads."""
    psutil = importlib.import_module("psutil")
    readers = importlib.import_module("summitry.archive.reading").Readers(at_once=1)
    folder, taken = folder_of(dossier), []
    with readers:
        for n in range(runs + 1):
            paper = scratch / f"note-{n}.txt"
            paper.write_text(f"Note {n}.\n\nThe zebrafinch{n} protocol was agreed.\n", encoding="utf-8")
            begun = _now(psutil)
            list(importing(folder, found_files([str(paper)]), Wishes(), readers))
            again = open_dossier(folder, as_of=dossier.limit)
            assert search(again, f"zebrafinch{n}").documents == 1
            taken.append((_now(psutil) - begun) * 1e3)
    return tuple(taken[1:])


def _now(psutil: Any) -> float:
    """Processor time used so far by this process and those it began that still run."""
    here = psutil.Process()
    every = [here.cpu_times(), *(child.cpu_times() for child in here.children(recursive=True))]
    return float(sum(used.user + used.system for used in every))


# -- large cabinets ------------------------------------------------------------------------------


def _pool(dossier: Dossier, data: Path) -> Pool:
    passages: list[ReadPassage] = []
    shapes: list[tuple[HeldPart, int]] = []
    names: list[Named] = []
    for record in dossier.all(Document):
        held: Held | None = dossier.held(record.id)
        if held is None or len(held.parts) < 2:
            continue
        names.extend(held.names)
        for part in held.parts:
            if part.kind == "matter":
                continue
            mine = held.of_part(part)
            shapes.append((part, len(mine)))
            passages.extend(read_passage(p) for p in mine if p.role not in ("list", "left-out"))
    lines = (data / "frus-index-queries" / "queries.tsv").read_text("utf-8").splitlines()[1:]
    questions = tuple(line.split("\t")[3] for line in lines)
    return Pool(tuple(passages), tuple(shapes), tuple(names), questions)


def _documents(pool: Pool, passages: int) -> Iterator[tuple[HeldPart, list[ReadPassage]]]:
    """Make documents of chance passages until there are so many."""
    chance = random.Random(SEED)
    made = 0
    while made < passages:
        part, many = chance.choice(pool.shapes)
        many = min(many, passages - made)
        yield part, chance.choices(pool.passages, k=many)
        made += many


def _make(path: Path, engine: Engine, pool: Pool, passages: int) -> None:
    with Shelf(path, engine) as shelf:
        batch: list[tuple[Any, int]] = []
        for n, (part, drawn) in enumerate(_documents(pool, passages)):
            facts = Facts(
                id=f"made/d{n}", document="made", part=f"d{n}", title=part.title, section=part.section,
                subjects=part.subjects, participants=part.participants,
            )  # fmt: skip
            batch.append((composed(facts, drawn), 1))
            if len(batch) == AT_ONCE:
                shelf.put(Shelved(id=f"batch-{n}", stamp="", entries=batch, names=pool.names))
                pool = Pool(pool.passages, pool.shapes, (), pool.questions)
                batch = []
        if batch:
            shelf.put(Shelved(id="last", stamp="", entries=batch, names=pool.names))


def _tantivy() -> Engine:
    found: Engine = importlib.import_module("summitry.archive.search.fast").Tantivy()
    return found


def _queries(
    name: str, path: Path, engine: str, scratch: Path, pool: Pool, limit: float, memory: float | None = None
) -> list[Figure]:
    """Ask every question in a process of its own, and report times and its memory."""
    asked = scratch / "questions.json"
    asked.write_text(json.dumps(pool.questions), encoding="utf-8")
    words = [sys.executable, "-m", "summitry.testing.bench.archives", str(path), engine, str(asked)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=_path())
    found = json.loads(done.stdout)
    return [
        *_percentiles(f"ranked query, {name}", found["times"], limit),
        _one(f"memory, {name}", "MB", found["memory"] / MB, memory),
    ]


def _path() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


def _percentiles(name: str, times: Sequence[float], limit: float | None = None) -> list[Figure]:
    return [
        _one(f"{name}: median", "ms CPU", at(times, 0.5) * 1e3),
        _one(f"{name}: 95 of 100", "ms CPU", at(times, 0.95) * 1e3, limit),
    ]


def asking(path: str, engine: str, questions: str) -> dict[str, Any]:
    """Answer every question once; return the processor time of each and the memory of the process."""
    psutil = importlib.import_module("psutil")
    asked = json.loads(Path(questions).read_text(encoding="utf-8"))
    with Shelf(Path(path), _tantivy() if engine == "tantivy" else Fts5()) as shelf:
        searcher = Searcher(shelf)
        searcher.run("bombing halt")  # lists of names are read once
        times = _timed(lambda text: searcher.run(text, limit=10), asked)
        memory = psutil.Process().memory_info().rss
    return {"times": times, "memory": memory}


def _timed(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    times = []
    for text in questions:
        begun = time.process_time()
        ask(text)
        times.append(time.process_time() - begun)
    return times


# -- peers ---------------------------------------------------------------------------------------


def _peers(dossier: Dossier, pool: Pool) -> list[Figure]:
    """Peers on the same 100,000 passages and questions, each the way it is meant to be used: passages as
    rows, any of the words, the ten best."""
    texts = [" ".join(plain_terms(r.passage.text)) for r in pool.passages]
    rows = [texts[n] for n in random.Random(SEED).choices(range(len(texts)), k=SMALL)]
    asked = [" ".join(dict.fromkeys(plain_terms(text))) for text in pool.questions]
    figures = _percentiles("peer: plain FTS5 over passages", _timed(_plain_fts5(rows), asked))
    figures += _percentiles("peer: plain tantivy over passages", _timed(_plain_tantivy(rows), asked))
    figures += _percentiles("peer: bm25s over passages", _timed(_bm25s(rows), asked))
    documents = [" ".join(plain_terms(text)) for _, text in every_text(dossier)]
    figures += _percentiles("peer: plain FTS5, the 1,352 documents", _timed(_plain_fts5(documents), asked))
    return figures


def _plain_fts5(rows: Sequence[str]) -> Callable[[str], object]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE passage USING fts5(text)")
    base.executemany("INSERT INTO passage VALUES (?)", [(row,) for row in rows])

    def ask(text: str) -> object:
        words = " OR ".join(f'"{word}"' for word in text.split())
        statement = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 10"
        return base.execute(statement, (words,)).fetchall()

    return ask


def _plain_tantivy(rows: Sequence[str]) -> Callable[[str], object]:
    tantivy = importlib.import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for row in rows:
        writer.add_document(tantivy.Document(text=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> object:
        words = [tantivy.Query.term_query(schema, "text", word) for word in text.split()]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, word) for word in words])
        return searcher.search(query, limit=10).hits

    return ask


def _bm25s(rows: Sequence[str]) -> Callable[[str], object]:
    bm25s = importlib.import_module("bm25s")
    engine = bm25s.BM25(k1=0.9, b=0.4)
    engine.index([row.split() for row in rows], show_progress=False)
    return lambda text: engine.retrieve([text.split()], k=10, show_progress=False)


if __name__ == "__main__":
    print(json.dumps(asking(*sys.argv[1:4])))
