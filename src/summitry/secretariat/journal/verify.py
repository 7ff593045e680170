"""Whether the journal is whole: offline, from its files alone."""

from __future__ import annotations

import json
from pathlib import Path

from summitry.foundation.values import dataclass
from summitry.secretariat.journal import chain
from summitry.secretariat.journal.chain import FIRST, FOLDER, TIP, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong, in a sentence; where it stands; the number of the entry where there is one."""

    says: str
    file: str = ""
    line: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found: how many entries, the seal of the last, the time of the first and last, and all that
    is wrong. Give the seal to somebody outside: it proves later that the journal up to there is the same."""

    entries: int
    seal: str
    first: str = ""
    last: str = ""
    troubles: tuple[Trouble, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was removed, changed, put in or moved."""
        return not self.troubles


def verify(folder: Path) -> Verified:
    """Go through the journal and return what is wrong with it, each fault at its first entry."""
    troubles: list[Trouble] = []
    seal, number, first, final = FIRST, 0, "", ""
    found: list[Entry] = []
    for file, line, content in chain.lines(folder):
        try:
            entry = chain.parsed(content)
        except ValueError:
            troubles.append(
                Trouble(says="This is no entry of the journal.", file=file, line=line, number=number + 1)
            )
            continue
        trouble = _out_of_place(entry, number, seal)
        if trouble:
            troubles.append(Trouble(says=trouble, file=file, line=line, number=entry.number))
        seal, number, final = entry.seal, entry.number, entry.at
        first = first or entry.at
        found.append(entry)
    ended = _at_the_end(folder, number, seal)
    if ended:
        troubles.append(Trouble(says=ended, file=TIP))
    return Verified(entries=len(found), seal=seal, first=first, last=final, troubles=tuple(troubles))


def _out_of_place(entry: Entry, before: int, seal: str) -> str:
    if entry.number == before + 1 and entry.bound_to == seal:
        return ""
    if entry.number == before + 1:
        return (
            f"Entry {before} was changed after entry {entry.number} was made, or {entry.number} was."
            if before
            else (f"Entry {entry.number} was changed.")
        )
    if entry.number > before + 1:
        gone = (
            f"entry {before + 1} is"
            if entry.number == before + 2
            else f"entries {before + 1} to {entry.number - 1} are"
        )
        return f"Before entry {entry.number}, {gone} missing."
    return f"Entry {entry.number} stands after entry {before}."


def _at_the_end(folder: Path, number: int, seal: str) -> str:
    try:
        told = json.loads((folder / FOLDER / TIP).read_bytes())
        end, sealed = int(told["n"]), str(told["seal"])
    except FileNotFoundError:
        return "The journal's tip is missing." if number else ""
    except (OSError, ValueError, KeyError, TypeError):
        return "The journal's tip cannot be read."
    if end > number:
        gone = f"entry {end} is" if end == number + 1 else f"entries {number + 1} to {end} are"
        return f"At the end, {gone} missing."
    if end == number and sealed != seal:
        return f"The last entry, {number}, was changed."
    return ""
