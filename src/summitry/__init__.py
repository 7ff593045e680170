"""Summitry prepares a negotiation: one dossier of plain text, checked, analysed, briefed, replayed.

>>> import summitry
>>> summitry.__version__.count(".")
2
"""

__version__ = "0.1.0"
