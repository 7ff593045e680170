"""Paragraphs of a text and their digests: what reopens a clearance and what does not."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.dossier.header import Grants
from summitry.dossier.paragraphs import normal, paragraph_digest, paragraphs
from summitry.folder.load import load_texts

TEXT = """The aim is to prepare a meeting.
It goes on here.

# Options

(restricted) The ministers meet first.

## Talks
- A channel is needed,
  with both ends filled.
- (restricted) A date.
1. Not a new list here.

Title
=====
Last paragraph (open) here.
```
# no heading

one block
```
"""


def test_a_text_is_divided() -> None:
    found = paragraphs(TEXT, ["open", "restricted"])
    assert [(p.number, p.heading, p.marking, p.text.split("\n")[0]) for p in found] == [
        (1, (), "", "The aim is to prepare a meeting."),
        (2, ("Options",), "restricted", "The ministers meet first."),
        (3, ("Options", "Talks"), "", "- A channel is needed,"),
        (4, ("Options", "Talks"), "restricted", "- A date."),
        (5, ("Options", "Talks"), "", "1. Not a new list here."),
        (6, ("Title",), "", "Last paragraph (open) here."),
        (7, ("Title",), "", "```"),
    ]
    assert "one block" in found[6].text


def test_the_digest_is_the_hash_that_the_format_names() -> None:
    """Written out by hand: JSON of heading path, marking and text, then SHA-256."""
    packed = b'[["Options"],"restricted","The \\"ministers\\" meet."]'
    expected = hashlib.sha256(packed).hexdigest()
    assert paragraph_digest(["Options"], "restricted", " The “ministers”\n  meet. ") == expected
    assert paragraphs("# Options\n(Restricted) The “ministers”\nmeet.", ["restricted"])[0].digest == expected


@pytest.mark.parametrize(
    "other",
    [
        "# Options\nThe ministers meet first",  # no full stop
        "# options\nThe ministers meet first.",  # another heading
        "# Options\n## More\nThe ministers meet first.",
        "The ministers meet first.",
        "# Options\n(restricted) The ministers meet first.",
        "# Options\nThe ministers  meet first .",
        "# Options\nthe ministers meet first.",
    ],
)
def test_everything_else_counts(other: str) -> None:
    one = paragraphs("# Options\nThe ministers meet first.", ["restricted"])[0]
    assert paragraphs(other, ["restricted"])[0].digest != one.digest


def test_a_word_in_brackets_that_is_no_marking_of_the_dossier_is_text() -> None:
    found = paragraphs("(secret) A word.", ["restricted"])[0]
    assert (found.marking, found.text) == ("", "(secret) A word.")


words = st.text(alphabet="abc é“”‘’'\"\n.#-(", max_size=40)


@given(words, st.sampled_from([" ", "\n", "\t", "\u00a0", "  "]))
def test_white_space_runs_quotes_and_forms_of_letters_are_one(text: str, space: str) -> None:
    changed = space + text.replace(" ", space).replace("“", '"').replace("’", "'") + space
    assert paragraph_digest([], "", text) == paragraph_digest([], "", unicodedata.normalize("NFD", changed))


@given(words, words)
def test_texts_that_read_differently_have_other_digests(one: str, other: str) -> None:
    same = normal(one) == normal(other)
    assert (paragraph_digest([], "", one) == paragraph_digest([], "", other)) == same
    assert paragraph_digest([one], "", "") != paragraph_digest([], one, "x")


@given(st.lists(st.text(alphabet="ab .,", min_size=1).filter(str.strip), max_size=6))
def test_no_word_is_lost_in_dividing(blocks: list[str]) -> None:
    found = paragraphs("\n\n".join(["# Heading", *blocks]))
    assert " ".join(p.text for p in found).split() == " ".join(blocks).split()
    assert all(p.heading == ("Heading",) for p in found)


@given(st.lists(st.sampled_from(["aa", "bb", "# h", "## k", "- x", "cc"]), max_size=8))
def test_a_paragraph_added_below_changes_no_digest_above(lines: list[str]) -> None:
    before = [p.digest for p in paragraphs("\n\n".join(lines))]
    after = [p.digest for p in paragraphs("\n\n".join([*lines, "one more"]))]
    assert after[: len(before)] == before


def test_a_text_with_a_paragraph_above_the_readers_marking_is_hidden_whole() -> None:
    page = "---\nkind: draft\nid: d\ntitle: D\n---\nOpen words.\n\n(restricted) Others.\n"
    files = {"dossier.yaml": "format: 1\nmarkings: [open, restricted]\n", "d.md": page}
    dossier = load_texts(files)
    assert dossier.narrowed(Grants("open")).get("d") is None
    assert dossier.narrowed(Grants("restricted")).get("d") is not None
    files["d.md"] = page.replace("(restricted)", "(open)")
    assert load_texts(files).narrowed(Grants("open")).get("d") is not None
