"""Adding one entry to a list of a record: an enquiry, a hop, a reading. Nothing that stands there is touched,
so that two who add at once both have their way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages import forms, undoing
from summitry.desk.pages.additions import ADDITIONS, Addition
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.findings import NEEDED, answered, in_pieces
from summitry.desk.pages.framing import page, to_record
from summitry.desk.pages.suggesting import offered
from summitry.desk.pages.unsaved import keeping, restoring
from summitry.desk.pages.writing import actor, in_words, text_of
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import Relay
from summitry.dossier.record import Part, Record
from summitry.dossier.shape import parts_of
from summitry.folder.edit import ANY, digest_of
from summitry.folder.places import Meant
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.secretariat import acts
from summitry.secretariat.misfits import Misfit, misfits
from summitry.secretariat.supposing import Supposed, if_it_had
from summitry.secretariat.ways import steps, with_list

TRIES = 5
LONGEST = 4_000


def append(
    who: acts.Actor, folder: Path, record: str, way: str, entry: Tree, act: str = acts.REVISE,
    meant: Meant = ANY,
) -> None:  # fmt: skip
    """Put an entry at the end of a list of a record or part of it, whatever was added to it meanwhile.

    Raises:
        Refused: when the text cannot be changed in this way.
    """
    for tried in range(TRIES):
        before = acts.read(folder, record, steps(way)[:1], meant)
        fields = with_list(before.fields, way, lambda known: [*known, entry])
        try:
            acts.revise(who, folder, record, fields, before.digest, act, meant)
        except StaleText:
            if tried == TRIES - 1:
                raise
        else:
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One more entry as it is typed: of which list, its fields, and the entry that would be filed.

    ``way`` leads from the record to the list, which ``owner``, the record or a part of it, has.
    """

    record: Record
    owner: str
    key: str
    way: str
    addition: Addition
    spec: FieldSpec
    sent: Mapping[str, str]
    tree: Mapping[str, Tree]
    entry: dict[str, Tree]


def typed(here: Seat, id: str, key: str, sent: Mapping[str, str]) -> Typed:
    """Read the form of one more entry of a list of a record, or of a part of it (``record/part``).

    Raises:
        Nothing: when there is no such record, or nobody adds to that list of it.
    """
    name, _, part = id.partition("/")
    record, owner = here.dossier.get(name), here.dossier.find(id)
    addition = ADDITIONS.get((_called(owner), key)) if owner is not None else None
    if record is None or owner is None or addition is None:
        raise Nothing
    spec = next(s for s in specs(type(owner)) if s.key == key)
    way = f"{next(path[0] for path, p in parts_of(record) if p is owner)}/{part}/{key}" if part else key
    fields = _fields(spec, addition)
    tree = {f.key: value for f in fields if (value := forms.read_field(f, sent, f.key)) is not None}
    carried = _carried(record, sent)
    entry: dict[str, Tree] = {**tree, **({"carries": carried} if carried else {})}
    if entry and spec.part is not None and issubclass(spec.part, Part) and spec.part.noun:
        entry = {"id": called(here, entry), **entry}
    return Typed(
        record=record, owner=id, key=key, way=way, addition=addition, spec=spec, sent=sent, tree=tree,
        entry=entry,
    )  # fmt: skip


def _called(owner: Record | Part) -> str:
    return owner.kind if isinstance(owner, Record) else owner.noun


def called(here: Seat, entry: Mapping[str, Tree]) -> str:
    """Return a short name for an entry that is called by one, made of nothing but the entry."""
    named = entry.get("by") or entry.get("statement")
    stem = slugify(here.dossier.title(named))[:40].strip("-") if isinstance(named, str) and named else ""
    return f"{stem}-{digest_of(dict(entry))[:6]}".lstrip("-")


@require_POST
def suppose(request: HttpRequest, slug: str, id: str, key: str) -> HttpResponse:
    """Answer with what the check would find if one more entry were filed as it is typed now."""
    here = seat(request, slug, RECORD)
    return answered(request, would_find(here, typed(here, id, key, forms.flat(request.POST))))


def would_find(here: Seat, typed: Typed) -> Supposed:
    """Return what the check would find if an entry were filed as it is typed."""
    if not typed.entry:
        return Supposed()
    found = if_it_had(here.dossier, typed.record, typed.way, typed.entry)
    return replace(found, faults=tuple(f for f in found.faults if f.code != NEEDED))


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def add(request: HttpRequest, slug: str, id: str, key: str) -> HttpResponse:
    """Show the form of one more entry, and file it."""
    here = seat(request, slug, RECORD)
    posted = request.method == "POST"
    sent = forms.flat(request.POST) if posted else {k: str(v) for k, v in request.GET.items()}
    entry = typed(here, id, key, sent)
    record, addition = entry.record, entry.addition
    back = to_page(here, addition.view, record.id) if addition.view else to_record(here, record.id)
    fault, status, wrong = "", 200, dict[str, str]()
    if posted and not restoring(request) and not request.GET.get("look"):
        fault, wrong = file(here, entry)
        status = 422
        if not fault:
            here.served.look_again()
            messages.info(request, addition.said)
            return redirect(back)
    return page(
        request, here, "desk/append.html", title=addition.title, kind=here.dossier.title(entry.owner),
        holds=[record.id], fault=fault,
        items=forms.marked(boxes(entry), wrong),
        status=status,
        back=back, elements=_elements(here, record, sent) if key == "hops" else [],
        offered=offered(here, kinds(entry)),
        suppose=reverse("suppose-add", args=(slug, id, key)), supposed=in_pieces(would_find(here, entry)),
    )  # fmt: skip


def file(here: Seat, typed: Typed) -> tuple[str, dict[str, str]]:
    """File the entry; return why it was not, in words, and what is wrong by its field."""
    record = typed.record
    if fault := _lacking(here, typed):
        return fault, {}
    try:
        if wrong := _wrong(here, typed):
            return " ".join(dict.fromkeys(wrong.values())), wrong
        append(
            actor(here), here.served.folder, record.id, typed.way, typed.entry, meant=here.meant(record.id)
        )
    except Refused as refusal:
        return in_words(refusal), {}
    undoing.added(here, [(record.id, typed.way, typed.entry)])
    return "", {}


def _wrong(here: Seat, typed: Typed) -> dict[str, str]:
    """What of an entry cannot be read as it is meant, by its field."""
    found = misfits_of(here, typed.record, typed.way, typed.entry) if typed.entry else ()
    return {m.place: m.says for m in found}


def misfits_of(here: Seat, record: Record, way: str, entry: Mapping[str, Tree]) -> tuple[Misfit, ...]:
    """Return what could not be read of an entry if it stood at the end of a list of a record or part.

    Raises:
        Refused: when the record stands where nothing can be added.
    """
    seen = text_of(here, record).seen
    found = misfits(type(record), with_list(seen, way, lambda known: [*known, dict(entry)]), seen)
    before = 4 if steps(way)[1] else 2
    return tuple(replace(m, path=m.path[before:]) for m in found)


def _fields(spec: FieldSpec, addition: Addition) -> tuple[FieldSpec, ...]:
    assert spec.part is not None
    by_key = {s.key: s for s in specs(spec.part)}
    return tuple(by_key[key] for key in addition.keys if key in by_key)


def boxes(typed: Typed) -> list[forms.Item]:
    """Return the fields of an entry as they stand on its form."""
    return [forms.one_field(f, typed.tree.get(f.key)) for f in _fields(typed.spec, typed.addition)]


def _lacking(here: Seat, typed: Typed) -> str:
    """What an entry cannot do without."""
    (needs, asks), key, tree = typed.addition.needs, typed.key, typed.tree
    if key == "hops" and not (tree.get("statement") or tree.get("by")):
        return "Say who tells it, or name the statement."
    if not tree:
        return asks or "Say something of it."
    if needs and not tree.get(needs):
        return asks
    for name in ("who", "by", "statement", "side"):
        value = tree.get(name)
        if isinstance(value, str) and value and here.dossier.get(value) is None:
            return f'"{value}" is nobody and nothing on record here. Choose from the list.'
    return ""


def _elements(here: Seat, record: Record, sent: Mapping[str, str]) -> list[dict[str, str]]:
    """The elements of a message, to be given the words that carry them."""
    assert isinstance(record, Relay)
    return [
        {"id": e.id, "says": here.dossier.title(f"{record.id}/{e.id}"), "words": sent.get(f"w.{e.id}", ""),
         "if": sent.get(f"i.{e.id}", ""), "condition": sent.get(f"c.{e.id}", "")}
        for e in record.elements
    ]  # fmt: skip


def _carried(record: Record, sent: Mapping[str, str]) -> dict[str, Tree]:
    """What a hop carries: words by element, with the condition they hang on."""
    found: dict[str, Tree] = {}
    known = {e.id for e in record.elements} if isinstance(record, Relay) else set()
    for element in sorted(known):
        words = " ".join(sent.get(f"w.{element}", "").split())[:LONGEST]
        condition = sent.get(f"i.{element}", "")
        told = " ".join(sent.get(f"c.{element}", "").split())[:LONGEST]
        if words and condition in known and told:
            found[element] = {"words": words, "if": {condition: told}}
        elif words:
            found[element] = words
    return found


def kinds(typed: Typed) -> set[str]:
    """Return the kinds of record that the fields of an entry may name, where they say which."""
    fields = _fields(typed.spec, typed.addition)
    return {to for f in fields for to in f.to if not to.startswith("'")} - {"any", "event"}
