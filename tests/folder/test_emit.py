"""What is written reads back as itself."""

from hypothesis import given
from hypothesis import strategies as st

from summitry.folder import emit, yamltext

# What the loader reads as blanks or line ends cannot be told apart after reading, so it is not drawn.
texts = st.text(
    st.one_of(
        st.sampled_from(list("ab z09:,#-?[]{}&*!|>'\"%@`\\\n~=<.+é北리ع")),
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff"),
    ),
    max_size=40,
)
keys = st.text(st.sampled_from(list("abcxyz-_ 0é:#")), min_size=1, max_size=8)
trees = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def blanked(tree: object) -> object:
    """Empty texts, lists and mappings are all blank."""
    if isinstance(tree, dict):
        return {k: blanked(v) for k, v in tree.items()}
    if isinstance(tree, list):
        return [blanked(v) for v in tree] or None
    return tree or None


@given(st.dictionaries(keys, trees, min_size=1, max_size=4), st.integers(0, 3))
def test_an_item_reads_back(record: dict[str, object], indent: int) -> None:
    text = "kinds:\n" + emit.item(record, indent)
    tree, troubles = yamltext.parse(text)
    assert not troubles, text
    assert blanked(tree) == {"kinds": [blanked(record)]}, text


@given(trees)
def test_a_line_reads_back(value: object) -> None:
    text = f"a: {emit.flow(value)}\n"
    tree, troubles = yamltext.parse(text)
    assert not troubles, text
    assert blanked(tree) == {"a": blanked(value)}, text


def test_it_looks_as_a_person_would_write_it() -> None:
    record = {
        "id": "chung-seoul",
        "said": "2018-03-06",
        "words": 'He said: "no".',
        "answers": {"preconditions": ["none", "some"]},
        "states": [{"is": "sent", "on": "2018-03-06"}],
        "note": "First line.\nSecond line.",
    }
    assert emit.item(record) == (
        "- id: chung-seoul\n"
        "  said: 2018-03-06\n"
        '  words: "He said: \\"no\\"."\n'
        "  answers: {preconditions: [none, some]}\n"
        "  states: [{is: sent, on: 2018-03-06}]\n"
        "  note: |-\n"
        "    First line.\n"
        "    Second line.\n"
    )
