"""What a citation says, and which document it names."""

from hypothesis import given
from hypothesis import strategies as st

from summitry.dossier.citations import citation
from summitry.dossier.record import Record, cited_document
from summitry.folder.load import load_texts

DIGEST = "5" * 64


@given(st.text())
def test_any_text_is_taken_apart_without_complaint(text: str) -> None:
    found = citation(text)
    assert found.document == cited_document(text.strip())


def test_a_document_goes_by_its_file_and_by_its_passages() -> None:
    dossier = load_texts(
        {
            "dossier.yaml": "{format: 1}",
            "a.yaml": f"""
documents: [{{id: ap, title: AP, file: archive/originals/{DIGEST}.html}}]
people: [{{id: a, name: A}}]
statements:
- {{id: s, by: a, said: 2018-03-01, words: no, source: 'p:{DIGEST[:16]}/3'}}
- {{id: t, by: a, said: 2018-03-01, words: no, source: 'archive/originals/{DIGEST}.html p. 2'}}
- {{id: u, by: a, said: 2018-03-01, words: no, source: ap}}
""",
        }
    )
    assert [r.id for r in dossier.citing("ap", Record)] == ["s", "t", "u"]
    assert dossier.get(f"p:{DIGEST[:16]}") is dossier.get("ap")


def test_of_two_records_of_one_file_the_first_by_id_is_cited_whatever_comes_and_goes() -> None:
    texts = {
        "dossier.yaml": "{format: 1}",
        "a.yaml": "documents: [{id: b, title: B, file: archive/x}, {id: a, title: A, file: archive/x}]",
    }
    whole = load_texts(texts)
    found = whole.get("archive/x")
    assert found is not None
    assert found.id == "a"
    left, _ = whole.index.with_changes([(whole.get("a"), None)])
    other = left.get("archive/x")
    assert other is not None
    assert other.id == "b"
