"""What stands in the table of the interface: one line for each thing that can be asked or done."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from summitry.desk.accounts.roles import READ
from summitry.desk.api.call import Answer, Call
from summitry.foundation.values import dataclass

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One thing that may stand in the query of an address."""

    name: str
    help: str
    schema: Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that can be asked or done.

    ``route`` follows ``/<dossier>/api/v1/``, as Django writes it. ``sends`` and ``answers`` name schemas of
    `summitry.desk.api.schemas`. ``refuses`` are the statuses it answers besides those that every one does.
    """

    method: str
    route: str
    do: Callable[[Call], Answer]
    answers: str
    right: str = READ
    queries: tuple[Query, ...] = ()
    sends: str = ""
    status: int = 200
    refuses: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Its name among all of them."""
        return self.do.__name__

    @property
    def writes(self) -> bool:
        """Whether it is an act."""
        return self.method not in ("GET", "HEAD")

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (inspect.getdoc(self.do) or "").split("\n\n", 1)[0].replace("\n", " ")

    @property
    def description(self) -> str:
        """What else is to be said of it."""
        return (inspect.getdoc(self.do) or "").partition("\n\n")[2].replace("\n", " ").strip()


ON = Query(
    name="on", help="as known on this day; left out, the dossier's present day",
    schema={"type": "string", "examples": ["2018-03-09"]},
)  # fmt: skip
AFTER = Query(
    name="after", help="the cursor of the next page, as the one before gave it",
    schema={"type": "string", "maxLength": 1000},
)  # fmt: skip
LIMIT = Query(
    name="limit", help="how many on a page, at most 200",
    schema={"type": "integer", "minimum": 1, "maximum": 99999, "default": 50},
)  # fmt: skip
PAGED = (ON, AFTER, LIMIT)
