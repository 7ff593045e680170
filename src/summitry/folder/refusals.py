"""Edits that were not made, and why. Nothing is changed by an act that raises one of these."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import NotWritable, Refused


class StaleText(Refused):
    """The fields have been changed by somebody else: both texts, to be put side by side."""

    def __init__(self, record: str, yours: Mapping[str, Tree], theirs: Mapping[str, Tree]) -> None:
        changed = ", ".join(yours) or "the record"
        super().__init__(f"{record} was changed meanwhile ({changed}). Look at both texts and save again.")
        self.record = record
        self.yours = dict(yours)
        self.theirs = dict(theirs)


class Tangled(Refused):
    """The text is written in a way in which this one thing cannot be changed alone."""

    def __init__(self) -> None:
        super().__init__("The text is written so that this cannot be changed alone. Change it in an editor.")


class CannotHold(Refused):
    """The changed text would not read back as it was meant."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} cannot hold this text as it is (a character that cannot be printed, perhaps)."
            " Nothing was changed."
        )


__all__ = ["CannotHold", "NotWritable", "Refused", "StaleText", "Tangled"]
