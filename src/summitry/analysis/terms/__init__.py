"""Terms: do the sides mean the same by the words they use?"""

from summitry.analysis.terms.reading import (
    SideMeaning,
    TermReading,
    meanings_differ,
    term_forms,
    term_meanings,
    term_reading,
)

__all__ = ["SideMeaning", "TermReading", "meanings_differ", "term_forms", "term_meanings", "term_reading"]
