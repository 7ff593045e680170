"""Pages of long lists. A cursor names the last thing that was shown, so nothing is shown twice or passed over
when the list grows or shrinks in between."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from summitry.foundation.values import dataclass

T = TypeVar("T")

MOST = 200
"""Most things on a page."""


class BadCursor(ValueError):
    """A cursor that no page gave."""

    def __init__(self) -> None:
        super().__init__("No page gave this cursor. Begin without one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of a list, and where the next begins; ``cursor`` is blank before the first."""

    cursor: str = ""
    limit: int = 50


def paged(everything: Sequence[T], page: Page, key: Callable[[T], str], answer: Callable[[T], Any]) -> Any:
    """Return a page of a list that is in the order of its keys: ``items``, and ``next`` if more follow.

    Raises:
        BadCursor: when the cursor is none.
    """
    start = bisect_right(everything, _opened(page.cursor), key=key) if page.cursor else 0
    end = start + max(1, min(page.limit, MOST))
    shown = everything[start:end]
    found: dict[str, Any] = {"items": [answer(each) for each in shown]}
    if end < len(everything):
        found["next"] = _closed(key(shown[-1]))
    return found


def _closed(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode("utf-8", "surrogatepass")).decode("ascii").rstrip("=")


def _opened(cursor: str) -> str:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return base64.b64decode(padded, b"-_", validate=True).decode("utf-8")
    except (ValueError, binascii.Error):
        raise BadCursor from None
