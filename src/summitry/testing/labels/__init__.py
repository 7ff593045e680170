"""For translators: the template of all labels, the check of a translation, the trial language.

``python -m summitry.testing.labels template`` writes ``src/summitry/labels/summitry.pot``.
"""

from __future__ import annotations

from summitry.testing.labels.collecting import Label, collected
from summitry.testing.labels.files import TEMPLATE, compiled, faults, template, translation
from summitry.testing.labels.trial import Trial, loose_words

__all__ = [
    "TEMPLATE", "Label", "Trial", "collected", "compiled", "faults", "loose_words", "template",
    "translation",
]  # fmt: skip
