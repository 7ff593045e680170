"""The plain BM25 that our ranking is measured beside, and figures that must be at least so much."""

import math

from summitry.testing.bench import searches
from summitry.testing.bench.figures import Figure, as_table


def test_plain_bm25_is_the_textbooks() -> None:
    texts = {"a": "halt the bombing", "b": "halt halt", "c": "lunch and dinner"}
    engine = searches.PlainBM25(texts)
    # b: two of two words; mean length 8/3; two of three documents have the word
    rare = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = rare * 2 * 1.9 / (2 + 0.9 * (0.6 + 0.4 * 2 / (8 / 3)))
    found = dict(engine.best("halting"))
    assert set(found) == {"a", "b"}
    assert math.isclose(found["b"], expected)


def test_a_figure_may_have_to_be_at_least_so_much() -> None:
    enough = Figure(name="x", unit="nDCG@10", runs=(0.53,), least=0.52)
    short = Figure(name="y", unit="nDCG@10", runs=(0.51,), least=0.52)
    assert (enough.met, short.met) == (True, False)
    assert "at least 0.52" in as_table([enough])
    assert "BELOW 0.52" in as_table([short])
    assert enough.plain()["least"] == 0.52
