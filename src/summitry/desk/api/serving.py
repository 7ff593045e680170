"""Carrying requests out: who asks, may they, is it well said, has it been asked before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from summitry.book.blocks import Trace
from summitry.book.marking import highest_marking, highest_of
from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.models import Account
from summitry.desk.accounts.sittings import token_of
from summitry.desk.api import reading, writing
from summitry.desk.api.call import Answer, Call, Problem, absent, answered, body_of, problem
from summitry.desk.api.operation import Operation
from summitry.desk.api.sent import once
from summitry.desk.api.table import OPERATIONS
from summitry.desk.reading import NotJournalled, note_read
from summitry.dossier.value import Dossier
from summitry.foundation.refusals import Refused
from summitry.secretariat.answers import BadCursor

ROOT = "<slug:slug>/api/v1/"
View = Callable[..., HttpResponse]

NAMES = frozenset({"id", "record", "document", "about", "rests_on", "bears_on", "target", "on"})
"""Members of an answer that name records."""


def patterns() -> list[URLPattern]:
    """Return the routes of the interface, from its table."""
    found = [
        path(ROOT + route, _endpoint(tuple(operations)), name=_called(operations[0]))
        for route, operations in _by_route(OPERATIONS)
    ]
    return [
        path("api/v1/dossiers", dossiers, name="api-dossiers"), *found,
        path("<slug:slug>/api/<path:rest>", nothing, name="api-nothing"),
    ]  # fmt: skip


def _called(operation: Operation) -> str:
    return f"api-{operation.name.replace('_', '-')}"


def _by_route(operations: Iterable[Operation]) -> Iterator[tuple[str, list[Operation]]]:
    ordered = list(operations)
    place = {op.route: at for at, op in reversed(list(enumerate(ordered)))}
    ordered.sort(key=lambda op: place[op.route])
    return ((route, list(some)) for route, some in groupby(ordered, key=lambda op: op.route))


def nothing(request: HttpRequest, slug: str, rest: str) -> HttpResponse:
    """Answer for an address of the interface that leads nowhere."""
    return absent()


def dossiers(request: HttpRequest) -> HttpResponse:
    """Answer with the dossiers that are open to who asks."""
    if request.method not in ("GET", "HEAD"):
        return _not_allowed(("GET",))
    assert isinstance(request.user, Account)
    try:
        _query(request, ())
    except Problem as found:
        return problem(found)
    told = dict(reading.dossiers(request.user))
    token = token_of(request)
    told["items"] = [each for each in told["items"] if token is None or token.opens(each["dossier"])]
    return _conditional(request, told)


def _endpoint(operations: tuple[Operation, ...]) -> View:
    by_method = {op.method: op for op in operations}

    def view(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        method = "GET" if request.method == "HEAD" else request.method or ""
        operation = by_method.get(method)
        if operation is None:
            return _not_allowed(by_method)
        try:
            return _carried_out(request, slug, operation, {k: str(v) for k, v in parts.items()})
        except Nothing:
            return absent()
        except Problem as found:
            return problem(found)

    return view


def _not_allowed(methods: Iterable[str]) -> HttpResponse:
    allowed = ", ".join(sorted({*methods, *({"HEAD"} if "GET" in methods else ())}))
    return problem(Problem(405, f"This address takes {allowed}."), {"Allow": allowed})


def _carried_out(
    request: HttpRequest, slug: str, operation: Operation, parts: Mapping[str, str]
) -> HttpResponse:
    query = _query(request, [q.name for q in operation.queries])
    here = seat(request, slug, operation.right)
    token = token_of(request)
    if operation.writes and token is not None and not token.writes:
        raise Problem(403, "This token only reads. Make one that writes, on the page of your account.")
    sent = body_of(request) if operation.sends else {}
    call = Call(request=request, here=here, parts=parts, query=query, sent=sent)
    if not operation.writes:
        answer = _done(operation, call)
        named = tuple(dict.fromkeys(_named(here.dossier, answer)))
        _noted(here, named)
        return _conditional(request, _marked(here, answer, named))
    return once(
        request, here.account, sent,
        lambda: answered(_done(operation, call), operation.status),
    )  # fmt: skip


def _done(operation: Operation, call: Call) -> Answer:
    try:
        return operation.do(call)
    except Refused as refused:
        raise writing.refusal(refused, call) from None
    except BadCursor as wrong:
        raise Problem(400, str(wrong)) from None


def _query(request: HttpRequest, known: Iterable[str]) -> dict[str, str]:
    names = list(known)
    for name in request.GET:
        if name not in names:
            said = f"It may have {', '.join(names)}." if names else "It takes none."
            raise Problem(400, f"This address has no query of that name. {said}")
        if len(request.GET.getlist(name)) > 1:
            raise Problem(400, f"{name} stands twice in the query.")
    return {name: request.GET[name] for name in request.GET}


def _noted(here: Seat, named: Iterable[str]) -> None:
    """Put in the journal what is read of what is restricted; without that nothing is answered."""
    try:
        note_read(here, named)
    except NotJournalled as refused:
        raise Problem(503, f"Not shown, since who reads it cannot be journalled. {refused}") from None


def _marked(here: Seat, answer: Answer, named: Iterable[str]) -> Answer:
    """An answer under its head: as of which day, and the highest marking of the records it names, and of the
    reports that it holds, which it says itself."""
    marking = highest_marking(here.dossier, [Trace(record=id) for id in named])
    of_reports = (str(answer["marking"]),) if "marking" in answer else ()
    return {
        **answer, "as_of": here.day.isoformat(),
        "marking": highest_of(here.dossier.header, (marking, *of_reports)),
    }  # fmt: skip


def _named(dossier: Dossier, value: Any, under: str = "") -> Iterator[str]:
    if isinstance(value, str) and under in NAMES:
        id = value.partition("/")[0]
        if dossier.get(id) is not None:
            yield id
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _named(dossier, inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(dossier, inner, under)


def _conditional(request: HttpRequest, answer: Answer) -> HttpResponse:
    """An answer under the digest of its own bytes; nothing when the asker has these."""
    response = answered(answer)
    tag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=response) or response
