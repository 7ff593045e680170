"""A report as JSON for other programs: the form is stable and numbered."""

from __future__ import annotations

from typing import Any

from summitry.check.catalogue import Entry
from summitry.check.run import Report
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.origin import Place

FORM = "summitry-check/1"
"""The name and number of the form. A field may be added under one number; none changes its meaning."""


def report_as_json(dossier: Dossier, report: Report, codes: dict[str, Entry]) -> dict[str, Any]:
    """Return a report as plain values.

    ``found`` and ``accepted`` list diagnostics, most serious first. A place has ``file`` (from the
    dossier's folder), ``line`` and ``column`` (from 1), ``record`` and ``path``; in a copy made for a
    reader only ``record``. Blanks are left out.
    """
    counts = {s.word: sum(d.severity is s for d in report.found) for s in Severity}
    return {
        "form": FORM,
        "dossier": dossier.header.dossier,
        "as_of": report.day.isoformat(),
        "zone": dossier.header.zone,
        "narrowed": dossier.is_narrowed,
        "counts": {**counts, "accepted": len(report.accepted)},
        "found": [diagnostic_as_json(d, codes) for d in report.found],
        "accepted": [diagnostic_as_json(d, codes) for d in report.accepted],
    }


def diagnostic_as_json(found: Diagnostic, codes: dict[str, Entry]) -> dict[str, Any]:
    """Return a diagnostic as plain values, blanks left out."""
    entry = codes.get(found.code)
    item: dict[str, Any] = {
        "code": found.code,
        "name": entry.name if entry else "",
        "severity": found.severity.word,
        "message": found.message,
        "hint": found.hint,
        "about": list(found.about),
        "place": place_as_json(found.place),
        "related": [{"says": r.says, "place": place_as_json(r.place)} for r in found.related],
    }
    if found.fix is not None:
        fix = found.fix
        item["fix"] = {
            "says": fix.says, "record": fix.record, "path": list(fix.path), "old": fix.old,
            "value": fix.value,
        }  # fmt: skip
    return {key: value for key, value in item.items() if value not in ("", [])}


def place_as_json(place: Place) -> dict[str, Any]:
    """Return a place as plain values, blanks left out."""
    origin = place.origin
    found = {
        "file": origin.file, "line": origin.line, "column": origin.column,
        "record": place.record, "path": list(place.path),
    }  # fmt: skip
    if not origin.file:
        found = {"record": place.record}
    return {key: value for key, value in found.items() if value not in ("", 0, [])}
