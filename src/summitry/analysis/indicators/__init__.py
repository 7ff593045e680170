"""Indicators: has anybody looked, what was seen, and do enough sources say so?"""

from summitry.analysis.indicators.reading import IndicatorReading, indicator_reading, looked_at, missed_by

__all__ = ["IndicatorReading", "indicator_reading", "looked_at", "missed_by"]
