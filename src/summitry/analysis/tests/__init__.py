"""Tests of the other side's seriousness: what was fixed beforehand, and what nobody tests."""

from summitry.analysis.tests.promises import Promise, promises_of, promises_of_pledge, promises_of_relay
from summitry.analysis.tests.reading import FieldChange, TestReading, test_reading

__all__ = [
    "FieldChange",
    "Promise",
    "TestReading",
    "promises_of",
    "promises_of_pledge",
    "promises_of_relay",
    "test_reading",
]
