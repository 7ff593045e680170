"""What is printed in a pipe is laid out as the terminal library would have."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from summitry.cli.screen import Screen

WORDS = st.text(st.sampled_from(list("abc,.é김\u0301-")), max_size=12)
PROSE = st.lists(WORDS, max_size=30).map(" ".join)


def by_rich(text: str, width: int, indent: int) -> str:
    page = io.StringIO()
    console = Console(
        file=page, width=width, highlight=False, markup=False, emoji=False, legacy_windows=False
    )
    console.print(Padding(Text(text), (0, 0, 0, indent)), width=width)
    return "\n".join(line.rstrip() for line in page.getvalue().split("\n"))


@given(PROSE, st.integers(0, 4))
@settings(max_examples=300)
def test_paragraphs_are_wrapped_alike(text: str, indent: int) -> None:
    screen = Screen(io.StringIO())
    screen.width = 30
    screen.say(text, indent=indent)
    assert screen.text() == by_rich(text, 30, indent)


def test_pieces_are_printed_as_one_text() -> None:
    screen = Screen(io.StringIO())
    screen.say((("to do: ", "bold"), ("Ask.", "")), indent=2)
    screen.line((("a", "dim"), ("b", "")))
    assert screen.text() == "  to do: Ask.\nab\n"
