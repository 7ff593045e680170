"""DRF: texts under negotiation, and what stands between their brackets."""

from __future__ import annotations

from collections.abc import Iterable

from summitry.analysis.drafts import draft_reading, objection
from summitry.check.places import places_of
from summitry.check.rule import Found, rule
from summitry.dossier.kinds import Clearance, Draft
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When, in_words
from summitry.foundation.diagnostics import Severity
from summitry.foundation.wording import counted, enumerated, opened, quoted


@rule("DRF001", "held-by-nobody", Severity.SERIOUS, Draft)
def held_by_nobody(dossier: Dossier, draft: Draft) -> Iterable[Found]:
    """Words stand between brackets, and nobody is named who wants them.

    Whoever is to give way must know whose words they are. Enter them under `held` with `by` and
    `since`, or take the brackets away. Only the latest version of a text is looked at.
    """
    reading = dossier.ask(draft_reading, draft.id)
    words = [w for p in reading.passages for w in p.held_by_nobody]
    if words and not reading.superseded_by:
        yield Found(
            message=f"Nobody is named for words in brackets in {draft.known_as}:"
            f" {enumerated(_quoted(w) for w in dict.fromkeys(words))}.",
            at=draft.where("held"),
            about=(draft.id,),
            hint="Add to `held`: `{words: ..., by: [...], since: ...}`, or take the brackets away.",
        )


def _quoted(words: str, most: int = 80) -> str:
    return f'"{words}"' if len(words) <= most else f'"{words[:most].rsplit(None, 1)[0]} ..."'


@rule("DRF002", "words-not-there", Severity.SERIOUS, Draft)
def words_not_there(dossier: Dossier, draft: Draft) -> Iterable[Found]:
    """Somebody is said to hold words that stand in no bracket of the draft.

    Either the text has moved on, or the words were copied wrongly. Correct them, enter that they
    were withdrawn, or delete the entry.
    """
    reading = dossier.ask(draft_reading, draft.id)
    gone = [at for at in reading.misplaced if not dossier.passed(draft.held[at].withdrawn, draft.zone)]
    if gone and not reading.superseded_by:
        yield Found(
            message=f"These words stand in no bracket of {draft.known_as}:"
            f" {enumerated(_quoted(draft.held[at].words) for at in gone)}.",
            at=draft.where("held", gone[0], "words"),
            about=(draft.id,),
            hint="Copy the words as they stand between the brackets, or enter the day they were withdrawn.",
        )


@rule("DRF003", "stale-objection", Severity.SERIOUS, Clearance)
def stale_objection(dossier: Dossier, clearance: Clearance) -> Iterable[Found]:
    """An objection was made to a text that another version has replaced.

    It says nothing of the new text, and nobody may count it for or against. Ask its author again, and
    enter the answer as a clearance of the new version.
    """
    found = dossier.ask(objection, clearance.id)
    if found is None or not found.stale:
        return
    when = f" on {in_words(clearance.on)}" if clearance.on is not None else ""
    yield Found(
        message=f"{opened(the(dossier, found.by))} objected{when} to {dossier.title(found.of)}, which"
        f" {dossier.title(found.superseded_by)} has replaced; it has not been asked about that.",
        at=clearance.where("of"),
        about=(clearance.id, found.of, found.superseded_by),
        hint=f"Ask again, and enter a clearance with `of: {found.superseded_by}`.",
        related=places_of(dossier, (found.superseded_by,), "the text that stands now", "replaces"),
    )


@rule("DRF004", "unpaired-bracket", Severity.NOTICE, Draft)
def unpaired_bracket(dossier: Dossier, draft: Draft) -> Iterable[Found]:
    """A bracket in a draft has no partner, so nobody can tell what it holds.

    It is read as plain text. Close it, or put a backslash before it when it is meant as a sign.
    """
    reading = dossier.ask(draft_reading, draft.id)
    if reading.unpaired and not reading.superseded_by:
        many = "one bracket" if reading.unpaired == 1 else f"{reading.unpaired} brackets"
        yield Found(
            message=f"{draft.known_as} has {many} without a partner.",
            at=draft.where("text"),
            about=(draft.id,),
            hint="Close the bracket, or write \\[ for the sign itself.",
        )


@rule("DRF005", "open-passages", Severity.NOTICE, Draft)
def open_passages(dossier: Dossier, draft: Draft) -> Iterable[Found]:
    """Passages of a text under negotiation are still open.

    Says how many, how much of the text they are, and since when the oldest has been open, so that
    the time that is left goes to what has been stuck longest.
    """
    reading = dossier.ask(draft_reading, draft.id)
    if reading.superseded_by or not reading.passages:
        return
    now = reading.versions[-1]
    dated = [p.since for p in reading.passages if p.since is not None]
    which = "it" if now.passages == 1 else "the oldest"
    oldest = f"; {which} has been open since {in_words(min(dated, key=When.sort_key))}" if dated else ""
    passages = f"{opened(counted(now.passages, 'passage'))} {'is' if now.passages == 1 else 'are'}"
    yield Found(
        message=f"{passages} open in {quoted(draft.known_as)}, {now.bracketed} of its {now.words}"
        f" words{oldest}.",
        at=draft.where("text"),
        about=(draft.id,),
        hint="`summitry show drafts` lists who holds which words since when.",
    )


RULES = (held_by_nobody, words_not_there, stale_objection, unpaired_bracket, open_passages)
