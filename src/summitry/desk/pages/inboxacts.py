"""What a person does with a happening: accept, attach, split, merge, ignore, and take back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import slugify

from summitry.desk.access import Seat
from summitry.desk.accounts.models import OwnAct
from summitry.desk.pages import inboxreading
from summitry.desk.pages.writing import actor, in_words
from summitry.dossier.kinds import BY_KIND, Event, Question, Statement
from summitry.dossier.kinds.words import SPEAKERS
from summitry.foundation.dates import DateFault, parse_when
from summitry.foundation.dates.human import form_of
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import counted
from summitry.secretariat.capturing.names import resolve
from summitry.secretariat.watching import accepting, triaging
from summitry.secretariat.watching.accepting import Accepted
from summitry.watch.inbox import Link
from summitry.watch.triage.value import Proposal

PAGE = "inbox"
DOERS = ("party", "agency", "person")
GONE = "Somebody has dealt with it meanwhile, or it is not here."
Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an act: why it was not done (blank: it was), and which happening comes next."""

    fault: str = ""
    then: str = ""


def do(request: HttpRequest, here: Seat, every: Sequence[Proposal]) -> Outcome:
    """Do what a form asks."""
    sent = {k: str(v)[:20_000] for k, v in request.POST.items()}
    try:
        if sent.get("do") == "back":
            return Outcome(then=_back(request, here, sent))
        if sent.get("do") == "take up":
            return Outcome(then=_take_up(request, here, sent))
        proposal, then = as_read(every, sent.get("items", ""))
        picked = " ".join(request.POST.getlist("pick"))
        act = done(here, proposal, sent.get("do", ""), {**sent, "picked": picked}, every)
    except Refused as refusal:
        return Outcome(fault=in_words(refusal))
    messages.info(request, act.what["says"])
    return Outcome(then=proposal.id if sent["do"] in ("split", "merge") else then)


def done(here: Seat, proposal: Proposal, did: str, sent: Sent, every: Sequence[Proposal]) -> OwnAct:
    """Do something with a happening, and keep it as an act that its author can take back.

    Raises:
        Refused: when it cannot be done, and why.
    """
    act = _ACTS.get(did)
    if act is None:
        raise Refused("Say what to do with it: accept, attach, split, merge or ignore it.")
    says, what = act(here, proposal, sent, every)
    return OwnAct.objects.create(
        account=here.account, dossier=here.served.slug, page=PAGE, what={**what, "says": says[:300]}
    )


def as_read(every: Sequence[Proposal], read: str) -> tuple[Proposal, str]:
    """Return a happening as somebody read it, without what came to it since, and the id of the next one.

    Raises:
        Refused: when nothing of what was read is unread any more.
    """
    items = set(read.split())
    for at, proposal in enumerate(every):
        shown = tuple(r for r in proposal.reports if r.entry.id in items or r.entry.state != "unread")
        if any(r.entry.state == "unread" for r in shown):
            then = every[at + 1].id if at + 1 < len(every) else ""
            return replace(proposal, reports=shown), then
    raise Refused(GONE)


def _accept(
    here: Seat, proposal: Proposal, sent: Sent, every: Sequence[Proposal]
) -> tuple[str, dict[str, Any]]:
    title = _line(sent.get("title", ""))
    by = _who(here, sent.get("by", ""), DOERS)
    kind = sent.get("kind", "")
    if kind and here.dossier.get(kind) is None:
        raise Refused("Choose a kind of event from the list.")
    fields = {
        "id": _free_id(here, title or proposal.title), "title": title, "kind": kind, "by": [by] if by else [],
        "on": _day(sent.get("day", "")), "place": _line(sent.get("place", "")),
    }  # fmt: skip
    done = accepting.accept(
        actor(here), here.served.folder, here.dossier, _unread(proposal), fields, Event.kind, _files(here)
    )
    says = f"Filed: {title or proposal.title}, with {counted(len(done.items), 'report')} as its sources."
    return says, {"did": "accept", "made": done.plain()}


def _statement(
    here: Seat, proposal: Proposal, sent: Sent, every: Sequence[Proposal]
) -> tuple[str, dict[str, Any]]:
    number = sent.get("said", "")
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else -1
    if not 0 <= at < len(proposal.said):
        raise Refused("Choose the words that were said.")
    quoted = proposal.said[at]
    by = _who(here, sent.get("by", ""), SPEAKERS) or quoted.by
    question, _, answer = sent.get("answer", "").partition("/")
    asked = here.dossier.of(Question, question) if question else None
    if question and (asked is None or (answer and answer not in asked.answers)):
        raise Refused("Choose a question and an answer from the list.")
    fields: dict[str, Any] = {
        "id": _free_id(here, quoted.words), "by": by, "words": quoted.words, "to": ["public"],
        "said": _day(sent.get("day", "")),
        "answers": {question: [answer]} if answer else None,
        "about": [question] if question and not answer else None,
    }  # fmt: skip
    done = accepting.accept(
        actor(here), here.served.folder, here.dossier, _unread(proposal), fields, Statement.kind, _files(here)
    )
    says = f"Filed: the words of {here.dossier.title(by)}, with {counted(len(done.items), 'report')}."
    return says, {"did": "accept", "made": done.plain()}


def _attach(
    here: Seat, proposal: Proposal, sent: Sent, every: Sequence[Proposal]
) -> tuple[str, dict[str, Any]]:
    target = sent.get("record", "").strip() or _named(here, sent.get("named", ""))
    if here.dossier.get(target) is None:
        raise Refused("Choose the record it belongs to, or type its title.")
    done = accepting.attach(
        actor(here), here.served.folder, here.dossier, proposal, target, here.meant(target), _files(here)
    )
    says = f"Added to {here.dossier.title(target)}: {counted(len(done.items), 'report')}."
    return says, {"did": "attach", "made": done.plain()}


def _split(
    here: Seat, proposal: Proposal, sent: Sent, every: Sequence[Proposal]
) -> tuple[str, dict[str, Any]]:
    picked = sent["picked"].split()
    links = triaging.split(actor(here), here.served.folder, proposal, picked)
    return f"Held apart: {counted(len(picked), 'report')}.", {"did": "split", "links": _plain(links)}


def _merge(
    here: Seat, proposal: Proposal, sent: Sent, every: Sequence[Proposal]
) -> tuple[str, dict[str, Any]]:
    at = inboxreading.placed(every, sent.get("with", "") or sent.get("other", ""))
    if at is None:
        raise Refused("Choose the event that is the same.")
    links = triaging.merge(actor(here), here.served.folder, proposal, every[at])
    return f"Put together with “{every[at].title}”.", {"did": "merge", "links": _plain(links)}


def _ignore(
    here: Seat, proposal: Proposal, sent: Sent, every: Sequence[Proposal]
) -> tuple[str, dict[str, Any]]:
    items = [r.entry.id for r in proposal.unread]
    because = _line(sent.get("because", ""))
    count = triaging.ignore(actor(here), here.served.folder, proposal, because)
    says = f"Ignored: {proposal.title}, {counted(count, 'report')}."
    return says, {"did": "ignore", "items": items}


_Act = Callable[[Seat, Proposal, Sent, Sequence[Proposal]], tuple[str, dict[str, Any]]]
_ACTS: dict[str, _Act] = {
    "accept": _accept, "statement": _statement, "attach": _attach, "split": _split, "merge": _merge,
    "ignore": _ignore,
}  # fmt: skip


def _back(request: HttpRequest, here: Seat, sent: Sent) -> str:
    """Take back the account's own last act on the inbox, or the one that is named."""
    mine = OwnAct.objects.filter(account=here.account, dossier=here.served.slug, page=PAGE).order_by("-pk")
    named = sent.get("act", "")
    if named:
        known = named.isascii() and named.isdecimal() and len(named) < 12
        mine = mine.filter(pk=int(named)) if known else mine.none()
    act = mine.first()
    if act is None:
        raise Refused("Nothing of yours is left to take back here.")
    try:
        items = take_back(here, act.what)
    finally:
        act.delete()
    messages.info(request, "Taken back.")
    return f"h-{items[0]}" if items else ""


def take_back(here: Seat, what: Mapping[str, Any]) -> list[str]:
    """Take back an act on the inbox; return the reports that it was about.

    Raises:
        Refused: when somebody has changed meanwhile what was made.
    """
    folder, did = here.served.folder, what.get("did")
    if did in ("accept", "attach"):
        done = Accepted.of_plain(what["made"])
        accepting.take_back(actor(here), folder, here.dossier, done, here.meant(done.record))
        return list(done.items)
    if did == "ignore":
        items = list(what.get("items", ()))
        triaging.take_up(actor(here), folder, items)
        return items
    links = [Link(one=a, other=b, how=how) for a, b, how in what.get("links", ())]
    triaging.unlink(actor(here), folder, links)
    return [links[0].one] if links else []


def _take_up(request: HttpRequest, here: Seat, sent: Sent) -> str:
    """Make reports unread again that were ignored, whoever did so."""
    items = set(sent.get("items", "").split())
    acts = triaging.dealt_with(here.served.folder, here.dossier, 100_000)
    known = [e.id for act in acts if act.state == "ignored" for e in act.entries if e.id in items]
    if not known:
        raise Refused(GONE)
    triaging.take_up(actor(here), here.served.folder, known)
    messages.info(request, f"Unread again: {counted(len(known), 'report')}.")
    return f"h-{known[0]}"


def _unread(proposal: Proposal) -> Proposal:
    """The happening without what was ignored or filed of it."""
    return replace(proposal, reports=proposal.unread)


def _files(here: Seat) -> Callable[[str], str]:
    """Where new records go: what the account may not see does not decide it."""
    return lambda kind: here.served.file_for(here.grant.grants, kind)


def _plain(links: Sequence[Link]) -> list[list[str]]:
    return [[link.one, link.other, link.how] for link in links]


def _line(typed: str) -> str:
    """What was typed, on one line."""
    line = " ".join(typed.split())[:300]
    if not line.isprintable():
        raise Refused("It holds a character that cannot be printed.")
    return line


def _who(here: Seat, typed: str, kinds: tuple[str, ...]) -> str:
    typed = " ".join(typed.split())
    if not typed:
        return ""
    found = resolve(here.dossier, typed, kinds)
    if len(found) == 1:
        return found[0]
    if found:
        several = "; ".join(here.dossier.title(id) for id in found[:4])
        raise Refused(f'"{typed}" may be any of these: {several}. Write the name in full.')
    raise Refused(f'Nobody here is called "{typed}". Leave it blank, or choose from the list.')


def _named(here: Seat, typed: str) -> str:
    """The record whose title was typed."""
    typed = " ".join(typed.split())
    found = resolve(here.dossier, typed, tuple(BY_KIND)) if len(typed) > 2 else ()
    if len(found) > 1:
        several = "; ".join(here.dossier.title(id) for id in found[:4])
        raise Refused(f'"{typed}" may be any of these: {several}. Write the title in full.')
    return found[0] if found else ""


def _day(typed: str) -> Any:
    typed = " ".join(typed.split())
    if not typed:
        return ""
    try:
        return parse_when(form_of(typed) or typed).text
    except DateFault as wrong:
        raise Refused(f"{wrong.message} {wrong.hint}".strip()) from None


def _free_id(here: Seat, said: str) -> str:
    """A short name, with four letters by chance: no name tells of a record its author may not see."""
    stem = "-".join(slugify(said).split("-")[:6])[:50].strip("-") or "event"
    while here.served.whole().index.get(id := f"{stem}-{secrets.token_hex(2)}") is not None:
        continue
    return id
