"""The right side of the capture page: the words chosen, what they are, the form, what the check says."""

from __future__ import annotations

from typing import Any

from summitry.desk.access import Seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.accounts.roles import RECORD
from summitry.desk.pages.framing import to_record
from summitry.dossier.kinds import BY_KIND
from summitry.foundation.dates import day_in_words, in_words
from summitry.secretariat import capturing
from summitry.secretariat.capturing import KINDS, Chosen, Filing, Paper
from summitry.secretariat.capturing.paper import NotChosen, shown

OWN = 8
"""Most of one's own acts that are listed."""

Asked = dict[str, tuple[str, ...]]


def asked(sent: Any) -> Asked:
    """What a browser sent: each field with its values."""
    return {key: tuple(map(str, sent.getlist(key)))[:200] for key in sent}


def one(asked: Asked, name: str) -> str:
    """Return the first value of a field; blank when it was not sent."""
    return asked[name][0] if asked.get(name) else ""


def panel(here: Seat, paper: Paper, asked: Asked, *, fault: str = "", check: bool = False) -> dict[str, Any]:
    """What stands on the right: the words chosen, the kinds, the form with proposals and findings."""
    kind, first = one(asked, "kind"), one(asked, "s")
    found: dict[str, Any] = {
        "kinds": [(k, at + 1, k.capitalize(), k == kind) for at, k in enumerate(KINDS)], "fault": fault,
        "may": here.may(RECORD), "first": first, "last": one(asked, "e") or first, "kind": kind,
        "learned": day_in_words(here.today), "own": own(here, paper),
    }  # fmt: skip
    if not first:
        return found
    try:
        chosen = capturing.choose(paper, first, one(asked, "e"), one(asked, "w"))
    except NotChosen as refusal:
        return {**found, "fault": fault or str(refusal), "first": "", "last": ""}
    found |= {"chosen": chosen, "place": _place(paper, chosen), "said": said(paper)}
    if kind not in KINDS:
        return found
    answers = {k: v for k, v in asked.items() if k not in ("s", "e", "w", "kind")} if check else {}
    found["blanks"] = capturing.blanks_for(here.dossier, paper, chosen, kind, answers)
    return found | _judged(here, paper, chosen, kind, answers, tell=check)


def _judged(
    here: Seat, paper: Paper, chosen: Chosen, kind: str, answers: Asked, *, tell: bool
) -> dict[str, Any]:
    """What is wrong with what was typed, and what the check would find."""
    fact = capturing.prepared(here.dossier, paper, chosen, kind, answers, here.today.isoformat())
    told = [f for f in fact.faults if tell and "this is needed" not in f.says]
    return {"faults": told, "findings": capturing.findings(here.dossier, fact)}


def said(paper: Paper) -> str:
    """Return the day a paper bears, in words."""
    return in_words(paper.when) if paper.when is not None else ""


def _place(paper: Paper, chosen: Chosen) -> str:
    from_where = [s.place for s in shown(paper, 0, len(paper.passages)) if s.number in
                  {p.number for p in chosen.passages}]  # fmt: skip
    return from_where[0] if from_where else ""


def own(here: Seat, paper: Paper) -> list[dict[str, Any]]:
    """The account's own acts on this document that can be taken back, the last first."""
    mine = OwnAct.objects.filter(account=here.account, dossier=here.served.slug, page=page_of(paper))
    found: list[dict[str, Any]] = []
    for act in mine.order_by("-pk")[:OWN]:
        filing = Filing.of_plain(act.what)
        record = here.dossier.get(filing.record)
        if record is not None:
            found.append({
                "id": act.pk, "kind": _called(record.kind, filing), "says": short(_words(here, filing)),
                "href": to_record(here, record.id),
            })  # fmt: skip
    return found


def _called(kind: str, filing: Filing) -> str:
    inside = {"hops": "claim", "carries": "claim", "duties": "duty", "roadmap": "step"}
    return next(
        (inside[key] for key, _, _ in filing.pieces if key in inside), BY_KIND[kind].kind.replace("_", " ")
    )


def _words(here: Seat, filing: Filing) -> str:
    for key, id, _ in filing.pieces:
        if key in ("hops", "duties", "roadmap"):
            return here.dossier.title(f"{filing.record}/{id}")
        if key == "carries":
            return here.dossier.title(f"{filing.record}/{id.partition('/')[2]}")
    return here.dossier.title(filing.record)


def short(text: str) -> str:
    """Return words at a length for a list."""
    return text if len(text) <= 70 else f"{text[:69].rsplit(' ', 1)[0]} …"


def page_of(paper: Paper) -> str:
    """Return the name under which acts on a paper are kept."""
    return f"capture {paper.name}"[:300]
