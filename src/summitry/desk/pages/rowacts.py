"""What can be done about the rows of each view, right where they stand: the acts that people do daily."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse

from summitry.analysis.drafts import HeldWords, draft_reading, letter
from summitry.analysis.posts import post_reading
from summitry.desk.access import Seat
from summitry.desk.accounts.roles import RECORD, REVISE
from summitry.desk.pages.additions import ADDITIONS, of_kind
from summitry.desk.pages.framing import on
from summitry.desk.pages.inplace import Act
from summitry.dossier.kinds import Agreement, Alternative, Decision, Indicator, Paper, Person, Post, Task
from summitry.dossier.record import Record
from summitry.dossier.undertakings import given
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say

RESPONSE = ("response",)
WATCHED = ("threshold", "source_rule", "watcher", "foresees")
DEALING = ("who", "with", "on", "about", "depth", "source")
POSITION = ("stand", "words", "says", "on", "source", "by", "about")
TASKING = ("title", "owner", "due", "takes", "arises_from", "source")

Row = Callable[[Seat, str, str], Iterator[Act]]
"""The acts about a row: the seat, the page's own record (blank: all), what the row is about."""


def acts_about(here: Seat, view: str, id: str, about: str) -> tuple[Act, ...]:
    """Return what the account may do about a row of a view; with ``about`` blank, about the page's record."""
    if not about:
        return tuple(_of_page(here, view, id)) if id and here.may(RECORD) else ()
    every = ROWS[view](here, id, about) if view in ROWS and about != id else ()
    return tuple(act for act in every if act.href or here.may(RECORD if act.adds or act.kind else REVISE))


def _add(kind: str, list_: str, row: str) -> Act:
    return Act(says=ADDITIONS[kind, list_].title, do=list_, adds=list_, row=row, to=row)


def _of_page(here: Seat, view: str, id: str) -> Iterator[Act]:
    """What may be added to the record that a page is about, and what may be filed about it."""
    record = here.dossier.get(id)
    if record is None:
        return
    every = sorted(of_kind(record.kind), key=lambda pair: pair[1].view != view)
    for at, (list_, addition) in enumerate(every):
        # What a telling carries is typed on a page of its own.
        there = reverse("add", args=(here.served.slug, id, list_)) if list_ == "hops" else ""
        yield Act(says=addition.title, do=list_, adds=list_, to=id, href=there,
                  first=not at and addition.view == view)  # fmt: skip
    if isinstance(record, Person) and view == "people":
        yield Act(says=say("Note a dealing"), do="encounter", kind="encounter", keys=DEALING,
                  fills={"who": id}, fixed=("who",), first=True)  # fmt: skip
    if isinstance(record, Decision) and view in ("decisions", "taskings"):
        yield Act(says=say("Add a tasking"), do="task", kind="task", keys=TASKING,
                  fills={"arises_from": id}, fixed=("arises_from",))  # fmt: skip
    if isinstance(record, Alternative) and here.may(REVISE):
        yield Act(says=say("Change our response"), do="response", to=id, keys=RESPONSE)


def _undertaken(here: Seat, id: str, about: str) -> Iterator[Act]:
    """A duty or a step, or the agreement or paper that a column or table is headed by."""
    dossier = here.dossier
    record = dossier.get(about)
    if isinstance(record, Agreement):
        yield _add("agreement", "duties", about)
        yield _add("agreement", "states", about)
    elif isinstance(record, Paper):
        yield _add("paper", "roadmap", about)
    elif record is None and given(dossier, about) is not None:
        yield _add("duty", "fate", about)


def _road(here: Seat, id: str, about: str) -> Iterator[Act]:
    """What came of a step and what would fall with it; in a column, a step more."""
    if "/" not in about:
        yield from (act for act in _undertaken(here, id, about) if act.do != "states")
        return
    if id:
        yield from _undertaken(here, id, about)
    args = (here.served.slug, "roadmaps", id) if id else (here.served.slug, "roadmaps")
    there = on(here, reverse("show-one" if id else "show", args=args), **{"break": about})
    yield Act(says=say("Break it"), row=about, href=f"{there}#broken")


def _foreseen(here: Seat, id: str, about: str) -> Iterator[Act]:
    record = here.dossier.get(about)
    if isinstance(record, Indicator):
        yield _add("indicator", "seen", about)
        yield Act(
            says=say("Say who watches, and what counts"), do="watched", row=about, to=about, keys=WATCHED
        )
    elif isinstance(record, Alternative):
        yield Act(says=say("Change our response"), do="response", row=about, to=about, keys=RESPONSE)


def _decided(here: Seat, id: str, about: str) -> Iterator[Act]:
    """How a decision stands; that one with a stake was asked after all; that a tasking is done."""
    record = here.dossier.get(about)
    if isinstance(record, Decision):
        yield _add("decision", "states", about)
    elif isinstance(record, Task):
        if not record.done:
            yield Act(says=say("Done"), do="done", adds="done", row=about, to=about)
    elif id and record is not None and isinstance(here.dossier.get(id), Decision):
        yield Act(says=say("It was consulted"), do="consulted", adds="consulted", row=about, to=id,
                  fills={"who": about}, fixed=("who",), keys=("on", "says", "source"))  # fmt: skip


def _bracketed(here: Seat, id: str, about: str) -> Iterator[Act]:
    """Who holds the words between brackets that a letter leads to, or has given them up."""
    draft, _, name = about.partition(" ")
    held = _held(here.dossier, draft, name)
    if held is None or not held.words:
        return
    fixed = {"words": held.words}
    yield Act(says=say("Say who holds it"), do="held", adds="held", row=about, to=draft, fills=fixed,
              fixed=("words",), keys=("by", "since", "source"))  # fmt: skip
    if held.by:
        by = {"by": held.by[0]} if len(held.by) == 1 else {}
        yield Act(says=say("It was given up"), do="given-up", adds="held", row=about, to=draft,
                  fills={**fixed, **by, "withdrawn": here.today.isoformat()}, fixed=("words",),
                  keys=("by", "withdrawn", "source"))  # fmt: skip


def _held(dossier: Dossier, draft: str, name: str) -> HeldWords | None:
    if draft not in dossier.ids("draft"):
        return None
    every = [held for p in dossier.ask(draft_reading, draft).passages for held in p.alternatives]
    return next((held for at, held in enumerate(every) if letter(at) == name), None)


def _people(here: Seat, id: str, about: str) -> Iterator[Act]:
    who, _, across = about.partition(" ")
    record: Record | None = here.dossier.get(who)
    if isinstance(record, Post):
        stands = here.dossier.ask(post_reading, who).standing
        yield Act(says=say("Say who holds it"), do="holders", adds="holders", row=about, to=about,
                  keys=("who", "acting", "since", "source"))  # fmt: skip
        for holder in (*stands.holders, *stands.acting)[:1]:
            yield Act(says=say("It fell vacant"), do="vacant", adds="holders", row=about, to=about,
                      fills={"ended": holder}, keys=("ended", "on", "source"))  # fmt: skip
    elif isinstance(record, Person) and across:
        yield Act(says=say("Note a dealing"), do="encounter", row=about, kind="encounter", keys=DEALING,
                  fills={"who": who, "with": across}, fixed=("who",))  # fmt: skip
    elif record is not None and record.kind == "expert":
        yield _add("expert", "asked", about)


def _asked(here: Seat, id: str, about: str) -> Iterator[Act]:
    """That a body was asked, and what came back; in a square of the grid, what it says of the option."""
    body, _, option = about.partition(" ")
    record = here.dossier.get(id)
    if record is None or here.dossier.get(body) is None:
        return
    if option:
        yield Act(says=say("Record it"), do="position", row=about, kind="position", keys=POSITION,
                  fills={"by": body, "about": option}, fixed=("by", "about"))  # fmt: skip
    elif (record.kind, "asked") in ADDITIONS:
        yield Act(says=say("Asked"), do="asked", adds="asked", row=about, to=id, fills={"who": body},
                  fixed=("who",), keys=("on", "by", "answer", "source"))  # fmt: skip


ROWS: dict[str, Row] = {
    "ledger": _undertaken, "roadmaps": _road, "alternatives": _foreseen, "decisions": _decided,
    "taskings": _decided, "drafts": _bracketed, "people": _people, "countdown": _decided,
    "positions": _asked, "lines": _asked,
}  # fmt: skip
"""For each view with acts in its rows: what they are."""
