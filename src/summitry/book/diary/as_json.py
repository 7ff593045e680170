"""A diary as JSON for other programs: the form is stable and numbered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from summitry.book.diary.against import Comparison, RecordChange
from summitry.book.diary.value import Diary, Entry, FindingMove, Learned
from summitry.check.report_json import place_as_json
from summitry.dossier.value import Dossier
from summitry.foundation.plain import plain

REPLAY_FORM = "summitry-replay/1"
DIFF_FORM = "summitry-diff/1"
AGAINST_FORM = "summitry-against/1"
"""Name and number of each form. A field may be added under one number; none changes its meaning."""


def diary_as_json(diary: Diary) -> dict[str, Any]:
    """Return a diary as plain values: its head, and ``entries``, one for each day.

    Days on which nothing changed have no more than ``since`` and ``day``.
    """
    return {
        "form": REPLAY_FORM, "dossier": diary.dossier, "zone": diary.zone, "first": diary.first.isoformat(),
        "last": diary.last.isoformat(), "narrowed": diary.narrowed,
        "entries": [entry_as_json(entry) for entry in diary.entries],
    }  # fmt: skip


def difference_as_json(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    """Return what differs between two days as plain values."""
    return {
        "form": DIFF_FORM, "dossier": dossier.header.dossier, "zone": dossier.header.zone,
        "narrowed": dossier.is_narrowed, **entry_as_json(entry),
    }  # fmt: skip


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """Return what differs between two dossiers as plain values; empty lists are left out."""
    lists = {
        "added": [_record(r) for r in found.added], "removed": [_record(r) for r in found.removed],
        "changed": [_record(r) for r in found.changed], "findings": [_finding(f) for f in found.findings],
    }  # fmt: skip
    head = {
        "form": AGAINST_FORM, "first": found.first, "second": found.second,
        "since": found.since.isoformat(), "day": found.day.isoformat(), "narrowed": found.narrowed,
    }  # fmt: skip
    return head | {name: each for name, each in lists.items() if each}


def _record(change: RecordChange) -> dict[str, Any]:
    return {**plain(change), "place": place_as_json(change.place)}


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """Return one entry as plain values; empty lists are left out.

    A place has ``file``, ``line``, ``column``, ``record`` and ``path``; in a copy made for a reader
    only ``record``.
    """
    lists = {
        "learned": _placed(entry.learned), "rows": plain(entry.rows), "unlearned": _placed(entry.unlearned),
        "unlisted": plain(entry.unlisted), "findings": [_finding(f) for f in entry.findings],
        "clocks": plain(entry.clocks), "lines": plain(entry.lines),
    }  # fmt: skip
    head = {"since": entry.since.isoformat(), "day": entry.day.isoformat()}
    return head | {name: found for name, found in lists.items() if found}


def _placed(learned: Iterable[Learned]) -> list[dict[str, Any]]:
    return [{**plain(item), "place": place_as_json(item.place)} for item in learned]


def _finding(move: FindingMove) -> dict[str, Any]:
    why = plain(move.why)
    if not why["day_passed"]:
        del why["day_passed"]
    if not move.why.more:
        del why["more"]
    return {**plain(move), **({"why": why} if why else {}), "place": place_as_json(move.place)}
