"""A report as SARIF 2.1.0, which editors and code hosts show beside the text.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from summitry.check.catalogue import Entry
from summitry.check.run import Report
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.origin import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {
    Severity.FAULT: "error",
    Severity.GRAVE: "error",
    Severity.SERIOUS: "warning",
    Severity.NOTICE: "note",
}
BASE = "DOSSIER"
"""What file addresses are relative to: the dossier's folder."""


def report_as_sarif(report: Report, codes: dict[str, Entry], version: str) -> dict[str, Any]:
    """Return one run; findings somebody has accepted are in it as suppressed results.

    In a copy made for a reader results have the ids of records, as logical locations, and no files.
    """
    every = (*report.found, *report.accepted)
    used = sorted({d.code for d in every})
    place = {code: at for at, code in enumerate(used)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "summitry",
                        "semanticVersion": version,
                        "rules": [_rule(code, codes.get(code)) for code in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {BASE: {"description": {"text": "The dossier's folder."}}},
                "results": [_result(d, place, d in report.accepted) for d in every],
                "properties": {"asOf": report.day.isoformat()},
            }
        ],
    }


def _rule(code: str, entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {"id": code}
    return {
        "id": code,
        "name": entry.name,
        "shortDescription": {"text": entry.summary},
        "fullDescription": {"text": entry.page},
        "defaultConfiguration": {"level": LEVELS[entry.severity]},
    }


def _result(found: Diagnostic, place: dict[str, int], accepted: bool) -> dict[str, Any]:
    message = f"{found.message} {found.hint}".strip()
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": place[found.code],
        "level": LEVELS[found.severity],
        "message": {"text": message},
        "locations": [_location(found.place)],
        "properties": {"severity": found.severity.word, "about": list(found.about)},
    }
    if found.related:
        result["relatedLocations"] = [
            {**_location(r.place), "id": at, **({"message": {"text": r.says}} if r.says else {})}
            for at, r in enumerate(found.related)
        ]
    if accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _location(place: Place) -> dict[str, Any]:
    origin = place.origin
    location: dict[str, Any] = {}
    if place.record:
        location["logicalLocations"] = [{"name": place.record, "kind": "object"}]
    if origin.file:
        physical: dict[str, Any] = {
            "artifactLocation": {
                "uri": quote(origin.file.encode("utf-8", "surrogatepass")),
                "uriBaseId": BASE,
            }
        }
        if origin.line:
            physical["region"] = {"startLine": origin.line, "startColumn": max(1, origin.column)}
        location["physicalLocation"] = physical
    return location
