"""JSON Schemas of what is sent and answered, made from the kinds' fields and from the values themselves."""

from __future__ import annotations

from typing import Any

from summitry.archive.forms import PassageShown
from summitry.archive.proofs import Proof
from summitry.archive.search.result import Hit, RecordHit, Tally
from summitry.desk.api import watchschemas as watch
from summitry.desk.api.shapes import DIGEST, FREE, TEXT, WHOLE, Schema, of_value, several, thing, to, wide
from summitry.desk.pages.additions import ADDITIONS
from summitry.desk.pages.clearanceacts import STANDS
from summitry.desk.pages.forms import FIXED
from summitry.dossier.fields import FieldSpec, specs
from summitry.dossier.kinds import BY_KIND, KINDS, Accepted
from summitry.dossier.record import Part
from summitry.folder.schema import file_schema
from summitry.secretariat.capturing import KINDS as FACTS
from summitry.secretariat.capturing import Margin, Shown
from summitry.secretariat.clearing import Edit, Office, Stands

_CLEARED: Schema = {"enum": ["paper", "draft", "line"]}


# -- records as they are read ------------------------------------------------------------------------


def as_read(kind: type[Part]) -> Schema:
    """Return the schema of a record or part as the interface writes it: blanks left out, several a list."""
    return {
        "type": "object", "description": (kind.__doc__ or "").split("\n", 1)[0],
        "properties": {spec.key: _read(spec) for spec in specs(kind)}, "additionalProperties": False,
    }  # fmt: skip


def _read(spec: FieldSpec) -> Schema:
    found = _read_value(spec)
    return {"description": spec.help, **found} if spec.help else found


def _read_value(spec: FieldSpec) -> Schema:
    match spec.shape:
        case "part" | "parts":
            assert spec.part is not None
            inner = to(f"read.{spec.part.__name__}")
            return inner if spec.shape == "part" else several(inner)
        case "table":
            assert spec.value is not None
            return {"type": "object", "additionalProperties": _read_value(spec.value)}
        case "texts" | "refs" | "sources":
            return several(TEXT)
        case "choices":
            return several({"enum": list(spec.choices)})
        case "choice":
            return {"enum": list(spec.choices)}
        case "flag":
            return {"type": "boolean"}
        case "count":
            return {"type": "integer", "minimum": 0}
        case "when":
            return {"anyOf": [TEXT, several(thing("date", date=TEXT, source=several(TEXT), zone=TEXT))]}
    return TEXT


def _parts(kind: type, found: dict[str, Schema]) -> None:
    """Add the schemas of the parts of a kind."""
    for spec in (inner for s in specs(kind) for inner in (s, s.value) if inner is not None):
        if spec.part is not None and f"read.{spec.part.__name__}" not in found:
            found[f"read.{spec.part.__name__}"] = {}
            found[f"read.{spec.part.__name__}"] = as_read(spec.part)
            _parts(spec.part, found)


# -- what is sent and answered -----------------------------------------------------------------------


def sent() -> dict[str, Schema]:
    """Return the schemas of what is sent."""
    filled = {"type": "object", "minProperties": 1}
    answers = {"type": "object", "additionalProperties": {"anyOf": [TEXT, several(TEXT)]}}
    accepted = {**to("written.accepted"), "minProperties": 1}
    return {
        "NewRecord": thing("fields", fields=filled),
        "NewAccepted": thing("fields", fields=accepted),
        "Revision": thing("fields", "read", fields=filled, read={
            "type": "object", "description": "for each field the digest that was read",
            "additionalProperties": {"anyOf": [DIGEST, {"type": "null"}]},
        }),
        "Entry": thing("entry", entry=filled),
        "Carried": thing("element", "hop", element=TEXT, hop=TEXT, words=TEXT, condition=TEXT, told=TEXT),
        "Fact": thing("kind", "first", kind={"enum": list(FACTS)}, first=_address(), last=_address(),
                      words=TEXT, answers=answers),
        "Word": thing("word", "digest", word={"enum": list(STANDS)}, digest=DIGEST, seen=TEXT, edits=TEXT,
                      nature={"enum": ["substance", "wording"]}, because=TEXT),
        "Settlement": thing("digest", "text", digest=DIGEST, text=TEXT, seen=TEXT, because=TEXT),
        "Silence": thing("office", office=TEXT),
        **watch.sent(),
        "Round": thing("offices", offices=several(TEXT), deadline=TEXT, rule=TEXT, settled_by=TEXT),
    }  # fmt: skip


def _address() -> Schema:
    return {"type": "string", "pattern": r"^\d{1,6}\.\d{1,4}$", "examples": ["12.0"]}


def answered() -> dict[str, Schema]:
    """Return the schemas of what is answered to a question."""
    head: dict[str, Schema] = {"as_of": TEXT, "marking": TEXT}
    brief = thing("id", "kind", "title", id=TEXT, kind=TEXT, title=TEXT)
    listed = {**head, "next": TEXT}
    record = {"anyOf": [
        wide("id", "kind", "title", "fields", kind={"const": k.kind}, fields=to(f"read.{k.kind}"))
        for k in KINDS
    ]}  # fmt: skip
    return {
        "Problem": wide("title", "status", "detail", type=TEXT, title=TEXT, status=WHOLE, detail=TEXT),
        "Dossiers": thing("account", "items", account=TEXT,
                          items=several(thing("dossier", dossier=TEXT, title=TEXT, role=TEXT))),
        "About": wide("dossier", "today", "rights", "kinds", **head, dossier=TEXT, title=TEXT,
                       today=TEXT, rights=several(TEXT), kinds=several(FREE)),
        "Home": thing("waiting", "stands", "since", **head, waiting=several(FREE),
                      stands=several(FREE), since=FREE),
        "Record": record,
        "Records": thing("kind", "items", **listed, kind=TEXT, items=several(to("Record"))),
        "RecordRead": {"allOf": [to("Record")], "required": ["findings", "named_by", "quotations"],
                       "properties": {"findings": several(to("Finding")), "named_by": several(brief),
                                      "quotations": several(of_value(Proof))}},
        "Finding": wide("code", "severity", "message", "place", code=TEXT, name=TEXT,
                         severity={"enum": ["fault", "grave", "serious", "notice"]}, message=TEXT, hint=TEXT,
                         about=several(TEXT), place=FREE),
        "Text": thing("id", "kind", "fields", "digests", "blank", **head, id=TEXT, kind=TEXT, fields=FREE,
                      digests={"type": "object", "additionalProperties": DIGEST}, blank=DIGEST),
        "Findings": wide("form", "found", "accepted", **head, form=TEXT,
                          found=several(to("Finding")), accepted=several(to("Finding"))),
        "Views": thing("items", **head, items=several(thing("name", "shows", "ids", name=TEXT, shows=TEXT,
                                                            ids=several(TEXT)))),
        "View": thing("view", "title", "result", "page", **head, view=TEXT, id=TEXT, title=TEXT, result={},
                      page=several(wide("block", block=TEXT))),
        "Found": wide("question", "hits", "records", **head, question=TEXT, documents=WHOLE,
                       hits=several(of_value(Hit)), records=several(of_value(RecordHit)),
                       tallies=several(of_value(Tally))),
        "Difference": wide("form", "since", "day", **head, form=TEXT, since=TEXT, day=TEXT),
        "Journal": thing("items", **listed, items=several(
            thing("at", "who", "act", "on", at=TEXT, who=TEXT, act=TEXT, on=several(TEXT)))),
        "Documents": thing("items", **listed, items=several(
            thing("name", "title", name=TEXT, title=TEXT, parts=several(TEXT)))),
        "Document": wide("name", "title", "items", "filed", **listed, name=TEXT, title=TEXT,
                          document=TEXT, filed=several(of_value(Margin)),
                          items=several({**of_value(Shown), "properties": {
                              **of_value(Shown)["properties"], "id": TEXT}})),
        "Citation": wide("cites", "held", "passages", **head, cites=TEXT, held={"type": "boolean"},
                          passages=several(of_value(PassageShown))),
        "Papers": thing("items", **head, items=several(
            thing("id", "kind", "title", "paragraphs", "offices", id=TEXT, kind=_CLEARED, title=TEXT,
                  paragraphs=WHOLE, offices=several(of_value(Office))))),
        "Standing": thing("id", "kind", "title", "offices", "paragraphs", **head, id=TEXT, kind=_CLEARED,
                          title=TEXT, settles=TEXT, offices=several(of_value(Office)),
                          paragraphs=several(to("Paragraph"))),
        "Paragraph": wide("number", "digest", "written", "words", "edits", number=WHOLE,
                           digest=TEXT, written=TEXT, words=several(of_value(Stands)),
                           edits=several(of_value(Edit))),
        "Acts": thing("items", **head, items=several(to("OwnAct"))),
        **watch.answered(head),
    }  # fmt: skip


def done() -> dict[str, Schema]:
    """Return the schemas of what is answered to an act."""
    return {
        **watch.done(),
        "Filed": thing("id", "kind", id=TEXT, kind=TEXT),
        "Revised": thing("id", "changed", "digests", id=TEXT, changed=several(TEXT), digests=FREE),
        "Added": thing("id", "added", id=TEXT, added={"enum": sorted({key for _, key in ADDITIONS})}),
        "Act": thing("id", "kind", "act", id=TEXT, kind=TEXT, act=WHOLE),
        "Asked": thing("id", "asked", "act", id=TEXT, asked=several(TEXT), act=WHOLE),
        "OwnAct": thing("act", "record", act=WHOLE, record=TEXT, page=TEXT, at=TEXT),
    }  # fmt: skip


def components() -> dict[str, Schema]:
    """Return every schema of the document by name."""
    found: dict[str, Schema] = {**answered(), **done(), **sent()}
    for kind in KINDS:
        found[f"read.{kind.kind}"] = as_read(kind)
        _parts(kind, found)
    for name, schema in file_schema()["$defs"].items():
        found[_component(name)] = _as_sent(name, _moved(schema))
    return found


def _component(name: str) -> str:
    return f"written.{name.removeprefix('part:')}"


def _moved(value: Any) -> Any:
    """A schema with its references turned to this document's."""
    if isinstance(value, dict):
        return {
            k: f"#/components/schemas/{_component(v.removeprefix('#/$defs/'))}" if k == "$ref" else _moved(v)
            for k, v in value.items()
        }
    return [_moved(each) for each in value] if isinstance(value, list) else value


def _as_sent(name: str, schema: Schema) -> Schema:
    """A record as it is sent: without the fields that the desk fills in, and needing none."""
    if name not in BY_KIND:
        return schema
    kept = {k: v for k, v in schema["properties"].items() if k not in FIXED}
    needed = [k for k in schema.get("required", ()) if k not in FIXED] if name == Accepted.kind else []
    rest = {k: v for k, v in schema.items() if k != "required"}
    return {**rest, "properties": kept, **({"required": needed} if needed else {})}
