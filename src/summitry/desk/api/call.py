"""A request to the interface, and what can be said of one that is not carried out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from summitry.desk.access import Seat
from summitry.foundation.values import dataclass
from summitry.secretariat.answers import Page

JSON = "application/json"
PROBLEM = "application/problem+json"
LARGEST = 1024 * 1024
"""Bytes that a request may hold."""

DEEPEST = 12
"""How deep what is sent may be nested."""

NUMBER = re.compile(r"[1-9][0-9]{0,4}\Z", re.ASCII)


Answer = Mapping[str, Any]


class Problem(Exception):
    """A request that is not carried out (RFC 9457): status, one sentence, and members besides."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request that may be carried out: by whom and at which dossier (``here``), with the parts of its
    address, its query and what was sent."""

    request: HttpRequest
    here: Seat
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        """Which page of a list is asked for."""
        return Page(cursor=self.query.get("after", ""), limit=self.number("limit", 50))

    def number(self, name: str, otherwise: int) -> int:
        """Return a number of the query.

        Raises:
            Problem: when it is none.
        """
        text = self.query.get(name, "")
        if text and not NUMBER.match(text):
            raise Problem(400, f"{name} is a whole number from 1 on.")
        return int(text) if text else otherwise


def answered(
    body: Mapping[str, Any], status: int = 200, content_type: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Return an answer. What no UTF-8 can hold is written as JSON escapes it."""
    text = json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    response = HttpResponse(
        text.encode("utf-8", "backslashreplace"), status=status, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def problem(found: Problem, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return the answer to a request that is not carried out."""
    body = {
        "type": "about:blank", "title": HTTPStatus(found.status).phrase, "status": found.status,
        "detail": found.detail, **found.more,
    }  # fmt: skip
    return answered(body, found.status, PROBLEM, headers)


def absent() -> HttpResponse:
    """Return the one answer for what does not exist and for what is withheld."""
    return problem(Problem(404, "There is nothing here, or nothing for you."))


def unknown(headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Return the answer to somebody who is not signed in and sent no token that holds."""
    said = {"WWW-Authenticate": 'Bearer realm="desk"', **(headers or {})}
    return problem(Problem(401, "Send a token of yours: Authorization: Bearer summitry_..."), said)


# -- what is sent ----------------------------------------------------------------------------------


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object that was sent.

    Raises:
        Problem: when it is too large, not JSON, says a thing twice, or is nested too deep.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        raise Problem(413, f"At most {LARGEST:,} bytes are taken.")
    if request.content_type != JSON:
        raise Problem(415, f"Send {JSON}.")
    try:
        found = json.loads(request.body.decode("utf-8"), object_pairs_hook=_pairs, parse_float=Written,
                           parse_constant=_no_number)  # fmt: skip
        _not_deep(found)
    except UnicodeDecodeError:
        raise Problem(400, "What was sent is not UTF-8.") from None
    except RecursionError:
        raise Problem(400, "What was sent is nested too deep.") from None
    except ValueError as wrong:
        said = str(wrong) if isinstance(wrong, _Said) else "What was sent is not JSON."
        raise Problem(400, said) from None
    if not isinstance(found, dict):
        raise Problem(400, "Send a JSON object.")
    return found


class Written(float):
    """A number with a fraction, and how it was written."""

    def __new__(cls, text: str) -> Written:
        """Read one."""
        found = super().__new__(cls, text)
        found.text = text
        return found

    text: str


class _Said(ValueError):
    """What is wrong with JSON, in words."""


def _pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(items)
    if len(found) != len(items):
        raise _Said("A name stands twice in one object.")
    return found


def _no_number(word: str) -> Any:
    raise _Said(f"{word} is not JSON.")


def _not_deep(value: Any, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise _Said("What was sent is nested too deep.")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _not_deep(inner, depth + 1)
