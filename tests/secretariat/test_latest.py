"""The journal read from its end tells the same as from its beginning."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.secretariat.journal import entries, latest, noted


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), max_size=8), st.integers(5, 90)
)
def test_it_is_the_journal_backwards(tmp_path_factory: object, actors: list[str], block: int) -> None:
    folder: Path = tmp_path_factory.mktemp("journal")  # type: ignore[attr-defined]
    for actor in actors:
        noted(folder, actor, "read", ("a",))
    before = latest.BLOCK
    latest.BLOCK = block
    try:
        assert list(latest.latest(folder)) == list(reversed(list(entries(folder))))
    finally:
        latest.BLOCK = before
