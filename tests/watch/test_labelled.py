"""Gathering on the public collections: well enough, and well ahead of the same day and a shared name."""

from pathlib import Path

import pytest

from summitry.testing.watching.measured import measured


@pytest.mark.data
def test_reports_are_gathered_well_on_labelled_collections(data_folder: Path) -> None:
    found = measured(data_folder)
    ours, plain, _ = found["all"]
    assert ours >= 0.85
    assert ours - plain >= 0.10
    assert all(mine - theirs > 0.04 for mine, theirs, _ in found.values())
