"""Changes laid over a look-up: it reads like a copy, and what it was made from stays as it was."""

from hypothesis import given
from hypothesis import strategies as st

from summitry.dossier import layers
from summitry.dossier.layers import Layered

KEYS = st.integers(0, 8)
acts = st.lists(st.tuples(st.sampled_from(["put", "take", "turn"]), KEYS, st.integers(0, 3)), max_size=40)


@given(st.dictionaries(KEYS, st.integers(0, 3)), acts, st.sampled_from([1, 1024]))
def test_it_reads_like_a_copy(start: dict[int, int], acts: list[tuple[str, int, int]], most: int) -> None:
    before, layers.MOST = layers.MOST, most
    kept: list[tuple[Layered[int, int], dict[int, int]]] = []
    new, plain = Layered(start), dict(start)
    for act, key, value in acts:
        if act == "turn":
            kept.append((new, dict(plain)))
            new = Layered(new)
        elif act == "put":
            new[key] = plain[key] = value
        elif key in plain:
            del new[key], plain[key]
    layers.MOST = before
    for layered, copy in (*kept, (new, plain)):
        assert dict(layered) == copy
        assert len(layered) == len(copy)
        assert layered.every() == [copy[key] for key in layered]
        assert [layered.get(k, "none") for k in range(9)] == [copy.get(k, "none") for k in range(9)]
        assert layered.pick(copy) == list(copy.values())
        first, rest = layered.layers
        assert {k: v for k in range(9) if (v := first.get(k, rest.get(k))) is not None} == copy
        assert [k in layered for k in range(9)] == [k in copy for k in range(9)]
