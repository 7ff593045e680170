"""QUO: do the words stand where they are said to?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.archive.citing import kept
from summitry.archive.proofs import Proof, Verdict, led, proofs
from summitry.archive.quoting import Change, held_against
from summitry.check.rule import Found, rule
from summitry.dossier.citations import citation
from summitry.dossier.kinds import Document, Statement
from summitry.dossier.record import Record, cited_document
from summitry.dossier.value import Dossier
from summitry.foundation.diagnostics import Related, Severity
from summitry.foundation.wording import MOST, clause, counted, enumerated, listed, opened, quoted

SHOWN = 25
"""Words of a quotation or of a passage that a message shows."""


def _using(dossier: Dossier, document: Document) -> tuple[Record, ...]:
    """The records that cite or name a document, or a statement that does, in order of their ids."""
    found = {r.id: r for r in dossier.citing(document.id, Record)}
    found |= {r.id: r for r in dossier.naming(document.id, Record)}
    said = [id for id, record in found.items() if isinstance(record, Statement)]
    found |= {r.id: r for id in said for r in dossier.naming(id, Record)}
    return tuple(found[id] for id in sorted(found))


def _quoted_from(dossier: Dossier, document: Document, verdict: Verdict) -> Iterator[tuple[Record, Proof]]:
    if dossier.held(document.id) is None:
        return
    for record in _using(dossier, document):
        for proof in dossier.ask(proofs, record.id):
            if proof.document == document.id and proof.verdict is verdict:
                yield record, proof


def _short(words: str) -> str:
    each = words.split()
    return quoted(" ".join(each[:SHOWN]) + (" …" if len(each) > SHOWN else ""))


@rule("QUO001", "words-not-there", Severity.SERIOUS, Document, needs=("file",))
def words_not_there(dossier: Dossier, document: Document) -> Iterable[Found]:
    """Words are quoted from a document we hold, and nothing like them stands in it.

    A quotation that is not there is worse than none: somebody will look it up across the table. The words
    were looked for where the citation says, then in the whole document, and all typography was left out of
    account. Correct the words, or name the document they are from.
    """
    for record, proof in _quoted_from(dossier, document, Verdict.ABSENT):
        yield Found(
            message=f"{_short(proof.words)} stands nowhere in “{clause(document.title)}”, which is held.",
            at=record.where(*proof.path), about=(record.id, document.id),
            hint="Open the document and quote its own words, or cite the document these are from.",
            related=(Related(document.where("file"), "the text that was searched"),),
        )  # fmt: skip


@rule("QUO002", "words-differ", Severity.SERIOUS, Document, needs=("file",))
def words_differ(dossier: Dossier, document: Document) -> Iterable[Found]:
    """Words are quoted from a document we hold, and it says so in other words.

    The nearest text is shown with what differs. Words between quotation marks are somebody's; take them as
    they stand, mark what is left out with `…`, and put what you add in square brackets.
    """
    for record, proof in _quoted_from(dossier, document, Verdict.DIFFERS):
        where = f" at {proof.places[0]}" if proof.places else ""
        yield Found(
            message=f"{_short(proof.words)} is not what “{clause(document.title)}” says{where}: there"
            f" {_difference(proof.changes)}.",
            at=record.where(*proof.path), about=(record.id, document.id),
            hint=f"The text there is: {quoted(proof.nearest)}",
            related=(Related(document.where("file"), "the text it was held against"),),
        )  # fmt: skip


def _difference(changes: tuple[Change, ...]) -> str:
    told = []
    for change in changes[:3]:
        if change.quoted and change.stands:
            told.append(f"{quoted(change.stands)} stands for {quoted(change.quoted)}")
        elif change.quoted:
            told.append(f"{quoted(change.quoted)} is missing")
        else:
            told.append(f"{quoted(change.stands)} stands as well")
    more = len(changes) - len(told)
    return listed((*told, f"{counted(more, 'more difference')}")) if more > 0 else listed(told)


@rule("QUO003", "words-elsewhere", Severity.NOTICE, Document, needs=("file",))
def words_elsewhere(dossier: Dossier, document: Document) -> Iterable[Found]:
    """Words stand in the document that is cited, but not in the place that is cited.

    Whoever looks them up will not find them. The place where they do stand is named: cite that.
    """
    for record, proof in _quoted_from(dossier, document, Verdict.ELSEWHERE):
        there = listed(proof.places[:2])
        said = f", where it has {proof.missing}" if proof.missing else ""
        yield Found(
            message=f"{_short(proof.words)} is cited as {quoted(proof.cites)}{said}; it stands at {there}.",
            at=record.where(*proof.path), about=(record.id, document.id),
            hint=f"Cite it as {document.id}{'/' if proof.places and proof.places[0][:1] == 'd' else ' '}"
            f"{proof.places[0]}." if proof.places else "",
            related=(Related(document.where("file"), "the text it stands in"),),
        )  # fmt: skip


@rule("QUO004", "place-not-there", Severity.NOTICE, Document, needs=("file",))
def place_not_there(dossier: Dossier, document: Document) -> Iterable[Found]:
    """A citation names a page, paragraph, note or part that the document we hold does not have.

    The citation leads nowhere. Count again: paragraphs are counted without notes and headings, and pages
    are those printed on the document.
    """
    if dossier.held(document.id) is None:
        return
    for record in dossier.citing(document.id, Record):
        told = {p.cites for p in dossier.ask(proofs, record.id) if p.verdict is not Verdict.PROVED}
        for ref in record.refs:
            if ref.spec.shape != "sources":
                continue
            text = _written(record, ref.path)
            if not text or cited_document(text) != ref.target or text in told:
                continue
            cited = led(dossier, text) if dossier.get(ref.target) is document else None
            if cited is not None and cited.missing:
                yield Found(
                    message=f"“{clause(record.title)}” cites {quoted(text)}, but the document has"
                    f" {cited.missing}.",
                    at=record.where(*ref.path), about=(record.id, document.id),
                    hint="Open the document and count again, or cite it without the place.",
                    related=(Related(document.where("file"), "the text that was looked in"),),
                )  # fmt: skip


def _written(record: Record, path: tuple[str | int, ...]) -> str:
    """The citation as written at a path of a record; blank when there is no text there."""
    found: object = record
    for step in path:
        if isinstance(step, int) and isinstance(found, tuple):
            found = found[step] if step < len(found) else ""
        elif isinstance(found, tuple):
            found = dict(found).get(step, "")
        else:
            name = step if hasattr(found, str(step)) else f"{step}_"
            found = getattr(found, str(name), "")
    return found if isinstance(found, str) else ""


@rule("QUO005", "nothing-held", Severity.NOTICE, None)
def nothing_held(dossier: Dossier, _: object) -> Iterable[Found]:
    """Words are quoted from documents of which no text is in the file cabinet.

    They may be right; nobody can say so from this dossier alone. It is said once for all of them. Put the
    documents in with `summitry import`, the most quoted first.
    """
    if not dossier.ask(holds_any):
        document = dossier.first(itself, Document) if dossier.first(is_quoted, Statement) else None
        order = [document] if document else []
        message = "No document is in the file cabinet, so no quotation can be proved."
    else:
        counts = dict(dossier.each(unproved_in, Document))
        order = sorted(counts, key=lambda id: (-counts[id], id))
        names = enumerated(f"“{clause(dossier.title(id))}” ({counts[id]})" for id in order)
        total = opened(counted(sum(counts.values()), "quotation"))
        message = f"{total} cannot be proved from the file cabinet, which holds no text of {names}."
    first = dossier.of(Document, order[0]) if order else None
    if first is not None:
        yield Found(
            message=message, at=first.where("title"), about=tuple(order[:MOST]),
            hint="Put the documents in with `summitry import`, the most quoted first.",
        )  # fmt: skip


def holds_any(dossier: Dossier) -> bool:
    """Return whether the text of any document is held."""
    return bool(dossier.each(is_held, Document))


def is_held(dossier: Dossier, document: str) -> bool:
    """Return whether the text of a document is held."""
    return dossier.held(document) is not None


def itself(_: Dossier, document: str) -> str:
    """Return a document's own id."""
    return document


def is_quoted(dossier: Dossier, statement: str) -> bool:
    """Return whether a statement is quoted from any document."""
    record = dossier.of(Statement, statement)
    if record is None or not record.words:
        return False
    documents = (dossier.of(Document, ref.target.partition("/")[0]) for ref in record.refs)
    return any(d is not None and d.grade != "general-knowledge" for d in documents)


def unproved_in(dossier: Dossier, document: str) -> tuple[str, int] | None:
    """Return a document from which quotations cannot be proved, with their number."""
    number = 0 if is_held(dossier, document) else dossier.ask(unproved_from, document)
    return (document, number) if number else None


def unproved_from(dossier: Dossier, document: str) -> int:
    """Return how many quotations rest on a document first of all, and on no document that is held."""
    record = dossier.of(Document, document)
    if record is None or dossier.held(document) is not None:
        return 0
    return sum(
        1 for using in _using(dossier, record) for proof in dossier.ask(proofs, using.id)
        if proof.verdict is Verdict.UNPROVED and dossier.get(cited_document(proof.cites)) is record
    )  # fmt: skip


@rule("QUO006", "passage-changed", Severity.SERIOUS, Document, needs=("earlier",))
def passage_changed(dossier: Dossier, document: Document) -> Iterable[Found]:
    """A passage is cited that reads otherwise in the version of the document that is held now.

    A passage id holds for ever and leads to the text as it was. What rests on it may no longer be so: read
    the passage as it stands now, and cite that, or say that the earlier version is meant.
    """
    now = dossier.held(document.id)
    if now is None:
        return
    searchable = kept(now.passages)
    for record in dossier.citing(document.id, Record):
        for ref in record.refs:
            read = citation(_written(record, ref.path)) if ref.spec.shape == "sources" else None
            if read is None or not read.passage or now.digest.startswith(read.digest):
                continue
            before = dossier.held(document.id, read.digest)
            passage = before.passage(read.passage) if before is not None else None
            match = held_against(passage.text, searchable) if passage is not None else None
            if passage is None or match is None or match.proved:
                continue
            how = f": {_difference(match.changes)}" if match.changes else "; nothing like it stands there now"
            yield Found(
                message=f"“{clause(record.title)}” cites a passage of “{clause(document.title)}” that reads"
                f" otherwise in the version held now{how}.",
                at=record.where(*ref.path), about=(record.id, document.id),
                hint=f"It read {_short(passage.text)} Search for it in the version held now, and cite that.",
                related=(Related(document.where("file"), "the version held now"),),
            )  # fmt: skip


RULES = (words_not_there, words_differ, words_elsewhere, place_not_there, nothing_held, passage_changed)
