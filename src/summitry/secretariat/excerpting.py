"""Marking passages of held papers, and making steps of a roadmap out of what was marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from summitry.archive.citing import Cited, place_in_words
from summitry.archive.proofs import led
from summitry.archive.quoting import stands
from summitry.dossier.citations import citation
from summitry.dossier.holdings import Passage
from summitry.dossier.kinds import Document, Excerpt, Paper, StepKind
from summitry.dossier.value import Dossier
from summitry.folder import edit
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.values import dataclass
from summitry.secretariat import acts

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


class NotMarked(Refused):
    """Nothing was written, since what was asked for cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An excerpt that was filed: its id, its document, where it stands, its words."""

    id: str
    document: str
    at: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMade:
    """A step that was added to a roadmap: ``paper/step``, what is done, and the excerpt it is from."""

    target: str
    does: str
    excerpt: str


def mark(
    dossier: Dossier, cited: str, *, labels: Iterable[str] = (), words: str = "", says: str = "",
    about: Iterable[str] = (), id: str = "", actor: acts.Actor | None = None,
) -> Marked:  # fmt: skip
    """File a passage as an excerpt, with its words and its place.

    ``words`` pick part of the passage and must stand in it. The excerpt is as restricted as its document.
    ``actor`` is who files it; left out, the user of the machine.

    Raises:
        NotMarked: when the citation leads to no single place that is held, or the words are not there.
        NotWritable: when the folder cannot be written.
    """
    found = _passages(dossier, cited)
    where = found.passages
    if words:
        there = stands(words, where)
        if there is None:
            raise NotMarked(f"These words do not stand at {cited}. Copy them from the passage.")
        where = there.passages
    record = dossier.of(Document, citation(cited).document)
    assert record is not None
    text = words or " ".join(p.text for p in where)
    fields = {
        "id": id or _free(dossier, f"ex-{record.id}", where[0].number), "document": record.id,
        "at": _at(found, where), "labels": list(dict.fromkeys(labels)), "words": text, "says": says,
        "about": list(dict.fromkeys(about)), "marking": record.marking, "access": list(record.access),
    }  # fmt: skip
    if id and dossier.get(id) is not None:
        raise NotMarked(f'There is already a record called "{id}".')
    kept: dict[str, Tree] = {key: value for key, value in fields.items() if value}
    acts.record(actor or acts.at_the_command_line(), _folder(dossier), Excerpt.kind, kept)
    return Marked(id=str(fields["id"]), document=record.id, at=str(fields["at"]), words=text)


def _passages(dossier: Dossier, cited: str) -> Cited:
    read = citation(cited)
    if dossier.of(Document, read.document) is None:
        near = did_you_mean(read.document, dossier.ids(Document.kind))
        raise NotMarked(f'There is no document called "{read.document}". {near}'.strip())
    found = led(dossier, cited)
    if found is None:
        raise NotMarked(f"No text of {read.document} is in the file cabinet. Put it in with summitry import.")
    if found.missing:
        raise NotMarked(f"{read.document} has {found.missing}.")
    if not read.is_precise:
        raise NotMarked(f"Say where in {read.document}: a passage id, a page, a paragraph or a note.")
    return found


def _at(found: Cited, where: tuple[Passage, ...]) -> str:
    """One passage by its id, which holds for ever; several as a person would cite the first."""
    if len(where) == 1:
        return found.held.passage_id(where[0].number)
    return place_in_words(found.held, where[0])


def _free(dossier: Dossier, stem: str, number: int) -> str:
    id, more = f"{stem}-{number}", 1
    while dossier.get(id) is not None:
        more += 1
        id = f"{stem}-{number}-{more}"
    return id


def _folder(dossier: Dossier) -> Path:
    if not dossier.whole.folder:
        raise NotMarked("This dossier was read from texts and has no folder to write to.")
    return Path(dossier.whole.folder)


def make_steps(
    dossier: Dossier, paper: str, excerpts: Iterable[str], *, by: str, kind: str = "", to: str = "",
    in_return_for: str = "", actor: acts.Actor | None = None,
) -> tuple[StepMade, ...]:  # fmt: skip
    """Add a step to a paper's roadmap for each excerpt named, or for each that bears a label.

    What is done is the excerpt's gist, else its words; ``words`` and ``source`` are those of the passage.
    ``kind`` defaults to a label of the excerpt that is a kind of step. Who does it must be said: no paper
    is asked to say what it does not.

    Raises:
        NotMarked: when there is no such paper, party, kind or excerpt, or an excerpt is a step already.
        NotWritable: when the folder cannot be written.
        StaleText: when the roadmap changed meanwhile.
    """
    record = dossier.of(Paper, paper)
    if record is None:
        raise NotMarked(
            f'There is no paper called "{paper}". {did_you_mean(paper, dossier.ids(Paper.kind))}'.strip()
        )
    if dossier.get(by) is None:
        raise NotMarked(f'There is no party or body called "{by}".')
    if kind and dossier.of(StepKind, kind) is None:
        near = did_you_mean(kind, dossier.ids(StepKind.kind))
        raise NotMarked(f'There is no kind of step called "{kind}". {near}'.strip())
    chosen = _chosen(dossier, excerpts)
    before = edit.read_fields(_folder(dossier), record.id, ("roadmap",))
    present = before.fields.get("roadmap") or []
    assert isinstance(present, list)
    taken = {step.id for step in record.roadmap}
    steps, made = [], []
    for excerpt in chosen:
        id = _step_id(excerpt, taken)
        does = excerpt.says or excerpt.words
        step = {
            "id": id, "by": by, "to": to, "does": does, "words": excerpt.words,
            "kind": kind or next((x for x in excerpt.labels if dossier.of(StepKind, x) is not None), ""),
            "in_return_for": in_return_for, "source": f"{excerpt.document} {excerpt.at}".strip(),
        }  # fmt: skip
        steps.append({key: value for key, value in step.items() if value})
        made.append(StepMade(target=f"{record.id}/{id}", does=does, excerpt=excerpt.id))
    fields: dict[str, Tree] = {"roadmap": [*present, *steps]}
    acts.revise(actor or acts.at_the_command_line(), _folder(dossier), record.id, fields, before.digest)
    return tuple(made)


def _chosen(dossier: Dossier, names: Iterable[str]) -> tuple[Excerpt, ...]:
    found: dict[str, Excerpt] = {}
    for name in names:
        one = dossier.of(Excerpt, name)
        labelled = [e for e in dossier.all(Excerpt) if name in e.labels] if one is None else [one]
        if not labelled:
            every = {*dossier.ids(Excerpt.kind), *(x for e in dossier.all(Excerpt) for x in e.labels)}
            raise NotMarked(
                f'No excerpt has the id or the label "{name}". {did_you_mean(name, sorted(every))}'.strip()
            )
        found |= {e.id: e for e in labelled}
    if not found:
        raise NotMarked("Name the excerpts, or a label they bear.")
    return tuple(found.values())


def _step_id(excerpt: Excerpt, taken: set[str]) -> str:
    words = _NOT_IN_IDS.sub("-", (excerpt.says or excerpt.words).casefold()).strip("-").split("-")
    stem = "-".join(w for w in words[:4] if w) or excerpt.id
    id, more = stem, 1
    while id in taken:
        more += 1
        id = f"{stem}-{more}"
    taken.add(id)
    return id
