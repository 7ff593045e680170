"""What a happening touches by the archive's search: records and documents that share its telling words.

It costs a search, so that it is asked of a happening when somebody opens it, or of those few that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.dossier.kinds import Event, Party
from summitry.dossier.value import Dossier
from summitry.foundation.wording import listed
from summitry.secretariat.searching import NoEngine, NotADate, search
from summitry.watch.triage import signs
from summitry.watch.triage.frame import called
from summitry.watch.triage.value import Proposal, Touch

ASKED = 14
"""Most words of a happening that are searched for: those of its heading, then of its first sentences."""

OPENING = 400
"""Letters of a report's text whose words are searched for beside those of the heading."""

LEAST, SHARE = 3, 0.3
"""How many of the words searched for a record must have, and which share of them."""

MOST = 5
LOOKED_AT = 20

TOUCHED = frozenset({
    "agreement", "alternative", "channel", "decision", "document", "encounter", "event", "indicator", "line",
    "meeting", "objective", "option", "paper", "pledge", "position", "question", "relay", "risk", "statement",
    "task", "test",
})  # fmt: skip
"""Kinds of record that a search can find touched; people and kinds of event are known by name."""


def searched(dossier: Dossier, proposal: Proposal) -> tuple[Touch, ...]:
    """Return what the search finds, the best first, without what the happening is known to touch.

    The names of the parties are in every report and find nothing; people's names count for one word. What a
    machine coded has no words of its own, and is not searched for.
    """
    item = proposal.reports[0].entry.item
    if item.coded == "machine":
        return ()
    words = _telling(dossier, f"{proposal.title}\n{item.text[:OPENING]}")
    if len(words) < LEAST:
        return ()
    try:
        found = search(dossier, " ".join(words.values()), limit=LOOKED_AT)
    except (NoEngine, NotADate):
        return ()
    known = {t.target for t in proposal.touches} | {proposal.record}
    names = frozenset(stem for name in dossier.ask(called) for stem in signs.stems(name))
    enough = max(LEAST, round(SHARE * len(words)))
    hits = [(r.id, r.kind, r.counted) for r in found.records]
    hits += [(h.document, "document", tuple(c.name for c in h.counted)) for h in found.hits]
    touches: dict[str, Touch] = {}
    for id, kind, counted in hits:
        shared = {stem: words[stem] for stem in _stems(counted) if stem in words}
        telling = [stem for stem in shared if stem not in names]
        if (
            len(telling) + (len(telling) < len(shared)) < enough
            or id in known
            or not _touchable(dossier, id, kind)
        ):
            continue
        told = f"The search finds {listed(f'“{word}”' for word in shared.values())} in it."
        touches.setdefault(
            id, Touch(target=id, kind=kind, title=dossier.title(id), why=told, told=tuple(sorted(shared)))
        )
    return tuple(touches.values())[:MOST]


def _touchable(dossier: Dossier, id: str, kind: str) -> bool:
    record = dossier.get(id)
    # what a report was made into would find itself
    if record is None or kind not in TOUCHED or id.startswith("report-"):
        return False
    return not (isinstance(record, Event) and record.series)


def _telling(dossier: Dossier, text: str) -> dict[str, str]:
    """The words to search for, by their stems."""
    sides = {s for p in dossier.all(Party) for name in (p.name, *p.also) for s in signs.stems(name)}
    found: dict[str, str] = {}
    for stem, word in signs.with_words(text):
        if stem not in sides and word.isalpha() and len(found) < ASKED:
            found.setdefault(stem, word)
    return found


def _stems(counted: Iterable[str]) -> Iterator[str]:
    for name in counted:
        yield from signs.stems(name)
