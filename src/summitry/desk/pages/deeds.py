"""What one can do about what an analysis shows, offered where it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from summitry.desk.access import Seat
from summitry.desk.accounts.roles import EXPORT, OUTCOME, RECORD, REVISE
from summitry.desk.pages.addresses import to_page
from summitry.desk.pages.forms import names
from summitry.desk.pages.framing import on
from summitry.desk.pages.inplace import Act
from summitry.desk.pages.rowacts import acts_about
from summitry.desk.pages.toclear import way
from summitry.dossier.kinds import Line, Meeting
from summitry.dossier.record import Record
from summitry.foundation.labels import say
from summitry.foundation.values import dataclass

NEW = {
    "people": ("person", "post", "encounter", "expert"), "channels": ("channel",), "relays": ("relay",),
    "lines": ("question", "line"), "alternatives": ("alternative", "indicator"), "tests": ("test",),
    "cases": ("case",), "terms": ("term",), "drafts": ("draft",), "countdown": ("task", "meeting"),
    "meetings": ("meeting",), "objectives": ("objective",), "risks": ("risk",),
    "positions": ("option", "position"), "clearance": ("paper",), "pledges": ("pledge",),
    "events": ("event",), "ledger": ("agreement",), "roadmaps": ("paper",), "excerpts": ("excerpt",),
    "decisions": ("decision",), "taskings": ("task", "decision"),
}  # fmt: skip
"""For each view the kinds of record that it is made of, so that one more can be filed from it."""

WITH_FORMS = ("relays", "positions", "lines", "pledges", "countdown")
"""The views with a page of their own on which the forms of acts open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act: what the button says, where it leads, and its key."""

    title: str
    href: str
    key: str = ""
    first: bool = False


def deeds(here: Seat, view: str, id: str) -> tuple[Deed, ...]:
    """Return what the account may do about a view of one record, or of all."""
    record = here.dossier.get(id) if id else None
    if here.past or (id and record is None):
        return ()
    return tuple(_on_all(here, view) if record is None else _on_one(here, view, record))


def _on_all(here: Seat, view: str) -> Iterator[Deed]:
    if view == "conflicts" and here.may(RECORD):
        yield Deed(title="Build a conflict", href=reverse("conflict-new", args=(here.served.slug,)), key="n")
    if view in ("drafts", "lines"):
        yield Deed(title="Texts in clearance", href=reverse("papers", args=(here.served.slug,)))
    for at, kind in enumerate(NEW.get(view, ()) if here.may(RECORD) else ()):
        yield Deed(title=f"New {_noun(kind)}", href=_new(here, kind), key="" if at else "n", first=not at)


def _on_one(here: Seat, view: str, record: Record) -> Iterator[Deed]:
    slug = here.served.slug
    if here.may(OUTCOME) and isinstance(record, Meeting) and view in ("objectives", "meetings"):
        yield Deed(
            title="What came of it", href=reverse("outcomes", args=(slug, record.id)), key="o", first=True
        )
    if here.may(EXPORT) and isinstance(record, Meeting) and view == "meetings":
        yield Deed(title="Take the book", href=reverse("book", args=(slug, record.id)))
    clearing = tuple(_clearing(here, view, record))
    yield from clearing
    if here.may(RECORD):
        acts = acts_about(here, view, record.id, "")
        done = {act.kind for act in acts}
        yield from (
            Deed(title=act.says, href=address(here, view, record.id, act), first=act.first and not clearing)
            for act in acts
        )
        for kind in NEW.get(view, ()):
            if kind not in (record.kind, *done) and names(kind, record.kind):
                title = f"New {_noun(kind)} about this {_noun(record.kind)}"
                yield Deed(title=title, href=_new(here, kind, record.id))
    if here.may(REVISE):
        yield Deed(title="Change", href=on(here, reverse("edit", args=(slug, record.id))), key="e")


def _clearing(here: Seat, view: str, record: Record) -> Iterator[Deed]:
    """The way to clear what the view shows: a draft or paper itself, a question's lines."""
    if view in ("drafts", "clearance") and (found := way(here, record.id)) is not None:
        yield Deed(title=found.does, href=found.href, first=True)
    if view == "lines":
        for line in here.dossier.naming(record.id, Line):
            if line.question == record.id and (found := way(here, line.id)) is not None:
                yield Deed(title=f"{say(found.does)}: {_short(line.known_as)}", href=found.href)


def address(here: Seat, view: str, id: str, act: Act) -> str:
    """Return where an act stands open on the page of a view."""
    if act.href:
        return act.href
    asked = {"do": act.do, **({"row": act.row} if act.row else {})}
    # No place in it: a browser that is led to one does not put the cursor in the form.
    if not id:
        return on(here, reverse("show", args=(here.served.slug, view)), **asked)
    if view in WITH_FORMS:
        return to_page(here, view, id, **asked)
    return on(here, reverse("show-one", args=(here.served.slug, view, id)), **asked)


def _new(here: Seat, kind: str, about: str = "") -> str:
    return on(here, reverse("new", args=(here.served.slug, kind)), **({"for": about} if about else {}))


def _noun(kind: str) -> str:
    return kind.replace("_", " ")


def _short(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:47].rsplit(' ', 1)[0]} …"
