"""Lines counted in blocks are the lines of a plain split."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from summitry.folder import lines
from summitry.folder.lines import Lines


@given(st.text(alphabet="a\n\u2028é", max_size=60), st.integers(1, 9))
def test_every_offset_and_line_is_where_a_split_puts_it(text: str, block: int) -> None:
    split = text.split("\n")
    with patch.object(lines, "_BLOCK", block):
        counted = Lines(text)
        assert [counted.text(n) for n in range(-1, len(split) + 1)] == ["", *split, ""]
        for offset in range(len(text) + 1):
            before = text[:offset].split("\n")
            assert counted.at(offset) == (len(before) - 1, offset - len(before[-1]))


def test_blocks_are_those_of_a_long_text() -> None:
    text = "".join(f"line {n}\n" for n in range(5000))
    counted = Lines(text)
    assert counted.text(4321) == "line 4321"
    assert counted.at(text.index("line 4321")) == (4321, text.index("line 4321"))
