"""What is known of an agreement on a day, duty by duty."""

from __future__ import annotations

from typing import Literal

from summitry.foundation.basis import Basis
from summitry.foundation.dates import When
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """Something a duty waited for: it came *after* that, or was given *in return for* it.

    ``status`` is the fate of that on the day (0 none to 3 full), ``None`` where nobody judged it.
    """

    target: str
    how: Literal["after", "in return for"]
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A duty's words in the agreement's several texts.

    ``missing`` are the texts without it (only where another text has it, and there are two or more);
    ``said_by`` those with it; ``differ`` says that their words are not the same.
    """

    said_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    differ: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One duty: who owes what to whom, what it waited for, and its fate on the day.

    ``place`` is its place in the sequence, from 1; duties that wait for nothing are at 1, ``None``
    means that it waits in a circle. ``fate`` is its position among the judgements (-1 for none),
    ``status`` what that says. ``overdue``: its day passed without any judgement.
    """

    target: str
    position: int
    by: str
    side: str
    to: tuple[str, ...]
    of_kind: str
    waits_for: tuple[Waited, ...]
    place: int | None
    due: When | None
    overdue: bool
    fate: int
    status: int | None
    judged: When | None
    because: tuple[str, ...]
    wording: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """An agreement on the day.

    ``is_`` is its latest state (empty where none is on record), ``ended`` whether that is one of an
    agreement no longer in force. ``sides`` are the parties to it, ``owing`` those with a duty on record.
    """

    agreement: str
    on: When | None
    is_: str
    since: When | None
    ended: bool
    sides: tuple[str, ...]
    owing: tuple[str, ...]
    entries: tuple[Entry, ...]
    circles: tuple[tuple[str, ...], ...]
    basis: Basis
