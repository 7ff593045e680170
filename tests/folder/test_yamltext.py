"""The quick way through JSON and the slow walk over the tree read the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.folder import yamltext

ODD = """inf nan .inf -.inf .nan .5 -.5 1. 12. 0.5 1.0 10.0 +1 0x10 1e5 -0 007 null Null ~ yes true True a:b
&a *a !x !!str <<"""
SCALARS = st.one_of(
    st.sampled_from(ODD.split()),
    st.text(st.sampled_from(list("0123456789.+-eE_xa ~&*!?")), min_size=1, max_size=6),
)


def said(tree: object) -> object:
    """The quick way reads plain `true` as a truth value; every field takes it for the word."""
    if isinstance(tree, dict):
        return {k: said(v) for k, v in tree.items()}
    if isinstance(tree, list):
        return [said(v) for v in tree]
    return str(tree).lower() if isinstance(tree, bool) else tree


@given(st.lists(SCALARS, min_size=1, max_size=4), st.booleans())
def test_both_ways_read_the_same(scalars: list[str], flow: bool) -> None:
    text = f"a: [{', '.join(scalars)}]\n" if flow else "a:\n" + "".join(f"- {s}\n" for s in scalars)
    try:
        quick = yamltext.parse(text)
    except yamltext.Broken:
        return
    buffer = bytearray(text, "utf-8")
    slow = yamltext._walked(yamltext._ryml_tree(buffer))
    assert (said(quick[0]), quick[1]) == slow


@pytest.mark.parametrize(
    ("written", "code"),
    [("&a b", "FRM003"), ("*a", "FRM003"), ("!x b", "FRM004"), ("null", "FRM012"), ("~", "FRM012")],
)
def test_what_yaml_can_do_beyond_text_is_told(written: str, code: str) -> None:
    _, troubles = yamltext.parse(f"a:\n- x: {written}\n")
    assert [t.code for t in troubles] == [code]


@pytest.mark.parametrize(
    "prose", ["Lodgaard & Sigal", "What now? Wait.", "No! Stop.", "annulled", "in 2018."]
)
def test_prose_is_only_text(prose: str) -> None:
    assert yamltext.parse(f"a: {prose}\n") == ({"a": prose}, [])


def test_what_was_read_is_given_back() -> None:
    """A process that reads the same file again and again does not grow."""
    text = "events:\n" + "".join(f"- {{id: e{n}, title: {'word ' * 30}}}\n" for n in range(3000))
    held = []
    for _ in range(3):
        for _ in range(20):
            yamltext.parse(text)
        held.append(int(Path("/proc/self/statm").read_text().split()[1]) * 4096)
    assert held[2] - held[1] < 10 * len(text)
