"""One draft as it stands on the dossier's day: what is open, who holds it, since when."""

from __future__ import annotations

from dataclasses import replace

from summitry.analysis.drafts.brackets import (
    Bracket,
    Gap,
    Parsed,
    brackets,
    count_words,
    parse,
    plainly,
    wording,
)
from summitry.analysis.drafts.clauses import MOST, aligned, clauses, pairs_to_weigh
from summitry.analysis.drafts.result import (
    Comparison,
    DraftReading,
    HeldWords,
    Passage,
    VersionMeasure,
)
from summitry.dossier.kinds import Draft
from summitry.dossier.value import Dossier
from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.labels import marked

NOT_HELD = marked("The text is not held in the dossier.")
LONG = marked("The two texts are too long and too different to be compared clause by clause.")


def parsed_draft(dossier: Dossier, draft: str) -> Parsed:
    """Return the text of one draft taken apart; empty when there is none."""
    record = dossier.of(Draft, draft)
    return parse(record.text) if record is not None else Parsed(())


def versions_of(dossier: Dossier, draft: str) -> tuple[str, ...]:
    """Return a draft with the versions it replaced, the first first; a circle ends where it closes."""
    found = [draft]
    record = dossier.of(Draft, draft)
    while record is not None and record.replaces and record.replaces not in found:
        record = dossier.of(Draft, record.replaces)
        if record is not None:
            found.append(record.id)
    return tuple(reversed(found))


def next_version(dossier: Dossier, draft: str) -> str:
    """Return the version that took this one's place, the first by id; blank when it stands."""
    later = (d for d in dossier.naming(draft, Draft) if d.replaces == draft and d.id != draft)
    return next((d.id for d in later if d.on is None or dossier.passed(d.on, d.zone)), "")


def draft_reading(dossier: Dossier, draft: str) -> DraftReading:
    """Say what is open in one draft, who holds which words, and how much of it stands in brackets.

    Raises:
        KeyError: when there is no such draft.
    """
    record = dossier.of(Draft, draft)
    if record is None:
        raise KeyError(draft)
    text = dossier.ask(parsed_draft, draft)
    versions = versions_of(dossier, draft)
    firsts = _first_bracketed(dossier, versions)
    found = tuple(brackets(text.nodes))
    words = {plainly(h.words) for h in record.held}
    standing = {wording(a) for b in found for a in b.alternatives}
    return DraftReading(
        draft=record.id, refused="" if record.text else NOT_HELD,
        superseded_by=next_version(dossier, draft),
        passages=tuple(_passage(dossier, record, b, firsts) for b in found),
        versions=tuple(_measure(dossier, v) for v in versions),
        misplaced=tuple(at for at, h in enumerate(record.held) if plainly(h.words) not in standing)
        if record.text and words else (),
        unpaired=len(text.unpaired), gaps=sum(isinstance(n, Gap) for n in text.nodes),
        basis=Basis(
            method="Reads the brackets of the text and of the versions it replaced, and who is on record as"
            " holding the words between them.",
            assumptions=("Words nobody is named for have been open since the first version that brackets"
                         " them.",),
            cannot_say=("What is agreed but was never put to the other side.",),
            rests_on=versions,
        ),
    )  # fmt: skip


def _first_bracketed(dossier: Dossier, versions: tuple[str, ...]) -> dict[str, When | None]:
    found: dict[str, When | None] = {}
    for version in versions:
        record = dossier.of(Draft, version)
        for bracket in brackets(dossier.ask(parsed_draft, version).nodes):
            for alternative in bracket.alternatives:
                found.setdefault(wording(alternative), record.on if record is not None else None)
    return found


def _passage(
    dossier: Dossier, record: Draft, bracket: Bracket, firsts: dict[str, When | None]
) -> Passage:  # fmt: skip
    held = tuple(_held(dossier, record, wording(a), firsts) for a in bracket.alternatives)
    days = [h.since for h in held if h.since is not None]
    return Passage(alternatives=held, since=min(days, key=When.sort_key) if days else None)


def _held(dossier: Dossier, record: Draft, words: str, firsts: dict[str, When | None]) -> HeldWords:
    by: dict[str, None] = {}
    withdrawn: dict[str, None] = {}
    since: list[When] = []
    for holding in record.held:
        if plainly(holding.words) != words:
            continue
        if holding.withdrawn is not None and dossier.passed(holding.withdrawn, record.zone):
            withdrawn.update(dict.fromkeys(holding.by))
            continue
        by.update(dict.fromkeys(holding.by))
        since += [holding.since] if holding.since is not None else []
    first = min(since, key=When.sort_key) if since else firsts.get(words)
    return HeldWords(
        words=words, by=tuple(by), since=first, withdrawn=tuple(w for w in withdrawn if w not in by)
    )


def _measure(dossier: Dossier, version: str) -> VersionMeasure:
    record = dossier.of(Draft, version)
    nodes = dossier.ask(parsed_draft, version).nodes
    every, bracketed = count_words(nodes)
    return VersionMeasure(
        draft=version, on=record.on if record is not None else None, words=every, bracketed=bracketed,
        passages=sum(isinstance(n, Bracket) for n in nodes),
    )  # fmt: skip


def compare_drafts(dossier: Dossier, before: str, after: str) -> Comparison:
    """Lay two drafts side by side, clause by clause.

    Refused, with the reason, when a text is not held or too long; then there are no rows.
    """
    texts = [dossier.ask(parsed_draft, id) for id in (before, after)]
    left, right = clauses(texts[0].nodes), clauses(texts[1].nodes)
    result = Comparison(
        before=before, after=after, refused="", left=left, right=right, rows=(),
        basis=Basis(
            method="Aligns clauses in their order so that their likeness is greatest, then pairs what is"
            " left over and alike as moved.",
            assumptions=("Likeness counts common words; it knows nothing of what they mean.",),
            cannot_say=("Whether a change matters.",),
            rests_on=(before, after),
        ),
    )  # fmt: skip
    if not left or not right:
        return replace(result, refused=NOT_HELD)
    if pairs_to_weigh(left, right) > MOST:
        return replace(result, refused=LONG)
    gaps = tuple(any(isinstance(n, Gap) for n in t.nodes) for t in texts)
    return replace(result, rows=aligned(left, right, gaps=(gaps[0], gaps[1])))
