"""Dates as people know them: days, months, spans, unknown days, reports that differ; zones."""

from summitry.foundation.dates.clocks import on_its_own_clock, on_the_clock_of, told_to, unnamed_is
from summitry.foundation.dates.fault import DateFault
from summitry.foundation.dates.parse import day, parse_as_of, parse_when, side_by_side
from summitry.foundation.dates.spans import parse_span, parse_workday_count, parse_workdays
from summitry.foundation.dates.when import PRECISIONS, Reported, When
from summitry.foundation.dates.words import day_in_words, in_words
from summitry.foundation.dates.zones import known_zone, offset_text, suggest_zone, zone_city

__all__ = [
    "PRECISIONS",
    "DateFault",
    "Reported",
    "When",
    "day",
    "day_in_words",
    "in_words",
    "known_zone",
    "offset_text",
    "on_its_own_clock",
    "on_the_clock_of",
    "parse_as_of",
    "parse_span",
    "parse_when",
    "parse_workday_count",
    "parse_workdays",
    "side_by_side",
    "suggest_zone",
    "told_to",
    "unnamed_is",
    "zone_city",
]
