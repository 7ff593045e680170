"""Capturing: a sentence of a held document becomes a fact, with its quotation, passage and date in it."""

from summitry.secretariat.capturing.blanks import Blank, Choice, blanks_for
from summitry.secretariat.capturing.carrying import Carried, Carrying, NotCarried, carry
from summitry.secretariat.capturing.filing import Filing, file, take_back
from summitry.secretariat.capturing.margin import Margin, counted, filed_from, filed_ids
from summitry.secretariat.capturing.paper import Chosen, NotChosen, Paper, Shown, choose, paper_of
from summitry.secretariat.capturing.preparing import KINDS, Fault, Prepared, prepared
from summitry.secretariat.capturing.supposing import findings

__all__ = [
    "KINDS", "Blank", "Carried", "Carrying", "Choice", "Chosen", "Fault", "Filing", "Margin", "NotCarried",
    "NotChosen", "Paper", "Prepared", "Shown", "blanks_for", "carry", "choose", "counted", "file",
    "filed_from", "filed_ids", "findings", "paper_of", "prepared", "take_back",
]  # fmt: skip
