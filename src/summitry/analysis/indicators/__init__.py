"""Indicators: has anybody looked, what was seen, and do enough sources say so?"""

from summitry.analysis.indicators.reading import (
    IndicatorReading,
    Sign,
    indicator_reading,
    looked_at,
    missed_by,
)

__all__ = ["IndicatorReading", "Sign", "indicator_reading", "looked_at", "missed_by"]
