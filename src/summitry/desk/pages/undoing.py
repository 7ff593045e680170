"""One's own last act, taken back: on every page, as long as nobody has changed the same since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from summitry.desk.access import Nothing, Seat, seat
from summitry.desk.accounts.models import Account, OwnAct
from summitry.desk.accounts.roles import CLEAR, OUTCOME, RECORD, REVISE
from summitry.desk.pages import inboxacts, roundsback
from summitry.desk.pages.unsaved import clock
from summitry.desk.pages.wordsof import called
from summitry.desk.pages.writing import actor, in_words, revised, text_of
from summitry.folder.edit import digest_of
from summitry.folder.refusals import StaleText
from summitry.folder.yamltext import Tree
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import opened
from summitry.secretariat import acts, capturing
from summitry.secretariat.capturing import Filing
from summitry.secretariat.capturing.filing import NotTakenBack
from summitry.secretariat.journal.latest import latest

FOR = timedelta(days=1)
"""How long an act can be taken back from every page, and how long the words it replaced are kept."""

BEFORE = "before"
"""What an act on a record that was there keeps: the fields it replaced, as its author saw them."""


ON_INBOX = "did"
"""What an act on reports in the inbox keeps: which act it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One's own last act, as it is offered to be taken back."""

    said: str
    when: str


# -- keeping -------------------------------------------------------------------------------------


def did(here: Seat, what: Mapping[str, object], page: str = "", passage: int = 0) -> OwnAct:
    """Keep an act, so that its author can take it back."""
    mine = OwnAct.objects.filter(account=here.account, at__lt=timezone.now() - FOR, what__has_key=BEFORE)
    mine.delete()
    return OwnAct.objects.create(
        account=here.account, dossier=here.served.slug, page=page[:300], what=dict(what), passage=passage
    )


def filed(here: Seat, record: str) -> None:
    """Keep that a new record was filed."""
    did(here, Filing(record=record, digest=acts.read(here.served.folder, record).digest).plain())


def added(here: Seat, every: Iterable[tuple[str, str, Tree]]) -> None:
    """Keep that entries were added: each with its record, the list it went to, and itself."""
    found = [
        Filing(record=record, pieces=((key, _id(entry), digest_of(_mapping(entry))),)).plain()
        for record, key, entry in every
    ]
    if found:
        did(here, found[0] if len(found) == 1 else {"record": found[0]["record"], "several": found})


def _id(entry: Tree) -> str:
    return str(_mapping(entry).get("id") or "")


def _mapping(entry: Tree) -> dict[str, Tree]:
    return dict(entry) if isinstance(entry, Mapping) else {"": entry}


def changed(here: Seat, record: str, before: Mapping[str, Tree], after: Mapping[str, Tree]) -> OwnAct | None:
    """Keep that fields of a record were changed: what its author saw before, and the digest of it after."""
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    if not differing:
        return None
    return did(here, {
        "record": record, BEFORE: {key: before.get(key) for key in differing},
        "digest": _digest(after, differing),
    })  # fmt: skip


def _digest(fields: Mapping[str, Tree], keys: Iterable[str]) -> str:
    return digest_of({key: fields.get(key) for key in sorted(keys)})


# -- offering ------------------------------------------------------------------------------------


def offered(here: Seat) -> Own | None:
    """Return the account's own last act, if it can be taken back from here."""
    act = None if here.past else _last(here)
    if act is None or not any(here.may(right) for right in rights(act.what)):
        return None
    return Own(said=_said(here, act.what), when=clock(here, act.at))


def _said(here: Seat, what: Mapping[str, Any]) -> str:
    title = _title(here, what)
    if ON_INBOX in what or roundsback.ACT in what:
        return title
    return f"{'changed' if BEFORE in what else 'filed'}: {title}"


def _last(here: Seat) -> OwnAct | None:
    mine = OwnAct.objects.filter(
        account=here.account, dossier=here.served.slug, at__gte=timezone.now() - FOR
    )  # fmt: skip
    act = mine.order_by("-pk").first()
    return act if act is not None and there(here, act.what) else None


def there(here: Seat, what: Mapping[str, Any]) -> bool:
    """Whether what an act was about is still there for the account; reports in the inbox always are."""
    return ON_INBOX in what or here.dossier.get(str(what.get("record"))) is not None


def rights(what: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the rights of which one lets an account take an act back."""
    if roundsback.ACT in what:
        return roundsback.RIGHTS[what[roundsback.ACT]]
    return (REVISE,) if BEFORE in what else (RECORD, CLEAR, OUTCOME)


def _title(here: Seat, what: Mapping[str, Any]) -> str:
    if roundsback.ACT in what:
        words = roundsback.title(here.dossier, what)
    elif ON_INBOX in what:
        words = str(what["says"]).rstrip(".")
    elif what.get("pieces") and what["pieces"][0][0] == "carries":
        relay, element = str(what["record"]), str(what["pieces"][0][1]).partition("/")[2]
        words = f"{here.dossier.title(f'{relay}/{element}')}, {here.dossier.title(relay)}"
    else:
        record = here.dossier.get(str(what["record"]))
        words = called(here.dossier, record) if record is not None else str(what["record"])
    return words if len(words) <= 70 else f"{words[:69].rsplit(' ', 1)[0]} …"


# -- taking back ---------------------------------------------------------------------------------


@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back the account's own last act, or say who changed the same since."""
    here = seat(request, slug)
    act = _last(here)
    if here.past or (act is not None and not any(here.may(r) for r in rights(act.what))):
        raise Nothing
    if act is None:
        messages.info(request, "Nothing of yours is left to take back.")
        return redirect(_back(request, here, ""))
    said = opened(_title(here, act.what))
    try:
        take_back(here, act.what)
        messages.info(request, f"Taken back: {said}.")
    except (NotTakenBack, StaleText):
        messages.info(request, f"{said} was left as it stands. {who_since(here, act)}")
    except Refused as refusal:
        messages.info(request, f"{said} was left as it stands. {in_words(refusal)}")
    act.delete()
    here.served.look_again()
    after, record = seat(request, slug), str(act.what.get("record", ""))
    gone = after.dossier.get(record) is None
    return redirect(_back(request, here, record if gone else ""))


def take_back(here: Seat, what: Mapping[str, Any]) -> None:
    """Take back what an act did, where it stands as it was left.

    Raises:
        NotTakenBack: when it was changed since.
        Refused: when it is not there any more, or the text cannot be changed in this way.
    """
    if ON_INBOX in what:
        inboxacts.take_back(here, what)
        return
    if roundsback.ACT in what:
        roundsback.take_back(here, what)
        return
    if BEFORE in what:
        _put_back(here, what)
        return
    for each in reversed(what.get("several", [what])):
        capturing.take_back(actor(here), here.served.folder, Filing.of_plain(each))


def _put_back(here: Seat, what: Mapping[str, Any]) -> None:
    """Give fields the values they had, where they still have those that the act gave them."""
    id, before = str(what["record"]), what[BEFORE]
    record = here.dossier.get(id)
    if record is None:
        raise NotTakenBack("It is not there any more.")
    text = text_of(here, record)
    if _digest(text.seen, before) != what["digest"]:
        raise NotTakenBack("It was changed since.")
    revised(here, record, text, before)


def who_since(here: Seat, act: OwnAct) -> str:
    """Say who changed a record after an act, and when; as far as the account may know."""
    id = str(act.what.get("record", ""))
    for entry in latest(here.served.folder):
        at = datetime.fromisoformat(entry.at)
        if at < act.at:
            break
        if not entry.digest or entry.actor == here.account.username or id not in entry.on:
            continue
        if all(here.dossier.get(each) is not None for each in entry.on):
            return f"{name_of(entry.actor)} changed it at {clock(here, at)}."
    return "It was changed in the folder since."


def name_of(actor: str) -> str:
    """Return the name of somebody whom the journal knows by an account's word."""
    account = Account.objects.filter(username=actor).first()
    return str(account) if account is not None else actor


def _back(request: HttpRequest, here: Seat, gone: str) -> str:
    """Where the page goes on: where it was, unless that is the page of what was taken back."""
    slug = here.served.slug
    there = request.POST.get("back", "")
    home = reverse("home", args=(slug,))
    if not there.startswith(home) or "\\" in there or not there.isprintable():
        return home
    if gone and there.partition("?")[0].startswith(reverse("record", args=(slug, gone))):
        return home
    return there
