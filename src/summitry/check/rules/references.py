"""REF: does every name name something?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summitry.check.rule import Found, rule
from summitry.dossier.fields import FieldSpec
from summitry.dossier.kinds import BY_KIND, Document
from summitry.dossier.record import Part, Record, Reference
from summitry.dossier.shape import every_part
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Fix, Severity
from summitry.foundation.suggest import nearest


def _candidates(dossier: Dossier, ref: Reference) -> Iterator[str]:
    head, _, tail = ref.target.partition("/")
    owner = dossier.get(head) if tail else None
    if owner is not None:
        yield from (f"{head}/{item.id}" for _, item in every_part(owner) if item.id)
        return
    yield from ref.spec.words_allowed
    kinds = [k.split("/")[0] for k in ref.spec.to if not k.startswith("'")]
    if ref.spec.shape == "sources":
        kinds = ["document"]
    for kind in BY_KIND if "any" in kinds else kinds:
        yield from dossier.ids(kind)


def doubtful(dossier: Dossier, records: Sequence[Record]) -> Iterator[Record]:
    """Yield the records that name something which is not plainly a record of a kind the field holds."""
    look_up = dossier.index.look_up
    for record in records:
        for spec, _, target in record.refs:
            found = look_up(target)
            if found is None or (spec.holds is not None and found.kind not in spec.holds):
                yield record
                break


@rule("REF001", "unknown-reference", Severity.FAULT, Record, on_whole=True, needs=("refs",), sieve=doubtful)
def unknown_reference(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A field names a record that is not there.

    Ids are the threads that hold a dossier together; a misspelt one cuts a statement off from its
    speaker, or a pledge from its condition, without anybody noticing. Correct the spelling, or add
    the record.
    """
    for ref in record.refs:
        spec, _, target = ref
        if spec.shape == "sources" or dossier.find(target) is not None:
            continue
        near = nearest(ref.target, _candidates(dossier, ref))
        yield Found(
            message=f'There is no {_wanted(ref.spec)} called "{ref.target}".',
            at=record.where(*ref.path),
            about=(record.id,),
            hint=f'Did you mean "{near}"?' if near else "Correct the id, or add the record.",
            fix=Fix(f'Write "{near}".', record.id, ref.path, ref.target, near) if near else None,
        )


@rule("REF002", "wrong-kind", Severity.FAULT, Record, on_whole=True, needs=("refs",), sieve=doubtful)
def wrong_kind(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A field names a record of a kind that it cannot hold.

    A meeting where a person should stand says nothing. Name a record of one of the kinds the field
    holds.
    """
    for spec, path, target in record.refs:
        if spec.shape == "sources" or spec.holds is None:
            continue
        found = dossier.find(target)
        if found is None or _kind_of(dossier, target, found) in spec.holds:
            continue
        yield Found(
            message=f'"{target}" is {_article(_kind_of(dossier, target, found))}, where'
            f" {_wanted(spec)} belongs.",
            at=record.where(*path),
            about=(record.id, target.partition("/")[0]),
            hint="Name another record, or move this one to the field it belongs to.",
        )


@rule("REF003", "uncited-document", Severity.FAULT, Record, on_whole=True, needs=("refs",), sieve=doubtful)
def uncited_document(dossier: Dossier, record: Record) -> Iterable[Found]:
    """A source cites a document that has no record.

    The first word of a source is the id of a document; without its record nobody can tell an official
    text from hearsay. Add the document (a title and a grade are enough), or correct the word.
    """
    for spec, path, target in record.refs:
        if spec.shape != "sources" or isinstance(dossier.get(target), Document):
            continue
        near = nearest(target, dossier.ids("document"))
        yield Found(
            message=f'The source "{target}" is no document of this dossier.',
            at=record.where(*path),
            about=(record.id,),
            hint=f'Did you mean "{near}"?' if near else f"Add `- id: {target}` under documents.",
        )


def _wanted(spec: FieldSpec) -> str:
    kinds = [k for k in spec.to if not k.startswith("'")]
    if not kinds or "any" in kinds:
        return "record"
    names = [k.rsplit("/", 1)[-1].replace("_", " ") for k in kinds]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _kind_of(dossier: Dossier, target: str, found: Record | Part) -> str:
    if isinstance(found, Record):
        return found.kind
    owner = dossier.get(target.partition("/")[0])
    return f"{owner.kind if owner else ''}/{found.noun}"


def _article(kind: str) -> str:
    word = kind.rsplit("/", 1)[-1].replace("_", " ")
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


RULES = (unknown_reference, wrong_kind, uncited_document)
