"""Taking back one's own last act of clearance: a word, a sending round, a change of a paragraph.

What somebody has acted on since is left as it stands, and the refusal says who.
"""

from __future__ import annotations

from pathlib import Path

from summitry.dossier.kinds import Clearance
from summitry.dossier.value import Dossier
from summitry.folder.edit import digest_of
from summitry.folder.refusals import StaleText
from summitry.foundation.dates import in_words
from summitry.foundation.refusals import Refused
from summitry.foundation.wording import listed, opened
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor
from summitry.secretariat.clearing.value import Changed, NotCleared, Round, Settled, Signed


def take_back(actor: Actor, folder: Path, signed: Signed) -> None:
    """Take back one's own word, as long as it stands as it was given.

    Raises:
        NotCleared: when it was changed since.
        Refused: when it is not there any more.
    """
    if acts.read(folder, signed.record).digest != signed.digest:
        raise NotCleared("It was changed since it was given, so it was left as it stands.")
    acts.delete(actor, folder, signed.record, signed.digest)


def take_round_back(actor: Actor, folder: Path, dossier: Dossier, sent: Round) -> None:
    """Take back a sending round: the requests go, and the text names whom it named before.

    Raises:
        NotCleared: when an office has answered since, or a request was changed.
        StaleText: when the text's offices were changed since.
        Refused: when it is not there any more.
    """
    asked = [c for s in sent.asked if (c := dossier.of(Clearance, s.record)) is not None]
    answers = [
        a for request in asked for a in dossier.naming(sent.text.record, Clearance)
        if a.of == sent.text.record and a.by == request.by and a.stand and _moment(a) >= _moment(request)
    ]  # fmt: skip
    if answers:
        raise NotCleared(_spoken(dossier, answers))
    for request in sent.asked:
        try:
            as_made = acts.read(folder, request.record).digest == request.digest
        except Refused:
            as_made = False
        if not as_made:
            raise NotCleared("A request was changed or taken out since.")
    _put_back(actor, folder, sent.text, "take round back")
    for request in sent.asked:
        acts.delete(actor, folder, request.record, request.digest)


def take_change_back(actor: Actor, folder: Path, dossier: Dossier, settled: Settled) -> None:
    """Take back a change of a paragraph: the words before stand again, and so do the clearances of them.

    Raises:
        NotCleared: when an office has spoken of the new words since.
        StaleText: when the text was changed since.
        Refused: when it is not there any more.
    """
    since = [
        c for c in dossier.naming(settled.text.record, Clearance)
        if c.of == settled.text.record and settled.now and settled.now in c.paragraphs
    ]  # fmt: skip
    if since:
        raise NotCleared(_spoken(dossier, since))
    _put_back(actor, folder, settled.text, "take change back")


def _put_back(actor: Actor, folder: Path, changed: Changed, act: str) -> None:
    now = acts.read(folder, changed.record, changed.before)
    if now.digest != changed.digest:
        raise StaleText(changed.record, changed.before, now.fields)
    if digest_of(changed.before) != now.digest:
        acts.revise(actor, folder, changed.record, changed.before, now.digest, act)


def _moment(given: Clearance) -> tuple[object, ...]:
    return given.on.sort_key() if given.on is not None else ()


def _spoken(dossier: Dossier, answers: list[Clearance]) -> str:
    """Who has spoken since, and when."""
    each = {a.by: a for a in sorted(answers, key=_moment, reverse=True)}
    said = [
        f"{opened(dossier.title(by))} on {in_words(a.on)}" if a.on is not None else opened(dossier.title(by))
        for by, a in each.items()
    ]  # fmt: skip
    return f"It was answered since: {listed(said)}."
