"""Acts and their entries, together or not at all.

Before an act changes the text, what it is about to do is put down in ``pending.json``; when the text stands,
the entry is added and the note removed. Whoever acts next after a kill finds the note and looks at the
text: if it was changed the entry is added then, with the time of the act.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from summitry.foundation import durable
from summitry.foundation.refusals import Refused
from summitry.secretariat.journal import chain, keys
from summitry.secretariat.journal.chain import Entry
from summitry.secretariat.journal.latest import latest

T = TypeVar("T")

PENDING = "pending.json"

Stands = Callable[[Path, Mapping[str, Any]], bool]
"""Whether the text is as an act meant to leave it: asked with the folder and the act's note."""


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def acted(
    folder: Path, actor: str, act: str, on: Sequence[str], content: Mapping[str, Any], do: Callable[[], T],
    stands: Stands,
) -> T:  # fmt: skip
    """Do an act and put it in the journal; return what it returned.

    ``content`` is what it writes: only its keyed digest is kept. ``stands`` tells after a kill whether the
    act was done. What ``do`` raises leaves no entry.
    """
    with chain.locked(folder) as where:
        _recover(folder, where, stands)
        keys.carry_out(folder)
        at = now()
        note = {
            "actor": actor, "act": act, "on": list(on), "content": dict(content),
            "digest": keys.digest(folder, on, content), "at": at.isoformat(),
        }  # fmt: skip
        durable.put(where / PENDING, json.dumps(note, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        try:
            result = do()
        except Refused:
            (where / PENDING).unlink(missing_ok=True)
            raise
        chain.add(where, actor, act, on, str(note["digest"]), at)
        (where / PENDING).unlink(missing_ok=True)
        return result


def _recover(folder: Path, where: Path, stands: Stands) -> None:
    """Enter an act whose writer was killed between text and journal."""
    try:
        note = json.loads((where / PENDING).read_bytes())
    except (OSError, ValueError):
        (where / PENDING).unlink(missing_ok=True)
        return
    if stands(folder, note) and not _entered(folder, note):
        at = datetime.fromisoformat(note["at"])
        chain.add(where, note["actor"], note["act"], note["on"], note["digest"], at)
    (where / PENDING).unlink(missing_ok=True)


def _entered(folder: Path, note: Mapping[str, Any]) -> bool:
    """Whether the entry was added before the kill: reads may have been added since."""
    began = datetime.fromisoformat(note["at"]).replace(microsecond=0)
    for entry in latest(folder):
        if entry.digest == note["digest"] and entry.actor == note["actor"]:
            return True
        if datetime.fromisoformat(entry.at) < began:
            return False
    return False


def noted(
    folder: Path, actor: str, act: str, on: Sequence[str], content: Mapping[str, Any] | None = None
) -> Entry:
    """Put something that changes no text in the journal: a read of a restricted record, an export."""
    with chain.locked(folder) as where:
        keys.carry_out(folder)
        digest = keys.digest(folder, on, content) if content is not None else ""
        return chain.add(where, actor, act, on, digest, now())


def settle(folder: Path) -> None:
    """Finish the erasure that a kill cut short, if there is one: the desk does when it begins to serve."""
    if (folder / keys.FOLDER / keys.CONDEMNED).exists():
        with chain.locked(folder):
            keys.carry_out(folder)
