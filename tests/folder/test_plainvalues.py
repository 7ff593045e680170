"""What is read at once is what the slower way reads: the same records, references and faults."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.dossier.value import Whole
from summitry.folder import build
from summitry.folder.load import load, load_texts

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"


def _slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = build._converters
    monkeypatch.setattr(
        build, "_converters",
        lambda cls: {k: (s, n, c, False, None) for k, (s, n, c, _, _) in quick(cls).items()},
    )  # fmt: skip


def _same(one: Whole, other: Whole) -> None:
    assert one.records == other.records
    assert [r.refs for r in one.records] == [r.refs for r in other.records]
    assert [r.__dict__.keys() for r in one.records] == [r.__dict__.keys() for r in other.records]
    assert [(f, f.place.origin) for f in one.faults] == [(f, f.place.origin) for f in other.faults]


def test_the_example_reads_the_same_both_ways() -> None:
    quickly = load(KOREA).whole
    with pytest.MonkeyPatch.context() as patched:
        _slowly(patched)
        _same(quickly, load(KOREA).whole)


VALUES = st.sampled_from(
    (
        "us", "' us '", "'  '", '""', "[]", "{}", "yes", "true", "null", "[us, them]", "[us, '', them]",
        "['  ', them]", "[us, [them]]", "[us, null]", "[[us]]", "{us: them}", "2018-03-05", "'2018-03-05 '",
        "2018-13-45", "[2018-03-05]", "{between: 2018-03-01, and: 2018-03-09}", "d p. 3", "[d p. 3, ' d/2']",
        "public", "[public, us]", "officials", "written", "Written", "[doc, d, d, d, d, d, d, d, d, d]",
    )
)  # fmt: skip
KEYS = st.sampled_from(
    ("by", "to", "said", "words", "source", "note", "translation_of", "zone", "learned", "access", "told",
     "reported_by", "kept_from", "means", "was", "marking", "setting", "form")
)  # fmt: skip


@given(
    st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=3),
    st.sampled_from(("statements", "encounters", "events", "positions", "documents")),
)
def test_whatever_is_written_reads_the_same_both_ways(records: list[dict[str, str]], plural: str) -> None:
    items = [f"- {{{', '.join((f'id: r{n}', *map(': '.join, r.items())))}}}" for n, r in enumerate(records)]
    texts: dict[str, Any] = {
        "dossier.yaml": "format: 1",
        "a.yaml": f"{plural}:\n" + "\n".join(items) if items else "",
    }
    quickly = load_texts(texts).whole
    with pytest.MonkeyPatch.context() as patched:
        _slowly(patched)
        _same(quickly, load_texts(texts).whole)
