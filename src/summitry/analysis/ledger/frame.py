"""The ledger of one agreement, read from the dossier."""

from __future__ import annotations

from summitry.analysis.ledger.result import Entry, Ledger, Waited, Wording
from summitry.dossier.kinds import Agreement
from summitry.dossier.kinds.undertakings import AgreementState, Undertaking
from summitry.dossier.sequence import circles, places
from summitry.dossier.sides import side_of
from summitry.dossier.undertakings import Given, fate_of, given, given_in
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis

ENDED = ("void", "superseded", "suspended")
"""States of an agreement that is no longer carried out."""


def ledger(dossier: Dossier, id: str) -> Ledger | None:
    """Return every duty of both sides of an agreement with its fate; ``None`` when there is none."""
    agreement = dossier.of(Agreement, id)
    if agreement is None:
        return None
    items = tuple(given_in(agreement))
    waits = {item.target: item.what.after for item in items}
    order = places(waits)
    entries = tuple(_entry(dossier, agreement, item, order[item.target]) for item in items)
    state = agreement_state(dossier, agreement)
    sides = agreement.between or tuple(dict.fromkeys(s for t in agreement.texts for s in t.by))
    return Ledger(
        agreement=agreement.id, on=agreement.on, is_=state.is_ if state else "",
        since=state.since if state else None, ended=state is not None and state.is_ in ENDED,
        sides=tuple(dict.fromkeys(side_of(dossier, side) or side for side in sides)),
        owing=tuple(dict.fromkeys(e.side for e in entries if e.side)), entries=entries,
        circles=circles(waits),
        basis=Basis(
            method="Each duty is set out with what it waited for and the latest judgement of its fate.",
            assumptions=("A fate is a dated judgement somebody recorded; none is worked out here.",),
            cannot_say=("What became of a duty nobody has judged.",),
            rests_on=(agreement.id, *(e.target for e in entries)),
        ),
    )  # fmt: skip


def agreement_state(dossier: Dossier, agreement: Agreement) -> AgreementState | None:
    """Return the latest state that has begun; of two of one day the later entry."""
    begun = [s for s in agreement.states if s.since is None or dossier.passed(s.since, agreement.zone)]
    if not begun:
        return None
    return max(enumerate(begun), key=lambda p: (p[1].since.sort_key() if p[1].since else (), p[0]))[1]


def _entry(dossier: Dossier, agreement: Agreement, item: Given, place: int | None) -> Entry:
    what = item.what
    fate = fate_of(dossier, item)
    due = what.due
    overdue = due is not None and fate is None and dossier.passed(due.latest)
    return Entry(
        target=item.target, position=int(item.path[-1]), by=what.by, side=side_of(dossier, what.by),
        to=what.to, of_kind=what.of_kind, place=place, due=due, overdue=overdue,
        waits_for=_waits(dossier, what), fate=what.fate.index(fate) if fate is not None else -1,
        status=fate.status if fate is not None else None, judged=fate.on if fate is not None else None,
        because=fate.because if fate is not None else (), wording=_wording(agreement, what),
    )  # fmt: skip


def _waits(dossier: Dossier, what: Undertaking) -> tuple[Waited, ...]:
    found = []
    for target in what.after:
        found.append(Waited(target=target, how="after", status=_status(dossier, target)))
    for target in what.in_return_for:
        found.append(Waited(target=target, how="in return for", status=_status(dossier, target)))
    return tuple(found)


def _status(dossier: Dossier, target: str) -> int | None:
    item = given(dossier, target)
    fate = fate_of(dossier, item) if item is not None else None
    return fate.status if fate is not None else None


def _wording(agreement: Agreement, what: Undertaking) -> Wording:
    texts = tuple(t.id for t in agreement.texts if t.id)
    words = {text: said for text, said in what.in_ if said.strip()}
    said_by = tuple(text for text in texts if text in words)
    if not said_by or len(texts) < 2:
        return Wording(said_by=said_by)
    told = {" ".join(words[text].split()).casefold().strip(' .,"') for text in said_by}
    return Wording(
        said_by=said_by, missing=tuple(text for text in texts if text not in words), differ=len(told) > 1
    )
