"""Humanitarian cases: who is held, since when, and when anybody last saw them."""

from summitry.analysis.cases.reading import CaseReading, case_reading

__all__ = ["CaseReading", "case_reading"]
