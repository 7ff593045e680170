"""What is seen at a glance is what the parser sees, or nothing."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.folder import emit
from summitry.folder.glance import offset_of
from summitry.folder.locate import _descend, compose

KEYS = ("id", "says", "words", "on", "hops", "in", "if-asked", "x")
text = st.text(st.sampled_from(list("ab :-#\"'[]{},&*!|>?%@`\n\té가")), max_size=40)
value = st.recursive(
    text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
records = st.dictionaries(st.sampled_from(KEYS), value, min_size=1)
paths = st.tuples() | st.tuples(st.sampled_from((*KEYS, "says-not", "i")))


def parsed(record: str, path: tuple[str, ...]) -> int | None:
    node = compose(record)
    return None if node is None or not node.value else _descend(node.value[0], path)


@given(records, paths, st.sampled_from([0, 2]))
@settings(max_examples=300)
def test_as_we_write_records(record: dict[str, Any], path: tuple[str, ...], indent: int) -> None:
    written = emit.item(record, indent)
    assert offset_of(written, path) in (None, parsed(written, path))


@given(records, paths, st.sampled_from([20, 80]), st.sampled_from([None, "'", '"', "|", ">"]))
@settings(max_examples=500)
def test_as_others_write_them(
    record: dict[str, Any], path: tuple[str, ...], width: int, style: str | None
) -> None:
    written = yaml.dump([record], width=width, default_style=style, default_flow_style=False, sort_keys=False)
    assert offset_of(written, path) in (None, parsed(written, path))


@given(st.text(st.sampled_from(list("abid: -\n\"'[]{}?|>#")), max_size=60), paths)
@settings(max_examples=1000)
def test_whatever_stands_there(rest: str, path: tuple[str, ...]) -> None:
    written = f"- id: {rest}"
    expected = parsed(written, path)
    assert expected is None or offset_of(written, path) in (None, expected)


@pytest.mark.parametrize(
    ("record", "key", "offset"),
    [
        ("- id: a\n  says: it's so\n", "says", 10),
        ("- id: a\n  says: it's so\n", "id", 2),
        ("- id: a\n  says: it's so\n", "on", 2),
        ("- id: a\n  words: >-\n    says: no\n  says: yes\n", "says", 35),
        ('- id: a\n  words: "one\n  says: two"\n  says: yes\n', "says", None),
        ("- id: a\n  in: [b,\n  says: c]\n", "says", None),
        ("- {id: a, says: b}\n", "says", None),
    ],
)
def test_where_fields_stand(record: str, key: str, offset: int | None) -> None:
    assert offset_of(record, (key,)) == offset
