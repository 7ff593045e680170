"""What can be asked over HTTP. The first sentence of each docstring is its entry in the OpenAPI document."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from summitry.book.diary.as_json import difference_as_json
from summitry.desk.access import FIRST, LAST, Nothing, open_to
from summitry.desk.accounts.models import Account, Glance, OwnAct
from summitry.desk.accounts.roles import READ
from summitry.desk.api.call import Answer, Call, Problem
from summitry.desk.pages import undoing
from summitry.desk.pages.findings import findings_of
from summitry.desk.pages.home import FIRST_LOOK
from summitry.desk.pages.journal import READ_JOURNAL, visible
from summitry.desk.pages.standing import matters
from summitry.desk.pages.waiting import Waiting, waiting
from summitry.desk.reading import note
from summitry.desk.shelf import served
from summitry.dossier.kinds import BY_KIND
from summitry.dossier.record import Record
from summitry.foundation.dates import DateFault, parse_as_of
from summitry.foundation.plain import plain
from summitry.secretariat import answers
from summitry.secretariat.answers import paged


def dossiers(account: Account) -> Answer:
    """List the dossiers that are open to you, and your role in each."""
    return {
        "account": account.username,
        "items": [
            {"dossier": each.slug, "title": served(each.slug, each.folder).whole().header.dossier,
             "role": grant.role}
            for each, grant in open_to(account)
        ],
    }  # fmt: skip


def about(call: Call) -> Answer:
    """Say whose dossier it is, its days and markings, and what you may do in it."""
    header, here = call.here.dossier.header, call.here
    rights = sorted(r for r in RIGHT_WORDS if here.may(r))
    return {
        "dossier": here.served.slug, "title": header.dossier, "today": here.today.isoformat(),
        "zone": header.zone, "own_side": header.own_side, "counterparts": list(header.counterparts),
        "markings": list(header.markings), "role": here.grant.role, "rights": rights,
        "kinds": answers.kinds(here.dossier),
    }  # fmt: skip


RIGHT_WORDS = (
    READ,
    "record",
    "revise",
    "outcome",
    "clear",
    "decide",
    "send round",
    "accept",
    "export",
    "journal",
)


def home(call: Call) -> Answer:
    """Say what waits for you, what changed since you looked, and where things stand.

    Unlike the page, asking does not count as looking.
    """
    here = call.here
    glance = Glance.objects.filter(account=here.account, dossier=here.served.slug).first()
    since = min(glance.since if glance is not None else here.day, here.day - FIRST_LOOK)
    entry = here.served.differing(here.grant.grants, since, here.day)
    return {
        "waiting": [_waiting(w) for w in waiting(here)],
        "stands": [
            {"title": m.title, "says": m.says, "rests_on": list(m.rests_on)} for m in matters(here)
        ],
        "since": difference_as_json(here.dossier, entry),
    }  # fmt: skip


def _waiting(found: Waiting) -> dict[str, Any]:
    return {"id": found.id, "title": found.title, "says": found.says, "due": found.due}


# -- records -------------------------------------------------------------------------------------


def records(call: Call) -> Answer:
    """List the records of a kind, in the order of their ids."""
    kind = BY_KIND.get(call.parts["kind"])
    if kind is None:
        raise Nothing
    return {"kind": kind.kind, **answers.listing(call.here.dossier, kind, call.page)}


def record(call: Call) -> Answer:
    """Read a record: its fields, what the check finds in it, what names it, how its quotations stand."""
    dossier, found = call.here.dossier, record_of(call)
    return {
        **answers.record_answer(dossier, found), "findings": answers.told(findings_of(call.here, found)),
        "named_by": answers.naming(dossier, found.id), "quotations": answers.quoted(dossier, found.id),
    }  # fmt: skip


def record_of(call: Call) -> Record:
    """Return the record that an address names.

    Raises:
        Nothing: when there is none, or none for this account.
    """
    found = call.here.dossier.get(call.parts["id"])
    if found is None:
        raise Nothing
    return found


# -- what is made of them ------------------------------------------------------------------------


def findings(call: Call) -> Answer:
    """List what the check finds, the most serious first, and what was accepted.

    Place has the record and the way to the field. Counts are of what is listed before it is narrowed down
    by code, severity or record.
    """
    here, query = call.here, call.query
    return answers.findings(
        here.dossier, here.served.report(here.dossier), code=query.get("code", ""),
        severity=query.get("severity", ""), about=query.get("about", ""),
    )  # fmt: skip


def views(call: Call) -> Answer:
    """List the views, which are the analyses, with the ids that each can show one by one."""
    return {"items": answers.views(call.here.dossier)}


def view(call: Call) -> Answer:
    """Read what a view says of the whole dossier, or of the record that is named."""
    supposed = [name for name in answers.OPTIONS if call.query.get(name)]
    if len(supposed) > 1:
        raise Problem(422, f"{' and '.join(supposed)} are not supposed together.")
    option = supposed[0] if supposed else ""
    words = tuple(word.strip() for word in call.query[option].split(",")) if option else ()
    try:
        return answers.view_answer(
            call.here.dossier, call.parts["view"], call.parts.get("id", ""), option, words
        )
    except answers.NoView:
        raise Nothing from None
    except answers.NotToBeShown as wrong:
        raise Problem(422, f"{wrong} {wrong.hint}".strip()) from None


def view_of(call: Call) -> Answer:
    """Read what a view says of one record."""
    return view(call)


def search(call: Call) -> Answer:
    """Search documents and records, best first.

    Words are ranked; phrases in quotation marks, AND, OR, NOT and fields such as person:Rostow are read as
    on the page.
    """
    try:
        return answers.searched(
            call.here.dossier, call.query.get("q", ""), min(call.number("limit", 30), 100)
        )
    except answers.NotSearched as wrong:
        raise Problem(422, str(wrong)) from None


def compare(call: Call) -> Answer:
    """Say what was learned between two days, which findings came and went, and what moved.

    Without days: since the day before the dossier's present one.
    """
    here = call.here
    first, last = sorted(
        (_day(call, "a", here.day - timedelta(days=1)), _day(call, "b", here.day)),
    )  # fmt: skip
    after = here.served.value(here.grant.grants, last)
    return difference_as_json(after, here.served.differing(here.grant.grants, first, last))


def _day(call: Call, name: str, otherwise: date) -> date:
    text = call.query.get(name, "")
    try:
        day = parse_as_of(text).earliest if text else otherwise
    except DateFault as wrong:
        raise Problem(422, f"{wrong.message} {wrong.hint}".strip()) from None
    if not FIRST <= day <= LAST:
        raise Problem(422, f"{text} is not a day of this dossier's time.")
    return day


def journal(call: Call) -> Answer:
    """List who did what when on records that you may read, the newest first."""
    call.here.need(READ)
    entries = list(enumerate(list(visible(call.here))[::-1]))[::-1]
    note(call.here, READ_JOURNAL)
    found: Answer = paged(
        entries, call.page, lambda each: f"{10**9 - each[0]:010}",
        lambda each: {"at": each[1].at, "who": each[1].actor, "act": each[1].act, "on": list(each[1].on)},
    )  # fmt: skip
    return found


# -- documents and papers --------------------------------------------------------------------------


def documents(call: Call) -> Answer:
    """List the documents of which the file cabinet holds the text."""
    return answers.documents(call.here.dossier, call.page)


def document(call: Call) -> Answer:
    """Read a held document: passages in sentences, each with its address, and what is filed from them."""
    found = answers.passages(call.here.dossier, call.parts["name"], call.page)
    if found is None:
        raise Nothing
    return found


def citation(call: Call) -> Answer:
    """Follow a citation to the passages it leads to, written out in the field's usual form."""
    try:
        return answers.cited(call.here.dossier, call.query.get("cites", ""))
    except answers.NotCited:
        raise Nothing from None


def papers(call: Call) -> Answer:
    """List the papers, drafts and lines in clearance, the offices that were asked, and how far each is."""
    return {"items": answers.papers(call.here.dossier)}


def paper(call: Call) -> Answer:
    """Read how a paper, draft or line stands in clearance.

    Each paragraph with its digest and each office's word on it.
    """
    found = answers.standing_of(call.here.dossier, call.parts["paper"])
    if found is None:
        raise Nothing
    return found


def acts(call: Call) -> Answer:
    """List your own last acts that can be taken back, the newest first."""
    mine = OwnAct.objects.filter(account=call.here.account, dossier=call.here.served.slug).order_by("-pk")
    return {"items": [own_act(act) for act in mine[:100] if undoing.there(call.here, act.what)]}


def own_act(act: OwnAct) -> dict[str, Any]:
    """Return an act of one's own as it is listed."""
    record = act.what.get("record") or act.what.get("made", {}).get("record", "")
    return {"act": act.pk, "record": record, "page": act.page, "at": plain(act.at)}
