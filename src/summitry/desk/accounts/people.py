"""Making accounts and grants: what ``summitry user`` and the administrator's page do. Each act says what
it did in a sentence, and raises `ValueError` in words for what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from summitry.desk.accounts import chance, sittings
from summitry.desk.accounts.factors import steps
from summitry.desk.accounts.models import Account, Demand, Grant
from summitry.desk.accounts.roles import ROLES
from summitry.desk.shelf import served
from summitry.foundation.suggest import did_you_mean
from summitry.foundation.wording import counted

_USERNAME = re.compile(r"[\w.@+-]{1,150}")


def first_password() -> str:
    """Return a password that nobody chose: four groups of letters that are read aloud easily."""
    return chance.grouped(4, 5)


def account_named(username: str) -> Account:
    """Return the account that signs in under a name.

    Raises:
        ValueError: when there is none.
    """
    found = Account.objects.filter(username=username).first()
    if found is None:
        near = did_you_mean(username, Account.objects.values_list("username", flat=True))
        raise ValueError(f'There is no account "{username}". {near}'.strip())
    return found


def add(username: str, *, name: str = "", office: str = "", zone: str = "UTC", password: str = "") -> str:
    """Make an account and say its first password."""
    if not _USERNAME.fullmatch(username):
        raise ValueError("A user name is made of letters, digits and . _ - @ +, at most 150 of them.")
    if Account.objects.filter(username=username).exists():
        raise ValueError(f'There is already an account "{username}".')
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{zone}" is no time zone. Write one as America/New_York.') from None
    chosen = password or first_password()
    Account.objects.create_user(username, password=chosen, name=name, office=office, zone=zone)
    return f"{username} can sign in with the password {chosen}. It is shown this once."


def grant(username: str, dossier: str, *, role: str, marking: str = "", groups: Iterable[str] = ()) -> str:
    """Say what an account may do and see in a dossier."""
    account = account_named(username)
    if role not in ROLES:
        raise ValueError(
            f'There is no role "{role}". {did_you_mean(role, ROLES) or "Roles: " + ", ".join(ROLES)}'
        )
    shelved = {each.slug: each for each in settings.STATE.dossiers()}
    if dossier not in shelved:
        raise ValueError(
            f'The desk serves no dossier "{dossier}". It serves: {", ".join(shelved) or "none yet"}.'
        )
    header = served(dossier, shelved[dossier].folder).whole().header
    level = marking or header.lowest_marking
    if header.markings and level not in header.markings:
        raise ValueError(
            f'The dossier knows no marking "{level}". Its markings: {", ".join(header.markings)}.'
        )
    for group in groups:
        if group not in header.groups:
            raise ValueError(f'The dossier knows no group "{group}". Its groups: {", ".join(header.groups)}.')
    Grant.objects.update_or_create(
        account=account, dossier=dossier,
        defaults={"role": role, "marking": level, "groups": sorted(set(groups))},
    )  # fmt: skip
    seen = f", and what is kept for {', '.join(sorted(set(groups)))}" if groups else ""
    return f"{username} is {role} of {dossier} and sees up to {level}{seen}."


def withdraw(username: str, dossier: str) -> str:
    """Take a grant away."""
    gone, _ = Grant.objects.filter(account=account_named(username), dossier=dossier).delete()
    if not gone:
        raise ValueError(f"{username} has no grant for {dossier}.")
    return f"{username} sees nothing of {dossier} any more."


def new_password(username: str) -> str:
    """Give an account a new password and end its sessions."""
    account = account_named(username)
    chosen = first_password()
    account.set_password(chosen)
    account.save(update_fields=["password"])
    sittings.end(account)
    return f"{username} can sign in with the password {chosen}. It is shown this once."


def close(username: str) -> str:
    """Close an account."""
    account = account_named(username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    sittings.end(account)
    return f"{username} cannot sign in any more."


def reopen(username: str) -> str:
    """Open a closed account again, with the password and the second step it had."""
    account = account_named(username)
    account.is_active = True
    account.save(update_fields=["is_active"])
    return f"{username} can sign in again."


def end_all_sessions(username: str) -> str:
    """End every session of an account and say how many there were."""
    ended = sittings.end(account_named(username))
    return f"{counted(ended, 'session')} of {username} ended." if ended else f"{username} was not signed in."


def reset_second_factor(username: str) -> str:
    """Take the second steps of an account away, with its recovery codes, and end its sessions."""
    account = account_named(username)
    gone = steps.reset(account)
    sittings.end(account)
    if not gone:
        return f"{username} had set up no second step."
    return f"{username} signs in with the password alone until a second step is set up again."


def demand(dossier: str, roles: Iterable[str]) -> str:
    """Demand a second step for a dossier of these roles (a blank one: of everybody), and of no others."""
    wanted = set(roles)
    if unknown := wanted - {"", *ROLES}:
        raise ValueError(f'There is no role "{min(unknown)}". Roles: {", ".join(ROLES)}.')
    if dossier not in {each.slug for each in settings.STATE.dossiers()}:
        raise ValueError(f'The desk serves no dossier "{dossier}".')
    with transaction.atomic():
        Demand.objects.filter(dossier=dossier).exclude(role__in=wanted).delete()
        for role in sorted(wanted):
            Demand.objects.get_or_create(dossier=dossier, role=role)
    if not wanted:
        return f"{dossier} is open without a second step."
    who = "everybody" if "" in wanted else f"every {' and '.join(sorted(wanted))}"
    return f"{dossier} is closed to {who} until a second step is set up and used."


def listing() -> str:
    """Return accounts and grants, a line each."""
    lines = []
    for account in Account.objects.prefetch_related("grants").order_by("username"):
        state = "" if account.is_active else " (closed)"
        second = " (second step)" if steps.has_one(account) else ""
        lines.append(f"{account.username}{state}{second}  {account.name}".rstrip())
        for each in account.grants.all():
            groups = f"; {', '.join(each.groups)}" if each.groups else ""
            lines.append(f"    {each.dossier}: {each.role}, up to {each.marking}{groups}")
    return "\n".join(lines) or "No account yet. Make one: summitry user add NAME"
