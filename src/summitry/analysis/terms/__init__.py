"""Terms: do the sides mean the same by the words they use?"""

from summitry.analysis.terms.reading import SideMeaning, TermReading, term_forms, term_reading

__all__ = ["SideMeaning", "TermReading", "term_forms", "term_reading"]
