"""An index after changes is the index of what there is then, and the one before stays as it was."""

from hypothesis import given
from hypothesis import strategies as st

from summitry.dossier import index
from summitry.dossier.index import Index
from summitry.dossier.kinds import Document, Event, EventKind, Statement
from summitry.dossier.record import Record
from summitry.folder.load import load_texts

HEADER = "format: 1\ndossier: small\nown_side: us\ncounterparts: [them]\n"
PARTIES = "parties: [{id: us, name: Us}, {id: them, name: Them}]\n"
KINDS = "kinds_of_event: [{id: test, name: a test}, {id: talk, name: a talk}]\n"
IDS = ("a", "b", "c", "d", "e")

event = st.builds(
    "events: [{{id: {{id}}, kind: {}, on: 2018-0{}-01, was: [{}], source: {}}}]".format,
    st.sampled_from(["test", "talk"]), st.integers(1, 3), st.sampled_from(["old", "older"]),
    st.sampled_from(["paper", "book"]),
)  # fmt: skip
statement = st.builds(
    "statements: [{{id: {{id}}, by: us, said: 2018-0{}-01, about: {}, words: W}}]".format,
    st.integers(1, 3), st.sampled_from(IDS),
)  # fmt: skip
worlds = st.dictionaries(st.sampled_from(IDS), st.one_of(event, statement))


def records_of(world: dict[str, str]) -> dict[str, Record]:
    files = {f"{id}.yaml": text.replace("{id}", id) for id, text in world.items()}
    read = load_texts({"dossier.yaml": HEADER, "parties.yaml": PARTIES, "kinds.yaml": KINDS, **files})
    return {record.id: record for record in read.whole.records}


def shown(found: Index) -> list[object]:
    """All that can be read of an index, list by list."""
    targets = [*IDS, "us", "them", "test", "talk", "paper", "old"]
    lists = [
        *(("all", kind.kind) for kind in (Event, Statement, Document, EventKind)),
        *(("naming", target, kind) for target in targets for kind in ("event", "statement")),
        *(("citing", target, kind) for target in targets for kind in ("event", "statement")),
        *(("month", kind, (2018, month)) for kind in ("event", "statement") for month in range(5)),
    ]  # fmt: skip
    first, rest = found.by_id
    return [
        *((listing, [id for id in IDS if found.lists(listing, id)]) for listing in lists),
        *((listing, found.listed(listing)) for listing in lists),
        *((kind.kind, found.ids(kind.kind), found.of_kind(kind)) for kind in (Event, Statement)),
        *((t, found.naming(t, kind)) for t in targets for kind in (Event, Statement, Record)),
        *((name, found.citing(name, kind)) for name in ("paper", "book") for kind in (Statement, Record)),
        *(found.in_month(kind, (2018, month)) for kind in (Event, Statement) for month in range(5)),
        [(id, found.get(id), first.get(id) or rest.get(id)) for id in (*IDS, "test")],
        found.get("old"), found.get("older"),
    ]  # fmt: skip


@given(st.lists(st.tuples(worlds, st.booleans()), min_size=2, max_size=8), st.sampled_from([0, 1, 64]))
def test_it_reads_as_made_anew(moves: list[tuple[dict[str, str], bool]], most: int) -> None:
    """Whether or not somebody reads it between two changes, and however long its lists may wait."""
    before, index.MOST_LATE = index.MOST_LATE, most
    try:
        records = records_of(moves[0][0])
        found = Index.of(records.values())
        kept = []
        for world, read in moves[1:]:
            now = records_of(world)
            now = {id: records[id] if records.get(id) == r else r for id, r in now.items()}
            changes = [
                (records.get(id), now.get(id))
                for id in {**records, **now}
                if records.get(id) is not now.get(id)
            ]
            if read:
                kept.append((found, shown(found)))
            found, _ = found.with_changes(changes)
            records = now
        assert shown(found) == shown(Index.of(records.values()))
        for one, was in kept:
            assert shown(one) == was
    finally:
        index.MOST_LATE = before
