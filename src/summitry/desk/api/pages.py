"""The OpenAPI document, and a page of it for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from summitry.desk.api.call import answered
from summitry.desk.api.openapi import address, document
from summitry.desk.api.operation import Operation
from summitry.desk.api.table import OPERATIONS
from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of what is sent: its name, what it is, and whether it must be there."""

    name: str
    says: str
    needed: bool


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer with the OpenAPI document."""
    return answered(document())


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Show everything that can be asked or done."""
    schemas = document()["components"]["schemas"]
    listed = [(_title(route), [_shown(op, schemas) for op in some]) for route, some in _parted()]
    return render(request, "desk/api.html", {"listed": listed})


def _parted() -> Iterator[tuple[str, list[Operation]]]:
    found: dict[str, list[Operation]] = {}
    for operation in OPERATIONS:
        found.setdefault(operation.route.partition("/")[0], []).append(operation)
    yield from found.items()


def _title(route: str) -> str:
    return route.capitalize() or "The dossier"


def _shown(operation: Operation, schemas: Mapping[str, Any]) -> dict[str, Any]:
    sends = schemas[operation.sends] if operation.sends else {}
    return {
        "method": operation.method, "path": address(operation.route),
        "name": operation.name.replace("_", "-"), "summary": operation.summary,
        "description": operation.description, "right": operation.right, "queries": operation.queries,
        "members": list(_members(sends)), "writes": operation.writes,
    }  # fmt: skip


def _members(schema: Mapping[str, Any]) -> Iterator[Member]:
    for name, inner in schema.get("properties", {}).items():
        says = inner.get("description") or ", ".join(map(str, inner.get("enum", ()))) or inner.get("type", "")
        yield Member(name=name, says=says, needed=name in schema.get("required", ()))
