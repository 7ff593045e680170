"""What an administrator does at the desk: accounts, grants, second steps. No record is shown here.

An administrator manages the grants of the dossiers it administers, and an account itself only when every
grant that the account holds is for one of these: a new password opens whatever the account may open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from itertools import islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from summitry.desk.access import Nothing, administers
from summitry.desk.accounts import deskjournal, people, sittings
from summitry.desk.accounts.framing import in_zone, show
from summitry.desk.accounts.models import Account, Demand, Grant
from summitry.desk.accounts.roles import ROLES
from summitry.desk.shelf import Served, served
from summitry.desk.state import Shelved
from summitry.foundation.values import dataclass
from summitry.secretariat.journal import noted
from summitry.secretariat.journal.latest import latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Administered:
    """A dossier that the reader administers: its markings, groups and demands, and no more of it."""

    slug: str
    title: str
    markings: tuple[str, ...]
    groups: tuple[str, ...]
    demands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An account on the page: its grants for administered dossiers, and whether it may be acted on itself."""

    account: Account
    grants: tuple[Grant, ...]
    whole: bool
    me: bool
    steps: int
    signed_in: bool


def _needed(request: HttpRequest) -> tuple[Account, tuple[Shelved, ...]]:
    found = administers(request)
    if not found:
        raise Nothing
    assert isinstance(request.user, Account)
    return request.user, found


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the accounts that have a grant for what the reader administers, or none at all."""
    return _page(request)


def _page(request: HttpRequest, said: str = "", shown: str = "", status: int = 200) -> HttpResponse:
    me, dossiers = _needed(request)
    slugs = {each.slug for each in dossiers}
    values = {
        "account": me, "rows": _rows(me, slugs), "dossiers": [_administered(each) for each in dossiers],
        "roles": ROLES, "said": said, "shown": shown,
    }  # fmt: skip
    return show(request, "desk/accounts.html", "accounts", values, status)


def _administered(shelved: Shelved) -> Administered:
    header = served(shelved.slug, shelved.folder).whole().header
    asked = Demand.objects.filter(dossier=shelved.slug).values_list("role", flat=True)
    return Administered(
        slug=shelved.slug, title=header.dossier or shelved.slug, markings=header.markings,
        groups=header.groups, demands=tuple(asked),
    )  # fmt: skip


def _rows(me: Account, slugs: set[str]) -> list[Row]:
    rows, signed_in = [], sittings.signed_in()
    for account in Account.objects.prefetch_related("grants", "factors").order_by("username"):
        grants = tuple(account.grants.all())
        mine = tuple(g for g in grants if g.dossier in slugs)
        if mine or not grants:
            rows.append(
                Row(
                    account=account, grants=mine, whole=len(mine) == len(grants), me=account == me,
                    steps=len(account.factors.all()), signed_in=str(account.pk) in signed_in,
                )
            )  # fmt: skip
    return rows


MOST = 200
"""Entries on the page; the whole is verified with ``summitry journal verify``."""


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Show what was done to the accounts and grants that the reader manages, and their signing in."""
    me, dossiers = _needed(request)
    names = {row.account.get_username() for row in _rows(me, {each.slug for each in dossiers})}
    known = names | {deskjournal.of_dossier(each.slug) for each in dossiers}
    found = (e for e in latest(deskjournal.folder()) if e.actor in names and known.issuperset(e.on))
    rows = [(in_zone(datetime.fromisoformat(e.at), me), e.actor, e.act) for e in islice(found, MOST)]
    return show(request, "desk/desk-journal.html", "accounts", {"rows": rows, "account": me})


# -- acts ------------------------------------------------------------------------------------------


WHICH = "Say for which dossier."


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is shown once."""
    me, _ = _needed(request)
    name, title, office = (_typed(request, key) for key in ("username", "name", "office"))
    act = partial(people.add, name, name=title, office=office)
    return _shown_once(request, _done(request, me, "make an account", name, act))


@require_POST
def grant(request: HttpRequest) -> HttpResponse:
    """Give a grant, change it, or take it away."""
    me, dossiers = _needed(request)
    name, chosen = _typed(request, "username"), _chosen(request, dossiers)
    if chosen is None:
        return _page(request, said=WHICH, status=422)
    slug = chosen.slug
    if name == me.get_username():
        return _page(
            request, said="Nobody changes a grant of their own. Ask another administrator.", status=422
        )
    role, marking = _typed(request, "role"), _typed(request, "marking")
    groups = tuple(request.POST.getlist("groups")[:100])
    if role == "none":
        act, told = partial(people.withdraw, name, slug), f"withdraw {slug} from"
    else:
        act = partial(people.grant, name, slug, role=role, marking=marking, groups=groups)
        told = f"grant {role} of {slug} to"
    return _answer(request, me, told, name, act, folder_of=chosen)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close an account, or open it again."""
    again = _typed(request, "again") == "1"
    act = people.reopen if again else people.close
    return _on_an_account(request, "open again" if again else "close", act)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of an account."""
    return _on_an_account(request, "end the sessions of", people.end_all_sessions)


@require_POST
def reset_second_step(request: HttpRequest) -> HttpResponse:
    """Take the second steps of an account away."""
    return _on_an_account(request, "reset the second step of", people.reset_second_factor)


@require_POST
def new_password(request: HttpRequest) -> HttpResponse:
    """Give an account a new password, shown once."""
    me, _ = _needed(request)
    name = _typed(request, "username")
    act = partial(_whole_act, request, people.new_password, name)
    return _shown_once(request, _done(request, me, "give a new password to", name, act))


@require_POST
def demand(request: HttpRequest) -> HttpResponse:
    """Demand a second step for a dossier, of everybody or of some roles; or of nobody any more."""
    me, dossiers = _needed(request)
    chosen = _chosen(request, dossiers)
    if chosen is None:
        return _page(request, said=WHICH, status=422)
    roles = tuple(r for r in ("", *ROLES) if (r or "everybody") in request.POST.getlist("of"))
    act, told = partial(people.demand, chosen.slug, roles), f"demand a second step for {chosen.slug}"
    return _answer(request, me, told, "", act, folder_of=chosen)


@dataclass(frozen=True, slots=True)
class Told:
    """Whether an act was done, and the sentence that says so or why not."""

    done: bool
    said: str


def _typed(request: HttpRequest, key: str) -> str:
    return request.POST.get(key, "").strip()[:200]


def _chosen(request: HttpRequest, dossiers: Iterable[Shelved]) -> Served | None:
    """The dossier that a form is about, if the reader administers it."""
    slug = _typed(request, "dossier")
    return next((served(each.slug, each.folder) for each in dossiers if each.slug == slug), None)


def _shown_once(request: HttpRequest, made: Told) -> HttpResponse:
    """The page with what is said this once, or why nothing was done."""
    return _page(request, shown=made.said) if made.done else _page(request, said=made.said, status=422)


def _whole_act(request: HttpRequest, act: Callable[[str], str], name: str) -> str:
    """Act on an account itself, if all of it is the reader's to manage."""
    me, dossiers = _needed(request)
    row = next((r for r in _rows(me, {d.slug for d in dossiers}) if r.account.get_username() == name), None)
    if row is None:
        raise ValueError(f'There is no account "{name}".')
    if row.me:
        raise ValueError("Use your own account's page for that, or ask another administrator.")
    if not row.whole:
        raise ValueError(f"{name} has grants that you do not manage: ask who does.")
    return act(name)


def _on_an_account(request: HttpRequest, told: str, act: Callable[[str], str]) -> HttpResponse:
    me, _ = _needed(request)
    name = _typed(request, "username")
    return _answer(request, me, told, name, partial(_whole_act, request, act, name))


def _answer(
    request: HttpRequest, me: Account, told: str, name: str, act: Callable[[], str],
    folder_of: Served | None = None,
) -> HttpResponse:  # fmt: skip
    made = _done(request, me, told, name, act, folder_of)
    if not made.done:
        return _page(request, said=made.said, status=422)
    messages.info(request, made.said)
    return redirect("accounts")


def _done(
    request: HttpRequest, me: Account, told: str, name: str, act: Callable[[], str],
    folder_of: Served | None = None,
) -> Told:  # fmt: skip
    """Do an act and put it in the desk's journal, and in the dossier's where it is about that."""
    try:
        said = act()
    except ValueError as refusal:
        return Told(done=False, said=str(refusal))
    words = f"{told} {name}".strip()
    about = [deskjournal.of_dossier(folder_of.slug)] if folder_of is not None else []
    deskjournal.note(me.get_username(), words, [*([name] if name else []), *about])
    if folder_of is not None:
        noted(folder_of.folder, me.get_username(), words, ())
    return Told(done=True, said=said)
