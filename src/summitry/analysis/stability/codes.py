"""What can be wrong with a conflict's text: each code with its name and what it means in a line."""

from __future__ import annotations

MODEL_FAULTS: dict[str, tuple[str, str]] = {
    "STB001": ("unreadable-model", "The text of a case is not JSON, or a field has the wrong shape."),
    "STB002": ("unknown-word-in-model", "A field of a conflict holds a word that is not one of its words."),
    "STB003": ("unknown-side-or-option", "A conflict names a side or an option that it does not have."),
    "STB004": ("options-without-end", "A case has more options than can be taken."),
    "STB005": ("same-name", "Two sides, or two options, have one name."),
    "STB006": ("pattern-length", "A pattern has not one letter for each option."),
    "STB007": ("no-sides", "A conflict has no sides."),
    "STB008": ("nobodys-option", "No side can take or drop an option."),
    "STB009": ("no-state", "The patterns that cannot be leave no state at all."),
    "STB010": ("no-preference", "It is not said what a side prefers: it is taken to find all equally good."),
    "STB011": ("fixed-option", "By the patterns that cannot be, an option is never taken or never left."),
    "STB012": ("unknown-state", "A state is named that is none of the conflict's."),
    "STB013": ("infeasible-state", "A state is named that cannot be."),
    "STB014": ("ranked-twice", "A ranking places a state twice."),
    "STB015": ("not-ranked", "A ranking leaves states out."),
    "STB016": ("idle-statement", "A statement always holds, or never: nothing is preferred by it."),
    "STB017": ("repeated-statement", "A statement says the same as an earlier one, and adds nothing."),
    "STB018": ("contradicting-statement", "A statement contradicts an earlier one, which outweighs it."),
    "STB020": ("unreadable-gmcr", "A .gmcr file cannot be read, or is of an older form that is refused."),
    "STB021": ("unreadable-statement", "A Boolean statement cannot be read."),
    "STB022": ("side-twice", "A side stands twice among coalitions."),
    "STB023": ("two-preferences", "The preferences of a side are given in two ways."),
    "STB024": ("no-weight", "A weight does not begin with a number."),
}  # fmt: skip
