"""``bench search``: how well the ranking answers, beside plain BM25 over the same texts in one run.

The questions are the headings of printed indexes (each type by itself), and claims of SciFact; ir-measures
scores both. Nothing is tuned here: the defaults are those of every search.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import ir_measures

from summitry.archive.search import Searcher
from summitry.archive.search.entry import Entry, Facts, entry
from summitry.archive.search.shelf import Shelf, Shelved
from summitry.archive.search.stems import stem
from summitry.dossier.holdings import Held, HeldPart, Passage
from summitry.dossier.kinds import Document
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.secretariat.beginning import begin
from summitry.secretariat.importing import Wishes, found_files, importing
from summitry.secretariat.opening import open_dossier
from summitry.secretariat.searching import Query, run
from summitry.testing.bench.figures import Figure

MEASURE = ir_measures.nDCG @ 10
WANTED = 0.52
WANTED_OF_SCIFACT = 0.65


@dataclass(frozen=True, slots=True)
class Collection:
    """Questions with the documents that answer them, and for each question its type."""

    queries: tuple[Query, ...]
    types: Mapping[str, str]
    judged: tuple[ir_measures.Qrel, ...]


def searching(scratch: Path, data: Path) -> list[Figure]:
    """Measure nDCG@10 of the ranking and of plain BM25."""
    dossier = volumes_imported(scratch / "dossier", data)
    frus = _frus(data)
    ours = per_question(frus, _scored(run(dossier, frus.queries)))
    plain = per_question(frus, _plain_of_volumes(dossier, frus))
    return [
        *_by_type("index headings", frus, ours, WANTED),
        *_by_type("plain BM25, index headings", frus, plain),
        *_of_scifact(data),
    ]


def volumes_imported(folder: Path, data: Path) -> Dossier:
    """Begin a dossier, import the volumes of the collection, and open it."""
    begin(folder, "Benchmark")
    volumes = sorted(str(path) for path in (data / "frus" / "volumes").glob("*.xml"))
    for arrival in importing(folder, found_files(volumes), Wishes()):
        if arrival.outcome == "not read":
            raise OSError(f"{arrival.shown} was not read: {arrival.why}")
    return open_dossier(folder, as_of=date(2030, 1, 1))


def _frus(data: Path) -> Collection:
    folder = data / "frus-index-queries"
    rows = _rows(folder / "queries.tsv")
    judged = _rows(folder / "qrels.tsv")
    return Collection(
        tuple(Query(row["qid"], row["query"], row["volume"]) for row in rows),
        {row["qid"]: row["type"] for row in rows},
        tuple(ir_measures.Qrel(row["qid"], row["doc_id"], int(row["relevance"])) for row in judged),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _scored(lines: Iterable[str]) -> Iterator[ir_measures.ScoredDoc]:
    for line in lines:
        qid, _, document, _, score, _ = line.split()
        yield ir_measures.ScoredDoc(qid, document, float(score))


def per_question(collection: Collection, scored: Iterable[ir_measures.ScoredDoc]) -> dict[str, float]:
    """Return the measure of each question; one without an answer has 0."""
    found = {m.query_id: m.value for m in ir_measures.iter_calc([MEASURE], collection.judged, list(scored))}
    return {query.id: float(found.get(query.id, 0.0)) for query in collection.queries}


def _by_type(
    name: str, collection: Collection, found: Mapping[str, float], least: float | None = None
) -> list[Figure]:
    by_type: dict[str, list[float]] = defaultdict(list)
    for qid, value in found.items():
        by_type[collection.types[qid]].append(value)
    figures = [_figure(f"{name}: {kind} ({len(v)})", _mean(v)) for kind, v in sorted(by_type.items())]
    return [_figure(f"{name}: all ({len(found)})", _mean(found.values()), least), *figures]


def _figure(name: str, value: float, least: float | None = None) -> Figure:
    return Figure(name=name, unit="nDCG@10", runs=(round(value, 4),), least=least)


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else 0.0


# -- plain BM25 ----------------------------------------------------------------------------------


class PlainBM25:
    """BM25 as a textbook has it: k1 0.9, b 0.4, Porter stems, one bag of words for each document."""

    def __init__(self, texts: Mapping[str, str], k1: float = 0.9, b: float = 0.4) -> None:
        self.k1, self.b = k1, b
        self.bags = {id: Counter(plain_terms(text)) for id, text in texts.items()}
        self.lengths = {id: sum(bag.values()) for id, bag in self.bags.items()}
        self.mean = _mean(self.lengths.values()) or 1.0
        self.having: Counter[str] = Counter()
        self.postings: dict[str, list[str]] = defaultdict(list)
        for id, bag in self.bags.items():
            self.having.update(bag.keys())
            for term in bag:
                self.postings[term].append(id)

    def best(self, text: str, limit: int = 100) -> list[tuple[str, float]]:
        """Return the best documents with their scores."""
        scores: dict[str, float] = defaultdict(float)
        for term in plain_terms(text):
            having = self.having[term]
            rare = math.log(1 + (len(self.bags) - having + 0.5) / (having + 0.5))
            for id in self.postings.get(term, ()):
                often = self.bags[id][term]
                norm = self.k1 * (1 - self.b + self.b * self.lengths[id] / self.mean)
                scores[id] += rare * often * (self.k1 + 1) / (often + norm)
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def plain_terms(text: str) -> list[str]:
    """Return letters and digits in runs, small, as stems."""
    return [stem(word) for word in re.findall(r"[a-z0-9]+", text.lower())]


def _plain_of_volumes(dossier: Dossier, collection: Collection) -> Iterator[ir_measures.ScoredDoc]:
    engines = {}
    for volume in {query.volume for query in collection.queries}:
        engines[volume] = PlainBM25(dict(texts_of_volume(dossier, volume)))
    for query in collection.queries:
        for id, score in engines[query.volume].best(query.words):
            yield ir_measures.ScoredDoc(query.id, id, score)


def texts_of_volume(dossier: Dossier, volume: str) -> Iterator[tuple[str, str]]:
    """Yield each document of a volume whole, footnotes included."""
    held = dossier.held(volume)
    assert held is not None
    for part in held.parts:
        if part.kind != "matter":
            yield f"{volume}/{part.id}", "\n".join(p.text for p in held.of_part(part))


def every_text(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield each document of all volumes whole."""
    for record in dossier.all(Document):
        if dossier.held(record.id) is not None:
            yield from texts_of_volume(dossier, record.id)


# -- SciFact -------------------------------------------------------------------------------------


def _of_scifact(data: Path) -> list[Figure]:
    folder = data / "scifact"
    if not folder.is_dir():
        return []
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as packed:
        corpus = [json.loads(line) for line in packed]
    asked = [
        json.loads(line) for line in (folder / "queries_test_half.jsonl").read_text("utf-8").splitlines()
    ]
    judged = _rows(folder / "qrels_test_half.tsv")
    claims = Collection(
        tuple(Query(row["_id"], row["text"]) for row in asked),
        {row["_id"]: "claim" for row in asked},
        tuple(ir_measures.Qrel(r["query-id"], r["corpus-id"], int(r["score"])) for r in judged),
    )
    with Shelf(None) as shelf:
        shelf.put(Shelved(id="scifact", stamp="", entries=[(_abstract(row), 0) for row in corpus]))
        searcher = Searcher(shelf)
        ours = per_question(claims, _answers(searcher.run, claims))
    engine = PlainBM25({row["_id"]: f"{row['title']}\n{row['text']}" for row in corpus})
    plain = per_question(
        claims,
        (
            ir_measures.ScoredDoc(q.id, id, score)
            for q in claims.queries
            for id, score in engine.best(q.words)
        ),
    )
    return [
        _figure(f"SciFact ({len(ours)} claims)", _mean(ours.values()), WANTED_OF_SCIFACT),
        _figure("plain BM25, SciFact", _mean(plain.values())),
    ]


def _answers(
    ask: Callable[[str], list[tuple[str, float]]], claims: Collection
) -> Iterator[ir_measures.ScoredDoc]:
    for query in claims.queries:
        for id, score in ask(query.words):
            yield ir_measures.ScoredDoc(query.id, id, score)


def _abstract(row: Mapping[str, str]) -> Entry:
    body = Passage(number=1, role="body", text=" ".join(row["text"].split()))
    part = HeldPart(title=row["title"], first=1, last=1)
    held = Held(digest="0" * 64, original="", media="text/plain", parts=(part,), passages=(body,))
    return entry(Facts(id=row["_id"], document="scifact", title=row["title"]), held, part)
