"""Citations lead to the place a person means, or say what is not there."""

import pytest
from tests.holdings import typed

from summitry.archive.citing import follow, place_in_words
from summitry.dossier.citations import citation

VOLUME = typed(
    "archive/v.txt",
    """
[d1] # 1. Telegram

[p. 12] One.

[note 1] Source: a box. Secret.

[p. 13] Two.

Three.

[d2] # 2. Memorandum

[p. 13] Four.

[p. xiv] Five.
""",
)


@pytest.mark.parametrize(
    ("cited", "numbers"),
    [
        ("v/d1", [1, 2, 3, 4, 5]),
        ("v/d1 para. 2", [4]),
        ("v/d1 paragraphs 2-3", [4, 5]),
        ("v/d1 note 1", [3]),
        ("v/d1 n. 1", [3]),
        ("v/d1 p. 13", [4, 5]),
        ("v/d1 pp. 12–13", [2, 3, 4, 5]),
        ("v/d1 p. 13, para. 2", [4]),
        ("v/d2 p. 13 ¶ 1", [7]),
        ("v/d2 p. XIV", [8]),
        ("v p. 13", [4, 5, 6, 7]),
        (f"p:{VOLUME.digest[:16]}/5", [5]),
        (f"v p:{VOLUME.digest[:16]}/5", [5]),
        ("v/d2 reel 7", [6, 7, 8]),
    ],
)
def test_where_a_citation_leads(cited: str, numbers: list[int]) -> None:
    found = follow(citation(cited), VOLUME)
    assert not found.missing
    assert [p.number for p in found.passages] == numbers


@pytest.mark.parametrize(
    ("cited", "missing"),
    [
        ("v/d9", "no document d9"),
        ("v/d1 p. 99", "no page 99"),
        ("v/d1 para. 4", "no paragraph 4 (it has 3)"),
        ("v/d2 note 1", "no note 1"),
        ("v/d1 source note", "no source note"),
        (f"p:{VOLUME.digest[:16]}/90", "no passage 90"),
        ("p:0000000000000000/1", "no such passage: it is of another version"),
    ],
)
def test_what_is_not_there_is_said(cited: str, missing: str) -> None:
    assert follow(citation(cited), VOLUME).missing == missing


def test_a_place_is_written_as_it_would_be_cited() -> None:
    for number in range(1, 9):
        passage = VOLUME.passage(number)
        assert passage is not None
        written = place_in_words(VOLUME, passage)
        if passage.role != "head":
            assert passage in follow(citation(f"v/{written}"), VOLUME).passages
