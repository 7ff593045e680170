"""What the check finds, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from summitry.check.report_json import diagnostic_as_json, report_as_json
from summitry.check.run import Report
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Diagnostic
from summitry.secretariat.checking import every_code


def findings(
    dossier: Dossier, report: Report, *, code: str = "", severity: str = "", about: str = ""
) -> dict[str, Any]:
    """Return the report of a check, the most serious first; only findings of one code (or family), of one
    severity, or about one record, where that is named."""
    found = report_as_json(dossier, report, every_code())
    for name in ("found", "accepted"):
        found[name] = [
            item for item in found[name]
            if item["code"].startswith(code) and severity in ("", item["severity"])
            and (not about or about in {i.partition("/")[0] for i in item.get("about", ())})
        ]  # fmt: skip
    return found


def told(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return findings as they are in a report."""
    codes = every_code()
    return [diagnostic_as_json(each, codes) for each in found]
