"""The verbatim words a record holds, each with the citations that must bear them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitry.dossier.fields import FieldSpec, per_class, specs
from summitry.dossier.kinds import Agreement, Excerpt, Statement
from summitry.dossier.kinds.undertakings import AgreementText
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import parts_of
from summitry.dossier.value import Dossier
from summitry.foundation.origin import Path
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words somebody is said to have used: where in the record, which words, and who says so.

    ``citations`` are as written, the nearest first; empty when nothing says where the words are from.
    """

    path: Path
    words: str
    citations: tuple[str, ...]


def quotations(dossier: Dossier, record: Record) -> tuple[Quotation, ...]:
    """Return the verbatim words of a record, in the order of its fields.

    Words without a source of their own rest on that of what they stand in: of their part, of the
    statement a hop names, of the text of an agreement, at last of the record.
    """
    texts = {t.id: _of_text(t) for t in record.texts if t.id} if isinstance(record, Agreement) else {}
    return tuple(_below(dossier, record, (), _own(record), texts))


def _own(record: Record) -> tuple[str, ...]:
    if isinstance(record, Excerpt):
        return (f"{record.document} {record.at}".strip(), *record.source)
    if isinstance(record, Statement):
        return (*record.source, *(r for r in record.reported_by if r not in record.documents))
    return record.source


def _of_text(text: AgreementText) -> tuple[str, ...]:
    return (*text.source, *((text.document,) if text.document else ()))


def _below(
    dossier: Dossier,
    owner: Part,
    path: Path,
    inherited: tuple[str, ...],
    texts: Mapping[str, tuple[str, ...]],
) -> Iterator[Quotation]:
    for spec in _verbatim(type(owner)):
        value = getattr(owner, spec.name)
        if value and spec.shape == "words":
            yield Quotation(path=(*path, spec.key), words=value, citations=inherited)
        elif value:
            for key, words in value:
                rests_on = owner.source or texts.get(key) or inherited
                yield Quotation(path=(*path, spec.key, key), words=words, citations=rests_on)
    for deeper, item in parts_of(owner):
        yield from _below(
            dossier, item, path + deeper, item.source or _told(dossier, item) or inherited, texts
        )


@per_class
def _verbatim(cls: type[Part]) -> tuple[FieldSpec, ...]:
    return tuple(
        s for s in specs(cls)
        if s.shape == "words" or (s.shape == "table" and s.value is not None and s.value.shape == "words")
    )  # fmt: skip


def _told(dossier: Dossier, item: Part) -> tuple[str, ...]:
    """Where the statement a part names is from: its words are that statement's."""
    named = getattr(item, "statement", "")
    statement = dossier.of(Statement, named) if named else None
    return _own(statement) if statement is not None else ()
