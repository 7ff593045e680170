"""The OpenAPI 3.1 document of the interface: made from its table and the kinds' fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from summitry.desk.api.call import JSON, PROBLEM
from summitry.desk.api.operation import Operation
from summitry.desk.api.schemas import components
from summitry.desk.api.shapes import Schema, thing, to
from summitry.desk.api.table import OPERATIONS
from summitry.dossier.kinds import BY_KIND
from summitry.foundation.version import __version__

_PART = re.compile(r"<(?:([a-z]+):)?([a-z]+)>")
KIND = "<slug:kind>"

HELP = {
    "id": "the id of a record", "paper": "the id of a paper, draft or line", "relay": "the id of a relay",
    "kind": "the kind of record", "view": "the name of a view",
    "name": "the id of a document, or document/part", "key": "the name of a list",
    "act": "the number of an act", "happening": "the id of a happening in the inbox",
    "alarm": "the key of an alarm",
    "dossier": "the word by which the desk serves it",
}  # fmt: skip


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, Any] = {"/api/v1/dossiers": {"get": _dossiers()}}
    for operation in OPERATIONS:
        for where, kind in _places(operation):
            paths.setdefault(where, {})[operation.method.casefold()] = _described(operation, where, kind)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Summitry", "version": __version__,
            "description": "What the desk shows and what can be done there, for other programs. What you may"
            " not see answers as what does not exist.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def _places(operation: Operation) -> Iterator[tuple[str, str]]:
    """The addresses of an operation: where a part is a kind of record, one for each."""
    for kind in BY_KIND if KIND in operation.route else ("",):
        yield address(operation.route.replace(KIND, kind)), kind


def address(route: str) -> str:
    """Return the whole address of a route, its parts as people write them: ``{id}``."""
    return "/{dossier}/api/v1/" + _PART.sub(r"{\2}", route)


def _described(operation: Operation, where: str, kind: str) -> dict[str, Any]:
    name = f"{operation.name}_{kind}" if kind else operation.name
    found: dict[str, Any] = {
        "operationId": name, "summary": operation.summary,
        **({"description": operation.description} if operation.description else {}),
        "tags": [operation.route.partition("/")[0] or "dossier"],
        "parameters": [*_parts(operation, where), *_queries(operation), *_headers(operation)],
    }  # fmt: skip
    if operation.sends:
        found["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": _sends(operation, kind)}},
        }
    found["responses"] = _responses(operation)
    return found


def _parts(operation: Operation, where: str) -> Iterator[dict[str, Any]]:
    converters = {name: converter for converter, name in _PART.findall(operation.route)}
    for name in re.findall(r"{([a-z]+)}", where):
        whole = converters.get(name) == "int"
        schema: Schema = {"type": "integer", "minimum": 0} if whole else {"type": "string", "minLength": 1}
        yield {"name": name, "in": "path", "required": True, "description": HELP[name], "schema": schema}


def _queries(operation: Operation) -> Iterator[dict[str, Any]]:
    for query in operation.queries:
        yield {"name": query.name, "in": "query", "description": query.help, "schema": dict(query.schema)}


def _headers(operation: Operation) -> Iterator[dict[str, Any]]:
    if operation.writes:
        yield {
            "name": "Idempotency-Key", "in": "header",
            "description": "A word of yours: sent again with it, the request is answered, not done again.",
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,200}$"},
        }  # fmt: skip
    else:
        yield {
            "name": "If-None-Match", "in": "header", "description": "The ETag of the answer that you have.",
            "schema": {"type": "string", "pattern": '^"[0-9a-f]{1,64}"$'},
        }  # fmt: skip


def _sends(operation: Operation, kind: str) -> Schema:
    if kind:
        return thing("fields", fields={**to(f"written.{kind}"), "minProperties": 1})
    return to(operation.sends)


def _responses(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {str(operation.status): _response("Done", to(operation.answers))}
    if not operation.writes:
        found["304"] = {"description": "You have it."}
    for status in sorted(
        {*WHY} - ({403, 409, 413, 415} if not operation.writes else set()) | {*operation.refuses}
    ):
        if status in (413, 415) and not operation.sends:
            continue
        found[str(status)] = _problem(status)
    return found


WHY = {
    400: "What was sent cannot be understood.", 401: "No token that holds was sent.",
    403: "The token only reads.", 404: "There is nothing here, or nothing for you.",
    409: "The text has changed since it was read, or the request is being done.",
    413: "Too much was sent.", 415: "Something other than JSON was sent.",
    422: "It cannot be done, and why.", 429: "Too many unknown tokens came from this address.",
}  # fmt: skip


def _response(says: str, schema: Schema, kind: str = JSON) -> dict[str, Any]:
    return {"description": says, "content": {kind: {"schema": schema}}}


def _problem(status: int) -> dict[str, Any]:
    return _response(WHY[status], to("Problem"), PROBLEM)


def _dossiers() -> dict[str, Any]:
    return {
        "operationId": "dossiers",
        "summary": "List the dossiers that are open to you, and your role in each.",
        "tags": ["dossiers"], "parameters": [],
        "responses": {
            "200": _response("Done", to("Dossiers")), "304": {"description": "You have it."},
            **{str(s): _problem(s) for s in (400, 401, 429)},
        },
    }  # fmt: skip
