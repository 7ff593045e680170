"""The ranking on the public collections: as good as asked for, alike whichever engine fetches."""

from pathlib import Path

import pytest

from summitry.secretariat.searching import run
from summitry.testing.bench import searches

pytestmark = pytest.mark.data


def test_the_ranking_is_as_good_as_asked_for(data_folder: Path, tmp_path: Path) -> None:
    figures = {figure.name: figure for figure in searches.searching(tmp_path, data_folder)}
    assert all(figure.met is not False for figure in figures.values()), figures
    plain = next(f for name, f in figures.items() if name.startswith("plain BM25, index headings: all"))
    assert 0.42 < plain.median < 0.46, "the README of the collection gives 0.438"


def test_both_engines_give_the_same_ten(data_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    dossier = searches.volumes_imported(tmp_path / "dossier", data_folder)
    queries = searches._frus(data_folder).queries
    ours = list(run(dossier, queries, limit=10, engine="fts5"))
    others = list(run(dossier, queries, limit=10, engine="tantivy"))
    assert ours == others
