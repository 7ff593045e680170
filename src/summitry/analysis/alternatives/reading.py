"""The other side's alternatives as the dossier has them on its day."""

from __future__ import annotations

from summitry.analysis.alternatives.maths import Mark, alike, tells_apart
from summitry.analysis.alternatives.result import (
    AlternativeReading,
    EvidenceMatrix,
    EvidenceRow,
    Readiness,
)
from summitry.dossier.kinds import Alternative, Indicator
from summitry.dossier.sides import side_of
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis


def alternative_reading(dossier: Dossier, alternative: str) -> AlternativeReading:
    """Say whether we are ready for one thing the other side may do.

    Raises:
        KeyError: when there is no such alternative.
    """
    record = dossier.of(Alternative, alternative)
    if record is None:
        raise KeyError(alternative)
    watched: list[str] = []
    unwatched: list[str] = []
    for id in dict.fromkeys((*record.indicators, *record.contradicted_by)):
        indicator = dossier.of(Indicator, id)
        if indicator is not None:
            (watched if indicator.watcher else unwatched).append(id)
    return AlternativeReading(
        alternative=record.id, by=record.by, response=_readiness(record),
        owner=record.response.owner if record.response else "",
        watched=tuple(watched), unwatched=tuple(unwatched),
        basis=Basis(
            method="Reads the alternative's response and the watchers of its indicators.",
            cannot_say=("How likely the alternative is.", "Whether the response is a good one."),
            rests_on=(record.id, *watched, *unwatched),
        ),
    )  # fmt: skip


def _readiness(record: Alternative) -> Readiness:
    response = record.response
    if response is None or not response.says:
        return "none"
    if response.ready is None:
        return "not said"
    return "ready" if response.ready else "not ready"


def maker_of(dossier: Dossier, alternative: Alternative) -> str:
    """Return the party whose alternative it is; whoever is named when nobody says of which party."""
    return side_of(dossier, alternative.by) or alternative.by


def alternatives_by_side(dossier: Dossier) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the alternatives of each party, parties and alternatives in order of their ids."""
    found: dict[str, list[str]] = {}
    for record in dossier.all(Alternative):
        found.setdefault(maker_of(dossier, record), []).append(record.id)
    return tuple((side, tuple(ids)) for side, ids in sorted(found.items()))


def evidence_matrix(dossier: Dossier, side: str) -> EvidenceMatrix:
    """Lay one party's alternatives against the indicators that tell them apart.

    After Heuer's analysis of competing hypotheses, without its scores: what counts is what would
    speak against a course, and a sign that fits them all says nothing. Empty without alternatives.
    """
    ids = dict(dossier.ask(alternatives_by_side)).get(side, ())
    records = [r for id in ids if (r := dossier.of(Alternative, id)) is not None]
    known = dossier.ask(indicator_ids)
    indicators = dict.fromkeys(i for r in records for i in (*r.indicators, *r.contradicted_by) if i in known)
    table = {i: tuple(_mark(r, i) for r in records) for i in indicators}
    columns = {r.id: tuple(table[i][at] for i in table) for at, r in enumerate(records)}
    return EvidenceMatrix(
        by=side, alternatives=tuple(columns),
        rows=tuple(EvidenceRow(indicator=i, marks=m) for i, m in table.items() if tells_apart(m)),
        left_out=tuple(i for i, m in table.items() if not tells_apart(m)),
        alike=alike(columns),
        basis=Basis(
            method="Lays alternatives against indicators; keeps those that tell two of them apart.",
            assumptions=("An indicator that an alternative does not name says nothing of it.",),
            cannot_say=("How likely any alternative is: no probability is computed.",),
            rests_on=(*columns, *table),
        ),
    )  # fmt: skip


def indicator_ids(dossier: Dossier) -> frozenset[str]:
    """The ids of all indicators, whatever is seen of them."""
    return frozenset(dossier.ids(Indicator.kind))


def _mark(record: Alternative, indicator: str) -> Mark:
    if indicator in record.contradicted_by:
        return "against"
    return "for" if indicator in record.indicators else ""
