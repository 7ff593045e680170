"""A form changes what was changed on it, and nothing else."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.desk.pages import forms
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.kinds.words import Statement
from summitry.folder.edit import read_fields
from summitry.folder.load import load
from summitry.folder.yamltext import Tree

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def sent_back(kind: type, tree: Mapping[str, Tree]) -> dict[str, str]:
    """What a browser sends when nothing was touched."""
    sent = forms.sent_by(forms.form(kind, tree))
    return {name: value.replace("\n", "\r\n") for name, value in sent.items()}


@pytest.mark.parametrize("example", ["korea-2018", "paris-1968"])
@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_an_untouched_form_changes_nothing(example: str, kind: str) -> None:
    dossier = load(EXAMPLES / example)
    for record in dossier.all(BY_KIND[kind])[:12]:
        if getattr(record, "series", ""):
            continue
        tree = read_fields(EXAMPLES / example, record.id).fields
        shown = forms.digests(BY_KIND[kind], tree)
        assert forms.changed(BY_KIND[kind], sent_back(BY_KIND[kind], tree), shown) == {}, record.id


@given(
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)
)
def test_what_is_typed_is_what_is_written(words: str) -> None:
    tree: dict[str, Tree] = {"id": "s", "by": "a", "said": "2018-03-01", "words": "before"}
    shown = forms.digests(Statement, tree)
    sent = {**sent_back(Statement, tree), "words": words}
    expected = {} if words == "before" else {"words": words}
    assert forms.changed(Statement, sent, shown) == expected


def test_a_date_of_several_reports_is_left_alone_until_another_is_typed() -> None:
    tree: dict[str, Tree] = {"id": "s", "by": "a", "said": {"between": "2018-03-01", "and": "2018-03-05"}}
    shown = forms.digests(Statement, tree)
    sent = sent_back(Statement, tree)
    assert forms.changed(Statement, sent, shown) == {}
    assert forms.changed(Statement, {**sent, "said": "2018-03-02"}, shown) == {"said": "2018-03-02"}


@pytest.mark.parametrize(
    ("typed", "held"),
    [("8 March 2018", "2018-03-08"), ("2018-03", "2018-03"), ("-1000", "-1000"), ("2018-", "2018-"),
     ("8 Mrch", "8 Mrch"), ("until 8 March 2018", "../2018-03-08")],
)  # fmt: skip
def test_a_day_may_be_written_as_people_write_it_and_nothing_is_guessed(typed: str, held: str) -> None:
    assert forms.as_day(typed) == held
