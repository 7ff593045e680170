"""The tables of an export: one for each kind of record, and one for each list within it, made from the kinds'
own fields.

In every table of a list ``record_id`` names the record, ``within`` the row of the part it stands in (blank at
the top), and ``n`` its place, from 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import KINDS
from summitry.dossier.record import Part, Record
from summitry.foundation.values import dataclass

LISTS = ("texts", "refs", "sources", "choices")
HELD_APART = (*LISTS, "parts", "part", "table")
OF_EVERY_RECORD = ("source", "access", "was", "told", "kept_from")
"""Lists that every record and part may have: they stand in one table each, for all kinds."""

DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its SQL type, and what it holds."""

    name: str
    type: str
    says: str
    key: str = ""
    """`` PRIMARY KEY`` and the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns, and what stands in it. ``spec`` is the list it holds, if any."""

    name: str
    says: str
    columns: tuple[Column, ...]
    spec: FieldSpec | None = None
    inner: tuple[Table, ...] = ()

    @property
    def create(self) -> str:
        """The statement that makes it."""
        columns = ", ".join(f"{quoted(c.name)} {c.type}{c.key}" for c in self.columns)
        return f"CREATE TABLE {quoted(self.name)} ({columns}) STRICT"


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever it is: ``"from"``."""
    return '"' + name.replace('"', '""') + '"'


def of_kinds() -> tuple[Table, ...]:
    """Return the tables of all kinds of record, each with those of its lists."""
    return tuple(_of_kind(kind) for kind in KINDS)


def every(tables: tuple[Table, ...]) -> Iterator[Table]:
    """Yield tables with those within them."""
    for table in tables:
        yield table
        yield from every(table.inner)


def _of_kind(kind: type[Record]) -> Table:
    head = (
        Column(name="id", type="TEXT NOT NULL", key=" PRIMARY KEY", says="the id, unique in the dossier"),
        Column(name="known_as", type="TEXT NOT NULL", says="the words by which a reader knows it"),
    )  # fmt: skip
    plain = tuple(c for s in specs(kind) if s.key != "id" for c in columns_of(s))
    return Table(
        name=kind.plural, says=_first_line(kind), columns=(*head, *plain),
        inner=tuple(_lists(kind, kind.plural, kind.plural, 0)),
    )  # fmt: skip


def _lists(owner: type[Part], name: str, root: str, depth: int) -> Iterator[Table]:
    for spec in specs(owner):
        if spec.shape in HELD_APART and spec.key not in OF_EVERY_RECORD and depth < DEEPEST:
            yield _list(spec, f"{name}_{spec.key}", root, depth)


def _list(spec: FieldSpec, name: str, root: str, depth: int) -> Table:
    head = (
        Column(name="row", type="INTEGER NOT NULL", key=" PRIMARY KEY", says="the number of the row"),
        Column(name="record_id", type="TEXT NOT NULL", says="the record it belongs to",
               key=f' REFERENCES {quoted(root)}("id")'),
        Column(name="within", type="INTEGER", says="the row of the part it stands in, blank at the top"),
        Column(name="n", type="INTEGER NOT NULL", says="its place, from 1"),
    )  # fmt: skip
    columns, inner = _entries(spec, name, root, depth)
    return Table(name=name, says=spec.help, columns=(*head, *columns), spec=spec, inner=inner)


_Held = tuple[tuple[Column, ...], tuple[Table, ...]]


def _entries(spec: FieldSpec, name: str, root: str, depth: int) -> _Held:
    """The columns that hold an entry of a list, and the tables of the lists within it."""
    if spec.part is not None and spec.shape in ("part", "parts"):
        return _of_part(spec.part, name, root, depth)
    if spec.value is not None and spec.shape == "table":
        of = Column(name="of", type="TEXT NOT NULL", says="what it is said of")
        if spec.value.part is not None and spec.value.shape == "part":
            columns, inner = _of_part(spec.value.part, name, root, depth)
            return (of, *columns), inner
        value = tuple(columns_of(spec.value)) or (
            Column(name="value", type="TEXT", says="what is said, several a line each"),
        )
        return (of, *value), ()
    return (Column(name="value", type="TEXT NOT NULL", says=spec.help or "one of them"),), ()


def _of_part(part: type[Part], name: str, root: str, depth: int) -> _Held:
    columns = tuple(c for s in specs(part) for c in columns_of(s))
    return columns, tuple(_lists(part, name, root, depth + 1))


def columns_of(spec: FieldSpec) -> Iterator[Column]:
    """Yield the columns that hold a field; none for what has a table of its own."""
    if spec.shape in HELD_APART:
        return
    says = spec.help or spec.key.replace("_", " ")
    if spec.shape == "when":
        yield Column(name=spec.key, type="TEXT", says=f"{says}; as it is written")
        yield Column(name=f"{spec.key}_first", type="TEXT", says=f"{says}: the first day it can be")
        yield Column(name=f"{spec.key}_last", type="TEXT", says=f"{says}: the last day it can be")
    elif spec.shape in ("count", "flag", "days", "workdays"):
        unit = {"flag": "1 yes, 0 no", "days": "in days", "workdays": "in workdays"}.get(spec.shape, "")
        yield Column(name=spec.key, type="INTEGER", says=f"{says} ({unit})" if unit else says)
    else:
        yield Column(name=spec.key, type="TEXT", says=says)


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").split("\n", 1)[0]


OF_ALL = (
    Table(name="dossier", says="What is said of the whole.", columns=(
        Column(name="name", type="TEXT NOT NULL", key=" PRIMARY KEY", says="what is said"),
        Column(name="value", type="TEXT NOT NULL", says="how it is"),
    )),
    Table(name="records", says="Every record, of whatever kind.", columns=(
        Column(name="id", type="TEXT NOT NULL", key=" PRIMARY KEY", says="its id"),
        Column(name="kind", type="TEXT NOT NULL", says="its kind"),
        Column(name="known_as", type="TEXT NOT NULL", says="the words by which a reader knows it"),
        Column(name="marking", type="TEXT NOT NULL", says="its marking, the lowest where it bears none"),
        Column(name="learned_first", type="TEXT", says="the first day on which it can have been learned"),
    )),
    Table(name="parts", says="Every part of a record that can be named by others.", columns=(
        Column(name="target", type="TEXT NOT NULL", key=" PRIMARY KEY", says="how it is named: record/part"),
        Column(name="record_id", type="TEXT NOT NULL", says="its record", key=" REFERENCES records(id)"),
        Column(name="noun", type="TEXT NOT NULL", says="what it is: a hop, an element, a duty ..."),
        Column(name="known_as", type="TEXT NOT NULL", says="the words by which a reader knows it"),
    )),
    Table(name="naming", says="Which record names which, and in which field.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="who names", key=" REFERENCES records(id)"),
        Column(name="field", type="TEXT NOT NULL", says="the field in which it stands: hops.0.by"),
        Column(name="target", type="TEXT NOT NULL", says="what is named: an id, or record/part"),
        Column(name="target_record", type="TEXT", says="the record named; blank when there is none",
               key=" REFERENCES records(id)"),
    )),
    Table(name="sources", says="Every citation, and where it leads.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="who cites", key=" REFERENCES records(id)"),
        Column(name="field", type="TEXT NOT NULL", says="the part it is the source of; blank for the record"),
        Column(name="cites", type="TEXT NOT NULL", says="the citation as written"),
        Column(name="document_id", type="TEXT", says="the document", key=" REFERENCES documents(id)"),
        Column(name="place", type="TEXT NOT NULL", says="the place in it, as a person would say it"),
    )),
    Table(name="access", says="Who may see what is kept for some.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="the record", key=" REFERENCES records(id)"),
        Column(name="field", type="TEXT NOT NULL", says="the part that is kept; blank for the record"),
        Column(name="group", type="TEXT NOT NULL", says="the group that may see it"),
    )),
    Table(name="was", says="Earlier ids of records.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="the record", key=" REFERENCES records(id)"),
        Column(name="earlier", type="TEXT NOT NULL", says="what it was called"),
    )),
    Table(name="told", says="Who was told of a record, and when.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="the record", key=" REFERENCES records(id)"),
        Column(name="who", type="TEXT NOT NULL", says="who was told"),
        Column(name="on", type="TEXT", says="when, as it is written"),
        Column(name="on_first", type="TEXT", says="when: the first day it can be"),
        Column(name="on_last", type="TEXT", says="when: the last day it can be"),
    )),
    Table(name="kept_from", says="Who was kept from knowing of a record.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="the record", key=" REFERENCES records(id)"),
        Column(name="who", type="TEXT NOT NULL", says="who was kept from it"),
    )),
    Table(name="quotations", says="Verbatim words, held against what they cite.", columns=(
        Column(name="record_id", type="TEXT NOT NULL", says="whose words", key=" REFERENCES records(id)"),
        Column(name="field", type="TEXT NOT NULL", says="the field that holds them"),
        Column(name="words", type="TEXT NOT NULL", says="the words"),
        Column(name="verdict", type="TEXT NOT NULL",
               says="proved, elsewhere, differs, absent, unproved (no text is held) or unsourced"),
        Column(name="cites", type="TEXT", says="the citation"),
    )),
    Table(name="findings", says="What a check finds on the day of the export.", columns=(
        Column(name="finding", type="INTEGER NOT NULL", key=" PRIMARY KEY",
               says="its number, the gravest first"),
        Column(name="code", type="TEXT NOT NULL", says="its code; `summitry explain` says more"),
        Column(name="severity", type="TEXT NOT NULL", says="fault, grave, serious or notice"),
        Column(name="message", type="TEXT NOT NULL", says="what is found"),
        Column(name="hint", type="TEXT", says="what to do"),
        Column(name="record_id", type="TEXT", says="where it stands"),
        Column(name="field", type="TEXT", says="the field in which it stands"),
        Column(name="accepted", type="INTEGER NOT NULL", says="1 when somebody accepted it"),
    )),
    Table(name="findings_about", says="What each finding is about.", columns=(
        Column(name="finding", type="INTEGER NOT NULL", says="the finding",
               key=" REFERENCES findings(finding)"),
        Column(name="n", type="INTEGER NOT NULL", says="its place: the subject is 1"),
        Column(name="target", type="TEXT NOT NULL", says="an id, or record/part"),
    )),
    Table(name="readme", says="Every table and column, in words.", columns=(
        Column(name="table_name", type="TEXT NOT NULL", says="the table or view"),
        Column(name="column_name", type="TEXT NOT NULL", says="the column; blank for the table itself"),
        Column(name="says", type="TEXT NOT NULL", says="what it holds"),
    )),
)  # fmt: skip
"""The tables that are not of one kind."""

VIEWS: tuple[tuple[str, str, str], ...] = (
    ("open_findings", "What a check finds and nobody has accepted, with the subject's title.",
     "SELECT f.finding, f.severity, f.code, r.known_as AS about, f.message, f.hint FROM findings f"
     " LEFT JOIN findings_about a ON a.finding = f.finding AND a.n = 1"
     " LEFT JOIN records r ON r.id = CASE WHEN instr(a.target, '/')"
     " THEN substr(a.target, 1, instr(a.target, '/') - 1)"
     " ELSE a.target END WHERE NOT f.accepted ORDER BY f.finding"),
    ("who_said_what", "Statements by day: who said what to whom.",
     "SELECT s.id, s.said, s.said_first AS day, coalesce(b.known_as, s.\"by\") AS speaker,"
     " coalesce(s.words, s.says, s.title) AS words, (SELECT group_concat(coalesce(t.known_as, x.value), '; ')"
     " FROM statements_to x LEFT JOIN records t ON t.id = x.value WHERE x.record_id = s.id) AS hearers"
     " FROM statements s LEFT JOIN records b ON b.id = s.\"by\" ORDER BY s.said_first, s.id"),
    ("what_was_relayed", "Each telling of a message: who told it when, what it carried, in which words.",
     "SELECT r.id AS relay, r.known_as AS message, h.n AS hop, h.id AS hop_id,"
     " coalesce(b.known_as, sb.known_as, h.\"by\", s.\"by\") AS teller, coalesce(h.\"on\", s.said) AS told,"
     " c.\"of\" AS element, e.says AS element_says, c.words AS carried"
     " FROM relays r JOIN relays_hops h ON h.record_id = r.id LEFT JOIN records b ON b.id = h.\"by\""
     " LEFT JOIN statements s ON s.id = h.statement LEFT JOIN records sb ON sb.id = s.\"by\""
     " LEFT JOIN relays_hops_carries c ON c.within = h.row"
     " LEFT JOIN relays_elements e ON e.record_id = r.id AND e.id = c.\"of\" ORDER BY r.id, h.n, c.n"),
    ("unproved_words", "Words in quotation that no held text bears out, and whose record it is.",
     "SELECT q.record_id, r.known_as, q.field, q.words, q.verdict, q.cites FROM quotations q"
     " JOIN records r ON r.id = q.record_id WHERE q.verdict <> 'proved' ORDER BY q.verdict, q.record_id"),
    ("most_named", "How often each record is named by others.",
     "SELECT r.id, r.kind, r.known_as, count(*) AS times FROM naming n"
     " JOIN records r ON r.id = n.target_record GROUP BY r.id ORDER BY times DESC, r.id"),
    ("what_is_asked_of_whom", "Clearances: who is asked for what by when, and what came.",
     "SELECT c.id, t.known_as AS text, coalesce(b.known_as, c.\"by\") AS body, c.deadline, c.stand,"
     " c.\"on\" AS answered FROM clearances c LEFT JOIN records t ON t.id = c.\"of\""
     " LEFT JOIN records b ON b.id = c.\"by\""
     " ORDER BY c.deadline_first, c.id"),
)  # fmt: skip
"""Name, what it answers, and the question in SQL."""
