"""A folder that is read again and again: what a reader takes over is what a first reading finds."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.dossier.record import Record
from summitry.dossier.value import Whole
from summitry.folder.load import Reader

NAMES = st.sampled_from(("anna", "boris", "launch-1", "launch-1.2", "launch-2"))
PEOPLE = st.lists(st.tuples(NAMES, st.sampled_from(("A", "B"))), max_size=3).map(
    lambda people: "people:\n" + "".join(f"  - {{id: {id}, name: {name}}}\n" for id, name in people)
)
ROWS = st.lists(st.tuples(st.sampled_from("12"), st.sampled_from(("3", "4"))), max_size=3).map(
    lambda rows: "n,date\n" + "".join(f"{n},2018-03-0{day}\n" for n, day in rows)
)
SERIES = st.sampled_from(("launch", "test")).map(
    lambda name: (
        f"series:\n  - {{id: all, title: {name}, file: rows.csv, id_rule: 'launch-{{n}}', "
        "columns: {date: on}, constants: {kind: launch, title: A launch}}\n"
    )
)
WRITTEN = st.one_of(
    st.tuples(st.sampled_from(("a.yaml", "b.yaml")), PEOPLE),
    st.tuples(st.just("rows.csv"), ROWS),
    st.tuples(st.just("series.yaml"), SERIES),
)
STEP = st.one_of(
    WRITTEN, st.tuples(st.sampled_from(("a.yaml", "b.yaml", "rows.csv", "series.yaml")), st.none())
)


def firsts(whole: Whole) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in whole.records:
        found.setdefault(record.id, record)
    return found


def faults(whole: Whole) -> list[str]:
    return [f"{fault.code} {fault.place.origin} {fault.message}" for fault in whole.faults]


@given(st.lists(WRITTEN, max_size=4), st.lists(st.lists(STEP, min_size=1, max_size=2), max_size=6))
@settings(max_examples=150, deadline=None)
def test_what_is_read_again_is_what_a_first_reading_finds(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, str]],
    turns: list[list[tuple[str, str | None]]],
) -> None:
    folder: Path = tmp_path_factory.mktemp("talks")
    (folder / "dossier.yaml").write_text("format: 1\n", encoding="utf-8")
    for name, written in first:
        (folder / name).write_text(written, encoding="utf-8")
    reader = Reader(folder)
    before = reader.read()
    for turn in turns:
        for name, text in turn:
            if text is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_text(text, encoding="utf-8")
        after, changes = reader.refresh(before)
        anew = Reader(folder).read()
        assert list(after.records) == list(anew.records)
        assert sorted(faults(after)) == sorted(faults(anew))
        known = firsts(before)
        for old, new in changes:
            record = old or new
            assert record is not None
            assert known.pop(record.id, None) is old
            if new is not None:
                known[new.id] = new
        assert known == firsts(after)
        assert all(known[id] is r for id, r in firsts(after).items())
        before = after
