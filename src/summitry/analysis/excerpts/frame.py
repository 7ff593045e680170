"""From a dossier's excerpts, steps and duties to what stands under a label."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.analysis.excerpts.result import Counterpart, Gathered, Gathering, Standing
from summitry.dossier.citations import citation
from summitry.dossier.kinds import Agreement, Document, Excerpt, Paper, StepKind
from summitry.dossier.record import Record
from summitry.dossier.trees import kind_tree
from summitry.dossier.undertakings import Given, fate_of, given, given_in
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis


def labels(dossier: Dossier) -> tuple[str, ...]:
    """Return the labels that excerpts bear, in order, and the kinds of step."""
    borne = {label for excerpt in dossier.all(Excerpt) for label in excerpt.labels}
    return tuple(sorted(borne | set(dossier.ids(StepKind.kind))))


def gathered(dossier: Dossier, label: str) -> Gathering:
    """Return the passages under a label with what became of them, by document and place in it.

    A passage became a step or duty where that cites the same passage, or where the excerpt names it under
    ``about``. Where the label is a kind of step, steps and duties of that kind (or one below it) that no
    such passage leads to are there as well.
    """
    kind = _kind(dossier, label)
    marked = [e for e in dossier.all(Excerpt) if label in e.labels or (kind and kind in e.labels)]
    standing = list(_undertakings(dossier))
    rows, told = [], set()
    for excerpt in marked:
        became = tuple(item for item in standing if _rests_on(dossier, item, excerpt))
        told |= {item.target for item in became}
        rows.append(
            Gathered(
                excerpt=excerpt.id, document=excerpt.document, at=excerpt.at,
                became=tuple(_standing(dossier, item) for item in became),
            )
        )  # fmt: skip
    if kind:
        family = set(dossier.ask(kind_tree, StepKind).descendants(kind))
        for item in standing:
            if item.what.of_kind in family and item.target not in told:
                rows.append(
                    Gathered(excerpt="", document=_document(item), at="", became=(_standing(dossier, item),))
                )
    rows.sort(key=lambda row: _order(dossier, row))
    return Gathering(
        label=label, kind=kind, rows=tuple(rows),
        basis=Basis(
            method="Excerpts that bear the label are laid beside the steps and duties that cite the same"
            " passage, or that they are said to be about.",
            cannot_say=("Whether a passage that nobody marked would belong here.",),
            rests_on=tuple(id for row in rows for id in (row.excerpt, *(s.target for s in row.became)) if id),
        ),
    )  # fmt: skip


def _kind(dossier: Dossier, label: str) -> str:
    if dossier.of(StepKind, label) is not None:
        return label
    wanted = label.casefold()
    return next((k.id for k in dossier.all(StepKind) if k.name.casefold() == wanted), "")


def _undertakings(dossier: Dossier) -> Iterator[Given]:
    owners: list[Record] = [*dossier.all(Agreement), *dossier.all(Paper)]
    for owner in owners:
        yield from given_in(owner)


def _rests_on(dossier: Dossier, item: Given, excerpt: Excerpt) -> bool:
    if item.target in excerpt.about:
        return True
    marked = citation(f"{excerpt.document} {excerpt.at}")
    for text in item.what.source:
        cited = citation(text)
        if cited.is_precise and _same_place(dossier, cited.document, excerpt.document):
            if (cited.digest, cited.passage) == (marked.digest, marked.passage) != ("", 0):
                return True
            if not cited.passage and not marked.passage and _where(cited.text) == _where(marked.text):
                return True
    return False


def _where(text: str) -> str:
    return text.partition(" ")[2].casefold()


def _same_place(dossier: Dossier, one: str, other: str) -> bool:
    first, second = dossier.of(Document, one), dossier.of(Document, other)
    return first is not None and second is not None and first.id == second.id


def _document(item: Given) -> str:
    for text in item.what.source:
        return citation(text).document
    record = item.record
    if isinstance(record, Paper) and record.document:
        return record.document
    if isinstance(record, Agreement):
        named = dict(item.what.in_)
        texts = [t.document for t in record.texts if t.document and (not named or t.id in named)]
        if texts:
            return texts[0]
    return citation(record.source[0]).document if record.source else ""


def _standing(dossier: Dossier, item: Given) -> Standing:
    fate = fate_of(dossier, item)
    return Standing(
        target=item.target, by=item.what.by, given=item.on,
        counterparts=tuple(_counterpart(dossier, target) for target in item.what.in_return_for),
        status=fate.status if fate is not None else None, judged=fate.on if fate is not None else None,
        cites=item.what.source,
    )  # fmt: skip


def _counterpart(dossier: Dossier, target: str) -> Counterpart:
    other = given(dossier, target)
    if other is None:
        return Counterpart(target=target, by="", status=None)
    fate = fate_of(dossier, other)
    return Counterpart(target=target, by=other.what.by, status=fate.status if fate is not None else None)


def _order(dossier: Dossier, row: Gathered) -> tuple[object, ...]:
    record = dossier.of(Document, row.document)
    days = [s.given.earliest.toordinal() for s in row.became if s.given is not None]
    if not days and record is not None and record.date is not None:
        days = [record.date.earliest.toordinal()]
    cited = citation(f"{row.document} {row.at}")
    return (
        min(days, default=10**9),
        row.document,
        cited.passage,
        cited.paragraphs or (0, 0),
        row.at,
        row.excerpt,
    )
