"""What an assistant may do when it was allowed to write: the acts of the desk, in the name of the machine's
user."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from summitry.dossier.fields import spec_by_key
from summitry.dossier.kinds import BY_KIND, Accepted
from summitry.dossier.record import Record
from summitry.folder.edit import digest_of
from summitry.folder.places import Meant
from summitry.folder.yamltext import Tree, is_tree
from summitry.foundation.refusals import Refused
from summitry.secretariat import acts
from summitry.secretariat.acts import Actor, at_the_command_line
from summitry.secretariat.assisting.desk import Desk
from summitry.secretariat.misfits import DoesNotFit, misfits
from summitry.secretariat.restricting import widens
from summitry.secretariat.withheld import mended, shown

FIXED = ("id", "was")
DEEPEST = 8


def tools(desk: Desk) -> tuple[Callable[..., str], ...]:
    """Return the tools that write."""

    def file_record(kind: str, fields: dict[str, Any]) -> str:
        """File a new record of a kind, its fields as an author writes them; its id is chosen. Give `source`,
        and put somebody's words unchanged in `words`. `summitry schema KIND` says which fields there are."""
        found = BY_KIND.get(kind)
        if found is None or found is Accepted:
            raise ToolError(f'No record of a kind "{kind}" is filed here.')
        return _tried(desk, lambda: _filed(desk, found, _read(found, fields)))

    def read_text(id: str) -> str:
        """Read the fields of a record as they stand in the text, with the digest that a change must name."""
        return _tried(desk, lambda: _text(desk, _record(desk, id)))

    def revise_record(id: str, fields: dict[str, Any], digest: str) -> str:
        """Change fields of a record. `digest` is that of read_text: when the text changed since, nothing is
        written. A null takes a field out."""
        record = _record(desk, id)
        return _tried(desk, lambda: _revised(desk, record, _read(type(record), fields), digest))

    return file_record, read_text, revise_record


def _tried(desk: Desk, act: Callable[[], Mapping[str, Any]]) -> str:
    if desk.past:
        raise ToolError("This is a past day: it can be read and not changed.")
    try:
        return json.dumps(act(), ensure_ascii=False)
    except Refused as refusal:
        raise ToolError(str(refusal)) from None


def _actor() -> Actor:
    return Actor(name=at_the_command_line().name, by="assistant")


def _record(desk: Desk, id: str) -> Record:
    found = desk.dossier().get(id)
    if found is None:
        raise ToolError(f'There is no record called "{id}".')
    return found


def _read(kind: type[Record], fields: Mapping[str, Any]) -> dict[str, Tree]:
    """Fields as an author would have written them."""
    known = spec_by_key(kind)
    for key in fields:
        if key in FIXED or key not in known:
            raise ToolError(f'"{key}" is no field of a {kind.kind} that is written here.')
    found = {key: _as_author(value) for key, value in fields.items()}
    if not found or not is_tree(found, DEEPEST):
        raise ToolError("Fields are texts, lists and objects, nested as the schema says.")
    return found


def _as_author(value: Any) -> Tree:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _as_author(inner) for key, inner in value.items()}
    return [_as_author(inner) for inner in value] if isinstance(value, list) else value


def _filed(desk: Desk, kind: type[Record], fields: dict[str, Tree]) -> dict[str, Any]:
    filled = {key: value for key, value in fields.items() if value is not None}
    if wrong := misfits(kind, filled):
        raise DoesNotFit(wrong)
    while desk.taken(id := f"{kind.kind.replace('_', '-')}-{secrets.token_hex(3)}"):
        continue
    tree: dict[str, Tree] = {"learned": desk.today.isoformat(), **filled, "id": id}
    acts.record(_actor(), desk.folder, kind.kind, tree)
    return {"id": id, "kind": kind.kind}


def _seen(desk: Desk, record: Record) -> tuple[dict[str, Tree], dict[str, Tree], Meant]:
    """A record's fields in the text, and what of them the reader sees."""
    sight = desk.sight()
    meant = Meant(sees=sight.sees) if sight is not None else Meant()
    every = acts.read(desk.folder, record.id, meant=meant).fields
    return every, shown(type(record), every, sight), meant


def _text(desk: Desk, record: Record) -> dict[str, Any]:
    _, seen, _ = _seen(desk, record)
    return {"id": record.id, "kind": record.kind, "fields": seen, "digest": digest_of(seen)}


def _revised(desk: Desk, record: Record, wanted: dict[str, Tree], digest: str) -> dict[str, Any]:
    every, seen, meant = _seen(desk, record)
    if digest_of(seen) != digest:
        raise Refused("The text has changed since it was read. Read it again.")
    if wrong := misfits(type(record), wanted, seen):
        raise DoesNotFit(wrong)
    if widens(desk.dossier().whole.header, seen, wanted):
        raise Refused("A marking is lowered, or more people let in, by the secretariat alone.")
    fields = mended(type(record), every, wanted, desk.sight())
    before = digest_of({key: every.get(key) for key in fields})
    acts.revise(_actor(), desk.folder, record.id, fields, before, meant=meant)
    return {"id": record.id, "changed": list(wanted)}
