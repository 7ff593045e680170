"""What every record has."""

from summitry.dossier.kinds.people import Holder
from summitry.dossier.record import long_hand
from summitry.folder.load import load_texts


def test_a_record_is_known_by_its_title_name_or_words_and_else_by_its_id() -> None:
    dossier = load_texts(
        {
            "dossier.yaml": "format: 1",
            "a.yaml": """
people: [{id: kim, name: Kim Jong Un}]
kinds_of_event: [{id: launch}]
conditions: [{id: talks, says: while talks last}]
statements: [{id: s, by: kim, words: No tests.}]
""",
        }
    )
    assert [dossier.title(id) for id in ("kim", "launch", "talks", "s", "nobody")] == [
        "Kim Jong Un", "launch", "while talks last", "No tests.", "nobody",
    ]  # fmt: skip


def test_a_part_written_short_stands_for_a_mapping_whatever_was_written() -> None:
    assert long_hand(Holder, "agreed") == {"who": "agreed"}
    assert long_hand(Holder, ["agreed", "signed"]) == {"who": ["agreed", "signed"]}
    assert long_hand(Holder, None) == {}
