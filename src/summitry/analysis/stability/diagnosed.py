"""Faults of a model as diagnostics, with the line and column of a text or the field of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summitry.analysis.stability.model import ModelFault
from summitry.analysis.stability.places import line_and_column, place_of
from summitry.foundation.diagnostics import Diagnostic, Severity
from summitry.foundation.origin import Origin, Place


def diagnosed(
    faults: Sequence[ModelFault], place: Callable[[ModelFault], Place], about: tuple[str, ...] = ()
) -> tuple[Diagnostic, ...]:
    """Return faults as diagnostics: those that leave nothing to analyse as faults, others as serious."""
    return tuple(
        Diagnostic(
            code=fault.code,
            severity=Severity.FAULT if fault.grave else Severity.SERIOUS,
            message=fault.message,
            hint=fault.hint,
            place=place(fault),
            about=about,
        )
        for fault in faults
    )


def in_text(text: str, file: str) -> Callable[[ModelFault], Place]:
    """Return how to find the place of a fault in a JSON text that was read from ``file``."""

    def place(fault: ModelFault) -> Place:
        at = place_of(text, fault.path) if fault.path else fault.at
        line, column = line_and_column(text, at)
        return Place(path=fault.path, spot=Origin(file=file, line=line, column=column))

    return place
