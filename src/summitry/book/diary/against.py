"""Two dossiers laid side by side: records added, removed and changed field by field, and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date

from summitry.book.diary.findings import moved_findings
from summitry.book.diary.standing import Standing, standing
from summitry.book.diary.value import FindingMove, Why
from summitry.check.rule import Rule
from summitry.check.run import found_by_unit
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import KINDS
from summitry.dossier.record import Part, Record
from summitry.dossier.value import Dossier
from summitry.foundation.dates import When
from summitry.foundation.origin import Place
from summitry.foundation.values import dataclass

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that says something else: its old words and its new, as an author writes them.

    ``path`` is the way to it: keys, and the ids of parts (or ``#2`` for the second part without one).
    Blank words: the field, or the part that holds it, is not there.
    """

    path: Steps
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record that one of two dossiers has and the other has not, or has otherwise.

    ``fields`` is empty for a record that was added or removed. ``place`` is where it stands: in the
    second dossier, or in the first when it is only there.
    """

    kind: str
    record: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    place: Place = field(compare=False, metadata={"plain": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a second dossier has that differs from a first, as known on ``since`` and on ``day``."""

    first: str
    second: str
    since: date
    day: date
    narrowed: bool
    added: tuple[RecordChange, ...] = ()
    removed: tuple[RecordChange, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    findings: tuple[FindingMove, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether nothing differs."""
        return not any((self.added, self.removed, self.changed, self.findings))


def compare(first: Dossier, second: Dossier, rules: Sequence[Rule]) -> Comparison:
    """Return what differs between two dossiers, each as known on its day. Records are told by their ids."""
    old = {r.id: r for r in first.index.records()}
    new = {r.id: r for r in second.index.records()}
    added, removed, changed = [], [], []
    for id in sorted({*old, *new}, key=lambda id: _order(new.get(id) or old[id])):
        one, other = old.get(id), new.get(id)
        if one is None and other is not None:
            added.append(_change(second, other))
        elif other is None and one is not None:
            removed.append(_change(first, one))
        elif one is not None and other is not None and one != other:
            if one.kind != other.kind:
                removed.append(_change(first, one))
                added.append(_change(second, other))
            else:
                changed.append(_change(second, other, tuple(_fields(one, other, ()))))
    return Comparison(
        first=first.header.dossier, second=second.header.dossier, since=first.limit, day=second.limit,
        narrowed=first.is_narrowed, added=tuple(added), removed=tuple(removed), changed=tuple(changed),
        findings=moved_findings(_stand(first, rules), _stand(second, rules), lambda *_: Why()),
    )  # fmt: skip


def _stand(dossier: Dossier, rules: Sequence[Rule]) -> Standing:
    return standing(dossier, found_by_unit(dossier, rules))


def _change(dossier: Dossier, record: Record, fields: tuple[FieldChange, ...] = ()) -> RecordChange:
    return RecordChange(
        kind=record.kind, record=record.id, title=dossier.title(record.id), fields=fields,
        place=record.where(),
    )  # fmt: skip


_KINDS = {kind.kind: at for at, kind in enumerate(KINDS)}


def _order(record: Record) -> tuple[int, str]:
    return _KINDS[record.kind], record.id


# -- fields ---------------------------------------------------------------------------------------


def _fields(one: Part, other: Part, at: Steps) -> Iterator[FieldChange]:
    """Yield the fields in which two records or parts of one class differ."""
    for spec in specs(type(other)):
        old, new = getattr(one, spec.name), getattr(other, spec.name)
        if old != new:
            yield from _values(spec, old, new, (*at, spec.key))


def _values(spec: FieldSpec, old: object, new: object, at: Steps) -> Iterator[FieldChange]:
    olds, news = _held(spec, old), _held(spec, new)
    if olds is None or news is None:
        yield FieldChange(path=at, before=_words(old), after=_words(new))
        return
    for step, one, other in _paired(olds, news):
        if isinstance(one or other, Part):
            yield from _parts(one, other, (*at, step) if step else at)
        else:
            yield FieldChange(path=(*at, step), before=_words(one), after=_words(other))


def _parts(one: object, other: object, at: Steps) -> Iterator[FieldChange]:
    """A part that changed, or all that a part says which is only in one of the two."""
    if isinstance(one, Part) and isinstance(other, Part):
        yield from _fields(one, other, at)
    elif isinstance(one, Part):
        yield from _fields(one, type(one)(), at)
    elif isinstance(other, Part):
        yield from _fields(type(other)(), other, at)


def _held(spec: FieldSpec, value: object) -> list[tuple[str, object]] | None:
    """The parts or entries a field holds, each with its id or key; ``None`` for a plain value."""
    if spec.shape == "part":
        return [("", value)] if value is not None else []
    if spec.shape == "parts" and isinstance(value, tuple):
        return [(item.id, item) for item in value]
    if spec.shape == "table" and isinstance(value, tuple):
        return [(str(key), item) for key, item in value]
    return None


def _paired(
    olds: list[tuple[str, object]], news: list[tuple[str, object]]
) -> Iterator[tuple[str, object, object]]:
    """Pair what two lists hold: by id, and what has none in its order after taking out what is equal."""
    named = dict.fromkeys(key for key, _ in (*olds, *news) if key)
    one, other = dict(olds), dict(news)
    for key in named:
        if one.get(key) != other.get(key):
            yield key, one.get(key), other.get(key)
    left = [(at, item) for at, (key, item) in enumerate(olds, 1) if not key]
    right = [(at, item) for at, (key, item) in enumerate(news, 1) if not key]
    for pair in list(left):
        same = next((p for p in right if p[1] == pair[1]), None)
        if same is not None:
            left.remove(pair)
            right.remove(same)
    for n in range(max(len(left), len(right))):
        a, b = (some[n] if n < len(some) else None for some in (left, right))
        places = [pair[0] for pair in (a, b) if pair is not None]
        single = len(olds) <= 1 and len(news) <= 1
        yield "" if single else f"#{min(places)}", a[1] if a else None, b[1] if b else None


def _words(value: object) -> str:
    """Write a value as an author does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    return str(value)
