"""What was learned on a day, in sentences: said and done first, then what the desk wrote down for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from summitry.book.blocks import Sentence, Trace
from summitry.book.diary.saying import kind_words, learned_words, row_words
from summitry.book.diary.value import Entry, Learned
from summitry.book.tracing import trace_of
from summitry.dossier.kinds import (
    Decision,
    Encounter,
    Event,
    Indicator,
    Objective,
    Pledge,
    Relay,
    Statement,
    Test,
)
from summitry.dossier.record import Record, cited_document
from summitry.dossier.sides import the
from summitry.dossier.value import Dossier
from summitry.foundation.dates import day_in_words, in_words
from summitry.foundation.labels import say
from summitry.foundation.wording import clause, enumerated, opened, placed

WORLD = ("decision", "agreement", "statement", "event", "encounter", "position")
"""Kinds of record of what somebody said or did, in the order in which a digest tells them."""

HAPPENINGS = frozenset({"decision", "event", "encounter", "agreement"})
"""Kinds of which several, from one source and day, tell of one happening."""

TOUCHED = frozenset({
    "question", "relay", "pledge", "agreement", "meeting", "objective", "paper", "option", "decision", "task",
    "line", "term", "draft", "case", "test", "indicator", "alternative", "risk", "condition", "channel",
    "post",
})  # fmt: skip
"""Kinds of record that somebody works on: what is learned touches these."""

NAMING: tuple[type[Record], ...] = (Relay, Pledge, Test, Objective, Indicator)
"""Kinds of record that rest on what was learned when they name it."""

OLD = timedelta(days=30)
"""What happened longer ago than this and was filed today comes after what is new."""

MOST_TOUCHED = 2
MOST_LISTED = 12
"""Records of one kind that are named of what the desk wrote down; the others are counted."""

MOST_WORDS = 150
"""Letters of a quotation that a line gives."""


def news(dossier: Dossier, entry: Entry) -> tuple[Learned, ...]:
    """Return the things learned that tell what somebody said or did, the weightiest first.

    What is told with one before it is left out: the same happening in another kind of record, another
    version of a statement, a position that a statement shows.
    """
    return _parted(dossier, entry)[0]


def _parted(dossier: Dossier, entry: Entry) -> tuple[tuple[Learned, ...], tuple[Learned, ...]]:
    """What is told, and what is told with it."""
    found: list[Learned] = []
    with_it: list[Learned] = []
    for item in sorted(_of_the_world(entry), key=lambda i: _weight(dossier, entry, i)):
        told_already = any(_told_with(dossier, item, other) for other in found)
        (with_it if told_already else found).append(item)
    return tuple(found), tuple(with_it)


def one_each(dossier: Dossier, items: Iterable[Learned]) -> tuple[tuple[Learned, ...], tuple[Learned, ...]]:
    """Part things learned into the first that each speaker said on a day, and what else he said on it."""
    first: dict[object, Learned] = {}
    more = []
    for item in items:
        record = dossier.get(item.record)
        key = (record.by, item.on) if isinstance(record, Statement) else item.record
        if first.setdefault(key, item) is not item:
            more.append(item)
    return tuple(first.values()), tuple(more)


def _of_the_world(entry: Entry) -> Iterator[Learned]:
    return (item for item in entry.learned if item.kind in WORLD and not item.path)


def _weight(dossier: Dossier, entry: Entry, item: Learned) -> tuple[object, ...]:
    many = len(touches(dossier, entry, item))
    far = item.on is not None and not entry.day - OLD <= item.on.latest and item.on.earliest <= entry.day
    ahead = item.on is not None and item.on.earliest > entry.day
    words = len(getattr(dossier.get(item.record), "words", ""))
    return (far or ahead, item.kind == "position", many == 0, item.kind != "decision", -many,
            WORLD.index(item.kind), -words, item.known, item.title, item.record)  # fmt: skip


def _told_with(dossier: Dossier, item: Learned, other: Learned) -> bool:
    mine, theirs = dossier.get(item.record), dossier.get(other.record)
    if mine is None or theirs is None or item.on is None or item.on != other.on:
        return False
    kinds = {item.kind, other.kind}
    shared = {cited_document(s) for s in item.source} & {cited_document(s) for s in other.source}
    if kinds == {"statement"}:
        return any(r.target == theirs.id for r in mine.refs) or any(r.target == mine.id for r in theirs.refs)
    one_happening = kinds <= HAPPENINGS and len(kinds) > 1
    return bool(shared) and (one_happening or item.kind == "position" or _same_actor(mine, theirs))


def _same_actor(one: Record, other: Record) -> bool:
    """Whether a statement and an event are of one actor."""
    return bool(_by(one) & _by(other)) and {one.kind, other.kind} == {"statement", "event"}


def _by(record: Record) -> frozenset[str]:
    by = getattr(record, "by", "")
    return frozenset(by if isinstance(by, tuple) else (by,)) - {""}


def touches(dossier: Dossier, entry: Entry, item: Learned) -> tuple[str, ...]:
    """Return the records that something learned touches: what it names, what names it, findings it moved."""
    record = dossier.index.get(item.record)
    refs = record.refs if record is not None else ()
    named = (r.target.partition("/")[0] for r in refs if r.path[: len(item.path)] == item.path)
    moved = (
        move.about[0].partition("/")[0] for move in entry.findings
        if move.about and any(r.id == item.record for r in move.why.records)
    )  # fmt: skip
    naming = () if item.path else (r.id for kind in NAMING for r in dossier.naming(item.record, kind))
    found = dict.fromkeys((*named, *naming, *moved))
    return tuple(
        id for id in found
        if id != item.record and (r := dossier.get(id)) is not None and r.kind in TOUCHED
    )  # fmt: skip


# -- sentences --------------------------------------------------------------------------------------


def told(dossier: Dossier, entry: Entry, item: Learned) -> Sentence:
    """Say what was learned, in whose words, and what it touches."""
    record = dossier.get(item.record)
    text, rest = _what(dossier, item, record, entry.day), touches(dossier, entry, item)
    answered: tuple[str, ...] = ()
    if isinstance(record, Statement) and not item.path:
        answered = tuple(id for id, answers in record.answers if answers and id in rest)
    parts = [_ended(text)]
    parts += [_answers(dossier, record, id) for id in answered[:MOST_TOUCHED]]
    shown = parts[0].casefold()
    left = [
        id for id in rest
        if id not in answered[:MOST_TOUCHED] and clause(dossier.title(id)).casefold() not in shown
    ]  # fmt: skip
    if left:
        parts.append(_ended(say("It touches: {what}", what=_named(dossier, left))))
    traces = (_trace(item), *(trace_of(dossier, id) for id in answered[:MOST_TOUCHED]))
    return Sentence(" ".join(parts), traces=traces)


def _what(dossier: Dossier, item: Learned, record: Record | None, day: date) -> str:
    if item.path or record is None:
        return learned_words(item)
    title = clause(dossier.title(record.id))
    if isinstance(record, Decision) and title.startswith("to ") and record.by:
        text = say("{who} decided {what}", who=opened(the(dossier, record.by)), what=title)
    elif isinstance(record, Statement):
        text = _statement(item, record, title)
    else:
        text = _headed(item, title)
        if isinstance(record, Event | Decision) and record.says:
            text = say("{what}: {says}", what=text, says=clause(record.says))
        elif isinstance(record, Encounter) and record.place:
            text = say("{what}, {place}", what=text, place=placed(record.place))
    if item.on is not None and item.on.earliest > day:
        return say("To come: {what} ({day})", what=text, day=in_words(item.on))
    return _dated(item, text, day)


def _statement(item: Learned, record: Statement, title: str) -> str:
    """A statement by its title and its own words; by its gist where it has none."""
    head = _headed(item, title)
    if record.words and clause(record.words) != title:
        return say("{what}: “{words}”", what=head, words=_cut(record.words))
    gist = clause(record.says)
    return say("{what}: {says}", what=head, says=gist) if gist and gist != title else head


def _headed(item: Learned, title: str) -> str:
    return opened(f"{item.by}: {title}" if item.by and not _holds(title, item.by) else title)


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_WORDS else line[:MOST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;…") + " …"


def _dated(item: Learned, text: str, day: date) -> str:
    """Add the day, unless it is the digest's or stands in the words already."""
    if item.on is None:
        return text
    only = item.on.earliest == item.on.latest
    if only and (item.on.earliest == day or day_in_words(item.on.earliest).rsplit(" ", 1)[0] in text):
        return text
    return say("{what} ({day})", what=text, day=in_words(item.on))


def _answers(dossier: Dossier, record: Record | None, question: str) -> str:
    assert isinstance(record, Statement)
    answers = dict(record.answers)[question]
    return say(
        "To “{question}” it answers: {answer}.", question=clause(dossier.title(question)),
        answer=say(" and ").join(answers),
    )  # fmt: skip


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _named(dossier: Dossier, ids: Iterable[str]) -> str:
    return enumerated((clause(dossier.title(id)) for id in ids), MOST_TOUCHED)


def _trace(item: Learned) -> Trace:
    return Trace(record=item.record, source=item.source[0] if item.source else "", place=item.place)


# -- all of it --------------------------------------------------------------------------------------


def learned(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    """Yield all that was learned: what was said and done one by one, the rest by kind."""
    first, with_it = _parted(dossier, entry)
    yield from (told(dossier, entry, item) for item in first)
    shown = {(item.record, item.path) for item in (*first, *with_it)}
    cited = {cited_document(s) for item in entry.learned for s in item.source}
    by_kind: dict[str, dict[str, list[Learned]]] = {}
    for item in entry.learned:
        if (item.record, item.path) not in shown and not (item.kind == "document" and item.record in cited):
            by_kind.setdefault(item.kind, {}).setdefault(item.record, []).append(item)
    for kind, records in by_kind.items():
        what = enumerated(map(_brief, records.values()), MOST_LISTED)
        text = _ended(say("{kind}: {what}", kind=kind_words(kind), what=what))
        yield Sentence(text, traces=tuple(_trace(item) for items in records.values() for item in items))
    for row in entry.rows:
        traces = (trace_of(dossier, row.events[0]),) if row.events else ()
        yield Sentence(f"{row_words(row)}.", traces=traces)


def _brief(items: list[Learned]) -> str:
    """A record of which nothing is told by itself, with those of its parts that were learned."""
    item = items[0]
    title = clause(f"{item.by}: {item.title}" if item.by and not _holds(item.title, item.by) else item.title)
    told: dict[str, list[str]] = {}
    for item in items:
        if item.what:
            of, _, rest = item.what.partition(": ")
            told.setdefault(of if rest else "", []).append(clause(rest or of))
    if list(told) == ["reports"]:
        return say("further reports on {title}: {what}", title=title, what=", ".join(told["reports"]))
    parts = [f"{of}: {', '.join(each)}" if of else ", ".join(each) for of, each in told.items()]
    return say("{title} – {what}", title=title, what=", ".join(parts)) if parts else title


def _holds(title: str, name: str) -> bool:
    return name.casefold() in title.casefold()
