"""Applying the fixes that need no asking."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summitry.folder import fixes as folder_fixes
from summitry.foundation.diagnostics import Diagnostic, Fix
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was changed, and what was left because the text does not stand as the fix expects."""

    made: tuple[Fix, ...]
    left: tuple[Fix, ...]


def apply_fixes(folder: str | Path, found: Iterable[Diagnostic]) -> Fixed:
    """Apply the safe fixes of some diagnostics to the text of a dossier, in one act.

    Raises:
        NotWritable: when the folder is read-only; then nothing is changed.
    """
    wanted = tuple(dict.fromkeys(d.fix for d in found if d.fix is not None))
    made = folder_fixes.apply_fixes(folder, wanted)
    return Fixed(made, tuple(fix for fix in wanted if fix not in made))
