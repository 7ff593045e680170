"""Notices that a person chooses: which kinds of alarm of a dossier are sent by mail at once, and where to.

The operator's file stays the outer limit: a service must send (`Sending`), to that address, up to that
marking. What is sent is what the account may see at that moment; the grant is asked for with every round.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from summitry.desk.access import open_to
from summitry.desk.accounts import deskjournal
from summitry.desk.accounts.factors.steps import owed
from summitry.desk.accounts.models import Account, Choice, Grant, Sending
from summitry.desk.accounts.roles import READ
from summitry.desk.shelf import served
from summitry.desk.state import Shelved
from summitry.foundation.refusals import Refused
from summitry.foundation.values import dataclass
from summitry.foundation.wording import listed
from summitry.secretariat.journal import noted
from summitry.secretariat.watching.operator import KINDS, address, within

STALE = timedelta(days=1)
"""A service that has said nothing for so long is taken not to run."""


class NotChosen(ValueError):
    """Notices cannot be chosen so; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A dossier of which an account may choose notices: within which limits, and what it chose."""

    slug: str
    title: str
    sends: bool
    hosts: str
    marking: str
    kinds: tuple[str, ...] = ()
    to: str = ""


def offers(account: Account, *, stepped: bool, now: datetime | None = None) -> tuple[Offer, ...]:
    """Return the dossiers that the account may read, with what it chose in each."""
    limits = {each.dossier: each for each in Sending.objects.all()}
    chosen = {each.dossier: each for each in account.choices.all()}
    old = (now or timezone.now()) - STALE
    return tuple(
        Offer(
            slug=each.slug, title=served(each.slug, each.folder).whole().header.dossier or each.slug,
            sends=(limit := limits.get(each.slug)) is not None and limit.at >= old,
            hosts=listed(limit.addresses) if limit else "", marking=limit.marking if limit else "",
            kinds=tuple(mine.kinds) if (mine := chosen.get(each.slug)) else (),
            to=mine.address if mine else "",
        )
        for each in _readable(account, stepped=stepped)
    )  # fmt: skip


def _readable(account: Account, *, stepped: bool) -> list[Shelved]:
    return [
        each for each, grant in open_to(account)
        if grant.may(READ) and (stepped or not owed(each.slug, grant.role))
    ]  # fmt: skip


def choose(account: Account, slug: str, kinds: Iterable[str], to: str, *, stepped: bool) -> str:
    """Have the alarms of some kinds sent to an address from now on; say so. Without a kind, none any more.

    Raises:
        NotChosen: when the dossier is not open to the account, nobody sends its notices, or not there.
    """
    home = next((each for each in _readable(account, stepped=stepped) if each.slug == slug), None)
    if home is None:
        raise NotChosen("There is no such dossier.")
    wanted = [kind for kind in KINDS if kind in set(kinds)]
    if not wanted:
        return _end(account, home)
    limit = Sending.objects.filter(dossier=slug, at__gte=timezone.now() - STALE).first()
    if limit is None:
        raise NotChosen("Nobody sends notices of this dossier at present. Ask whoever runs the desk.")
    try:
        to = address(to.strip())
    except Refused as refusal:
        raise NotChosen(f"{refusal} Write one as ann@ministry.example.") from None
    if not within(to, limit.addresses):
        raise NotChosen(f"Notices of this dossier go to {listed(limit.addresses)}, not to {to}.")
    Choice.objects.update_or_create(
        account=account, dossier=slug, defaults={"kinds": wanted, "address": to, "stepped": stepped}
    )
    _note(account, home, f"choose notices to {to}: {', '.join(wanted)}")
    return f"Alarms of the kinds you chose are sent to {to} as they are raised."


def _end(account: Account, home: Shelved) -> str:
    gone, _ = account.choices.filter(dossier=home.slug).delete()
    if gone:
        _note(account, home, "choose notices: none")
    return "No alarm of this dossier is sent to you."


def _note(account: Account, home: Shelved, words: str) -> None:
    """Put a choice in the desk's journal, and in the dossier's."""
    deskjournal.note(account.get_username(), words, [deskjournal.of_dossier(home.slug)])
    noted(home.folder, account.get_username(), words, ())


def standing(slug: str) -> tuple[tuple[Choice, Grant], ...]:
    """Return what people chose in a dossier who may still read it, each with the grant of this moment."""
    grants = {grant.account_id: grant for grant in Grant.objects.filter(dossier=slug)}
    chosen = Choice.objects.filter(dossier=slug, account__is_active=True).select_related("account")
    return tuple(
        (choice, grant) for choice in chosen.order_by("pk")
        if (grant := grants.get(choice.account_id)) is not None and grant.may(READ)
        and (choice.stepped or not owed(slug, grant.role))
    )  # fmt: skip
