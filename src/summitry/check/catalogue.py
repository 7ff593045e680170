"""Every code a check can report, whoever reports it: rules, faults of the text, acceptances."""

from __future__ import annotations

from collections.abc import Sequence

from summitry.analysis.stability.codes import MODEL_FAULTS
from summitry.check.accepts import ACCEPTANCES
from summitry.check.rule import Rule
from summitry.check.rules import RULES
from summitry.folder.faults import FAULTS
from summitry.foundation.diagnostics import Severity
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A code with its name, its severity, what it means in a line, and its page."""

    code: str
    name: str
    severity: Severity
    summary: str
    page: str
    over: str = ""
    """The kind of record it looks at; empty for the dossier as a whole or its text."""

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")


def catalogue(rules: Sequence[Rule] = RULES) -> dict[str, Entry]:
    """Return every code in order: what the text can have wrong, then the rules, then acceptances."""
    found: dict[str, Entry] = {}
    for code, (name, summary) in (*FAULTS.items(), *MODEL_FAULTS.items()):
        severity = Severity.NOTICE if code == "FRM016" else Severity.FAULT
        found[code] = Entry(code=code, name=name, severity=severity, summary=summary, page=summary)
    for rule in rules:
        over = "" if rule.over is None else rule.over.kind
        found[rule.code] = Entry(
            code=rule.code, name=rule.name, severity=rule.severity, summary=rule.summary,
            page=rule.page, over=over,
        )  # fmt: skip
    for code, (name, summary) in ACCEPTANCES.items():
        found[code] = Entry(
            code=code, name=name, severity=Severity.NOTICE, summary=summary, page=summary, over="accepted"
        )
    return dict(sorted(found.items()))
