"""Every address of the desk, filled in: from the routes as declared, so that a new one is walked too.

A route with a part that nobody said how to fill is an error, and so is a query that the desk reads and this
module does not know: nothing is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver

import summitry.desk
from summitry.book.sections import BY_NAME
from summitry.desk.accounts.tokens import BEGINS
from summitry.desk.api.table import OPERATIONS
from summitry.desk.pages.additions import ADDITIONS
from summitry.dossier.kinds import BY_KIND, Agreement, Paper
from summitry.dossier.undertakings import given_in
from summitry.dossier.value import Dossier
from summitry.foundation.values import dataclass
from summitry.testing.handling.pair import SECRET, reports

SLUG = "talks"
ABSENT = "nothing-of-that-name"


class NotFilled(Exception):
    """An address or a query of the desk that the walk does not know how to fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What addresses are filled with: ids that a reader sees, ids that are withheld, the reader's dossier."""

    seen: tuple[str, ...]
    withheld: tuple[str, ...]
    dossier: Dossier

    def some(self) -> Ground:
        """Return one id of each kind, a duty and a step, and a few withheld: for routes of few kinds."""
        one = tuple(ids[0] for kind in BY_KIND if (ids := self.dossier.ids(kind)))
        given = (next(given_in(r), None) for kind in (Agreement, Paper) for r in self.dossier.all(kind)[:1])
        parts = tuple(g.target for g in given if g is not None and "/" in g.target)
        return replace(self, seen=(*one, *parts), withheld=self.withheld[:3])

    @property
    def both(self) -> tuple[str, ...]:
        """Ids of either sort, and one that does not exist."""
        return (*self.seen, *self.withheld, ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address, and the route it fills."""

    route: str
    path: str


Chosen = Mapping[str, str]
Filling = Callable[[Ground, Chosen], Iterable[str]]


def _ids(ground: Ground, chosen: Chosen) -> Iterable[str]:
    if chosen.get("view") in BY_NAME:
        return (*BY_NAME[chosen["view"]].ids(ground.dossier), *ground.withheld[:2], ABSENT)
    if "key" in chosen:
        kinds = [kind for kind, key in ADDITIONS if key == chosen["key"]]
        return (*(i for kind in kinds for i in ground.dossier.ids(kind)[:1]), *ground.withheld[:2], ABSENT)
    return ground.both


def _of_kind(kind: str) -> Filling:
    def ids(ground: Ground, chosen: Chosen) -> Iterable[str]:
        return (*ground.dossier.ids(kind), *(id for id in ground.withheld if f"-{kind}-" in id), ABSENT)

    return ids


def _texts(ground: Ground, chosen: Chosen) -> Iterable[str]:
    """The texts that offices clear."""
    found = [id for kind in ("paper", "draft", "line") for id in _of_kind(kind)(ground, chosen)]
    return dict.fromkeys(found)


def _lists(ground: Ground, chosen: Chosen) -> Iterable[str]:
    """The lists to which one adds: those of the record's kind, and one that is none."""
    found = ground.dossier.find(chosen.get("id", ""))
    called = getattr(found, "kind", "") or getattr(found, "noun", "")
    mine = [key for kind, key in ADDITIONS if kind == called]
    return (*(mine or ["asked"]), ABSENT)


FILLINGS: dict[str, Filling] = {
    "slug": lambda ground, chosen: (SLUG, ABSENT),
    "view": lambda ground, chosen: (*BY_NAME, ABSENT),
    "kind": lambda ground, chosen: (*BY_KIND, ABSENT),
    "id": _ids,
    "name": _of_kind("document"), "doc": _of_kind("document"), "document": _of_kind("document"),
    "paper": _texts, "meeting": _of_kind("meeting"), "relay": _of_kind("relay"),
    "pledge": _of_kind("pledge"), "question": _of_kind("question"), "draft": _of_kind("draft"),
    "case": _of_kind("case"), "passage": lambda ground, chosen: ("0", "1", "9999"),
    "number": lambda ground, chosen: ("0", "1", "9999"),
    "username": lambda ground, chosen: ("reader", ABSENT),
    "key": _lists,
    "pk": lambda ground, chosen: ("1", "9999"), "act": lambda ground, chosen: ("1", "9999"),
    "token": lambda ground, chosen: ("mine", f"{BEGINS}feed", ABSENT, "A" * 43),
    "rest": lambda ground, chosen: ("v1/nothing", "v2/record/x"),
    "happening": lambda ground, chosen: (
        *(f"h-{item.id}" for item in (*reports()[0], *reports()[1][:2])), ABSENT
    ),
    "alarm": lambda ground, chosen: ("w-0123456789", ABSENT),
}  # fmt: skip
"""For each name of a part of a route: what it is filled with. Add a name when a route has a new one."""

QUERIES: dict[str, Callable[[Ground], Iterable[str]]] = {
    "on": lambda ground: ("2018-03-09", "2018-01", "yesterday", "0001-01-01", "9999-12-31"),
    "a": lambda ground: ("2018-02-01", "no day"),
    "b": lambda ground: ("2018-03-12",),
    "from": lambda ground: ("0", "1", "50", "-1", "x"),
    "as": lambda ground: ("page", "text"),
    "page": lambda ground: ("1", "0", "77", "x"),
    "meeting": lambda ground: (*ground.dossier.ids("meeting")[:1], f"{SECRET}-meeting-0", ABSENT),
    "q": lambda ground: (SECRET, "launch", f'"{SECRET}"', "*", "", ground.withheld[0]),
    "at": lambda ground: ("1.1", "x"),
    "state": lambda ground: ("1", "x"),
    "h": lambda ground: ("h-0123456789abcdef", "x"),
    "show": lambda ground: ("touching", "mine", "x"),
    "since": lambda ground: ("2018-01-01", "x"),
    "cell": lambda ground: ("e0.h0", "x"),
    "of": lambda ground: (*ground.seen[:2], ",".join(ground.both)),
    "age": lambda ground: ("100", "x"),
    "for": lambda ground: (ground.seen[0], ground.withheld[0], ABSENT),
    "do": lambda ground: ("seen", "states", ABSENT),
    "row": lambda ground: (*ground.seen[:1], ground.withheld[0], ABSENT),
    "tour": lambda ground: ("1", "x"),
    "look": lambda ground: ("1",),
    "try": lambda ground: ("kind-of-event-0=in", f"{ground.withheld[0]}=in", f"{ABSENT}=in", "x"),
    "move": lambda ground: ("meeting-0=2018-06-12", f"{SECRET}-meeting-0=2018-06-12", f"{ABSENT}=x"),
    "break": lambda ground: (f"{SECRET}-paper-0/x", f"{ABSENT}/x"),
    "merges": lambda ground: ("1",),
    "after": lambda ground: ("MA", "cmVjb3Jk", "*"),
    "limit": lambda ground: ("2", "0", "x"),
    "code": lambda ground: ("REF", SECRET),
    "sort": lambda ground: ("serious", "accepted", "x"),
    "kind": lambda ground: ("relay", "case", "x"),
    "finding": lambda ground: ("REL004", "x"),
    "severity": lambda ground: ("grave", "x"),
    "about": lambda ground: (*ground.seen[:1], ground.withheld[0], ABSENT),
    "cites": lambda ground: (*ground.dossier.ids("document")[:1], f"{SECRET}-document-0 p. 1", ABSENT),
    "idle": lambda ground: ("1", "x"),
    "next": lambda ground: ("/talks/", "https://elsewhere.example/"),
}
"""For each query that the desk reads: what is asked. Add a name when a page reads a new one."""

OF_EVERY_RECORD = ("<slug:slug>/r/<path:id>", "<slug:slug>/r/<path:id>/edit")
"""Routes that are asked for with every id."""

_PART = re.compile(r"<(?:[a-z_]+:)?([a-z_]+)>")
_READ = re.compile(r"""request\.GET(?:\.get(?:list)?\(|\[)\s*["']([^"']+)["']""")


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every route of the desk with the names of its parts."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route, tuple(_PART.findall(route))


def unknown_parts() -> list[str]:
    """Return what the walk could not fill, in words."""
    told = [
        f'The route "{route}" has a part "{part}": say in FILLINGS what it is filled with.'
        for route, parts in routes() for part in parts if part not in FILLINGS
    ]  # fmt: skip
    told += [
        f'{name} reads the query "{query}": say in QUERIES what is asked.'
        for name, query in sorted(_queries_read()) if query not in QUERIES
    ]  # fmt: skip
    told += [
        f'The operation {operation.name} takes the query "{query.name}": say in QUERIES what is asked.'
        for operation in OPERATIONS for query in operation.queries if query.name not in QUERIES
    ]  # fmt: skip
    return told


def _queries_read() -> set[tuple[str, str]]:
    folder = Path(summitry.desk.__path__[0])
    return {
        (path.relative_to(folder).as_posix(), query)
        for path in folder.rglob("*.py") for query in _READ.findall(path.read_text(encoding="utf-8"))
    }  # fmt: skip


def addresses(ground: Ground) -> Iterator[Address]:
    """Yield every route with everything it can be filled with.

    Raises:
        NotFilled: when a route has a part of an unknown name.
    """
    if missing := unknown_parts():
        raise NotFilled("\n".join(missing))
    for route, parts in routes():
        for chosen in _fillings(ground if route in OF_EVERY_RECORD else ground.some(), parts, {}):
            yield Address(route=route, path=_filled(route, chosen))


def _fillings(ground: Ground, parts: tuple[str, ...], chosen: Chosen) -> Iterator[Chosen]:
    if not parts:
        yield chosen
        return
    values = tuple(FILLINGS[parts[0]](ground, chosen))
    # What follows an absent first part is answered before it is looked at: once is enough.
    for value in values:
        for rest in _fillings(ground, parts[1:], {**chosen, parts[0]: value}):
            yield rest
            if parts[0] == "slug" and value == ABSENT:
                break


def _filled(route: str, chosen: Chosen) -> str:
    plain = route.replace("^", "").replace("$", "").replace(r"\Z", "")
    return "/" + _PART.sub(lambda found: quote(chosen[found[1]], safe="/"), plain)


def queries(ground: Ground, turn: int | None = None) -> Iterator[str]:
    """Yield every query to ask of a page, ready to follow its address: with every value, or with one of each
    in turn, so that some pages together are asked for all."""
    for name, samples in QUERIES.items():
        values = tuple(samples(ground))
        for value in values if turn is None else (values[turn % len(values)],):
            yield urlencode({name: value})
